"""What one notice changed from the ones before it, in words."""

from procurement import dates
from procurement.codelists import STAGE, VALUE_KIND
from procurement.money import Money

from .register import awards_in_effect


def changed(before: dict, after: dict) -> list[dict[str, str]]:
    """Give [{"what", "before", "after"}] of two documents, "" for what is not stated."""
    old, new = _said(before), _said(after)
    return [
        {"what": what, "before": old[what], "after": new[what]}
        for what in new
        if old[what] != new[what]
    ]


def _said(document: dict) -> dict[str, str]:
    parties = document["parties"]
    return {
        "Title": document["title"],
        "Stage": STAGE.label(document["stage"]),
        "Value": _money(document.get("value"), document["value_kind"]),
        "Vendors": _vendors(document, parties),
        "Buyer": parties[document["buyer"]]["name"] if "buyer" in document else "",
        "Date of the decision": _day(document.get("decided_on")),
        "Deadline for bids": _day(document.get("open_until")),
        "Start": _day(document.get("starts_on")),
        "End": _day(document.get("ends_on")),
        "Latest end": _day(document.get("latest_end_on")),
        "Day of ending": _day(document.get("ended_on")),
    }


def _money(value, kind):
    if not value:
        return ""
    exact = Money(value["minor"], value["currency"]).exact()
    return f"{exact} ({VALUE_KIND.label(kind).lower()})"


def _vendors(document, parties):
    places = [place for award in awards_in_effect(document) for place in award["suppliers"]]
    names = list(dict.fromkeys(parties[place]["name"] for place in places))
    return ", ".join(names) if len(names) <= 10 else f"{len(names)} vendors"


def _day(day: str | None) -> str:
    return dates.parse(day).show() if day else ""
