"""Every file of the samples gives what an independent program counted in it."""

import json
from collections import Counter
from decimal import Decimal

import pytest
from django.db.models import Exists, OuterRef

from procurement.models import (
    Agreement,
    Award,
    AwardVendor,
    Buyer,
    Contract,
    ImportProblem,
    Notice,
    PublicContract,
    PublicContractVendor,
    Vendor,
)
from procurement.money import CURRENCIES
from procurement.ocds.importing import import_files

from .samples import SAMPLES, expected, needs_samples, releases_of

pytestmark = [pytest.mark.django_db, needs_samples]
EXPECTED = expected()
# A vendor that one award lists nine times, once for each lot, has one link to it (docs/decisions/0015).
REPEATS = {"uk/contracts_finder_legacy/cf_legacy_packages_a.jsonl": 781 - 685}
TAKEN = [name for name, one in EXPECTED.items() if one["kind"] == "ocds"]
REFUSED = [name for name in EXPECTED if name not in TAKEN]


def decided():
    """Agreements with an amount, and awards with one that no such agreement points to: {currency: sum}."""
    told = Agreement.objects.filter(award=OuterRef("pk"), value_minor__isnull=False)
    awards = Award.objects.filter(~Exists(told))
    sums = Counter()
    for rows in (Agreement.objects.all(), awards):
        for minor, currency in rows.filter(value_minor__isnull=False).values_list(
            "value_minor", "currency"
        ):
            sums[currency] += Decimal(minor).scaleb(-CURRENCIES[currency])
    return sums


def counts():
    return {
        "ocids": Contract.objects.count(),
        "awards": Award.objects.count(),
        "agreements": Agreement.objects.count(),
        "links": AwardVendor.objects.count(),
        "buyers": Contract.objects.filter(buyer__isnull=False)
        .order_by()
        .values("buyer")
        .distinct()
        .count(),
        "vendors": AwardVendor.objects.values("vendor").distinct().count(),
        "value": {code: value for code, value in decided().items() if value},
    }


def told(name):
    one = EXPECTED[name]
    compiled = one["compiled"]
    value = {code: Decimal(text) for code, text in compiled["value"]["decision"].items()}
    return {
        "ocids": one["distinct_ocids"],
        "awards": compiled["awards"],
        "agreements": compiled["contracts"],
        "links": compiled["award-supplier links"] - REPEATS.get(name, 0),
        "buyers": compiled["buyers"]["by_rule"],
        "vendors": compiled["suppliers"]["by_rule"],
        "value": {code: amount for code, amount in value.items() if amount},
    }


@pytest.mark.parametrize("name", TAKEN)
def test_file_gives_what_was_counted_in_it(name):
    report = import_files([str(SAMPLES / name)])

    assert counts() == told(name)
    assert (report.refused, report.rejected) == ([], 0)
    assert report.releases == len(releases_of(name))
    assert report.created == EXPECTED[name]["distinct_ocids"]
    assert report.created + report.updated == Notice.objects.count()
    assert PublicContract.objects.count() == Contract.objects.count()


@pytest.mark.parametrize("name", TAKEN)
def test_file_again_changes_nothing(name):
    first = import_files([str(SAMPLES / name)])

    again = import_files([str(SAMPLES / name)])

    assert (again.created, again.updated, again.unchanged) == (0, 0, first.releases)


@pytest.mark.parametrize("name", REFUSED)
def test_file_that_is_not_ocds_leaves_nothing_behind(name):
    report = import_files([str(SAMPLES / name)])

    assert len(report.refused) == 1
    assert [model._default_manager.count() for model in (Contract, Notice, Buyer, Vendor)] == [
        0,
        0,
        0,
        0,
    ]
    assert ImportProblem.objects.get().kind == "refused"


@pytest.mark.parametrize("name", TAKEN)
def test_no_contact_point_is_kept(name):
    import_files([str(SAMPLES / name)])

    keys = {key for notice in Notice.objects.all() for key in _keys(json.loads(notice.release))}
    assert keys & {"contactPoint", "additionalContactPoints", "telephone", "email"} == set()


def _keys(value):
    if isinstance(value, dict):
        yield from value
    for one in value.values() if isinstance(value, dict) else value:
        if isinstance(one, dict | list):
            yield from _keys(one)


def test_one_award_is_worth_what_its_update_says():
    import_files([str(SAMPLES / "uk/contracts_finder/cf_search_page_2024-11-05.json")])

    award = Award.objects.get(contract__ocid__startswith="ocds-b5fd17-c2228e07-")
    assert (award.value_minor, award.currency) == (20_550_00, "GBP")


def test_one_value_for_many_suppliers_is_no_ones_alone():
    import_files([str(SAMPLES / "uk/contracts_finder/cf_search_page_2024-11-05.json")])

    contract = PublicContract.objects.get(ocid__startswith="ocds-b5fd17-0449c3b0-")
    links = PublicContractVendor.objects.filter(contract=contract)
    assert contract.value_minor == 22_416_400_00
    assert {(link.counted, link.value_minor, link.shared_with) for link in links} == {
        ("shared", None, 33)
    }
    assert len(links) == 34
