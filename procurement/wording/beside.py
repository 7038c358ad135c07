"""What is said beside a stage in words: parts of a contract that are not as far as the rest of it."""

from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter

from .days import in_words

_NOT_AS_FAR = {
    ("award", "pending"): "proposed, not decided",
    ("award", "cancelled"): "cancelled",
    ("award", "unsuccessful"): "without a vendor",
    ("agreement", "pending"): "not in force yet when last reported",
    ("agreement", "terminated"): "called terminated",
    ("agreement", "cancelled"): "cancelled",
    ("agreement", "unsuccessful"): "without a vendor",
    ("lot", "cancelled"): "cancelled",
    ("lot", "unsuccessful"): "without a vendor",
    ("lot", "withdrawn"): "withdrawn",
}


def beside(said: Mapping) -> dict[str, str]:
    """Give what is told beside a stage, of what a register document or its public form says.

    {"also_open_until", "other_end_on"}: days of DAYS; "beside": clauses that follow a headline.
    """
    facts = said.get("beside", {})
    clauses = "; ".join(_clauses(facts, gaps="gaps" in said))
    days = {name: facts[name] for name in ("also_open_until", "other_end_on") if name in facts}
    return days | {"beside": clauses} if clauses else days


def _clauses(facts, *, gaps):
    for of, apart in groupby(facts.get("apart", ()), key=itemgetter("of")):
        yield _apart(of, list(apart))
    if deadline := facts.get("deadline"):
        yield f"a notice calls the tender complete, whose deadline for bids is stated as {in_words(deadline)}"
    if unsigned := facts.get("unsigned"):
        yield f"no agreement of {_of(unsigned, 'award')} is on this record"
    if standing := facts.get("standing"):
        one = standing == 1
        yield f"{'its award is' if one else f'{standing} of its awards are'} not said to be"
    if gaps:
        yield "its terms leave days out between them"
    if called := facts.get("called"):
        yield f"its title calls it a “{called}”"


def _apart(what, parts):
    """What is not as far of lots, awards or agreements: "1 of its 4 lots is cancelled, 2 are withdrawn"."""
    first, *others = (_NOT_AS_FAR[what, one["status"]] for one in parts)
    counted = f"{_of(parts[0], what)} {_is(parts[0])} {first}"
    more = [f"{one['count']} {_is(one)} {far}" for one, far in zip(parts[1:], others, strict=True)]
    return ", ".join([counted, *more])


def _of(part, what):
    return f"{part['count']} of its {part['all']} {what}s"


def _is(part):
    return "is" if part["count"] == 1 else "are"
