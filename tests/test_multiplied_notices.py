"""Notices for measurements: as many as are asked for, the same each time, of as many as in real life."""

import json
import re
from collections import Counter, defaultdict
from functools import cache

import pytest

from benchmarks.notices import releases, vocabulary, write

pytestmark = pytest.mark.once


@cache
def some(count=2_000, seed=0):
    return list(releases(count, seed=seed))


def parties(role):
    """Yield (number, name) of each mention."""
    for one in some():
        for party in one["parties"]:
            if role in party["roles"]:
                yield party["id"], party["name"]


@pytest.mark.parametrize("count", [0, 1, 2, 300])
def test_there_are_as_many_as_are_asked_for(count):
    assert len({one["id"] for one in releases(count)}) == count


def test_same_arguments_give_the_same():
    assert list(releases(100, seed=3)) == some(100, 3)
    assert not {one["ocid"] for one in some(100)} & {one["ocid"] for one in some(100, 3)}


def test_lines_are_the_releases(tmp_path):
    write(tmp_path / "notices.jsonl", 100)

    lines = (tmp_path / "notices.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == some(100)


def test_releases_come_in_order_of_day():
    days = [one["date"][:10] for one in some()]

    assert days == sorted(days)


def test_some_processes_have_several_notices():
    lengths = Counter(Counter(one["ocid"] for one in some()).values())

    assert 1.15 < 2_000 / lengths.total() < 1.35
    assert sorted(lengths) == [1, 2, 3, 4, 5]


def test_notices_of_a_process_agree():
    told = defaultdict(set)
    for one in some():
        told[one["ocid"]].add((one["tender"]["title"], one["buyer"]["name"]))

    assert [facts for facts in told.values() if len(facts) > 1] == []
    assert len({title for facts in told.values() for title, _ in facts}) > 0.98 * len(told)


def test_buyers_and_vendors_are_many_and_some_are_common():
    buyers, vendors = (Counter(name for _, name in parties(role)) for role in ("buyer", "supplier"))

    assert (80 < len(buyers) < 250, 500 < len(vendors) < 1_500) == (True, True)
    assert buyers.most_common(1)[0][1] > 30


@pytest.mark.parametrize("scheme", ["GB-COH", "GB-PPON"])
def test_a_number_stays_with_its_name(scheme):
    names = defaultdict(set)
    for number, name in [*parties("buyer"), *parties("supplier")]:
        if number.startswith(scheme):
            names[number].add(name.lower().replace("limited", "ltd"))

    assert len(names) > 50
    assert [found for found in names.values() if len(found) > 1] == []


def test_words_are_common_and_seldom():
    said = [one["tender"].get("description", "") for one in some()]
    told = Counter(word for text in said for word in set(re.findall("[a-z]+", text.lower())))
    known = vocabulary()

    assert len(known) == len(set(known)) == 20_000
    assert told[known[0]] > 400
    assert 0 < told[known[2_000]] < 60
    assert len(told) > 10_000


def test_amounts_and_days_are_many():
    values = {str(part.get("value")) for one in some() for part in one.get("awards", [])}

    assert len(values) > 400
    assert len({one["date"][:10] for one in some()}) > 700
