"""How little of some thousands of contracts is read for one page."""

import datetime
import json
import re
from contextlib import contextmanager

import pytest
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from procurement import public
from procurement.filters import ContractFilter, questions
from procurement.models import PublicContract
from procurement.models.recency import recency
from procurement.search import indexed

pytestmark = pytest.mark.django_db

NUMBER, HELD, RARE = 4_000, 40, 3
PAGE = 25
DAY = datetime.date(2015, 1, 1)


@pytest.fixture(scope="module", autouse=True)
def contracts(django_db_setup, django_db_blocker):
    """Write the contracts once: all are of a common word, few of a rare one or held up."""
    with django_db_blocker.unblock():
        PublicContract.objects.bulk_create(map(contract, range(1, NUMBER + 1)), batch_size=500)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                # New rows wait in a list that every search reads, until it is sorted in.
                cursor.execute("SELECT gin_clean_pending_list('procurement_publiccontract_index')")
            cursor.execute("ANALYZE")
        yield
        PublicContract.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def contract(number):
    at = timezone.now()
    last = DAY + datetime.timedelta(days=number % 3_650)
    rare = "rare" if number % (NUMBER // RARE) == 7 else ""
    held = "on_hold" if number % (NUMBER // HELD) == 0 else "none"
    return PublicContract(
        public_id=number,
        title=f"Contract {number}",
        slug="x",
        headline="A sentence about this contract. " * 20,
        known_as="official record",
        stage="award",
        hold=held,
        category="services",
        method="open",
        value_minor=number * 7 % 1_000,
        currency="GBP" if number % 5 else "EUR",
        dated_on=last,
        year=last.year,
        last_event_on=last,
        recency=recency(last, number),
        published_at=at + datetime.timedelta(minutes=number),
        changed_at=at,
        appeared_at=at + datetime.timedelta(minutes=number) if number % 50 else None,
        tracked=False,
        disputed="" if held == "none" else ",value,",
        bids_received=None if held == "none" else 1,
        framework="" if held == "none" else "call_off",
        rationales="" if held == "none" else ",urgency,",
        regions=",UKI," if number % 2 else "",
        title_words=indexed(f"contract {number}"),
        words=indexed(f"common {rare} {'even' if number % 2 else 'odd'}"),
    )


@contextmanager
def statements():
    """Give the statements that are made, with their parameters."""
    made = []

    def keep(execute, sql, params, many, context):
        made.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield made


# From an index of the order, or of few that are put in order.
PAGES = "WITH page"


def statement(query, begins=PAGES):
    """The statement that reads the first page, if any; or that counts, which begins otherwise."""
    listing = ContractFilter(QueryDict(query))
    with statements() as made:
        listing.rows(0, PAGE)
        assert listing.found
    # Passages are read of the rows of a page, without a limit.
    found = [one for one in made if one[0].strip().startswith(begins) and "LIMIT" in one[0]]
    assert len(found) <= 1
    return found[0] if found else None


def explained(sql, params, how):
    with connection.cursor() as cursor:
        cursor.execute(f"{how} {sql}", params)
        return cursor.fetchall()


# PostgreSQL says how many rows it read; SQLite, how many steps its machine took.


def rows_read(sql, params):
    """How many rows of tables and indexes PostgreSQL read, those it threw away too."""
    [[told]] = explained(sql, params, "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)")
    [whole] = json.loads(told) if isinstance(told, str) else told
    return sum(map(_read, _nodes(whole["Plan"])))


def _nodes(plan):
    yield plan
    for part in plan.get("Plans", []):
        yield from _nodes(part)


def _read(node):
    if "Scan" not in node["Node Type"] or node["Node Type"] == "CTE Scan":
        return 0
    removed = (node.get(f"Rows Removed by {why}", 0) for why in ("Filter", "Index Recheck"))
    return (node["Actual Rows"] + sum(removed)) * node["Actual Loops"]


def steps_taken(sql, params):
    """How many steps the machine of SQLite took, in tens: some five for each row that it reads."""
    taken = []
    raw = connection.connection
    with connection.cursor() as cursor:
        # The handler is called at every tenth step, and lets it go on.
        raw.set_progress_handler(lambda: taken.append(1) and None, 10)
        try:
            cursor.execute(sql, params)
            cursor.fetchall()
        finally:
            raw.set_progress_handler(None, 10)
    return len(taken) * 10


# What a page shows of its rows takes steps of its own, however they are found.
SHOWN = re.compile(r"(WITH page AS \(.*? OFFSET \d+\s+\))\s.*", re.DOTALL)


def is_short(sql, params):
    """Whether few of the contracts are read."""
    if connection.vendor == "sqlite":
        found, shown = SHOWN.subn(r"\1 SELECT id FROM page", sql)
        return steps_taken(found, params) < (NUMBER // 2 if shown else NUMBER)
    return rows_read(sql, params) < NUMBER // 20


@pytest.mark.parametrize(
    "query",
    [
        "",
        "sort=-value",
        "sort=value",
        "sort=value&currency=EUR",
        "sort=-published",
        "hold=on_hold",
        "hold=on_hold&sort=-value",
        "disputed=1&sort=-value",
        "disputed=1&sort=value",
        "disputed=value",
        "bids=1",
        "bids=0",
        "bids=1-5&sort=-value",
        "framework=call_off",
        "framework=dynamic",
        "rationale=urgency",
        "rationale=urgency&sort=value",
        "place=UKI",
        "place=UK&sort=-value",
        "year=2016",
        "q=rare",
        "q=rare&sort=-last_event",
        "q=rare&sort=-value",
        "q=common&sort=-last_event",
        "q=rare&hold=on_hold",
        "q=zebra",
        "q=zebra&sort=-last_event",
        "q=zebra&sort=-value",
        "q=zebra+common&sort=-last_event",
        'q="common+zebra"&sort=-last_event',
    ],
)
def test_a_first_page_reads_few_of_the_contracts(query):
    found = statement(query)

    # Where nothing was counted, nothing is read.
    assert is_short(*found) if found else "zebra" in query


@pytest.mark.parametrize("query", ["q=zebra", "q=rare", "q=zebra+common", "hold=on_hold&q=rare"])
def test_counting_what_is_rare_reads_few_of_the_contracts(query):
    sql, params = statement(query, "WITH s_every")

    if connection.vendor == "sqlite":
        assert steps_taken(sql, params) < NUMBER
    elif "hold" not in query:
        assert rows_read(sql, params) < NUMBER // 20


@pytest.mark.skipif(connection.vendor == "sqlite", reason="It is PostgreSQL that walks.")
def test_all_that_hold_a_phrase_are_found_before_they_are_put_in_order():
    """Its words stand everywhere, so that the planner expects to find it soon on its way by date."""
    told = explained(*statement('q="even+common"', "WITH s_every"), "EXPLAIN")

    assert [line for (line,) in told if "recency = ANY" in line]


def test_reading_all_of_the_contracts_is_seen():
    everything = "SELECT id, title FROM procurement_publiccontract WHERE title LIKE %s"

    assert not is_short(everything, ["%zebra%"])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="It is SQLite that says this.")
@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("", "publiccontract_by_recency"),
        ("q=common&sort=-last_event", "procurement_publiccontract_index VIRTUAL TABLE"),
        ("sort=-value", "publiccontract_by_value"),
        ("hold=on_hold", "publiccontract_by_hold"),
    ],
)
def test_no_table_is_scanned_and_no_match_is_sorted(query, index):
    steps = explained(*statement(query), "EXPLAIN QUERY PLAN")
    # The rows of the page, all of them at the top, are sorted; nothing below them is.
    told = [detail for _, parent, _, detail in steps if parent]

    assert [one for one in told if index in one]
    assert [one for one in told if "TEMP B-TREE" in one] == []
    tables = [one for one in told if re.match(r"SCAN (c|procurement_publiccontract)\b", one)]
    assert [one for one in tables if "INDEX" not in one] == []


def test_what_stands_and_which_questions_find_something_is_seen_from_few_of_the_contracts():
    with statements() as made:
        standing = public.record_contents()
        questions(standing)

    assert standing[:2] == (True, False)
    assert [is_short(*one) for one in made] == [True, True]
