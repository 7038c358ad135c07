"""The front page."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from procurement import codelists, public
from procurement.filters import questions

from . import etags
from .pages import render


@etags.list_page
def front(request: HttpRequest) -> HttpResponse:
    """Say what this is, what is held up now, and what happened last."""
    holds = [("hold", code) for code in codelists.HOLD.codes() if code != "none"]
    record_contents = public.record_contents()
    context = public.front(record_contents) | {
        "to_held": f"?{urlencode(holds)}",
        "questions": questions(record_contents),
        "made_up": record_contents.invented and not record_contents.real,
    }
    return render(request, "procurement/front.html", context)
