"""What a compiled release says of the asking for bids, for the head of its document; and how far the contract is."""

from typing import Any

from procurement.ocds.texts import prose, title

from ..values import Note, code, day, each, nothing, part
from .awards import stated

# OCDS tenderStatus.
STATUS = {
    "planning": "planning", "planned": "planning", "active": "tender", "cancelled": "cancelled",
    "unsuccessful": "unsuccessful", "complete": "complete", "withdrawn": "withdrawn",
}  # fmt: skip
METHOD = {one: one for one in ("open", "selective", "limited", "direct")}


def tender(release: dict, note: Note) -> dict[str, Any]:
    """Give {"title", "description", "status", "method", "open_until"}, what is stated of it."""
    body = part(release.get("tender"), "tender", note)
    found = {
        "title": title(body.get("title"), "tender/title", note),
        "description": prose(body.get("description"), "tender/description", note),
        "status": _of_lots(body) or code(body.get("status"), STATUS),
        "method": code(body.get("procurementMethod"), METHOD),
        "open_until": _deadline(body, note),
    }
    return stated(found)


def open_until(release: dict, body: dict, awards: list[dict]) -> str | None:
    """Give the deadline for bids; not one that was still ahead when the tender was said to be closed.

    What is awarded is not told by it, so there it stands as a fact.
    """
    deadline: str | None = body.get("open_until")
    told = said_on(release)
    closed = body.get("status") not in (None, "planning", "tender") and not awards
    return None if deadline and closed and told and told < deadline else deadline


def said_on(release: dict) -> str | None:
    """Give the day of the newest release of a compiled one."""
    found = day(release.get("date"), "date", nothing)
    return found.isoformat() if found else None


def _deadline(body, note):
    """Until when bids may be made, for all of it or for the lot that is open longest."""
    lots = each(body.get("lots"), "tender/lots", nothing)
    days = [
        day(period["endDate"], f"{field}/tenderPeriod/endDate", note)
        for field, thing in (("tender", body), *(("tender/lots", lot) for lot in lots))
        if "endDate" in (period := part(thing.get("tenderPeriod"), f"{field}/tenderPeriod", note))
    ]
    deadline = max(filter(None, days), default=None)
    return None if deadline is None or _is_for_applicants(body, deadline) else deadline.isoformat()


def _is_for_applicants(body, deadline):
    """Whether those who applied by then are invited to bid later: it is no deadline for bids."""
    second = body.get("secondStage")
    invited = second.get("invitationDate") if isinstance(second, dict) else None
    invited = day(invited, "tender/secondStage/invitationDate", nothing)
    return bool(invited and deadline < invited)


def _of_lots(body):
    """What every lot has come to, where all have come to nothing."""
    lots = each(body.get("lots"), "tender/lots", nothing) if body.get("lots") else []
    statuses = {code(lot.get("status"), STATUS) for lot in lots}
    alone = len(statuses) == 1 and statuses <= {"cancelled", "unsuccessful"}
    return statuses.pop() if alone else ""


_STOPPED = ("cancelled", "unsuccessful", "withdrawn")


def stage(
    release: dict[str, Any], tender: dict[str, Any], awards: list[dict], agreements: list[dict]
) -> str:
    """Give the code of the stage that a compiled release states: that of the last thing it speaks of.

    `tender`, `awards` and `agreements` are those of its document. What is there without a word on
    where it stands states no stage.
    """
    status, tags = tender.get("status", ""), _tags(release)
    told = [
        one
        for one in awards
        if one.keys() & {"status", "value", "decided_on", "unnamed"} or one["suppliers"]
    ]
    return (
        (_of_agreements(tags, agreements) if agreements else "")
        or (_of_awards(release, tags, told, tender) if told else "")
        # A tender that is complete without an award has closed, and more is not stated.
        or ("tender" if status == "complete" else status)
        or _of_tags(tags)
    )


def _tags(release):
    tag = release.get("tag")
    tags = tag if isinstance(tag, list) else [tag]
    return [one for one in tags if isinstance(one, str)]


def _of_agreements(tags, agreements):
    statuses = {one.get("status", "") for one in agreements}
    if "active" in statuses:
        return "active"
    if "terminated" in statuses:
        return _ended(
            {one.get("ended", "") for one in agreements if one.get("status") == "terminated"}
        )
    if statuses <= {"cancelled"}:
        return "cancelled"
    # A signature says that it is signed; a change, that there was a contract to be changed.
    signed = any("signed_on" in one for one in agreements if one.get("status") != "cancelled")
    if signed or "contractAmendment" in tags:
        return "active"
    return "contract_pending" if "pending" in statuses else ""


def _ended(said):
    """Of several, one that was ended early is said; at term only where all of them were."""
    if "early" in said:
        return "terminated_early"
    return "complete" if said == {"at term"} else "ended"


def _of_awards(release, tags, awards, tender):
    status = tender.get("status", "")
    statuses = {one.get("status", "") for one in awards}
    if "tenderCancellation" in tags and status in _STOPPED:
        return status
    if statuses & {"active", ""}:
        return "award"
    if "pending" in statuses:
        return "award_proposed"
    if status in _STOPPED or status == "tender" and _takes_bids(release, tender):
        return status
    return "unsuccessful" if "unsuccessful" in statuses else "cancelled"


def _takes_bids(release, tender):
    """Bids for the rest could still be made when its last notice was published."""
    deadline, told = tender.get("open_until"), said_on(release)
    return bool(deadline and told and deadline >= told)


def _of_tags(tags):
    if "tenderCancellation" in tags:
        return "cancelled"
    if any(tag.startswith("tender") for tag in tags):
        return "tender"
    return "planning" if any(tag.startswith("planning") for tag in tags) else "unknown"
