"""One writer: which contracts a party's change touches, what is written anew, and what has to be counted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from procurement import actions
from procurement.actions.public_rows import COLUMNS, columns, facts_of
from procurement.models import (
    Contract,
    PublicContract,
    PublicContractVendor,
    PublicIntervention,
    PublicParty,
    RevisionBody,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


def public(kind, name):
    return PublicParty.objects.get(kind=kind, name=name)


@pytest.fixture
def contracts():
    """{title: key} of two of the register and one that editors keep."""
    vendor, buyer = make.make_vendor(name="Fenwick"), make.make_buyer(name="Eastmoor")
    make.make_register_contract(title="Roads", vendors=[vendor], buyer=buyer)
    make.make_register_contract(title="Bridges", buyer=make.make_buyer(name="Westmoor"))
    mayor = make.make_stakeholder(name="Mayor")
    make.publish(make.make_ready_contract(title="Data", vendors=[vendor], stakeholder=mayor))
    return dict(PublicContract.objects.values_list("title", "pk"))


@pytest.mark.parametrize(
    ("kind", "name", "titles"),
    [
        ("vendor", "Fenwick", ["Data", "Roads"]),
        ("buyer", "Eastmoor", ["Roads"]),
        ("buyer", "Westmoor", ["Bridges"]),
        ("stakeholder", "Mayor", ["Data"]),
    ],
)
def test_a_change_touches_the_contracts_that_name_the_party(contracts, kind, name, titles):
    keys = actions.touched([public(kind, name).pk])

    assert sorted(title for title, key in contracts.items() if key in keys) == titles
    assert actions.touched([]) == set()


def test_columns_are_those_that_are_there(contracts):
    for key, facts in facts_of(contracts.values()).items():
        row = PublicContract.objects.filter(pk=key).values_list(*COLUMNS).get()
        assert dict(zip(COLUMNS, columns(facts), strict=True)) == dict(
            zip(COLUMNS, row, strict=True)
        )


def test_whatever_was_changed_by_hand_is_written_anew(contracts):
    before = {row.pk: row for row in PublicContract.objects.all()}
    PublicContract.objects.update(
        headline="", slug="", party_words="", hold="on_hold", stage="tender"
    )
    PublicContractVendor.objects.update(counted="unknown", value_minor=None)
    PublicIntervention.objects.update(sentence="")

    touched = actions.rewrite(contracts.values())

    for row in PublicContract.objects.all():
        assert {**vars(row), "_state": 0} == {**vars(before[row.pk]), "_state": 0}
    assert PublicContractVendor.objects.filter(counted="alone").exists()
    assert not PublicIntervention.objects.filter(sentence="").exists()
    # What vendors have of a contract is counted anew.
    assert public("vendor", "Fenwick").pk in touched


def test_a_contract_whose_body_was_emptied_stays_as_it_is(contracts):
    RevisionBody.objects.update(text="", salts="")
    before = PublicContract.objects.get(title="Data")

    actions.rewrite(contracts.values())

    assert PublicContract.objects.get(title="Data").words == before.words


def test_publishing_a_changed_title_counts_nothing_anew_and_takes_few_statements(contracts):
    contract = Contract.objects.get(title="Data")
    contract.title = "Data platform"
    contract.save()
    by = make.make_user()

    with CaptureQueriesContext(connection) as captured:
        actions.publish(contract, by=by, reason="It is called so.")

    assert PublicContract.objects.get(title="Data platform").pk == contracts["Data"]
    assert len(captured) <= 40
    assert not [one for one in captured if "COUNT" in one["sql"] or "SUM(" in one["sql"]]
