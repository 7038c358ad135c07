"""What was looked for in the notices of a contract and not found, as far as its stage has it.

A plan has no award, no vendor and no day of decision: that is no gap, and is not told as one.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

_CHOSEN = frozenset(("award_proposed", "award", "contract_pending"))
_SIGNED = frozenset(("active", "complete", "ended", "terminated_early"))
_DECIDED = _CHOSEN | _SIGNED
_ASKED = _DECIDED | {"tender"}
_COMPETED = _DECIDED | {"unsuccessful"}


class Fact(NamedTuple):
    """A fact in words, the stages that have it (all, where none is named), and what finds it."""

    words: str
    is_there: Callable[[dict], bool]
    stages: frozenset[str] = frozenset()


def not_found(body: dict) -> Iterator[str]:
    """Give, in words, the facts of its stage that neither its notices nor its editors state.

    `body` is a structure with a register part; what is looked at are the fields of its notices, each
    wherever it may stand, and never their texts.
    """
    stage = body["stage"]["code"]
    for fact in FACTS:
        if (not fact.stages or stage in fact.stages) and not fact.is_there(body):
            yield fact.words


def _buyer(body):
    return bool(body["buyer"] or body["user_body"])


def _vendor(body):
    named = _section(body, "suppliers", {}).get("named", ())
    return bool(body["vendors"] or _any(body["awards"], "vendors") or named)


def _amount(body):
    return bool(body["value"] or "value" in body["disputed"] or _section(body, "amounts"))


def _deadline(body):
    return "open_until" in body["dates"] or _is_direct(body) or _has_period(body, _ASKING)


def _is_direct(body):
    """Nobody is asked for bids by a day who is asked alone."""
    return body["method"] in ("direct", "limited")


def _decided(body):
    return "decided_on" in body["dates"] or _any(body["awards"], "date")


def _signed(body):
    return "signed_on" in body["dates"] or _any(body["agreements"], "signed_on")


def _term(body):
    rows = [*body["awards"], *body["agreements"]]
    stated = body["dates"].keys() & {"starts_on", "ends_on", "latest_end_on", "ended_on"}
    return bool(
        stated
        or any(_any(rows, name) for name in ("starts_on", "ends_on"))
        or _has_period(body, {"contract"})
    )


def _procedure(body):
    told = {one["what"] for one in _section(body, "procedure")}
    return body["method"] != "not_stated" or not told.isdisjoint(_WAYS)


def _bids(body):
    return bool(_section(body, "bids"))


def _place(body):
    return bool(_section(body, "places"))


def _kind(body):
    return body["category"] != "not_stated" or bool(
        body["cpv"] or _section(body, "categories") or _section(body, "classifications")
    )


# Periods of which the end is one by which vendors have to come forward.
_ASKING = {"bidding", "interest", "applying"}
# What of the procedure says how the vendor is chosen.
_WAYS = {"method", "details", "features", "rationale", "call_off", "competitive"}

FACTS = (
    Fact("who buys", _buyer),
    Fact("the vendor", _vendor, _DECIDED),
    Fact("what it is worth", _amount, _ASKED),
    Fact("the deadline for bids", _deadline, frozenset({"tender"})),
    Fact("the day of the decision", _decided, frozenset({"award"})),
    Fact("the day of signature", _signed, _SIGNED),
    Fact("when it starts or ends", _term, _ASKED),
    Fact("the procedure", _procedure, _ASKED),
    Fact("how many bids came in", _bids, _COMPETED),
    Fact("where it is carried out", _place, _ASKED),
    Fact("what kind of thing is bought", _kind, _ASKED),
)


def _section(body, name, none=()):
    return body["register"].get(name) or none


def _any(rows, name):
    return any(row[name] for row in rows)


def _has_period(body, kinds):
    return any(one["what"] in kinds for one in _section(body, "periods"))
