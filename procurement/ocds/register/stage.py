"""How far a contract is, from what its notices say of its agreements, awards and tender."""

from typing import Any

from .tender import said_on

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
