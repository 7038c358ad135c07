"""What templates say of official notices: what they are called, what they changed, where they are."""

import datetime
from urllib.parse import urlsplit

from procurement import codelists
from procurement.dates import LONDON
from procurement.wording.changes import Excerpt, excerpt


def notice_name(notice: dict) -> str:
    """Give what a notice is called: "UK6 Contract award notice", "Award notice"."""
    code = notice["type"]
    if code not in codelists.NOTICE_TYPE:
        return f"Notice ({code})" if code else "Notice"
    label = codelists.NOTICE_TYPE.label(code)
    return f"{code} {label}" if code.startswith("UK") else label


def hours(notices: list[dict]) -> dict[str, str]:
    """Give {moment: "14:03"} of notices of one day, for which the day alone does not say which was first."""
    by_day: dict[datetime.date, dict[str, str]] = {}
    for text in {one["published_at"] for one in notices if one["published_at"]}:
        moment = datetime.datetime.fromisoformat(text).astimezone(LONDON)
        by_day.setdefault(moment.date(), {})[text] = f"{moment:%H:%M}"
    told = [one for one in by_day.values() if len(set(one.values())) > 1]
    return {text: hour for one in told for text, hour in one.items()}


def differing(change: dict[str, str]) -> Excerpt:
    """Give what a change shows of its texts: of long ones the words that differ."""
    return excerpt(change["before"], change["after"])


def host(url: str) -> str:
    """Give the host of an address: "find-tender.service.gov.uk"."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def originals(notices: list[dict]) -> str:
    """Give how many notices have a link to their original, to follow "The official notices above"."""
    linked = sum(1 for one in notices if one["url"])
    if linked == len(notices):
        return (
            ", with a link to its original" if linked == 1 else ", each with a link to its original"
        )
    if not linked:
        return "; no link to the original is on this record"
    return f", {linked} of {len(notices)} with a link to the original"


def last_notice(notices: list[dict]) -> dict | None:
    """Give the last notice that has a date; None where none has."""
    return next((one for one in reversed(notices) if one["published_at"]), None)
