"""What the register keeps of one release, with its organisations in their places.

Party ids mean nothing beyond their release, so each reference is replaced by what the release says
of the organisation before releases are merged. A key is there where the release has it; null means
that what was said before holds no more.
"""

import re
from typing import Any

from .organisations import organisation, parties
from .values import Note, code, day, each, line, money, nothing, part, prose, title

# OCDS tenderStatus, awardStatus and contractStatus.
TENDER = {
    "planning": "planning", "planned": "planning", "active": "tender", "cancelled": "cancelled",
    "unsuccessful": "unsuccessful", "complete": "complete", "withdrawn": "withdrawn",
}  # fmt: skip
AWARD = {one: one for one in ("pending", "active", "cancelled", "unsuccessful")}
CONTRACT = {one: one for one in ("pending", "active", "cancelled", "terminated")}
METHOD = {one: one for one in ("open", "selective", "limited", "direct")}
CATEGORY = {one: one for one in ("goods", "services", "works")}

# Reasons for a termination that say of themselves that it came before the term was over, and those
# that say that it did not. The UK extension has no list of them; the law names them in section 78
# of the Procurement Act 2023, and regulation 41 of the Procurement Regulations 2024. One that denies
# anything is left to be read by people.
_EARLY = re.compile(
    r"breach|\bearly|exclu|insolv|mutual|convenience|frustrat|\bdefault|unlawful", re.I
)
_AT_TERM = re.compile(r"complet|expir|\bend of (the )?(term|contract)", re.I)
_DENIES = re.compile(r"\b(not|no|nor|neither|without|never)\b", re.I)


def extract(release: dict, note: Note) -> dict[str, Any]:
    """Give what the register keeps of a release: {"tender", "buyer", "awards", "contracts", …}."""
    known = parties(release, note)
    found: dict[str, Any] = {
        "tags": _tags(release),
        "told_on": day(release.get("date"), "date", nothing),
    }
    if "buyer" in release:
        found["buyer"] = organisation(release["buyer"], known, "buyer", note)
    elif buyer := _by_role(known, "buyer"):
        found["buyer"] = organisation(buyer, known, "parties", note)
    if release.get("planning"):
        found["planning"] = _planning(part(release["planning"], "planning", note), note)
    if "tender" in release:
        found["tender"] = _tender(part(release["tender"], "tender", note), known, note)
    for key, read in (("awards", _award), ("contracts", _contract)):
        if release.get(key) is not None:
            rows = each(release[key], key, note)
            found[key] = [
                read(one, f"{key}/{place}", known, note) for place, one in enumerate(rows)
            ]
    return found


def _tags(release):
    tag = release.get("tag")
    tags = tag if isinstance(tag, list) else [tag]
    return [one for one in tags if isinstance(one, str)]


def _by_role(known, role):
    """OCDS asks for `buyer`, and some releases say it by the roles of parties alone."""
    found = [one for group in known.values() for one in group if role in _roles(one)]
    return found[0] if len(found) == 1 else None


def _roles(party):
    roles = party.get("roles")
    return roles if isinstance(roles, list) else [roles]


def _planning(planning, note):
    budget = part(planning.get("budget"), "planning/budget", note)
    return {"value": money(budget.get("amount"), "planning/budget/amount", note)}


def _tender(tender, known, note):
    found: dict[str, Any] = {}
    if "title" in tender:
        found["title"] = title(tender["title"], "tender/title", note)
    if "description" in tender:
        found["description"] = prose(tender["description"], "tender/description", note)
    if "status" in tender:
        found["status"] = code(tender["status"], TENDER)
    found |= _value(tender, "tender", note)
    found |= _bidding(tender, note)
    if "procurementMethod" in tender:
        found["method"] = code(tender["procurementMethod"], METHOD)
    if "mainProcurementCategory" in tender:
        found["category"] = code(tender["mainProcurementCategory"], CATEGORY)
    if cpv := _cpv(tender):
        found["cpv"] = cpv
    if "procuringEntity" in tender:
        entity = tender["procuringEntity"]
        found["entity"] = organisation(entity, known, "tender/procuringEntity", note)
    return found


def _bidding(tender, note):
    """Until when bids may be made, for all of it or for the lot that is open longest; and whether
    every lot has come to nothing."""
    found: dict[str, Any] = {}
    lots = each(tender.get("lots"), "tender/lots", nothing)
    stated = [
        day(period["endDate"], f"{field}/tenderPeriod/endDate", note)
        for field, thing in (("tender", tender), *(("tender/lots", lot) for lot in lots))
        if "endDate" in (period := part(thing.get("tenderPeriod"), f"{field}/tenderPeriod", note))
    ]
    if stated:
        deadline = max(filter(None, stated), default=None)
        found["open_until"] = None if _is_for_applicants(tender, deadline) else deadline
    statuses = {code(lot.get("status"), TENDER) for lot in lots}
    if len(statuses) == 1 and statuses <= {"cancelled", "unsuccessful"}:
        [found["status"]] = statuses
    return found


