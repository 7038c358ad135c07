"""Organisations put into the places where a release refers to them.

Party ids mean nothing beyond their release, so each reference is replaced by what its release says
of the organisation before releases are put together.
"""

from typing import Any

from ..organisations import Organisation, organisation, parties, party_of
from ..texts import line
from ..values import Note, collecting, each, moment, nothing, part
from .party_names import objects, roles


class Reference(dict):
    """What a release says of one organisation, in the place where it refers to it.

    Another release's word on the same place replaces it as a whole. `organisation` is who it is;
    None where that is not stated. `by_role`: a party that is a supplier by its role alone, which no
    award of its release names.
    """

    __slots__ = ("by_role", "organisation")

    def __init__(self, body: dict, who: Organisation | None) -> None:
        super().__init__(body)
        self.organisation = who
        self.by_role = False


def embedded(release: dict, note: Note) -> dict[str, Any]:
    """Give a release whose buyer, procuring entity, parties, and suppliers and buyers of awards are references.

    The buyer is who has that role among the parties, where the release names none otherwise; each
    award and contract carries the buyer of its release, as "_buyer", which buys where the award names no "buyers"
    of its own, and its moment, as "_first". The suppliers of a contract that names bids instead are those who made
    them; "_unread" are (path, as sent) of what said nothing here. The release is not changed.
    """
    unread: dict[str, str] = {}
    found = _embedded(release, collecting(unread, note))
    return found | {"_unread": tuple(unread.items())}


def _embedded(release, note):
    known = parties(release, note)
    found = dict(release)
    every = [one for group in known.values() for one in group]
    found["parties"] = _references(every, known, "parties", nothing)
    buyer, field = release.get("buyer"), "buyer"
    if "buyer" not in release and (alone := _by_role(known, "buyer")):
        buyer, field = alone, "parties"
    found["buyer"] = _reference(buyer, known, field, note)
    tender = release.get("tender")
    if isinstance(tender, dict) and "procuringEntity" in tender:
        found["tender"] = _with_entity(tender, known, note)
    of_release = {"_buyer": found["buyer"], "_first": moment(release.get("date"), "", nothing)}
    for key in ("awards", "contracts"):
        if release.get(key) is not None:
            rows = each(release[key], key, note)
            if key == "contracts":
                rows = _with_bidders(rows, release.get("bids"))
            found[key] = [
                _row(one, f"{key}/{place}", of_release, known, note)
                for place, one in enumerate(rows)
            ]
    _mark_by_role(found)
    return found


def _with_entity(tender, known, note):
    """The tender with its procuring entity as the parties name it; without one that no party bears out.

    Some publishers have a member of staff there, by name, beside the number of the body
    (docs/decisions/0047-organisations.md). Without parties, the reference alone says who it is.
    """
    field = "tender/procuringEntity"
    ref = part(tender["procuringEntity"], field, note)
    if known and ref:
        party = party_of(ref, known) or _called(ref, known)
        if not party:
            # Not by its name: it may be a person's.
            note(field, ref.get("id", ""), "No party has this id or name: it is left out.")
            return {key: value for key, value in tender.items() if key != "procuringEntity"}
        ref = ref | {key: party[key] for key in ("id", "name") if party.get(key)}
    return tender | {"procuringEntity": _reference(ref, known, field, note)}


def _called(ref, known):
    """The first party of the name of a reference; None for none."""
    name = ref.get("name")
    return name and next(
        (one for some in known.values() for one in some if one.get("name") == name), None
    )


def _mark_by_role(release):
    """Mark the parties that are suppliers and that nothing names."""
    parties = [one for one in release["parties"] if one.organisation and supplies(one)]
    if not parties:
        return
    named = [one for row in decided(release) for one in row.get("suppliers") or ()]
    ids = {one.organisation.id for one in named} - {""}
    names = {one.organisation.name for one in named}
    for one in parties:
        who = one.organisation
        one.by_role = who.id not in ids and who.name not in names


