"""In the admin: a draft whose OCID official notices bear, and a draft given one that is taken."""

import html

import pytest
from django.urls import reverse

from procurement import actions
from procurement.models import Contract, ImportProblem
from tests import factories
from tests.ocds.samples import Importing, awarded, party

from .pages import faults, form, heading, ticked

pytestmark = pytest.mark.django_db
OCID = "ocds-test-1"
ADD = reverse("admin:procurement_contract_add")


@pytest.fixture
def importing(tmp_path):
    importing = Importing(tmp_path)
    supplier = party("Acme Roads", "GB-COH-01234567")
    return lambda number=1, ocid=OCID: importing([awarded(number, ocid, [supplier])])


def url(contract, act="change"):
    return reverse(f"admin:procurement_contract_{act}", args=[contract.pk])


def draft(**fields):
    return factories.make_ready_contract(**{"ocid": OCID, "title": "Hidden title"} | fields)


def test_its_page_says_what_the_public_reads(publisher, importing):
    contract = draft()
    importing()

    page = publisher.get(url(contract))

    text = page.content.decode()
    assert page.context["state"] == "Draft: the public reads what the register says"
    assert "the public reads what they say" in " ".join(text.split())
    assert page.context["public_url"] in text
    assert "Title: Hidden title" in form(publisher, heading(contract))["notes"][0]
    assert (
        "Official notices bear its OCID" in publisher.get(url(contract, "history")).content.decode()
    )
    assert "the public reads" not in publisher.get(ADD).content.decode()


def test_it_is_found_by_its_state(editor, importing):
    contract, other = draft(), draft(ocid="", title="Other")
    importing()

    def shown(state):
        page = editor.get(reverse("admin:procurement_contract_changelist"), {"state": state})
        return [row.pk for row in page.context["cl"].result_list]

    assert (shown("register_draft"), shown("draft"), shown("pending")) == (
        [contract.pk], [other.pk], [],
    )  # fmt: skip


def test_who_has_the_draft_open_loses_nothing_that_they_typed(editor, importing):
    contract = draft()
    typed = form(editor, heading(contract)) | {"title": "A title typed", "notes": "Mine"}
    importing()

    response = editor.post(heading(contract), typed)

    assert response.status_code == 409
    assert "A title typed" in response.text and "Road works" in response.text
    assert Contract.objects.get().title == "Road works"


def test_it_is_published_from_its_page(publisher, importing):
    contract = draft()
    importing()
    contract.refresh_from_db()

    page = publisher.get(url(contract, "publish"))
    publisher.post(url(contract, "publish"), ticked(page) | {"reason": "First."})

    assert page.status_code == 200
    contract.refresh_from_db()
    assert contract.state == "published"


@pytest.mark.parametrize(
    ("tracked", "says"), [(False, "start tracking it"), (True, "Add to that one what you have.")]
)
def test_an_ocid_that_another_has_leads_there(editor, importing, tracked, says):
    importing()
    other = Contract.objects.get()
    if tracked:
        actions.track(other, by=factories.make_user())
    mine = draft(ocid="")

    for page in (ADD, heading(mine)):
        response = editor.post(page, form(editor, page) | {"title": "Mine", "ocid": OCID})

        [said] = faults(response)
        assert "Another contract already has this OCID" in said and says in said
        assert f'<a href="{url(other)}">Road works</a>' in response.content.decode()
    assert Contract.objects.count() == 2


def test_a_second_draft_with_the_ocid_of_a_first_is_led_to_it(editor):
    first = draft()

    response = editor.post(ADD, form(editor, ADD) | {"title": "Mine", "ocid": f" {OCID} "})

    assert f'<a href="{url(first)}">Hidden title</a>' in response.content.decode()


def test_a_draft_keeps_its_own_ocid(editor):
    contract = draft()

    response = editor.post(heading(contract), form(editor, heading(contract)) | {"notes": "Mine"})

    assert response.status_code == 302
    assert Contract.objects.get().ocid == OCID


def test_the_list_of_problems_names_the_draft(editor, importing):
    draft()
    importing()

    page = editor.get(reverse("admin:procurement_importproblem_changelist"))

    assert ImportProblem.objects.get().reason in html.unescape(page.content.decode())
