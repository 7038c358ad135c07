"""Two people on pages: submitted, sent back, published or scheduled; notes; who works on it; mail about it."""

import datetime
import re

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from procurement import author
from procurement.accounts import resets
from procurement.models import Claim, Contract, Intervention, Note, Revision, Submission
from tests.factories import make_citation, make_ready_contract, make_source

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def url(contract, name="review", *args):
    return reverse(f"admin:procurement_contract_{name}", args=[contract.pk, *args])


@pytest.fixture
def act(contract, editor):
    """Give an act of the published founding case that an editor has changed."""
    act = contract.interventions.first()
    act.effect, act.saved_by = "signature_blocked", editor.user
    act.save()
    return act


def filled(client, contract):
    page = client.get(url(contract))
    ticks = [one["key"] for one in page.context["pending"] if one["is_ticked"]]
    return {
        "_seen": page.context["seen"],
        "only": ticks,
        "reason": "It is blocked.",
        "kind": "published",
    }


def submit(client, contract, **more):
    return client.post(url(contract), filled(client, contract) | {"_submit": "x"} | more)


def answer(client, one, button, **data):
    address = url(one.contract, "submission", one.pk)
    return client.post(address, {button: "x"} | data)


def test_an_editor_submits_and_a_publisher_publishes(editor, publisher, contract, act):
    submit(editor, contract, note="Please look.")
    one = Submission.objects.get()
    assert (one.by, one.note, [*one.statements]) == (
        editor.user, "Please look.", [f"intervention-{act.pk}"],
    )  # fmt: skip
    assert Revision.objects.count() == 1
    page = publisher.get(url(contract, "submission", one.pk)).text
    for words in ("Please look.", "New facts", "It is blocked.", "Signature blocked"):
        assert words in page

    preview = f"{url(contract, 'preview')}?only=intervention-{act.pk}"
    assert f'href="{preview}"' in page
    assert "signature" in publisher.get(preview).text

    response = answer(publisher, one, "_publish")

    assert response.url == url(contract, "change")
    revision = Revision.objects.latest_of(contract)
    assert (revision.number, revision.by, revision.one_person) == (2, publisher.user, False)


def test_sent_back_it_is_read_and_submitted_again(editor, publisher, viewer, contract, act):
    submit(editor, contract)
    one = Submission.objects.get()
    assert "Say what is to be done first" in answer(publisher, one, "_send_back").text

    answer(publisher, one, "_send_back", note="Cite the report.")

    assert "Cite the report." in editor.get(url(contract, "submission", one.pk)).text
    beside = " ".join(editor.get(url(contract, "change")).text.split())
    assert f"Sent back by {publisher.user}, " in beside
    assert "Cite the report." in beside
    viewed = viewer.get(url(contract, "change")).text
    assert "Sent back by" in viewed
    assert "Cite the report." not in viewed
    page = editor.get(url(contract, "submission", one.pk)).text
    assert f'{url(contract)}?again={one.pk}"' in page
    again = editor.get(url(contract), {"again": one.pk})
    assert ">\nIt is blocked.</textarea>" in again.text
    assert [tick["key"] for tick in again.context["pending"] if tick["is_ticked"]] == [
        *one.statements
    ]
    for junk in ("0", "x", "9" * 30):
        assert editor.get(url(contract), {"again": junk}).status_code == 200
    submit(editor, contract)
    assert [one.state for one in Submission.objects.order_by("pk")] == ["sent_back", "in_review"]


def test_what_is_scheduled_can_be_given_another_time(publisher, contract, act):
    later = timezone.localtime() + datetime.timedelta(days=2)
    submit(publisher, contract, _schedule="x", due_at=f"{later:%Y-%m-%dT%H:%M}")
    one = Submission.objects.get()
    assert "Publish it at another time" in publisher.get(url(contract, "submission", one.pk)).text

    later += datetime.timedelta(days=1)
    answer(publisher, one, "_schedule", due_at=f"{later:%Y-%m-%dT%H:%M}")

    one.refresh_from_db()
    assert (one.state, timezone.localtime(one.due_at).date()) == ("scheduled", later.date())


def test_what_was_ticked_and_typed_comes_along_from_the_publish_page(publisher, contract, act):
    typed = filled(publisher, contract) | {"kind": "slip", "_to_review": ""}

    page = publisher.post(url(contract), typed)

    assert 'name="_to_review"' in publisher.get(url(contract, "publish")).text
    assert ">\nIt is blocked.</textarea>" in page.text
    assert page.context["form"]["kind"].value() == "slip"
    ticked = [one["key"] for one in page.context["pending"] if one["is_ticked"]]
    assert ticked == typed["only"]
    assert not page.context["form"].errors
    assert not Submission.objects.exists()


