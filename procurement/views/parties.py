"""Buyers, vendors and stakeholders: their lists and pages."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from procurement import identifiers, public
from procurement.filters import PartyFilter, TotalFilter

from . import errors, etags
from .lists import listed
from .pages import render

ACTOR = "stakeholder"
# How many contracts, interventions and counterparties a page shows.
MOST = 10
LONGEST_TEXT = 200


@etags.list_page
def party_list(request: HttpRequest, kind: str) -> HttpResponse:
    """List the public parties of one kind."""
    listing = PartyFilter(request.GET, kind) if kind == ACTOR else TotalFilter(request.GET, kind)
    return listed(request, listing, "procurement/party_list.html", kind=kind)


@etags.list_page
def suggest(request: HttpRequest, kind: str) -> HttpResponse:
    """Give {"parties": [{"id", "name", "contracts"}]}: whom a name that is being typed may mean."""
    text = request.GET.get("q", "")
    if len(text) > LONGEST_TEXT or "\x00" in text:
        accepted = f"Accepted: q with at most {LONGEST_TEXT} characters, none of them NUL."
        return JsonResponse({"error": "bad request", "reason": accepted}, status=400)
    found = public.named_like(kind, text, MOST, invented=not public.has_real())
    parties = [
        {"id": one.public_id, "name": one.name, "contracts": one.contract_count} for one in found
    ]
    return JsonResponse({"parties": parties}, json_dumps_params={"ensure_ascii": False})


@etags.list_page
def party_detail(request: HttpRequest, kind: str, public_id: int, slug: str = "") -> HttpResponse:
    """Show a party: its names and numbers, its contracts and interventions, and its totals."""
    party = public.parties(kind).filter(public_id=public_id).first()
    if party is None:
        return _moved(request, kind, public_id)
    if slug != party.slug:
        args = [public_id, party.slug] if party.slug else [public_id]
        return redirect(reverse(f"{kind}-detail", args=args), permanent=True)
    context = _facts(party) | (_statements(party) if kind == ACTOR else _totals(party))
    return render(request, "procurement/party_detail.html", context)


def _facts(party):
    same_bodies = public.with_same_bodies(party)
    contracts = public.newest_first(public.contracts_naming(party))[:MOST]
    return {
        "party": party,
        "search": _search(party),
        "identifiers": [_identifier(**one) for one in party.identifiers],
        "same_bodies": same_bodies,
        "rows": public.with_parts(party, contracts),
        "interventions": public.interventions_of(party)[:MOST],
        "most": MOST,
    }


def _search(party):
    """The address of the search for all its contracts."""
    asked = {party.kind: party.public_id} | ({"sample": 1} if party.invented else {})
    return f"{reverse('contract-list')}?{urlencode(asked)}"


def _statements(party):
    return {"cited": public.cited_for(party, MOST)}


def _totals(party):
    return {
        "years": public.years_of(party),
        "counterparties": public.counterparties_of(party, MOST),
        "other": "buyer" if party.kind == "vendor" else "vendor",
    }


def _moved(request, kind, public_id):
    """Lead on to the party that this one was merged into; else say that there is none."""
    kept = public.merged_into(kind, public_id)
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
