"""The same rows in the same order on every database: written down, and said a second time in Python."""

from dataclasses import replace

import pytest
from django.db import connection
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from procurement import public, search
from procurement.models import PublicContract
from tests.search import corpus, naive

pytestmark = pytest.mark.django_db

TEXTS = {row.number: naive.texts(row.title, row.text) for row in corpus.ROWS}


@pytest.fixture(scope="module", autouse=True)
def contracts(django_db_setup, django_db_blocker):
    """Write the contracts once for all tests here; the last one leaves the table as it was."""
    with django_db_blocker.unblock():
        corpus.write()
        yield
        PublicContract.objects.all().delete()


def asked(text):
    query = search.parse(text)
    rows = PublicContract.objects.order_by()
    if not text.strip():
        return public.Search(rows)
    return public.Search(rows, query) if query else public.Search(rows.none())


def page(text, order):
    """As a page gets them: the same where they are few, more, and more than are counted."""
    meant = replace(asked(text), order=order)
    found = search.match(meant.rows, meant.text) if meant.text else meant.rows
    few = list(found.values_list("pk", flat=True))
    one, another, wide = (
        [one.id for one in public.page(meant, start=0, most=100, **told)]
        for told in (
            {"few": few},
            {},
            {"wide": True},
        )
    )
    assert one == another == wide
    return one


def whole(text, order):
    """As whoever reads all rows gets them."""
    return [contract.id for contract in public.contract_rows(replace(asked(text), order=order))]


def by_relevance(text):
    query = search.parse(text)
    return public.by_relevance(query) if query else public.Order()


@pytest.mark.parametrize(("text", "numbers"), corpus.QUERIES, ids=range(len(corpus.QUERIES)))
def test_a_query_finds_what_is_written_down_in_that_order(text, numbers):
    found = {order: [one for one in ORDERS[order] if one in numbers] for order in ORDERS}

    assert page(text, by_relevance(text)) == numbers
    assert whole(text, by_relevance(text)) == numbers
    assert page(text, public.Order()) == found["last event"]
    assert page(text, public.by_value("GBP", highest=True)) == found["highest"]
    assert page(text, public.by_value("GBP", highest=False)) == found["lowest"]


ORDERS = {
    "last event": corpus.BY_LAST_EVENT,
    "highest": corpus.BY_VALUE,
    "lowest": corpus.BY_LOWEST_VALUE,
}


def test_what_is_written_down_is_what_the_language_means():
    """Both were written apart: neither may be changed without the other."""
    for text, numbers in corpus.QUERIES:
        if text.strip():
            assert numbers == expected(search.parse(text)), text


def expected(query):
    """The contracts that a query asks for, by relevance."""
    found = [one for one in corpus.BY_LAST_EVENT if naive.is_meant(TEXTS[one], query)]
    return sorted(found, key=lambda one: naive.tier(TEXTS[one], query)) if query.groups else found


def test_ten_thousand_characters_are_read():
    text = " ".join(["police", *(f"word{number:06}" for number in range(1_000))])
    quoted, any_of = f'"{text}"', text.replace(" ", " OR ")

    assert len(text) > 10_000
    assert len(search.parse(text).groups) == 1_001
    assert len(search.parse("police " * 2_000).groups) == 1
    for one in (text, quoted, "police" * 2_000, '"' * 10_001, "*" * 10_000, "- " * 5_000):
        assert page(one, by_relevance(one)) == [], one[:30]
    assert page("police " * 2_000, by_relevance("police")) == [6, 5, 1]
    assert page(any_of, by_relevance(any_of)) == [6, 5, 1]
    assert page(f"data -{text.replace(' ', ' -')}", public.Order()) == [2, 39]


# Any query of a grammar. The words stand in the rows, and few of them in many.
WORDS = sorted({word for texts in TEXTS.values() for words in texts for word in words})
OFTEN = [
    "data",
    "police",
    "school",
    "meal",
    "meals",
    "technology",
    "us",
    "the",
    "a",
    "or",
    "c",
    "数",
]
word = st.sampled_from(OFTEN) | st.sampled_from(WORDS) | st.just("zebra")
bare = st.builds(str.__add__, word, st.sampled_from(["", "", "s", "ing", "-x", "*", "."]))
begun = st.builds(lambda word, cut: f"{word[:cut]}*", word, st.integers(1, 4))
phrase = st.builds(
    lambda words, star: f'"{" ".join(words)}"{star}',
    st.lists(word, min_size=1, max_size=3),
    st.sampled_from(["", "", "*"]),
)


@st.composite
def beside(draw):
    """Words as they stand side by side in a row, or nearly."""
    words = draw(st.sampled_from([words for texts in TEXTS.values() for words in texts if words]))
    start = draw(st.integers(0, len(words) - 1))
    run = words[start : start + draw(st.integers(1, 4))]
    return f'"{" ".join(run)}"' if draw(st.booleans()) else "-".join(run)


one = st.one_of(bare, begun, phrase, beside())
part = st.builds(str.__add__, st.sampled_from(["", "", "", "-"]), one)
joined = st.lists(st.tuples(part, st.sampled_from([" ", " ", " OR ", " AND "])), max_size=6)
text = joined.map(lambda parts: "".join(f"{term}{between}" for term, between in parts))

many = settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@many
@given(text)
def test_the_database_means_what_the_language_means(db, text):
    query = search.parse(text)
    assume(query)

    found = search.match(PublicContract.objects.order_by("-recency"), text)

    assert page(text, by_relevance(text)) == expected(query)
    assert [row.public_id for row in found] == [
        one for one in corpus.BY_LAST_EVENT if naive.is_meant(TEXTS[one], query)
    ]


@many
@given(st.text(max_size=40) | st.text(alphabet=" \"*-ORAND()&|!:<>^~\\%'azé数\x00", max_size=30))
def test_no_text_is_an_error(db, text):
    query = search.parse(text)

    assert page(text, by_relevance(text)) == (
        expected(query) if query or text.strip() else corpus.BY_LAST_EVENT
    )


@many
@given(text)
def test_a_query_said_again_means_the_same(text):
    query = search.parse(text)

    assert search.parse(str(query)) == query


def test_the_index_agrees_with_the_rows():
    assert search.disagreeing(connection) == []


@pytest.mark.parametrize(
    "words",
    [
        ["the wall", *(f"the {number}" for number in range(300)), "the end of it"],
        [*(f"word{number}" for number in range(14_990)), "the end of it"],
    ],
    ids=["often", "long"],
)
def test_a_phrase_is_found_wherever_it_stands(request, words):
    if connection.vendor == "postgresql" and words[0] == "the wall":
        reason = "PostgreSQL keeps the first 255 places of a word in a text"
        request.applymarker(pytest.mark.xfail(reason=reason))
    last = corpus.Row(99, "Last", " ".join(words), "2020-01-01")
    corpus.write([last])

    assert page('"the end"', public.Order()) == [99]
    assert page('"end of it"', public.Order()) == [99]
    assert page('"the it"', public.Order()) == []
