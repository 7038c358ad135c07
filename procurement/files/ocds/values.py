"""How OCDS writes days, amounts, periods and codes; {} and "" of what is not stated."""

from collections.abc import Mapping
from typing import Any

from procurement import codelists, money

Entry = Mapping[str, Any]


def without_empty(**members: Any) -> dict[str, Any]:
    """Leave out what is not stated; that something is not so, or none, is stated."""
    return {name: one for name, one in members.items() if one or is_stated(one)}


def is_stated(one: Any) -> bool:
    """Whether what is not true says anything: no and 0 do, None and what is empty does not."""
    return one is False or one == 0


def moment(day: str | None) -> str:
    """Give a day as OCDS has it, which knows no days: as midnight. What is less exact is left out."""
    return f"{day}T00:00:00Z" if day and len(day) == len("2026-05-21") else ""


def period(entry: Entry) -> dict[str, Any]:
    """Give the Period of an entry of a section, or of an award."""
    return without_empty(
        startDate=moment(entry.get("starts_on")),
        endDate=moment(entry.get("ends_on")),
        maxExtentDate=moment(entry.get("latest_end_on")),
        durationInDays=whole(entry.get("days")),
        durationInMonths=whole(entry.get("months")),
    )


def amount(minor: int, currency: str) -> int | float:
    """Give an amount in major units. Of amounts that are accepted, a float has every digit."""
    whole, part = divmod(minor, 10 ** money.CURRENCIES[currency])
    return float(money.Money(minor, currency).amount) if part else whole


def value(stated: Entry | None, gross: Entry | None = None) -> dict[str, Any]:
    """Give the Value of an amount {"minor", "currency"} and of the one with tax beside it."""
    found: dict[str, Any] = {}
    for key, one in (("amount", stated), ("amountGross", gross)):
        if one:
            found[key] = amount(one["minor"], one["currency"])
            found["currency"] = one["currency"]
    return found


def classification(entry: Entry) -> dict[str, Any]:
    """Give the Classification of {"scheme", "code", "text", "uri"}."""
    return without_empty(
        scheme=entry.get("scheme"),
        id=entry.get("code"),
        description=entry.get("text"),
        uri=entry.get("uri"),
    )


def known(codelist: codelists.Codelist, code: str | None) -> str:
    """Give a code of a list that OCDS closes; "" for any other, which it would refuse."""
    return code if code and code in codelist else ""


def whole(number: Any) -> int | None:
    """Give a number that is whole; None for any other, which OCDS would refuse."""
    return int(number) if isinstance(number, int | float) and number == int(number) else None
