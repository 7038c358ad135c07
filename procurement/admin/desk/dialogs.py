"""Forms that stand in a dialog over the page that they change, or on a page of their own: where each leads.

Without a script a form is a page, and leads to another. With one it is shown in a dialog; the answer
to what it sends is the form again, or, where it is done, the address to be shown.
"""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

# The header by which the script says that it shows a form over another page.
DIALOG = "X-Statement-Dialog"
# Where whoever asks came from, in the address or the form.
BACK = "back"
# The button that saves, and leads to the next source instead of back.
NEXT = "_next"


def lead_to(request: HttpRequest, place: str) -> HttpResponse:
    """Go on to an address; of a dialog, the script goes there, or shows anew what is beneath it."""
    if DIALOG in request.headers:
        return HttpResponse(status=204, headers={"Location": place})
    return redirect(place)


def lead_to_next(request: HttpRequest, place: str) -> HttpResponse:
    """Go on to the next source, and from that back to an address."""
    return lead_to(request, f"{reverse('admin:work_from_source')}?{urlencode({BACK: place})}")


def back_from(request: HttpRequest) -> str:
    """Give where whoever asks came from, within this site; else the page on which a source is taken in hand."""
    back = request.POST.get(BACK) or request.GET.get(BACK, "")
    # A bare name is no address of this site.
    inside = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return back if inside else reverse("admin:work_from_source")
