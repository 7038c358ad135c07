"""What one notice changed from the ones before it, in words."""

from collections import Counter, defaultdict
from typing import Any

from procurement import dates
from procurement.codelists import STAGE, VALUE_KIND
from procurement.money import Money
from procurement.wording.changes import Comparison, listed_names

from .register import supplying


def changed(before: dict, after: dict) -> list[dict[str, str]]:
    """Give [{"what", "before", "after"}] of two documents, "" for what is not stated; a sentence has "what" alone.

    What heads a page comes first, then every section, entry by entry.
    """
    renamed = _renamed(before, after)
    before = _as_called_now(before, renamed)
    old, new = _said(before), _said(after)
    heads = [
        {"what": "Name of an organisation", "before": name, "after": now}
        for name, now in renamed.items()
    ]
    heads += [
        {"what": what, "before": old[what], "after": new[what]}
        for what in new
        if old[what] != new[what]
    ]
    return heads + Comparison(before, after, heads).changes()


def _renamed(before, after):
    """{name: name now} of organisations that are one by a number, each named in one of the documents alone."""
    old, new = _by_number(before), _by_number(after)
    pairs = {
        (name, now)
        for number in old.keys() & new.keys()
        for name in old[number] - new[number]
        for now in new[number] - old[number]
    }
    names, named = ({one["name"] for one in each["parties"]} for each in (before, after))
    # A number that several bear, or that tells one as two, says of none that it is another.
    often = Counter(name for pair in pairs for name in pair)
    return {
        name: now
        for name, now in sorted(pairs)
        if often[name] == often[now] == 1 and name in names - named and now in named - names
    }


def _by_number(document):
    """{(scheme, number): names} of the numbers that tell an organisation from all others."""
    found = defaultdict(set)
    for one in document.get("identifiers", ()):
        if one.get("strong"):
            found[one["scheme"], one["value"]].add(one["name"])
    return found


def _as_called_now(stated: Any, renamed: dict[str, str]) -> Any:
    """A document with organisations under their new names, so that a new name is told once."""
    if not renamed or not isinstance(stated, dict | list):
        return stated
    if isinstance(stated, list):
        return [_as_called_now(one, renamed) for one in stated]
    return {
        key: renamed.get(value, value)
        if key == "name" and isinstance(value, str)
        else _as_called_now(value, renamed)
        for key, value in stated.items()
    }


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
