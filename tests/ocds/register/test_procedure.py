"""How the vendor was chosen: what notices say of it, in shapes that the samples have and lack."""

import pytest

from procurement.codelists import PROCEDURE_FACT, RATIONALE
from procurement.ocds.register.procedure import (
    _CODES,
    _HEADINGS,
    is_call_off,
    is_dynamic,
    is_framework,
    rationales,
)
from procurement.ocds.values import nothing

from .reading import section

read = section("procedure").read
TED = "TED_PT_AWARD_CONTRACT_WITHOUT_CALL"


def told(**tender):
    return read({"tender": tender}, nothing)


def test_words_of_the_notice_stand_beside_the_method():
    section = told(procurementMethod="limited", procurementMethodDetails="Quotation&#039;s")

    assert section == [
        {"what": "method", "code": "limited", "at": "tender/procurementMethod"},
        {"what": "details", "text": "Quotation's", "at": "tender/procurementMethodDetails"},
    ]


def test_framework_says_its_terms():
    section = told(
        techniques={
            "hasFrameworkAgreement": True,
            "frameworkAgreement": {
                "method": "withReopeningCompetition", "type": "open", "maximumParticipants": 12.0,
                "minimumParticipants": 3, "buyerCategories": "All schools in Kent",
                "periodRationale": "It takes six years to build.", "isOpenFrameworkScheme": True,
                "openFrameworkSchemeEndDate": "2033-02-01T00:00:00Z",
                "value": {"amount": 2e9, "currency": "GBP"},
                "period": {"startDate": "2026-01-01", "endDate": "2029-12-31T23:59:59Z"},
                "buyerClassificationRestrictions": [{"scheme": "UK_CA_TYPE", "id": "privateUtility"}],
                "buyerLocationRestrictions": [
                    {"description": "Kent"}, {"gazetteer": {"identifiers": ["UKJ4", "UKJ2"]}},
                ],
            },
        }
    )  # fmt: skip

    assert section == [
        {
            "what": "framework", "is": True, "method": "withReopeningCompetition", "use": "open",
            "buyers": "All schools in Kent", "why_so_long": "It takes six years to build.",
            "minimum": 3, "maximum": 12, "value": {"minor": 200_000_000_000, "currency": "GBP"},
            "starts_on": "2026-01-01", "ends_on": "2029-12-31", "scheme_ends_on": "2033-02-01",
            "open_scheme": True, "for_buyers": [{"scheme": "UK_CA_TYPE", "code": "privateUtility"}],
            "for_places": [{"words": "Kent"}, {"codes": ["UKJ4", "UKJ2"]}], "at": "tender/techniques",
        }
    ]  # fmt: skip
    assert is_framework(section)


@pytest.mark.parametrize("number", [9999999, 7.922816251426434e28, "1e9999", float("inf")])
def test_framework_without_a_maximum_says_so(number):
    [entry] = told(techniques={"frameworkAgreement": {"maximumParticipants": number}})

    assert entry["maximum"] == "no limit"


@pytest.mark.parametrize("number", [0, -1, 2.5, "3", True, [4]])
def test_number_of_vendors_that_is_none_is_noted_and_left_out(number):
    noted = []
    tender = {"techniques": {"frameworkAgreement": {"maximumParticipants": number, "type": "open"}}}

    [entry] = read({"tender": tender}, lambda *one: noted.append(one))

    assert "maximum" not in entry
    assert noted == [
        (
            "tender/techniques/frameworkAgreement/maximumParticipants",
            number,
            "This is no number of vendors. It is left out.",
        )
    ]


def test_technique_of_a_lot_names_its_lot_and_one_that_is_denied_is_none():
    lot = {"id": 7, "techniques": {"hasDynamicPurchasingSystem": True}}

    section = told(techniques={"hasFrameworkAgreement": False}, lots=[{"id": "1"}, lot])

    assert section == [
        {"what": "framework", "is": False, "at": "tender/techniques"},
        {
            "what": "dynamic", "is": True, "of": "lot", "id": "7",
            "at": "tender/lots/1/techniques",
        },
    ]  # fmt: skip
    assert not is_framework(section)
    assert is_dynamic(section)


@pytest.mark.parametrize("number", ["UK13", "UK14", "UK15", "UK16"])
def test_notice_about_a_dynamic_market_says_that_it_is_one(number):
    section = told(documents=[{"id": "1"}, {"noticeType": number}])

    assert section == [
        {"what": "dynamic", "is": True, "notice": number, "at": "tender/documents/1/noticeType"}
    ]
    assert not is_dynamic(told(documents=[{"noticeType": "UK4"}]))


