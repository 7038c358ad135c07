"""What this record is and how to read it."""

from django.http import HttpRequest, HttpResponse

from procurement import codelists

from . import etags
from .pages import render


@etags.etagged(lambda request: ())
def about(request: HttpRequest) -> HttpResponse:
    """Say what the record holds, and what its words mean."""
    context = {
        "levels": codelists.ATTRIBUTION,
        "holds": codelists.HOLD,
        "stages": codelists.STAGE,
        "counted": codelists.COUNTED_AS,
    }
    return render(request, "procurement/about.html", context)
