"""How far a contract is, from what its notices say of its agreements, awards and tender."""

from typing import Any

_STOPPED = ("cancelled", "unsuccessful", "withdrawn")


def stage(whole: dict[str, Any], awards: list, agreements: list) -> str:
    """Give the code of the stage that a merged extract states: that of the last thing it speaks of.

    `awards` and `agreements` are those of its `Register`. What is there without a word on where it
    stands states no stage.
    """
    tender = whole.get("tender", {}).get("status", "")
    told = [one for one in awards if one.status or one.suppliers or one.value or one.decided_on]
    return (
        (_of_agreements(whole, agreements) if agreements else "")
        or (_of_awards(whole, told, tender) if told else "")
        # A tender that is complete without an award has closed, and more is not stated.
        or ("tender" if tender == "complete" else tender)
        or _of_tags(whole["tags"])
    )


def _of_agreements(whole, agreements):
    statuses = {one.status for one in agreements}
    if "active" in statuses:
        return "active"
    if "terminated" in statuses:
        return _ended({one.ended for one in agreements if one.status == "terminated"})
    if statuses <= {"cancelled"}:
        return "cancelled"
    # A signature says that it is signed; a change, that there was a contract to be changed.
    signed = any(one.signed_on for one in agreements if one.status != "cancelled")
    if signed or "contractAmendment" in whole["tags"]:
        return "active"
    return "contract_pending" if "pending" in statuses else ""


def _ended(said):
    """Of several, one that was ended early is said; at term only where all of them were."""
    if "early" in said:
        return "terminated_early"
    return "complete" if said == {"at term"} else "ended"


def _of_awards(whole, awards, tender):
    statuses = {one.status for one in awards}
    if "tenderCancellation" in whole["tags"] and tender in _STOPPED:
        return tender
    if statuses & {"active", ""}:
        return "award"
    if "pending" in statuses:
        return "award_proposed"
    if tender in _STOPPED or tender == "tender" and _takes_bids(whole):
        return tender
    return "unsuccessful" if "unsuccessful" in statuses else "cancelled"


def _takes_bids(whole):
    """Bids for the rest could still be made when its last notice was published."""
    deadline, told = whole["tender"].get("open_until"), whole.get("told_on")
    return bool(deadline and told and deadline >= told)


def _of_tags(tags):
    if "tenderCancellation" in tags:
        return "cancelled"
    if any(tag.startswith("tender") for tag in tags):
        return "tender"
    return "planning" if any(tag.startswith("planning") for tag in tags) else "unknown"
