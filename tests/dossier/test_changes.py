"""What differs between two public forms, in words; and names put in anew."""

import copy
import json
import re

import pytest

from procurement import actions, dossier
from procurement.codelists import FACT
from procurement.models import Claim, Contract, Notice
from procurement.models.revision import canonical
from tests.factories import (
    make_buyer,
    make_citation,
    make_claim,
    make_ground_link,
    make_intervention,
    make_ready_contract,
    make_source,
    make_stakeholder,
    make_vendor,
    publish,
    told,
    write_document,
)

pytestmark = pytest.mark.django_db
HOLD, RULING = (
    f"{what} by Northmarch Scrutiny Committee, date not stated" for what in ("Hold", "Ruling")
)


@pytest.fixture
def contract():
    contract = make_ready_contract()
    publish(contract)
    return Contract.objects.get(pk=contract.pk)


def what(before, after):
    return {change["what"] for change in dossier.changes(before, after)}


def test_nothing_differs_from_itself(contract):
    body = dossier.build(contract)

    assert dossier.changes(body, body) == []


def test_everything_is_new_where_there_was_nothing(contract):
    found = dossier.changes(None, dossier.build(contract))

    assert {"Headline", "Title", "Buyer", "Vendors", "Value", HOLD, "Source 1"} <= {
        change["what"] for change in found
    }
    assert [change for change in found if change["before"]] == []


def test_title_is_told_before_and_after(contract):
    before = dossier.build(contract)
    Contract.objects.update(title="Changed")

    assert dossier.changes(before, dossier.build(contract)) == [
        {"what": "Title", "before": "Records system for Northmarch", "after": "Changed"}
    ]


def test_second_claim_of_a_fact_is_with_applying(contract):
    before = dossier.build(contract)
    make_citation(claim=make_claim(contract, ready=True, value_minor=7_000_00))

    assert "Claim about value (2)" in what(before, dossier.build(contract))


def test_withdrawal_takes_everything_away(contract):
    found = dossier.changes(dossier.build(contract), None)

    assert found
    assert [change for change in found if change["after"]] == []


def test_replace_party_puts_its_name_everywhere(contract):
    body = dossier.build(contract)
    form = body["interventions"][0]["actors"][0] | {"name": "Northmarch Panel"}

    after = str(told(dossier.replace_party(body, form)))

    assert "Northmarch Scrutiny Committee" not in after
    assert "after an intervention by the Northmarch Panel" in after


def test_replace_party_leaves_others_of_the_same_number(contract):
    body = dossier.build(contract)

    dossier.replace_party(body, body["vendors"][0] | {"name": "Fenwick Group"})

    assert (body["buyer"]["name"], body["vendors"][0]["name"]) == (
        "Northmarch Council",
        "Fenwick Group",
    )


def test_replace_source_words_the_sentences_anew(contract):
    body = dossier.build(contract)
    form = {key: body["sources"][0][key] for key in ("id", "root")} | {
        "publisher": "The Northmarch Post"
    }

    dossier.replace_source(body, form)

    assert body["sources"][0]["phrase"] == "The Northmarch Post"
    assert told(body)["headline"].endswith("according to The Northmarch Post.")


def test_replace_party_keeps_vendors_in_the_order_of_their_names():
    contract = make_ready_contract(vendors=[make_vendor(name="A"), make_vendor(name="B")])
    write_document(contract, awards=[{"vendors": list(contract.vendors.all())}])
    publish(contract)
    body = dossier.build(Contract.objects.get())

    dossier.replace_party(body, body["vendors"][0] | {"name": "Z"})

    assert [vendor["name"] for vendor in body["vendors"]] == ["B", "Z"]
    assert [vendor["name"] for vendor in body["awards"][0]["vendors"]] == ["B", "Z"]


def test_another_order_of_undated_acts_is_told():
    contract = make_ready_contract()
    act = make_intervention(contract, ready=True, type="ruling", position=1)
    make_citation(intervention=act)
    publish(contract)
    before = dossier.build(contract)
    contract.interventions.filter(pk=act.pk).update(position=0)
    contract.interventions.exclude(pk=act.pk).update(position=1)

    assert dossier.changes(before, dossier.build(contract)) == [
        {
            "what": "Order of interventions",
            "before": f"{HOLD}; {RULING}",
            "after": f"{RULING}; {HOLD}",
        }
    ]


def award(contract):
    write_document(contract, awards=[{"title": "Lot 1", "vendors": list(contract.vendors.all())}])


