"""The public rows are right when an import ends: as a publication would write them."""

import random
from collections import Counter, defaultdict

import pytest
from django.db import connection

from procurement import actions, worth
from procurement.models import (
    Contract,
    PublicContract,
    PublicContractBuyer,
    PublicContractVendor,
    PublicParty,
    PublicSum,
    Vendor,
)
from procurement.models.party import LACKING
from procurement.ocds.importing import import_files
from procurement.search import disagreeing, fold, match
from tests.factories import make_user

from .samples import SAMPLES, awarded, expected, invented, needs_samples, party, release
from .state import differences, public_contract, state, undone
from .test_same_rows import NASTY

pytestmark = pytest.mark.django_db
# What differs for good: who keeps it, when it was copied; and words, of which the test below says more.
BY_EDITORS = {"tracked", "revision_hash", "changed_at", "words"}


def assert_as_published(most=20):
    """Track and publish contracts, unchanged: the public rows stay what they were."""
    before, user = state()["public_contracts"], make_user()
    contracts = list(Contract.objects.filter(tracked=False).order_by("ocid"))
    for contract in random.Random(1).sample(contracts, min(most, len(contracts))):  # noqa: S311
        with undone():
            actions.publish(actions.track(contract, by=user), by=user, reason="To compare.")
            row = PublicContract.objects.get(public_id=contract.public_id)
            after = public_contract(row)
        was = before[row.ocid]
        differing = {key for key in was if was[key] != after[key]} - BY_EDITORS
        assert {key: (was[key], after[key]) for key in differing} == {}, row.ocid


def assert_totals_are_right():
    """Count everything that parties add up to anew, row by row."""
    slow = defaultdict(lambda: Counter(contracts=0, shared=0, unknown=0))
    money: dict = defaultdict(Counter)
    beside: dict = defaultdict(list)
    for one in PublicContract.objects.all():
        links = PublicContractVendor.objects.filter(contract=one)
        parts = PublicContractBuyer.objects.filter(contract=one)
        named = {*links.values_list("vendor", flat=True), *parts.values_list("buyer", flat=True)}
        for pk in {one.buyer_id, one.run_by_id, *named} - {None}:
            slow[pk]["contracts"] += 1
        sums = list(PublicSum.objects.filter(contract=one))
        if one.buyer_id and not parts:
            whole = [row for row in sums if row.link_id is None]
            _bought(one, whole, slow, money, beside)
        told = [(link.vendor_id, link, "link_id") for link in links]
        told += [(part.buyer_id, part, "part_id") for part in parts]
        for pk, part, column in told:
            own = [row for row in sums if getattr(row, column) == part.pk]
            beside[pk] += [(row.kind, row.currency, row.minor, 1) for row in own]
            if part.counted == "alone":
                money[pk][part.currency] += part.value_minor
            elif part.counted == "shared":
                slow[pk]["shared"] += 1
            elif part.counted not in ("cancelled", "removed"):
                slow[pk]["unknown"] += not own
    for one in PublicParty.objects.all():
        counted = {
            "contracts": one.contract_count, "shared": one.shared_count, "unknown": one.unknown_count,
        }  # fmt: skip
        assert counted == dict(slow[one.pk]), one.name
        assert one.totals == dict(money[one.pk]), one.name
        assert one.value_minor == money[one.pk].get("GBP"), one.name
        assert one.beside == worth.gathered(beside[one.pk]), one.name


def _bought(one, sums, slow, money, beside):
    if one.value_minor is None:
        slow[one.buyer_id]["unknown"] += not sums
    elif one.value_kind == "decided":
        money[one.buyer_id][one.currency] += one.value_minor
    else:
        beside[one.buyer_id].append((one.value_kind, one.currency, one.value_minor, 1))
    beside[one.buyer_id] += [(row.kind, row.currency, row.minor, 1) for row in sums]


def assert_nothing_is_left_over():
    """No public party that nothing names, no copy without its contract, nothing marked stale."""
    # A buyer of an award that came to nothing is named, and has no contract.
    found = PublicParty.objects.filter(contract_count=0)
    nothing = found.exclude(kind="buyer", mentions__isnull=False)
    assert list(nothing.values_list("name", flat=True)) == []
    copies = PublicContract.objects.values_list("public_id", flat=True)
    assert set(copies) == set(Contract.objects.values_list("public_id", flat=True))
    said = state()["parties"].values()
    assert [one["name"] for one in said if one["stale"]] == []


