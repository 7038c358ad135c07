"""Putting back what working rows said: fields, rows that are gone, rows that have come since."""

import pytest

from procurement import actions, author
from procurement.models import (
    Citation,
    Claim,
    Conflict,
    Contract,
    Intervention,
    InterventionGround,
    PublicContract,
    Revision,
)
from tests.factories import (
    make_citation,
    make_claim,
    make_contract,
    make_ground_link,
    make_identifier,
    make_intervention,
    make_ready_contract,
    make_source,
    make_stakeholder,
    make_user,
    make_vendor,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return make_user(username="ann")


def keys_of(entry):
    return [one.key for one in actions.then(entry).differences]


def put_back(entry, by, *keys, version=None):
    row = actions.then(entry).row
    now = getattr(row, "heading_version", getattr(row, "version", None))
    version = now if version is None else version
    actions.restore(entry, keys or keys_of(entry), by=by, version=version, reason="Put back.")


def test_what_somebody_brought_back_meanwhile_is_refused_in_words(ann, monkeypatch):
    """Looked at before the other was done, it is not there yet: the database alone knows better."""
    claim = make_claim(make_contract())
    pk = claim.pk
    claim.delete()
    entry = Claim.history.get(id=pk, history_type="-")
    looked = Claim.full_clean

    def full_clean(row):
        looked(row)
        if not Claim.objects.filter(pk=pk).exists():
            make_claim(row.contract, pk=pk)

    monkeypatch.setattr(Claim, "full_clean", full_clean)
    with pytest.raises(actions.Refused, match="already exists"):
        put_back(entry, ann)


def test_a_field_is_put_back_and_nothing_public_changes(ann):
    contract = make_ready_contract()
    then = contract.history.first()
    actions.publish(contract, by=ann, reason="First.")
    contract.refresh_from_db()
    contract.title, contract.purpose = "Another", "another thing"
    contract.save()
    public = PublicContract.objects.values().get()

    put_back(then, ann, f"contract-{contract.pk}.title")

    contract.refresh_from_db()
    assert (contract.title, contract.purpose) == (then.title, "another thing")
    assert (contract.saved_by, contract.state) == (ann, "pending")
    newest = contract.history.first()
    assert (newest.who, newest.history_change_reason) == ("ann", "Put back.")
    assert (Revision.objects.count(), PublicContract.objects.values().get()) == (1, public)


def test_a_statement_is_as_it_was_with_all_that_belongs_to_it(ann):
    first, second = (make_stakeholder(name=name) for name in ("Mayor", "Panel"))
    act = make_intervention(
        actors=[first, second], happened_on="2026-05-01", happened_on_precision="month"
    )
    ground = make_ground_link(intervention=act)
    gone = make_citation(ground=ground, quotation="As it stood")
    then = gone.history.get()
    since = make_citation(intervention=act)
    act.refresh_from_db()
    act.happened_on, act.happened_on_precision = None, ""
    act.save()
    act.set_actors([second])
    ground.delete()

    assert keys_of(then) == [
        f"intervention-{act.pk}.happened_on", f"intervention-{act.pk}.links",
        f"interventionground-{ground.pk or then.ground_id}", f"citation-{then.id}", f"citation-{since.pk}",
    ]  # fmt: skip
    put_back(then, ann)

    assert keys_of(then) == []
    act = Intervention.objects.get(pk=act.pk)
    assert (act.happened.show(), act.actors) == ("May 2026", [first, second])
    [citation] = Citation.objects.all()
    assert (citation.pk, citation.quotation) == (then.id, "As it stood")
    assert citation.ground == InterventionGround.objects.get()


def test_what_has_come_since_and_is_public_is_taken_out_when_published(ann):
    claim = make_claim()
    then = claim.history.get()
    citation = make_citation(claim=claim)
    Citation.objects.filter(pk=citation.pk).update(public_id=9)
    claim.refresh_from_db()

    put_back(then, ann)

    citation.refresh_from_db()
    assert (citation.public_id, citation.ready) == (9, False)


def test_a_deleted_draft_comes_back_whole_under_its_key(ann):
    contract = make_contract(vendors=[make_vendor()], demonstration=True)
    later = make_intervention(contract)
    earlier = make_intervention(contract)
    later.related, later.relation = earlier, "lifts"
    later.save()
    make_citation(ground=make_ground_link(intervention=later))
    make_citation(claim=make_claim(contract))
    make_citation(contract=contract)
    models = (Contract, Claim, Intervention, InterventionGround, Citation)
    before = [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in models]
    with author.editing(ann):
        contract.delete()
    deleted = Contract.history.first()

    put_back(deleted, ann)

    assert [
        list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in models
    ] == before
    contract = Contract.objects.get()
    assert (contract.vendors.count(), contract.demonstration, contract.public_id) == (1, True, None)
    assert contract.interventions.get(pk=later.pk).related == earlier
    assert all(act.actors for act in contract.interventions.all())
    with pytest.raises(Conflict):
        actions.restore(deleted, {"x"} | set(keys_of(deleted)), by=ann, version=None, reason="")


def test_a_deleted_claim_comes_back_to_its_contract_alone(ann):
    claim = make_claim()
    make_citation(claim=claim)
    claim.delete()
    deleted = Claim.history.first()
    contract = Contract.objects.get()

    put_back(deleted, ann)

    back = contract.claims.get()
    assert (back.money.minor, back.citations.count()) == (50_000_000_00, 1)
    contract.claims.get().delete()
    contract.delete()
    with pytest.raises(actions.Refused, match="That contract is gone"):
        put_back(deleted, ann)


def test_what_was_merged_or_is_gone_says_so(ann):
    old, new, gone = (make_vendor(name=name) for name in ("Old", "New", "Gone"))
    contract = make_contract(vendors=[old])
    merged = contract.history.first()
    contract.vendors.set([gone])
    without = contract.history.first()
    contract.vendors.set([new])
    actions.merge_parties(new, old, by=ann, reason="One body.")
    gone.delete()

    for entry, said in ((merged, "“Old” was merged into “New” since"), (without, "vendor is gone")):
        with pytest.raises(actions.Refused, match=said):
            put_back(entry, ann)
    assert list(contract.vendors.all()) == [new]


def test_a_fact_that_does_not_fit_is_refused_and_nothing_is_written(ann):
    claim = make_claim()
    then = claim.history.get()
    claim.fact, claim.value_minor, claim.currency, claim.stage = "stage", None, "", "award_proposed"
    claim.save()
    entries = claim.history.count()

    with pytest.raises(actions.Refused, match="State what the fact needs"):
        put_back(then, ann, f"claim-{claim.pk}.fact")

    claim.refresh_from_db()
    assert (claim.fact, claim.history.count()) == ("stage", entries)
    put_back(then, ann)
    assert Claim.objects.get().money.minor == 50_000_000_00


def test_one_claim_about_a_fact_is_preferred_whatever_is_put_back(ann):
    contract, stage = make_contract(), {"fact": "stage", "value_minor": None, "currency": ""}
    claim = make_claim(contract, rank="preferred")
    preferred = claim.history.get()
    claim.rank = "normal"
    claim.save()
    make_claim(contract, rank="preferred", stage="award", **stage).delete()
    deleted = Claim.history.filter(history_type="-").get()
    now = {
        make_claim(contract, rank="preferred"),
        make_claim(contract, rank="preferred", stage="tender", **stage),
    }

    for entry in (preferred, deleted):
        with pytest.raises(actions.Refused, match="make that one normal first"):
            put_back(entry, ann)
    assert set(contract.claims.filter(rank="preferred")) == now


def test_it_is_put_back_on_the_version_that_was_seen(ann):
    claim = make_claim()
    then = claim.history.get()
    claim.notes = "Another note"
    claim.save()
    claim.refresh_from_db()

    with pytest.raises(Conflict):
        put_back(then, ann, version=claim.version - 1)
    put_back(then, ann, version=claim.version)

    assert Claim.objects.get().notes == ""


def test_what_the_register_owns_is_not_put_back(ann):
    contract = make_contract(from_register=True)
    then = contract.history.first()
    Contract.objects.filter(pk=contract.pk).update(title="As a notice has it")

    with pytest.raises(actions.Refused, match="The register owns it"):
        put_back(then, ann)


def test_a_party_has_its_numbers_back(ann):
    vendor = make_vendor()
    number = make_identifier(vendor=vendor)
    then = number.history.get()
    number.delete()

    put_back(then, ann)

    assert vendor.identifiers.get().value == then.value
    source = make_source(title="First")
    then = source.history.get()
    source.title = "Second"
    source.save()
    put_back(then, ann)
    source.refresh_from_db()
    assert (source.title, source.version) == ("First", 2)
