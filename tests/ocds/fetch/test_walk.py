"""Through the windows of both services: everything is got, and nothing is asked for twice in vain."""

from datetime import datetime, timedelta

import pytest

from procurement.ocds.fetch import FetchError
from tests.ocds.fetch.server import Importer, Reply, indexes, many, package

DAY = datetime(2026, 9, 1)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


class FindATender:
    """Answers as the service does: at most 100 of a window, with a cursor that loses notices."""

    def __init__(self, notices):
        self.notices = notices

    def __call__(self, asked):
        start, end = asked.query("updatedFrom"), asked.query("updatedTo")
        found = [one for one, at in self.notices.items() if start <= at.isoformat() <= end]
        trap = f"/api/1.0/ocdsReleasePackages?updatedFrom={start}&cursor=loses"
        return Reply(package(*found[:100], next=trap))


def spread(count, start, end):
    """Make notices at even distances."""
    step = (end - start) / count
    return {f"n{number}": (start + step * number).replace(microsecond=0) for number in range(count)}


def test_full_windows_are_halved_until_nothing_is_lost(server, make_fetch, importer, lines):
    notices = spread(450, DAY + 9 * HOUR, DAY + 10 * HOUR) | spread(120, DAY, DAY + 24 * HOUR)
    server.script = FindATender(notices)
    fetch = make_fetch()

    fetch.run(DAY, DAY + 24 * HOUR)

    assert set(importer.ids()) == set(notices)
    assert [asked.path for asked in server.asked if "cursor" in asked.path] == []
    assert {asked.query("limit") for asked in server.asked} == {"100"}
    assert fetch.tally.windows == fetch.tally.requests == len(server.asked)
    assert "2026-09-01 06:00 to 2026-09-01 12:00: full. Asking for its halves." in lines


def test_windows_of_six_hours_are_asked_for_on_uk_clocks(server, make_fetch):
    make_fetch().run(DAY, DAY + 12 * HOUR)

    assert [asked.path for asked in server.asked] == [
        "/api/1.0/ocdsReleasePackages"
        f"?updatedFrom=2026-09-01T{start}:00:00&updatedTo=2026-09-01T{end}:00:00&limit=100"
        for start, end in (("00", "06"), ("06", "12"))
    ]


def test_full_window_at_the_floor_is_taken_with_a_warning(server, make_fetch, importer, lines):
    server.script = FindATender({one: DAY + timedelta(seconds=30) for one in many(130)})
    fetch = make_fetch()

    fetch.run(DAY, DAY + 2 * MINUTE)

    warnings = [line for line in lines if line.startswith("Warning")]
    assert warnings == [
        "Warning: 2026-09-01 00:00 to 2026-09-01 00:01 is full and too short to be halved; "
        "notices may be missing."
    ]
    assert fetch.tally.releases == len(importer.ids()) == 100


def test_window_that_answers_too_large_is_halved(server, make_fetch, importer):
    def script(asked):
        whole = (
            asked.query("updatedFrom")[11:16] == "00:00"
            and asked.query("updatedTo") > "2026-09-01T02"
        )
        return Reply(
            package("big", text="x" * 5000) if whole else package(asked.query("updatedTo"))
        )

    server.script = script

    make_fetch(most_bytes=4000).run(DAY, DAY + 6 * HOUR)

    assert importer.ids() == ["2026-09-01T01:30:00", "2026-09-01T03:00:00", "2026-09-01T06:00:00"]


def test_window_that_stays_too_large_ends_the_fetch(server, make_fetch):
    server.say(Reply(b" ", endless=True))

    with pytest.raises(FetchError, match="sent more than"):
        make_fetch(most_bytes=4000).run(DAY, DAY + 2 * MINUTE)


def test_amount_of_three_zeros_reaches_the_importer_untouched(server, make_fetch, importer):
    body = b'{"releases": [{"ocid": "a", "tender": {"value": {"amount": 000, "currency": "GBP"}}}]}'
    server.say(Reply(body))

    make_fetch().run(DAY, DAY + HOUR)

    assert importer.bodies == [body]