@needs_samples
@pytest.mark.once
@pytest.mark.parametrize(
    "name", [name for name, one in expected().items() if one["kind"] == "ocds"]
)
def test_copies_of_real_notices_are_as_published(name):
    import_files([str(SAMPLES / name)])

    assert_nothing_is_left_over()
    assert_totals_are_right()
    assert_as_published()


def test_copies_of_invented_notices_are_as_published(importing):
    importing(invented())

    assert_nothing_is_left_over()
    assert_totals_are_right()
    assert_as_published(most=60)


def test_copies_of_nasty_notices_are_as_published(importing):
    for one in NASTY:
        importing([one])

    assert_nothing_is_left_over()
    assert_totals_are_right()
    assert_as_published(most=60)


def test_copies_of_a_notice_without_a_date_are_as_published(importing):
    importing([awarded(date="")])

    assert_as_published()


def test_recount_of_all_changes_nothing(importing):
    importing(invented())
    before = state()["public_parties"]

    actions.recount(PublicParty.objects.values_list("pk", flat=True))

    assert state()["public_parties"] == before


def test_public_rows_that_are_written_anew_are_the_same(importing):
    """From documents, revisions and public parties alone: no notice is read."""
    importing([*invented(), *NASTY])
    user = make_user()
    contract = Contract.objects.filter(tracked=False).order_by("ocid").first()
    actions.publish(actions.track(contract, by=user), by=user, reason="To compare.")
    before = state()["public_contracts"]

    touched = actions.rewrite(PublicContract.objects.values_list("pk", flat=True))

    assert differences(before, state()["public_contracts"]) == []
    assert touched == set()


def test_words_are_those_of_a_publication_and_what_notices_say_beside(importing):
    """Title, names, OCID and awards; the words of a publication hold the same of them, and more."""
    importing(invented(120))

    for one in PublicContract.objects.all():
        names = [party.name for party in (one.buyer, one.run_by, *one.vendors.all()) if party]
        for text in (one.title, one.ocid, *names):
            assert f" {fold(text)} " in f" {one.title_words} {one.party_words} {one.words} "
        numbers = [two["value"] for party in one.vendors.all() for two in party.identifiers]
        for text in numbers:
            assert f" {fold(text)} " in f" {one.party_words} "


def found(text):
    rows = match(PublicContract.objects.all(), text)
    return sorted(rows.values_list("ocid", flat=True))


ACME = "Acme Roads Limited"


@pytest.mark.parametrize(
    "text", ['"highway acme"', '"limited roads acme"', "PQRS-1234-TUVW", f'"{ACME}"']
)
def test_contracts_are_found_by_what_later_notices_say_of_their_parties(importing, text):
    number = "GB-COH-01234567"
    importing([awarded(1, "ocds-test-1", [party(ACME, number)])])
    importing(
        [awarded(2, "ocds-test-2", [party("Highway Acme", number, "GB-PPON-PQRS-1234-TUVW")])]
    )
    importing([awarded(3, "ocds-test-3", [party("Limited Roads Acme", number)])])

    assert found(text) == ["ocds-test-1", "ocds-test-2", "ocds-test-3"]
    assert not Vendor.objects.filter(stale__gt=0).exists()
    assert disagreeing(connection) == []


def test_what_a_killed_import_left_unfound_the_next_finds(importing):
    importing([awarded(1, "ocds-test-1", [party(ACME, "GB-COH-01234567")])])
    PublicParty.objects.filter(name=ACME).update(aliases=["Highway Acme"])
    Vendor.objects.filter(name=ACME).update(stale=LACKING)
    assert found("highway") == []

    importing([release(2, "ocds-test-2")])

    assert found("highway") == ["ocds-test-1"]


def test_contracts_are_found_by_ocid_and_cpv(importing):
    tender = {"title": "Roads", "classification": {"scheme": "CPV", "id": "45233120"}}
    importing([release(1, "ocds-b5fd17-0042", tender=tender), release(2, "ocds-b5fd17-0043")])

    assert found("ocds-b5fd17-0042") == found("45233120") == ["ocds-b5fd17-0042"]


def test_keys_are_right_in_whatever_order_rows_are_written(importing):
    """Rows go in by their last event, which is not the order in which they come."""
    importing([release(number, f"ocds-test-{number}") for number in (3, 1, 2)])
    importing([release(20 - number, f"ocds-test-{number}") for number in (1, 3, 2)])

    told = PublicContract.objects.order_by("recency").values_list("ocid", "last_event_on")
    assert [(ocid, on.day) for ocid, on in told] == [
        ("ocds-test-3", 17),
        ("ocds-test-2", 18),
        ("ocds-test-1", 19),
    ]
    assert all(found(ocid) == [ocid] for ocid, _ in told)
    assert disagreeing(connection) == []
