"""OCDS: what notices say stands where it stood, whether a revision or the register tells it."""

import pytest

from procurement import actions
from procurement.models import Contract
from tests import factories as make
from tests.files.test_ocds import faults, needs_schema, only, package
from tests.ocds.samples import SAMPLES, Importing, awarded, import_files, needs_samples, party

pytestmark = pytest.mark.django_db

DAY, LATER = "2025-03-01T00:00:00Z", "2026-02-28T00:00:00Z"
PERIOD = {"startDate": DAY, "endDate": LATER}
NET, BOTH = (
    {"amount": 5000, "currency": "GBP"},
    {"amount": 5000.5, "amountGross": 6000, "currency": "GBP"},
)
REASON = {"scheme": "x", "id": "urgency", "description": "Urgent"}
TENDER = {
    "title": "Road works",
    "status": "complete",
    "procurementMethod": "limited",
    "procurementMethodDetails": "Direct award",
    "procurementMethodRationale": "It was urgent.",
    "procurementMethodRationaleClassifications": [REASON],
    "legalBasis": {"scheme": "UKPGA", "id": "2023/54"},
    "specialRegime": ["utilities"],
    "coveredBy": ["GPA"],
    "aboveThreshold": False,
    "procedure": {"isAccelerated": True, "acceleratedRationale": "Winter."},
    "crossBorderLaw": "French",
    "mainProcurementCategory": "works",
    "value": BOTH,
    "tenderPeriod": {"endDate": DAY},
    "enquiryPeriod": PERIOD,
    "expressionOfInterestDeadline": DAY,
    "communication": {"futureNoticeDate": LATER},
    "milestones": [{"id": "1", "type": "approval", "status": "met", "dateMet": DAY}],
    "techniques": {
        "hasFrameworkAgreement": True,
        "frameworkAgreement": {
            "method": "withoutReopeningCompetition", "maximumParticipants": 4, "type": "open",
            "period": PERIOD, "isOpenFrameworkScheme": False, "value": NET,
        },
        "hasDynamicPurchasingSystem": False,
    },
    "lotDetails": {"maximumLotsBidPerSupplier": 2},
    "lots": [
        {
            "id": "A", "title": "North", "status": "cancelled", "value": BOTH, "minValue": NET,
            "suitability": {"sme": True, "vcse": False}, "contractPeriod": PERIOD,
            "hasRenewal": True, "renewal": {"description": "Twice.", "maximumRenewals": 2},
            "hasOptions": False, "secondStage": {"minimumCandidates": 3},
        },
        {"id": "B", "title": "South", "mainProcurementCategory": "services"},
    ],
    "lotGroups": [{"id": "G", "relatedLots": ["A", "B"], "maximumValue": NET, "optionToCombine": True}],
    "items": [
        {
            "id": "1", "relatedLot": "A", "classification": {"scheme": "CPV", "id": "45000000"},
            "additionalClassifications": [{"scheme": "CPV", "id": "45233120"}],
            "deliveryAddresses": [{"region": "UKI", "countryName": "England"}],
        },
        {"id": "2", "deliveryLocation": {"gazetteer": {"scheme": "NUTS", "identifiers": ["UKM"]}}},
    ],
    "suitability": {"sme": True},
    "otherRequirements": {"reservedParticipation": ["vcse"]},
    "subcontractingTerms": {"description": "At least a fifth.", "minimumPercentage": 0.2},
    "exclusionGrounds": {"criteria": [{"type": "corruption", "description": "None convicted."}]},
    "numberOfTenderers": 3,
}  # fmt: skip
AWARD = {
    "date": "2025-01-05T00:00:00Z",
    "title": "Gritting",
    "description": "Of the north.",
    "statusDetails": "One winner.",
    "rationale": "Best value.",
    "relatedLots": ["A"],
    "value": BOTH,
    "contractPeriod": PERIOD | {"maxExtentDate": "2028-02-28T00:00:00Z", "durationInDays": 365},
    "standstillPeriod": PERIOD,
    "aboveThreshold": True,
    "hasSubcontracting": True,
    "subcontracting": {"description": "Drains.", "value": NET},
    "items": [{"id": "1", "classification": {"scheme": "CPV", "id": "45233120"}}],
}
CHANGE = {
    "id": "034567-2025", "date": DAY, "rationale": "More roads.", "description": "Two more roads.",
    "rationaleClassifications": [REASON], "value": BOTH, "period": PERIOD,
}  # fmt: skip
FAILURE = {
    "id": "1", "category": "breach", "description": "Late.", "decisionDate": DAY,
    "penaltyType": "imposed", "penaltyValue": NET,
}  # fmt: skip
METRIC = {
    "id": "1", "title": "On time",
    "observations": [{"id": "1", "measure": "90", "period": PERIOD, "value": NET}],
}  # fmt: skip
CONTRACT = {
    "id": "1",
    "awardID": "1",
    "status": "terminated",
    "dateSigned": "2025-02-01T00:00:00Z",
    "value": NET,
    "period": PERIOD,
    "amendments": [CHANGE],
    "terminationRationale": "Both agreed.",
    "terminationRationaleClassifications": [REASON],
    "relatedProcesses": [{"id": "1", "relationship": ["framework"], "scheme": "ocid", "identifier": "ocds-x-1"}],
    "implementation": {
        "endDate": "2025-06-01T00:00:00Z",
        "endDateDetails": "By agreement.",
        "finalValue": BOTH,
        "performanceFailures": [FAILURE],
        "metrics": [METRIC],
        "transactions": [{"id": "1", "value": NET}],
    },
}  # fmt: skip
BIDS = {
    "statistics": [
        {"id": "1", "measure": "bids", "value": 3},
        {"id": "2", "measure": "highestValidBidValue", "value": 7000.5, "valueGross": 8000,
         "currency": "GBP", "relatedLot": "A"},
    ],
    "details": [
        {"id": "9", "status": "valid", "date": DAY, "value": NET, "tenderers": [{"name": "Larch"}]}
    ],
}  # fmt: skip
PLANNING = {
    "budget": {"amount": BOTH, "finance": [{"id": "1", "value": NET}]},
    "milestones": [{"id": "1", "title": "Market day", "dueDate": DAY}],
}
PLANS = {"relationship": ["planning"], "scheme": "ocid", "identifier": "ocds-x-2"}
RELATED = [PLANS | {"id": "1", "title": "Plans"}]


