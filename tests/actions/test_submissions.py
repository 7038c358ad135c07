"""Submitting, sending back, taking back, and that two people publish where the site asks for it."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from procurement import actions, author
from procurement.actions import Change
from procurement.models import (
    AuditEntry,
    Conflict,
    Contract,
    Intervention,
    Note,
    Revision,
    Source,
    Submission,
    Vendor,
)
from procurement.models.versions import advance
from tests.factories import (
    make_citation,
    make_claim,
    make_identifier,
    make_intervention,
    make_ready_contract,
    make_source,
    make_user,
    make_vendor,
    publish,
)

pytestmark = pytest.mark.django_db
CORRECTED = Change("corrected", "It was £1.", "It was £2.")


def in_role(name, **fields):
    user = make_user(is_superuser=False, **fields)
    user.groups.add(Group.objects.get(name=name))
    return user


def saved(contract, by, title="A better title"):
    """Let somebody save the heading of a contract."""
    rows = Contract.objects.filter(pk=contract.pk)
    rows.update(title=title, saved_by=by, heading_version=contract.heading_version + 1)
    rows.touch()
    contract.refresh_from_db()
    return contract


@pytest.fixture
def editor():
    return in_role("Editors")


@pytest.fixture
def publisher():
    return in_role("Publishers")


@pytest.fixture
def contract(editor):
    """Give a public contract whose heading an editor has changed since."""
    contract = make_ready_contract()
    publish(contract)
    return saved(Contract.objects.get(pk=contract.pk), editor)


def heading(contract):
    return {"heading": contract.heading_version}


def submitted(contract, editor, **fields):
    said = {"by": editor, "reason": "A better title."} | fields
    return actions.submit(contract, heading(contract), **said)


def test_what_is_submitted_goes_out_as_it_was_submitted(contract, editor, publisher):
    one = submitted(contract, editor, change=CORRECTED, note="Please look.")
    assert (one.state, one.statements) == ("in_review", heading(contract))
    assert Revision.objects.count() == 1

    revision = actions.publish_submission(one, by=publisher)

    one.refresh_from_db()
    assert (one.state, one.revision, one.answered_by) == ("published", revision, publisher)
    assert (revision.kind, revision.was_said, revision.is_right) == CORRECTED[:3]
    assert (revision.by, revision.reason, revision.one_person) == (
        publisher, "A better title.", False,
    )  # fmt: skip
    with pytest.raises(actions.Refused, match="not waiting any more"):
        actions.publish_submission(one, by=publisher)


def test_an_edit_after_it_was_submitted_is_not_taken_along(contract, editor, publisher):
    one = submitted(contract, editor)
    saved(contract, editor, title="Something else")

    with pytest.raises(Conflict):
        actions.publish_submission(one, by=publisher)

    assert Submission.objects.get().state == "in_review"
    assert Revision.objects.count() == 1


def test_a_publication_of_all_of_it_closes_what_was_submitted(contract, editor, publisher):
    """Whoever publishes by the publish page has published what waits, too; of a part it goes on waiting."""
    claim = make_claim(contract, fact="stage", stage="tender", ready=True)
    make_citation(claim=claim)
    contract.refresh_from_db()
    key = f"claim-{claim.pk}"
    claim.refresh_from_db()
    both = heading(contract) | {key: claim.version}
    actions.submit(contract, both, by=editor, reason="Both.")

    actions.publish(contract, by=publisher, reason="One.", only=[key])
    assert Submission.objects.get().state == "in_review"

    revision = actions.publish(contract, by=publisher, reason="All.")
    assert Submission.objects.get().revision == revision or revision.number == 3
    assert Submission.objects.get().state == "published"


def test_sent_back_with_a_note_it_returns_until_it_is_submitted_anew(contract, editor, publisher):
    one = submitted(contract, editor)
    with pytest.raises(actions.Refused, match="Say what is to be done"):
        actions.send_back(one, by=publisher, note=" ")

    actions.send_back(one, by=publisher, note="Cite the report.")

    assert [*Submission.objects.returned()] == [one]
    again = submitted(contract, editor)
    assert [*Submission.objects.returned()] == []
    assert [*Submission.objects.open()] == [again]
    with pytest.raises(actions.Refused, match="not waiting any more"):
        actions.send_back(one, by=publisher, note="Again.")


def test_what_came_back_stays_until_a_statement_of_it_is_submitted_anew(
    contract, editor, publisher
):
    """Not by something else of the record, nor by what is taken back again; published, it is over."""
    one = submitted(contract, editor)
    actions.send_back(one, by=publisher, note="Cite the report.")
    claim = make_claim(contract, fact="stage", stage="tender", ready=True)
    make_citation(claim=claim)
    claim.refresh_from_db()
    contract.refresh_from_db()
    actions.submit(contract, {f"claim-{claim.pk}": claim.version}, by=publisher, reason="Other.")
    assert [*Submission.objects.returned()] == [one]

    again = submitted(contract, publisher)
    assert [*Submission.objects.returned()] == []
    actions.take_back(again, by=publisher)
    assert [*Submission.objects.returned()] == [one]

    revision = actions.publish(contract, by=publisher, reason="It.", only=["heading"])
    one.refresh_from_db()
    assert (one.state, one.revision) == ("published", revision)


def test_taken_back_it_can_be_submitted_anew(contract, editor):
    one = submitted(contract, editor)
    with pytest.raises(
        actions.Refused, match="“Title and parties” is in review or scheduled already"
    ):
        submitted(contract, editor)

    actions.take_back(one, by=editor)

    assert submitted(contract, editor).state == "in_review"


def test_what_cannot_go_out_is_not_submitted(contract, editor):
    bare = make_claim(contract, fact="stage", stage="tender", ready=True)
    draft = make_claim(contract, fact="stage", stage="award")
    published = contract.claims.exclude(public_id=None).first()
    for claim, says in (
        (bare, "No citation backs"),
        (draft, "Nothing of"),
        (published, "Nothing of"),
    ):
        claim.refresh_from_db()
        with pytest.raises(actions.Refused, match=says):
            actions.submit(contract, {f"claim-{claim.pk}": claim.version}, by=editor, reason="x")
    with pytest.raises(actions.Refused, match="Tick what is to be published"):
        actions.submit(contract, {}, by=editor, reason="x")
    for versions in ({"heading": 1}, {"claim-99": 1}, {"<script>": 1}):
        with pytest.raises(Conflict):
            actions.submit(contract, versions, by=editor, reason="x")

    assert not Submission.objects.exists()


def test_with_four_eyes_nobody_publishes_what_they_saved_last(settings, contract, publisher):
    settings.FOUR_EYES = True
    saved(contract, publisher)
    one = submitted(contract, publisher)
    tomorrow = timezone.now() + datetime.timedelta(days=1)

    for attempt in (
        lambda: actions.publish(contract, by=publisher, reason="x"),
        lambda: actions.publish(contract, by=publisher, reason="x", only=["heading"]),
        lambda: actions.publish_submission(one, by=publisher),
        lambda: actions.schedule(one, by=publisher, due_at=tomorrow),
    ):
        with pytest.raises(actions.Refused, match="You saved “Title and parties” last"):
            attempt()

    assert actions.publish_submission(one, by=in_role("Publishers")).one_person is False


def test_with_four_eyes_what_somebody_else_saved_last_is_published(settings, contract, publisher):
    """Of what goes out: what stays behind, or is public as it stands, may be one's own."""
    settings.FOUR_EYES = True
    contract.claims.update(saved_by=publisher)
    make_claim(contract, fact="stage", stage="tender", saved_by=publisher)

    assert actions.publish(contract, by=publisher, reason="x").one_person is False


