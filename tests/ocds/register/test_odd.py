"""Whatever stands in a place of a release, its dates, lots and options are read without an error."""

import json

import pytest

from .reading import section

pytestmark = pytest.mark.once
lots, periods, options = map(section, ("lots", "periods", "options"))

PERIOD = {"startDate": "2026-01-01", "maxExtentDate": "2027-01-01", "durationInDays": 3}
AGAIN = {"description": "x", "maximumRenewals": 2, "period": PERIOD, "dates": [PERIOD]}
LOT = {
    "id": "1", "title": "x", "description": "x", "status": "active",
    "value": {"amount": 1, "amountGross": 2, "currency": "GBP"}, "minValue": {"amount": 1, "currency": "GBP"},
    "suitability": {"sme": True}, "contractPeriod": PERIOD, "secondStage": {"invitationDate": "2026-01-01"},
    "hasRenewal": True, "renewal": AGAIN, "milestones": [{"title": "x", "dueDate": "2026-01-01"}],
}  # fmt: skip
TENDER = {
    "tenderPeriod": PERIOD, "bidOpening": {"date": "2026-01-01"}, "recurrence": AGAIN, "lots": [LOT],
    "communication": {"documentAvailabilityPeriod": PERIOD}, "lotDetails": {"maximumLotsBidPerSupplier": 2},
    "lotGroups": [{"id": "1", "relatedLots": ["1"], "maximumValue": {"amount": 1, "currency": "GBP"}}],
}  # fmt: skip
MADE = {"milestones": [{"dueDate": "2026-01-01"}]}
CONTRACT = {"id": "1", "period": PERIOD, "periodRationale": "x", "implementation": MADE}
RELEASE = {"planning": MADE, "tender": TENDER, "awards": [{"id": "1"}], "contracts": [CONTRACT]}
ODD = [None, 7, 1e300, "x", "1e9999", [], [None, 7, [], {}], {"a": {"id": []}}]


def places(value):
    """Yield (object or array, key) of everything in a value."""
    for key, one in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(one, dict | list):
            yield from places(one)


def test_odd_things_are_read_in_every_place(notes):
    release = json.loads(json.dumps(RELEASE))
    for inside, key in places(release):
        whole = inside[key]
        for inside[key] in ODD:
            read = [section.read(release, notes) for section in (periods, lots, options)]

            assert json.loads(json.dumps(read)) == read
            assert all("at" in entry and "what" in entry for entries in read for entry in entries)
        inside[key] = whole
    assert release == RELEASE
    assert notes