BUYER = {
    "roles": ["buyer", "centralPurchasingBody"],
    "address": {"locality": "Leeds", "region": "UKE42", "countryName": "England"},
    "details": {
        "url": "https://eastmoor.example.org/",
        "classifications": [
            {"scheme": "COFOG", "id": "01", "description": "General public services"}
        ],
    },
}
COURT = {
    "roles": ["reviewBody"], "address": {"country": "GB"},
    "identifier": {"noIdentifierRationale": "notOnAnyRegister"},
}  # fmt: skip


@pytest.fixture
def importing(tmp_path):
    return Importing(tmp_path)


def everything() -> dict:
    """Give a notice that says something at every place that is exported."""
    buyer = party("Eastmoor", "GB-LAE-ABC") | BUYER
    vendor = party("Ashdown", "GB-COH-01234567", "XX-OWN-7") | {
        "roles": ["supplier"], "details": {"scale": "small", "vcse": True},
    }  # fmt: skip
    loser = party("Larch Roads", "GB-COH-07654321") | {"roles": ["tenderer"]}
    court = party("High Court") | COURT
    notice = awarded(
        suppliers=[vendor], award=AWARD, parties=[buyer, loser, court], buyer=buyer, tender=TENDER,
        contracts=[CONTRACT], bids=BIDS, planning=PLANNING, relatedProcesses=RELATED,
    )  # fmt: skip
    return notice | {"tag": ["award", "contract"]}


def missing(told, stated, path=""):
    """Give the paths of a notice whose values are not where they stood."""
    if isinstance(stated, dict) and isinstance(told, dict):
        return [
            one for key in stated for one in missing(told.get(key), stated[key], f"{path}/{key}")
        ]
    if isinstance(stated, list) and isinstance(told, list) and len(told) == len(stated):
        pairs = enumerate(zip(told, stated, strict=True))
        return [one for place, pair in pairs for one in missing(*pair, f"{path}/{place}")]
    return [] if told == stated else [path]


