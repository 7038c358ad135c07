"""When what is bought was, is or may be asked for, decided on and carried out."""

from typing import Any

from procurement.ocds.texts import line, prose, title

from ..values import Note, nothing, part
from .readers import date, rows, span, stated
from .subjects import Subject, planning, subjects

# {key of OCDS: what its period or date is, or such a table for the object under it}. Standstill, with
# the day on which bidders were told, and the periods of techniques are of the procedure; those of
# amendments and of budgets stand with them.
# Sources: OCDS 1.1.5, its EU profile, the UK extension; complaintPeriod is Prozorro's.
_ASKING: dict[str, Any] = {
    "datePublished": "published",
    "enquiryPeriod": "enquiries",
    "expressionOfInterestDeadline": "interest",
    "tenderPeriod": "bidding",
    "communication": {
        "documentAvailabilityPeriod": "documents",
        "invitationToConfirmInterestDispatchDate": "confirming",
        "futureNoticeDate": "next_notice",
    },
    "secondStage": {"invitationDate": "invitation"},
    "bidOpening": {"date": "opening"},
    "submissionTerms": {"bidValidityPeriod": "bids_valid"},
    "awardPeriod": "deciding",
    "complaintPeriod": "complaints",
    "contractPeriod": "contract",
    "finalStatusDate": "settled",
}
_KEYS: dict[str, dict[str, Any]] = {
    "planning": {},
    "": _ASKING,
    "lot": _ASKING,
    "award": {
        "datePublished": "published",
        "finalStatusDate": "settled",
        "contractPeriod": "contract",
    },
    "agreement": {"period": "contract"},
}


def read(release: dict, note: Note) -> list[dict[str, Any]]:
    """Give every period and date that a compiled release states, beside those of its decisions.

    An entry is {"what": a code of `PERIOD_KIND`, "of", "id", "at"} and what is stated: "starts_on",
    "ends_on", "latest_end_on", "days", "months" of a period; "ends_on" of a deadline; "on" of a day on
    which something happens; "reason" for the length of a contract. A milestone has "type", "title",
    "text", "status", its due day as "ends_on", and the day on which it was met as "on".
    """
    found: list[dict[str, Any]] = []
    for one in (*planning(release), *subjects(release)):
        _dated(_KEYS[one.of], one.value, one, one.at, note, found)
        _milestones(one.value, one, one.at, note, found)
        if one.value.get("implementation"):
            done = part(one.value["implementation"], "", nothing)
            _milestones(done, one, f"{one.at}/implementation", note, found)
    return _told_apart(found)


def _dated(keys, body, one: Subject, field, note, found):
    for key, what in keys.items():
        value = body.get(key)
        if value is None:
            continue
        at = f"{field}/{key}"
        if isinstance(what, dict):
            _dated(what, part(value, at, note), one, at, note, found)
        elif said := _said(key, what, value, at, note):
            if key == "period" and body.get("periodRationale"):
                said["reason"] = prose(body["periodRationale"], f"{field}/periodRationale", note)
            found.append(one.head(what) | said | {"at": at})


def _said(key, what, value, at, note):
    if key.endswith(("Period", "period")):
        return span(value, at, note)
    return stated(**{"ends_on" if what == "interest" else "on": date(value, at, note)})


def _milestones(body, one: Subject, field, note, found):
    for row, at in rows(body, "milestones", note, field):
        said = stated(
            type=line(row.get("type"), f"{at}/type", note),
            title=title(row.get("title"), f"{at}/title", note),
            text=prose(row.get("description"), f"{at}/description", note),
            status=line(row.get("status"), f"{at}/status", note),
            ends_on=date(row.get("dueDate"), f"{at}/dueDate", note),
            on=date(row.get("dateMet"), f"{at}/dateMet", note),
        )
        if "ends_on" in said or "on" in said:
            found.append(one.head("milestone") | said | {"at": at})


def _told_apart(found):
    """Where those who apply are invited to bid on a later day, the deadline is one for applications."""
    invited = max((one["on"] for one in found if one["what"] == "invitation"), default="")
    for one in found if invited else ():
        if one["what"] == "bidding" and one.get("ends_on", invited) < invited:
            one["what"] = "applying"
    return found
