"""The page that says why nothing was done with what was sent, in the look of the admin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TEMPLATE = "admin/procurement/refused.html"


def refused(request: HttpRequest, said: str, status: int) -> HttpResponse:
    """Give the page that says `said`."""
    context = {"title": "Nothing was saved", "said": said, "has_permission": False}
    return render(request, TEMPLATE, context, status=status)
