"""What holds a contract up: one row of a table for each rule."""

import datetime

import pytest

from procurement.codelists import EFFECT, HOLD, OUTCOME, TYPE
from procurement.dates import PartialDate
from procurement.holds import (
    IN_EFFECT,
    STRENGTH,
    Cause,
    Hold,
    Link,
    compute,
    ended,
    ending,
    ever,
    hold_of,
    outcome_in_words,
)

EARLY = PartialDate(datetime.date(2026, 3, 5))
LATE = PartialDate(datetime.date(2026, 5, 21))
YEAR = PartialDate(datetime.date(2026, 1, 1), "year")
HELD = Cause("hold", "procurement_paused", "pending")


@pytest.mark.parametrize(
    ("type_", "effect", "outcome", "hold"),
    [
        ("hold", "procurement_paused", "pending", "on_hold"),
        ("hold", "unknown", "pending", "on_hold"),
        ("hold", "none_yet", "pending", "none"),
        ("hold", "cleared_to_proceed", "pending", "none"),
        ("cancellation", "contract_ended", "pending", "none"),
        ("objection", "signature_blocked", "pending", "on_hold"),
        ("recommendation", "performance_suspended", "pending", "on_hold"),
        ("objection", "unknown", "pending", "none"),
        ("concern_raised", "none_yet", "pending", "none"),
        ("approval_refused", "unknown", "pending", "blocked"),
        ("approval_refused", "unknown", "decision_confirmed", "blocked"),
        ("direction", "procurement_paused", "pending", "blocked"),
        ("ruling", "signature_blocked", "upheld", "blocked"),
        ("ruling", "unknown", "pending", "none"),
        ("automatic_suspension", "unknown", "pending", "suspended_by_law"),
        ("interim_order", "procurement_paused", "pending", "suspended_by_law"),
        ("call_in", "unknown", "pending", "under_review"),
        ("review_opened", "none_yet", "pending", "under_review"),
        ("investigation", "none_yet", "unknown_as_of", "under_review"),
        ("legal_challenge", "unknown", "pending", "under_review"),
        ("legal_challenge_threatened", "unknown", "pending", "none"),
        # A review that is decided is no longer open; what it stopped stays stopped.
        ("call_in", "unknown", "decision_confirmed", "none"),
        ("review_opened", "none_yet", "upheld", "none"),
        ("review_opened", "procurement_paused", "upheld", "on_hold"),
        ("approval_conditional", "unknown", "pending", "conditional"),
        ("approval", "conditions_added", "pending", "conditional"),
        ("approval", "unknown", "pending", "none"),
        ("support_statement", "unknown", "pending", "none"),
        ("exploration", "unknown", "pending", "none"),
    ],
)
def test_kind_of_one_act(type_, effect, outcome, hold):
    assert hold_of(Cause(type_, effect, outcome)) == hold


@pytest.mark.parametrize("outcome", OUTCOME.codes())
def test_hold_stands_while_its_outcome_does(outcome):
    expected = "on_hold" if outcome in IN_EFFECT else "none"

    assert hold_of(Cause("hold", "procurement_paused", outcome)) == expected


@pytest.mark.parametrize(
    ("outcome", "stands"),
    [("pending", True), ("unknown_as_of", True), ("withdrawn", False), ("lapsed", False)],
)
def test_outcomes_that_end_a_hold(outcome, stands):
    assert (outcome in IN_EFFECT) is stands


def test_act_that_a_later_one_ended_holds_nothing():
    assert hold_of(Cause("hold", "procurement_paused", "pending", ended=True)) == "none"


