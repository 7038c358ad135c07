"""What templates say of official notices."""

import pytest

from procurement.templating import notices


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.find-tender.service.gov.uk/Notice/1", "find-tender.service.gov.uk"),
        ("http://contracts.example:8080/x", "contracts.example"),
        ("", ""),
    ],
)
def test_host(url, host):
    assert notices.host(url) == host


def test_last_notice_is_the_last_with_a_date():
    dated = {"published_at": "2025-01-02T09:00:00+00:00"}

    assert notices.last_notice([dated, {"published_at": None}]) == dated
    assert notices.last_notice([{"published_at": None}]) is None


def test_notices_of_one_day_have_their_hours_as_they_are_in_london():
    moments = [
        "2026-06-01T09:00:00+00:00", "2026-06-01T09:03:00+00:00", "2026-06-02T09:00:00+00:00",
        # the same moment says no order; of the night, the next day in London
        "2026-07-01T00:00:00+00:00", "2026-07-01T00:00:00+00:00",
        "2026-08-01T23:30:00+00:00", "2026-08-02T10:00:00+00:00", None,
    ]  # fmt: skip

    assert notices.hours([{"published_at": moment} for moment in moments]) == {
        "2026-06-01T09:00:00+00:00": "10:00",
        "2026-06-01T09:03:00+00:00": "10:03",
        "2026-08-01T23:30:00+00:00": "00:30",
        "2026-08-02T10:00:00+00:00": "11:00",
    }
