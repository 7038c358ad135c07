"""The source that somebody works from: what they begin to enter is cited to it.

What other pages take from here:

- `source_in_hand(request)` gives a `SourceInHand`, or None: `.source`, `.speaker` (a Stakeholder or None) and
  `.attribution` (a code of `ATTRIBUTION`, by the kind of source: `codelists.level_of`). One query a request.
- A page shows it with `{% include "admin/desk/source.html" %}`, where the context has
  `"source_in_hand": source_in_hand(request)`; nothing is shown where that is None.
- A form that begins a citation takes `citation_initial(request, actor)` as its `initial`.
- Beside such a form `{% include "admin/desk/source_text.html" %}` shows the pasted text to quote from, with the same
  context; whether a quotation stands there word for word says `quotations.checked_quotation`.
"""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect

from procurement.models import Source, SourceInHand

from ..keys import is_key
from ..site import site
from .dialogs import back_from, lead_to

PERMISSION = "procurement.add_citation"
# What of a request is read once.
_CACHED = "_source_in_hand"


def source_in_hand(request: HttpRequest) -> SourceInHand | None:
    """Give the source that whoever asks works from; None where there is none."""
    if not hasattr(request, _CACHED):
        rows = SourceInHand.objects.select_related("source__pasted", "speaker")
        setattr(request, _CACHED, rows.filter(user=request.user.pk).first())
    return getattr(request, _CACHED)


def citation_initial(request: HttpRequest, actor=None) -> dict[str, Any]:
    """Give what a new citation begins with: source, attribution, speaker. Nothing without a source in hand.

    Who speaks is whoever was named with the source, else the actor of what is cited: whoever objects is heard
    objecting.
    """
    hand = source_in_hand(request)
    if hand is None:
        return {}
    speaker = hand.speaker or (actor if hand.attribution == "on_record" else None)
    return {"source": hand.source, "attribution": hand.attribution, "speaker": speaker}


def take_in_hand(user: User, source: Source) -> SourceInHand:
    """Let an account work from a source, and from no other."""
    # Of another source nobody has said yet who speaks in it.
    hand, fresh = SourceInHand.objects.get_or_create(user=user, defaults={"source": source})
    if not fresh and hand.source_id != source.pk:
        hand.source, hand.speaker = source, None
        hand.save()
    return hand


def may_work(request: HttpRequest) -> None:
    """Refuse whoever may not cite anything."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied


def wanted_source(object_id: str) -> Source:
    """Give the source of an address; `Http404` where there is none."""
    key = unquote(object_id)
    if not is_key(key):
        raise Http404("There is no such source.")
    return get_object_or_404(Source, pk=key)


@site.page("procurement/source/<path:object_id>/in-hand/", "procurement_source_in_hand")
def in_hand(request, object_id):
    """Take a source in hand; on POST alone."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    may_work(request)
    take_in_hand(request.user, wanted_source(object_id))
    return lead_to(request, back_from(request))


@site.page("work-from-source/put-down/", "put_source_down")
def put_down(request):
    """Put the source down, and go back to where that was asked; on POST alone."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    may_work(request)
    if hand := source_in_hand(request):
        hand.delete()
        messages.success(request, f"You do not work from “{hand.source}” any more.")
    return redirect(back_from(request))