# Contracts Finder


def pages(server, *bodies):
    """Answer page n to the cursor n; the first to none."""
    server.script = lambda asked: Reply(bodies[int(asked.query("cursor") or 0)])


def link(server, number):
    return f"{server.origin}/Published/Notices/OCDS/Search?cursor={number}"


def test_pages_are_followed_to_the_last(server, make_fetch, importer, tmp_path):
    pages(
        server, package("a", next=link(server, 1)), package("b", next=link(server, 2)), package("c")
    )
    fetch = make_fetch("contracts-finder")

    fetch.run(DAY, DAY + HOUR)

    assert importer.ids() == ["a", "b", "c"]
    assert (fetch.tally.windows, fetch.tally.requests) == (1, 3)
    kept = indexes(tmp_path / "fetched" / "contracts-finder")
    assert sorted((one["status"], one["last"]) for one in kept) == [
        ("imported", False),
        ("imported", False),
        ("imported", True),
    ]


def test_windows_of_fifteen_days_are_asked_for(server, make_fetch):
    make_fetch("contracts-finder").run(DAY - timedelta(days=20), DAY)

    assert [(a.query("publishedFrom"), a.query("publishedTo")) for a in server.asked] == [
        ("2026-08-12T00:00:00", "2026-08-27T00:00:00"),
        ("2026-08-27T00:00:00", "2026-09-01T00:00:00"),
    ]


def test_link_that_was_asked_before_ends_the_window(server, make_fetch, importer, lines, tmp_path):
    pages(server, package("a", next=link(server, 1)), package("b", next=link(server, 1)))

    make_fetch("contracts-finder").run(DAY, DAY + HOUR)

    assert importer.ids() == ["a", "b"]
    assert len(server.asked) == 2
    assert lines[-1] == (
        "Warning: the pages of 2026-09-01 00:00 to 2026-09-01 01:00 repeat themselves, or do not end; "
        "notices may be missing."
    )
    kept = indexes(tmp_path / "fetched" / "contracts-finder")
    assert [(one["status"], one["last"]) for one in kept] == [("imported", False)] * 2


def test_page_that_comes_again_ends_the_window(server, make_fetch, importer, lines):
    server.say(Reply(package("a", next=link(server, 1))))

    make_fetch("contracts-finder").run(DAY, DAY + HOUR)

    assert importer.ids() == ["a"]
    assert len(server.asked) == 2
    assert lines[-1].startswith("Warning: the pages of")


def test_pages_without_end_are_left(server, make_fetch, importer, lines):
    counted = iter(range(1, 100))

    def script(asked):
        number = next(counted)
        return Reply(package(str(number), next=link(server, number)))

    server.script = script

    make_fetch("contracts-finder", most_pages=3).run(DAY, DAY + HOUR)

    assert importer.ids() == ["1", "2", "3"]
    assert lines[-1].startswith("Warning: the pages of")


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/?a", "file:///etc/passwd", "//evil/", "next"]
)
def test_link_to_another_host_is_refused(server, make_fetch, importer, elsewhere):
    server.say(Reply(package("a", next=elsewhere)))

    with pytest.raises(FetchError, match="led to .*is ever asked"):
        make_fetch("contracts-finder").run(DAY, DAY + HOUR)

    assert importer.ids() == ["a"]
    assert len(server.asked) == 1


def test_answer_that_the_importer_refuses_does_not_stop_the_others(
    server, make_fetch, lines, tmp_path
):
    server.say(Reply(package("bad")), Reply(package("good")))
    fetch = make_fetch(take=Importer(b"bad"))

    fetch.run(DAY, DAY + 12 * HOUR)

    (refused,) = fetch.tally.refused
    assert f"Refused: {refused}" in lines
    assert refused.startswith(str(tmp_path / "fetched" / "find-a-tender"))
    assert fetch.tally.releases == 1
    assert [one["status"] for one in indexes(tmp_path / "fetched" / "find-a-tender")] == [
        "refused",
        "imported",
    ]
