"""What measurements rest on: digests of rows, queries that mean the same to both, honest tables."""

import sqlite3

import pytest
from django.http import QueryDict

from benchmarks.ingesting import files, rows
from benchmarks.searching import bare, datasette, fill, tables
from benchmarks.searching.bare import Bare
from benchmarks.searching.queries import Asked, queries, word
from benchmarks.searching.rounds import PATIENCE, Asker, take
from benchmarks.searching.world import RARE, World
from procurement import search
from procurement.filters import ContractFilter
from procurement.models import (
    Award,
    Notice,
    PublicContract,
    PublicContractVendor,
    PublicIntervention,
    PublicParty,
)
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

    wanted = [word(share) for share in (0.36, 0.05)]

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


def test_registers_have_the_rows_and_words_of_their_world(world):
    fill.write(world)

    rows = list(world.rows())
    told = PublicContract.objects.order_by("public_id").values_list("title", "stage", "value_minor")
    assert list(told) == [(row.title, row.stage, row.minor) for row in rows]
    assert PublicContractVendor.objects.count() == sum(len(row.vendors) for row in rows)
    assert PublicIntervention.objects.count() == sum(len(row.acts) for row in rows)
    assert search.match(PublicContract.objects.all(), RARE).count() == 3


def test_registers_count_their_parties(world):
    fill.write(world)

    rows = [row for row in world.rows() if row.buyer == 0]
    buyer = PublicParty.objects.get(kind="buyer", public_id=1)
    decided = sum(row.minor for row in rows if row.currency == "GBP")
    assert (buyer.contract_count, buyer.value_minor) == (len(rows), decided)


def test_statements_of_a_page_can_be_run_again():
    make_register_contract(ocid="ocds-1", title="Catering")

    statements = bare.statements_of("q=catering")

    assert 1 < len(statements) <= tables.STATEMENTS
    assert bare.run(statements) > 0


def test_everyone_is_asked_in_turn_but_for_what_takes_too_long():
    asked = []

    def asker(label, ms, *names):
        return Asker(frozenset(names), lambda name: asked.append((label, name)) or ms)

    askers = {"ours": asker("ours", 1.0, "a", "b"), "theirs": asker("theirs", PATIENCE, "a")}

    took = take(askers, ["a", "b"], 2)

    first = [("ours", "a"), ("theirs", "a"), ("ours", "b")]
    assert asked == [*first, *first, ("ours", "a"), ("ours", "b")]
    assert took == {"ours": {"a": [1.0, 1.0], "b": [1.0, 1.0]}, "theirs": {"a": [PATIENCE]}}


def searched(database, *, ms, hits):
    asked = [Asked("everything", "", ""), Asked("stage", "stage=award", "")]
    names = [one.name for one in asked]
    pages = {"everything": Bare(hits, 6), "stage": Bare(5, 5)}
    ours, sql, theirs = (dict.fromkeys(names, took) for took in ([ms, ms, 9000.0], [10.0], [900.0]))
    their_hits = dict.fromkeys(names, 5)
    return tables.Searched(
        database, 100_000, asked, pages, ours, sql, {"as it comes": theirs}, their_hits
    )


def test_tables_say_what_falls_short():
    good, bad = searched("SQLite", ms=30.0, hits=5), searched("PostgreSQL", ms=120.0, hits=5)

    told = [tables.summary([one]) + tables.compared([one]) for one in (good, bad)]

    assert [one.count("short by") for one in told] == [0, 3]
    assert [one.count("met)") for one in told] == [5, 2]


def test_tables_warn_where_databases_count_different_rows():
    same, other = searched("SQLite", ms=30.0, hits=5), searched("PostgreSQL", ms=30.0, hits=4)

    assert list(tables.unlike([same])) == []
    assert list(tables.unlike([same, other])) == [
        "**Hits differ** at 100,000, everything: 5 in SQLite, 4 in PostgreSQL, 5 in Datasette.\n"
    ]
