"""Buyers, vendors and stakeholders: their lists and pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from procurement import identifiers, public
from procurement.filters import PER_PAGE, PartyFilter

from . import errors, etags
from .lists import listed


@etags.list_page
def party_list(request: HttpRequest, kind: str) -> HttpResponse:
    """List the public parties of one kind."""
    listing = PartyFilter(request.GET, kind)
    return listed(request, listing, "procurement/party_list.html", kind=kind)


@etags.list_page
def party_detail(request: HttpRequest, kind: str, public_id: int, slug: str = "") -> HttpResponse:
    """Show a party: its names and numbers, its contracts and interventions."""
    party = public.parties(kind).filter(public_id=public_id).first()
    if party is None:
        return _moved(request, kind, public_id)
    if slug != party.slug:
        args = [public_id, party.slug] if party.slug else [public_id]
        return redirect(reverse(f"{kind}-detail", args=args), permanent=True)
    is_actor = party.kind == "stakeholder"
    context = {
        "party": party,
        "identifiers": [_identifier(**one) for one in party.identifiers],
        "same_bodies": public.same_bodies(party),
        "contracts": public.by_last_event(public.contracts_naming(party))[:PER_PAGE],
        "interventions": public.interventions_of(party)[:PER_PAGE],
        "cited": public.cited_for(party, PER_PAGE) if is_actor else [],
        "most": PER_PAGE,
    }
    return render(request, "procurement/party_detail.html", context)


def _moved(request, kind, public_id):
    """Lead on to the party that this one was merged into; else say that there is none."""
    kept = public.moved(kind, public_id)
    if kept is None:
        return errors.missing(request, kind, public_id)
    return redirect(reverse(f"{kind}-detail", args=[kept]), permanent=True)


def _identifier(scheme, value):
    known = identifiers.SCHEMES.get(scheme)
    return {
        "scheme": scheme,
        "value": value,
        "register": known.name if known else "",
        "url": identifiers.url(scheme, value) if known else "",
    }
