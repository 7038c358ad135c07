"""Codes found under everyday words."""

import pytest

from procurement.codelists import GROUNDS, TYPE
from procurement.everyday_words import grounds_with_words, with_words
from procurement.models import Ground

_GROUNDS = [ground for _, ground in GROUNDS]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("privacy", "data_protection civil_liberties"),
        (
            "consultation",
            "approval_route_not_followed public_trust accountability no_impact_assessment",
        ),
        ("not consulted", "approval_route_not_followed"),
        ("legal", "data_protection unlawful_modification approval_route_not_followed"),
        ("too expensive", "value_for_money affordability"),
        ("Monopoly", "no_competition vendor_lock_in"),
        ("direct awards", "no_competition"),
        ("GDPR", "data_protection"),
        ("lock-in", "vendor_lock_in"),
        ("modern slavery", "human_rights_supply_chain"),
        ("late delivery delays", "performance_failure"),
        ("delayed", "performance_failure"),
        ("too dear", "value_for_money"),
        ("cost too much", "value_for_money"),
        ("waste of money", "value_for_money"),
        ("only one bidder", "no_competition"),
        ("nobody else bid", "no_competition"),
    ],
)
def test_grounds_are_found_under_everyday_words(words, codes):
    found = {one.code for one in with_words(_GROUNDS, words)}

    assert set(codes.split()) <= found


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("paused", "hold"),
        ("pausing", "hold"),
        ("judicial review", "legal_challenge"),
        ("petition", "concern_raised objection"),
        ("letter", "concern_raised legal_challenge_threatened"),
        ("asks for a review", "concern_raised"),
        ("scrapped", "cancellation"),
        ("injunction", "interim_order"),
        ("veto", "approval_refused"),
        ("inquiry", "investigation review_opened"),
        ("retender", "reprocurement_ordered"),
    ],
)
def test_types_of_act_are_found_under_everyday_words(words, codes):
    assert set(codes.split()) <= {one.code for one in with_words(TYPE, words)}


def test_what_has_the_words_in_its_label_comes_first():
    assert with_words(_GROUNDS, "data")[0].code in ("data_protection", "data_security")
    assert with_words(TYPE, "hold")[0].code == "hold"


@pytest.mark.parametrize("words", ["", " ", "…", "nothing of the kind"])
def test_nothing_is_found_under_nothing(words):
    assert with_words(_GROUNDS, words) == []


@pytest.mark.parametrize("codes", [_GROUNDS, list(TYPE)])
def test_every_ground_and_type_has_everyday_words(codes):
    assert [one.code for one in codes if not one.also] == []


@pytest.mark.django_db
def test_a_ground_that_was_added_is_found_by_its_definition():
    ours = Ground.objects.create(code="ours", name="Quiet", definition="Noise at night.")

    assert grounds_with_words(Ground.objects.all(), "noise nights") == [ours]
    assert grounds_with_words(Ground.objects.all(), "privacy")[0].code == "data_protection"
