"""The awards and agreements of a document: decisions to buy, and what was signed."""

import re
from typing import Any

from procurement.ocds.texts import line, prose, texts, title

from ..values import Note, code, day, each, nothing, part
from .compile import keys
from .parties import Places, Removals
from .readers import DENIES, amount, gross, unread
from .references import unnamed
from .term import ended

# OCDS awardStatus and contractStatus.
AWARD = {one: one for one in ("pending", "active", "cancelled", "unsuccessful")}
CONTRACT = {one: one for one in ("pending", "active", "cancelled", "terminated")}

# Reasons for a termination that say of themselves that it came before the term was over, and those
# that say that it did not. The UK extension has no list of them; the law names them in section 78
# of the Procurement Act 2023, and regulation 41 of the Procurement Regulations 2024.
_EARLY = re.compile(
    r"breach|\bearly|exclu|insolv|mutual|convenience|frustrat|\bdefault|unlawful", re.I
)
_AT_TERM = re.compile(r"complet|expir|\bend of (the )?(term|contract)", re.I)
# What older packages of Contracts Finder have in the place of a description.
_ELSEWHERE = re.compile(r"See description of related tender\.?", re.I)


def awards_and_agreements(
    release: dict, places: Places, note: Note
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Give the awards and the agreements of a compiled release; what is not stated is not there.

    An award is {"id", "title", "description": where it is not the title, "status", "status_text", "rationale",
    "lots": [id], "decided_on", "value", "value_gross": with tax, "value_unread": as sent, "starts_on",
    "ends_on", "latest_end_on", "suppliers": [place], "removed": [place] of those who were, "buyers": [place],
    "unnamed" and "unnamed_buyers": what stands in the place of the name of a supplier or buyer and names nobody};
    an agreement {"id", "award": its id among the awards, "title", …, "signed_on", "value", …, "ended": early or at
    term, "ended_on", "buyers": of one that follows no award, "suppliers" and "removed" where they are not its award's}.
    What an amount counts as is said by `sums`.
    """
    awards = _rows(release.get("awards"), "awards", note)
    contracts = _rows(release.get("contracts"), "contracts", note)
    removals = Removals(release)
    found = [_award(row, id_, field, places, removals, note) for row, id_, field in awards]
    of: dict[str, tuple[dict, dict]] = {}
    for (row, _, _), award in zip(awards, found, strict=True):
        of.setdefault(_id(row, "", nothing), (row, award))
    agreements = []
    for row, id_, field in contracts:
        followed, award = of.get(line(row.get("awardID"), f"{field}/awardID", note, 180), ({}, {}))
        said = _agreement(row, id_, field, award, places, note)
        agreements.append(said | _signed_with(row, followed, award, places, removals))
    return found, agreements


def award_ids(release: dict) -> list[str]:
    """Give the ids of the awards of a release, as they stand in a document."""
    return [id_ for _, id_, _ in _rows(release.get("awards"), "awards", nothing)]


def _rows(rows, key, note):
    """(row, its id inside the contract, the path to it)."""
    rows = each(rows, key, nothing) if rows else []
    fields = [f"{key}/{place}" for place in range(len(rows))]
    return list(zip(rows, _ids(rows, fields, note), fields, strict=True))


def _ids(rows, fields, note):
    """Each row's id inside its contract; one that is given again carries a number."""
    found: dict[str, None] = {}
    named = [{"id": _id(row, field, note)} for row, field in zip(rows, fields, strict=True)]
    for id_, again in keys(named):
        name, number = id_ or "not stated", again
        unique = name if number == 0 else f"{name} ({number + 1})"
        while unique in found:
            number += 1
            unique = f"{name} ({number + 1})"
        found[unique] = None
    return list(found)


def _id(row, field, note):
    """A local id as text. It leaves room for what tells repeats apart."""
    return line(row.get("id"), f"{field}/id", note, 180)


def _award(row, id_, field, places, removals, note):
    buyers = _buyers(row, places)
    suppliers = _each(row.get("suppliers") or (), places)
    removed = _each(removals.of_award(row), places)
    suppliers = [one for one in suppliers if one not in removed]
    found = {
        "id": id_,
        **_words(row, field, note),
        "status": code(row.get("status"), AWARD),
        "rationale": prose(row.get("rationale"), f"{field}/rationale", note),
        "lots": texts(row.get("relatedLots"), f"{field}/relatedLots", note) or None,
        "decided_on": _day(row.get("date"), f"{field}/date", note),
        "value": amount(row.get("value"), f"{field}/value", note),
        "value_gross": gross(row.get("value"), f"{field}/value", nothing),
        "value_unread": unread(row.get("value")),
        **period(row.get("contractPeriod"), f"{field}/contractPeriod", note),
        "buyers": buyers,
        "earlier": _earlier(row, suppliers, places),
        "removed": removed or None,
        "unnamed": [unnamed(one) for one in row.get("_unnamed") or ()] or None,
        "unnamed_buyers": [unnamed(one) for one in row.get("_unnamed_buyers") or ()] or None,
    }
    return stated(found) | {"id": id_, "suppliers": suppliers}


def _words(row, field, note):
    """Its title, its description where that is another text, and its status in the notice's words.

    The description is the title where there is none.
    """
    called = title(row.get("title"), f"{field}/title", note)
    text = prose(row.get("description"), f"{field}/description", note)
    text = "" if _ELSEWHERE.fullmatch(text) else text
    called = called or title(text, f"{field}/description", note)
    return {
        "title": called,
        "description": "" if " ".join(text.split()) == called else text,
        "status_text": title(row.get("statusDetails"), f"{field}/statusDetails", note),
    }


def _buyers(row, places):
    """Who buys: all whom the award itself names, else the buyer of the notice that last spoke of it."""
    found = [places.of(one) for one in row.get("buyers") or (row.get("_buyer"),)]
    return list(dict.fromkeys(one for one in found if one is not None)) or None


def _earlier(row, suppliers, places):
    """The places of those whom earlier notices name, and the newest that lists any suppliers does not."""
    newest = {places.of(one) for one in row.get("_newest") or ()}
    return [place for place in suppliers if newest and place not in newest] or None


def _each(references, places):
    return list(dict.fromkeys(places.of(one) for one in references))


def _signed_with(row, followed, award, places, removals):
    """The suppliers of an agreement and those removed from it, where they are not those of its award."""
    stated = row.get("suppliers") or followed.get("suppliers") or []
    removed = [*award.get("removed", ()), *_each(removals.of_contract(row, stated), places)]
    suppliers = [one for one in _each(stated, places) if one not in removed]
    if set(suppliers) == set(award.get("suppliers", ())):
        return {}
    found = {"suppliers": suppliers, "removed": list(dict.fromkeys(removed))}
    return {key: some for key, some in found.items() if some}


def _agreement(row, id_, field, award, places, note):
    found = {
        "id": id_,
        "award": award.get("id"),
        **_words(row, field, note),
        "status": code(row.get("status"), CONTRACT),
        "signed_on": _day(row.get("dateSigned"), f"{field}/dateSigned", note),
        "value": amount(row.get("value"), f"{field}/value", note),
        "value_gross": gross(row.get("value"), f"{field}/value", nothing),
        "value_unread": unread(row.get("value")),
        **period(row.get("period"), f"{field}/period", note),
        # Who buys under an award buys what is signed for it.
        "buyers": None if award else _buyers(row, places),
    }
    if found["status"] == "terminated":
        due = [
            _day(row.get("_due"), "", nothing),
            found.get("ends_on"),
            award.get("ends_on"),
        ]
        found |= _ending(row, [one for one in due if one], field, note)
    return stated(found)


def _ending(row, due, field, note):
    """What is said of the end of a contract that is terminated: the day, and whether it was early.

    Never the date of the release: it may be older than the contract's own start.
    """
    done = part(row.get("implementation"), f"{field}/implementation", note)
    day_ = _day(done.get("endDate"), f"{field}/implementation/endDate", note)
    if day_ is None and row.get("_due"):
        stated_end = _day(part(row.get("period"), "", nothing).get("endDate"), "", nothing)
        # The end of the term, told again, is no day of ending.
        day_ = stated_end if stated_end != _day(row["_due"], "", nothing) else None
    reason = _reason(row, field, note)
    return {"ended_on": day_, "ended": reason or ended(day_, due)}


def _reason(row, field, note):
    reasons = [
        *each(row.get("terminationRationaleClassifications"), f"{field}/rationales", note),
        part(row.get("terminationRationaleClassification"), f"{field}/rationale", note),
    ]
    said = [" ".join(str(one.get(key) or "") for key in ("id", "description")) for one in reasons]
    said.append(line(row.get("terminationRationale"), f"{field}/terminationRationale", nothing))
    given = {_says(reason) for reason in said if reason.strip()}
    return "early" if "early" in given else "at term" if given == {"at term"} else ""


def _says(reason):
    """Whether a reason says early or at term; "" for one that says neither, or both."""
    early, at_term = bool(_EARLY.search(reason)), bool(_AT_TERM.search(reason))
    if early == at_term or DENIES.search(reason):
        return ""
    return "early" if early else "at term"


def period(value: Any, field: str, note: Note) -> dict[str, str | None]:
    """Give {"starts_on", "ends_on", "latest_end_on"} of a Period of OCDS; None where not stated."""
    if not value:
        return {}
    stated_ = part(value, field, note)
    found = {
        name: _day(stated_.get(key), f"{field}/{key}", note)
        for name, key in (
            ("starts_on", "startDate"), ("ends_on", "endDate"), ("latest_end_on", "maxExtentDate"),
        )
    }  # fmt: skip
    starts, ends = found["starts_on"], found["ends_on"]
    if starts and ends and ends < starts:
        note(field, f"{starts}/{ends}", "It ends before it starts; both are kept.")
    return found


def stated(found: dict) -> dict:
    """Leave out what is not stated."""
    return {key: value for key, value in found.items() if value is not None and value != ""}


def _day(text, field, note):
    found = day(text, field, note)
    return found and found.isoformat()
