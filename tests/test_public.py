"""The door: what public surfaces may call."""

import pytest

from procurement import actions, public
from procurement.models import Contract, Intervention, PublicParty, PublicSource, RevisionBody
from tests.factories import (
    INVENTED,
    make_citation,
    make_contract,
    make_ground_link,
    make_ready_contract,
    make_source,
    make_user,
    make_vendor,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    """Give a contract published twice, beside another one and a draft."""
    contract = make_ready_contract()
    publish(contract)
    Contract.objects.filter(pk=contract.pk).update(title="Changed")
    publish(contract, "A better title.")
    publish(
        make_ready_contract(title="Other", vendors=[make_vendor(name="B"), make_vendor(name="A")])
    )
    make_contract(title="Draft")
    return contract


@pytest.mark.parametrize(
    ("public_id", "number", "title"),
    [
        (1, None, "Changed"),
        (1, 1, "Records system for Northmarch"),
        (1, 2, "Changed"),
        (2, None, "Other"),
    ],
)
def test_dossier(contract, public_id, number, title):
    assert public.dossier(public_id, number)["title"] == title


@pytest.mark.parametrize(("public_id", "number"), [(1, 3), (3, None), (0, None)])
def test_dossier_of_what_is_not_public(contract, public_id, number):
    assert public.dossier(public_id, number) is None


def test_emptied_body_is_none_and_its_changes_stand_empty(contract):
    RevisionBody.objects.filter(revision__number=1, revision__contract=contract).update(
        text="", salts=""
    )

    assert public.dossier(1, 1) is None
    assert [entry["revision"].number for entry in public.changes(1)] == [2, 1]
    assert public.changes(1)[1]["changes"] == []


def test_changes_are_told_newest_first(contract):
    newest, first = public.changes(1)

    assert newest["revision"].reason == "A better title."
    assert newest["changes"] == [
        {"what": "Title", "before": "Records system for Northmarch", "after": "Changed"}
    ]
    assert [change for change in first["changes"] if change["before"]] == []


def test_history_of_a_withdrawn_contract_is_not_public(contract):
    assert public.history(1).count() == 2

    actions.withdraw(contract, by=make_user(), reason="A mistake.")

    assert (public.history(1).count(), public.dossier(1)) == (0, None)
    assert public.tombstone("contract", 1).reason == "A mistake."


def test_tombstone_of_what_never_was(contract):
    assert public.tombstone("contract", 1) is None


@pytest.mark.parametrize("rows", [1, 3])
def test_contracts_come_with_buyer_and_vendors(rows, django_assert_num_queries):
    for number in range(rows):
        publish(make_ready_contract(title=str(number)))

    with django_assert_num_queries(1):
        found = public.page(public.Search(public.contracts()), start=0, most=25)
        told = [(row.buyer.name, *row.vendors) for row in found]

    assert len(told) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_interventions_come_with_what_a_row_shows(rows, django_assert_num_queries):
    for number in range(rows):
        publish(make_ready_contract(title=str(number)))

    # interventions with contract; actors; grounds
    with django_assert_num_queries(3):
        told = [
            (act.actors, act.contract.title, *act.grounds.all()) for act in public.interventions()
        ]

    assert len(told) == rows


def test_vendors_stand_by_name(contract):
    assert [vendor.name for vendor in public.contract_row(2).vendors] == ["A", "B"]


@pytest.mark.parametrize(
    ("kind", "count"), [("buyer", 2), ("vendor", 3), ("stakeholder", 2), ("source", 0)]
)
def test_parties_by_kind(contract, kind, count):
    assert public.parties(kind).count() == count


def test_contracts_naming_a_party_or_a_source(contract):
    vendor, source = PublicParty.objects.get(name="A"), PublicSource.objects.get(public_id=1)

    assert [row.title for row in public.contracts_naming(vendor)] == ["Other"]
    assert [row.title for row in public.contracts_naming(source)] == ["Changed"]


def test_drafts_are_not_behind_the_door(contract):
    make_vendor(name="Draft vendor")
    make_source(title="Draft source")

    assert sorted(row.title for row in public.contracts()) == ["Changed", "Other"]
    assert "Draft vendor" not in {row.name for row in public.parties("vendor")}
    assert {row.title for row in public.sources()} == {"Report on the records system"}


def test_data_version_counts_publications_and_not_edits():
    contract = make_ready_contract()
    before = public.data_version()

    publish(contract)

    assert (before, public.data_version()) == (0, 1)


@pytest.fixture
def beside_invented(contract):
    """Give an invented contract, public beside real ones, that shares its vendor with a real one."""
    vendor = make_vendor(name="Shared")
    publish(make_ready_contract(title="Real", vendors=[vendor]))
    invented = make_ready_contract(title="Invented", vendors=[vendor], **INVENTED)
    act = invented.interventions.get()
    make_citation(ground=make_ground_link(act, code="efficiency"))
    publish(invented)
    return invented


def test_the_invented_step_back_from_the_front_page(beside_invented):
    told = public.front(public.record_contents())

    for name in ("held", "latest"):
        assert sorted(row.title for row in told[name]) == ["Changed", "Other", "Real"]
    assert {act.contract.title for act in told["acts"]} == {"Changed", "Other", "Real"}
    counts = [told[f"{name}_count"] for name in ("held", "act", "source")]
    assert [*counts, told["holdings"]["contracts"]] == [3, 3, 3, 3]


def test_the_invented_are_on_the_front_page_while_nothing_else_is():
    publish(make_ready_contract(title="Invented", **INVENTED))

    told = public.front(public.record_contents())

    assert [row.title for row in told["held"]] == ["Invented"]
    counts = [told[f"{name}_count"] for name in ("act", "source")]
    assert [*counts, told["holdings"]["contracts"]] == [1, 1, 1]


def test_grounds_on_offer_are_those_of_real_acts(beside_invented):
    assert public.record_contents().grounds == {}

    act = Intervention.objects.get(contract__title="Real")
    make_citation(ground=make_ground_link(act))
    make_citation(ground=make_ground_link(act, code="accountability"))
    publish(act.contract, "Its grounds.")

    assert list(public.record_contents().grounds) == ["accountability", "data_security"]


def test_party_of_a_real_contract_shows_the_real_ones_alone(beside_invented):
    vendor = PublicParty.objects.get(name="Shared")

    assert (vendor.demonstration, vendor.contract_count) == (False, 1)
    assert [row.title for row in public.contracts_naming(vendor)] == ["Real"]
    assert [act.contract.title for act in public.interventions_of(vendor)] == ["Real"]
    office = PublicParty.objects.get(
        kind="stakeholder", acts__intervention__contract__title="Invented", demonstration=True
    )
    assert [row.title for row in public.contracts_naming(office)] == ["Invented"]


def test_vendors_stand_by_name_the_same_on_both_databases():
    names = ["zeal", "Birch", "alder", "Éclair"]
    publish(make_ready_contract(vendors=[make_vendor(name=name) for name in names]))

    [act] = public.intervention_rows(public.interventions())
    for row in (public.contract_row(1), act):
        told = [vendor.name for vendor in row.vendors]
        assert told == ["alder", "Birch", "Éclair", "zeal"]
