"""What templates say of sources and of what rests on them."""

import pytest

from procurement.templating import citations


def test_hedge_stands_apart_only_where_the_quotation_does_not_hold_it():
    assert citations.hedge_apart({"hedge": "appears to", "quotation": "it appears to have"}) == ""
    assert citations.hedge_apart({"hedge": "reportedly", "quotation": "perception"}) == "reportedly"


def argument(act, ground, *, layer="stated", words="", hedge=""):
    return {
        "ground": ground,
        "words": words,
        "layer": layer,
        "intervention": act,
        "ascription": f"{layer} by {act}",
        "known": {"label": "reported by one source"},
        "notes": [{"hedge": hedge}],
    }


def told(side):
    return [
        (
            [one["ground"] for one in voice["arguments"]],
            [act["intervention"] for act in voice["acts"]],
        )
        for voice in citations.voices(side)
    ]


def test_voices_join_what_one_act_says_in_one_way():
    side = [argument(1, "a"), argument(1, "b"), argument(1, "c", layer="attributed")]

    assert told(side) == [(["a", "b"], [1]), (["c"], [1])]


def test_voices_join_acts_that_state_the_same_grounds():
    side = [argument(1, "a"), argument(1, "b"), argument(2, "a"), argument(2, "b")]

    assert told(side) == [(["a", "b"], [1, 2])]


@pytest.mark.parametrize(
    "other", [{"words": "its own"}, {"hedge": "reportedly"}, {"layer": "attributed"}]
)
def test_voices_keep_apart_what_is_not_said_alike(other):
    side = [argument(1, "a"), argument(2, "a", **other)]

    assert told(side) == [(["a"], [1]), (["a"], [2])]


def test_hedges_are_given_once():
    found = [{"hedge": "appears to"}, {"hedge": ""}, {"hedge": "appears to"}]

    assert citations.hedges(found) == ["appears to"]


def test_shared_label_is_empty_where_arguments_are_known_differently():
    def known(label):
        return [{"known": {"label": label}}]

    assert citations.shared_label({"against": known("found"), "for": known("found")}) == "found"
    assert citations.shared_label({"against": known("found"), "for": known("alleged")}) == ""
