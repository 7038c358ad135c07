"""What outlives a run: kept answers, their privacy, and the lock."""

import fcntl
import gzip
import hashlib
import os
from datetime import UTC, datetime, timedelta

import pytest

from procurement.ocds.fetch import FetchError
from tests.ocds.fetch.server import Importer, Reply, indexes, many, package, unpacked

DAY = datetime(2026, 9, 1)
HOUR = timedelta(hours=1)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "fetched" / "find-a-tender"


def modes(path):
    return {oct(one.stat().st_mode & 0o777) for one in path.iterdir()}


def test_answer_is_kept_as_it_came_with_what_is_known_of_it(server, make_fetch, folder):
    server.say(Reply(package("a")))

    make_fetch().run(DAY, DAY + HOUR)

    assert unpacked(folder) == [package("a")]
    assert indexes(folder) == [
        {
            "url": f"{server.origin}/api/1.0/ocdsReleasePackages"
            "?updatedFrom=2026-09-01T00:00:00&updatedTo=2026-09-01T01:00:00&limit=100",
            "window": ["2026-09-01T00:00:00", "2026-09-01T01:00:00"],
            "fetched_at": "2026-09-10T12:00:00+00:00",
            "sha256": hashlib.sha256(package("a")).hexdigest(),
            "bytes": len(package("a")),
            "status": "imported",
            "last": True,
            "again": 0,
        }
    ]


def test_folder_is_closed_to_others(server, make_fetch, folder, tmp_path):
    (tmp_path / "fetched").mkdir(mode=0o755)
    before = os.umask(0)
    try:
        make_fetch().run(DAY, DAY + HOUR)
    finally:
        os.umask(before)

    assert modes(folder) == {"0o600"}
    assert modes(folder.parent) | modes(tmp_path) == {"0o700", "0o600"}


def test_answer_is_kept_before_the_importer_sees_it(server, make_fetch, folder):
    seen = []

    def take(paths):
        seen.append((indexes(folder)[0]["status"], unpacked(folder), modes(folder)))
        return Importer()(paths)

    make_fetch(take=take).run(DAY, DAY + HOUR)

    assert seen == [("kept", [package()], {"0o600"})]
    assert sorted(path.suffix for path in folder.iterdir()) == [".gz", ".json", ".json"]


def test_what_was_kept_and_not_imported_is_imported_by_the_next_run(
    server, make_fetch, importer, folder
):
    class Stopped(Exception):
        """What happens to a machine."""

    def stop(paths):
        raise Stopped

    server.say(Reply(package("a")))
    with pytest.raises(Stopped):
        make_fetch(take=stop).run(DAY, DAY + HOUR)
    assert [one["status"] for one in indexes(folder)] == ["kept"]

    make_fetch().run(DAY, DAY + HOUR)

    assert importer.ids() == ["a"]
    assert [one["status"] for one in indexes(folder)] == ["imported"]
    assert len(server.asked) == 1


def test_windows_of_the_past_are_asked_for_once(server, make_fetch, importer, lines):
    server.script = lambda asked: Reply(package(asked.query("updatedFrom")))
    make_fetch().run(DAY, DAY + 12 * HOUR)

    again = make_fetch().run(DAY, DAY + 18 * HOUR)

    assert len(server.asked) == 3
    assert (again.windows, again.requests) == (1, 1)
    assert lines.count("2026-09-01 00:00 to 2026-09-01 06:00: kept already.") == 1


def test_halves_of_a_full_window_are_asked_for_once(server, make_fetch, importer, folder):
    server.script = lambda asked: Reply(
        package(*many(100 if asked.query("updatedTo")[11:13] == "06" else 1))
        if asked.query("updatedFrom")[11:13] == "00"
        else package("b")
    )
    make_fetch().run(DAY, DAY + 6 * HOUR)
    asked = len(server.asked)

    make_fetch().run(DAY, DAY + 6 * HOUR)

    assert asked == len(server.asked) == 3
    assert [one["status"] for one in indexes(folder)] == ["imported", "full", "imported"]
    assert importer.ids() == ["n0", "b"]


def test_halves_that_a_run_did_not_reach_are_asked_for_by_the_next(server, make_fetch, importer):
    server.say(Reply(package(*many(100))), Reply(package("a")), Reply(status=400))
    with pytest.raises(FetchError, match="answered 400"):
        make_fetch().run(DAY, DAY + 6 * HOUR)
    server.say(Reply(package("b")))

    make_fetch().run(DAY, DAY + 6 * HOUR)

    assert importer.ids() == ["a", "b"]
    assert len(server.asked) == 4


