"""How many rows a page takes: counted before they are built, and said before anything is typed."""

import time

import pytest
from django.conf import settings
from django.urls import reverse

from procurement.admin import page_limits
from procurement.admin.site import site
from procurement.models import Claim, Contract, Intervention
from tests import factories

from ..pages import errors, sent

pytestmark = [pytest.mark.once, pytest.mark.django_db]
ADD = "/admin/procurement/contract/add/"
# Of the process, for what is refused without building what was asked for.
SECONDS = 3


def page(row):
    return reverse(f"admin:procurement_{row._meta.model_name}_change", args=[row.pk])


@pytest.fixture
def claimed(editor):
    """A contract with two claims, and what its page sends."""
    contract = factories.make_contract(title="Street lighting")
    for stage in ("tender", "award"):
        factories.make_claim(contract, fact="stage", stage=stage, notes=f"Of the {stage}.")
    return contract, sent(editor.get(page(contract)))


def refused(client, contract, data):
    """Send what is refused: give the response, having seen that nothing was saved."""
    before = list(Claim.objects.values_list("pk", "notes"))

    response = client.post(page(contract), data)

    assert response.status_code == 200
    assert list(Claim.objects.values_list("pk", "notes")) == before
    return response


@pytest.mark.parametrize("number", ["100000", "2000", "1001", "9" * 30])
@pytest.mark.parametrize("formset", ["claims", "claims-0-citations", "interventions-0-grounds"])
def test_a_forged_number_of_rows_costs_nothing(editor, number, formset):
    data = sent(editor.get(ADD)) | {"title": "Street lighting", "claims-0-notes": "Typed."}
    began = time.thread_time()

    response = editor.post(ADD, data | {f"{formset}-TOTAL_FORMS": number})

    assert time.thread_time() - began < SECONDS
    # Rows beneath one in which nothing was typed are not looked at.
    if formset != "interventions-0-grounds":
        assert "The page was not sent as it was shown" in str(errors(response)[formset])
        assert not Contract.objects.exists()
        assert sent(response)["claims-0-notes"] == "Typed."


@pytest.mark.parametrize(
    "forged",
    [
        {"claims-TOTAL_FORMS": "0"}, {"claims-TOTAL_FORMS": "1"}, {"claims-TOTAL_FORMS": "abc"},
        {"claims-INITIAL_FORMS": "0"}, {"claims-INITIAL_FORMS": "3"}, {"claims-INITIAL_FORMS": "-1"},
    ],
)  # fmt: skip
def test_rows_that_a_page_denies_are_neither_lost_nor_doubled(editor, claimed, forged):
    contract, data = claimed
    data |= {"claims-0-notes": "Typed.", **forged}

    response = refused(editor, contract, data)

    assert "claims" in errors(response)
    again = sent(response)
    assert (again["claims-0-notes"], again["claims-INITIAL_FORMS"]) == ("Typed.", 2)
    assert editor.post(page(contract), again).status_code == 302
    assert sorted(Claim.objects.values_list("notes", flat=True)) == ["Of the award.", "Typed."]


def test_a_page_without_its_counts_is_put_right(editor, claimed):
    contract, data = claimed
    without = {name: value for name, value in data.items() if not name.endswith("_FORMS")}

    response = refused(editor, contract, without | {"claims-1-notes": "Typed."})

    assert editor.post(page(contract), sent(response)).status_code == 302
    assert Claim.objects.filter(notes="Typed.").count() == 1


def test_a_row_sent_twice_or_of_another_contract_is_refused(editor, claimed):
    contract, data = claimed
    other = factories.make_claim(notes="Of another contract.")

    for key in (data["claims-0-id"], other.pk, "abc", "9" * 30):
        response = refused(
            editor, contract, data | {"claims-1-id": key, "claims-1-notes": "Typed."}
        )
        assert "claims" in errors(response)
        assert "Typed." in response.text


