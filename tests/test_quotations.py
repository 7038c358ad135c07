"""Whether a quotation stands in a text word for word, and where it parts from it."""

import time

import pytest

from procurement.quotations import Parting, parting

TEXT = (
    "The Mayor said: “We can’t sign this —\n  not before the review\xa0is done.”\n\nShe added that the con\xadtract was"
    " on hold. The review is to end in May."
)


@pytest.mark.parametrize(
    "quotation",
    [
        "We can’t sign this", "We can't sign this - not before the review is done",
        '"We can\'t sign this – not before"',
        "‘not before the review\n is done.’", "the contract was on hold", "We can’t sign this […] on hold",
        "The Mayor said: ... the review is done", "said: “We can’t", "", " “” ", "…", TEXT,
    ],
)  # fmt: skip
def test_what_stands_there_word_for_word(quotation):
    assert parting(TEXT, quotation) is None


@pytest.mark.parametrize(
    ("quotation", "common", "quoted", "text"),
    [
        ("the contract was paused", "the contract was", "paused", "on hold. The review is to end in May."),
        ("The review is done.", "The review is", "done.", "to end in May."),
        ("the contracts", "the", "contracts", "review is done."),
        ("We can’t sign that", "We can't sign", "that", "this - not before the review is done.' She added that the …"),
        ("Nobody signs", "", "Nobody signs", ""),
        ("end in May. At last", "end in May.", "At last", ""),
        ("on hold […] sign this", "", "sign this", ""),
        ("on hold […] The review is done", "The review is", "done", "to end in May."),
    ],
)  # fmt: skip
def test_where_it_parts(quotation, common, quoted, text):
    found = parting(TEXT, quotation)

    assert found is not None
    assert found[:2] == Parting(common, quoted, text)[:2]
    assert found.text.startswith(text[:20])


def test_what_is_shown_is_short():
    found = parting("a " * 500 + "end " + "b " * 500, "a " * 500 + "stop " + "c " * 500)

    assert max(map(len, found)) < 70
    assert found.quoted.startswith("stop c")
    assert found.text.startswith("end b")


@pytest.mark.parametrize("quotation", ["a" * 5_000, "a " * 2_500 + "b", "é" * 5_000, "…" * 5_000])
def test_a_long_text_takes_no_long_time(quotation):
    start = time.perf_counter()

    parting("a " * 100_000, quotation)

    assert time.perf_counter() - start < 2
