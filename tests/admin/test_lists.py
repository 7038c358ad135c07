"""The menu and the lists: in the order of the work, and as many queries for three rows as for one."""

import datetime

import pytest
from django.urls import reverse

from procurement import actions
from procurement.models import (
    Contract,
    Ground,
    Identifier,
    ImportProblem,
    ImportRun,
    Notice,
    PartyName,
    Submission,
    Vendor,
)
from tests import factories, register


def test_the_menu_has_the_record_first(administrator):
    parts = administrator.get("/admin/").context["app_list"]

    assert {part["name"]: [model["object_name"] for model in part["models"]] for part in parts} == {
        "The record": ["Contract", "Intervention", "Vendor", "Stakeholder", "Buyer", "Source"],
        "People": ["User", "AuditEntry"],
        "Behind the scenes": [
            "Citation", "Claim", "Ground", "Identifier",
            "ImportProblem", "ImportRun", "InterventionGround", "Notice", "PartyMerge", "PartyName",
            "Revision", "Submission",
        ],
    }  # fmt: skip


def test_the_menu_of_an_editor_has_no_users(editor):
    parts = editor.get("/admin/").context["app_list"]

    assert "User" not in [model["object_name"] for part in parts for model in part["models"]]


def test_the_page_of_an_app_is_the_first_page(administrator):
    """It was a page of the same lists, called “The record administration”."""
    assert administrator.get("/admin/procurement/").url == "/admin/"


@pytest.mark.parametrize(
    ("name", "title"), [("contract", "Contracts"), ("importrun", "Import runs")]
)
def test_a_list_is_called_what_it_lists(administrator, name, title):
    answer = administrator.get(f"/admin/procurement/{name}/")

    assert answer.context["title"] == title


def test_what_is_assigned_to_nobody_says_so(administrator):
    factories.make_contract()

    assert b">nobody</td>" in administrator.get("/admin/procurement/contract/").content


def make_act():
    factories.make_citation(intervention=factories.make_intervention())


def make_both():
    """Make a contract that editors keep, with an award, and one of the register."""
    make_published()
    vendor = factories.make_vendor()
    contract = register.make_register_contract(buyer=factories.make_buyer(), vendors=[vendor])
    Contract.objects.filter(pk=contract.pk).update(tracked=True)
    register.make_register_contract(vendors=[vendor])


def make_published():
    factories.publish(factories.make_ready_contract(source=factories.make_source()))


def make_ground():
    Ground.objects.create(code=f"g{Ground.objects.count()}", name="A ground of ours")


def make_identifier():
    number = f"{Identifier.objects.count() + 1:08}"
    Identifier.objects.create(buyer=factories.make_buyer(), scheme="GB-COH", value=number)


def make_notice():
    contract = factories.make_contract()
    Notice.objects.create(contract=contract, release_id="1")


def make_name():
    register.name(factories.make_vendor(name=f"Vendor {Vendor.objects.count()}"))


def make_merge():
    kept, merged = factories.make_vendor(), factories.make_vendor()
    actions.merge_parties(kept, merged, by=factories.make_user(), reason="One body.")


def make_submission():
    said = {"statements": {}, "reason": "x", "by": factories.make_user()}
    Submission.objects.create(contract=factories.make_contract(), **said)


def make_problem():
    ImportProblem.objects.create(run=ImportRun.objects.create(), kind="review", reason="Who?")


# Session and user are two queries of each; the others are named.
# Whether the account has one is asked before every page.
SECOND_FACTOR = 1
LISTS = {
    "contract": (make_both, 6),  # count, rows, their vendors, what notices say of them
    "intervention": (make_act, 5),  # count, rows, who acted
    "claim": (factories.make_claim, 4),  # count, rows
    "source": (make_act, 4),  # count, rows
    "vendor": (factories.make_vendor, 4),  # count, rows
    "buyer": (factories.make_buyer, 4),  # count, rows
    "stakeholder": (factories.make_stakeholder, 4),  # count, rows
    "citation": (make_act, 4),  # count, rows
    "revision": (make_published, 4),  # count, rows
    "interventionground": (factories.make_ground_link, 5),  # count, rows, who acted
    "ground": (make_ground, 5),  # count of the found, rows, count of all
    "identifier": (make_identifier, 4),  # count, rows
    "notice": (make_notice, 4),  # count, rows
    "submission": (make_submission, 4),  # count, rows
    "partyname": (make_name, 4),  # count, rows
    "partymerge": (make_merge, 4),  # count, rows
    "importrun": (ImportRun.objects.create, 4),  # count, rows
    "importproblem": (make_problem, 4),  # count, rows
}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", LISTS)
def test_list_costs_the_same_for_every_number_of_rows(
    administrator, django_assert_num_queries, name, rows
):
    make, queries = LISTS[name]
    for _ in range(rows):
        make()
    # A session writes down that it is in use, now and then.
    administrator.get(reverse("admin:index"))

    with django_assert_num_queries(queries + SECOND_FACTOR):
        response = administrator.get(reverse(f"admin:procurement_{name}_changelist"))

    assert len(response.context["cl"].result_list) >= rows


