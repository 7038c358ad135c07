"""The register in the admin: found among a million, read, and tracked from its page."""

import pytest
from django.urls import reverse

from procurement.admin.large_tables import BoundedPaginator
from procurement.models import Contract, Intervention, PartyName
from tests import factories
from tests.register import make_register_contract, name

from .pages import form, heading, ticked


@pytest.fixture
def contract(db):
    """Give a contract of the register, with a buyer and a vendor."""
    fields = {"title": "Road works", "ocid": "ocds-b5fd17-1", "buyer": factories.make_buyer()}
    return make_register_contract(vendors=[factories.make_vendor()], **fields)


def url(thing, act="change"):
    return reverse(f"admin:procurement_{thing._meta.model_name}_{act}", args=[thing.pk])


def shown(client, name, **query):
    page = client.get(reverse(f"admin:procurement_{name}_changelist"), query)
    return [str(row) for row in page.context["cl"].result_list]


# Tracking


def test_a_contract_of_the_register_is_read_until_it_is_tracked(editor, contract):
    page = editor.get(url(contract))

    assert page.status_code == 200
    assert "statement/" not in page.text
    assert "Start tracking this contract" in page.content.decode()
    assert page.context["state"] == "Register only: no editor keeps it"
    assert editor.post(heading(contract), {"title": "Mine"}).status_code == 403


def test_tracking_from_the_page_of_a_contract(editor, contract):
    response = editor.post(url(contract, "track"), follow=True)

    assert "Nothing public changes" in str(list(response.context["messages"])[0])
    assert heading(contract) in response.text
    assert "Start tracking" not in response.content.decode()
    assert Contract.objects.get().tracked
    assert "Started tracking it." in editor.get(url(contract, "history")).content.decode()


def test_tracking_is_asked_for_by_post_and_by_editors_alone(editor, contract, client):
    reader = factories.make_user(is_superuser=False)
    client.force_login(reader)

    assert editor.get(url(contract, "track")).status_code == 405
    assert client.post(url(contract, "track")).status_code == 403
    assert not Contract.objects.get().tracked


def test_tracking_twice_says_so(editor, contract):
    editor.post(url(contract, "track"))

    response = editor.post(url(contract, "track"), follow=True)

    assert "Editors keep this contract already." in str(list(response.context["messages"])[-1])


def test_a_tracked_contract_is_edited_and_published(publisher, contract):
    publisher.post(url(contract, "track"))
    typed = form(publisher, heading(contract)) | {"purpose": "new roads"}
    publisher.post(heading(contract), typed)

    look = publisher.get(url(contract, "publish"))
    done = publisher.post(url(contract, "publish"), ticked(look) | {"reason": "We keep it now."})

    assert look.context["first"] is False
    [pending] = look.context["pending"]
    assert [one["what"] for one in pending["changes"]] == ["What it is for"]
    assert done.status_code == 302
    assert Contract.objects.get().state == "published"


def test_an_untracked_contract_is_not_published_but_can_be_withdrawn(publisher, contract):
    page = publisher.get(url(contract)).content.decode()
    done = publisher.post(url(contract, "withdraw"), {"reason": "It names a person."})

    assert url(contract, "publish") not in page
    assert url(contract, "withdraw") in page
    assert done.status_code == 302
    assert Contract.objects.get().state == "withdrawn"


def test_nothing_is_said_of_a_contract_that_nobody_tracks(editor, contract):
    address = reverse(
        "admin:procurement_contract_statement_add", args=[contract.pk, "intervention"]
    )
    who = factories.make_stakeholder()
    typed = {"type": "hold", "actors": f"stakeholder-{who.pk}", "_save": "1"}

    refused = editor.post(f"{address}?type=hold", typed)
    editor.post(url(contract, "track"))
    editor.post(f"{address}?type=hold", form(editor, f"{address}?type=hold") | typed)

    assert refused.status_code == 403
    assert Intervention.objects.get().contract == contract


