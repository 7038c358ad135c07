"""What is said of subcontracting: whether, how much of it, to whom, and what the buyer asks for.

Sources: OCDS for the EU profile (`subcontracting` of awards and bids, `subcontractingTerms` of
tenders and lots), UK extension (`subcontracts/description`).
"""

from collections.abc import Iterator
from typing import Any

from procurement.ocds.texts import line, prose

from ..values import Note, each, money, nothing, number, part, yes_no
from .party_names import PartyNames, objects
from .readers import as_entry, stated

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
    tender, bids = (part(release.get(key), "", nothing) for key in ("tender", "bids"))
    if "subcontractingTerms" in tender or "subcontracting" in tender:
        yield "tender", "tender", tender
    for of, field, rows in (
        ("lot", "tender/lots", tender.get("lots")),
        ("award", "awards", release.get("awards")),
        ("agreement", "contracts", release.get("contracts")),
        ("bid", "bids/details", bids.get("details")),
    ):
        for place, row in objects(rows):
            yield of, f"{field}/{place}", row


def _planned(row, field, known, note):
    here = f"{field}/subcontracting"
    planned = part(row.get("subcontracting"), here, note)
    will = yes_no(row.get("hasSubcontracting"), f"{field}/hasSubcontracting", note)
    if not planned:
        return stated(will=will)
    found = stated(
        will=will,
        **_common(planned, here, note),
        competitive=yes_no(planned.get("competitive"), f"{here}/competitive", note),
        value=as_entry(money(planned.get("value"), f"{here}/value", note)),
    )
    rows = each(planned.get("subcontracts"), f"{here}/subcontracts", note)
    told = [_subcontract(one, f"{here}/subcontracts", known, note) for one in rows]
    return found | stated(subcontracts=[one for one in told if one])


def _terms(asked, here, note):
    found = _common(asked, here, note)
    return found | {"terms": True} if found else {}


def _common(said, here, note):
    text = prose(said.get("description"), f"{here}/description", note)
    shares = {name: number(said.get(key), f"{here}/{key}", note) for key, name in _SHARES.items()}
    return stated(text=text, **shares)


def _subcontract(one, field, known: PartyNames, note):
    mains = each(one.get("mainContractors"), f"{field}/mainContractors", note)
    text = prose(one.get("description"), f"{field}/description", note)
    to = known.of(one.get("subcontractor"), f"{field}/subcontractor", note)
    of = [who for ref in mains if (who := known.of(ref, f"{field}/mainContractors", note))]
    return stated(text=text, to=to, **{"for": of})
