"""Publishing at a time: once, whole, and nothing of it before; or failed, with a reason."""

import datetime
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError, connection, connections
from django.utils import timezone

from procurement import actions, author, public
from procurement.accounts import resets
from procurement.actions.publish_due import FAULT
from procurement.admin.desk.first_page import lines
from procurement.models import AuditEntry, Citation, Contract, Counter, Revision, Submission
from procurement.models.versions import advance
from tests.factories import (
    make_citation,
    make_ready_contract,
    make_source,
    make_user,
    publish,
)

from .test_submissions import in_role, saved, submitted

HOUR = datetime.timedelta(hours=1)


def scheduled(by=None):
    """Give a schedule that is due in an hour, of a heading that somebody else saved."""
    editor, publisher = in_role("Editors"), by or in_role("Publishers")
    contract = make_ready_contract()
    publish(contract)
    contract = saved(Contract.objects.get(pk=contract.pk), editor)
    return actions.schedule(submitted(contract, editor), by=publisher, due_at=timezone.now() + HOUR)


def state(one):
    return Submission.objects.get(pk=one.pk).state


@pytest.mark.django_db
def test_it_goes_out_when_its_time_has_come_and_once():
    one = scheduled()
    assert actions.publish_due() == []
    assert (state(one), Revision.objects.count()) == ("scheduled", 1)

    later = one.due_at + HOUR
    [done] = actions.publish_due(later)
    assert actions.publish_due(later) == []

    one.refresh_from_db()
    assert (one.state, one.revision, one.revision.by) == (
        "published", done.revision, one.answered_by,
    )  # fmt: skip
    assert Contract.objects.get().state == "published"


def _change(one):
    saved(Contract.objects.get(pk=one.contract_id), one.by, title="Changed meanwhile")


def _uncite(one):
    Citation.objects.filter(contract=one.contract).delete()


def _demote(one):
    one.answered_by.groups.clear()


def _close(one):
    type(one.answered_by).objects.filter(pk=one.answered_by.pk).update(is_active=False)


def _write(one):
    """Whoever scheduled it saved what a draft beside it names, where the site did not ask for two people."""
    with author.editing(one.answered_by):
        source = make_source(title="A letter")
        make_citation(contract=one.contract, source=source)
    contract = saved(Contract.objects.get(pk=one.contract_id), one.by)
    seen = {"heading": contract.heading_version}
    Submission.objects.update(statements=seen, firsts={f"source-{source.pk}": source.version})


def _edit_what_becomes_public(one):
    """Whoever edits what is named for the first time has it published by another's schedule otherwise."""
    source = make_source(title="A letter")
    make_citation(contract=one.contract, source=source)
    contract = saved(Contract.objects.get(pk=one.contract_id), one.by)
    seen = {"heading": contract.heading_version}
    Submission.objects.update(statements=seen, firsts={f"source-{source.pk}": source.version})
    advance(source, source.version)


def _delete(one):
    """A statement of it is gone; its key leads nowhere."""
    Submission.objects.update(statements=one.statements | {"claim-99": 1})


def _publish_the_same(one):
    Contract.objects.filter(pk=one.contract_id).update(
        title=one.contract.revisions.get().body.said["record"]["title"]
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("meanwhile", "says"),
    [
        (_write, "You saved “A letter” last: somebody else has to publish it."),
        (_edit_what_becomes_public, "A statement was changed after it was scheduled"),
        (_delete, "A statement was changed after it was scheduled"),
        (_publish_the_same, "Nothing would change in public."),
        (_change, "A statement was changed after it was scheduled"),
        (_uncite, "No citation backs the contract itself"),
        (_demote, "may not publish any more"),
        (_close, "may not publish any more"),
    ],
)
def test_what_cannot_go_out_fails_with_a_reason_and_is_not_tried_again(
    settings, meanwhile, says, capsys
):
    """It stands on the first page, in the log and in the history of its record; nothing of it is public."""
    one = scheduled()
    meanwhile(one)
    settings.FOUR_EYES = True
    before = public.dossier(one.contract.public_id)
    Submission.objects.update(due_at=timezone.now() - HOUR)

    with pytest.raises(SystemExit):
        call_command("publish_due")

    one.refresh_from_db()
    assert one.state == "failed"
    assert says in one.answer
    assert says in capsys.readouterr().err
    logged = AuditEntry.objects.get(what="publication_failed")
    assert (logged.said, logged.subject) == (one.answer, f"contract-{one.contract_id}")
    [failed] = [
        line for line in lines(make_user()) if line.label == "Scheduled, and failed or late"
    ]
    assert (failed.number, failed.is_urgent) == (1, True)
    assert public.dossier(one.contract.public_id) == before
    call_command("publish_due")
    assert Revision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_both_are_told_by_mail_that_it_failed(settings, monkeypatch):
    settings.EMAIL_HOST = "mail.example.org"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    monkeypatch.setattr(resets, "_later", lambda sending: sending())
    one = scheduled()
    _change(one)
    for account in (one.by, one.answered_by):
        type(account).objects.filter(pk=account.pk).update(email=f"{account}@example.org")
    Submission.objects.update(due_at=timezone.now() - HOUR)

    with pytest.raises(SystemExit):
        call_command("publish_due")

    told = {sent.to[0] for sent in mail.outbox}
    assert told == {f"{account}@example.org" for account in (one.by, one.answered_by)}


