"""What a compiled release says of the asking for bids, for the head of its document."""

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
