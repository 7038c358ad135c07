"""Every file of the samples gives what an independent program counted in it."""

import json
from collections import Counter, defaultdict
from decimal import Decimal

import pytest
from django.conf import settings

from procurement.models import (
    Buyer,
    Contract,
    ImportProblem,
    Notice,
    PublicContract,
    PublicContractVendor,
    PublicSum,
    RegisterDocument,
    Vendor,
)
from procurement.money import CURRENCIES
from procurement.ocds.importing import import_files
from procurement.ocds.register import compiled, core, embedded
from procurement.ocds.values import nothing

from .samples import SAMPLES, expected, needs_samples, releases_of

pytestmark = [pytest.mark.django_db, needs_samples]
EXPECTED = expected()
# Where we count otherwise: {file: {what: (how many more, the decision that says what the data means)}}.
OTHERWISE = {
    # A vendor that one award lists nine times, once for each lot, has one link to it.
    "uk/contracts_finder_legacy/cf_legacy_packages_a.jsonl": {
        "links": (685 - 781, "0015-lists-of-suppliers-are-united.md")
    },
    # One award is to “59 suppliers”, which is no vendor.
    "uk/contracts_finder/cf_search_page_2024-11-05.json": {
        "links": (-1, "0048-names-that-name-nobody.md"),
        "vendors": (-1, "0048-names-that-name-nobody.md"),
    },
    # A contract is signed with a supplier that it names itself: there is no award to name it.
    "world/ukraine_prozorro_releases.json": {"vendors": (1, "0041-who-is-who-of-a-contract.md")},
}
# What is stated with tax and not without stands outside: {file: (how much, the decision)}.
WITH_TAX = {
    "world/ukraine_prozorro_releases.json": (
        {"UAH": Decimal("117585.6")},
        "0040-awards-stated-twice.md",
    )
}
TAKEN = [name for name, one in EXPECTED.items() if one["kind"] == "ocds"]
REFUSED = [name for name in EXPECTED if name not in TAKEN]


def documents():
    return [one.body for one in RegisterDocument.objects.all()]


def decided(bodies):
    """Agreements with an amount, and awards with one that no such agreement points to: {currency: sum}."""
    sums: Counter = Counter()
    for body in bodies:
        signed = [one for one in body["agreements"] if "value" in one]
        told = {one.get("award") for one in signed}
        for row in [*signed, *(one for one in body["awards"] if one["id"] not in told)]:
            if "value" in row:
                minor, currency = row["value"]["minor"], row["value"]["currency"]
                sums[currency] += Decimal(minor).scaleb(-CURRENCIES[currency])
    return sums


def counts():
    bodies = documents()
    awards = [(body, award) for body in bodies for award in body["awards"]]
    links = [
        {body["parties"][place]["vendor_id"] for place in award["suppliers"]}
        for body, award in awards
    ]
    return {
        "ocids": Contract.objects.count(),
        "awards": len(awards),
        "agreements": sum(len(body["agreements"]) for body in bodies),
        "links": sum(map(len, links)),
        "buyers": Contract.objects.exclude(buyer=None)
        .order_by()
        .values("buyer")
        .distinct()
        .count(),
        "vendors": len(set().union(*links, *map(beside_awards, bodies))),
        "value": {code: value for code, value in decided(bodies).items() if value},
    }


def beside_awards(body):
    """Those whom no award names: an agreement does, or the role of a party."""
    places = [place for one in body["agreements"] for place in one.get("suppliers", ())]
    return {body["parties"][place]["vendor_id"] for place in (*places, *body.get("by_role", ()))}


# What stands for a decision, counted or not: estimates, and amounts with VAT alone, stand outside.
DECISIONS = (
    "decided",
    "proposed",
    "nominal",
    "ceiling",
    "yearly",
    "cancelled",
    "same_award",
    "corrected",
)


def told_in_public():
    """What public rows add up to of decisions, counted or beside: {currency: sum}."""
    sums: Counter = Counter()
    heads = PublicContract.objects.filter(value_minor__isnull=False)
    rows = [*heads.values_list("value_kind", "currency", "value_minor")]
    rows += PublicSum.objects.of_contracts().values_list("kind", "currency", "minor")
    for kind, currency, minor in rows:
        if kind in DECISIONS:
            sums[currency] += Decimal(minor).scaleb(-CURRENCIES[currency])
    return {code: amount for code, amount in sums.items() if amount}


def told(name):
    one = EXPECTED[name]
    compiled = one["compiled"]
    value = {code: Decimal(text) for code, text in compiled["value"]["decision"].items()}
    found = {
        "ocids": one["distinct_ocids"],
        "awards": compiled["awards"],
        "agreements": compiled["contracts"],
        "links": compiled["award-supplier links"],
        "buyers": compiled["buyers"]["by_rule"],
        "vendors": compiled["suppliers"]["by_rule"],
        "value": {code: amount for code, amount in value.items() if amount},
    }
    for what, (more, _) in OTHERWISE.get(name, {}).items():
        found[what] += more
    return found


def test_what_is_counted_otherwise_rests_on_a_decision():
    for counts_ in (*OTHERWISE.values(), WITH_TAX):
        for _, decision in counts_.values():
            assert (settings.BASE_DIR / "docs/decisions" / decision).exists()


def test_no_award_of_the_samples_has_a_buyer_of_its_own():
    """What docs/decisions/0041 would count otherwise than the program that counted is not in them."""
    for name in TAKEN:
        by_ocid = defaultdict(list)
        for one in releases_of(name):
            by_ocid[one.get("ocid")].append(embedded(one, nothing))
        for ocid, releases in by_ocid.items():
            body = core(compiled(releases), ocid)
            assert not any("buyers" in row for row in (*body["awards"], *body["agreements"]))


@pytest.mark.parametrize("name", TAKEN)
def test_file_gives_what_was_counted_in_it(name):
    report = import_files([str(SAMPLES / name)])

    assert counts() == told(name)
    outside, _ = WITH_TAX.get(name, ({}, ""))
    assert told_in_public() | outside == told(name)["value"]
    assert (report.refused, report.rejected) == ([], 0)
    assert report.releases == len(releases_of(name))
    assert report.created == EXPECTED[name]["distinct_ocids"]
    assert report.created + report.updated == Notice.objects.count()
    assert PublicContract.objects.count() == Contract.objects.count()


@pytest.mark.once
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


@pytest.mark.once
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

    contract = Contract.objects.get(ocid__startswith="ocds-b5fd17-c2228e07-")
    [award] = RegisterDocument.objects.get(public_id=contract.public_id).body["awards"]
    assert award["value"] == {"minor": 20_550_00, "currency": "GBP"}


def test_one_value_for_many_suppliers_is_no_ones_alone():
    import_files([str(SAMPLES / "uk/contracts_finder/cf_search_page_2024-11-05.json")])

    contract = PublicContract.objects.get(ocid__startswith="ocds-b5fd17-0449c3b0-")
    links = PublicContractVendor.objects.filter(contract=contract)
    # Its words say that it is a framework: the most that may be bought, and nobody's.
    assert (contract.value_minor, contract.value_kind) == (22_416_400_00, "ceiling")
    assert {(link.counted, link.value_minor, link.shared_with) for link in links} == {
        ("unknown", None, 33)
    }
    assert len(links) == 34