def test_window_that_was_just_over_is_asked_for_again(server, make_fetch, clock):
    clock.moment = datetime(2026, 9, 2, 4, tzinfo=UTC)  # 23 hours after its end

    make_fetch().run(DAY, DAY + 6 * HOUR)
    make_fetch().run(DAY, DAY + 6 * HOUR)

    assert len(server.asked) == 2


def test_window_of_pages_that_was_cut_off_is_asked_for_again(server, make_fetch, importer):
    following = f"{server.origin}/Published/Notices/OCDS/Search?cursor=1"
    server.say(Reply(package("a", next=following)), Reply(status=400))
    with pytest.raises(FetchError, match="answered 400"):
        make_fetch("contracts-finder").run(DAY, DAY + HOUR)
    server.say(Reply(package("a", next=following)), Reply(package("b")))

    make_fetch("contracts-finder").run(DAY, DAY + HOUR)
    make_fetch("contracts-finder").run(DAY, DAY + HOUR)

    assert importer.ids() == ["a", "a", "b"]
    assert len(server.asked) == 4


def test_service_that_stays_away_leaves_what_was_kept(server, make_fetch, importer, folder):
    server.say(Reply(package("a")), Reply(status=503))
    fetch = make_fetch()

    with pytest.raises(FetchError, match="Asked 6 times. What was kept stays"):
        fetch.run(DAY, DAY + 12 * HOUR)

    assert importer.ids() == ["a"]
    assert (fetch.tally.windows, fetch.tally.requests, fetch.tally.waited_seconds) == (2, 7, 465)
    assert fetch.tally.seconds > 0


def test_refused_answer_gives_way_to_a_better_one(server, make_fetch, clock, folder):
    take = Importer(b"bad")
    server.say(Reply(package("bad")), Reply(package("good")))
    make_fetch(take=take).run(DAY, DAY + HOUR)
    clock.moment += timedelta(days=1)

    second = make_fetch(take=take).run(DAY, DAY + HOUR)
    third = make_fetch(take=take).run(DAY, DAY + HOUR)

    assert (second.refused, third.refused, third.requests) == ([], [], 0)
    assert unpacked(folder) == [package("good")]
    assert [(one["status"], one["again"]) for one in indexes(folder)] == [("imported", 0)]


def nights(make_fetch, clock, number, start=DAY, end=DAY + HOUR, **options):
    """Give what each of some runs, a day apart, asked for and had refused: [(requests, refused)]."""
    told = []
    for _ in range(number):
        clock.moment += timedelta(days=1)
        tally = make_fetch(**options).run(start, end)
        told.append((tally.requests, len(tally.refused)))
    return told


NEXT_THREE = [(1, 1)] * 4  # the first run, and the next three


@pytest.mark.parametrize("changing", [False, True])
def test_answer_that_cannot_be_read_is_asked_for_in_the_next_three_runs(
    server, make_fetch, clock, lines, changing
):
    """Whether the service sends the same bytes again or others that cannot be read either."""
    counted = iter(range(1, 100))
    server.script = lambda asked: Reply(package(f"bad{next(counted) if changing else ''}"))
    take = Importer(b"bad")

    assert nights(make_fetch, clock, 7, take=take) == NEXT_THREE + [(0, 0)] * 3
    assert lines[-1] == (
        "2026-09-01 00:00 to 2026-09-01 01:00: cannot be read, and was asked for 4 times; --again asks."
    )


@pytest.mark.parametrize("service", ["find-a-tender", "contracts-finder"])
def test_answer_that_cannot_be_read_is_asked_for_by_runs_about_other_days(
    server, make_fetch, clock, service
):
    server.say(Reply(package("bad")))
    options = {"name": service, "take": Importer(b"bad")}
    first = nights(make_fetch, clock, 1, **options)

    assert first + nights(make_fetch, clock, 5, DAY, DAY, **options) == NEXT_THREE + [(0, 0)] * 2


def test_answer_that_was_given_up_is_asked_for_on_request(server, make_fetch, clock, folder):
    server.say(Reply(package("bad")))
    take = Importer(b"bad")
    nights(make_fetch, clock, 5, take=take)

    assert nights(make_fetch, clock, 1, DAY, DAY, take=take, insist=True) == [(1, 1)]
    assert nights(make_fetch, clock, 1, take=take) == [(0, 0)]

    server.say(Reply(package("good")))
    assert nights(make_fetch, clock, 2, DAY, DAY, take=take, insist=True) == [(1, 0), (0, 0)]
    assert [one["status"] for one in indexes(folder)] == ["imported"]


