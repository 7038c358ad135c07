"""The front page."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from procurement import codelists, public

from . import etags


@etags.list_page
def front(request: HttpRequest) -> HttpResponse:
    """Say what this is, what is held up now, and what happened last."""
    holds = [("hold", code) for code in codelists.HOLD.codes() if code != "none"]
    context = public.front() | {"to_held": f"?{urlencode(holds)}"}
    return render(request, "procurement/front.html", context)
