"""The first page: each line counts the list that it opens, whatever there is, and costs the same."""

import datetime
import random

import pytest
from django.utils import timezone

from procurement import actions
from procurement.admin.desk.first_page import lines
from procurement.models import (
    AwardFingerprint,
    Claim,
    Contract,
    ImportProblem,
    ImportRun,
    Intervention,
    Notice,
    RegisterDocument,
    Source,
    Submission,
)
from tests import factories as make
from tests import register

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def ago(days):
    return timezone.now() - days * DAY


def line(client, label):
    """Give how much a line counts, and the keys of the rows of the list that it opens."""
    [found] = [one for one in client.get("/admin/").context["work"] if one.label == label]
    context = client.get(found.address).context
    if label == "Likely duplicates":
        assert context["page"].paginator.count == found.number
        return set()
    shown = context["cl"]
    assert shown.result_count == found.number, label
    return {row.pk for row in shown.result_list}


def published(**fields):
    contract = make.make_ready_contract(**fields)
    make.publish(contract)
    return Contract.objects.get(pk=contract.pk)


def submitted(contract, state="in_review", **fields):
    said = {"statements": {"heading": 1}, "reason": "x", "state": state, "by": make.make_user()}
    said |= {"due_at": timezone.now() + DAY} if state == "scheduled" else {}
    said |= {"answered_by": make.make_user()} if state in ("scheduled", "failed") else {}
    return Submission.objects.create(contract=contract, **said | fields)


LINES = [
    "Waiting for you", "In review", "Scheduled", "Scheduled, and failed or late", "Pending for over a week",
    "Published without a primary source", "A notice contradicts a preferred claim",
    "Marked as the same award as another", "Acts: overdue, or not looked at for 90 days",
    "Likely duplicates", "Import problems to review",
]  # fmt: skip


def draw_world(lot, people):
    """Make contracts of every state, drawn by lot, with all that a line counts."""
    source = make.make_source(is_primary=True)
    for _ in range(12):
        contract = published(
            source=lot.choice([None, source]), title=lot.choice(["", "O’Brien’s", "عربى"]) + "x"
        )
        rows = Contract.objects.filter(pk=contract.pk)
        rows.update(assigned_to=lot.choice(people), updated_at=ago(lot.choice([1, 9])))
        rows.update(version=contract.version + lot.choice([0, 1]))
        Intervention.objects.filter(contract=contract).update(
            looked_on=lot.choice([None, ago(100).date()]), created_at=ago(lot.choice([5, 100])),
            expires_on=lot.choice([None, ago(1).date()]), outcome=lot.choice(["pending", "upheld"]),
            happened_on=None, happened_on_precision="",
        )  # fmt: skip
        for _ in range(lot.choice([0, 1, 2])):
            state = lot.choice(["in_review", "sent_back", "scheduled", "failed", "cancelled"])
            submitted(contract, state, by=lot.choice(people[1:]))
        if lot.random() < 0.2:
            actions.withdraw(contract, by=people[-1], reason="A mistake.")
    for same in ({}, {"1": {"in": 99}}, {"1": {"also": [99]}}):
        for tracked in (True, False):
            number = of_register(tracked).public_id
            RegisterDocument.objects.filter(public_id=number).update(same=same)
    for one in people[1:]:
        make.make_contract(assigned_to=one)
        submitted(published(), "failed", by=one)
        submitted(published(), "scheduled", by=one)
    for make_one in (make.make_source, make.make_vendor, make.make_stakeholder) * 2:
        make_one(**{"title" if make_one is make.make_source else "name": "Two of one name"})
    Source.objects.filter(title="Two of one name").update(url_key="example.org/x")
    ImportProblem.objects.create(run=ImportRun.objects.create(), kind="review", reason="Who?")
    ImportProblem.objects.create(run=ImportRun.objects.create(), kind="noted", reason="Seen.")


def of_register(tracked):
    """A contract of the register, with a preferred claim that its notice contradicts."""
    contract = register.make_register_contract(
        ocid=f"ocds-{Contract.objects.count()}", vendors=[make.make_vendor()], value_minor=5_000_00
    )
    claim = make.make_claim(contract, rank="preferred", ready=True, value_minor=6_000_00)
    Contract.objects.filter(pk=contract.pk).update(tracked=tracked)
    Claim.objects.filter(pk=claim.pk).update(public_id=1000 + claim.pk, updated_at=ago(9))
    return Contract.objects.get(pk=contract.pk)


