"""From a compiled release to the document: the facts that head a page, awards, agreements, sections."""

from types import ModuleType
from typing import Any

from procurement import same_award
from procurement.codelists import NOTHING_BOUGHT
from procurement.shares import vendor_places

from ..values import Note, collecting, each, nothing, part
from . import (
    amounts,
    bids,
    categories,
    classification,
    declared,
    identifiers,
    party_details,
    places,
    procedure,
    related,
    suppliers,
    terminations,
)
from .amount_kinds import count
from .awards import awards_and_agreements, stated
from .beside import beside
from .ceilings import sets_up
from .parties import Places, by_role, unnamed_parties
from .tender import open_until, said_on, stage, tender
from .term import term, with_applying

# Documents of an older reader are made anew by `rebuild_register`; one more for each change of what
# a document says of the same notices.
READER = 3

# {section: the file that reads it from a compiled release}, or what of it is not declared. Where lists ask for
# something of a section, its file gives it too, as `columns`.
SECTIONS: dict[str, ModuleType] = {
    "procedure": procedure,
    "classifications": classification,
    "categories": categories,
    "places": places,
    "bids": bids,
    "suppliers": suppliers,
    "organisations": party_details,
    "identifiers": identifiers,
    "terminations": terminations,
    "related": related,
}


def document(release: dict[str, Any], ocid: str, note: Note = nothing) -> dict[str, Any]:
    """Give the document of a compiled release. JSON-ready; what is not stated is not there.

    Always there: "title", "stage", "value_kind", "parties" ([{"name", "numbers", "id"}]; all else refers to
    them by place), "awards", "agreements". Days are ISO 8601, amounts {"minor", "currency"}.
    `note` is told of what could not be taken as it stands; "unfit" are [{"at", "sent"}] of what says
    nothing to us.
    """
    unfit: dict[str, str] = dict(release.get("_unread", ()))
    noted = collecting(unfit, note)
    found = core(release, ocid, noted)
    found |= declared.read(release, noted)
    if "periods" in found:
        found["periods"] = with_applying(found["periods"])
    narrow: dict[str, Any] = {}
    for name, section in SECTIONS.items():
        if said := section.read(release, noted):
            found[name] = found[name] + said if name in found else said
        if name in found and hasattr(section, "columns"):
            narrow |= section.columns(found[name])
    if "bids" in found:
        narrow["bids_received"] = bids.bids_received(found["bids"], won=_is_won(found))
    if unfit:
        found["unfit"] = [{"at": at, "sent": sent} for at, sent in sorted(unfit.items())]
    return found | stated(narrow)


def _is_won(document):
    """Whether an award or agreement was somebody's, whatever came of it, and however the notice names whom."""
    return bool(vendor_places(document)) or any("unnamed" in row for row in document["awards"])


def core(release: dict[str, Any], ocid: str, note: Note = nothing) -> dict[str, Any]:
    """Give a document without its sections: what heads a page, awards and agreements."""
    known = Places()
    body = tender(release, note)
    buyer, run_by = _buyers(release, known)
    awards, agreements = awards_and_agreements(release, known, note)
    stated_amounts = amounts.read(release, note)
    worth = count(stated_amounts, awards, agreements)
    found = {
        "title": _title(body, awards, agreements, ocid),
        "description": body.get("description"),
        "buyer": buyer,
        "run_by": run_by,
        "stage": stage(release, body, awards, agreements),
        "sets_up": sets_up(release),
        **worth,
        **_decided(awards, agreements),
        "open_until": open_until(release, body, awards),
        **term(awards, agreements),
        "said_on": said_on(release),
        "method": body.get("method"),
        "awards": _but_for(buyer, awards),
        "agreements": _but_for(buyer, agreements),
        "amounts": stated_amounts or None,
        "by_role": by_role(release, known) or None,
        "unnamed": unnamed_parties(release, awards) or None,
        "parties": known.forms(),
    }
    found = stated(found)
    if len(awards) > 1:
        same_award.mark_slips(found, _first_stated(release))
    apart = beside(release, body, found)
    return found | ({"beside": apart} if apart else {})


def _first_stated(release):
    """The moment of the notice that stated each award first."""
    return [award.get("_first") for award in each(release["awards"], "awards", nothing)]


def _buyers(release, places):
    """Who buys, and who runs the procurement for it where that is another body."""
    tender = part(release.get("tender"), "", nothing)
    buyer, entity = release.get("buyer"), tender.get("procuringEntity")
    first = buyer if getattr(buyer, "organisation", None) else entity
    other = entity if first is buyer and not _are_same(buyer, entity) else None
    return places.of(first), places.of(other)


def _are_same(one, other):
    one, other = getattr(one, "organisation", None), getattr(other, "organisation", None)
    return bool(one and other and (one.name == other.name or one.id and one.id == other.id))


def _title(body, awards, agreements, ocid):
    rows = [body, *awards, *agreements]
    return next((row["title"] for row in rows if row.get("title")), f"Untitled, {ocid}")


def _decided(awards, agreements):
    """The day of the first decision that stands; of none, of the first signature, which says so.

    What is only intended is not decided yet.
    """
    undecided = {*NOTHING_BOUGHT, "pending"}
    for rows, name, more in (
        (awards, "decided_on", {}),
        (agreements, "signed_on", {"decided_from": "signature"}),
    ):
        days = [one[name] for one in rows if one.get("status") not in undecided and name in one]
        if days:
            return {"decided_on": min(days)} | more
    return {}


def _but_for(buyer, rows):
    """Awards and agreements name their buyers where these are not the contract's alone."""
    return [
        {key: value for key, value in row.items() if key != "buyers" or value != [buyer]}
        for row in rows
    ]
