"""What is said of subcontracting: whether, how much of it, to whom, and what the buyer asks for.

Sources: OCDS for the EU profile (`subcontracting` of awards and bids, `subcontractingTerms` of
tenders and lots), UK extension (`subcontracts/description`).
"""

from collections.abc import Iterator
from typing import Any

from procurement.ocds.texts import line, prose

from ..values import Note, each, money, number, part, yes_no
from .party_names import PartyNames, objects

# Shares of the contract as the notice writes them: by the standard, 0.3 is 30 %.
_SHARES = {
    "minimumPercentage": "least",
    "maximumPercentage": "most",
    "competitiveMinimumPercentage": "competitive_least",
    "competitiveMaximumPercentage": "competitive_most",
}


def subcontracting(release: dict, note: Note) -> Iterator[dict[str, Any]]:
    """Yield {"of", "id", "will", "terms", "text", "least", "most", "competitive_least",
    "competitive_most", "competitive", "value", "subcontracts", "at"}.

    Of an award, agreement or bid it is what the supplier will do, of a tender or lot, as "terms", what
    the buyer asks for. "subcontracts": [{"id", "text", "to": {"name", "id"}, "for": [{"name", "id"}]}].
    """
    known = None
    for of, field, row in _rows(release):
        if "hasSubcontracting" in row or "subcontracting" in row:
            known = known or PartyNames(release)
            found = _planned(row, field, known, note)
        elif "subcontractingTerms" in row:
            here = f"{field}/subcontractingTerms"
            found = _terms(part(row["subcontractingTerms"], here, note), here, note)
        else:
            continue
        if found:
            id_ = line(row.get("id"), f"{field}/id", note)
            whose = {"of": of} if of == "tender" else {"of": of, "id": id_}
            yield whose | found | {"at": field}


def _rows(release):
    tender, bids = release.get("tender"), release.get("bids")
    tender = tender if isinstance(tender, dict) else {}
    if "subcontractingTerms" in tender or "subcontracting" in tender:
        yield "tender", "tender", tender
    for of, field, rows in (
        ("lot", "tender/lots", tender.get("lots")),
        ("award", "awards", release.get("awards")),
        ("agreement", "contracts", release.get("contracts")),
        ("bid", "bids/details", bids.get("details") if isinstance(bids, dict) else None),
    ):
        for place, row in objects(rows):
            yield of, f"{field}/{place}", row


def _planned(row, field, known, note):
    here = f"{field}/subcontracting"
    stated = part(row.get("subcontracting"), here, note)
    will = yes_no(row.get("hasSubcontracting"), f"{field}/hasSubcontracting", note)
    found: dict[str, Any] = {} if will is None else {"will": will}
    if not stated:
        return found
    found |= _common(stated, here, note)
    competitive = yes_no(stated.get("competitive"), f"{here}/competitive", note)
    if competitive is not None:
        found["competitive"] = competitive
    if amount := money(stated.get("value"), f"{here}/value", note):
        found["value"] = {"minor": amount[0], "currency": amount[1]}
    rows = each(stated.get("subcontracts"), f"{here}/subcontracts", note)
    told = [_subcontract(one, f"{here}/subcontracts", known, note) for one in rows]
    if told := [one for one in told if one]:
        found["subcontracts"] = told
    return found


def _terms(stated, here, note):
    found = _common(stated, here, note)
    return found | {"terms": True} if found else {}


def _common(stated, here, note):
    found: dict[str, Any] = {}
    if text := prose(stated.get("description"), f"{here}/description", note):
        found["text"] = text
    for key, name in _SHARES.items():
        if (share := number(stated.get(key), f"{here}/{key}", note)) is not None:
            found[name] = share
    return found


def _subcontract(one, field, known: PartyNames, note):
    mains = each(one.get("mainContractors"), f"{field}/mainContractors", note)
    found = {
        "text": prose(one.get("description"), f"{field}/description", note),
        "to": known.of(one.get("subcontractor"), f"{field}/subcontractor", note),
        "for": [who for ref in mains if (who := known.of(ref, f"{field}/mainContractors", note))],
    }
    return {key: value for key, value in found.items() if value}