def test_new_notices_come_before_what_could_not_be_read(server, make_fetch, clock, importer):
    server.say(Reply(package("bad")), Reply(package("new")), Reply(status=400))
    nights(make_fetch, clock, 1, take=Importer(b"bad"))

    with pytest.raises(FetchError, match="answered 400"):
        make_fetch().run(DAY + HOUR, DAY + 2 * HOUR)

    assert importer.ids() == ["new"]


def test_window_that_fills_up_after_it_could_not_be_read_is_asked_for_in_halves(
    server, make_fetch, clock, folder
):
    server.say(Reply(package("bad")), Reply(package(*many(100))), Reply(package("a")))
    take = Importer(b"bad")

    assert nights(make_fetch, clock, 3, DAY, DAY + 6 * HOUR, take=take) == [(1, 1), (3, 0), (0, 0)]
    assert "refused" not in [one["status"] for one in indexes(folder)]


def test_window_of_pages_with_one_that_cannot_be_read_is_not_whole(
    server, make_fetch, clock, tmp_path
):
    pages = [package(one, next=f"{server.origin}/Published/Notices/OCDS/Search?cursor={number + 1}")
             for number, one in enumerate(("a", "bad"))] + [package("c")]  # fmt: skip
    server.script = lambda asked: Reply(pages[int(asked.query("cursor") or 0)])
    options = {"name": "contracts-finder", "take": Importer(b"bad")}

    assert nights(make_fetch, clock, 5, **options) == [(3, 1)] * 4 + [(0, 0)]

    pages[1] = pages[1].replace(b"bad", b"good")
    assert nights(make_fetch, clock, 2, insist=True, **options) == [(3, 0), (0, 0)]
    kept = indexes(tmp_path / "fetched" / "contracts-finder")
    assert [one["status"] for one in kept] == ["imported"] * 3


def test_what_was_refused_is_forgotten_and_stays_given_up(server, make_fetch, clock, folder):
    server.say(Reply(package("bad")))
    nights(make_fetch, clock, 4, take=Importer(b"bad"))
    clock.moment += timedelta(days=40)

    assert nights(make_fetch, clock, 2) == [(0, 0), (0, 0)]
    assert unpacked(folder) == []
    assert [(one["status"], one["again"]) for one in indexes(folder)] == [("refused", 3)]


def test_old_answers_are_forgotten_once_imported(server, make_fetch, clock, folder, tmp_path):
    take = Importer(b"bad")
    server.say(Reply(package("bad")), Reply(package("good")))
    make_fetch(take=take).run(DAY, DAY + 12 * HOUR)
    make_fetch("contracts-finder").run(DAY, DAY + HOUR)
    clock.moment += timedelta(days=29)
    make_fetch(take=take).run(DAY, DAY)
    assert len(unpacked(folder)) == 2

    clock.moment += timedelta(days=1, seconds=1)
    make_fetch(take=take).run(DAY, DAY)

    # What came in place of the one that could not be read came a day ago.
    assert unpacked(folder) == [package("good")]
    assert unpacked(tmp_path / "fetched" / "contracts-finder") == []


def test_what_a_killed_run_left_behind_is_removed(server, make_fetch, importer, folder):
    folder.mkdir(parents=True)
    for name in ("a.ocds.json.gz", "b.ocds.json.gz.part", "c.index.json"):
        (folder / name).write_bytes(gzip.compress(package("x")))

    make_fetch().run(DAY, DAY)

    assert list(folder.iterdir()) == []
    assert importer.ids() == []


def test_second_fetch_is_refused_while_one_is_running(server, make_fetch, tmp_path):
    with (tmp_path / "fetch.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write("4321")
        file.flush()

        with pytest.raises(FetchError, match=r"Another fetch is running \(process 4321\)"):
            make_fetch().run(DAY, DAY + HOUR)

    make_fetch().run(DAY, DAY + HOUR)
    assert len(server.asked) == 1


def test_twelve_requests_in_two_minutes_hold_across_runs(server, make_fetch, clock):
    make_fetch().run(DAY, DAY + 6 * 12 * HOUR)

    second = make_fetch().run(DAY - 6 * HOUR, DAY)

    assert clock.slept == [121.0]
    assert second.waited_seconds == 121.0
