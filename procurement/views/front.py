"""The front page."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from procurement import public
from procurement.filters import questions
from procurement.holds import NOT_SETTLED

from . import etags
from .pages import render


@etags.list_page
def front(request: HttpRequest) -> HttpResponse:
    """Say what this is, what is held up or under review now, and what happened last."""
    record_contents = public.record_contents()
    context = public.front(record_contents) | {
        "to_held": f"?{urlencode({'hold': NOT_SETTLED}, doseq=True)}",
        "questions": questions(record_contents),
        "made_up": record_contents.invented and not record_contents.real,
    }
    return render(request, "procurement/front.html", context)
