"""What was looked for in the notices of a contract and not found, as far as its stage has it.

A plan has no award, no vendor and no day of decision: that is no gap, and is not told as one.
"""

from collections.abc import Callable
from typing import NamedTuple

_CHOSEN = frozenset(("award_proposed", "award", "contract_pending"))
_SIGNED = frozenset(("active", "complete", "ended", "terminated_early"))
_DECIDED = _CHOSEN | _SIGNED
_ASKED = _DECIDED | {"tender"}
_COMPETED = _DECIDED | {"unsuccessful"}


class Fact(NamedTuple):
    """A fact in words, what finds it, the fields that state it, and the stages that have it.

    A field is a part of a path. Where no stage is named all have it.
    """

    words: str
    is_there: Callable[[dict], bool]
    fields: tuple[str, ...]
    stages: frozenset[str] = frozenset()

    def is_missed(self, body: dict) -> bool:
        """Say whether the stage of a contract has it and nothing states it."""
        stage = body["stage"]["code"]
        return (not self.stages or stage in self.stages) and not self.is_there(body)

    def is_unfit(self, body: dict) -> bool:
        """Say whether something stands in its fields that could not be read."""
        unfit = _section(body, "unfit")
        return any(field in path for path in unfit for field in self.fields)


def not_found(body: dict) -> tuple[list[str], list[str]]:
    """Give, in words, the facts of its stage that its notices do not state, and those that they state unreadably.

    `body` is a structure with a register part; what is looked at are the fields of its notices, each
    wherever it may stand, and never their texts. What editors state is known.
    """
    missed = [fact for fact in FACTS if fact.is_missed(body)]
    unfit = [fact.words for fact in missed if fact.is_unfit(body)]
    return [fact.words for fact in missed if fact.words not in unfit], unfit


def unnamed(body: dict, what: str) -> list[str]:
    """Give what the notices have in the place of the names of buyer or vendors, each once."""
    said = _section(body, "unnamed", {})
    if what == "buyer":
        return [said["buyer"]] if "buyer" in said else []
    awards = [words for award in body["awards"] for words in award.get("unnamed", ())]
    return list(dict.fromkeys([*awards, *said.get("vendors", ())]))


def _buyer(body):
    return bool(
        body["buyer"] or body["user_body"] or _section(body, "run_by") or unnamed(body, "buyer")
    )


def _vendor(body):
    named = _section(body, "suppliers", {}).get("named", ())
    told = body["vendors"] or _any([*body["awards"], *body["agreements"]], "vendors") or named
    return bool(told or unnamed(body, "vendor"))


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
    Fact("who buys", _buyer, ("buyer", "procuringEntity", "parties")),
    Fact("the vendor", _vendor, ("suppliers", "parties"), _DECIDED),
    Fact("what it is worth", _amount, ("alue", "amount", "budget"), _ASKED),
    Fact(
        "the deadline for bids", _deadline, ("tenderPeriod", "expressionOf"), frozenset({"tender"})
    ),
    Fact("the day of the decision", _decided, ("awards/date",), frozenset({"award"})),
    Fact("the day of signature", _signed, ("dateSigned",), _SIGNED),
    Fact("when it starts or ends", _term, ("contractPeriod", "contracts/period"), _ASKED),
    Fact("the procedure", _procedure, ("procurementMethod", "tender/procedure"), _ASKED),
    Fact("how many bids came in", _bids, ("bids", "enderers", "statistics"), _COMPETED),
    Fact("where it is carried out", _place, ("delivery",), _ASKED),
    Fact(
        "a category or code of what is bought", _kind, ("lassification", "Categor", "items"), _ASKED
    ),
)


def _section(body, name, none=()):
    return body["register"].get(name) or none


def _any(rows, name):
    return any(row.get(name) for row in rows)


def _has_period(body, kinds):
    return any(one["what"] in kinds for one in _section(body, "periods"))
