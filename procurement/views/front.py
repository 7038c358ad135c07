"""The front page."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from procurement import codelists, public
from procurement.filters import questions

from . import etags


@etags.list_page
def front(request: HttpRequest) -> HttpResponse:
    """Say what this is, what is held up now, and what happened last."""
    holds = [("hold", code) for code in codelists.HOLD.codes() if code != "none"]
    standing = public.standing()
    context = public.front(standing) | {
        "to_held": f"?{urlencode(holds)}",
        "questions": questions(standing),
        "made_up": standing.invented and not standing.real,
    }
    return render(request, "procurement/front.html", context)