def test_an_editor_takes_back_what_is_their_own_alone(editor, publisher, viewer, contract, act):
    submit(publisher, contract)
    one = Submission.objects.get()
    for client in (editor, viewer):
        response = answer(client, one, "_take_back")
        assert response.status_code == 403
        assert "whoever submitted it may take it back" in response.text
    assert answer(editor, one, "_publish").status_code == 403

    Submission.objects.update(by=editor.user)
    answer(editor, one, "_take_back", note="Not yet.")

    one.refresh_from_db()
    assert (one.state, one.answer) == ("cancelled", "Not yet.")


def test_a_publisher_has_it_published_at_a_time_of_london(publisher, contract, act):
    """In summer its clock is an hour ahead of UTC."""
    year = timezone.now().year + 1
    typed = {"_schedule": "x", "due_at": f"{year}-07-01T09:30"}

    response = submit(publisher, contract, **typed)

    assert response.status_code == 302
    one = Submission.objects.get()
    assert (one.state, one.answered_by) == ("scheduled", publisher.user)
    assert one.due_at == datetime.datetime(year, 7, 1, 8, 30, tzinfo=datetime.UTC)
    assert f"for 1 July {year}, 09:30" in publisher.get(url(contract, "change")).text


@pytest.mark.parametrize(
    ("due_at", "says"),
    [
        ("", "Say when it is to be published"),
        ("2020-01-01T00:00", "That time is past"),
        ("2027-03-28T01:30", "That is no moment of London"),
        ("2027-10-31T01:30", "That is no moment of London"),
        ("2027-02-30T10:00", "That is no moment of London"),
        ("0001-01-01T00:00", "That time is past"),
        ("9999-12-31T23:59", "That is more than a year ahead"),
        ("99999-01-01T00:00", "That is no moment of London"),
        ("tomorrow", "That is no moment of London"),
    ],
)
def test_a_time_that_is_none_is_said_and_nothing_is_lost(publisher, contract, act, due_at, says):
    response = submit(publisher, contract, _schedule="x", due_at=due_at, note="Kept.")

    assert response.status_code == 200
    for words in (says, "Kept.", "It is blocked."):
        assert words in response.text
    assert not Submission.objects.exists()


def test_who_saved_a_party_last_is_told_that_somebody_else_publishes(settings, publisher, contract):
    settings.FOUR_EYES = True
    with author.editing(publisher.user):
        contract.buyer.name = "Another name"
        contract.buyer.save()
    address = reverse("admin:procurement_buyer_publish", args=[contract.buyer_id])

    pages = [
        publisher.get(address),
        publisher.post(address, {"reason": "Its name.", "_version": "1"}),
    ]

    for page in pages:
        assert "somebody else has to publish it" in page.text
        assert 'name="_publish"' not in page.text


def test_who_saved_it_last_is_told_that_somebody_else_publishes(settings, publisher, contract, act):
    settings.FOUR_EYES = True
    Intervention.objects.update(saved_by=publisher.user)
    tomorrow = timezone.localtime() + datetime.timedelta(days=1)
    response = submit(publisher, contract, _schedule="x", due_at=f"{tomorrow:%Y-%m-%dT%H:%M}")
    assert "last: somebody else has to publish it" in response.text
    assert not Submission.objects.exists()
    [offered] = publisher.get(url(contract, "publish")).context["pending"]
    assert (offered["is_ticked"], len(offered["own"])) == (False, 1)
    submit(publisher, contract)
    one = Submission.objects.get()

    page = publisher.get(url(contract, "submission", one.pk))
    assert "somebody else has to publish it" in page.text
    assert 'name="_publish"' not in page.text
    assert "somebody else has to publish it" in answer(publisher, one, "_publish").text


def test_saving_what_waits_says_so_and_so_does_the_record(editor, contract, act):
    submit(editor, contract)
    moved = "Changed since it was submitted"
    assert moved not in editor.get(url(contract, "change")).text
    act.refresh_from_db()
    take_out = url(contract, "statement_take_out", f"intervention-{act.pk}")

    page = editor.post(take_out, {"_version": act.version}, follow=True).text

    assert "An earlier version of it is in review" in page
    assert moved in page
    heading = url(contract, "statement", "heading")
    form = editor.get(heading).context["form"]
    sent = {one.html_name: one.value() or "" for one in form.head} | {"title": "Another title"}
    sent["_version"] = contract.heading_version
    Submission.objects.update(statements={"heading": contract.heading_version})
    page = editor.post(heading, sent, follow=True).text
    assert "An earlier version of it is in review" in page
    assert moved in page


