"""The pages of the history: one list of all that was done, in words, and what can be put back."""

import re

import pytest
from django.utils.html import strip_tags

from procurement import actions, author
from procurement.models import AuditEntry, Claim, Contract, Intervention
from procurement.models.history import TRACKED
from tests.factories import (
    make_citation,
    make_claim,
    make_contract,
    make_identifier,
    make_intervention,
    make_ready_contract,
    make_stakeholder,
    make_user,
    make_vendor,
)
from tests.ocds.samples import Importing, awarded, party

from .conftest import login
from .pages import form
from .test_restored_posts import lost_and_put_back

pytestmark = pytest.mark.django_db
ALL = "/admin/procurement/auditentry/history/"


def page(row, more=""):
    return f"/admin/procurement/{row._meta.model_name}/{row.pk}/history/{more}"


def words(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", strip_tags(answer.content.decode().partition("content-main")[2]))


def then(entry):
    return f"then/?entry={entry.instance_type._meta.model_name}-{entry.history_id}"


def edit(client, row, **typed):
    """Save a page of the admin by its form."""
    address = f"/admin/procurement/{row._meta.model_name}/{row.pk}/edit/"
    answer = client.post(address, form(client, address) | typed)
    assert answer.status_code == 302


def test_it_says_who_changed_what_from_what_to_what(editor):
    vendor = make_vendor(name="Fenwick Systems")
    edit(editor, vendor, name="Fenwick Holdings")

    said = words(editor, page(vendor))

    assert "Name: Fenwick Systems → Fenwick Holdings Put back" in said
    assert said.index("Changed ann") < said.index("Entered")
    everything = words(login("sam", is_superuser=True), ALL)
    assert "Changed, of “Fenwick Holdings” ann" in everything
    assert "Name: Fenwick Systems → Fenwick Holdings" in everything
    assert "of “Fenwick" not in said


def test_all_that_was_done_to_a_contract_stands_in_one_list(publisher):
    vendor = make_vendor(name="Fenwick")
    contract = make_ready_contract(vendors=[vendor], title="Records system")
    contract.refresh_from_db()
    actions.publish(contract, by=publisher.user, reason="First.")
    merge = actions.merge_parties(
        make_vendor(name="Fenwick plc", public_id=99), vendor, by=publisher.user, reason="One body."
    )
    actions.undo_merge(merge, by=publisher.user, reason="Two after all.")
    actions.withdraw(contract, by=publisher.user, reason="Taken back.")

    said = words(publisher, page(contract))

    for told in (
        "Revision 2: withdrawn pat Taken back.", "Merge undone: “Fenwick” into “Fenwick plc” pat",
        "Merged: “Fenwick” into “Fenwick plc” pat", "Revision 1: published pat",
        "Entered: Hold by Northmarch Scrutiny Committee", "Value: £50,000,000", "Vendors: not stated → Fenwick",
    ):  # fmt: skip
        assert told in said
    assert (said.count("First."), said.count("Taken back."), said.count("One body.")) == (1, 1, 1)
    assert "Merged: “Fenwick” into “Fenwick plc” pat One body." in words(publisher, page(vendor))


def test_an_import_says_which_notice_changed_what(editor, tmp_path):
    importing, supplier = Importing(tmp_path), party("Acme Roads", "GB-COH-01234567")
    for number, amount in ((1, 5000), (2, 6000)):
        value = {"amount": amount, "currency": "GBP"}
        importing([awarded(number, "ocds-test-1", [supplier], award={"value": value})])
    contract = Contract.objects.get()

    said = words(editor, page(contract))

    assert [model for model in TRACKED if model.history.exists()] == []
    assert said.count("Official notice") == 2
    assert "£6,000" in said


def test_of_one_statement_alone(editor):
    contract = make_contract(title="Records system")
    claim = make_claim(
        contract, fact="stage", stage="award_proposed", value_minor=None, currency=""
    )
    make_citation(claim=claim, quotation="It is proposed")

    led = editor.get(page(claim))
    assert led.headers["Location"] == page(contract, f"?statement=claim-{claim.pk}")
    said = words(editor, led.headers["Location"])

    assert "It is proposed" in said and "Title: Records" not in said
    number = make_identifier(vendor=make_vendor())
    assert editor.get(page(number)).headers["Location"] == page(number.vendor)


def test_an_edit_of_several_rows_is_told_once(editor):
    with author.editing(editor.user):
        act = make_intervention()

    said = words(editor, page(act.contract))

    assert said.count("Entered: Hold by") == 1
    assert "Who acted: Northmarch Scrutiny Committee" in said


def test_older_entries_are_on_further_pages(editor):
    contract = make_contract()
    for number in range(60):
        contract.title = f"Title {number}"
        contract.save()

    first, second = (words(editor, page(contract, f"?page={number}")) for number in (1, 2))

    assert ("Title 58 → Title 59" in first, "Title 2 → Title 3" in first, "Older" in first) == (
        True,
        False,
        True,
    )
    assert ("Title 58 → Title 59" in second, "Title 2 → Title 3" in second, "Older" in second) == (
        False,
        True,
        False,
    )
    for junk in (
        "?page=0",
        "?page=٣",
        "?page=99999",
        "?page=x",
        "?statement=claim-x",
        "?statement=" + "9" * 99,
    ):
        assert editor.get(page(contract, junk)).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_the_entries(editor, django_assert_num_queries, rows):
    contract = make_contract()
    for _ in range(rows):
        make_citation(claim=make_claim(contract))
        make_intervention(contract)
    editor.get(page(contract))

    with django_assert_num_queries(41):
        editor.get(page(contract))


def test_notes_are_told_to_editors_alone(editor):
    viewer = login("vic", "Viewers")
    claim = make_claim(notes="SECRET")
    claim.notes = "SECRET too"
    claim.save()
    oldest = claim.history.last()

    for address in (page(claim.contract), page(claim.contract, then(oldest))):
        assert "SECRET" in words(editor, address)
        assert "SECRET" not in words(viewer, address)


def test_a_field_is_put_back_by_its_link_and_a_button(editor):
    contract = make_contract(title="First title")
    contract.title, contract.purpose = "Second title", "a system"
    contract.save()
    first = contract.history.last()
    link = page(contract, f"{then(first)}&put=contract-{contract.pk}.title")
    assert link.replace("&", "&amp;") in editor.get(page(contract)).content.decode()

    shown = editor.get(link)
    assert shown.content.decode().count("checked") == 1
    version = shown.context["version"]
    answer = editor.post(link, {"put": f"contract-{contract.pk}.title", "_version": version})

    contract.refresh_from_db()
    assert answer.headers["Location"] == page(contract)
    assert (contract.title, contract.purpose) == ("First title", "a system")
    assert (contract.saved_by, contract.history.first().who) == (editor.user, "ann")
    assert "Put back as it was on" in words(editor, page(contract))


def test_what_cannot_be_put_back_says_why_and_a_conflict_shows_what_is_now(editor):
    contract = make_contract(title="First title")
    contract.title = "Second title"
    contract.save()
    address, key = page(contract, then(contract.history.last())), f"contract-{contract.pk}.title"

    for data, status, said in (
        ({"_version": contract.heading_version}, 422, "Choose what is to be put back"),
        ({"put": key, "_version": "0"}, 409, "somebody saved it meanwhile"),
        ({"put": key, "_version": "x"}, 409, "somebody saved it meanwhile"),
        ({"put": "claim-9.fact", "_version": contract.heading_version}, 422, "Choose what"),
    ):
        answer = editor.post(address, data)
        assert (answer.status_code, said in answer.content.decode()) == (status, True)
    assert login("vic", "Viewers").post(address, {"put": key}).status_code == 403
    contract.refresh_from_db()
    assert contract.title == "Second title"
    for junk in (
        "then/?entry=claim-9",
        "then/?entry=x",
        "then/?entry=contract-x",
        "then/?entry=contract-" + "9" * 30,
    ):
        assert editor.get(page(contract, junk)).status_code == 404


def test_a_deleted_draft_is_found_and_comes_back(administrator):
    contract = make_contract(title="A draft")
    act = make_intervention(contract, stakeholder=make_stakeholder(name="Mayor"))
    contract.refresh_from_db()
    administrator.post(
        page(contract).replace("history/", f"delete/?_version={contract.version}"), {"post": "yes"}
    )
    deleted = Contract.history.first()
    assert f"/contract/{contract.pk}/history/then/" in administrator.get(ALL).content.decode()
    assert "Deleted: Hold by Mayor, of “A draft”" in words(administrator, ALL)

    assert "It was deleted" in words(administrator, page(contract))
    shown = administrator.get(page(contract, then(deleted)))
    keys = re.findall(r'name="put"\s+value="([^"]+)"', shown.content.decode())
    administrator.post(page(contract, then(deleted)), {"put": keys, "_version": ""})

    assert Contract.objects.get().title == "A draft"
    assert [str(one) for one in Intervention.objects.filter(pk=act.pk)] == ["Hold by Mayor"]


def test_a_history_without_anything_is_not_found(editor):
    assert editor.get("/admin/procurement/contract/99/history/").status_code == 404
    assert Claim.history.count() == 0


def test_who_did_it_is_told_after_the_account_is_closed(editor):
    vendor = make_vendor()
    edit(editor, vendor, name="Another")
    actions.change_account(
        type(editor.user)(pk=editor.user.pk, username="ann", is_active=False),
        actions.accounts.roles.of(editor.user), by=make_user(),
    )  # fmt: skip

    assert "Changed ann" in words(login("eve", "Editors"), page(vendor))


def test_an_act_is_named_where_another_is_about_it(editor):
    contract = make_contract()
    earlier = make_intervention(contract, stakeholder=make_stakeholder(name="The auditor"))
    answer = make_intervention(contract, type="response", related=earlier, relation="responds_to")

    assert f"Earlier intervention: {earlier}" in words(editor, page(contract))
    Intervention.objects.filter(pk=answer.pk).update(related=None)
    earlier.delete()
    assert "Earlier intervention: an intervention that is gone" in words(editor, page(contract))


def test_what_was_public_can_be_put_back_from_it_by_publishers(editor):
    contract = make_ready_contract()
    actions.publish(contract, by=make_user(), reason="First.")
    address = f"/admin/procurement/contract/{contract.pk}/put-back/1/"

    listed = page(contract)
    assert address not in editor.get(listed).content.decode()
    assert address in login("sam", is_superuser=True).get(listed).content.decode()


def test_what_editors_tell_one_another_is_not_for_viewers(editor, publisher, viewer, contract):
    act = contract.interventions.first()
    act.effect = "signature_blocked"
    act.save()
    act.refresh_from_db()
    one = actions.submit(
        contract,
        {f"intervention-{act.pk}": act.version},
        by=editor.user,
        reason="Why.",
        note="Asked",
    )
    actions.send_back(one, by=publisher.user, note="Answered")
    address = page(contract)

    seen = viewer.get(address).text

    for words in ("Asked", "Answered"):
        assert words in editor.get(address).text
        assert words not in seen
    assert "Submission: sent back" in seen
    assert seen.count("Why.") == 1
    assert not AuditEntry.objects.filter(said__in=("Asked", "Answered")).exists()


def test_ticks_of_a_session_that_ended_come_back_and_put_nothing_back(editor):
    contract = make_contract(title="First title", purpose="a first system")
    contract.title, contract.purpose = "Second title", "a system"
    contract.save()
    address = page(contract, then(contract.history.last()))
    tick = f"contract-{contract.pk}.purpose"

    shown = lost_and_put_back(editor, address, form(editor, address) | {"put": [tick]})

    assert shown.status_code == 200
    assert shown.context["ticked"] == [tick]
    assert "look it through, then save" in shown.text
    contract.refresh_from_db()
    assert contract.purpose == "a system"
