"""`manage.py rebuild_search` and `check_search`: words and index are what the rows say."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from procurement import actions
from procurement.management import founding_case
from procurement.models import (
    Counter,
    PublicContract,
    PublicContractBuyer,
    PublicContractVendor,
    PublicIntervention,
    PublicInterventionActor,
    PublicInterventionGround,
    PublicMention,
    PublicParty,
    PublicSum,
)
from procurement.ocds.importing import alone, import_files
from procurement.search import match
from tests import factories as make
from tests.ocds.samples import invented
from tests.ocds.test_same_rows import utilities

pytestmark = pytest.mark.django_db

TABLES = (PublicContract, PublicIntervention, PublicParty)
FOUND_BY = {"title_words", "party_words", "words", "has_primary_source", "has_reply", "has_outcome"}


@pytest.fixture
def contract():
    make.publish(make.make_ready_contract(title="Data platforms"))
    look_at_constraints_at_once()
    return PublicContract.objects.get()


@pytest.fixture
def record(tmp_path):
    """All kinds of rows: the founding case, imported notices, of which one is tracked and published."""
    founding_case.load()
    lines = tmp_path / "notices.jsonl"
    lines.write_text("\n".join(map(json.dumps, invented(80))))
    import_files([str(lines)])
    user = make.make_user()
    contract = make.Contract.objects.filter(tracked=False).order_by("pk").first()
    actions.publish(actions.track(contract, by=user), by=user, reason="To look closer.")
    look_at_constraints_at_once()


def look_at_constraints_at_once():
    """PostgreSQL alters no table of which it has foreign keys to look at when a test ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def found(text):
    return [one.title for one in match(PublicContract.objects.all(), text)]


def told():
    """What all rows are found by."""
    return {
        (model.__name__, getattr(row, "kind", ""), row.public_id): {
            field.name: getattr(row, field.name)
            for field in model._meta.fields
            if field.name in FOUND_BY
        }
        for model in TABLES
        for row in model._default_manager.all()
    }


def test_check_is_content_with_what_was_published(contract, capsys):
    call_command("check_search")

    assert capsys.readouterr().out.splitlines()[-1] == "Words, index and rows agree."


def test_publishing_and_importing_leave_no_stale_words(record, capsys):
    call_command("check_search", all=True)

    rows = PublicContract.objects.filter(tracked=False).count()
    assert f"contracts of the register: {rows} looked at" in capsys.readouterr().out
    assert PublicContract.objects.filter(tracked=True).count() == 2


def test_rebuild_writes_all_words_as_they_were(record, capsys):
    before = told()
    for model in TABLES:
        model._default_manager.update(words="gone")
    PublicContract.objects.update(title_words="gone", party_words="gone")
    acts = {"has_primary_source": False, "has_reply": True, "has_outcome": True}
    PublicIntervention.objects.update(**acts)
    version = Counter.objects.get(name="data").last
    with pytest.raises(CommandError):
        call_command("check_search")
    capsys.readouterr()

    call_command("rebuild_search", quiet=True)

    assert told() == before
    numbers = [PublicContract.objects.filter(tracked=tracked).count() for tracked in (True, False)]
    lines = capsys.readouterr().out.splitlines()
    assert f"contracts that editors keep: {numbers[0]} of {numbers[0]} were stale" in lines
    assert f"contracts of the register: {numbers[1]} of {numbers[1]} were stale" in lines
    assert Counter.objects.get(name="data").last > version
    call_command("check_search", all=True)


def test_rebuild_writes_no_words_where_none_are_stale(record, capsys):
    """What browsers keep is asked for anew all the same: the index may have found something else."""
    version = Counter.objects.get(name="data").last

    call_command("rebuild_search", quiet=True)

    assert capsys.readouterr().out.count(": 0 of ") == 3
    assert Counter.objects.get(name="data").last == version + 1


