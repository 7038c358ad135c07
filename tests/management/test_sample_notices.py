"""Invented notices: the same each time, in order, true to shape, and never to be taken for real."""

import io
import json
import os
import re
import subprocess
import sys
import tracemalloc
from collections import Counter, defaultdict
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from procurement.management.sample_notices import notices, package, write_lines, write_package

SAMPLES = Path(os.environ.get("OCDS_SAMPLES", settings.BASE_DIR.parent / "shared" / "ocds"))
SCHEMA = SAMPLES / "schema" / "ocds-1.1.5" / "schema" / "release-schema.json"
PREFIXES = ("ocds-sample1-", "ocds-sample2-")
PERSONAL = re.compile(r"\b(Mr|Mrs|Ms|Dr|Sir|Dame)\b")


@cache
def some(count=2_000, seed=1, sample=False):
    return list(notices(count, seed, sample))


def lines(count, seed, sample=True):
    file = io.StringIO()
    write_lines(file, notices(count, seed, sample))
    return file.getvalue()


def stories(releases):
    """Give {ocid: its releases}."""
    found = defaultdict(list)
    for release in releases:
        found[release["ocid"]].append(release)
    return found


def walk(node):
    """Yield every object inside."""
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from walk(part)


def documents(release):
    """Yield (section, document) of a release."""
    for section in ("planning", "tender"):
        for document in release.get(section, {}).get("documents", []):
            yield section, document
    for section in ("awards", "contracts"):
        for part in release.get(section, []):
            for document in part.get("documents", []):
                yield section, document


def share(releases, matches):
    return sum(map(matches, releases)) / len(releases)


# The same each time


def test_same_arguments_give_the_same_bytes():
    assert lines(120, 7) == lines(120, 7)


@pytest.mark.parametrize("other", [(120, 8, True), (121, 7, True), (120, 7, False)])
def test_other_arguments_give_others(other):
    assert lines(*other) != lines(120, 7, True)


def test_same_bytes_in_another_process_of_python():
    code = (
        "import sys; from procurement.management.sample_notices import *;"
        " write_lines(sys.stdout, notices(50, 3))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "5", "PYTHONIOENCODING": "utf-8"}

    made = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment, check=True,
        capture_output=True, encoding="utf-8",
    )  # fmt: skip

    assert made.stdout == lines(50, 3)


# How many, and in which order


@pytest.mark.parametrize("count", [0, 1, 2, 300, 2_000])
def test_each_process_has_its_own_ocid(count):
    assert len({release["ocid"] for release in notices(count)}) == count


@pytest.mark.parametrize("sample", [True, False])
def test_releases_come_in_order_of_date(sample):
    dates = [datetime.fromisoformat(release["date"]) for release in some(sample=sample)]

    assert dates == sorted(dates)
    assert (dates[0].year, dates[-1].year, dates[-1].month) == (2022, 2026, 10)


def test_release_ids_are_never_used_twice():
    keys = [release["id"] for release in some()]

    assert len(keys) == len(set(keys))


def test_notices_of_a_story_follow_one_another():
    for told in stories(some(sample=True)).values():
        dates = [datetime.fromisoformat(release["date"]) for release in told]

        assert dates == sorted(set(dates))


def test_benchmark_has_thirteen_notices_for_ten_processes():
    assert 1.2 <= len(some()) / 2_000 <= 1.4


def test_demonstration_has_stories_of_several_notices():
    lengths = Counter(map(len, stories(some(300, 1, True)).values()))

    assert sum(lengths[number] for number in (3, 4, 5)) >= 20
    assert lengths[5] >= 1


# The shapes


def test_shapes_mix():
    finder = share(stories(some()), lambda ocid: ocid.startswith(PREFIXES[0]))

    assert 0.5 <= finder <= 0.6
    assert all(release["ocid"].startswith(PREFIXES) for release in some())


def test_find_a_tender_begins_with_the_act():
    newer = [release for release in some() if release["ocid"].startswith(PREFIXES[1])]

    assert min(release["date"] for release in newer) >= "2025-02-24"
    assert {release["tender"]["legalBasis"]["id"] for release in newer} == {"2023/54"}


def test_contracts_finder_mostly_awards():
    tags = [release["tag"] for release in some() if release["ocid"].startswith(PREFIXES[0])]

    assert 0.6 <= share(tags, lambda tag: tag == ["award"]) <= 0.75
    assert {tag for [tag] in tags} == {
        "award", "awardUpdate", "planning", "tender", "tenderAmendment",
    }  # fmt: skip


