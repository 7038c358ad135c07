"""Merging from the page of the party that stays, and undoing."""

import pytest
from django.urls import reverse

from procurement import actions
from procurement.models import PartyMerge, PublicContract, Revision, Vendor
from tests import factories

from .pages import form, heading


@pytest.fixture
def two(db):
    """Give two public vendors."""
    for title in ("Kept", "Merged"):
        vendor = factories.make_vendor(name=title)
        factories.publish(factories.make_ready_contract(title=f"Of {title}", vendors=[vendor]))
    return list(Vendor.objects.order_by("pk"))


def url(thing, act="merge"):
    return reverse(f"admin:procurement_{thing._meta.model_name}_{act}", args=[thing.pk])


def merge(client, kept, other, **fields):
    page = client.get(url(kept), {"other": other.pk})
    data = {"reason": "One body.", "_seen": page.context["seen"]} | fields
    return client.post(f"{url(kept)}?other={other.pk}", data)


def undo(client, done, reason="Two bodies."):
    return client.post(url(done, "undo"), {"reason": reason})


def test_the_page_asks_for_the_other_one_first(publisher, two):
    page = publisher.get(url(two[0]))

    assert page.status_code == 200
    assert "other" not in page.context
    assert url(two[0]) in publisher.get(url(two[0], "change")).content.decode()


def test_the_page_shows_what_names_the_other_one(publisher, two):
    page = publisher.get(url(two[0]), {"other": two[1].pk})

    assert [contract.title for contract in page.context["tracked"]] == ["Of Merged"]
    assert "Of Merged" in page.content.decode()
    assert not PartyMerge.objects.exists()


def test_merging_and_undoing(publisher, two):
    kept, other = two

    response = merge(publisher, kept, other)

    done = PartyMerge.objects.get()
    assert (response.status_code, done.by, done.reason) == (302, publisher.user, "One body.")
    assert Revision.objects.count() == 2
    listing = publisher.get(reverse("admin:procurement_partymerge_changelist")).content.decode()
    assert url(done, "undo") in listing
    assert publisher.get(url(done, "undo")).status_code == 200

    assert undo(publisher, done).status_code == 302

    done.refresh_from_db()
    assert (done.undone_by, done.undone_reason) == (publisher.user, "Two bodies.")
    assert "undone already" in undo(publisher, done).content.decode()


def test_editors_look_at_merges_and_publishers_merge(editor, publisher, two):
    kept, other = two

    assert editor.get(url(kept), {"other": other.pk}).status_code == 403
    assert url(kept) not in editor.get(url(kept, "change")).content.decode()
    merge(publisher, kept, other)
    done = PartyMerge.objects.get()
    assert undo(editor, done).status_code == 403
    assert Vendor.objects.current().count() == 1


def test_what_changed_since_it_was_looked_at_is_looked_at_again(publisher, two):
    response = merge(publisher, *two, _seen="9-9")

    assert response.status_code == 409
    assert "Look again" in response.content.decode()
    assert not PartyMerge.objects.exists()


def test_a_reason_is_asked_for(publisher, two):
    assert "Say why" in merge(publisher, *two, reason="").content.decode()
    assert not PartyMerge.objects.exists()


def test_two_numbers_of_one_register_need_a_look(publisher, two):
    for vendor, number in zip(two, ("01234567", "07654321"), strict=True):
        factories.make_identifier(vendor=vendor, value=number)

    refused = merge(publisher, *two).content.decode()
    done = merge(publisher, *two, despite_identifiers="on")

    assert "two bodies in law" in refused
    assert done.status_code == 302


def test_the_merged_party_is_out_of_sight_and_only_read(publisher, two):
    kept, other = two
    merge(publisher, kept, other)
    listing = reverse("admin:procurement_vendor_changelist")

    shown = publisher.get(listing).context["cl"].result_list
    merged = publisher.get(listing, {"merged": "merged"}).context["cl"].result_list
    page = publisher.get(url(other, "change"))

    assert ([row.name for row in shown], [row.name for row in merged]) == (["Kept"], ["Merged"])
    assert page.context["may_edit"] is False
    assert "was merged into “Kept”" in page.content.decode()
    assert publisher.post(url(other, "edit"), {"name": "x"}).status_code == 409


def test_choosers_do_not_offer_the_merged_party(publisher, two):
    kept, other = two
    merge(publisher, kept, other)
    query = {"term": "merged", "app_label": "procurement", "model_name": "contract",
             "field_name": "vendors"}  # fmt: skip

    found = publisher.get(reverse("admin:autocomplete"), query).json()

    assert [one["text"].partition(" (")[0] for one in found["results"]] == ["Kept"]


def test_choosers_find_the_kept_one_by_whatever_the_merged_one_is_found_by(publisher, two):
    kept, other = two
    draft = factories.make_vendor(name="Never public")
    factories.make_identifier(vendor=draft)
    for one in (other, draft):
        merge(publisher, kept, one)

    for term in ("merged", "never public", "01234567", str(other.public_id)):
        query = {"term": term, "app_label": "procurement", "model_name": "contract",
                 "field_name": "vendors"}  # fmt: skip
        found = publisher.get(reverse("admin:autocomplete"), query).json()["results"]
        assert [one["text"].partition(" (")[0] for one in found] == ["Kept"], term


def test_a_form_that_names_the_merged_party_is_saved_and_leads_to_the_kept(publisher, two):
    kept, other = two
    contract = other.contracts.get()
    page = form(publisher, heading(contract))
    merge(publisher, kept, other)

    before = publisher.post(heading(contract), page | {"title": "Another"})
    after = publisher.post(heading(contract), form(publisher, heading(contract)) | {"purpose": "x"})

    assert (before.status_code, after.status_code) == (302, 302)
    assert list(contract.vendors.all()) == [other]
    actions.publish(contract, by=publisher.user, reason="A better title.")
    row = PublicContract.objects.get(title="Another")
    assert [vendor.name for vendor in row.vendors.all()] == ["Kept"]
