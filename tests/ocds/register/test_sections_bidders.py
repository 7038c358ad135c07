"""Nothing that a real notice states of bids, suppliers, related processes and identifiers is missing,
and nothing that anybody may write in its place raises.

The paths are this test's own list; it walks the releases as they are kept.
"""

import html
import json
import re

import pytest

from procurement.ocds.register import bids, identifiers, related, suppliers
from procurement.ocds.values import nothing
from tests.ocds.samples import expected, needs_samples, releases_of

SECTIONS = {"bids": bids, "suppliers": suppliers, "related": related, "identifiers": identifiers}
PATHS = {
    "bids": r"bids/statistics\[\]/(measure|value|relatedLots?(\[\])?)"
    r"|bids/details\[\]/(id|status|rank|variant|relatedLots\[\]|tenderers\[\]/(id|name))"
    r"|tender/(numberOfTenderers|tenderers\[\]/name)",
    "suppliers": r"awards\[\]/suppliers\[\]/(sme|details/(scale|vcse))"
    r"|parties\[\]/(sme|details/(scale|vcse|shelteredWorkshop|publicServiceMissionOrganization"
    r"|listedOnRegulatedMarket|excludedSupplier/.*)|roleDetails)"
    r"|(awards|bids/details)\[\]/(hasSubcontracting"
    r"|subcontracting/(description|m..imumPercentage|subcontracts\[\]/description))"
    r"|tender/(lots\[\]/)?(suitability/(sme|vcse)|otherRequirements/reservedParticipation\[\])"
    r"|tender/(xClassifications/isSuitableFor(Sme|Vco)|exclusionGrounds(/.*)?)",
    "related": r"(contracts\[\]/)?relatedProcesses\[\]"
    r"/(identifier|scheme|title|uri|relationship\[\]|relatedLots\[\])",
    "identifiers": r"(parties\[\]|buyer|awards\[\]/suppliers\[\])"
    r"/(identifier|additionalIdentifiers\[\])/(scheme|id)"
    r"|(tender|tender/lots\[\]|contracts\[\]|bids/details\[\])/identifiers\[\]/(scheme|id)",
}


def leaves(value, path=""):
    """Yield (path, value) of all that is stated; of an identifier only what has a scheme and an id."""
    if isinstance(value, dict):
        bare = path.endswith(("dentifier", "dentifiers[]")) and not (
            value.get("scheme") and value.get("id") not in (None, "")
        )
        for key, one in value.items():
            if not (bare and key in ("scheme", "id")):
                yield from leaves(one, f"{path}/{key}" if path else key)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one, f"{path}[]")
    elif value not in (None, ""):
        yield path, value


# A yes or no is what its key says it is of: raw key, key of the section.
ANSWERS = {
    "isSuitableForSme": "sme",
    "isSuitableForVco": "vcse",
    "shelteredWorkshop": "sheltered",
    "publicServiceMissionOrganization": "mutual",
    "listedOnRegulatedMarket": "listed",
    "hasSubcontracting": "will",
}


def plain(path, value):
    """A value as it may be compared: texts on one line, numbers as they count, answers with their key."""
    if isinstance(value, str):
        return " ".join(html.unescape(value).split())
    if isinstance(value, bool):
        key = path.rpartition("/")[2]
        return "uitab" in path, ANSWERS.get(key, key), value
    return str(float(value))


def shown(section):
    """All values of a section, amounts in units too."""
    found = set()
    for path, value in leaves(section):
        found.add(plain(path, value))
        if path.endswith("minor"):
            found.add(plain(path, value / 100))
    return found


@pytest.fixture(scope="module")
def releases():
    """Give (file, release) of all samples that are OCDS."""
    files = [name for name, one in expected().items() if one.get("kind") == "ocds"]
    return [(name, release) for name in files for release in releases_of(name)]


@needs_samples
@pytest.mark.parametrize("name", sorted(SECTIONS))
def test_all_that_is_stated_is_in_the_section(name, releases):
    pattern, missing, met = re.compile(PATHS[name]), [], 0

    for file, release in releases:
        section = shown(SECTIONS[name].read(release, nothing))
        for path, value in leaves(release):
            if pattern.fullmatch(path):
                met += 1
                if plain(path, value) not in section:
                    missing.append((file, release.get("ocid"), path, value))

    assert missing == []
    assert met > 20


WRONG = (None, [], {}, "x", 7, -1, 0.5, True, [None, 3, "x"], [[{}]], {"id": {}, "name": []}, "")


def bent(value):
    """Yield copies of a release, each with one thing in it that is of the wrong type."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in items:
        for wrong in WRONG:
            copy = dict(value) if isinstance(value, dict) else list(value)
            copy[key] = wrong
            yield copy
        if isinstance(one, dict | list):
            for inner in bent(one):
                copy = dict(value) if isinstance(value, dict) else list(value)
                copy[key] = inner
                yield copy


WHOLE = {
    "ocid": "ocds-h6vhtk-1",
    "id": "1",
    "buyer": {"id": "B"},
    "parties": [
        {"id": "B", "name": "Buyer", "roles": ["buyer"], "identifier": {"scheme": "X", "id": "1"}},
        {
            "id": "S",
            "name": "Firm",
            "roles": ["supplier", "tenderer"],
            "additionalIdentifiers": [{"scheme": "GB-COH", "id": "01234567"}],
            "details": {
                "scale": "sme",
                "vcse": True,
                "excludedSupplier": {
                    "exclusionGrounds": {"criteria": [{"id": "a", "description": "b"}]},
                    "awardRationaleClassification": {"id": "c"},
                },
            },
        },
    ],
    "bids": {
        "statistics": [{"measure": "bids", "value": 1, "relatedLots": ["1"], "date": "2025-01-01"}],
        "details": [
            {
                "id": "b",
                "value": {"amount": 1, "currency": "GBP"},
                "tenderers": [{"id": "S"}],
                "subcontracting": {"subcontracts": [{"subcontractor": {"id": "S"}}]},
                "identifiers": [{"scheme": "X", "id": "2"}],
            }
        ],
    },
    "planning": {
        "description": "2025/S 000-000001",
        "documents": [{"url": "https://ted.europa.eu"}],
    },
    "tender": {
        "numberOfTenderers": 1,
        "tenderers": [{"id": "S"}],
        "suitability": {"sme": True},
        "otherRequirements": {"reservedParticipation": ["x"]},
        "exclusionGrounds": {"criteria": [{"type": "a"}]},
        "lots": [{"id": "1", "subcontractingTerms": {"minimumPercentage": 0.1}, "statistics": []}],
    },
    "awards": [{"id": "1", "suppliers": [{"id": "S"}], "documents": [{"url": "x"}]}],
    "contracts": [{"id": "1", "relatedProcesses": [{"relationship": ["prior"], "uri": "x"}]}],
    "relatedProcesses": [{"relationship": ["prior"], "identifier": "x", "relatedLots": ["1"]}],
}


@pytest.mark.parametrize("name", sorted(SECTIONS))
def test_nothing_raises_and_all_is_fit_for_json(name):
    read = SECTIONS[name].read

    for release in bent(WHOLE):
        json.dumps(read(release, nothing), allow_nan=False)

    assert read(WHOLE, nothing)
