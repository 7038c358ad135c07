"""Forms in a dialog over the page that they change: where such a form leads when it is done."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

# What a script sends that shows a form over another page: it is told in a header where to go.
DIALOG = "X-Statement-Dialog"


def lead_to(request: HttpRequest, place: str) -> HttpResponse:
    """Go on to an address; of a dialog, the script shows anew what is beneath it."""
    if DIALOG in request.headers:
        return HttpResponse(status=204, headers={"Location": place})
    return redirect(place)
