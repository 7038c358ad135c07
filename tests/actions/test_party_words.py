"""Contracts are found by every name and number of their parties, whenever these came to be known."""

import pytest
from django.db import connection

from procurement import actions
from procurement.actions import party_words
from procurement.models import PublicContract, PublicIntervention, PublicParty
from procurement.search import disagreeing, fold, indexed, match, with_stems
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
    PublicParty.objects.filter(pk=contract.vendors.get().pk).update(unspread=True, **columns)
    return [pk for part in actions.unspread() for pk in part]


@pytest.mark.parametrize(
    "found", [[], ["platforms"], ["acme holdings", "acme", "new data platforms"]]
)
@pytest.mark.parametrize("text", ["Data platforms", "Data", "New data platforms for contracts"])
def test_pieces_stand_after_the_words_with_the_stems_of_all(text, found):
    whole = party_words.with_pieces(fold(text), found)

    assert party_words.with_pieces(indexed(text), found) == whole
    assert party_words.with_pieces(whole, found) == whole
    assert with_stems(whole) == whole
    assert whole.startswith(fold(text)) and all(piece in whole for piece in found)


def test_spread_adds_names_and_numbers_to_the_contracts_that_name_the_party(contract):
    parties = gain(
        contract,
        aliases=["Fenwick & Sons"],
        identifiers=[{"scheme": "GB-COH", "value": "01234567"}],
    )

    actions.spread(parties)

    assert found('"fenwick sons"') == ["Roads"]
    assert found("GB-COH-01234567") == ["Roads"]
    assert disagreeing(connection) == []
    assert list(actions.unspread()) == []


def test_spread_takes_out_what_no_party_bears_any_more(contract):
    actions.spread(gain(contract, aliases=["Fenwick & Sons"]))

    actions.spread(gain(contract, aliases=[]))

    assert found("sons") == []
    assert found("fenwick") == ["Roads"]


def rows_written():
    """How many rows this transaction has written so far."""
    if connection.vendor == "sqlite":
        return connection.connection.total_changes
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(n_tup_upd) FROM pg_stat_xact_user_tables")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("gained", [True, False])
def test_spread_leaves_rows_alone_that_have_the_words(contract, gained):
    parties = [contract.vendors.get().pk]
    actions.spread(parties)
    before = rows_written()

    actions.spread(parties, gained=gained)

    assert rows_written() == before


def test_what_a_party_gains_is_written_once_and_as_if_it_had_always_been_there(contract):
    actions.spread(gain(contract, aliases=["Sons"]), gained=True)
    assert " ~ sons" in PublicContract.objects.get(pk=contract.pk).words

    actions.spread(gain(contract, aliases=["Sons", "Fenwick & Sons", "Fenwick"]), gained=True)

    words = PublicContract.objects.get(pk=contract.pk).words
    assert words.count("fenwick sons") == 1
    assert " ~ sons" not in words and " ~ fenwick ~" not in words
    actions.spread([contract.vendors.get().pk])
    assert PublicContract.objects.get(pk=contract.pk).words == words


def test_spread_reaches_the_acts_of_a_stakeholder():
    make.publish(make.make_ready_contract(stakeholder=make.make_stakeholder(name="Mayor")))
    mayors = PublicParty.objects.filter(kind="stakeholder")
    mayors.update(aliases=["Town Hall"], identifiers=[{"scheme": "GB-LAE", "value": "NMC"}])

    actions.spread(mayors.values_list("pk", flat=True))

    assert match(PublicIntervention.objects.all(), '"town hall" nmc').count() == 1
    assert match(PublicContract.objects.all(), '"town hall" nmc').count() == 1


def test_phrase_does_not_reach_from_the_words_of_a_notice_into_a_name(contract):
    words = contract.words.split(" ~")[0].split()[-1]
    actions.spread(gain(contract, aliases=["Aardvark"]))

    assert found("aardvark") == ["Roads"]
    assert found(f'"{words} aardvark"') == []