def unnamed(reference: Any) -> str:
    """Give what stands in the place of a name where a reference names nobody; "" for all others."""
    if not isinstance(reference, Reference) or reference.organisation:
        return ""
    return line(reference.get("name"), "", nothing)


def supplies(party: dict) -> bool:
    """Say whether a party is a supplier by its roles. One that is removed is none."""
    stated = roles(party)
    return "supplier" in stated and "removedSupplier" not in stated


def organisations_named(release: dict) -> tuple[list[Organisation], list[Organisation]]:
    """Give the buyers and the suppliers that a release, as `embedded`, refers to or knows by role."""
    entity = part(release.get("tender"), "", nothing).get("procuringEntity")
    awards = release.get("awards") or ()
    buying = [one for row in awards for one in row.get("buyers") or ()]
    suppliers = [one for row in decided(release) for one in row.get("suppliers") or ()]
    alone = [one for one in release.get("parties") or () if one.by_role]
    return _who((release.get("buyer"), entity, *buying)), _who([*suppliers, *alone])


def decided(release: dict) -> list[dict]:
    """Give the awards and contracts of a release as `embedded` gives it: what has suppliers."""
    return [*(release.get("awards") or ()), *(release.get("contracts") or ())]


def _who(references):
    return [one.organisation for one in references if getattr(one, "organisation", None)]


def _with_bidders(rows, bids):
    """Contracts with those who made the bids that they are related to, where they name no suppliers."""
    bidders = {
        one["id"]: one["tenderers"]
        for _, one in objects(part(bids, "", nothing).get("details"))
        if type(one.get("id")) in (str, int) and isinstance(one.get("tenderers"), list)
    }
    return [_with_suppliers(row, bidders) for row in rows] if bidders else rows


def _with_suppliers(row, bidders):
    bids = row.get("relatedBids")
    if "suppliers" in row or not isinstance(bids, list):
        return row
    made = [one for bid in bids if type(bid) in (str, int) for one in bidders.get(bid, ())]
    return row | {"suppliers": made} if made else row


def _row(row, field, of_release, known, note):
    found = row | of_release
    if row.get("amendments"):
        found["amendments"] = _amendments(row["amendments"], field, known)
    # The buyers of an award itself are of the EU's profile of OCDS.
    for key, nameless in (("suppliers", "_unnamed"), ("buyers", "_unnamed_buyers")):
        found.pop(nameless, None)
        if key in row:
            at = f"{field}/{key}"
            stated = _references(each(row[key], at, note), known, at, note)
            found[key] = [one for one in stated if one.organisation]
            # A tuple: the newest list says who of them is not named.
            found[nameless] = tuple(one for one in stated if unnamed(one))
    found.pop("_newest", None)
    if "suppliers" in found:
        found["_newest"] = tuple(found["suppliers"])
    return found


def _amendments(rows, field, known):
    """Amendments whose added and removed suppliers are references; their section notes what cannot be read."""
    if not isinstance(rows, list):
        return rows
    return [_amendment(one, field, known) if isinstance(one, dict) else one for one in rows]


def _amendment(amendment, field, known):
    found = {
        key: [
            _reference(one, known, field, nothing) if isinstance(one, dict) and one else one
            for one in rows
        ]
        for key in ("suppliersAdded", "suppliersRemoved")
        if isinstance(rows := amendment.get(key), list)
    }
    return amendment | found


def _references(rows, known, field, note):
    found = [_reference(one, known, field, note) for one in rows]
    return [one for one in found if one is not None]


def _reference(ref, known, field, note) -> Reference | None:
    """The reference with all that is said of its party; None where it says nothing."""
    ref = part(ref, field, note)
    if not ref:
        return None
    return Reference(party_of(ref, known) | ref, organisation(ref, known, field, note))


def _by_role(known: dict[str, list[dict]], role: str) -> dict | None:
    """OCDS asks for `buyer`, and some releases say it by the roles of parties alone."""
    found = [one for group in known.values() for one in group if role in roles(one)]
    return found[0] if len(found) == 1 else None
