"""Extensions, options, recurrence: said, denied, or told by the latest end alone."""

import pytest

from procurement.codelists import OPTION_KIND
from procurement.ocds.values import nothing
from procurement.sections import SECTIONS

from .reading import section

pytestmark = pytest.mark.once
read = section("options").read


def test_what_is_offered_and_what_is_denied():
    lot = {
        "id": "1", "hasRenewal": True, "hasOptions": False,
        "renewal": {"description": "Two years &amp; one", "minimumRenewals": 1, "maximumRenewals": 3},
        "contractPeriod": {"endDate": "2029-12-31", "maxExtentDate": "2031-12-31T23:59:59Z"},
    }  # fmt: skip
    tender = {"hasRecurrence": False, "recurrence": None, "lots": [lot]}

    assert read({"tender": tender}, nothing) == [
        {"what": "recurrence", "of": "tender", "applies": False, "at": "tender"},
        {"what": "renewal", "of": "lot", "id": "1", "applies": True, "text": "Two years & one", "least": 1,
         "most": 3, "at": "tender/lots/0", "latest_end_on": "2031-12-31"},
        {"what": "options", "of": "lot", "id": "1", "applies": False, "at": "tender/lots/0"},
    ]  # fmt: skip


def test_latest_end_alone_says_that_it_may_be_extended():
    found = read({"contracts": [{"id": "C", "period": {"maxExtentDate": "2026-12-31"}}]}, nothing)

    assert found == [
        {"what": "renewal", "of": "agreement", "id": "C", "latest_end_on": "2026-12-31",
         "at": "contracts/0"},
    ]  # fmt: skip


def test_options_of_awards_and_agreements_with_their_periods():
    options = {"options": {"description": "More lamps", "period": {"durationInMonths": 12}}}
    again = {"recurrence": {"dates": [{"startDate": "2030-01-01"}, {}, {"durationInDays": 5}]}}

    found = read({"awards": [options], "contracts": [options], "tender": again}, nothing)

    assert found == [
        {"what": "recurrence", "of": "tender", "dates": [{"starts_on": "2030-01-01"}, {"days": 5}],
         "at": "tender"},
        {"what": "options", "of": "award", "text": "More lamps", "months": 12, "at": "awards/0"},
        {"what": "options", "of": "agreement", "text": "More lamps", "months": 12,
         "at": "contracts/0"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "most"),
    [
        (0, 0),
        (2, 2),
        ("2", 2),
        (2147483647, "no limit"),
        (9999999, "no limit"),
        ("1e9999", "no limit"),
    ],
)
def test_most_renewals(sent, most):
    [found] = read({"tender": {"renewal": {"maximumRenewals": sent}}}, nothing)

    assert found["most"] == most


def test_what_is_unfit_is_noted(notes):
    tender = {"hasRenewal": "perhaps", "renewal": "x", "options": {"period": 7}, "recurrence": []}

    assert read({"tender": tender}, notes) == []
    assert sorted(field for field, _, _ in notes) == [
        "tender/hasRenewal", "tender/options/period", "tender/recurrence", "tender/renewal",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "release", [{}, {"tender": {"hasRenewal": None}}, {"tender": {"lots": [None, {"renewal": {}}]}},
                {"contracts": [{"period": 7}], "awards": {}}],
)  # fmt: skip
def test_nothing_of_nothing(release):
    assert read(release, nothing) == []


def test_every_kind_has_its_words():
    kinds = dict.fromkeys(entry.what for entry in SECTIONS["options"])

    assert list(kinds) == OPTION_KIND.codes()