def test_what_was_saved_since_is_not_published_and_says_who_did(editor, publisher, contract, act):
    submit(editor, contract)
    one = Submission.objects.get()
    assert "Publish it now" in publisher.get(url(contract, "submission", one.pk)).text
    act.refresh_from_db()
    act.summary, act.saved_by = "Something else", editor.user
    act.save()

    response = answer(publisher, one, "_publish")

    assert response.status_code == 409
    assert f"It was saved since, by {editor.user}" in " ".join(response.text.split())
    assert "Publish it now" not in response.text
    assert "Send it back with the note" in response.text
    assert Revision.objects.count() == 1


def test_a_viewer_sees_what_waits_and_no_notes(viewer, editor, contract, act):
    submit(editor, contract, note="Between us.")
    one = Submission.objects.get()
    Note.objects.create(contract=contract, text="Between us.", by=editor.user)

    for address in (url(contract, "submission", one.pk), url(contract, "change")):
        page = viewer.get(address)
        assert page.status_code == 200
        assert "Between us." not in page.text
        assert "Between us." in editor.get(address).text or address.endswith("/desk/")
    assert "Between us." in editor.get(url(contract, "change")).text
    for name in ("notes", "assign", "review"):
        refused = viewer.get(url(contract, name))
        assert refused.status_code == 403
        assert "That is for editors." in refused.text
        assert "for publishers" not in refused.text


def test_notes_are_about_a_record_or_a_statement(editor, contract):
    claim = Claim.objects.first()
    editor.post(
        url(contract, "notes"), {"text": "Ask the council.", "statement": f"claim-{claim.pk}"}
    )
    editor.post(url(contract, "notes"), {"text": "All of it."})
    refused = editor.post(url(contract, "notes"), {"text": "Kept.", "statement": "claim-99"})
    assert "Select a valid choice" in refused.text
    assert "Kept." in refused.text
    for text in ("", " ", "\u202ehidden", "x" * 2001):
        assert editor.post(url(contract, "notes"), {"text": text}).status_code == 200

    first, second = Note.objects.all()
    editor.post(url(contract, "settle_note", first.pk))

    page = editor.get(url(contract, "notes")).text
    assert str(claim.get_fact_display()) in page
    assert f"Settled by {editor.user}" in page
    beside = editor.get(url(contract, "change")).context["review"]["notes"]
    assert [one.pk for one in beside] == [second.pk]


def test_a_contract_is_assigned_by_name(editor, publisher, contract):
    assign = url(contract, "assign")
    editor.post(assign, {"to": publisher.user.username})
    assert Contract.objects.get().assigned_to == publisher.user
    for junk in ("nobody-of-this-name", "1", "\0", "x" * 3000):
        assert "errorlist" in editor.post(assign, {"to": junk}).text
        assert Contract.objects.get().assigned_to == publisher.user

    editor.post(assign, {"to": ""})

    assert Contract.objects.get().assigned_to is None


def test_nobody_works_on_what_is_assigned_to_nobody(editor, contract):
    listing = reverse("admin:procurement_contract_changelist")
    [shown] = re.findall(r"field-assigned[^>]*>([^<]*)<", editor.get(listing).text)
    assert shown == "nobody"

    def found(who):
        return [*editor.get(listing, {"assigned": who}).context["cl"].result_list]

    assert (found("nobody"), found("you"), found("junk")) == ([contract], [], [contract])
    Contract.objects.update(assigned_to=editor.user)
    assert (found("nobody"), found("you")) == ([], [contract])


@pytest.fixture
def by_mail(settings, monkeypatch, django_capture_on_commit_callbacks):
    """Have mail sent at once; give what runs something and tells to whom was written."""
    settings.EMAIL_HOST, settings.EMAIL_BACKEND = (
        "mail.example.org",
        "django.core.mail.backends.locmem.EmailBackend",
    )
    monkeypatch.setattr(resets, "_later", lambda sending: sending())

    def written(run):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            run()
        return [(one.to[0].partition("@")[0], one.subject.partition(":")[0]) for one in mail.outbox]

    return written


