"""Pages and counts of contracts: the pages are the whole, and the counts what counting gives."""

import pytest
from django.http import QueryDict

from procurement import public
from procurement.filters import ContractFilter
from procurement.models import (
    PublicContract,
    PublicContractVendor,
    PublicIntervention,
    PublicInterventionGround,
    PublicParty,
)
from tests.filters import naive, world

pytestmark = pytest.mark.django_db

NUMBER = 90
EMPTIED = (
    PublicInterventionGround,
    PublicIntervention,
    PublicContractVendor,
    PublicContract,
    PublicParty,
)
SORTS = ["", *ContractFilter.SORTS]
# A facet, and the parameter that sets it.
FACETS = {name: name for name in (*public.FACETS, *public.INTERVENTION_FACETS)} | {
    "division": "cpv"
}


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker):
    """Write the contracts once for all tests here, and read them once."""
    with django_db_blocker.unblock():
        world.write(NUMBER)
        yield naive.World()
        for model in EMPTIED:
            model.objects.all().delete()


def listing(asked):
    query = QueryDict(mutable=True)
    for name, values in asked.items():
        query.setlist(name, values)
    found = ContractFilter(query)
    assert found.problems == [], query.urlencode()
    return found


def keys(contracts):
    return [getattr(one, "public_id", one.id) for one in contracts]


ASKED = [
    {},
    {"q": ["police"]},
    {"q": ["police data OR school"]},
    {"q": ["-data"]},
    {"q": ["!"]},
    {"currency": ["EUR"]},
    {"currency": ["KWD"]},
    {"hold": ["on_hold", "blocked"]},
    {"stage": ["award"], "sample": ["1"]},
    *world.asked(16, seed=11),
]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("number", range(len(ASKED)))
@pytest.mark.parametrize("few", [0, 1000])
def test_the_pages_are_the_whole(rows, monkeypatch, sort, number, few):
    """Whether they are read from an index of their order, or few enough to be put in order."""
    monkeypatch.setattr("procurement.public.facets.FEW", few)
    asked = ASKED[number] | ({"sort": [sort]} if sort else {})
    if sort == "relevance" and "q" not in asked:
        asked |= {"q": ["police OR meals"]}
    whole = keys(listing(asked).every_row())

    for most in (1, 7, 25) if len(whole) < 10 else (7, 25):
        some = listing(asked)
        pages = [keys(some.rows(start, most)) for start in range(0, len(whole) + 1, most)]
        assert [one for page in pages for one in page] == whole
    assert sorted(whole) == sorted(keys(rows.meant(asked)))
    if asked.get("sort", ["-last_event"]) == ["-last_event"] and "q" not in asked:
        assert whole == keys(rows.meant(asked))


@pytest.mark.parametrize("asked", world.asked(120), ids=str)
def test_the_counts_are_what_counting_gives(rows, asked):
    found = listing(asked).found

    assert (found.count, found.more) == (len(rows.meant(asked)), False)
    for name, parameter in FACETS.items():
        facet = found.facets[name]
        assert facet.counts == counted(rows, asked, name, parameter), name
        assert not facet.more


def counted(rows, asked, name, parameter):
    """How many there are of each value, were it the one asked for."""
    without = {one: values for one, values in asked.items() if one != parameter}
    column = "cpv" if name == "division" else name
    values = {
        value
        for row in rows.meant(without)
        for value in naive.facet(row, rows.acts[row], column)
    }  # fmt: skip
    numbers = {value: len(rows.meant(without | {parameter: [value]})) for value in values}
    return {value: number for value, number in numbers.items() if number}


@pytest.mark.parametrize("most", [1, 10, 30, 60])
@pytest.mark.parametrize("asked", ASKED[:9] + world.asked(20, seed=5), ids=str)
def test_beyond_the_most_that_are_counted_the_newest_are(rows, monkeypatch, most, asked):
    monkeypatch.setattr("procurement.public.facets.MOST_COUNTED", most)
    whole = rows.meant(asked)

    found = listing(asked).found

    assert (found.count, found.more) == (min(len(whole), most), len(whole) > most)
    for name, parameter in FACETS.items():
        without = {one: values for one, values in asked.items() if one != parameter}
        among = rows.meant(without)
        facet = found.facets[name]
        assert facet.more == (len(among) > most), name
        expected = {}
        for row in among[:most]:
            column = "cpv" if name == "division" else name
            for value in naive.facet(row, rows.acts[row], column):
                if row in set(rows.meant(without | {parameter: [value]})):
                    expected[value] = expected.get(value, 0) + 1
        assert {key: number for key, number in facet.counts.items() if number} == expected, name


def test_buyers_on_offer_are_those_of_most_contracts():
    for model in EMPTIED:
        model.objects.all().delete()
    world.write(60, buyers=14)
    every = counted(naive.World(), {}, "buyer", "buyer")

    facet = listing({}).found.facets["buyer"]

    foremost = sorted(every, key=lambda one: (-every[one], int(one)))[:10]
    assert facet.counts == {one: every[one] for one in foremost}
    assert facet.labels == {one: f"Buyer {one}" for one in foremost}
