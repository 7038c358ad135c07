"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from procurement import public

from . import etags


@etags.list_page
def front(request: HttpRequest) -> HttpResponse:
    """Say what this is, what is held up now, and what happened last."""
    return render(request, "procurement/front.html", public.front())
