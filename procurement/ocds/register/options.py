"""Whether what is bought may be extended, added to, or bought again."""

from typing import Any

from procurement.ocds.texts import prose

from ..values import Note, nothing, number, part, yes_no
from .readers import date, most, rows, span, stated
from .subjects import Subject, planning, subjects

# What it is, the key that says whether, the key of what is said about it.
_KINDS = (
    ("renewal", "hasRenewal", "renewal"),
    ("options", "hasOptions", "options"),
    ("recurrence", "hasRecurrence", "recurrence"),
)


def read(release: dict, note: Note) -> list[dict[str, Any]]:
    """Give every extension, option and recurrence that a compiled release states, those denied too.

    An entry is {"what": a code of `OPTION_KIND`, "of", "id", "at"} and what is stated: "applies" (yes or
    no), "text", "least" and "most" (of renewals; "no limit" where there is none), "starts_on", "ends_on",
    "days" and "months" of the period in which it can be used, "dates" ([such a period]) when it is expected
    to be bought again, and "latest_end_on": the day beyond which the contract cannot be extended.
    Sources: OCDS 1.1.5 (maxExtentDate); its EU profile (Renewal, Options, Recurrence).
    """
    found = []
    for one in (*planning(release), *subjects(release)):
        for what, whether, about in _KINDS:
            said = {}
            if whether in one.value or about in one.value:
                said = _said(one.value, whether, about, one.at, note)
            if what == "renewal" and (latest := _latest_end(one)):
                said = latest | said
            if said:
                found.append(one.head(what) | said)
    return found


def _said(body, whether, about, field, note):
    """What is stated under two keys, and where; {} for nothing."""
    at = f"{field}/{about}"
    said = part(body.get(about), at, note)
    dates = [span(row, where, note) for row, where in rows(said, "dates", note, at)]
    found = stated(
        applies=yes_no(body.get(whether), f"{field}/{whether}", note),
        text=prose(said.get("description"), f"{at}/description", note),
        least=number(said.get("minimumRenewals"), f"{at}/minimumRenewals", note),
        most=most(said.get("maximumRenewals"), f"{at}/maximumRenewals", note),
        dates=[one for one in dates if one],
        **span(said.get("period"), f"{at}/period", note),
    )
    return found and found | {"at": at if said else f"{field}/{whether}"}


def _latest_end(one: Subject) -> dict[str, str]:
    """The day beyond which a contract cannot be extended. `periods` notes what is unfit in it."""
    key = "period" if one.of == "agreement" else "contractPeriod"
    body = one.value.get(key)
    day = date(body.get("maxExtentDate"), "", nothing) if isinstance(body, dict) else None
    return {"latest_end_on": day, "at": f"{one.at}/{key}/maxExtentDate"} if day else {}