@pytest.mark.parametrize("seed", [7, 8])
def test_every_line_counts_the_list_that_it_opens(publisher, editor, viewer, seed):
    """Of worlds drawn by lot, and whoever asks: the number on the first page is the number of rows of the list."""
    draw_world(random.Random(seed), [None, publisher.user, editor.user, viewer.user])  # noqa: S311

    for client in (publisher, editor, viewer):
        told = client.get("/admin/").context["work"]
        assert [one.label for one in told] == LINES
        for one in told:
            line(client, one.label)
        assert [one.label for one in told if not one.number] == []


def test_what_waits_for_whom(publisher, editor):
    mine, other = publisher.user, make.make_user()
    review, own, of_others, sent_back, again, failed, draft, nothing = (
        published() for _ in range(8)
    )
    submitted(review)
    submitted(own, by=mine)
    submitted(of_others)
    Contract.objects.filter(pk=of_others.pk).update(assigned_to=other)
    # Whom they are assigned to may not answer them, or asked for it: so they wait for all who may.
    of_an_editor, of_whoever_asked = published(), published()
    submitted(of_an_editor, by=other)
    Contract.objects.filter(pk=of_an_editor.pk).update(assigned_to=editor.user)
    submitted(of_whoever_asked, by=other)
    Contract.objects.filter(pk=of_whoever_asked.pk).update(assigned_to=other)
    submitted(sent_back, "sent_back", by=mine)
    came_back = submitted(again, "sent_back", by=mine)
    Submission.objects.filter(pk=came_back.pk).update(anew=submitted(again, by=mine))
    submitted(failed, "failed", answered_by=mine)
    Contract.objects.filter(pk__in=[draft.pk, nothing.pk]).update(assigned_to=mine)
    Contract.objects.filter(pk=draft.pk).touch()

    assert line(publisher, "Waiting for you") == {
        one.pk for one in (review, sent_back, failed, draft, of_an_editor, of_whoever_asked)
    }
    assert line(editor, "Waiting for you") == set()


def test_acts_to_look_at_again(publisher):
    def act(**fields):
        row = published().interventions.get()
        Intervention.objects.filter(pk=row.pk).update(**{"created_at": ago(100)} | fields)
        return row.pk

    unseen, seen_long_ago = act(), act(looked_on=ago(91).date())
    overdue = act(created_at=ago(1), expires_on=ago(1).date(), type="objection")
    # Looked for before it was due, on that day, or so long ago that it is time again.
    due_since = act(expires_on=ago(1).date(), looked_on=ago(2).date(), type="objection")
    due_then = act(expires_on=ago(5).date(), looked_on=ago(5).date())
    again = act(expires_on=ago(200).date(), looked_on=ago(91).date(), type="objection")
    act(expires_on=ago(5).date(), looked_on=ago(4).date())
    act(expires_on=ago(1).date(), looked_on=ago(0).date(), type="objection")
    act(created_at=ago(89))
    act(looked_on=ago(89).date())
    act(outcome="rejected", expires_on=ago(1).date())
    act(type="support_statement", effect="unknown")
    act(ready=False)
    lifted = act()
    make.make_intervention(
        related_id=lifted, relation="lifts", ready=True,
        contract=Intervention.objects.get(pk=lifted).contract,
    )  # fmt: skip
    make.make_intervention(ready=True, expires_on=ago(1).date())

    found = line(publisher, "Acts: overdue, or not looked at for 90 days")
    assert found == {unseen, seen_long_ago, overdue, due_since, due_then, again}
    listed = publisher.get("/admin/procurement/intervention/?work=look").text
    assert f"{ago(5):%-d %B %Y}" in listed


def test_looking_clears_an_act_that_is_overdue(publisher):
    act = published().interventions.get()
    Intervention.objects.filter(pk=act.pk).update(expires_on=ago(3).date())
    assert line(publisher, "Acts: overdue, or not looked at for 90 days") == {act.pk}

    publisher.post(f"/admin/procurement/intervention/{act.pk}/look-again/")

    assert line(publisher, "Acts: overdue, or not looked at for 90 days") == set()