def test_the_page_shows_the_vendors_of_the_awards(editor, contract):
    assert "Fenwick Systems" in editor.get(url(contract)).content.decode()


# Lists


def test_the_list_has_what_editors_keep_unless_told(editor, contract):
    factories.make_contract(title="Kept")

    assert shown(editor, "contract") == ["Kept"]
    assert shown(editor, "contract", kept="register") == ["Road works"]
    assert shown(editor, "contract", kept="all") == ["Kept", "Road works"]
    assert shown(editor, "contract", kept="register", state="pending") == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("ocds-b5fd17-1", ["Road works"]),
        (" road works ", ["Road works"]),
        ("fenwick road", ["Road works"]),
        ("northmarch", ["Road works"]),
        ("1", ["Road works"]),
        ("a draf", ["A draft"]),
        ("nothing", []),
        ("'\"%_", []),
    ],
)
def test_contracts_are_found_among_all(editor, contract, asked, found):
    factories.make_contract(title="A draft")

    assert shown(editor, "contract", q=asked) == found


def test_a_chooser_of_contracts_offers_what_editors_keep(editor, contract):
    factories.make_contract(title="Road works too")
    query = {"term": "road", "app_label": "procurement", "model_name": "intervention",
             "field_name": "contract"}  # fmt: skip

    found = editor.get(reverse("admin:autocomplete"), query).json()

    assert [one["text"] for one in found["results"]] == ["Road works too"]


@pytest.mark.parametrize(
    "asked", ["fenwick", "SYSTEMS fenw", "01234567", "GB-COH-01234567", "12", "fsl"]
)
def test_parties_are_found_by_whatever_they_are_known_by(editor, asked):
    vendor = factories.make_vendor(public_id=12, aliases="FSL")
    factories.make_identifier(vendor=vendor)
    factories.make_vendor(name="Another")
    factories.publish(factories.make_ready_contract(vendors=[vendor]))

    assert shown(editor, "vendor", q=asked) == ["Fenwick Systems"]


@pytest.mark.parametrize("asked", ["draf", "hidden", "01234567"])
def test_parties_that_are_not_public_are_found_too(editor, asked):
    vendor = factories.make_vendor(name="A draft", aliases="Hidden")
    factories.make_identifier(vendor=vendor)

    assert shown(editor, "vendor", q=asked) == ["A draft"]


@pytest.mark.parametrize("kind", ["notice"])
def test_rows_of_the_register_are_found_by_ocid(administrator, contract, kind):
    make_register_contract(ocid="ocds-b5fd17-2", vendors=[factories.make_vendor()])

    assert len(shown(administrator, kind)) == 2
    assert len(shown(administrator, kind, q="ocds-b5fd17-1")) == 1
    assert shown(administrator, kind, q="ocds-b5fd17-3") == []


def test_names_of_the_register_are_found_from_their_beginning(administrator):
    name(factories.make_vendor(name="Société Générale"))
    name(factories.make_vendor(name="Another"))

    assert shown(administrator, "partyname", q="SOCIÉTÉ g") == ["Société Générale"]


@pytest.mark.django_db
def test_a_list_is_counted_no_further_than_it_need_be(monkeypatch):
    monkeypatch.setattr("procurement.admin.large_tables.MOST", 2)
    pages = []
    for _ in range(3):
        name(factories.make_vendor(name=f"V{PartyName.objects.count()}"))
        pages.append(BoundedPaginator(PartyName.objects.order_by("pk"), 1))
        pages[-1].count  # noqa: B018

    assert [(page.count, page.is_more) for page in pages] == [(1, False), (2, False), (2, True)]
    assert len(pages[-1].page(2).object_list) == 1


def test_a_list_says_that_it_has_more_rows_than_it_counts(administrator, monkeypatch):
    monkeypatch.setattr("procurement.admin.large_tables.MOST", 1)
    for number in range(2):
        name(factories.make_vendor(name=f"V{number}"))

    page = administrator.get(reverse("admin:procurement_partyname_changelist")).content.decode()

    assert "more than 1 party name" in " ".join(page.split())