@pytest.mark.parametrize(
    ("acts", "hold"),
    [
        ([], Hold()),
        ([Cause("objection", "unknown", "pending", EARLY)], Hold()),
        ([HELD], Hold("on_hold", None, (0,))),
        # the strongest hides the others
        (
            [
                Cause("call_in", "unknown", "pending", EARLY),
                Cause("hold", "unknown", "pending", LATE),
            ],
            Hold("on_hold", LATE, (1,)),
        ),
        # since the first of several
        (
            [Cause("hold", "unknown", "pending", LATE), Cause("hold", "unknown", "pending", EARLY)],
            Hold("on_hold", EARLY, (0, 1)),
        ),
        # known to the year may be earlier than known to the day
        (
            [Cause("hold", "unknown", "pending", EARLY), Cause("hold", "unknown", "pending", YEAR)],
            Hold("on_hold", YEAR, (0, 1)),
        ),
        # an undated one may be older than every dated one
        ([Cause("hold", "unknown", "pending", EARLY), HELD], Hold("on_hold", None, (0, 1))),
        # one that is over does not count, nor does its date
        (
            [Cause("hold", "unknown", "lapsed", EARLY), Cause("hold", "unknown", "pending", LATE)],
            Hold("on_hold", LATE, (1,)),
        ),
    ],
)
def test_compute(acts, hold):
    assert compute(acts) == hold


@pytest.mark.parametrize(
    ("acts", "holds"),
    [
        ([], []),
        ([Cause("hold", "unknown", "withdrawn")], ["on_hold"]),
        ([Cause("hold", "unknown", "pending", ended=True)], ["on_hold"]),
        (
            [
                Cause("call_in", "unknown", "rejected"),
                Cause("approval_refused", "unknown", "pending"),
            ],
            ["blocked", "under_review"],
        ),
        ([Cause("objection", "unknown", "pending")], []),
    ],
)
def test_ever_remembers_what_is_over(acts, holds):
    assert ever(acts) == holds


@pytest.mark.parametrize(
    ("links", "over"),
    [
        ([], set()),
        ([Link(2, 1, "responds_to")], set()),
        ([Link(2, 1, "lifts")], {1}),
        ([Link(2, 1, "resolves")], {1}),
        ([Link(2, 1, "resolves", "proceeded_unchanged")], {1}),
        # an attempt that failed lifts nothing
        ([Link(2, 1, "lifts", "rejected")], set()),
        ([Link(2, 1, "lifts", "withdrawn")], set()),
        ([Link(2, 1, "lifts", "decision_rescinded")], set()),
        # what is lifted itself lifts nothing any more
        ([Link(2, 1, "lifts"), Link(3, 2, "lifts")], {2}),
        ([Link(2, 1, "lifts"), Link(3, 2, "lifts"), Link(4, 3, "lifts")], {1, 3}),
        ([Link(2, 1, "lifts"), Link(3, 2, "lifts", "rejected")], {1}),
        ([Link(2, 1, "lifts"), Link(3, 2, "resolves")], {1, 2}),
        # either of two is enough
        ([Link(2, 1, "lifts"), Link(3, 2, "lifts"), Link(4, 1, "lifts")], {1, 2}),
    ],
)
def test_ended(links, over):
    assert ended(links) == over


def test_ended_comes_to_an_end_in_a_circle():
    assert ended([Link(2, 1, "lifts"), Link(1, 2, "lifts")]) == {1, 2}


def test_every_hold_has_its_strength():
    assert {*STRENGTH, "none"} == set(HOLD.codes())


@pytest.mark.parametrize("type_", TYPE.codes())
def test_every_type_gives_a_known_hold(type_):
    assert hold_of(Cause(type_, "unknown", "pending")) in HOLD


@pytest.mark.parametrize(
    ("type_", "outcome", "words"),
    [
        ("hold", "lapsed", "Ends the act"),
        ("hold", "partly_upheld", "The act stays in force"),
        ("call_in", "partly_upheld", "Ends the review, and not what it has stopped"),
    ],
)
def test_an_outcome_says_what_it_makes_of_the_act(type_, outcome, words):
    assert outcome_in_words(type_, outcome).startswith(words)


@pytest.mark.parametrize("type_", TYPE.codes())
@pytest.mark.parametrize("effect", EFFECT.codes())
def test_what_ends_a_hold_leaves_none(type_, effect):
    left = {code for code in OUTCOME.codes() if hold_of(Cause(type_, effect, code)) == "none"}

    assert set(ending(type_, effect)) == (left if "pending" not in left else set())