def test_each_notice_type_stands_in_its_section():
    sections = defaultdict(set)
    for release in some(6_000):
        for section, document in documents(release):
            sections[document.get("noticeType")].add(section)
    del sections[None]

    assert dict(sections) == {
        "UK1": {"planning"}, "UK2": {"planning"}, "UK3": {"planning"}, "UK4": {"tender"},
        "UK5": {"awards"}, "UK6": {"awards"}, "UK7": {"contracts"}, "UK9": {"contracts"},
        "UK10": {"contracts"}, "UK11": {"contracts"}, "UK12": {"tender"}, "UK13": {"tender"},
        "UK14": {"tender"}, "UK15": {"tender"}, "UK16": {"tender"},
    }  # fmt: skip


def test_change_is_a_delta():
    changes = [release for release in some() if release["tag"] == ["contractAmendment"]]

    assert changes
    for release in changes:
        assert "awards" not in release
        assert [change["id"] for change in release["contracts"][0]["amendments"]] == [release["id"]]


def test_some_awards_are_shared_with_one_value():
    awards = [
        award
        for release in some(sample=True)
        if release["ocid"].startswith(PREFIXES[0])
        for award in release.get("awards", [])
    ]

    shared = share(awards, lambda award: len(award["suppliers"]) > 1)

    assert 0.02 <= shared <= 0.08
    assert max(len(award["suppliers"]) for award in awards) <= 35
    assert all("value" in award for award in awards)


@pytest.mark.parametrize("key", ["ocid", "id", "date", "tag", "parties", "tender", "language"])
def test_release_has_what_every_release_has(key):
    assert [release["id"] for release in some() if not release.get(key)] == []


def test_parties_that_are_named_are_there():
    for release in some():
        parties = {party["id"]: party["name"] for party in release["parties"]}
        named = [release["buyer"]] if "buyer" in release else []
        for award in release.get("awards", []):
            named += award.get("suppliers", [])

        assert {party["id"]: party["name"] for party in named}.items() <= parties.items()
        assert len(parties) == len(release["parties"])


# Invented


def test_company_numbers_begin_with_99():
    numbers = [part["id"] for part in walk(some()) if part.get("scheme") == "GB-COH"]

    assert len(numbers) > 500
    assert all(re.fullmatch(r"99\d{6}", number) for number in numbers)


def test_numbers_of_the_central_platform_begin_with_z():
    numbers = [part["id"] for part in walk(some()) if part.get("scheme") == "GB-PPON"]

    assert len(numbers) > 500
    assert all(re.fullmatch(r"ZZ[A-Z]{2}-\d{4}-[A-Z]{4}", number) for number in numbers)


def test_company_number_stays_with_its_name():
    names = defaultdict(set)
    for release in some():
        for party in release["parties"]:
            if party["id"].startswith("GB-COH-"):
                names[party["id"]].add(party["name"].lower().replace("limited", "ltd"))

    assert {len(spellings) for spellings in names.values()} == {1}


def test_vendors_are_written_in_more_than_one_way():
    names = defaultdict(set)
    for release in some():
        for party in release["parties"]:
            names[party["id"]].add(party["name"])

    assert sum(len(spellings) > 1 for spellings in names.values()) > 10


def test_addresses_lead_nowhere():
    texts = json.dumps(some())
    hosts = set(re.findall(r"https?://([^/\"]+)", texts))

    assert {host for host in hosts if not host.endswith("example.org")} == {
        "www.legislation.gov.uk"
    }
    assert set(re.findall(r"@([^\"]+)", texts)) == {"example.org"}
    assert not PERSONAL.search(texts)


# Money, words, size


def test_amounts_have_at_most_two_decimals():
    amounts = [
        part[key] for part in walk(some()) for key in ("amount", "amountGross") if key in part
    ]

    assert all(Decimal(str(amount)).as_tuple().exponent >= -2 for amount in amounts)
    assert {0, 0.01} <= set(amounts)
    assert max(amounts) > 20_000_000


def test_few_currencies_are_foreign():
    currencies = [part["currency"] for part in walk(some()) if "currency" in part]

    assert set(currencies) == {"GBP", "EUR", "USD"}
    assert 0.003 <= share(currencies, lambda currency: currency != "GBP") <= 0.03


def test_some_contracts_have_no_value():
    contracts = [contract for release in some() for contract in release.get("contracts", [])]

    assert 0.02 <= share(contracts, lambda contract: "value" not in contract) <= 0.3