def all_missing(release: dict) -> list[str]:
    stated = {
        "tender": TENDER, "planning": PLANNING, "bids": BIDS, "awards": [AWARD],
        "contracts": [CONTRACT], "relatedProcesses": RELATED,
    }  # fmt: skip
    return missing(release, stated)


def test_what_a_notice_says_stands_where_it_stood(client, importing):
    assert importing(everything()).rejected == 0

    assert all_missing(only(client)) == []


def test_of_a_contract_that_editors_keep_the_revision_is_told(client, importing):
    importing(everything())
    contract = Contract.objects.get()
    actions.track(contract, by=make.make_user())
    contract.refresh_from_db()
    make.publish(contract)
    make.write_document(contract, awards=[{"title": "Hidden"}])

    assert all_missing(only(client)) == []


def test_awards_keep_what_is_theirs_in_any_order(client, importing):
    notice = everything()
    first = AWARD | {
        "id": "2",
        "status": "active",
        "date": "2024-12-01T00:00:00Z",
        "aboveThreshold": False,
    }
    notice["awards"].append(first)
    importing(notice)
    contract = Contract.objects.get()
    register = only(client)["awards"]
    actions.track(contract, by=make.make_user())
    contract.refresh_from_db()
    make.publish(contract)

    for awards in (register, only(client)["awards"]):
        assert [(one["id"], one["aboveThreshold"]) for one in awards] == [("2", False), ("1", True)]


def test_parties_have_what_is_said_of_them(client, importing):
    importing(everything())

    buyer, vendor, loser, court = only(client)["parties"]

    assert buyer["identifier"]["id"] == "ABC"
    assert buyer | BUYER == buyer
    assert court | COURT == court | {"identifier": COURT["identifier"]}
    assert COURT["identifier"].items() <= court["identifier"].items()
    numbers = [vendor["identifier"], *vendor["additionalIdentifiers"]]
    assert [(one["scheme"], one["id"]) for one in numbers] == [
        ("GB-COH", "01234567"),
        ("XX-OWN", "7"),
    ]
    assert vendor["details"] == {"scale": "small", "vcse": True}
    assert (loser["name"], loser["roles"]) == ("Larch Roads", ["tenderer"])
    assert loser["identifier"]["id"] == "07654321"


def test_what_is_no_code_of_a_closed_list_is_left_out(client, importing):
    notice = everything()
    notice["tender"] = TENDER | {
        "mainProcurementCategory": "gardens",
        "milestones": [{"id": "1", "status": "late", "dueDate": DAY}],
        "lots": [{"id": "A", "title": "North", "status": "lost"}],
    }
    importing(notice)

    tender = only(client)["tender"]

    assert "mainProcurementCategory" not in tender
    assert tender["milestones"] == [{"id": "1", "dueDate": DAY}]
    assert tender["lots"][0].keys() == {"id", "title"}


@needs_schema
def test_all_of_it_is_valid(client, importing):
    importing(everything())

    told = package(client)

    assert len(told["extensions"]) == len(set(told["extensions"])) > 1
    assert faults(told) == []


@pytest.mark.once
@needs_samples
@needs_schema
def test_packages_of_real_notices_are_valid(client):
    """Of each service, and of other countries."""
    for name in (
        "contracts_finder_v2/hyndburn_procurement.json", "find_a_tender/fts_2021_releases_list.json",
        "find_a_tender/fts_2026-09-03-p001.json", "find_a_tender/fts_029664-2025.json",
        "public_contracts_scotland/pcs_2019-04_a_releases.jsonl", "sell2wales/s2w_2025-02_a_package.json",
    ):  # fmt: skip
        import_files([str(SAMPLES / "uk" / name)])
    for name in (
        "paraguay_release_394282",
        "ted_can_24_maximal_release",
        "ukraine_prozorro_releases",
    ):
        import_files([str(SAMPLES / "world" / f"{name}.json")])

    told = package(client)

    assert len(told["releases"]) > 100
    assert faults(told) == []
