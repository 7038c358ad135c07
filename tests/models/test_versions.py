"""No edit is lost: versions of contracts, their parts, parties and sources; the counter."""

import pytest

from procurement.models import Conflict, Contract, Counter, Notice, Source, Vendor
from procurement.models.versions import advance
from tests.factories import (
    make_buyer,
    make_citation,
    make_claim,
    make_contract,
    make_ground_link,
    make_intervention,
    make_ready_contract,
    make_source,
    make_vendor,
    publish,
)

pytestmark = pytest.mark.django_db


def version(contract):
    return Contract.objects.get(pk=contract.pk).version


@pytest.mark.parametrize("make", [make_contract, make_buyer, make_vendor, make_source])
def test_take_moves_a_row_on(make):
    row = make()

    advance(row, base=1)

    assert (row.version, type(row).objects.get().version) == (2, 2)


@pytest.mark.parametrize("make", [make_contract, make_vendor, make_source])
def test_take_refuses_a_stale_base(make):
    row = make()
    advance(row, base=1)

    with pytest.raises(Conflict) as caught:
        advance(row, base=1)

    assert (caught.value.row, type(row).objects.get().version) == (row, 2)


PARTS = {
    "claim": lambda contract: make_claim(contract),
    "intervention": lambda contract: make_intervention(contract),
    "ground": lambda contract: make_ground_link(make_intervention(contract)),
    "citation of the contract": lambda contract: make_citation(contract=contract),
    "citation of a claim": lambda contract: make_citation(claim=make_claim(contract)),
    "citation of an act": lambda contract: make_citation(intervention=make_intervention(contract)),
    "citation of a ground": lambda contract: make_citation(
        ground=make_ground_link(make_intervention(contract))
    ),
}


@pytest.mark.parametrize("part", PARTS)
def test_saving_a_part_makes_a_new_version_of_its_contract_alone(part):
    contract, other = make_contract(), make_contract()
    row = PARTS[part](contract)
    before = version(contract)

    row.save()

    assert (version(contract), version(other)) == (before + 1, 1)


@pytest.mark.parametrize("part", PARTS)
def test_deleting_a_part_makes_a_new_version(part):
    contract = make_contract()
    row = PARTS[part](contract)
    before = version(contract)

    row.delete()

    assert version(contract) == before + 1


def test_moving_a_part_makes_a_new_version_of_both():
    contract, other = make_contract(), make_contract()
    act = make_intervention(contract)
    before = version(contract)

    act.contract = other
    act.save()

    assert (version(contract), version(other)) == (before + 1, 2)


def test_counter_counts_each_name_on():
    given = [Counter.next("contract"), Counter.next("contract"), Counter.next("source")]

    assert given == [1, 2, 1]


@pytest.mark.parametrize(
    ("method", "inside"),
    [
        ("drafts", ["draft"]),
        ("pending", ["pending"]),
        ("withdrawn", ["withdrawn"]),
    ],
)
def test_contracts_by_their_state(method, inside):
    make_contract(title="draft")
    make_contract(title="published", public_id=1, version=2, published_version=2)
    make_contract(title="pending", public_id=2, version=2, published_version=1)
    make_contract(title="withdrawn", public_id=3)

    found = getattr(Contract.objects, method)()

    assert [(contract.title, contract.state) for contract in found] == [(i, i) for i in inside]


def test_published_contract_says_so():
    assert make_contract(public_id=1, published_version=1).state == "published"


@pytest.mark.parametrize(("model", "field"), [(Vendor, "name"), (Source, "title")])
@pytest.mark.parametrize(
    ("method", "inside"),
    [("published", ["gone", "pending", "published"]), ("pending", ["pending"])],
)
def test_shared_rows_by_their_state(model, field, method, inside):
    model.objects.create(**{field: "draft"})
    model.objects.create(**{field: "published"}, public_id=1, published_version=1)
    model.objects.create(**{field: "pending"}, public_id=2, version=2, published_version=1)
    model.objects.create(**{field: "gone"}, public_id=3, version=2)

    assert sorted(getattr(row, field) for row in getattr(model.objects, method)()) == inside


def test_uncited_interventions_have_no_ready_citation():
    contract = make_ready_contract()
    bare = make_intervention(contract)
    make_citation(intervention=bare, ready=False)

    assert list(contract.interventions.uncited()) == [bare]


@pytest.mark.parametrize(("layer", "needs_its_own"), [("stated", False), ("attributed", True)])
def test_uncited_grounds_are_those_that_need_a_citation_of_their_own(layer, needs_its_own):
    act = make_intervention()
    bare = make_ground_link(act, layer=layer)
    make_citation(ground=make_ground_link(act, code="efficiency", layer=layer))

    assert list(act.grounds.uncited()) == ([bare] if needs_its_own else [])


def test_uncited_claims_have_no_ready_citation():
    contract = make_ready_contract()
    bare = make_claim(contract)

    assert list(contract.claims.uncited()) == [bare]


def test_uncited_contracts_have_neither_citation_nor_notice():
    make_ready_contract()
    noticed, bare = make_contract(), make_contract()
    Notice.objects.create(contract=noticed)

    assert list(Contract.objects.uncited()) == [bare]


def test_touch_counts_the_contracts_given():
    contract, other = make_contract(), make_contract()

    Contract.objects.filter(pk=contract.pk).touch()

    assert (version(contract), version(other)) == (2, 1)


def test_with_parties_loads_them_with_the_list(django_assert_num_queries):
    for name in ("A", "B", "C"):
        make_contract(buyer=make_buyer(name=name), vendors=[make_vendor()])

    # contracts with their buyers, vendors
    with django_assert_num_queries(2):
        rows = [(str(row.buyer), *row.vendors.all()) for row in Contract.objects.with_parties()]

    assert len(rows) == 3


def test_saving_a_row_loaded_before_publication_takes_back_nothing():
    contract = make_ready_contract()
    publish(contract)

    contract.title = "Changed"
    contract.save()

    row = Contract.objects.get()
    assert (row.title, row.public_id, row.state) == ("Changed", 1, "published")


def test_publishing_is_no_edit():
    contract = make_ready_contract()
    before = version(contract)
    publish(contract)

    assert version(contract) == before
