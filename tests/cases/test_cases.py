"""Each case says what must be read of it on its day, and nothing that must not; as far as the model holds it."""

import re
from html import unescape

import pytest

from procurement import actions, public
from procurement.models import Contract
from tests import factories as make
from tests.shapes.walk import Walk

from . import CASES
from .publishing import noon, publish

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture
def case(on_day, client):
    """Give a function that publishes a case and gives its dossier and the words of its page."""

    def read(name):
        module = CASES[name]
        body = public.dossier(publish(module).public_id)
        on_day(module.DAY)
        return body, words(client.get(f"/contracts/{body['id']}-{body['slug']}/"))

    return read


def words(response):
    """Give the words of a page with single spaces, its tags left out."""
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", main)))


@pytest.mark.parametrize("name", CASES)
def test_every_address_of_a_case_reads_well(client, name, on_day):
    contract = publish(CASES[name])
    on_day(CASES[name].DAY)
    walk = Walk(client)

    walk.contract(contract.public_id)
    walk.lists()

    assert walk.faults == []


def test_lifted_hold_is_told_with_who_lifted_it_and_how(case):
    body, page = case("lifted_with_conditions")

    assert body["headline"] == (
        "Wexcombe Borough Council’s £12m contract with Lensmark Identity Ltd for facial matching on"
        " 64 cameras may go on under conditions after an intervention by the Cabinet of Wexcombe"
        " Borough Council."
    )
    assert (body["hold"]["code"], body["hold"]["ever"]) == (
        "conditional",
        ["on_hold", "conditional"],
    )
    assert body["value"]["exact"] == "£12,000,000"
    assert body["disputed"] == []
    for sentence in (
        "Awarded — conditional since 2 June 2026 · official record",
        "The Leader’s office of Wexcombe Borough Council put the contract on hold",
        "What it didProcurement pausedHow it endedProceeded with conditions, 2 June 2026",
        "By which powerPart 4E of the constitution",
        "The Cabinet of Wexcombe Borough Council approved the contract under conditions.",
        "no live matching, deletion within 31 seconds, and a yearly audit by an outside body",
        "In the source’s words: a live identity parade of everyone who shops",
        "In the source’s words: accuracy is above 99 per cent across all groups; we welcome",
        "£14,500,000 value23 reported by several sources",
        "included a second control room which is not part of this contract",
    ):
        assert sentence in page


def test_denial_is_no_argument_and_the_corrected_sum_no_value(case, client):
    body, page = case("lifted_with_conditions")

    assert [one["ground"] for one in body["arguments"]["against"]] == [
        "no_impact_assessment",
        "civil_liberties",
        "no_impact_assessment",
    ]
    assert body["arguments"]["for"] == []
    buyer = client.get(f"/buyers/{body['buyer']['id']}-{body['buyer']['slug']}/")
    assert "14,500,000" not in buyer.content.decode()
    assert "Proposed award — on hold" not in page


def test_base_term_is_the_term_and_options_are_told_beside_it(case):
    body, page = case("options_and_break")

    assert body["dates"]["ends_on"]["date"] == {"on": "2027-03-06", "precision": "day"}
    assert body["stage"]["words"] == (
        "Running; due to end on 6 March 2027, at latest on 6 March 2031"
    )
    assert body["value"]["exact"] == "£164,300,000"
    assert (body["hold"]["code"], body["disputed"]) == ("none", [])
    for sentence in (
        "Date of the decision November 2023 official record1 Start 7 November 2023 official"
        " record1 End 6 March 2027 official record1 Latest end 6 March 2031 official record1",
        "to 6 March 2031 at the latest",
        "£164,300,000 without VAT and £197,160,000 with it",
        "between 6 September 2025 and 6 March 2026",
        "The break will not be used; the first option, of two years, is not decided.",
        "It came a week late, and promised a decision by 31 December 2025.",
        "71 of 215 bodies use it, and it has cost £58m so far.",
        "Given by the Office for Public Audit; found",
    ):
        assert sentence in page


def test_withdrawn_challenge_and_a_review_after_signature(case):
    body, page = case("only_bidder")

    assert body["hold"] == {
        "by": [],
        "code": "none",
        "ever": ["under_review"],
        "interventions": [],
        "known": None,
        "since": None,
    }
    outcomes = [(act["type"], act["outcome"]) for act in body["interventions"]]
    assert outcomes == [
        ("objection", "pending"),
        ("legal_challenge", "withdrawn"),
        ("review_opened", "proceeded_unchanged"),
        ("recommendation", "unknown_as_of"),
    ]
    for sentence in (
        "Five bid. Three dropped out in 2022; of the two that were left, one withdrew",
        "How it endedWithdrawn, 3 February 2024",
        "this says nothing of whether the claim was right",
        "How it endedProceeded unchanged, 30 May 2024",
        "The review came six weeks after that day.",
        "How it endedNo outcome found, 1 September 2024",
        "They voted to ask for a pause. The board noted it.",
    ):
        assert sentence in page
    assert [word for word in ("Rejected", "on hold", "On hold", "held up") if word in page] == []


def test_call_in_that_ended_in_four_ways_is_not_pending(case):
    body, page = case("call_in_not_referred_back")

    assert body["headline"] == (
        "Keynesby Council’s £38m contract with Tarn Fibre Ltd for fibre in Keynesby’s streets has"
        " been awarded."
    )
    assert (body["hold"]["code"], body["hold"]["ever"]) == ("none", ["on_hold"])
    for sentence in (
        "How it endedDecision confirmed, 26 February 2025",
        "(a) is done: the options appraisal is published.",
        "(b) is declined: the entry needs no correction.",
        "In the source’s words: was correct as it stood",
        "(c) is done, three weeks late: the committee noted the report.",
        "(d) to thank officers, which needs nothing more",
        "A director’s declared interest2",
    ):
        assert sentence in page
    assert [word for word in ("Upheld", "Rejected", "No outcome known") if word in page] == []


def test_each_moment_of_a_record_that_was_wrong_stays_as_it_was_shown(case, client):
    body, page = case("silence_and_withdrawal")
    first = words(client.get("/contracts/1/history/1/"))

    assert "Stage not on this record — on hold (reportedly)" in first
    assert "on hold (reportedly)" not in page
    assert body["headline"] == (
        "Dalesbridge Council’s £9m contract with Hearth & Hall Catering Ltd for school meals is"
        " reported by Dalesbridge Chronicle, 1 June 2026. Its stage is not stated."
    )
    for sentence in (
        "In the source’s words: the contract was never on hold; the start moved by two weeks",
        "We asked the vendor on 2 June 2026, by its press office, for an answer by 9 June",
        "Correction. We said: on hold. Right is: its start was postponed",
    ):
        assert sentence in page


def test_withdrawn_record_says_why_everywhere_and_is_found_nowhere(case, client):
    case("silence_and_withdrawal")
    day, reason = CASES["silence_and_withdrawal"].WITHDRAWN
    contract = Contract.objects.get(title="School meals")

    actions.withdraw(contract, by=make.make_user(), reason=reason, at=noon(day))

    for ending in ("/", ".json", ".ocds.json", "/history/3/"):
        answer = client.get(f"/contracts/1{ending}")
        assert answer.status_code == 410
        assert reason in unescape(answer.content.decode())
    for act in (1, 2):
        assert client.get(f"/interventions/{act}/").status_code == 410
    for address in ("/contracts.json", "/contracts.atom", "/interventions.csv", "/", "/vendors/"):
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert "Hearth" not in content.decode()
