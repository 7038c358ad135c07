"""Revisions stay as they were written: the chain, and the triggers that guard it."""

import json

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from procurement.models import (
    AuditEntry,
    Contract,
    EmptiedLeaf,
    Revision,
    RevisionBody,
    history,
    post_migrate,
    triggers,
)
from procurement.models.leaves import canonical, leaves, sha256
from procurement.models.revision import GENESIS
from tests.factories import make_ready_contract, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    """Give the two revisions of one contract."""
    contract = make_ready_contract()
    first = publish(contract)
    Contract.objects.filter(pk=contract.pk).update(title="Another title")
    return [first, publish(contract, "A better title.")]


@pytest.fixture
def without_triggers():
    triggers.drop(connection)
    yield
    triggers.install(connection)


def refused(write):
    """Give the message of the trigger that refuses a write."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        write()
    return str(caught.value).splitlines()[0]


def test_chain_begins_and_goes_on(chain):
    first, second = chain

    assert (first.number, first.previous_hash) == (1, GENESIS)
    assert (second.number, second.previous_hash) == (2, first.hash)


def test_chains_of_two_contracts_are_apart(chain):
    other = publish(make_ready_contract())

    assert (other.number, other.previous_hash) == (1, GENESIS)


def test_body_is_what_its_hash_says(chain):
    body = chain[0].body

    assert canonical(body.hashes(chain[0].beside())) == chain[0].leaves
    assert sha256(chain[0].leaves) == chain[0].payload_hash
    assert canonical(leaves(body.load())) == body.text


def test_canonical_does_not_depend_on_order():
    assert canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'


@pytest.mark.parametrize(
    "column", ["reason", "role", "hash", "demonstration", "at", "kind", "was_said", "one_person"]
)
def test_revision_is_never_changed(chain, column):
    value = {
        "demonstration": True,
        "one_person": True,
        "kind": "slip",
        "at": "2026-01-01T00:00Z",
    }.get(column, "x")

    write = lambda: Revision.objects.filter(pk=chain[0].pk).update(**{column: value})  # noqa: E731

    assert refused(write) == "a revision is never changed"


def test_body_is_never_deleted(chain):
    bodies = RevisionBody.objects.filter(revision=chain[1])

    assert refused(lambda: bodies.delete()) == "the body of a revision is never deleted"


def test_revision_is_never_deleted(chain):
    def write():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procurement_revision")

    assert refused(write) == "a revision is never deleted"


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "{}"},
        {"text": "", "salts": "", "revision_id": 10**6},
        {"revision_id": 10**6},
        {"text": ""},
        {"salts": ""},
        {"text": "["},
        {"text": '"record"'},
        {"text": lambda said: said | {"record": {"title": "x"}}},
        {"text": lambda said: said | {"claim 99": {"fact": "value"}}},
        {"text": lambda said: said | {"record": canonical(said["record"])}},
        {"text": lambda said: less(said, "claim 1")},
        {"salts": lambda said: less(said, "claim 1")},
        {"text": lambda said: less(said, "claim 1"), "salts": lambda said: less(said, "claim 2")},
        {
            "text": lambda said: less(said, "claim 1"),
            "salts": lambda said: less(said, "claim 1") | {"record": "0" * 32},
        },
    ],
)
def test_body_is_not_changed(chain, fields):
    body = chain[0].body
    fields = {
        name: canonical(how(json.loads(getattr(body, name)))) if callable(how) else how
        for name, how in fields.items()
    }
    write = lambda: RevisionBody.objects.filter(revision=chain[0]).update(**fields)  # noqa: E731

    assert refused(write) == "the body of a revision may only be emptied"


def less(said, *names):
    """Leaves, or their salts, without some."""
    return {name: one for name, one in said.items() if name not in names}


def lose(revision, *names):
    """Take leaves out of a body, past all that records it."""
    body = RevisionBody.objects.get(revision=revision)
    kept = {
        column: canonical(less(json.loads(getattr(body, column)), *names))
        for column in ("text", "salts")
    }
    RevisionBody.objects.filter(pk=body.pk).update(**kept)


def test_a_body_may_lose_leaves_with_their_salts_and_gets_none_back(chain):
    before = chain[0].body.text
    salts = chain[0].body.salts

    lose(chain[0], "claim 1", "follows")
    lose(chain[0], "claim 2")

    bodies = RevisionBody.objects.filter(revision=chain[0])
    assert {"claim 1", "claim 2", "follows"}.isdisjoint(bodies.get().said)
    write = lambda: bodies.update(text=before, salts=salts)  # noqa: E731
    assert refused(write) == "the body of a revision may only be emptied"


def test_broken_finds_a_leaf_that_was_lost_and_not_emptied(chain):
    lose(chain[0], "claim 1", "follows")

    assert Revision.objects.broken() == [chain[0]]
    for name in ("claim 2", "claim 1"):
        assert Revision.objects.broken() == [chain[0]]
        EmptiedLeaf.objects.create(revision=chain[0], name=name, reason="x")
    assert Revision.objects.broken() == []


@pytest.mark.parametrize("write", ["update", "delete"])
def test_what_was_emptied_is_never_changed_or_deleted(chain, write):
    EmptiedLeaf.objects.create(revision=chain[0], name="claim 1", reason="x")
    rows = EmptiedLeaf.objects.filter(name="claim 1")

    do = {"update": lambda: rows.update(reason="y"), "delete": rows.delete}[write]

    assert refused(do) == f"what was emptied, and why, is never {write}d".replace(
        "updated", "changed"
    )


def test_body_can_be_emptied_and_the_chain_holds(chain):
    RevisionBody.objects.filter(revision=chain[0]).update(text="", salts="")

    assert Revision.objects.get(pk=chain[0].pk).body.load() is None
    assert Revision.objects.broken() == []


def test_emptied_body_is_not_filled_again(chain):
    bodies = RevisionBody.objects.filter(revision=chain[0])
    text = bodies.get().text
    bodies.update(text="", salts="")

    assert refused(lambda: bodies.update(text=text)) == "the body of a revision may only be emptied"


def test_sample_revision_can_be_deleted(chain):
    sample = publish(make_ready_contract(demonstration=True))

    RevisionBody.objects.filter(revision=sample).delete()
    Revision.objects.filter(pk=sample.pk).delete()

    assert list(Revision.objects.all()) == chain


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL truncates")
@pytest.mark.parametrize(
    "model", [Revision, RevisionBody, EmptiedLeaf, AuditEntry, Contract.history.model]
)
def test_no_table_that_is_kept_is_emptied_at_once(chain, model):
    def truncate():
        with connection.cursor() as cursor:
            # What is put off to the end of the transaction would be in its way here.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")

    assert refused(truncate) == "what is kept is never emptied"
    assert list(Revision.objects.all()) == chain


def test_dropped_triggers_are_missing_and_put_back(chain):
    assert triggers.missing(connection) == []
    triggers.drop(connection)
    of_history = len(history.TRACKED)
    counted = 13 + 3 * of_history if connection.vendor == "sqlite" else 14 + 3 * of_history
    assert len(triggers.missing(connection)) == counted

    post_migrate.install()

    assert triggers.missing(connection) == []
    assert refused(lambda: Revision.objects.update(reason="x")) == "a revision is never changed"


def test_broken_finds_nothing_in_whole_chains(chain):
    publish(make_ready_contract())

    assert Revision.objects.broken() == []


@pytest.mark.parametrize(
    "fields",
    [
        {"reason": "x"},
        {"role": "x"},
        {"at": "2026-01-01T00:00Z"},
        {"kind": "shared"},
        {"subject_id": 99},
        {"demonstration": True},
        {"leaves": "{}"},
        {"number": 7},
        {"payload_hash": "0" * 64},
    ],
)
def test_broken_finds_a_changed_revision(chain, without_triggers, fields):
    Revision.objects.filter(pk=chain[0].pk).update(**fields)

    assert chain[0] in Revision.objects.broken()


@pytest.mark.parametrize(
    "fields", [{"text": '{"record":{"title":"x"}}'}, {"text": "["}, {"text": "[]"}, {"salts": "{}"}]
)
def test_broken_finds_a_changed_body(chain, without_triggers, fields):
    RevisionBody.objects.filter(revision=chain[1]).update(**fields)

    assert Revision.objects.broken() == [chain[1]]


def test_broken_finds_a_body_taken_away(chain, without_triggers):
    RevisionBody.objects.filter(revision=chain[1]).delete()

    assert Revision.objects.broken() == [chain[1]]


def test_broken_finds_a_revision_taken_out(chain, without_triggers):
    RevisionBody.objects.filter(revision=chain[0]).delete()
    Revision.objects.filter(pk=chain[0].pk).delete()

    assert Revision.objects.broken() == [chain[1]]


def test_latest_of_is_the_newest_of_that_contract(chain):
    publish(make_ready_contract())

    assert Revision.objects.latest_of(chain[0].contract) == chain[1]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="INSERT OR REPLACE is SQLite's")
@pytest.mark.parametrize(
    "table", ["procurement_revision", "procurement_revisionbody", "procurement_emptiedleaf"]
)
def test_nothing_is_replaced(chain, table):
    EmptiedLeaf.objects.create(revision=chain[0], name="claim 1", reason="x")

    def write():
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608

    assert refused(write).startswith("UNIQUE constraint failed")


@pytest.mark.django_db(transaction=True)
def test_tables_can_be_rebuilt_and_made_anew():
    publish(make_ready_contract())
    change = models.CheckConstraint(condition=models.Q(number__gte=1), name="for_the_test")

    triggers.drop(connection)
    with connection.schema_editor() as editor:
        editor.add_constraint(Revision, change)
        editor.remove_constraint(Revision, change)
    triggers.install(connection)
    assert triggers.missing(connection) == []
    call_command("migrate", "procurement", "zero", verbosity=0)
    # Without the log, there is nothing that an account is kept for.
    assert User.objects.filter(pk=User.objects.create_user("ros").pk)._raw_delete("default") == 1
    call_command("migrate", verbosity=0)

    assert triggers.missing(connection) == []
    assert Revision.objects.count() == 0
