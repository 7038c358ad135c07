"""How agreements came to their end, and why awards and tenders came to nothing.

Never by the date of a release: it may be older than the start of what it speaks of.
Sources: OCDS 1.1.5; the extensions for contract completion and for the United Kingdom.
"""

import re
from typing import Any

from procurement.ocds.texts import line, prose

from ..values import Note, nothing, part
from .readers import amount, date, gross, identifier, reasons, rows, stated

# TERMINATION_REASON by the words of the law; what says none of them stands as it is written.
_REASONS = {
    code: re.compile(words, re.IGNORECASE)
    for code, words in {
        "excluded_subcontractor": r"sub-?contractor.*exclu|exclu.*sub-?contractor",
        "excluded_vendor": r"exclu",
        "set_aside": r"set[- ]?aside",
        "unlawful": r"unlawful|breach of (?:the |this )?(?:procurement )?act\b",
        "breach": r"breach",
        "rescission": r"rescission|rescind",
        "discharge": r"complet|discharg",
        "expiry": r"expir|\bend of (?:the )?(?:term|contract)",
        "by_party": r"by a party|by either party|by the (?:buyer|supplier|contracting authority)",
    }.items()
}
_STOPPED = ("cancelled", "unsuccessful", "withdrawn", "terminated")
_KEY = "terminationRationaleClassification"


def read(release: dict, note: Note) -> list[dict[str, Any]]:
    """Give the endings that notices state.

    [{"of": agreement, award or tender, "id", "award": id of an agreement's award, "status", "on",
    "reasons": [{"code", "scheme", "text", "meaning"}], "rationale", "details", "final_value",
    "final_value_gross", "final_value_details", "at"}]
    Of awards and tenders, whose status stands elsewhere, only those of which more is said.
    """
    found = []
    for contract, field in rows(release, "contracts", nothing):
        if said := _contract(contract, field, note):
            found.append(said)
    for award, field in rows(release, "awards", nothing):
        if said := _stopped(award, "award", field, note):
            found.append(said)
    tender = release.get("tender")
    if isinstance(tender, dict) and (said := _stopped(tender, "tender", "tender", note)):
        found.append(said)
    return found


def _contract(contract, field, note):
    said = _rationale(contract, field, note) | _completion(contract, field, note)
    status = contract.get("status")
    terminated = status == "terminated"
    if terminated:
        details = prose(contract.get("statusDetails"), f"{field}/statusDetails", note)
        said |= stated(status=status) | ({"details": details} if details else {})
    elif status in _STOPPED:
        return _stopped(contract, "agreement", field, note)
    if not said:
        return None
    award = line(contract.get("awardID"), f"{field}/awardID", nothing, 180)
    head = stated(of="agreement", id=identifier(contract, field, nothing), award=award)
    return head | said | {"at": field}


def _rationale(contract, field, note):
    # One classification until January 2026, since then an array of them.
    several, alone = contract.get(f"{_KEY}s"), contract.get(_KEY)
    if not (several or alone or contract.get("terminationRationale")):
        return {}
    found = reasons(several, f"{field}/{_KEY}s", note, _REASONS)
    one = part(alone, f"{field}/{_KEY}", note)
    for reason in reasons([one] if one else [], f"{field}/{_KEY}", note, _REASONS):
        if reason not in found:
            found.append(reason)
    words = prose(contract.get("terminationRationale"), f"{field}/terminationRationale", note)
    return stated(reasons=found, rationale=words)


def _completion(contract, field, note):
    done = contract.get("implementation")
    if not isinstance(done, dict):
        return {}
    field = f"{field}/implementation"
    return stated(
        on=date(done.get("endDate"), f"{field}/endDate", note),
        details=prose(done.get("endDateDetails"), f"{field}/endDateDetails", note),
        final_value=amount(done.get("finalValue"), f"{field}/finalValue", note),
        final_value_gross=gross(done.get("finalValue"), f"{field}/finalValue", note),
        final_value_details=prose(
            done.get("finalValueDetails"), f"{field}/finalValueDetails", note
        ),
    )


def _stopped(row, of, field, note):
    """What came to nothing, where its day or its reason is said."""
    if row.get("status") not in _STOPPED:
        return None
    said = stated(
        on=date(row.get("finalStatusDate"), f"{field}/finalStatusDate", note),
        details=prose(row.get("statusDetails"), f"{field}/statusDetails", note),
    )
    if not said:
        return None
    head = stated(of=of, id=identifier(row, field, nothing), status=row["status"])
    return head | said | {"at": field}
