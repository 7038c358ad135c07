"""Entering a contract from a plain dictionary: what is stated goes in, what is wrong is named with its place."""

import copy

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procurement import actions, public
from procurement.models import Buyer, Contract, Source, Stakeholder, Vendor
from tests import factories as make

pytestmark = pytest.mark.django_db

COUNCIL = {"name": "Northmarch Council", "the": False}
COMMITTEE = {"name": "Scrutiny Committee", "the": True, "is_a": "office", "buyer": COUNCIL}
FORM = {
    "title": "Records system",
    "purpose": "a records system",
    "description": "It keeps records.\n\nAll of them.",
    "ocid": "ocds-test-1",
    "buyer": COUNCIL | {"aliases": ["NC", "The council"]},
    "user_body": {"name": "Northmarch Archive"},
    "vendors": [
        {"name": "Fenwick", "identifiers": [{"scheme": "GB-COH", "value": "1234567"}]},
        {"name": "Abbot"},
    ],
    "citations": [{"source": 1, "level": "official_record", "place": "page 2"}],
    "claims": [
        {
            "fact": "value",
            "value": {"minor": 12_000_000_00, "currency": "GBP", "amount": "12000000.00"},
            "value_kind": "proposed",
            "rank": "preferred",
            "citations": [{"source": 1, "level": "official_record"}],
        },
        {
            "fact": "decided_on",
            "date": {"on": "2026-03", "precision": "month"},
            "citations": [{"source": 2}],
        },
        {"fact": "decision_maker", "party": COMMITTEE, "citations": [{"source": 2}]},
        {"fact": "stage", "stage": "award_proposed", "citations": [{"source": 2}]},
    ],
    "interventions": [
        {
            "id": 7,
            "type": "response",
            "actors": [{"name": "Fenwick", "vendor": {"name": "Fenwick"}}],
            "date": "20 March 2026",
            "related": 8,
            "relation": "responds_to",
            "citations": [{"source": 2, "level": "on_record", "speaker": {"name": "Fenwick"}}],
        },
        {
            "id": 8,
            "type": "call_in",
            "actors": [COMMITTEE],
            "capacity": "oversight_body",
            "date": "2026-03-10",
            "power": "Part 4E",
            "summary": "It called the decision in.",
            "effect": "procurement_paused",
            "outcome": "lapsed",
            "outcome_date": {"on": "2026-06-02", "precision": "day"},
            "expires_on": "2026-06-10",
            "grounds": [
                {
                    "code": "no_impact_assessment",
                    "layer": "attributed",
                    "words": "none was before cabinet",
                    "citations": [{"source": 2, "hedge": "reportedly", "quotation": "no paper"}],
                },
                {"code": "efficiency", "direction": "for"},
            ],
            "citations": [{"source": 1}],
        },
    ],
    "sources": [
        {
            "number": 1,
            "title": "Minutes",
            "kind": "official_decision",
            "primary": True,
            "publisher": "Northmarch Council",
            "author": "Its clerk",
            "published": "2026-03-03",
            "url": "https://northmarch.example/1",
            "archive_url": "https://archive.example/1",
            "accessed_on": "2026-03-04",
        },
        {"number": 2, "title": "A report"},
        {"number": 3, "title": "A copy of it", "kind": "mirror_or_aggregator", "repeats": 2},
    ],
}


def entered(form=FORM, **marks):
    actions.enter(form, by=make.make_user(), reason="Entered.", **marks)
    return public.dossier(Contract.objects.get().public_id)


def refused(form):
    with pytest.raises(actions.Refused) as caught:
        actions.draft(form)
    return caught.value.problems


def changed(*path, to):
    """Give the form with one value changed: `path` are the keys and places that lead to it."""
    form = copy.deepcopy(FORM)
    part = form
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = to
    return form


# What goes in


