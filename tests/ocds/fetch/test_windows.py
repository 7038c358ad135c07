"""Stretches of time: nothing between them, and nothing shorter than a minute."""

from datetime import UTC, datetime, timedelta

from procurement.ocds.fetch.windows import Window, windows

DAY = datetime(2026, 9, 1)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def test_windows_meet_and_end_at_the_minute():
    found = list(windows(DAY, DAY + 13 * HOUR + timedelta(minutes=5, seconds=50), 6 * HOUR))

    assert [str(window) for window in found] == [
        "2026-09-01 00:00 to 2026-09-01 06:00",
        "2026-09-01 06:00 to 2026-09-01 12:00",
        "2026-09-01 12:00 to 2026-09-01 13:05",
    ]


def test_windows_of_no_time_are_none():
    assert list(windows(DAY, DAY + timedelta(seconds=59), HOUR)) == []


def pieces(window):
    if not window.can_be_halved(MINUTE):
        return [window]
    return [piece for half in window.halves() for piece in pieces(half)]


def test_halving_to_the_end_gives_every_minute_once():
    found = pieces(Window(DAY, DAY + 6 * HOUR))

    assert found == [Window(DAY + n * MINUTE, DAY + (n + 1) * MINUTE) for n in range(360)]


def test_halving_obeys_a_longer_floor():
    assert Window(DAY, DAY + 2 * HOUR).can_be_halved(HOUR)
    assert not Window(DAY, DAY + 2 * HOUR - MINUTE).can_be_halved(HOUR)


def test_window_is_settled_a_day_after_its_end_on_uk_clocks():
    window = Window(DAY - HOUR, DAY)  # midnight in summer is 23:00 in UTC

    assert not window.is_settled(datetime(2026, 9, 1, 23, 0, tzinfo=UTC))
    assert window.is_settled(datetime(2026, 9, 1, 23, 1, tzinfo=UTC))


def test_bounds_are_read_back():
    window = Window(DAY, DAY + HOUR)

    assert window.bounds() == ("2026-09-01T00:00:00", "2026-09-01T01:00:00")
    assert Window.between(*window.bounds()) == window


def test_the_hour_that_comes_twice_is_asked_for_by_the_clock():
    night = datetime(2026, 10, 25)

    for window in pieces(Window(night, night + 6 * HOUR)):
        assert window.start < window.end
