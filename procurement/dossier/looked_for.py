"""What was looked for in the notices of a contract and not found, as far as its stage has it.

A plan has no award, no vendor and no day of decision: that is no gap, and is not told as one.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

_NUMBERS = re.compile(r"/[0-9]+(?=/|$)")
# Amounts of these are told with their award or agreement.
_TOLD_THERE = re.compile(r"(awards|contracts)/[0-9]+/value(/.*)?")

_CHOSEN = frozenset(("award_proposed", "award", "contract_pending"))
_SIGNED = frozenset(("active", "complete", "ended", "terminated_early"))
_DECIDED = _CHOSEN | _SIGNED
_ASKED = _DECIDED | {"tender"}
_COMPETED = _DECIDED | {"unsuccessful"}


class Fact(NamedTuple):
    """A fact in words, what finds it, the paths that state it, and the stages that have it.

    Of the paths, without numbers, a pattern. Where no stage is named all have it.
    """

    words: str
    is_there: Callable[[dict], bool]
    paths: str
    stages: frozenset[str] = frozenset()

    def is_missed(self, body: dict) -> bool:
        """Say whether the stage of a contract has it and nothing states it."""
        stage = body["stage"]["code"]
        return (not self.stages or stage in self.stages) and not self.is_there(body)

    def is_unfit(self, body: dict) -> bool:
        """Say whether something stands in its fields that could not be read."""
        unfit = (_NUMBERS.sub("", one["at"]) for one in _section(body, "unfit"))
        return any(re.fullmatch(self.paths, path) for path in unfit)


def not_found(body: dict) -> tuple[list[str], list[str]]:
    """Give, in words, the facts of its stage that its notices do not state, and those that they state unreadably.

    `body` is a structure with a register part; what is looked at are the fields of its notices, each
    wherever it may stand, and never their texts. What editors state is known.
    """
    missed = [fact for fact in FACTS if fact.is_missed(body)]
    unfit = [fact.words for fact in missed if fact.is_unfit(body)]
    return [fact.words for fact in missed if fact.words not in unfit], unfit


def unread(body: dict) -> list[dict]:
    """Give [{"at", "sent"}] of what could not be read, but for the amounts of awards and agreements."""
    return [one for one in _section(body, "unfit") if not _TOLD_THERE.fullmatch(one["at"])]


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

_PARTIES = "parties(/name|/roles)?"
_OF = "(tender|tender/lots|awards|contracts)"

FACTS = (
    Fact("who buys", _buyer, rf"buyer(/.*)?|tender/procuringEntity(/.*)?|{_PARTIES}"),
    Fact("the vendor", _vendor, rf"(awards|contracts)/suppliers(/.*)?|{_PARTIES}", _DECIDED),
    Fact(
        "what it is worth", _amount,
        rf"planning/budget.*|{_OF}/([a-z]*[vV]alue|techniques/frameworkAgreement/value)(/.*)?"
        r"|tender/lotGroups/maximumValue(/.*)?|awards/suppliers/x_awardValue(/.*)?", _ASKED,
    ),
    Fact(
        "the deadline for bids", _deadline, rf"{_OF}/(tenderPeriod|expressionOf\w+)(/.*)?",
        frozenset({"tender"}),
    ),
    Fact("the day of the decision", _decided, "awards/date", frozenset({"award"})),
    Fact("the day of signature", _signed, "contracts/dateSigned", _SIGNED),
    Fact("when it starts or ends", _term, rf"{_OF}/contractPeriod(/.*)?|contracts/period(/.*)?", _ASKED),
    Fact("the procedure", _procedure, r"tender/(procurementMethod\w*|procedure)(/.*)?", _ASKED),
    Fact("how many bids came in", _bids, r"bids(/.*)?|tender/(numberOfT|t)enderers(/.*)?", _COMPETED),
    Fact("where it is carried out", _place, r".*/delivery\w*(/.*)?", _ASKED),
    Fact(
        "a category or code of what is bought", _kind,
        rf"{_OF}(/items)?/(c|additionalC)lassifications?(/.*)?|{_OF}/items|tender/\w+Categor\w+(/.*)?", _ASKED,
    ),
)  # fmt: skip


def _section(body, name, none=()):
    return body["register"].get(name) or none


def _any(rows, name):
    return any(row.get(name) for row in rows)


def _has_period(body, kinds):
    return any(one["what"] in kinds for one in _section(body, "periods"))