def test_without_four_eyes_the_record_says_that_one_person_did_both(contract, publisher):
    saved(contract, publisher)

    assert actions.publish(contract, by=publisher, reason="x").one_person is True
    assert Revision.objects.get(number=1).one_person is None


def test_the_log_says_what_was_asked_for_and_answered(contract, editor, publisher):
    AuditEntry.objects.filter(what="published")
    one = submitted(contract, editor)
    actions.send_back(one, by=publisher, note="Cite the report.")
    actions.take_back(submitted(contract, editor), by=editor)
    actions.assign(contract, editor, by=publisher)

    told = AuditEntry.objects.order_by("pk").values_list("what", "account", "said")[1:]
    assert [*told] == [
        ("submitted", editor.pk, "A better title."),
        ("sent_back", publisher.pk, ""),
        ("submitted", editor.pk, "A better title."),
        ("taken_back", editor.pk, ""),
        ("assigned", publisher.pk, ""),
    ]


def test_assigning_is_no_edit_and_is_for_editors(contract, editor, publisher):
    version = contract.version

    actions.assign(contract, editor, by=publisher)
    Contract.objects.get(pk=contract.pk).save()

    contract.refresh_from_db()
    assert (contract.version, contract.assigned_to) == (version, editor)
    with pytest.raises(actions.Refused, match="may not edit"):
        actions.assign(contract, in_role("Viewers"), by=publisher)
    with pytest.raises(actions.Refused, match="may not edit"):
        actions.assign(contract, in_role("Editors", is_active=False), by=publisher)
    actions.assign(contract, None, by=publisher)
    contract.refresh_from_db()
    assert contract.assigned_to is None