def test_descriptions_have_thirty_to_a_hundred_and_twenty_words():
    lengths = [
        len(release["tender"]["description"].split())
        for release in some()
        if "description" in release["tender"]
    ]

    assert min(lengths) >= 20
    assert max(lengths) <= 125
    assert 40 <= sum(lengths) / len(lengths) <= 90


def test_words_are_many():
    words = Counter()
    for release in some(6_000):
        words.update(re.findall(r"[a-z-]+", release["tender"].get("description", "").lower()))

    assert len(words) > 2_000


def test_titles_vary():
    titles = {release["tender"]["title"] for release in some(300, 1, True)}

    assert len(titles) > 280


def test_mean_size_is_that_of_the_sources():
    sizes = [len(line.encode()) for line in lines(2_000, 1, False).splitlines()]

    assert 2_300 <= sum(sizes) / len(sizes) <= 4_000


def test_notices_are_not_held_in_memory():
    tracemalloc.start()

    number = sum(1 for _ in notices(20_000, sample=False))

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert number > 24_000  # held all at once, they would take some 250 MB
    assert peak < 15_000_000


# Files


def test_package_says_that_it_is_invented():
    made = package(notices(5), uri="https://example.org/five.json")

    assert made["publisher"] == {"name": "Invented for demonstration"}
    assert made["uri"] == "https://example.org/five.json"
    assert made["releases"] == list(notices(5))


@pytest.mark.parametrize("count", [0, 1, 20])
def test_package_is_written_release_by_release(count):
    file = io.StringIO()

    number = write_package(file, notices(count))

    assert json.loads(file.getvalue()) == package(notices(count))
    assert number == len(list(notices(count)))
    assert file.getvalue().count("\n") == max(number, 1) + 2


def test_lines_are_one_release_each():
    assert [json.loads(line) for line in lines(20, 1).splitlines()] == list(notices(20))


@pytest.mark.parametrize("name", ["made.json", "made.json.gz"])
def test_generate_writes_a_file(tmp_path, name):
    out = tmp_path / name

    done = subprocess.run(
        [sys.executable, "benchmarks/generate.py", "30", out, "--seed", "2"],
        cwd=settings.BASE_DIR, check=True, capture_output=True, text=True,
    )  # fmt: skip

    assert out.stat().st_size > 5_000
    assert " of 30 contracts, " in done.stdout


# The standard


@pytest.mark.skipif(not SCHEMA.exists(), reason="the samples of OCDS are not here")
def test_release_fits_the_schema():
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))

    assert [fault for release in some(400, 5) for fault in faults(release, schema, schema)] == []


@pytest.mark.skipif(not SCHEMA.exists(), reason="the samples of OCDS are not here")
@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"date": 3}, "/date: int is not string"),
        ({"tag": ["decided"]}, "/tag: decided is no code"),
        ({"parties": [{"name": 1}]}, "/parties/name: int is not ['string', 'null']"),
        ({"tender": {}}, "/tender: no id"),
        ({"id": ""}, "/id: empty"),
    ],
)
def test_faults_are_found(change, found):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))

    assert faults(some(400, 5)[0] | change, schema, schema) == [found]


def faults(node, rule, schema, path=""):
    """Give where a node breaks a rule of the release schema: types, needs, codes, patterns."""
    while "$ref" in rule:
        rule = schema["definitions"][rule["$ref"].rsplit("/", 1)[1]]
    kinds = rule.get("type", [])
    if kinds and not any(isinstance(node, KINDS[kind]) for kind in listed(kinds)):
        return [f"{path}: {type(node).__name__} is not {kinds}"]
    return [*faults_here(node, rule, path), *faults_inside(node, rule, schema, path)]


def faults_here(node, rule, path):
    needs = [key for key in rule.get("required", []) if key not in node]
    found = [f"{path}: no {key}" for key in needs]
    if "enum" in rule and node not in rule["enum"]:
        found.append(f"{path}: {node} is no code")
    if isinstance(node, list | str) and len(node) < max(
        rule.get("minItems", 0), rule.get("minLength", 0)
    ):
        found.append(f"{path}: empty")
    return found


def faults_inside(node, rule, schema, path):
    found = []
    if isinstance(node, dict):
        for key in node.keys() & rule.get("properties", {}).keys():
            found += faults(node[key], rule["properties"][key], schema, f"{path}/{key}")
    if isinstance(node, list):
        for part in node:
            found += faults(part, rule.get("items", {}), schema, path)
    return found


def listed(kinds):
    return kinds if isinstance(kinds, list) else [kinds]


KINDS = {
    "object": dict, "array": list, "string": str, "integer": int, "number": (int, float),
    "boolean": bool, "null": type(None),
}  # fmt: skip