def test_dossier_says_what_the_dictionary_states():
    body = entered()

    texts = ("title", "purpose", "description", "ocid")
    assert {key: body[key] for key in texts} == {key: FORM[key] for key in texts}
    assert (body["buyer"]["name"], body["user_body"]["name"]) == (
        "Northmarch Council",
        "Northmarch Archive",
    )
    assert [vendor["name"] for vendor in body["vendors"]] == ["Abbot", "Fenwick"]
    assert body["value"]["exact"] == "£12,000,000"
    assert body["dates"]["decided_on"]["date"] == {"on": "2026-03", "precision": "month"}
    assert body["decision_maker"]["party"]["name"] == "Scrutiny Committee"
    call_in, response = body["interventions"]
    given = FORM["interventions"][1]
    alike = ("type", "capacity", "power", "summary", "effect", "outcome", "outcome_date")
    assert {key: call_in[key] for key in alike} == {key: given[key] for key in alike}
    assert call_in["date"] == {"on": "2026-03-10", "precision": "day"}
    assert [(one["code"], one["layer"], one["direction"]) for one in call_in["grounds"]] == [
        ("no_impact_assessment", "attributed", "against"),
        ("efficiency", "stated", "for"),
    ]
    [citation] = call_in["grounds"][0]["citations"]
    assert (citation["hedge"], citation["quotation"]) == ("reportedly", "no paper")
    assert (response["related"], response["relation"]) == (call_in["id"], "responds_to")
    assert response["sentence"] == "Fenwick responded."


def test_parties_are_made_once_and_keep_what_is_said_of_them():
    entered()

    council = Buyer.objects.get(name="Northmarch Council")
    committee = Stakeholder.objects.get(name="Scrutiny Committee")
    assert council.aliases == "NC\nThe council"
    assert (committee.takes_the, committee.is_a, committee.buyer) == (True, "office", council)
    assert str(Vendor.objects.get(name="Fenwick").identifiers.get()) == "GB-COH-01234567"
    assert Stakeholder.objects.get(name="Fenwick").vendor.name == "Fenwick"
    assert Source.objects.get(title="A copy of it").repeats.title == "A report"


def test_what_is_on_record_is_taken_as_it_is_there():
    vendor = make.make_vendor(name="Fenwick Systems")
    make.make_identifier(vendor=vendor, value="01234567")
    buyer = make.make_buyer(name="Northmarch Council", aliases="Kept")
    url = FORM["sources"][0]["url"]
    source = make.make_source(title="Minutes", url=url, publisher="As kept")

    contract = actions.draft(FORM)

    assert contract.buyer == buyer
    assert vendor in contract.vendors.all()
    assert contract.citations.get().source == source
    assert Buyer.objects.get(pk=buyer.pk).aliases == "Kept"
    assert Source.objects.get(pk=source.pk).publisher == "As kept"


def test_marks_stand_on_contract_parties_and_sources():
    entered(demonstration=True)

    for model in (Contract, Buyer, Vendor, Stakeholder, Source):
        assert set(model.objects.values_list("demonstration", flat=True)) == {True}


def test_what_publication_refuses_leaves_nothing():
    form = {"title": "Nothing backs it"}

    with pytest.raises(actions.Refused):
        actions.enter(form, by=make.make_user(), reason="Entered.")

    assert Contract.objects.count() == 0


# What is refused

