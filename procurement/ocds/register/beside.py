"""What is to be said beside a stage, so that it is not taken for all of the contract."""

import datetime
import re
from collections import Counter
from typing import Any

from procurement.codelists import NOTHING_BOUGHT
from procurement.ocds.texts import line

from ..values import day, each, nothing, part
from .awards import stated
from .tender import said_on

# A title that says so; what a text says of terminations is most often about the terms.
_TERMINATED = re.compile(
    r"\b(?:notice of termination|termination notice|contract terminated)\b", re.IGNORECASE
)
_AWARDED = frozenset(("award_proposed", "award", "contract_pending", "active"))
# {stage: {what is counted: its statuses that are not as far as the stage, or that came to nothing}}
_LOTS = {"lot": frozenset(("cancelled", "unsuccessful", "withdrawn"))}
_AWARDS = {"award": frozenset(("pending", *NOTHING_BOUGHT))}
_APART = {
    "tender": _LOTS,
    "award_proposed": _LOTS | {"award": frozenset(NOTHING_BOUGHT)},
    "award": _LOTS | _AWARDS,
    "active": _AWARDS | {"agreement": frozenset(("pending", "terminated", *NOTHING_BOUGHT))},
}
_STOPPED = frozenset(("cancelled", "unsuccessful", "withdrawn"))
# Ends that lie no further apart are told as one: the first says when it was meant to end, the other
# when it does.
_NEAR = datetime.timedelta(days=31)


def beside(release: dict, body: dict, found: dict) -> dict[str, Any]:
    """Give what the head of a document does not say of all of it; what is not there is not stated.

    `body` is its tender. {"also_open_until": bids for some of it are still made, "other_end_on": an
    end later than the one of its awards, "apart": [{"of", "status", "count", "all"}] parts that are
    not as far as the stage, "unsigned": {"count", "all"} awards without an agreement, "called": how
    its title calls it, if terminated, "standing": how many awards stand, of what was stopped,
    "deadline": that for bids, where the tender was called complete before it}.
    """
    stage = found["stage"]
    said = {"apart": _apart(stage, release, found)}
    if stage in _AWARDED:
        said |= {
            "also_open_until": _also_open_until(release, body),
            "other_end_on": _other_end_on(release, found.get("ends_on")),
            "unsigned": _unsigned(found) if stage == "active" else None,
            "called": _called(found["title"]),
        }
    elif stage == "tender" and body.get("status") == "complete" and "open_until" not in found:
        said["deadline"] = body.get("open_until")
    elif stage in _STOPPED:
        said["standing"] = len(_standing(found["awards"]))
    return {key: value for key, value in stated(said).items() if value}


def _also_open_until(release, body):
    deadline, told = body.get("open_until"), said_on(release)
    is_open = body.get("status") == "tender" and deadline and told and deadline >= told
    return deadline if is_open else None


def _other_end_on(release, ends_on):
    """The end that a milestone of the tender states, where it is well after that of the awards."""
    tender = part(release.get("tender"), "tender", nothing)
    if not ends_on or not tender.get("milestones"):
        return None
    ends = [
        due
        for one in each(tender["milestones"], "tender/milestones", nothing)
        if line(one.get("title"), "", nothing).casefold() == "contract end"
        and (due := day(one.get("dueDate"), "", nothing))
    ]
    last = max(ends, default=None)
    far = last and last - datetime.date.fromisoformat(ends_on) > _NEAR
    return last.isoformat() if last and far else None


def _apart(stage, release, found):
    told = []
    for of, statuses in _APART.get(stage, {}).items():
        rows = _lots(release) if of == "lot" else found[f"{of}s"]
        counts = Counter(one.get("status", "") for one in rows)
        told += [
            {"of": of, "status": status, "count": counts[status], "all": len(rows)}
            for status in sorted(statuses)
            if 0 < counts[status] < len(rows)
        ]
    return told


def _lots(release):
    tender = part(release.get("tender"), "tender", nothing)
    lots = each(tender["lots"], "tender/lots", nothing) if tender.get("lots") else []
    return [{"status": line(one.get("status"), "", nothing)} for one in lots]


def _unsigned(found):
    """Awards that stand and that no agreement is of, where agreements name their awards."""
    signed = {one.get("award") for one in found["agreements"]}
    if not signed or None in signed:
        return None
    count = sum(one["id"] not in signed for one in _standing(found["awards"]))
    return {"count": count, "all": len(found["awards"])} if count else None


def _standing(awards):
    return [one for one in awards if one.get("status") not in (*NOTHING_BOUGHT, "pending")]


def _called(title):
    words = _TERMINATED.search(title)
    return words and words[0]
