"""What each outcome makes of an act, and what would end it, in words."""

import pytest

from procurement.codelists import EFFECT, OUTCOME, TYPE
from procurement.wording.outcomes import ending_in_words, outcome_in_words


@pytest.mark.parametrize(
    ("type_", "outcome", "words"),
    [
        ("hold", "lapsed", "Ends the act."),
        ("hold", "partly_upheld", "The act stays in force."),
        ("call_in", "partly_upheld", "Ends the review. What it has stopped stays stopped"),
    ],
)
def test_an_outcome_says_what_it_makes_of_the_act(type_, outcome, words):
    assert outcome_in_words(type_, outcome).startswith(words)


@pytest.mark.parametrize("type_", TYPE.codes())
@pytest.mark.parametrize("outcome", OUTCOME.codes())
def test_every_outcome_says_something(type_, outcome):
    assert outcome_in_words(type_, outcome).endswith(".")


def test_what_ends_a_hold():
    told = ending_in_words("hold", "procurement_paused")

    assert told.startswith("It ends when its outcome is “Rejected”, “Overtaken”, ")
    assert told.endswith(" or “Lapsed”, or when a later act lifts or resolves it.")
    assert "Upheld" not in told


@pytest.mark.parametrize("effect", ["none_yet", "cleared_to_proceed"])
def test_what_holds_nothing_up_does_not_end(effect):
    assert effect in EFFECT
    assert ending_in_words("hold", effect) == ""