REFUSALS = [
    (["title"], None, "title: This field cannot be blank."),
    (["purpose"], 5, "purpose: a text is needed."),
    (["description"], "a\u202eb", "description: The text holds U+202E RIGHT-TO-LEFT OVERRIDE"),
    (["colour"], "red", "“colour” is not known here. Known: title, purpose, description,"),
    (["vendors"], {}, "vendors: a list is needed."),
    (["vendors", 1], "Abbot", "vendors 2: a dictionary is needed."),
    (["vendors", 1, "kind"], "buyer", "vendors 2, kind: a vendor is needed here."),
    (["vendors", 1, "name"], "", "vendors 2, name: This field cannot be blank."),
    (["vendors", 0, "identifiers", 0, "value"], "?", "vendors 1, identifiers 1, value: “?” is not"),
    (["buyer", "aliases", 1], None, "buyer, aliases: a list of texts is needed."),
    (["claims", 0, "value", "minor"], True, "claims 1, value, minor: a whole number is needed."),
    (["claims", 0, "value", "amount"], "12", "claims 1, value, amount: `minor` makes it 12000000.00."),
    (["claims", 0, "value", "currency"], "XXX", "claims 1, value, currency: “XXX” is not a currency"),
    (["claims", 1, "date", "precision"], "day", "claims 2, date: “2026-03” is known to the month."),
    (["claims", 1, "date"], "1/2/2024", "claims 2, date: “1/2/2024” may be"),
    (["claims", 1, "value_kind"], "decided", "claims 2, value_kind: only a claim about a value has"),
    (["claims", 1, "party"], COUNCIL, "claims 2, party: a claim about this fact names no party."),
    (["claims", 1, "stage"], "award", "claims 2: State what the fact needs, and nothing else."),
    (["interventions", 0, "related"], 9, "interventions 1, related: no intervention here has the id"),
    (["interventions", 0, "relation"], "", "interventions 1: Say what it does to the earlier"),
    (["interventions", 0, "related"], None, "interventions 1, relation: say by `related` which"),
    (["interventions", 1, "id"], 7, "interventions 2, id: another intervention here has the id 7."),
    (["interventions", 1, "actors"], [], "interventions 2, actors: say who acted: one stakeholder"),
    (["interventions", 1, "outcome_date"], "2025", "interventions 2, outcome_date: it cannot end"),
    (["interventions", 1, "expires_on"], "2026", "interventions 2, expires_on: it has to be known"),
    (["interventions", 1, "grounds", 1, "code"], "whim", "interventions 2, grounds 2, code: no"),
    (["interventions", 1, "grounds", 1, "code"], "other", "interventions 2, grounds 2, words: “other”"),
    (["citations", 0, "source"], 4, "citations 1, source: no source here has the number 4."),
    (["citations", 0, "level"], "on_record", "citations 1: “On the record” needs the speaker"),
    (["sources", 1, "number"], 1, "sources 2, number: a whole number is needed that no other"),
    (["sources", 2, "repeats"], 4, "sources 3, repeats: no source here has the number 4."),
    (["sources", 0, "url"], "ftp://x.example", "sources 1, url: The address does not start with"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "begins"), REFUSALS)
def test_what_is_wrong_is_named_with_its_place(path, value, begins):
    problems = refused(changed(*path, to=value))

    assert [problem for problem in problems if problem.startswith(begins)]
    assert Contract.objects.count() == Source.objects.count() == Buyer.objects.count() == 0


@pytest.mark.parametrize("form", [None, [], "x", 5])
def test_what_is_no_dictionary_is_refused(form):
    assert refused(form) == ["A dictionary is needed."]


def test_circle_of_sources_is_refused():
    form = changed("sources", 1, to={"number": 2, "title": "A report", "repeats": 3})

    assert refused(form) == ["sources 3, repeats: That source repeats this one."]


def test_name_that_several_bear_is_asked_about():
    make.make_buyer(name="Northmarch Council")
    make.make_buyer(name="Northmarch Council")

    assert refused(FORM) == [
        "buyer, name: several buyers bear this name. Say which by an identifier."
    ]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=8), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip


def paths(form, before=()):
    """Give the path to every value of a form."""
    items = form.items() if isinstance(form, dict) else enumerate(form)
    for key, value in items:
        yield (*before, key)
        if isinstance(value, dict | list):
            yield from paths(value, (*before, key))


@settings(
    derandomize=True, max_examples=60, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(path=st.sampled_from(sorted(paths(FORM), key=str)), value=JUNK)
def test_junk_anywhere_is_entered_or_refused_in_words(db, path, value):
    with transaction.atomic():
        try:
            actions.draft(changed(*path, to=value))
        except actions.Refused as error:
            assert all(problem.endswith((".", ")")) for problem in error.problems)
        transaction.set_rollback(True)
