"""What awards and agreements say in words, and of which lots they are."""

import pytest

from procurement.ocds.register import document
from procurement.ocds.values import nothing


def award(**fields):
    [one] = document({"awards": [{"id": "1", **fields}]}, "ocds-test-1")["awards"]
    return {key: one[key] for key in ("title", "description") if key in one}


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"title": "Roads", "description": "Of the north."}, {"title": "Roads", "description": "Of the north."}),
        ({"description": "Of the\nnorth."}, {"title": "Of the north."}),
        ({"title": "", "description": "Of the north."}, {"title": "Of the north."}),
        ({"title": "Roads", "description": "Roads"}, {"title": "Roads"}),
        ({"title": ["x"], "description": 7}, {"title": "7"}),
    ],
)  # fmt: skip
def test_description_stands_beside_a_title_and_serves_as_one(stated, said):
    assert award(**stated) == said


def test_reason_status_in_words_and_lots_are_read_of_an_award():
    body = {
        "id": "1",
        "rationale": "Best value.",
        "statusDetails": "Chosen.",
        "relatedLots": ["1", 2],
    }

    [one] = document({"awards": [body]}, "ocds-test-1")["awards"]

    assert (one["rationale"], one["status_text"], one["lots"]) == (
        "Best value.",
        "Chosen.",
        ["1", "2"],
    )


def test_agreement_has_its_description_and_status_in_words():
    body = {"id": "1", "title": "Roads", "description": "Signed.", "statusDetails": "Running."}

    [one] = document({"contracts": [body]}, "ocds-test-1")["agreements"]

    assert (one["description"], one["status_text"]) == ("Signed.", "Running.")


@pytest.mark.parametrize("odd", [None, 7, {}, [None, {}, ["x"]], "", True])
def test_odd_things_say_nothing_and_raise_nothing(odd):
    body = {
        "id": "1",
        "description": odd,
        "rationale": odd,
        "statusDetails": odd,
        "relatedLots": odd,
    }

    document({"awards": [body], "contracts": [body]}, "ocds-test-1", nothing)