EDITS = {
    "category": lambda contract: write_document(contract, category="services"),
    "procedure": lambda contract: write_document(contract, method="direct"),
    "award": award,
    "agreement": lambda contract: write_document(contract, agreements=[{}]),
    "notice": lambda contract: Notice.objects.create(contract=contract, title="x"),
    "rank": lambda contract: Claim.objects.filter(fact="stage").update(rank="preferred"),
    "kind of the value": lambda contract: Claim.objects.filter(fact="value").update(
        value_kind="decided"
    ),
    "date": lambda contract: make_citation(
        claim=make_claim(
            contract,
            fact="ends_on",
            stated_on="2026-05-01",
            stated_on_precision="month",
            ready=True,
        )
    ),
    "decision-maker": lambda contract: make_citation(
        claim=make_claim(
            contract, fact="decision_maker", stakeholder=make_stakeholder(name="Y"), ready=True
        )
    ),
    "buyer of the same name": lambda contract: Contract.objects.update(
        buyer=make_buyer(public_id=99)
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_whatever_is_edited_is_told(edit):
    contract = make_ready_contract(source=make_source(repeats=make_source()))
    before = dossier.build(contract)

    EDITS[edit](contract)

    assert dossier.changes(before, dossier.build(contract)) != []


def test_source_found_to_repeat_another_is_told(contract):
    before, after = dossier.build(contract), dossier.build(contract)

    dossier.replace_source(after, {"id": 1, "root": 2})

    assert dossier.changes(before, after)[0]["after"].endswith("repeats source 2")


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("Category", "Services"),
        ("Award 1", "Lot 1; 21 May 2026; £50; Fenwick Systems"),
        ("Agreement 1", "from 1 June 2026; to 1 June 2027"),
        ("Notice", "UK6; Award notice; https://example.org/1"),
        (FACT.label("decided_on"), "1 May 2026"),
    ],
)
def test_register_is_told_in_words(fact, said):
    contract = make_ready_contract()
    award = {
        "title": "Lot 1", "decided_on": "2026-05-21", "value": {"minor": 50_00, "currency": "GBP"},
        "vendors": list(contract.vendors.all()),
    }  # fmt: skip
    agreement = {"starts_on": "2026-06-01", "ends_on": "2027-06-01"}
    write_document(
        contract,
        awards=[award],
        agreements=[agreement],
        category="services",
        decided_on="2026-05-01",
    )
    Notice.objects.create(
        contract=contract, type="UK6", title="Award notice", url="https://example.org/1"
    )

    told = {line["what"]: line["after"] for line in dossier.changes(None, dossier.build(contract))}

    assert told[fact] == said


def places(part, path=()):
    """Give the path to every text, number or yes and no of a structure."""
    if isinstance(part, dict):
        return [place for key, value in part.items() for place in places(value, (*path, key))]
    if isinstance(part, list):
        return [place for key, value in enumerate(part) for place in places(value, (*path, key))]
    return [path]


def test_no_two_forms_differ_without_a_word(contract):
    """Change each single value of a full structure, also those no page shows."""
    make_citation(ground=make_ground_link(contract.interventions.get()))
    award(contract)
    body = json.loads(canonical(dossier.build(contract)))

    silent = []
    for *path, last in places(body):
        other = copy.deepcopy(body)
        part = other
        for key in path:
            part = part[key]
        value = part[last]
        # A code or a date is not replaced by what no list holds.
        if isinstance(value, str) and last not in ("id", "name", "title", "words", "sentence"):
            continue
        part[last] = f"{value}x" if isinstance(value, str) else not value
        try:
            told = dossier.changes(body, other)
        except (LookupError, TypeError, ValueError):
            continue
        if not told:
            silent.append((*path, last))

    assert silent == []


def test_acts_of_one_name_are_told_apart_and_keep_their_name_where_it_changes(contract):
    first = contract.interventions.get()
    second = make_intervention(contract, ready=True, actors=first.actors, outcome="rejected")
    make_citation(intervention=second)
    publish(contract)
    before = actions.public_form(contract)
    after = copy.deepcopy(before)
    after["interventions"].reverse()
    for act in after["interventions"]:
        act["date"] = {"on": "2026-05", "precision": "month"}
        act["relation"] = ""

    found = {one["what"]: one for one in dossier.changes(before, after)}

    name = "Hold by Northmarch Scrutiny Committee, May 2026"
    assert found[f"{name}: date"]["after"] == found[f"{name} (2): date"]["after"] == "May 2026"
    assert found["Order of interventions"]["after"] == f"{name}; {name} (2)"
    assert found["Order of interventions"]["before"] == f"{name} (2); {name}"


def test_the_act_that_another_answers_is_named(contract):
    first = contract.interventions.get()
    answer = make_intervention(contract, ready=True, related=first, relation="responds_to")
    make_citation(intervention=answer)

    found = dossier.changes(None, actions.preview(contract))

    [relation] = [one["after"] for one in found if one["what"].endswith(": relation")]
    assert relation == f"responds to: {HOLD}"


def test_every_date_reads_alike(contract):
    """As “16 April 2024”, wherever it stands: of an act, a source, an agreement, a notice."""
    before = dossier.build(contract)
    after = copy.deepcopy(before)
    act, source = after["interventions"][0], after["sources"][0]
    act |= {"expires_on": "2024-04-16", "looked_on": "2024-04-17"}
    source["accessed_on"] = "2024-04-18"
    after["agreements"] = [{
        "id": "1", "signed_on": "2024-04-19", "starts_on": "2024-05", "ends_on": "2025", "value": None,
    }]  # fmt: skip
    after["notices"] = [{
        "type": "Award notice", "title": "", "published_at": "2024-06-30T23:30:00+00:00", "url": "",
    }]  # fmt: skip

    said = " ".join(one["after"] for one in dossier.changes(before, after))

    assert not re.search(r"\d{4}-\d\d", said)
    for day in ("16 April 2024", "17 April", "18 April", "19 April", "from May 2024", "to 2025"):
        assert day in said
    # A moment is of its day in London.
    assert "1 July 2024" in said
