"""The working page: the record as the public reads it, and beside each statement what editors do with it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from procurement.models import Claim, Contract, Intervention
from tests import factories
from tests.ocds.samples import Importing, awarded

from ..conftest import login

pytestmark = pytest.mark.once
MARKS = re.compile(r'<(div|li) class="desk-marks desk-(\w+)" id="([\w-]+)">(.*?)</\1>', re.DOTALL)

MISSING = re.compile(r'<p class="desk-missing">.*?</p>')


def desk(contract):
    return reverse("admin:procurement_contract_change", args=[contract.pk])


def marks(page):
    """Give {key: (state, what stands there)} of a page."""
    return {key: (state, text) for _, state, key, text in MARKS.findall(page.text)}


def record(page):
    """Give what of a page is the record, without what stands in it for editors or of its history."""
    [article] = re.findall(r"<article>(.*?)</article>", page.text, re.DOTALL)
    article = re.sub(
        r'<section class="part" aria-labelledby="record">.*?</section>',
        "",
        article,
        flags=re.DOTALL,
    )
    return re.sub(r"\s+", " ", MISSING.sub("", MARKS.sub("", article)))


def test_the_record_stands_there_as_the_public_reads_it(editor, client, contract):
    public = client.get(f"/contracts/{contract.public_id}/", follow=True)
    shown = editor.get(desk(contract))

    assert record(shown) == record(public).replace(public.wsgi_request.path, desk(contract))
    assert "desk" not in public.text


def test_a_draft_without_sources_speaks_of_no_notices(editor):
    draft = editor.get(desk(factories.make_contract())).text

    assert "None yet." in draft
    assert "The official notice" not in draft


def test_a_key_fact_that_nothing_states_leads_to_its_form(editor, contract):
    [link] = MISSING.findall(editor.get(desk(contract)).text)
    add = reverse("admin:procurement_contract_statement_add", args=[contract.pk, "claim"])
    assert f'href="{add}?fact=decision_maker"' in link
    contract.claims.all().delete()
    draft = factories.make_claim(
        contract, fact="stage", value_minor=None, currency="", stage="award"
    )

    missing = MISSING.findall(editor.get(desk(contract)).text)

    assert [re.findall(r"fact=(\w+)", one) for one in missing] == [["value"], ["decision_maker"]]
    assert f"?after=claim-{draft.pk}&amp;fact=stage" in editor.get(desk(contract)).text
    assert not MISSING.findall(login("vic", "Viewers").get(desk(contract)).text)


def test_each_statement_says_its_state_and_what_can_be_done(editor, contract):
    changed, taken, *_ = contract.interventions.all()
    changed.power = "a power that is stated"
    changed.save()
    taken.ready = False
    taken.save()
    draft = factories.make_claim(
        contract, fact="stage", value_minor=None, currency="", stage="award"
    )
    bare = factories.make_intervention(contract, ready=True, type="objection")

    page = editor.get(desk(contract))

    found = marks(page)
    states = {key: state for key, (state, _) in found.items()}
    assert set(states) == {
        "heading", *(f"claim-{one.pk}" for one in Claim.objects.all()),
        *(f"intervention-{one.pk}" for one in Intervention.objects.all()),
    }  # fmt: skip
    assert states["heading"] == "published"
    assert states[f"intervention-{changed.pk}"] == "changed"
    assert states[f"intervention-{taken.pk}"] == "taking_out"
    assert states[f"claim-{draft.pk}"] == "not_ready"
    assert states[f"intervention-{bare.pk}"] == "new"
    ways = {key: re.findall(r"statement/[\w-]+/([\w-]*)", text) for key, (_, text) in found.items()}
    assert ways["heading"] == ["", "claim", "intervention"]
    assert ways[f"intervention-{changed.pk}"] == ["", "intervention", "take-out"]
    assert ways[f"intervention-{taken.pk}"] == ["", "bring-back"]
    assert ways[f"claim-{draft.pk}"] == ["", "claim", "delete"]
    assert "<del>" in found[f"intervention-{taken.pk}"][1]
    assert "No citation backs" in found[f"intervention-{bare.pk}"][1]
    assert "No citation backs" in found[f"claim-{draft.pk}"][1]
    # What a draft lacks holds nothing up.
    assert [key for key, _ in page.context["holding"]] == [f"intervention-{bare.pk}"]


def test_what_is_taken_out_stands_in_its_place(editor):
    contract = factories.make_ready_contract()
    acts = [
        factories.make_intervention(
            contract, ready=True, happened_on=f"2026-0{month}-01", happened_on_precision="day"
        )
        for month in (1, 2, 3)
    ]
    for act in acts:
        factories.make_citation(intervention=act)
    factories.publish(Contract.objects.get(pk=contract.pk))
    acts[1].refresh_from_db()
    acts[1].ready = False
    acts[1].save()

    keys = [key for key in marks(editor.get(desk(contract))) if key.startswith("intervention")]

    assert keys[:3] == [f"intervention-{act.pk}" for act in acts]


def test_why_the_stamp_says_what_it_says_and_what_ends_it(editor, contract):
    page = editor.get(desk(contract))

    [reason] = page.context["stamp"]
    assert [act["type"] for act in reason["acts"]] == ["hold"]
    assert {"withdrawn", "overtaken", "lapsed"} <= {*reason["endings"]}
    assert not {"upheld", "no outcome known", "no outcome found"} & {*reason["endings"]}
    assert "That ends when one of these is recorded" in page.text


def test_what_nobody_tracks_is_read_and_can_be_tracked(editor, tmp_path):
    Importing(tmp_path)([awarded(1)])
    contract = Contract.objects.get()

    page = editor.get(desk(contract))

    assert marks(page) == {}
    assert "Start tracking this contract" in page.text
    editor.post(reverse("admin:procurement_contract_track", args=[contract.pk]))
    assert "heading" in marks(editor.get(desk(contract)))


def test_who_may_only_look_is_offered_nothing_to_do(contract, db):
    contract.notes = "Between editors."
    contract.save()

    page = login("vic", "Viewers").get(desk(contract))

    assert len(marks(page)) == 9
    assert not re.search(r"statement/|formaction|/publish/|/withdraw/", page.text)
    assert "Between editors." not in page.text


def test_the_page_of_fifty_acts_is_small_and_asks_little(editor):
    contract = factories.make_ready_contract()
    for number in range(49):
        act = factories.make_intervention(
            contract, ready=True, summary="What it did, at length. " * 4
        )
        factories.make_citation(intervention=act, quotation="Words of the source.")
        for code in ("public_trust", "data_security"):
            factories.make_ground_link(act, code, words=f"in words {number}")
    factories.publish(Contract.objects.get(pk=contract.pk))

    Intervention.objects.update(saved_by=factories.make_user())
    Contract.objects.update(saved_by=factories.make_user(), assigned_to=factories.make_user())

    # Once a minute a session says that it is in use.
    editor.get(reverse("admin:index"))
    with CaptureQueriesContext(connection) as asked:
        page = editor.get(desk(contract))

    assert len(marks(page)) == 53
    assert len(asked) <= 20
    assert len(page.content) <= 300_000


def test_a_draft_can_be_deleted_from_its_page_and_what_is_public_cannot(editor, viewer, contract):
    draft = factories.make_contract()
    delete = reverse("admin:procurement_contract_delete", args=[draft.pk])

    assert f'href="{delete}"' in editor.get(desk(draft)).text
    assert "Delete this draft" not in viewer.get(desk(draft)).text
    assert "Delete this draft" not in editor.get(desk(contract)).text