def test_notes_stay_and_are_settled(contract, editor, publisher):
    note = actions.add_note(contract, "Ask the council.\n", by=editor, statement="heading")
    with pytest.raises(actions.Refused, match="Write something"):
        actions.add_note(contract, " ", by=editor)
    with pytest.raises(actions.Refused, match="The note: "):
        actions.add_note(contract, "\u202e", by=editor)

    actions.settle_note(note, by=publisher)
    actions.settle_note(note, by=editor)

    [kept] = Note.objects.all()
    assert (kept.text, kept.statement, kept.settled_by) == (
        "Ask the council.",
        "heading",
        publisher,
    )
    assert not Note.objects.open().exists()


def _new_source(contract, by):
    with author.editing(by):
        make_citation(contract=contract, source=make_source(title="A letter"))


def _new_party(contract, by):
    with author.editing(by):
        contract.vendors.add(make_vendor(name="A letter"))


def _new_number(contract, by):
    contract.vendors.add(vendor := make_vendor(name="A letter"))
    with author.editing(by):
        make_identifier(vendor=vendor)


def _new_root(contract, by):
    with author.editing(by):
        root = make_source(title="A letter")
    make_citation(contract=contract, source=make_source(repeats=root))


def _new_body(contract, by):
    """The one that a new party was merged into becomes public with it."""
    with author.editing(by):
        body = make_vendor(name="A letter")
    contract.vendors.add(merged := make_vendor(name="Another"))
    Vendor.objects.filter(pk=merged.pk).update(canonical=body)


def _as_now(contract):
    return Contract.objects.get(pk=contract.pk)


@pytest.mark.parametrize("enter", [_new_source, _new_party, _new_number, _new_root, _new_body])
def test_with_four_eyes_what_first_goes_out_with_it_is_somebody_elses_too(
    settings, contract, editor, publisher, enter
):
    """A source or a party that one person entered does not go out unseen with another's statement."""
    enter(contract, publisher)
    contract = saved(_as_now(contract), editor)
    one = submitted(contract, editor)
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    assert actions.desk(contract).statements[0].saved_by == editor

    settings.FOUR_EYES = True
    for attempt in (
        lambda: actions.publish(contract, by=publisher, reason="x", only=["heading"]),
        lambda: actions.publish_submission(one, by=publisher),
        lambda: actions.schedule(one, by=publisher, due_at=tomorrow),
    ):
        with pytest.raises(actions.Refused, match="You saved “A letter” last"):
            attempt()

    settings.FOUR_EYES = False
    assert actions.publish(contract, by=publisher, reason="x").one_person is True


def test_with_four_eyes_what_a_ticked_statement_takes_along_is_somebody_elses_too(
    settings, contract, editor, publisher
):
    settings.FOUR_EYES = True
    earlier = make_intervention(contract, ready=True, saved_by=editor)
    with author.editing(publisher):
        make_citation(intervention=earlier, source=make_source(title="A letter"))
    answer = make_intervention(
        contract,
        ready=True,
        saved_by=editor,
        type="response",
        related=earlier,
        relation="responds_to",
    )
    make_citation(intervention=answer)
    Intervention.objects.filter(pk=earlier.pk).update(saved_by=editor)

    for account, refused in ((publisher, "You saved “A letter” last"), (editor, "You saved “Hold")):
        with pytest.raises(actions.Refused, match=refused):
            actions.publish(contract, by=account, reason="x", only=[f"intervention-{answer.pk}"])
    assert actions.publish(contract, by=in_role("Publishers"), reason="x").one_person is False


def test_with_four_eyes_what_is_public_already_may_be_ones_own(
    settings, contract, editor, publisher
):
    """Its edits wait for a publication of their own."""
    settings.FOUR_EYES = True
    with author.editing(publisher):
        source = Source.objects.get()
        source.title = "Another title"
        source.save()

    assert actions.publish(contract, by=publisher, reason="x").one_person is False


