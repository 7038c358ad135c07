"""How gently: never more than twelve in two minutes, and waiting as asked."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from procurement.ocds.fetch import SERVICES
from procurement.ocds.fetch.errors import AgainError
from procurement.ocds.fetch.rate_limit import RateLimit, pause, retry_after

FTS, CF = SERVICES["find-a-tender"], SERVICES["contracts-finder"]
NOW = datetime(2026, 9, 10, 12, tzinfo=UTC)
TWO_MINUTES = timedelta(minutes=2)


def test_no_two_minutes_hold_more_than_twelve_requests(clock, tmp_path):
    pace, sent = RateLimit(FTS, clock.timing(), tmp_path / "sent"), []

    for number in range(60):
        pace.wait()
        sent.append(clock.moment)
        clock.moment += timedelta(seconds=number % 7)

    assert [
        one for one, other in zip(sent, sent[12:], strict=False) if other - one <= TWO_MINUTES
    ] == []
    assert clock.moment - sent[0] < timedelta(minutes=2 * 60 / 12)


def test_first_twelve_requests_wait_for_nothing(clock, tmp_path):
    pace = RateLimit(FTS, clock.timing(), tmp_path / "sent")

    assert [pace.wait() for _ in range(13)] == [0.0] * 12 + [121.0]


def test_next_run_remembers_the_requests_of_the_last(clock, tmp_path):
    first = RateLimit(FTS, clock.timing(), tmp_path / "sent")
    for _ in range(12):
        first.wait()

    assert RateLimit(FTS, clock.timing(), tmp_path / "sent").wait() == 121.0


def test_clock_that_was_set_back_waits_two_minutes_at_most(clock, tmp_path):
    (tmp_path / "sent").write_text(json.dumps([(NOW + timedelta(days=9)).isoformat()] * 12))

    assert RateLimit(FTS, clock.timing(), tmp_path / "sent").wait() == 121.0


@pytest.mark.parametrize("text", ["", "{", "[1]", '["yesterday"]'])
def test_file_that_cannot_be_read_is_no_request(clock, tmp_path, text):
    (tmp_path / "sent").write_text(text)

    assert RateLimit(FTS, clock.timing(), tmp_path / "sent").wait() == 0.0


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("30", 30),
        (" 0 ", 0),
        ("9" * 400, 999999999),
        ("Thu, 10 Sep 2026 12:01:00 GMT", 60),
        ("Thu, 10 Sep 2026 11:00:00 GMT", 0),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("²", None),
        ("Thu, 99 Sep 2026 12:01:00 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header, expected):
    assert retry_after(header, NOW) == expected


@pytest.mark.parametrize(
    ("service", "status", "header", "attempt", "seconds"),
    [
        (FTS, 429, "", 0, 15),
        (FTS, 429, "", 3, 120),
        (FTS, 503, "", 20, 600),
        (FTS, 429, "40", 5, 40),
        (FTS, 429, "86400", 0, 600),
        (CF, 403, "", 0, 300),
        (CF, 403, "20", 0, 300),
        (CF, 403, "", 5, 480),
        (CF, 429, "", 0, 15),
    ],
)
def test_pause_is_bounded_and_grows(clock, service, status, header, attempt, seconds):
    refusal = AgainError("no", status, header)

    assert pause(service, refusal, attempt, clock.timing()) == seconds
    assert pause(service, refusal, attempt, clock.timing(chance=1.0)) == seconds * 1.25
