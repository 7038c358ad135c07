"""What the forms of a contract refuse is a sentence at its field; what was typed stands there as it was."""

import time

import pytest
from django.urls import reverse

from procurement.models import Citation, Claim, Contract, Ground, Intervention
from tests import factories
from tests.controls import largest

pytestmark = pytest.mark.once
ADD = "/admin/procurement/contract/add/"
# Of the process, for what is refused without building what was asked for.
SECONDS = 3


def statement(contract, key, name="statement"):
    return reverse(f"admin:procurement_contract_{name}", args=[contract.pk, key])


def filled(client, address):
    return largest(client.get(address).text).data()


@pytest.fixture
def contract(db):
    """A contract that is not published, with a claim and an act, each with a source."""
    return factories.make_ready_contract(ocid="ocds-1")


def addresses(contract):
    """Give the forms by the first part of what a test calls a field."""
    claim, act = contract.claims.get(fact="value"), contract.interventions.get()
    return {
        "heading": statement(contract, "heading"),
        "claim": statement(contract, f"claim-{claim.pk}"),
        "act": statement(contract, f"intervention-{act.pk}"),
    }


def test_a_new_contract_begins_with_its_title_and_leads_to_its_page(editor):
    buyer, source = factories.make_buyer(), factories.make_source()
    typed = {"title": "A platform", "buyer": f"buyer-{buyer.pk}", "citation-new1-source": source.pk}
    forged = {"version": 99, "public_id": 99, "published_version": 99, "demonstration": "on"}

    answer = editor.post(ADD, filled(editor, ADD) | typed | forged)

    contract = Contract.objects.get()
    page = reverse("admin:procurement_contract_change", args=[contract.pk])
    assert answer.url.partition("#")[0] == page
    assert editor.get(page).status_code == 200
    assert (contract.title, contract.buyer, contract.tracked) == ("A platform", buyer, True)
    assert (contract.public_id, contract.published_version, contract.demonstration) == (
        None,
        0,
        False,
    )
    assert contract.version < 99
    assert Citation.objects.get().contract == contract


@pytest.mark.parametrize(
    ("where", "typed", "said"),
    [
        ("claim value_minor", "1_000", "Underscores cannot separate digits."),
        ("claim value_minor", "٣", "The amount holds a character other than digits"),
        ("claim value_minor", "1e999", "Powers of ten are not understood."),
        ("claim value_minor", "-5", "The amount is negative."),
        ("claim value_minor", "£5m (about)", "is not understood as an amount"),
        ("claim value_minor", "", "A claim about “Value” needs this. Fill it in."),
        ("claim fact", "nonsense", "Select a valid choice."),
        ("act happened_on", "2024-02-30", "There is no such date"),
        ("act happened_on", "01/02/2024", "may be 1 February 2024 or 2 January 2024"),
        ("act happened_on", "2099-01-01", "That day is still to come"),
        ("act expires_on", "May 2026", "The day is needed here"),
        ("act position", str(2**63), "Ensure this value is less than"),
        ("act actors", "", "Say who"),
        ("act citation-{}-quotation", "a\u202eb", "which cannot be seen"),
        ("heading title", "a\u202eb", "which cannot be seen"),
        ("heading title", "a\x00b", "Null characters are not allowed."),
        ("heading title", "", "This field is required."),
        ("heading title", "\u200d", "This field cannot be blank."),
    ],
)
def test_what_is_refused_is_a_sentence_at_its_field(editor, contract, where, typed, said):
    part, _, field = where.partition(" ")
    field = field.format(contract.interventions.get().citations.get().pk)
    address = addresses(contract)[part]
    data = filled(editor, address)
    before = list(Claim.objects.values()), list(Intervention.objects.values())

    answer = editor.post(address, data | {field: typed})

    assert answer.status_code == 200
    assert (list(Claim.objects.values()), list(Intervention.objects.values())) == before
    assert Contract.objects.get().title == contract.title
    faults = answer.context["form"].faults()
    assert any(said in sentence for _, _, sentence in faults), faults
    if typed and field not in ("fact", "title"):
        assert largest(answer.text).data()[field] == [typed]


def test_other_without_words_and_a_ground_given_twice_are_refused(editor, contract):
    address = addresses(contract)["act"]
    trust, other = (Ground.objects.get(code=code).pk for code in ("public_trust", "other"))
    row = {"layer": "stated", "direction": "against", "words": ""}

    def said(*grounds):
        rows = {
            f"ground-new{place}-{name}": value
            for place, ground in enumerate(grounds, 1)
            for name, value in (row | {"ground": ground}).items()
        }
        answer = editor.post(address, filled(editor, address) | rows)
        return [sentence for _, _, sentence in answer.context["form"].faults()]

    assert "given twice" in said(trust, trust)[0]
    assert "“Other” says nothing by itself" in said(other)[0]
    assert not contract.interventions.get().grounds.exists()


def test_what_the_register_owns_cannot_be_typed_over(editor, contract):
    contract.notices.create(content_hash="0" * 64)
    Contract.objects.update(from_register=True)
    address = addresses(contract)["heading"]

    editor.post(
        address, filled(editor, address) | {"title": "Mine", "ocid": "ocds-2", "purpose": "a road"}
    )

    now = Contract.objects.get()
    assert (now.title, now.ocid, now.purpose) == (contract.title, "ocds-1", "a road")


def test_three_thousand_rows_are_a_sentence_soon(editor, contract):
    address = addresses(contract)["heading"]
    rows = {f"citation-new{place}-quotation": "Typed." for place in range(1, 1_000)}
    rows |= {f"citation-{place}-quotation": "Forged." for place in range(10_000, 12_000)}
    began = time.thread_time()

    answer = editor.post(address, filled(editor, address) | rows)

    assert time.thread_time() - began < SECONDS
    assert (answer.status_code, "at most 100 rows" in answer.text) == (413, True)
    # What was typed stands there.
    assert "Typed." in answer.text
    assert Citation.objects.filter(quotation__in=("Typed.", "Forged.")).count() == 0


def test_a_statement_in_a_list_leads_to_its_place(editor, contract):
    for row in (contract.claims.first(), contract.interventions.get()):
        kind = row._meta.model_name
        answer = editor.get(reverse(f"admin:procurement_{kind}_change", args=[row.pk]))

        page = reverse("admin:procurement_contract_change", args=[contract.pk])
        assert answer.url == f"{page}#{kind}-{row.pk}"
        assert f"{kind}-{row.pk}" in editor.get(answer.url).text
