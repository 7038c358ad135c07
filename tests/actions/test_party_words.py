"""Contracts are found by every name and number of their parties, whenever these came to be known."""

import pytest
from django.db import connection

from procurement import actions
from procurement.actions.public_rows import touched
from procurement.models import PublicContract, PublicIntervention, PublicParty, Stakeholder
from procurement.search import disagreeing, match
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    vendor = make.make_vendor(name="Fenwick Systems")
    make.make_register_contract(vendors=[vendor], title="Roads")
    make.make_register_contract(vendors=[make.make_vendor(name="Other")], title="Bridges")
    return PublicContract.objects.get(title="Roads")


def found(text):
    return [one.title for one in match(PublicContract.objects.all(), text)]


def gain(contract, **columns):
    """Let its vendor go by more, and write what contracts are found by of it."""
    vendor = contract.vendors.get()
    PublicParty.objects.filter(pk=vendor.pk).update(**columns)
    actions.write_party_words(touched([vendor.pk]))


def test_names_and_numbers_come_to_the_contracts_that_name_the_party(contract):
    numbers = [{"scheme": "GB-COH", "value": "01234567"}]
    gain(contract, aliases=["Fenwick & Sons"], identifiers=numbers)

    assert found('"fenwick sons"') == ["Roads"]
    assert found("GB-COH-01234567") == ["Roads"]
    assert disagreeing(connection) == []


def test_what_no_party_bears_any_more_is_not_found(contract):
    gain(contract, aliases=["Fenwick & Sons"])

    gain(contract, aliases=[])

    assert found("sons") == []
    assert found("fenwick") == ["Roads"]


def rows_written():
    """How many rows this transaction has written so far."""
    if connection.vendor == "sqlite":
        return connection.connection.total_changes
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(n_tup_upd) FROM pg_stat_xact_user_tables")
        return cursor.fetchone()[0]


def test_rows_that_have_the_words_are_left_alone(contract):
    before = rows_written()

    actions.write_party_words([contract.pk])

    assert rows_written() == before


def test_what_is_gained_is_written_as_if_it_had_always_been_there(contract):
    gain(contract, aliases=["Sons"])
    gain(contract, aliases=["Sons", "Fenwick & Sons", "Fenwick"])

    now = PublicContract.objects.get(pk=contract.pk).party_words
    actions.rewrite([contract.pk])
    assert PublicContract.objects.get(pk=contract.pk).party_words == now


def test_a_stakeholder_is_found_by_its_other_names_in_what_it_did():
    make.publish(make.make_ready_contract(stakeholder=make.make_stakeholder(name="Mayor")))
    mayors = PublicParty.objects.filter(kind="stakeholder")
    mayors.update(aliases=["Town Hall"], identifiers=[{"scheme": "GB-LAE", "value": "NMC"}])

    actions.rewrite(touched(mayors.values_list("pk", flat=True)))

    assert match(PublicIntervention.objects.all(), '"town hall" nmc').count() == 1
    assert match(PublicContract.objects.all(), '"town hall" nmc').count() == 1


def test_phrase_does_not_reach_from_the_words_of_a_notice_into_a_name(contract):
    words = contract.words.split(" ~")[0].split()[-1]
    gain(contract, aliases=["Aardvark", "Zebra"])

    assert found("aardvark") == ["Roads"]
    for phrase in (
        f"{words} aardvark",
        f"{contract.title} aardvark",
        "zebra aardvark",
        "aardvark zebra",
    ):
        assert found(f'"{phrase}"') == []


def stale_rows():
    return [kind.name for kind in actions.KINDS for keys in kind.slices() if kind.stale(keys)]


def test_acts_are_found_by_what_their_stakeholder_gains_and_not_by_what_it_loses():
    contracts = []
    for one in ("Kept office", "Quixotic bureau"):
        contracts.append(make.make_ready_contract(stakeholder=make.make_stakeholder(name=one)))
        make.publish(contracts[-1])
    kept, merged = Stakeholder.objects.order_by("pk")
    by = make.make_user()
    actions.merge_parties(kept, merged, by=by, reason="They are one body.")
    assert match(PublicIntervention.objects.all(), "quixotic").count() == 2

    Stakeholder.objects.filter(pk=merged.pk).update(aliases="Windmills", version=9)
    merged = Stakeholder.objects.get(pk=merged.pk)
    actions.publish_shared(merged, by=by, reason="It is called so too.")

    assert match(PublicIntervention.objects.all(), "windmills").count() == 2
    assert stale_rows() == []

    actions.withdraw(contracts[1], by=by, reason="A mistake.")

    assert match(PublicIntervention.objects.all(), "quixotic").count() == 0
    assert stale_rows() == []
