"""The packed notices of the demonstration: true to shape, and never to be taken for real."""

import gzip
import json
import re
from collections import Counter
from functools import cache

import pytest

from procurement.management import sample_register
from tests.ocds.samples import invented

PERSONAL = re.compile(r"\b(Mr|Mrs|Ms|Dr|Sir|Dame)\b")


@cache
def text():
    return gzip.decompress(sample_register.FILE.read_bytes()).decode()


def test_package_says_that_it_is_invented():
    package = json.loads(text())

    assert package["publisher"] == {"name": "Invented for demonstration"}
    assert package["releases"] == invented(509)


def test_package_is_small_and_one_release_to_a_line():
    assert sample_register.FILE.stat().st_size < 300_000
    assert sample_register.FILE.read_bytes()[4:8] == bytes(4)  # no time of packing
    assert [line for line in text().splitlines() if line.count('"ocid"') > 1] == []


def test_each_process_has_an_ocid_that_no_publisher_gives():
    told = Counter(one["ocid"] for one in invented(509))

    assert len(told) == sample_register.CONTRACTS
    assert all(ocid.startswith(("ocds-sample1-", "ocds-sample2-")) for ocid in told)
    assert sorted(Counter(told.values())) == [1, 2, 3, 4, 5]


def test_release_ids_are_never_used_twice():
    assert len({one["id"] for one in invented(509)}) == 509


def test_every_type_of_notice_is_there_but_those_of_markets():
    types = set(re.findall(r'"noticeType":"(UK\d+)"', text()))

    assert types == {f"UK{number}" for number in range(1, 14)} - {"UK8"}


@pytest.mark.parametrize(
    ("scheme", "number"), [("GB-COH", r"99\d{6}"), ("GB-PPON", r"ZZ[A-Z]{2}-\d{4}-[A-Z]{4}")]
)
def test_numbers_are_such_as_no_register_gives(scheme, number):
    found = re.findall(rf'"id":"{scheme}-([^"]+)"', text())

    assert len(found) > 100
    assert [one for one in found if not re.fullmatch(number, one)] == []


def test_addresses_lead_nowhere_and_nobody_is_named():
    hosts = set(re.findall(r"https?://([^/\"]+)", text()))

    assert {host for host in hosts if not host.endswith("example.org")} == {
        "creativecommons.org", "www.legislation.gov.uk",
    }  # fmt: skip
    assert set(re.findall(r"@([^\"]+)", text())) == {"example.org"}
    assert not PERSONAL.search(text())
