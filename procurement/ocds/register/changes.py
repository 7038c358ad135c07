"""What was changed afterwards, and on which ground: of agreements, of awards, of the tender.

Sources: OCDS 1.1.5, Amendment; the extensions for the United Kingdom and for classified rationales.
"""

import re
from typing import Any

from procurement.ocds.texts import line, prose

from ..values import Note, each, nothing, part
from .readers import amount, date, flag, gross, identifier, names, reasons, rows, span, stated

# MODIFICATION_GROUND by the words of its ground in the law; publishers write it as code or text.
_GROUNDS = {
    code: re.compile(words, re.IGNORECASE)
    for code, words in {
        "provided_for": r"provided ?for",
        "protect_life": r"life",
        "urgency": r"urgen",
        "unforeseeable": r"unfores",
        "known_risk": r"known ?risk",
        "additional": r"additional",
        "restructuring": r"restructur",
        "defence": r"defence",
        "not_substantial": r"substantial",
        "below_threshold": r"below[- ]?threshold",
        "light_touch": r"light[- ]?touch",
    }.items()
}
_KEYS = ("amendments", "proposedAmendments", "amendment")


def read(release: dict, note: Note) -> list[dict[str, Any]]:
    """Give the changes that notices state, in their order.

    [{"of": agreement, award or tender, "id", "notice": the id of the change, on Find a Tender that
    of its notice, "release": that of the state after, "amends": of the state before, "on",
    "proposed": True, "grounds": [{"code", "scheme", "text", "meaning"}], "rationale",
    "description", "changes": [{"what", "before"}], "starts_on", "ends_on", "latest_end_on",
    "value", "value_gross", "renewal", "above_threshold", "standstill", "vendors_added": [name],
    "vendors_removed": [name], "at"}]
    """
    found = []
    for of, row, field in _amendable(release):
        for key in _KEYS:
            if row.get(key):
                head = stated(of=of, id=identifier(row, field, nothing))
                found += _changes(row[key], f"{field}/{key}", head, note)
    return found


def _amendable(release):
    tender = release.get("tender")
    if isinstance(tender, dict):
        yield "tender", tender, "tender"
    for key, of in (("awards", "award"), ("contracts", "agreement")):
        for row, field in rows(release, key, nothing):
            yield of, row, field


def _changes(value, field, head, note):
    # The one amendment of OCDS 1.0 is an object, in no array.
    alone = field.endswith("/amendment") and isinstance(value, dict)
    found = [value] if alone else each(value, field, note)
    paths = [field if alone else f"{field}/{place}" for place in range(len(found))]
    return [head | _change(one, path, note) for one, path in zip(found, paths, strict=True)]


def _change(one: dict, field: str, note: Note) -> dict[str, Any]:
    said = stated(
        notice=identifier(one, field, note),
        release=line(one.get("releaseID"), f"{field}/releaseID", note),
        amends=line(one.get("amendsReleaseID"), f"{field}/amendsReleaseID", note),
        on=date(one.get("date"), f"{field}/date", note),
        rationale=prose(one.get("rationale"), f"{field}/rationale", note),
        description=prose(one.get("description"), f"{field}/description", note),
        at=field,
    )
    if "/proposedAmendments" in field:
        said["proposed"] = True
    # Most say no more than that there was a change, and in which notice.
    more = len(one) > len(said) - 1
    return said | _result(one, field, note) if more else said


def _result(one, field, note):
    grounds = one.get("rationaleClassifications")
    value = part(one.get("value"), f"{field}/value", note)
    return stated(
        grounds=reasons(grounds, f"{field}/rationaleClassifications", note, _GROUNDS),
        changes=_before(one.get("changes"), f"{field}/changes", note),
        value=amount(value, f"{field}/value", note),
        value_gross=gross(value, f"{field}/value", note),
        renewal=flag(one.get("hasRenewal")),
        above_threshold=flag(one.get("aboveThreshold")),
        standstill=flag(one.get("standstill")),
        vendors_added=names(one.get("suppliersAdded"), f"{field}/suppliersAdded", note),
        vendors_removed=names(one.get("suppliersRemoved"), f"{field}/suppliersRemoved", note),
        **span(one.get("period"), f"{field}/period", note),
    )


def _before(value, field, note):
    """What was changed, as OCDS 1.0 said it: the field, and what stood there before."""
    return [
        stated(
            what=line(one.get("property"), f"{field}/property", note),
            before=line(one.get("former_value"), f"{field}/former_value", note),
        )
        for one in each(value, field, note)
    ]
