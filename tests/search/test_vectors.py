"""The vectors that PostgreSQL keeps: each word with its places, those of the first text marked."""

import pytest
from django.db import connection

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite keeps no vectors"),
]


@pytest.mark.parametrize(
    ("first", "rest", "vector"),
    [
        ("", "", ""),
        ("", "roads", "'roads':2"),
        ("roads", "", "'roads':1A"),
        ("a b", "b c", "'a':1A 'b':2A,4 'c':5"),
        (" a  b ", " c", "'a':2A 'b':4A 'c':8"),
        ("合 ~it 1", "合 ~ ~it", "'1':3A '~':6 '~it':2A,7 '合':1A,5"),
    ],
)
def test_a_vector_holds_each_word_with_its_places(first, rest, vector):
    assert of(first, rest) == vector


def test_places_end_where_postgresql_has_no_more():
    words = " ".join(f"w{number}" for number in range(16_400))

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(places[1]) FROM unnest(search_vector('t', %s)) AS u (w, places, x)", [words]
        )
        assert cursor.fetchone() == (16_383,)


def of(first, rest):
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_vector(%s, %s)::text", [first, rest])
        return cursor.fetchone()[0]
