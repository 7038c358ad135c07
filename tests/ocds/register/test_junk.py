"""Whatever stands in the place of what these sections read: nothing raises, and all is JSON."""

import json
from copy import deepcopy

import pytest

from procurement.ocds.register import categories, classification, places, procedure
from procurement.ocds.values import nothing

from .reading import section

SECTIONS = {
    "procedure": section("procedure"), "classifications": classification, "categories": categories,
    "places": places,
}  # fmt: skip
ASKED = {
    "procedure": (
        procedure.is_framework, procedure.is_dynamic, procedure.is_call_off, procedure.rationales,
    ),
    "classifications": (classification.cpv,), "categories": (categories.category,),
    "places": (places.regions,),
}  # fmt: skip

WHOLE = {
    "relatedProcesses": [{"id": "1", "relationship": ["framework"], "title": "T", "uri": "u"}],
    "planning": {
        "items": [{"classification": {"scheme": "CPV", "id": "1"}}],
        "project": {
            "locations": [{"description": "d", "gazetteer": {"scheme": "NUTS", "identifiers": ["UKM"]}}],
            "additionalClassifications": [{"id": "2"}],
        },
    },
    "tender": {
        "procurementMethod": "open", "procurementMethodDetails": "d",
        "procurementMethodRationaleClassifications": [{"scheme": "s", "id": "i", "description": "d"}],
        "legalBasis": {"id": "1", "wasDerivedFrom": {"id": "2"}},
        "procedure": {"isAccelerated": True, "acceleratedRationale": "r"},
        "specialRegime": ["lightTouch"], "coveredBy": ["GPA"], "documents": [{"noticeType": "UK15"}],
        "techniques": {
            "hasFrameworkAgreement": True,
            "frameworkAgreement": {
                "maximumParticipants": 4, "value": {"amount": 1, "currency": "GBP"},
                "period": {"startDate": "2025-01-01"}, "isOpenFrameworkScheme": True,
                "buyerClassificationRestrictions": [{"id": "1"}],
                "buyerLocationRestrictions": [{"gazetteer": {"identifiers": ["UKM"]}}],
            },
        },
        "mainProcurementCategory": "goods", "additionalProcurementCategories": ["works"],
        "xClassifications": {"ojeuContractType": "Works"},
        "classification": {"scheme": "CPV", "id": "45000000"},
        "deliveryAddresses": [{"region": "UKM"}],
        "lots": [{"id": "1", "techniques": {"hasElectronicAuction": True}}],
        "items": [
            {
                "id": "1", "relatedLot": "1", "relatedLots": ["2"],
                "additionalClassifications": [{"scheme": "CPV", "id": "45000000"}],
                "deliveryAddresses": {"1": {"postalCode": "LS1 1UR", "countryName": "England"}},
                "deliveryLocation": {"description": "d", "uri": "u"},
            }
        ],
    },
    "awards": [
        {
            "id": "1", "standstillPeriod": {"endDate": "2025-01-01"}, "aboveThreshold": True,
            "assessmentSummariesDateSent": "2025-01-01", "items": [{"id": "1"}],
        }
    ],
    "contracts": [{"id": "1", "relatedProcesses": [{"relationship": "framework"}]}],
}  # fmt: skip
JUNK = [
    None, True, 0, -1.5, 1e308, "", "x", "\u0000\u200b", "&amp;lt;", "2025-13-45", [], [None], ["x"],
    [[]], [{}], {}, {"id": []}, {"1": "x"}, {"amount": "x"},
]  # fmt: skip


def places_of(value, path=()):
    """Give the path of everything in a release, what holds others too."""
    if isinstance(value, dict | list):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*path, key)
            yield from places_of(one, (*path, key))


def with_junk(path, junk):
    release = deepcopy(WHOLE)
    holder = release
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = junk
    return release


@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_junk_in_any_place_raises_nothing(junk):
    for path in places_of(WHOLE):
        release = with_junk(path, junk)
        for name, one in SECTIONS.items():
            found = one.read(release, nothing)
            json.dumps(found, allow_nan=False)
            for asked in ASKED[name]:
                asked(found)


def test_sections_leave_the_release_as_it_is():
    release = deepcopy(WHOLE)

    for one in SECTIONS.values():
        one.read(release, nothing)
        one.read(release, nothing)

    assert release == WHOLE