def shown(client, name, **query):
    page = client.get(reverse(f"admin:procurement_{name}_changelist"), query)
    return [row.pk for row in page.context["cl"].result_list]


def test_contracts_are_filtered_by_state(administrator):
    rows = {state: factories.make_ready_contract(title=state) for state in ("draft", "published",
            "pending", "withdrawn")}  # fmt: skip
    for state in ("published", "pending", "withdrawn"):
        factories.publish(rows[state])
    Contract.objects.filter(pk=rows["pending"].pk).touch()
    Contract.objects.filter(pk=rows["withdrawn"].pk).update(published_version=0)

    for state, row in rows.items():
        assert shown(administrator, "contract", state=state) == [row.pk]


@pytest.mark.parametrize(
    "bare", ["contract", "claim", "intervention", "ground", "none", "register"]
)
def test_contracts_without_a_source_are_found(administrator, bare):
    contract = factories.make_ready_contract()
    act = contract.interventions.get()
    if bare in ("contract", "register"):
        contract.citations.all().delete()
    if bare == "register":
        Notice.objects.create(contract=contract, content_hash="0")
    if bare == "claim":
        factories.make_claim(contract, ready=True)
    if bare == "intervention":
        act.citations.all().delete()
    factories.make_ground_link(act, layer="attributed" if bare == "ground" else "stated")

    found = shown(administrator, "contract", unsourced="yes")

    assert found == ([] if bare in ("none", "register") else [contract.pk])


def test_overdue_interventions_are_found(administrator):
    past, future = datetime.date(2020, 1, 1), datetime.date(2100, 1, 1)
    late = factories.make_intervention(expires_on=past)
    factories.make_intervention(expires_on=past, outcome="lapsed")
    factories.make_intervention(expires_on=future)

    assert shown(administrator, "intervention", overdue="yes") == [late.pk]


def test_pending_sources_and_parties_are_found(administrator, contract):
    buyer = contract.buyer
    type(buyer).objects.update(version=2)
    factories.make_buyer()

    assert shown(administrator, "buyer", pending="yes") == [buyer.pk]
    assert shown(administrator, "source", pending="yes") == []


@pytest.mark.parametrize(
    "name",
    ["revision", "citation", "identifier", "notice", "partyname", "submission"]
    + ["partymerge", "importrun", "importproblem"],
)
def test_what_is_written_elsewhere_is_only_read(administrator, name):
    assert administrator.get(reverse(f"admin:procurement_{name}_add")).status_code == 403
    listing = administrator.get(reverse(f"admin:procurement_{name}_changelist"))
    assert listing.context["cl"].model_admin.get_actions(listing.wsgi_request) == {}


def test_lists_have_no_deletion_in_bulk(administrator, contract):
    data = {"action": "delete_selected", "_selected_action": contract.pk, "post": "yes"}

    administrator.post(reverse("admin:procurement_contract_changelist"), data)

    assert Contract.objects.count() == 1


def test_autocomplete_finds_by_name(editor):
    factories.make_vendor(name="Fenwick Systems")
    factories.make_vendor(name="Other")

    found = editor.get(
        reverse("admin:autocomplete"),
        {"term": "fenwick", "app_label": "procurement", "model_name": "contract",
         "field_name": "vendors"},
    ).json()  # fmt: skip

    assert [one["text"] for one in found["results"]] == ["Fenwick Systems (Vendor · not public)"]


def test_the_code_of_a_ground_is_never_changed(administrator):
    ground = Ground.objects.get(code="other")
    url = reverse("admin:procurement_ground_change", args=[ground.pk])

    administrator.post(
        url, {"code": "changed", "name": "Any other", "group": "other", "position": 1}
    )

    ground.refresh_from_db()
    assert (ground.code, ground.name) == ("other", "Any other")


def test_parties_of_one_name_are_found(administrator):
    names = ("Larch Roads", "LARCH ROADS", "Birch Roads")
    rows = [factories.make_vendor(name=name) for name in names]
    for row in rows:
        PartyName.objects.create(vendor=row, name=row.name, folded=row.name.casefold())
    PartyName.objects.create(buyer=factories.make_buyer(), name="Birch", folded="birch roads")

    assert sorted(shown(administrator, "vendor", namesakes="yes")) == [rows[0].pk, rows[1].pk]