def test_a_schedule_that_nothing_ran_for_is_late(publisher):
    minute = datetime.timedelta(minutes=1)
    to_come, just_due, late = (
        submitted(published(), "scheduled", due_at=timezone.now() + minutes * minute)
        for minutes in (60, -10, -20)
    )
    failed = submitted(published(), "failed")

    assert line(publisher, "Scheduled") == {to_come.pk, just_due.pk}
    assert line(publisher, "Scheduled, and failed or late") == {late.pk, failed.pk}
    for state, is_told in (("failed", True), ("scheduled", False)):
        page = publisher.get(f"/admin/procurement/submission/?state={state}").text
        assert ("nothing has run since" in page) is is_told


@pytest.mark.parametrize(
    ("stated", "is_found"),
    [
        ({"value_minor": 5_000_00}, False),
        ({"value_minor": 6_000_00}, True),
        ({"value_minor": 5_000_00, "currency": "EUR"}, True),
        ({"fact": "stage", "stage": "award"}, False),
        ({"fact": "stage", "stage": "tender"}, True),
        ({"fact": "decided_on", "stated_on": "2026-05-01", "stated_on_precision": "month"}, False),
        ({"fact": "decided_on", "stated_on": "2026-04-01", "stated_on_precision": "month"}, True),
        ({"fact": "signed_on", "stated_on": "2026-04-01", "stated_on_precision": "month"}, False),
        ({"fact": "vendor"}, True),
        ({"fact": "decision_maker"}, False),
    ],
)
def test_a_later_notice_that_contradicts_a_preferred_claim(publisher, stated, is_found):
    contract = register.make_register_contract(
        vendors=[make.make_vendor()], buyer=make.make_buyer(), value_minor=5_000_00
    )
    Contract.objects.update(tracked=True)
    kinds = {"vendor": make.make_vendor, "decision_maker": make.make_stakeholder}
    column = {"vendor": "vendor", "decision_maker": "stakeholder"}.get(stated.get("fact"))
    stated = stated | ({column: kinds[stated["fact"]]()} if column else {})
    claim = make.make_claim(contract, rank="preferred", ready=True, **stated)
    Claim.objects.update(public_id=1, updated_at=ago(2))
    Notice.objects.update(created_at=ago(1))

    label = "A notice contradicts a preferred claim"
    assert line(publisher, label) == ({contract.pk} if is_found else set())
    for harmless in (
        {"updated_at": timezone.now()}, {"rank": "normal"}, {"ready": False}, {"public_id": None},
    ):  # fmt: skip
        before = {name: getattr(Claim.objects.get(), name) for name in harmless}
        Claim.objects.filter(pk=claim.pk).update(**harmless)
        assert line(publisher, label) == set()
        Claim.objects.filter(pk=claim.pk).update(**before)


def test_what_counts_under_another_contract(publisher):
    kept, other = (
        register.make_register_contract(vendors=[make.make_vendor()], title=title)
        for title in ("Kept", "Not kept")
    )
    RegisterDocument.objects.update(same={"1": {"in": 99}})
    Contract.objects.filter(pk=kept.pk).update(tracked=True)

    assert line(publisher, "Marked as the same award as another") == {kept.pk}
    RegisterDocument.objects.update(same={"1": {"also": [99]}})
    assert line(publisher, "Marked as the same award as another") == set()
    assert other.pk != kept.pk
    assert not AwardFingerprint.objects.exists()


def test_a_record_without_a_primary_source(publisher):
    bare, official, primary = (
        published(),
        published(),
        published(source=make.make_source(is_primary=True)),
    )
    Notice.objects.create(contract=official, content_hash="1")
    make.make_ready_contract()

    assert line(publisher, "Published without a primary source") == {bare.pk}
    assert primary.is_public


def test_the_first_page_costs_the_same(publisher, django_assert_num_queries):
    publisher.get("/admin/")
    for seed in (7, 9):
        user = type(publisher.user).objects.get(pk=publisher.user.pk)
        draw_world(random.Random(seed), [None, publisher.user])  # noqa: S311
        # What the account may do: two. Ten lines; before two of them claims, documents, and marks; and what
        # looks for likely duplicates.
        with django_assert_num_queries(2 + 10 + 3 + 13):
            lines(user)


def test_whoever_has_no_role_is_told_nothing(client):
    client.force_login(make.make_user(is_superuser=False))

    assert client.get("/admin/").context["work"] == []


def test_whoever_enters_begins_from_a_source(editor, viewer):
    begins = "Work from a source"

    assert begins in editor.get("/admin/").text
    assert begins not in viewer.get("/admin/").text
