"""Every change of a working row leaves an entry: how it was and is, whose change it was, what it is part of."""

from functools import partial
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import BooleanField, CharField, DateField, TextField
from django.utils import timezone

from procurement import actions, author
from procurement.management import founding_case
from procurement.models import (
    Buyer,
    Citation,
    Claim,
    Contract,
    Ground,
    Intervention,
    InterventionGround,
)
from procurement.models.history import TRACKED, UNSEEN, recorded
from procurement.models.versions import key_of, touch
from tests.factories import (
    make_buyer,
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


def told(row):
    """(how, whose, title or name) of the entries of a row, the oldest first."""
    entries = row.history.order_by("history_id")
    column = "title" if hasattr(row, "title") else "name"
    return [(one.history_type, one.who, getattr(one, column)) for one in entries]


def test_a_save_and_a_deletion_leave_an_entry(ann):
    with author.editing(ann):
        buyer = make_buyer(name="Northmarch Council")
        buyer.name = "Northmarch City Council"
        buyer.save()
        pk = buyer.pk
        buyer.delete()

    entries = Buyer.history.filter(id=pk).order_by("history_id")
    assert [(one.history_type, one.name) for one in entries] == [
        ("+", "Northmarch Council"), ("~", "Northmarch City Council"), ("-", "Northmarch City Council"),
    ]  # fmt: skip
    assert {(one.subject, one.history_user, one.who) for one in entries} == {
        (f"buyer-{pk}", ann, "ann")
    }
    assert len({one.edit for one in entries}) == 1


def test_what_changes_nothing_leaves_none():
    contract = make_contract()
    before = contract.history.count()

    contract.save()
    touch(contract)
    Contract.objects.filter(pk=contract.pk).update(published_version=3)
    contract.refresh_from_db()
    contract.save()

    assert contract.history.count() == before


def test_a_part_says_whose_history_and_statement_it_is_part_of():
    contract = make_contract()
    claim, act = make_claim(contract=contract), make_intervention(contract=contract)
    ground = make_ground_link(intervention=act)
    vendor = make_vendor()
    rows = {
        contract: "heading", make_citation(contract=contract): "heading", claim: key_of(claim),
        make_citation(claim=claim): key_of(claim), act: key_of(act), ground: key_of(act),
        make_citation(intervention=act): key_of(act), make_citation(ground=ground): key_of(act),
    }  # fmt: skip

    for row, statement in rows.items():
        places = set(row.history.values_list("subject", "statement"))
        assert places == {(f"contract-{contract.pk}", statement)}
    number = make_identifier(vendor=vendor)
    assert number.history.get().subject == f"vendor-{vendor.pk}"


def test_links_are_part_of_a_row():
    contract, act = make_contract(), make_intervention()
    vendors = [make_vendor(name=name) for name in ("Fenwick", "Holt")]
    actors = [make_stakeholder(name=name) for name in ("Mayor", "Committee")]

    contract.vendors.set(vendors)
    contract.vendors.remove(vendors[0])
    act.set_actors(actors)
    act.set_actors(actors[::-1])
    act.set_actors(actors[::-1])

    def links(row):
        return list(row.history.order_by("history_id").values_list("links", flat=True))

    keys = [one.pk for one in vendors], [one.pk for one in actors]
    assert links(contract)[-2:] == [keys[0], keys[0][1:]]
    assert links(act)[-2:] == [keys[1], keys[1][::-1]]


def test_deleting_a_contract_enters_all_that_goes_with_it(ann):
    contract = make_contract()
    claim, act = make_claim(contract=contract), make_intervention(contract=contract)
    make_citation(ground=make_ground_link(intervention=act))
    make_citation(claim=claim)

    with author.editing(ann):
        contract.delete()

    gone = {model.__name__: model.history.filter(history_type="-") for model in TRACKED}
    counted = {name: rows.count() for name, rows in gone.items() if rows.exists()}
    assert counted == {
        "Contract": 1, "Claim": 1, "Intervention": 1, "InterventionGround": 1, "Citation": 2,
    }  # fmt: skip
    assert {one.who for rows in gone.values() for one in rows} == {"ann"}
    assert gone["Intervention"].get().links


def test_an_earlier_act_that_is_deleted_is_entered_where_it_was_named():
    earlier = make_intervention()
    later = make_intervention(contract=earlier.contract, related=earlier, relation="lifts")

    earlier.delete()

    assert later.history.first().related_id is None


def test_what_was_written_in_bulk_is_nobodys(ann):
    buyer = make_buyer(name="First")
    Buyer.objects.filter(pk=buyer.pk).update(name="Renamed by a notice")
    unseen, *_ = Buyer.objects.bulk_create([Buyer(name="Imported")])
    buyer.refresh_from_db()

    with author.editing(ann):
        for row in (buyer, unseen):
            row.aliases = "Another name"
            row.save()

    assert told(buyer) == [
        ("+", "", "First"), ("~", "", "Renamed by a notice"), ("~", "ann", "Renamed by a notice"),
    ]  # fmt: skip
    assert told(unseen) == [("+", "", "Imported"), ("~", "ann", "Imported")]
    assert buyer.history.filter(history_change_reason=UNSEEN).count() == 1


def test_only_the_columns_that_were_saved_are_entered():
    claim = make_claim()
    stale = Claim.objects.get(pk=claim.pk)
    claim.notes = "Somebody else's"
    claim.save()

    stale.rank = "preferred"
    stale.save(update_fields=["rank"])

    newest = claim.history.first()
    assert (newest.rank, newest.notes) == ("preferred", "Somebody else's")


def test_bulk_changes_are_entered_within_recorded(ann):
    claims = [make_claim() for _ in range(3)]
    rows = Claim.objects.filter(pk__in=[one.pk for one in claims[:2]])

    with recorded(rows, by=ann, reason="All at once."):
        rows.update(ready=True)

    newest = [one.history.first() for one in claims]
    assert [one.history_change_reason for one in newest] == ["All at once."] * 2 + [""]
    assert newest[0].edit == newest[1].edit != newest[2].edit


def test_who_saved_a_statement_last_is_who_the_history_says(ann):
    ben = make_user(username="ben")
    act = make_intervention()
    ground = make_ground_link(intervention=act)
    statements = [act.contract, make_claim(contract=act.contract), act]
    parts = [
        lambda: make_citation(contract=act.contract),
        lambda: make_citation(claim=statements[1]),
        lambda: make_citation(ground=ground),
        lambda: ground.delete(),
        lambda: Intervention.objects.get(pk=act.pk).set_actors([make_stakeholder(name="Panel")]),
    ]

    for number, write in enumerate(parts):
        with author.editing((ann, ben)[number % 2]):
            write()
        for statement in statements:
            statement.refresh_from_db()
            models = (type(statement), Citation, InterventionGround)
            at = {"subject": f"contract-{act.contract_id}", "statement": key_of(statement)}
            entries = [model.history.filter(**at).first() for model in models]
            newest = max(filter(None, entries), key=lambda one: one.history_date)
            assert statement.saved_by == newest.history_user


def test_a_renamed_account_and_a_closed_one_keep_the_name_of_then(ann):
    with author.editing(ann):
        source = make_source()
    ann.username, ann.is_active = "anna", False
    ann.save()

    entry = source.history.get()
    assert (entry.who, entry.history_user.username) == ("ann", "anna")


def test_the_founding_case_is_the_demonstrations():
    founding_case.load()

    assert {one.who for model in TRACKED for one in model.history.all()} == {"demonstration"}


def test_what_is_entered_as_a_whole_is_whose_it_is(ann):
    whole = {
        "title": "Records",
        "citations": [{"source": 1}],
        "sources": [{"number": 1, "title": "Report"}],
    }
    actions.enter(whole, by=ann, reason="First.")

    assert {one.who for model in TRACKED for one in model.history.all()} == {"ann"}


def refused(write):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        write()
    return str(caught.value).splitlines()[0]


@pytest.fixture
def entries():
    """Give the newest entry of each kind, of rows that are real."""
    contract = make_ready_contract()
    make_identifier(buyer=contract.buyer)
    make_citation(ground=make_ground_link(contract.interventions.get()))
    ground = Ground.objects.first()
    ground.name = "Another name"
    ground.save()
    found = [model.history.latest("history_id") for model in TRACKED]
    assert len(found) == len(TRACKED)
    return found


def test_an_entry_is_neither_changed_nor_deleted(entries):
    """Not by any column of any kind: who, when, whose, or what it said."""
    for one in entries:
        rows = type(one).objects.filter(pk=one.pk)
        before = rows.values().get()
        changes = [
            {"who": "other"}, {"history_date": timezone.now()}, {"history_type": "-"},
            {"subject": "contract-9"}, {"statement": "claim-99"}, {"edit": uuid4()},
            {"history_change_reason": "x"}, {"history_user": make_user()}, {"id": 99},
            {"links": [99]}, {"emptied": True, "links": [99]},
        ]  # fmt: skip
        for field in type(one).tracked_fields:
            if not isinstance(field, BooleanField) and field.name != "id":
                value = field.to_python("1999-01-01" if isinstance(field, DateField) else "9")
                changes.append({field.attname: value})
                changes.append({field.attname: value, "emptied": True})
        for change in changes:
            assert "only what it said may be emptied" in refused(partial(rows.update, **change))
        assert "never deleted" in refused(rows.delete)
        assert rows.values().get() == before


def test_an_entry_that_was_emptied_says_nothing_again(entries):
    for one in entries:
        rows = type(one).objects.filter(pk=one.pk)
        key = f"{one.instance_type._meta.model_name}-{one.id}"
        # A ground goes with its act.
        if not rows.get().emptied:
            actions.empty_history(key, reason="The High Court ordered it.")
        assert rows.get().emptied
        text = next(
            field.attname
            for field in type(one).tracked_fields
            if isinstance(field, CharField | TextField) and not field.choices
        )
        for change in ({"emptied": False}, {text: "x"}, {text: "x", "emptied": False}):
            assert "only what it said may be emptied" in refused(partial(rows.update, **change))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="INSERT OR REPLACE is SQLite's")
def test_no_entry_is_replaced(entries):
    for one in entries:
        table = one._meta.db_table

        def write(table=table):
            with connection.cursor() as cursor:
                cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608

        assert refused(write).startswith("UNIQUE constraint failed")