def _is_for_applicants(tender, deadline):
    """Whether those who applied by then are invited to bid later: it is no deadline for bids."""
    second = tender.get("secondStage")
    invited = second.get("invitationDate") if isinstance(second, dict) else None
    invited = day(invited, "tender/secondStage/invitationDate", nothing)
    return bool(deadline and invited and deadline < invited)


def _cpv(tender):
    """The code of the whole, else that of the first item that has one."""
    items = tender.get("items")
    for thing in (tender, *(items if isinstance(items, list) else ())):
        one = thing.get("classification") if isinstance(thing, dict) else None
        if isinstance(one, dict) and one.get("scheme") == "CPV":
            return _cpv_code(one.get("id"))
        more = thing.get("additionalClassifications") if isinstance(thing, dict) else None
        for one in more if isinstance(more, list) else ():
            if isinstance(one, dict) and one.get("scheme") == "CPV":
                return _cpv_code(one.get("id"))
    return ""


def _cpv_code(value):
    text = str(value)[:8] if isinstance(value, str | int) else ""
    return text if text.isascii() and text.isdigit() and len(text) == 8 else ""


def _award(award, field, known, note):
    found: dict[str, Any] = {"id": _id(award.get("id"), field, note)}
    if "title" in award:
        found["title"] = title(award["title"], f"{field}/title", note)
    if "description" in award:
        found["description"] = title(award["description"], f"{field}/description", note)
    if "status" in award:
        found["status"] = code(award["status"], AWARD)
    if "date" in award:
        found["date"] = day(award["date"], f"{field}/date", note)
    found |= _value(award, field, note)
    if "contractPeriod" in award:
        found |= _period(award["contractPeriod"], f"{field}/contractPeriod", note)
    if "suppliers" in award:
        rows = each(award["suppliers"], f"{field}/suppliers", note)
        named = [organisation(one, known, f"{field}/suppliers", note) for one in rows]
        found["suppliers"] = [one for one in named if one]
    return found


def _contract(contract, field, known, note):
    found: dict[str, Any] = {"id": _id(contract.get("id"), field, note)}
    if contract.get("awardID") not in (None, ""):
        found["award"] = _id(contract["awardID"], field, note)
    if "title" in contract:
        found["title"] = title(contract["title"], f"{field}/title", note)
    if "status" in contract:
        found["status"] = code(contract["status"], CONTRACT)
    if "dateSigned" in contract:
        found["date"] = day(contract["dateSigned"], f"{field}/dateSigned", note)
    found |= _value(contract, field, note)
    if "period" in contract:
        found |= _period(contract["period"], f"{field}/period", note)
    return found | _ending(contract, field, note)


def _ending(contract, field, note):
    """What is said of the end of a contract that is terminated: the day, and whether it was early.

    Never the date of the release: it may be older than the contract's own start.
    """
    found: dict[str, Any] = {}
    done = part(contract.get("implementation"), f"{field}/implementation", note)
    if "endDate" in done:
        found["ended_on"] = day(done["endDate"], f"{field}/implementation/endDate", note)
    reasons = [
        *each(contract.get("terminationRationaleClassifications"), f"{field}/rationales", note),
        part(contract.get("terminationRationaleClassification"), f"{field}/rationale", note),
    ]
    said = [" ".join(str(one.get(key) or "") for key in ("id", "description")) for one in reasons]
    said.append(
        line(contract.get("terminationRationale"), f"{field}/terminationRationale", nothing)
    )
    if given := [reason for reason in said if reason.strip()]:
        found["ended"] = _ended({_says(reason) for reason in given})
    return found


def _says(reason):
    """Whether a reason says early or at term; "" for one that says neither, or both."""
    early, at_term = bool(_EARLY.search(reason)), bool(_AT_TERM.search(reason))
    if early == at_term or _DENIES.search(reason):
        return ""
    return "early" if early else "at term"


def _ended(said):
    return "early" if "early" in said else "at term" if said == {"at term"} else ""


def _value(thing, field, note):
    """The amount, where one is stated, or taken back; a currency alone changes no amount."""
    value = thing.get("value", {})
    if isinstance(value, dict) and "amount" not in value:
        return {}
    return {"value": money(value, f"{field}/value", note)}


def _period(value, field, note):
    period = part(value, field, note)
    ends = {"starts_on": "startDate", "ends_on": "endDate", "latest_end_on": "maxExtentDate"}
    found = {
        name: day(period[key], f"{field}/{key}", note)
        for name, key in ends.items()
        if key in period
    }
    if found.get("starts_on") and found.get("ends_on") and found["ends_on"] < found["starts_on"]:
        note(
            field,
            f"{found['starts_on']}/{found['ends_on']}",
            "It ends before it starts; both are kept.",
        )
    return found


def _id(id_, field, note):
    """A local id as text: some publishers write numbers. It leaves room for what tells repeats apart."""
    return line(id_, f"{field}/id", note, 180)