def test_mail_says_what_waits_and_where_and_no_note(
    by_mail, editor, publisher, viewer, contract, act
):
    for client in (editor, publisher, viewer):
        client.user.email = f"{client.user.username}@example.org"
        client.user.save()

    assert by_mail(lambda: submit(editor, contract, note="Between us.")) == [("pat", "In review")]
    one = Submission.objects.get()
    [sent] = mail.outbox
    assert url(contract, "submission", one.pk) in sent.body
    assert "Between us." not in sent.body
    back = by_mail(lambda: answer(publisher, one, "_send_back", note="Cite it."))
    assert back == [("ann", "Sent back")]
    to = {"to": "pat"}
    assert by_mail(lambda: editor.post(url(contract, "assign"), to)) == [("pat", "Assigned to you")]
    assert by_mail(lambda: publisher.post(url(contract, "assign"), to)) == []


@pytest.fixture
def addresses(editor, publisher):
    """Give editor and publisher addresses for mail."""
    for client in (editor, publisher):
        client.user.email = f"{client.user.username}@example.org"
        client.user.save()


def test_a_review_is_asked_of_whoever_may_publish_where_whom_it_is_assigned_to_may_not(
    by_mail, addresses, editor, publisher, contract, act
):
    Contract.objects.update(assigned_to=editor.user)
    Intervention.objects.update(saved_by=editor.user)

    assert by_mail(lambda: submit(editor, contract)) == [("pat", "In review")]


def test_mail_names_a_record_as_the_public_does(by_mail, addresses, editor, publisher, contract):
    """What editors call it since, or a draft, may be what must not leave."""
    Contract.objects.update(title="Unsaid")
    draft = make_ready_contract(title="Unsaid")
    told = []
    for one in (contract, draft):
        by_mail(lambda one=one: submit(editor, one))
        told += [(sent.subject, sent.body) for sent in mail.outbox]
        submission = Submission.objects.get(contract=one)
        by_mail(lambda of=submission: answer(publisher, of, "_send_back", note="Unsaid, too."))
        told += [(sent.subject, sent.body) for sent in mail.outbox]
        by_mail(lambda one=one: publisher.post(url(one, "assign"), {"to": "ann"}))
        told += [(sent.subject, sent.body) for sent in mail.outbox]

    assert len(told) == 6
    assert "Unsaid" not in str(told)
    assert all("New data platform for the Metropolitan Police" in body for _, body in told[:3])
    assert all("A contract that is not public yet" in body for _, body in told[3:])


def test_whose_schedule_a_withdrawal_stops_is_told(by_mail, addresses, publisher, contract, act):
    tomorrow = timezone.localtime() + datetime.timedelta(days=1)
    submit(publisher, contract, _schedule="x", due_at=f"{tomorrow:%Y-%m-%dT%H:%M}")

    sent = by_mail(lambda: publisher.post(url(contract, "withdraw"), {"reason": "Retracted."}))

    assert sent == [("pat", "Failed")]
    listed = publisher.get(reverse("admin:procurement_submission_changelist"), {"state": "failed"})
    assert "The contract was withdrawn before its time." in listed.text


def test_a_broken_mail_server_stops_nothing(
    by_mail, addresses, settings, caplog, editor, publisher, contract, act
):
    settings.EMAIL_BACKEND = "tests.admin.desk.test_reviewing.Broken"
    by_mail(lambda: submit(editor, contract))
    one = Submission.objects.get()
    by_mail(lambda: answer(publisher, one, "_send_back", note="Cite it."))
    by_mail(lambda: publisher.post(url(contract, "assign"), {"to": "ann"}))

    one.refresh_from_db()
    assert (one.state, Contract.objects.get().assigned_to) == ("sent_back", editor.user)
    assert caplog.text.count("A mail could not be sent.") == 3

    Submission.objects.update(
        state="scheduled", answered_by=publisher.user, due_at=timezone.now(), statements={"x": 1}
    )
    with pytest.raises(SystemExit):
        by_mail(lambda: call_command("publish_due"))
    one.refresh_from_db()
    assert one.state == "failed"
    assert caplog.text.count("A mail could not be sent.") == 5


class Broken(BaseEmailBackend):
    """A mail server that breaks off."""

    def send_messages(self, messages):
        raise OSError("broken off")


def test_nobody_is_written_to_without_mail(by_mail, settings, editor, publisher, contract, act):
    settings.EMAIL_HOST = ""
    publisher.user.email = "pat@example.org"
    publisher.user.save()

    assert by_mail(lambda: submit(editor, contract)) == []


