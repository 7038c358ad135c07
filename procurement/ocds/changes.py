"""What one notice changed from the ones before it, in words."""

from procurement import dates
from procurement.codelists import STAGE, VALUE_KIND
from procurement.money import Money
from procurement.wording.changes import Comparison, listed_names

from .register import supplying


def changed(before: dict, after: dict) -> list[dict[str, str]]:
    """Give [{"what", "before", "after"}] of two documents, "" for what is not stated.

    What heads a page comes first, then every section, entry by entry.
    """
    old, new = _said(before), _said(after)
    heads = [
        {"what": what, "before": old[what], "after": new[what]}
        for what in new
        if old[what] != new[what]
    ]
    return heads + Comparison(before, after, heads).changes()


def _said(document: dict) -> dict[str, str]:
    parties = document["parties"]
    return {
        "Title": document["title"],
        "Description": " ".join(document.get("description", "").split()),
        "Stage": STAGE.label(document["stage"]),
        "Value": _money(document.get("value"), document["value_kind"]),
        "Vendors": _vendors(document, parties),
        "Buyer": _party(document, "buyer"),
        "Run by": _party(document, "run_by"),
        "Date of the decision": _decided(document),
        "Deadline for bids": _day(_deadline(document)),
        "Start": _day(document.get("starts_on")),
        "End": _day(document.get("ends_on")),
        "Latest end": _day(document.get("latest_end_on")),
        "Day of ending": _day(document.get("ended_on")),
    }


def _party(document, role):
    return document["parties"][document[role]]["name"] if role in document else ""


def _deadline(document):
    """Until when bids may be made; of what was stopped before, the day that is stated still."""
    ends = [
        one["ends_on"]
        for one in document.get("periods", ())
        if one["what"] == "bidding" and "ends_on" in one
    ]
    return document.get("open_until") or max(ends, default=None)


def _money(value, kind):
    if not value:
        return ""
    exact = Money(value["minor"], value["currency"]).exact()
    return f"{exact} ({VALUE_KIND.label(kind).lower()})"


def _vendors(document, parties):
    names = {parties[place]["name"] for place in supplying(document)}
    return listed_names(names) if len(names) <= 10 else f"{len(names)} vendors"


def _decided(document):
    day = _day(document.get("decided_on"))
    return f"{day} (of signature)" if "decided_from" in document else day


def _day(day: str | None) -> str:
    return dates.parse(day).show() if day else ""