def test_rebuild_makes_way_for_an_import(contract):
    with alone(), pytest.raises(CommandError, match="Another import is under way") as refused:
        call_command("rebuild_search", quiet=True)

    assert refused.value.returncode == 2


def test_merges_and_their_undoing_leave_no_stale_words(record):
    buyers = [make.Buyer.objects.get(public_id=number) for number in (2, 3)]
    merge = actions.merge_parties(
        *buyers, by=make.make_user(), reason="They are one.", despite_identifiers=True
    )
    call_command("check_search", all=True)

    actions.undo_merge(merge, by=make.make_user(), reason="They are two.")

    call_command("check_search", all=True)


def test_check_counts_stale_words_in_a_sample(contract, capsys):
    PublicContract.objects.update(words="gone")

    with pytest.raises(CommandError, match="Search does not find what the record says"):
        call_command("check_search")

    assert capsys.readouterr().err == (
        "procurement_publiccontract, contracts that editors keep: 1 of 1 are stale:"
        " manage.py rebuild_search.\n"
    )


@pytest.mark.parametrize(
    ("vendor", "statement", "name"),
    [
        (
            "sqlite",
            'DROP TRIGGER "procurement_publiccontract_index_update"',
            "procurement_publiccontract_index_update",
        ),
        (
            "postgresql",
            'DROP INDEX "procurement_publiccontract_index"',
            "procurement_publiccontract_index",
        ),
        (
            "postgresql",
            "ALTER TABLE procurement_publiccontract ALTER COLUMN search_vector SET STATISTICS 100",
            "statistics of procurement_publiccontract",
        ),
    ],
)
def test_check_names_what_is_missing(contract, capsys, vendor, statement, name):
    if connection.vendor != vendor:
        pytest.skip(f"of {vendor}")
    with connection.cursor() as cursor:
        cursor.execute(statement)

    with pytest.raises(CommandError):
        call_command("check_search")

    assert capsys.readouterr().err == f"{name} is missing: manage.py migrate puts it back.\n"


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL generates its vectors")
def test_an_index_that_missed_a_change_is_found_out_and_mended(contract, capsys):
    trigger = '"procurement_publiccontract_index_update"'
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [trigger.strip('"')])
        (sql,) = cursor.fetchone()
        cursor.execute(f"DROP TRIGGER {trigger}")
        PublicContract.objects.update(words="unseen")
        cursor.execute(sql)

    with pytest.raises(CommandError):
        call_command("check_search")
    assert "The index of procurement_publiccontract is not what" in capsys.readouterr().err

    call_command("rebuild_search", quiet=True)

    call_command("check_search")
    assert found("unseen") == []
    assert found("platform") == ["Data platforms"]


LINKED = {
    "vendors": (PublicContractVendor, {"counted": "gone"}),
    "buyers": (PublicContractBuyer, {"counted": "gone"}),
    "sums": (PublicSum, {"minor": 7}),
    "mentions": (PublicMention, None),
    "actors": (PublicInterventionActor, {"position": 7}),
    "grounds": (PublicInterventionGround, {"layer": "gone"}),
}


@pytest.mark.parametrize("which", LINKED)
@pytest.mark.parametrize("whole", [True, False])
def test_check_looks_at_whatever_else_is_written_of_a_contract(record, tmp_path, which, whole):
    """One row that says something else, or that is not there."""
    lines = tmp_path / "several.jsonl"
    lines.write_text("\n".join(map(json.dumps, utilities())))
    import_files([str(lines)])
    model, change = LINKED[which]
    row = model._default_manager.order_by("pk").first()
    if whole or change is None:
        model._default_manager.filter(pk=row.pk).delete()
    else:
        model._default_manager.filter(pk=row.pk).update(**change)

    with pytest.raises(CommandError):
        call_command("check_search", all=True)
    look_at_constraints_at_once()
    call_command("rebuild_search", quiet=True)
    call_command("check_search", all=True)