def test_looked_again_is_one_click_in_the_list(publisher, editor, contract):
    act = contract.interventions.filter(outcome="pending").first()
    address = reverse("admin:procurement_intervention_look_again", args=[act.pk])
    listing = reverse("admin:procurement_intervention_changelist")
    assert address in publisher.get(listing).text
    assert address not in editor.get(listing).text
    assert editor.post(address).status_code == 403

    publisher.post(address, headers={"referer": "https://elsewhere.example/"})
    response = publisher.post(address, headers={"referer": f"http://testserver{listing}?work=look"})

    assert response.url == f"http://testserver{listing}?work=look"
    assert [one.kind for one in Revision.objects.order_by("number")][1:] == ["looked_again"]


def test_whose_source_first_goes_out_with_another_s_statement_is_told_so(
    settings, editor, publisher, contract, act
):
    """Beside the statement, and not ticked, though somebody else saved that."""
    settings.FOUR_EYES = True
    with author.editing(publisher.user):
        make_citation(intervention=act, source=make_source(title="A letter"))
    Intervention.objects.update(saved_by=editor.user)

    page = publisher.get(url(contract, "publish"))
    [offered] = page.context["pending"]
    submit(editor, contract)
    submitted = publisher.get(url(contract, "submission", Submission.objects.get().pk))

    assert (offered["is_ticked"], offered["own"]) == (False, ["A letter"])
    for shown in (page, submitted):
        assert "You saved “A letter” last, so that somebody else" in shown.text
    assert 'name="_publish"' not in submitted.text


@pytest.mark.parametrize(
    ("kind", "words"),
    [("published", "New facts"), ("corrected", "A correction"), ("slip", "A slip put right")],
)
def test_the_list_says_the_kind_of_change_as_the_form_does(editor, contract, kind, words):
    said = {"was_said": "x", "is_right": "y"} if kind == "corrected" else {}
    one = Submission.objects.create(
        contract=contract, statements={"heading": 1}, reason="x", by=editor.user, change=kind, **said
    )  # fmt: skip
    listed = editor.get("/admin/procurement/submission/").text
    detail = editor.get(f"/admin/procurement/submission/{one.pk}/change/").text

    assert f'<td class="field-kind">{words}' in listed
    for page in (listed, detail):
        assert page.count(words) == 1


def test_what_waits_already_is_said_beside_it_and_not_ticked(editor, publisher, contract, act):
    other = contract.interventions.last()
    other.effect = "signature_blocked"
    other.save()
    key = f"intervention-{act.pk}"
    submit(editor, contract, only=[key])
    one = Submission.objects.get()
    link = f'href="{url(contract, "submission", one.pk)}"'

    for name in ("publish", "review"):
        page = publisher.get(url(contract, name))
        ticks = {one["key"]: one["is_ticked"] for one in page.context["pending"]}
        assert ticks == {key: False, f"intervention-{other.pk}": True}
        assert page.text.count(link) == 1
        assert f"In review</a> since {timezone.localtime(one.at):%-d %B %Y}." in " ".join(
            page.text.split()
        )

    later = timezone.localtime() + datetime.timedelta(days=2)
    answer(publisher, one, "_schedule", due_at=f"{later:%Y-%m-%dT%H:%M}")
    page = publisher.get(url(contract, "publish"))
    assert f"Scheduled</a> for {later:%-d %B %Y, %H:%M}." in " ".join(page.text.split())
    # Whoever ticks it all the same finds it ticked still.
    shown = publisher.post(url(contract, "publish"), {"only": [key], "_show": "x"})
    assert [one["key"] for one in shown.context["pending"] if one["is_ticked"]] == [key]


def test_what_is_in_review_a_publisher_sends_back_and_does_not_take_back(
    editor, publisher, contract, act
):
    submit(editor, contract)
    one = Submission.objects.get()
    page = publisher.get(url(contract, "submission", one.pk)).text
    assert 'name="_send_back"' in page
    assert 'name="_take_back"' not in page
    assert 'name="_take_back"' in editor.get(url(contract, "submission", one.pk)).text
    assert answer(publisher, one, "_take_back").status_code == 403

    # What cannot be sent back can be stopped all the same, whoever submitted it.
    later = timezone.localtime() + datetime.timedelta(days=2)
    answer(publisher, one, "_schedule", due_at=f"{later:%Y-%m-%dT%H:%M}")
    assert 'name="_take_back"' in publisher.get(url(contract, "submission", one.pk)).text
    answer(publisher, one, "_take_back")
    one.refresh_from_db()
    assert one.state == "cancelled"
