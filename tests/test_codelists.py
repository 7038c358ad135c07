"""The closed lists: complete, unique, in the words of the design."""

import importlib
import pkgutil

import pytest

import procurement
from procurement import codelists
from procurement.codelists import LISTS, Code, Codelist

EXAMPLE = Codelist("example", Code("one", "One", "The first."), Code("two", "Two", "The second."))

STAGES = (
    "planning tender award_proposed award contract_pending active complete ended"
    " terminated_early cancelled unsuccessful withdrawn unknown"
)
HOLDS = "none on_hold blocked suspended_by_law conditional under_review"
TYPES = (
    "concern_raised objection complaint call_in review_opened investigation hold approval_refused"
    " approval approval_conditional legal_challenge_threatened legal_challenge automatic_suspension"
    " interim_order ruling direction recommendation modification extension cancellation termination"
    " withdrawal_by_supplier reprocurement_ordered exploration support_statement response"
)
EFFECTS = (
    "none_yet signature_blocked procurement_paused performance_suspended scope_reduced"
    " conditions_added value_changed contract_ended cleared_to_proceed unknown"
)
OUTCOMES = (
    "pending upheld partly_upheld rejected overtaken withdrawn settled decision_confirmed"
    " decision_modified decision_rescinded proceeded_unchanged proceeded_with_conditions"
    " proceeded_reduced reprocured cancelled lapsed unknown_as_of"
)
GROUNDS = (
    "no_competition approval_route_not_followed contract_splitting specification_bias"
    " evaluation_error conflict_of_interest transparency_failure unlawful_modification collusion"
    " value_for_money affordability cost_overrun vendor_lock_in data_protection data_security"
    " civil_liberties discrimination human_rights_supply_chain no_impact_assessment public_trust"
    " accountability ethics_of_supplier political_neutrality national_security foreign_supplier"
    " performance_failure supplier_standing operational_need public_safety efficiency other"
    " not_stated"
)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("stage", STAGES),
        ("hold", HOLDS),
        ("type", TYPES),
        ("effect", EFFECTS),
        ("outcome", OUTCOMES),
        ("attribution", "official_record finding on_record reported alleged"),
        ("layer", "stated attributed not_relied_on"),
        ("direction", "against for"),
        ("rank", "preferred normal deprecated"),
        ("value_kind", "decided proposed estimate ceiling yearly gross same_award unknown"),
        ("precision", "day month year"),
        ("relation", "responds_to resolves lifts"),
    ],
)
def test_list_has_the_codes_of_the_record_in_order(name, codes):
    assert LISTS[name].codes() == codes.split()


# Those that are no list of what the record says of contracts.
APART = {
    "audit": "what the log of the site says",
    "login_failure": "what the log of the site says",
    "disputable": "some of the codes of fact",
    "revision_kind": "what was done to a contract",
    "revision_subject": "what a chain of revisions is about",
    "party_kind": "which table a party is of",
    "run_status": "how an import goes",
    "submission_state": "what became of what was submitted",
    "statement_state": "how a working row stands beside what is public",
    "problem_kind": "what an import could not take",
}


def test_every_list_is_among_all_or_apart_with_its_reason():
    names = [one.name for one in pkgutil.walk_packages(procurement.__path__, "procurement.")]
    modules = [importlib.import_module(name) for name in names if ".migrations" not in name]
    found = [one for module in modules for one in vars(module).values()]
    every = {id(one): one for one in found if isinstance(one, Codelist)}.values()

    assert sorted(one.name for one in every) == sorted({*LISTS, *APART})
    assert all(LISTS.get(one.name, one) is one for one in every)


def test_grounds_have_the_codes_of_the_record_in_order():
    assert [ground.code for _, ground in codelists.GROUNDS] == GROUNDS.split()


def test_every_ground_has_a_group_that_exists():
    assert {group for group, _ in codelists.GROUNDS} == set(codelists.GROUND_GROUP.codes())


@pytest.mark.parametrize("name", sorted(LISTS))
def test_list_says_what_each_code_is(name):
    assert LISTS[name].name == name
    assert [code.code for code in LISTS[name] if not (code.label and code.definition)] == []


def test_every_type_has_a_verb_for_its_sentence():
    assert [code.code for code in codelists.TYPE if not code.verb] == []


def test_codelist_gives_choices_in_order():
    assert EXAMPLE.choices() == [("one", "One"), ("two", "Two")]


@pytest.mark.parametrize(("code", "label"), [("one", "One"), ("three", "three"), ("", "")])
def test_label_of_an_unknown_code_is_the_code(code, label):
    assert EXAMPLE.label(code) == label


@pytest.mark.parametrize(("code", "inside"), [("one", True), ("three", False)])
def test_codelist_knows_its_codes(code, inside):
    assert (code in EXAMPLE) is inside
