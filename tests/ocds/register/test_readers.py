"""Nothing that a notice of the samples states is missing from these sections.

What a release states is found by patterns of paths here, apart from how the sections find it.
"""

import re

import pytest

from procurement.ocds.register import categories, classification, places
from procurement.ocds.texts import prose, title
from procurement.ocds.values import day, nothing
from tests.ocds.samples import expected, needs_samples, releases_of

from .reading import section

SECTIONS = {
    "procedure": section("procedure"), "classifications": classification, "categories": categories,
    "places": places,
}  # fmt: skip
OWNER = r"(?:tender|tender/lots/\d+|awards/\d+|contracts/\d+)"
ITEM = rf"(?:planning|{OWNER})/items/\d+"
PATHS = {
    "procedure": [
        r"tender/(procurementMethod|procurementMethodDetails|procurementMethodType)",
        r"tender/(procurementMethodRationale|crossBorderLaw|competitive|specialRegime/\d+)",
        r"tender/procurementMethodRationaleClassifications/\d+/(scheme|id|description)",
        r"tender/(legalBasis|procurementMethodRationaleLegalBasis)/(wasDerivedFrom/)?(scheme|id|uri)",
        r"tender/procedure/(isAccelerated|acceleratedRationale|features)",
        rf"{OWNER}/(aboveThreshold|coveredBy/\d+|assessmentSummariesDateSent)",
        rf"{OWNER}/standstillPeriod/(startDate|endDate)",
        rf"{OWNER}/techniques/has\w+",
        rf"{OWNER}/techniques/\w+/(method|type|status|description|url|buyerCategories|periodRationale)",
    ],
    "classifications": [
        rf"({OWNER}|{ITEM}|planning/project)/(classification|additionalClassifications/\d+)/(scheme|id|description)",
    ],
    "categories": [
        rf"{OWNER}/(mainProcurementCategory|mainProcurementCategoryDetails)",
        rf"{OWNER}/additionalProcurementCategories/\d+",
        r"tender/xClassifications/ojeuContractType",
    ],
    "places": [
        rf"({OWNER}|{ITEM})/(deliveryAddress|deliveryAddresses/\d+|deliveryLocation|deliveryLocations/\d+)/"
        r"(streetAddress|locality|region|postalCode|country|countryName|description|uri)",
        r"planning/project/locations/\d+/(description|uri|gazetteer/(scheme|identifiers?/\d+))",
    ],
}
STATED = {name: re.compile("|".join(f"(?:{one})" for one in some)) for name, some in PATHS.items()}


def leaves(value, path=""):
    """Give (path, value) of each single value of a release."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in inside:
        here = f"{path}/{key}" if path else str(key)
        if isinstance(one, dict | list):
            yield from leaves(one, here)
        else:
            yield here, one


def readings(value):
    """Give what a value may have become: as text, as day, or as it is."""
    if isinstance(value, bool):
        return {value}
    told = {title(value, "", nothing), prose(value, "", nothing)}
    if is_day := day(value, "", nothing):
        told.add(is_day.isoformat())
    return told


def missing(release):
    """Give the paths of what a release states of which its sections say nothing."""
    told = list(leaves(release))
    for name, stated in STATED.items():
        said = {one for _, one in leaves(SECTIONS[name].read(release, nothing))}
        for path, value in told:
            if value not in (None, "") and stated.fullmatch(path) and not readings(value) & said:
                yield name, path, value


def owners(release):
    """Give {id: codes of its classifications} of lots, awards and agreements, by their own walk."""
    found = {}
    for path, value in leaves(release):
        ours = re.fullmatch(
            r"(awards|contracts|tender)/(\d+/)?items/(\d+)/.*lassification.*/id", path
        )
        if ours:
            holder = (
                release[ours[1]] if ours[1] == "tender" else release[ours[1]][int(ours[2][:-1])]
            )
            item = holder["items"][int(ours[3])]
            key = item.get("relatedLot") if ours[1] == "tender" else holder.get("id")
            found.setdefault((ours[1], str(key or "")), set()).add(str(value))
    return found


def codes_by_owner(section):
    kinds = {"lot": "tender", "award": "awards", "agreement": "contracts"}
    return {
        (kinds[entry["of"]], id, entry.get("code"))
        for entry in section
        if entry.get("of") in kinds
        for id in entry.get("ids", [""])
    }


def samples():
    return [name for name, one in expected().items() if one["kind"] == "ocds"]


@needs_samples
@pytest.mark.parametrize("name", samples())
def test_sections_say_all_that_the_samples_state(name):
    assert [one for release in releases_of(name) for one in missing(release)] == []


@needs_samples
@pytest.mark.parametrize("name", samples())
def test_codes_of_the_samples_are_told_of_what_they_stand_on(name):
    for release in releases_of(name):
        told = codes_by_owner(classification.read(release, nothing))
        for (kind, id), codes in owners(release).items():
            if id:
                assert {(kind, id, code) for code in codes} <= told


@needs_samples
@pytest.mark.parametrize("name", samples())
def test_entries_of_the_samples_say_where_they_stood(name):
    for release in releases_of(name):
        for one in SECTIONS.values():
            for entry in one.read(release, nothing):
                assert _at(release, entry["at"]) is not None
                assert "" not in entry.values()


def _at(value, path):
    for key in path.split("/"):
        value = value[int(key)] if isinstance(value, list) else value.get(key)
    return value


@needs_samples
def test_patterns_find_something_in_the_samples():
    paths = {
        path
        for name in samples()
        for one in releases_of(name)
        for path, value in leaves(one)
        if value
    }
    unused = {
        part
        for some in PATHS.values()
        for part in some
        if not any(re.fullmatch(part, path) for path in paths)
    }

    # The samples have no direct award that gives its reason by code, and no project with a place.
    assert unused == {PATHS["procedure"][2], PATHS["places"][1]}
