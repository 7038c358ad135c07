"""Of which lots something is said, and what of a long text is shown."""

import pytest

from procurement.wording.register.lines import Line, folded
from procurement.wording.register.whose import Whose


def whose(number, lead=""):
    lots = [{"what": "lot", "id": f"{lead}{one}"} for one in range(1, number + 1)]
    return Whose({"register": {"lots": lots}, "awards": [], "agreements": []})


@pytest.mark.parametrize(
    ("number", "lots", "words"),
    [
        (5, [4, 3, 5], "Lots 3 to 5"),
        (5, [2, 1], "Lots 1 and 2"),
        (9, [*range(2, 10)], "Lots 2 to 9"),
        (9, [1, 3, 5, 6, 9], "Lots 1, 3, 5, 6 and 9"),
        (9, range(1, 10), "All 9 lots"),
        (16, [1, 2, 4, 5, 7, 9, 10, 12, 13, 14, 15, 16], "12 of 16 lots (not lots 3, 6, 8 and 11)"),
        (20, [1, 2, 4, 5, 8, 9, 11, 12, 14, 15, 19, 20], "12 of 20 lots (not lots 3, 6, 7, 10, 13 and 16 to 18)"),
        (14, range(1, 15, 2), "Lots 1, 3, 5, 7, 9, 11 and 13"),
        (99, range(1, 99, 2), "49 of 99 lots"),
    ],
)  # fmt: skip
def test_lots_are_named_in_order_and_in_a_row(number, lots, words):
    assert whose(number).words({"of": "tender", "lots": [str(one) for one in lots]}) == words


def test_ids_that_are_no_numbers_keep_their_order():
    assert whose(3, "A.").words({"of": "tender", "lots": ["A.2", "A.1"]}) == "Lots A.2 and A.1"


@pytest.mark.parametrize("other", ["Of the north", "Of  the\nnorth.", "Of the north. "])
def test_texts_that_differ_by_a_mark_at_the_end_or_white_space_are_one(other):
    said = [
        ({"of": "lot", "id": "1"}, Line(words="Of the north.")),
        ({"of": "lot", "id": "2"}, Line(words=other)),
    ]

    assert whose(3).merged(said) == [Line(words="Of the north.", whose="Lots 1 and 2")]


@pytest.mark.parametrize("text", ["word " * 100, "x" * 500, "one\n" * 120])
def test_what_is_folded_begins_where_what_is_shown_ends(text):
    beginning, rest = folded(text, 400, 180)

    assert len(beginning) <= 182
    assert beginning.endswith(" …") and rest.startswith("… ")
    together = f"{beginning.removesuffix(' …')} {rest.removeprefix('… ')}"
    assert "".join(together.split()) == "".join(text.split())


def test_a_text_of_which_little_would_fold_is_shown_whole():
    assert folded("word " * 60, 400, 180) == ("word " * 60, "")


def test_a_bid_is_told_by_who_made_it():
    made = [{"id": "1", "tenderers": [{"name": "Acme"}, {"name": "Fenwick"}]}, {"id": "2"}]
    body = {"register": {"bids": {"details": made}}, "awards": [], "agreements": []}

    assert Whose(body).words({"of": "bid", "id": "1"}) == "Bid of Acme and Fenwick"
    assert Whose(body).words({"of": "bid", "id": "2"}) == "Bid"