@pytest.mark.django_db
def test_a_withdrawn_contract_does_not_come_back_at_its_time():
    one = scheduled()
    actions.withdraw(one.contract, by=one.answered_by, reason="Retracted.")

    assert actions.publish_due(one.due_at) == []
    one.refresh_from_db()
    assert (one.state, one.answer) == ("failed", "The contract was withdrawn before its time.")
    assert AuditEntry.objects.get(what="publication_failed").said == one.answer


@pytest.mark.django_db
def test_one_that_fails_keeps_no_other_from_its_time():
    first, second = scheduled(), scheduled()
    _change(first)

    told = actions.publish_due(second.due_at)

    assert [(one.submission, bool(one.revision)) for one in told] == [
        (first, False),
        (second, True),
    ]


@pytest.mark.django_db
def test_while_the_database_is_away_it_waits():
    one = scheduled()

    def fail(execute, sql, *args):
        if sql.startswith("INSERT") and "procurement_auditentry" in sql:
            raise OperationalError("away")
        return execute(sql, *args)

    with connection.execute_wrapper(fail), pytest.raises(OperationalError):
        actions.publish_due(one.due_at)

    assert (state(one), Revision.objects.count()) == ("scheduled", 1)
    assert Contract.objects.get().state == "pending"
    assert [bool(done.revision) for done in actions.publish_due(one.due_at)] == [True]


@pytest.mark.django_db
def test_a_fault_of_the_site_is_told_and_not_tried_again(caplog):
    one = scheduled()
    Submission.objects.update(statements=["heading"])

    [done] = actions.publish_due(one.due_at)

    assert (state(one), done.says) == ("failed", FAULT)
    assert "TypeError" in caplog.text


@pytest.mark.django_db
def test_a_fault_in_the_middle_of_it_publishes_no_half(caplog):
    """Whatever was written by then is undone: the revision, the public rows, the numbers."""
    one = scheduled()
    before, numbers = public.dossier(1), [*Counter.objects.order_by("name").values()]
    faults = iter([ValueError("broken off")])

    def fail(execute, sql, *args):
        if sql.startswith("INSERT") and "procurement_auditentry" in sql:
            for fault in faults:
                raise fault
        return execute(sql, *args)

    with connection.execute_wrapper(fail):
        [done] = actions.publish_due(one.due_at)

    assert (state(one), done.says) == ("failed", FAULT)
    assert AuditEntry.objects.get(what="publication_failed").said == FAULT
    assert (Revision.objects.count(), public.dossier(1)) == (1, before)
    assert [*Counter.objects.order_by("name").values()] == numbers
    assert Contract.objects.get().state == "pending"


@pytest.mark.django_db(transaction=True)
def test_two_at_once_publish_it_once():
    one = scheduled()
    barrier, told = Barrier(3), []

    def run():
        barrier.wait()
        try:
            told.extend(actions.publish_due(one.due_at))
        finally:
            connections.close_all()

    threads = [Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [bool(done.revision) for done in told] == [True]
    assert (state(one), Revision.objects.count()) == ("published", 2)


@pytest.mark.django_db
def test_a_time_that_is_past_is_refused():
    one = submitted(*_edited())

    with pytest.raises(actions.Refused, match="That time is past"):
        actions.schedule(one, by=in_role("Publishers"), due_at=timezone.now())


def _edited():
    editor, contract = in_role("Editors"), make_ready_contract()
    publish(contract)
    return saved(Contract.objects.get(pk=contract.pk), editor), editor