def test_more_rows_than_a_page_takes_are_refused_before_they_are_built(editor):
    data = sent(editor.get(ADD)) | {"title": "Street lighting", "claims-TOTAL_FORMS": "3000"}
    data |= {f"claims-{place}-id": "" for place in range(3_000)}
    data |= {"claims-2999-notes": "The lamp at the <b>corner</b>."}
    began = time.thread_time()

    response = editor.post(ADD, data)

    assert time.thread_time() - began < SECONDS
    assert response.status_code == 413
    assert f"it takes at most {page_limits.MOST_ROWS}" in response.text
    # Rows that a script added stand nowhere else.
    assert "The lamp at the &lt;b&gt;corner&lt;/b&gt;." in response.text
    assert "Street lighting" in response.text
    assert "csrfmiddlewaretoken" not in response.text.partition("What you sent")[2]
    assert 'id="user-tools"' in response.text
    assert not Contract.objects.exists()


# Pages that are too full


def filled(acts):
    """Make a contract with so many interventions, and a claim."""
    contract = factories.make_contract(title="Street lighting")
    who = factories.make_stakeholder()
    for _ in range(acts):
        factories.make_intervention(contract, stakeholder=who)
    factories.make_citation(intervention=contract.interventions.first())
    factories.make_claim(contract, notes="Of the claim.")
    return contract


@pytest.fixture
def full(db, monkeypatch):
    """A contract with more interventions than one page holds, where it holds few."""
    monkeypatch.setattr(page_limits, "MOST_FIELDS", 300)
    return filled(6)


def test_a_page_that_is_too_full_says_so_and_leads_to_the_rows(editor):
    contract = filled(60)
    began = time.thread_time()
    response = editor.get(page(contract))

    assert time.thread_time() - began < SECONDS
    told = " ".join(response.text.split())
    assert "<b>60 interventions</b> are too many to be saved with this page" in told
    assert "it takes about 25 interventions with their grounds and sources" in told
    assert told.index("the list of these 60</a>, or <a") < told.index('name="title"')
    shown = [one.formset.prefix for one in response.context["inline_admin_formsets"]]
    assert shown == ["citations", "claims"]
    (out,) = response.context["left_out"]
    listed = editor.get(out.listed).context["cl"]
    assert (listed.result_count, out.number) == (60, 60)
    added = editor.get(out.added)
    assert added.context["adminform"].form["contract"].value() == str(contract.pk)


@pytest.mark.parametrize("with_each, acts", [((2, 1), 25), ((0, 0), 45)])
def test_it_is_too_full_at_about_as_many_as_editors_are_told(rf, admin_user, with_each, acts):
    contract, who = factories.make_contract(), factories.make_stakeholder()
    request, number = rf.get("/"), 0
    request.user, request.left_out = admin_user, []
    while not request.left_out:
        number += 1
        act = factories.make_intervention(contract, stakeholder=who)
        for make, times in zip(
            (factories.make_citation, factories.make_ground_link), with_each, strict=True
        ):
            for _ in range(times):
                make(intervention=act)
        site.get_model_admin(Contract).get_inline_instances(request, contract)

    assert acts <= number <= acts + 4
    told = (settings.BASE_DIR / "docs" / "editors.md").read_text()
    assert f"about {acts}" in told.partition("## When a page is too full")[2].partition("##")[0]


def test_a_page_that_is_too_full_saves_all_else(editor, full):
    data = sent(editor.get(page(full))) | {"claims-0-notes": "Typed."}

    assert editor.post(page(full), data).status_code == 302
    assert Claim.objects.get().notes == "Typed."
    assert Intervention.objects.count() == 6


def test_a_row_of_a_page_that_is_too_full_has_its_own(editor, full):
    act = full.interventions.first()
    data = sent(editor.get(page(act))) | {"summary": "It waits."}

    assert editor.post(page(act), data).status_code == 302
    act.refresh_from_db()
    assert act.summary == "It waits."


def test_a_page_that_was_opened_before_it_was_full_is_still_looked_at(editor, full, monkeypatch):
    monkeypatch.setattr(page_limits, "MOST_FIELDS", 100_000)
    data = sent(editor.get(page(full))) | {"interventions-0-summary": "It waits."}
    monkeypatch.undo()

    assert editor.post(page(full), data).status_code == 302
    assert Intervention.objects.filter(summary="It waits.").count() == 1
