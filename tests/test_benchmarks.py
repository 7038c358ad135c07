"""What measurements rest on: digests of rows, queries that mean the same to both, honest tables."""

import sqlite3

import pytest
from django.http import QueryDict

from benchmarks.ingesting import files, rows
from benchmarks.searching import datasette, tables
from benchmarks.searching.bare import Bare
from benchmarks.searching.queries import Asked, queries, word
from benchmarks.searching.world import RARE, World
from procurement.filters import ContractFilter
from procurement.models import Award, Notice, PublicParty
from tests.factories import make_buyer, make_vendor
from tests.register import make_register_contract

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Award, {"title": "Another"}),
        (Notice, {"packed": b"x"}),
        (PublicParty, {"totals": {"GBP": 1}}),
    ],
)
def test_digest_tells_which_table_is_another(model, change):
    make_register_contract(ocid="ocds-1", buyer=make_buyer(), vendors=[make_vendor()])
    before = rows.state()
    assert rows.state() == before

    model.objects.update(**change)

    after = rows.state()
    assert [name for name in before if after[name] != before[name]] == [model.__name__]


def test_faults_are_contracts_that_no_run_tells_of():
    assert rows.faults() == []

    make_register_contract(ocid="ocds-1")

    assert rows.faults() == [
        "notices held, and told by the runs: 1 and 0",
        "contracts held, and told by the runs: 1 and 0",
    ]


def test_files_hold_as_many_releases_as_are_asked_for(tmp_path):
    lines = files.whole(tmp_path, 50, "lines").read_text().splitlines()
    earlier, later = files.halves(tmp_path, 51)

    assert len(lines) == 50
    assert (earlier.read_text().count('"ocid"'), later.read_text().count('"ocid"')) == (25, 26)


@pytest.fixture(scope="module")
def world():
    return World(1000, 7)


def test_words_stand_in_as_many_contracts_as_they_say(world):
    told = [f"{row.title} {row.description}".lower().split() for row in world.rows()]

    wanted = [word(world.seed, share) for share in (0.36, 0.05)]

    assert [sum(one in words for words in told) for one in wanted] == [
        pytest.approx(360, rel=0.1),
        pytest.approx(50, rel=0.4),
    ]


def test_queries_of_a_measurement_are_on_offer(world):
    make_buyer(), make_buyer(), make_vendor()

    told = {one.name: ContractFilter(QueryDict(one.ours)) for one in queries(world)}

    assert {name: one.problems for name, one in told.items() if one.problems} == {}


def test_datasette_has_the_rows_and_their_words(world, tmp_path):
    with sqlite3.connect(datasette.made(tmp_path, world)) as connection:
        counts = connection.execute(
            "SELECT (SELECT count(*) FROM contracts), count(*) FROM contracts_fts"
            " WHERE contracts_fts MATCH ?",
            [RARE],
        ).fetchone()
    connection.close()

    assert counts == (1000, 3)


@pytest.mark.parametrize(
    ("page", "hits"), [("<h3>\n 1,204 rows\n where", 1204), ("<h3>1 row</h3>", 1), ("", 0)]
)
def test_datasette_says_how_many_rows_there_are(page, hits):
    assert datasette.hits(page) == hits


def searched(database, *, ms, hits):
    asked = [Asked("everything", "", ""), Asked("stage", "stage=award", "")]
    names = [one.name for one in asked]
    bare = {"everything": Bare(hits, 6, 10.0), "stage": Bare(5, 5, 10.0)}
    theirs = {"as it comes": dict.fromkeys(names, 900.0)}
    ours, their_hits = dict.fromkeys(names, ms), dict.fromkeys(names, 5)
    return tables.Searched(database, 100_000, asked, ours, bare, theirs, their_hits)


def test_tables_say_what_falls_short():
    good, bad = searched("SQLite", ms=30.0, hits=5), searched("PostgreSQL", ms=120.0, hits=5)

    told = [tables.summary([one]) + tables.compared([one]) for one in (good, bad)]

    assert [one.count("short by") for one in told] == [0, 2]
    assert [one.count("met)") for one in told] == [4, 2]


def test_tables_warn_where_databases_count_different_rows():
    same, other = searched("SQLite", ms=30.0, hits=5), searched("PostgreSQL", ms=30.0, hits=4)

    assert list(tables.unlike([same])) == []
    assert list(tables.unlike([same, other])) == [
        "**Hits differ** at 100,000, everything: 5 in SQLite, 4 in PostgreSQL, 5 in Datasette.\n"
    ]
