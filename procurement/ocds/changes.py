"""What one notice changed from the ones before it, in words."""

from typing import Any

from procurement.codelists import STAGE, VALUE_KIND
from procurement.dates import PartialDate
from procurement.money import Money

from .convert import Register


def changed(before: Register, after: Register) -> list[dict[str, str]]:
    """Give [{"what", "before", "after"}], "" for what is not stated."""
    old, new = _said(before), _said(after)
    return [
        {"what": what, "before": old[what], "after": new[what]}
        for what in new
        if old[what] != new[what]
    ]


def _said(register: Register) -> dict[str, str]:
    return {
        "Title": register.title,
        "Stage": STAGE.label(register.stage),
        "Value": _money(register.value, register.value_kind),
        "Vendors": _vendors(register),
        "Buyer": register.buyer.name if register.buyer else "",
        "Date of the decision": _day(register.decided_on),
        "Deadline for bids": _day(register.open_until),
        "Start": _day(register.starts_on),
        "End": _day(register.ends_on),
        "Latest end": _day(register.latest_end_on),
        "Day of ending": _day(register.ended_on),
    }


def _money(value, kind):
    return f"{Money(*value).exact()} ({VALUE_KIND.label(kind).lower()})" if value else ""


def _vendors(register):
    names = list(
        dict.fromkeys(one.name for award in register.standing() for one in award.suppliers)
    )
    return ", ".join(names) if len(names) <= 10 else f"{len(names)} vendors"


def _day(day: Any) -> str:
    return PartialDate(day).show() if day else ""