def test_reasons_for_a_direct_award_are_of_one_list_for_all_laws():
    section = told(
        procurementMethodRationale="Only Acme has the keys.\r\nNobody else.",
        procurementMethodRationaleClassifications=[
            {"scheme": TED, "id": "D_TECHNICAL", "description": "Absence of competition"},
            {"scheme": "eu-direct-award-justification", "id": "urgency"},
            {"id": "singleSupplierTechnicalReasons"},
            {"id": "x-9", "description": "Single supplier - intellectual property"},
            {"id": "unheard-of"},
        ],
    )

    assert section[0]["text"] == "Only Acme has the keys.\nNobody else."
    assert section[1] == {
        "what": "rationale", "scheme": TED, "code": "D_TECHNICAL", "text": "Absence of competition",
        "at": "tender/procurementMethodRationaleClassifications/0",
    }  # fmt: skip
    assert rationales(section) == ["technical", "urgency", "exclusive_rights", "unheard-of"]


def test_every_reason_that_a_code_or_heading_stands_for_is_on_the_list():
    assert {*_CODES.values(), *(ours for _, ours in _HEADINGS)} <= set(RATIONALE.codes())


def test_law_regime_treaty_and_threshold_are_kept_as_codes():
    act = {
        "scheme": "UKPGA",
        "id": "2023/54",
        "uri": "https://www.legislation.gov.uk/ukpga/2023/54",
    }
    section = told(
        legalBasis=act | {"wasDerivedFrom": {"scheme": "CELEX", "id": "32014L0024"}},
        procurementMethodRationaleLegalBasis={"id": "2025/1", "description": "An order"},
        crossBorderLaw="Law of Luxembourg", specialRegime=["lightTouch", "other"],
        coveredBy="GPA", aboveThreshold=False, competitive=True,
        lots=[{"id": "a", "coveredBy": [None, "EU-CVD"]}],
    )  # fmt: skip

    assert [(one["what"], one.get("code", one.get("is")), one["at"]) for one in section] == [
        ("other_law", None, "tender/crossBorderLaw"),
        ("legal_basis", "2023/54", "tender/legalBasis"),
        ("legal_basis", "32014L0024", "tender/legalBasis/wasDerivedFrom"),
        ("rationale_law", "2025/1", "tender/procurementMethodRationaleLegalBasis"),
        ("competitive", True, "tender/competitive"),
        ("special_regime", "lightTouch", "tender/specialRegime/0"),
        ("special_regime", "other", "tender/specialRegime/1"),
        ("covered_by", "GPA", "tender/coveredBy/0"),
        ("above_threshold", False, "tender/aboveThreshold"),
        ("covered_by", "EU-CVD", "tender/lots/0/coveredBy/1"),
    ]
    assert section[1]["uri"] == act["uri"]
    assert {one["what"] for one in section} <= set(PROCEDURE_FACT.codes())


def test_urgency_and_steps_are_told_with_their_words():
    section = told(
        procedure={"acceleratedRationale": "The roof fell in.", "features": "Two rounds."}
    )

    assert section == [
        {"what": "features", "text": "Two rounds.", "at": "tender/procedure/features"},
        {"what": "accelerated", "is": True, "text": "The roof fell in.", "at": "tender/procedure"},
    ]


def test_standstill_is_its_award_s():
    award = {
        "id": "2", "aboveThreshold": True, "assessmentSummariesDateSent": "2025-06-02",
        "standstillPeriod": {"startDate": "2025-06-02", "endDate": "2025-06-12T23:59:59+01:00"},
    }  # fmt: skip

    section = read(
        {"awards": [None, award], "contracts": [{"id": 1, "aboveThreshold": 1}]}, nothing
    )

    assert section == [
        {"what": "above_threshold", "is": True, "of": "award", "id": "2", "at": "awards/0/aboveThreshold"},
        {
            "what": "standstill", "starts_on": "2025-06-02", "ends_on": "2025-06-12",
            "of": "award", "id": "2", "at": "awards/0/standstillPeriod",
        },
        {
            "what": "assessments_sent", "on": "2025-06-02", "of": "award", "id": "2",
            "at": "awards/0/assessmentSummariesDateSent",
        },
    ]  # fmt: skip


def test_release_that_says_nothing_of_it_has_no_section():
    release = {"tender": {"procurementMethodRationale": "", "legalBasis": {}, "techniques": {}}}

    assert read(release, nothing) == []
    assert read({}, nothing) == []
    assert rationales([]) == [] and not is_framework([]) and not is_call_off([])