@pytest.mark.parametrize("kind", [Vendor, Source, "number"])
def test_with_four_eyes_what_is_put_back_goes_out_under_nobodys_own_words(
    settings, editor, publisher, kind
):
    """Once withdrawn, what a contract named is public no more: it comes back under the name it has by then."""
    contract = make_ready_contract()
    publish(contract)
    actions.withdraw(_as_now(contract), by=publisher, reason="Looking again.")
    with author.editing(publisher):
        if kind == "number":
            make_identifier(vendor=Vendor.objects.get())
        else:
            column = "title" if kind is Source else "name"
            row = kind.objects.get()
            setattr(row, column, "Other words")
            row.save()

    settings.FOUR_EYES = True
    _, why_not = actions.preview_put_back(contract, 1, by=publisher)
    assert [one[:9] for one in why_not] == ["You saved"]
    with pytest.raises(actions.Refused, match="You saved “.*” last: somebody else has to publish"):
        actions.put_back(contract, 1, by=publisher, reason="Back.")
    settings.FOUR_EYES = False
    assert actions.put_back(contract, 1, by=publisher, reason="Back.").one_person is True


def submitted_claim(contract, editor, **fields):
    claim = make_claim(contract, ready=True, saved_by=editor, **fields)
    make_citation(claim=claim)
    claim.refresh_from_db()
    return actions.submit(contract, {f"claim-{claim.pk}": claim.version}, by=editor, reason="x")


def test_a_withdrawal_sends_back_what_waits_so_that_nothing_of_it_makes_it_public_again(
    contract, editor, publisher
):
    one = submitted_claim(contract, editor)

    actions.withdraw(contract, by=publisher, reason="A court ordered it.")

    one.refresh_from_db()
    assert (one.state, one.answered_by) == ("sent_back", publisher)
    assert "withdrawn" in one.answer
    with pytest.raises(actions.Refused, match="not waiting any more"):
        actions.publish_submission(one, by=publisher)
    # Anew it says that all that makes it public goes out with it.
    claim = contract.claims.latest("pk")
    anew = actions.submit(contract, {f"claim-{claim.pk}": claim.version}, by=editor, reason="x")
    assert anew.statements == {f"claim-{claim.pk}": claim.version} | heading(contract)
    assert actions.publish_submission(anew, by=publisher).kind == "published"


def test_what_goes_out_with_it_and_was_not_submitted_is_not_published(contract, editor, publisher):
    """An act that was public when an answer to it was submitted, taken out since, and rewritten."""
    act = contract.interventions.get()
    answer = make_intervention(
        contract, ready=True, saved_by=editor, type="response", related=act, relation="responds_to"
    )
    make_citation(intervention=answer)
    answer.refresh_from_db()
    key = f"intervention-{answer.pk}"
    one = actions.submit(contract, {key: answer.version}, by=editor, reason="x")
    for ready, summary in ((False, act.summary), (True, "Nobody reviewed this")):
        act = Intervention.objects.get(pk=act.pk)
        act.ready, act.summary = ready, summary
        act.save()
        if not ready:
            actions.publish(contract, by=publisher, reason="Out.", only=[f"intervention-{act.pk}"])

    tomorrow = timezone.now() + datetime.timedelta(days=1)
    for attempt in (
        lambda: actions.publish_submission(one, by=publisher),
        lambda: actions.schedule(one, by=publisher, due_at=tomorrow),
    ):
        with pytest.raises(Conflict):
            attempt()


@pytest.mark.parametrize("enter", [_new_source, _new_party, _new_root, _new_body])
def test_what_first_goes_out_with_it_does_so_in_the_version_that_was_seen(
    contract, editor, publisher, enter
):
    enter(contract, editor)
    contract = saved(_as_now(contract), editor)
    [first] = [
        thing for thing in actions.desk(contract).statements[0].firsts if "A letter" in str(thing)
    ]
    seen = actions.desk(contract).statements[0].versions
    one = submitted(contract, editor)
    advance(first, first.version)

    tomorrow = timezone.now() + datetime.timedelta(days=1)
    for attempt in (
        lambda: actions.publish(
            contract, by=publisher, reason="x", only=["heading"], versions=seen
        ),
        lambda: actions.publish_submission(one, by=publisher),
        lambda: actions.schedule(one, by=publisher, due_at=tomorrow),
        lambda: actions.submit(contract, seen, by=publisher, reason="x"),
    ):
        with pytest.raises(Conflict):
            attempt()
    # What became public meanwhile has a publication of its own.
    type(first).objects.filter(pk=first.pk).update(published_version=2)
    assert actions.publish_submission(one, by=publisher)
