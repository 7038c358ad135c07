"""The command: its arguments, its last line, and its exit codes."""

import fcntl
import json
from dataclasses import fields

import pytest
from django.core.management import CommandError, call_command

from procurement.models import Contract
from procurement.ocds import importing
from procurement.ocds.fetch import SERVICES
from procurement.ocds.report import COUNTS
from tests.ocds.fetch.server import Clock, Done, Importer, Reply, Server, package


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def server():
    server = Server()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetch(server):
    """Give a function that runs the command on arguments, against the server."""

    def run(*arguments, take=None, name="find-a-tender"):
        services = {name: server.service(name) for name in SERVICES}
        take = take or Importer()
        call_command(
            "fetch_notices",
            "--from",
            name,
            *arguments,
            services=services,
            take=take,
            timing=Clock().timing(),
        )

    return run


def refused(fetch, *arguments, **options):
    """Return what the command says when it fails, and its exit code."""
    with pytest.raises(CommandError) as error:
        fetch(*arguments, **options)
    return str(error.value), error.value.returncode


DAY = ("--since", "2026-09-01", "--until", "2026-09-01")


def test_fetch_ends_with_one_line_that_counts(fetch, server, capsys):
    server.say(Reply(package("a")), Reply(status=503), Reply(package("b", "c")), Reply(package()))

    fetch(*DAY)

    said = capsys.readouterr()
    counted = json.loads(said.out)
    assert counted.pop("seconds") >= 0
    assert counted == {
        "from": "find-a-tender",
        "windows": 4,
        "requests": 5,
        "waited_seconds": 15.0,
        "releases": 3,
        "created": 3,
        "updated": 0,
        "unchanged": 0,
        "rejected": 0,
        "problems": 0,
    }
    assert said.out.count("\n") == 1
    assert said.err.splitlines()[0] == (
        "2026-09-01 00:00 to 2026-09-01 06:00: "
        "releases 1, created 1, updated 0, unchanged 0, rejected 0, problems 0."
    )
    assert len(said.err.splitlines()) == 5


@pytest.mark.parametrize(("name", "windows"), [("find-a-tender", 31), ("contracts-finder", 1)])
def test_fetch_takes_the_last_week(fetch, server, capsys, name, windows):
    fetch(name=name)

    start, _ = SERVICES[name].bounds
    assert server.asked[0].query(start) == "2026-09-03T00:00:00"
    assert json.loads(capsys.readouterr().out)["windows"] == windows


def test_last_window_ends_now_on_uk_clocks(fetch, server):
    fetch("--since", "2026-09-10")

    assert server.asked[-1].query("updatedTo") == "2026-09-10T13:00:00"


def test_rejected_releases_exit_1(fetch):
    said, code = refused(fetch, *DAY, take=lambda paths: Done(releases=2, created=1, rejected=1))

    assert said.startswith("4 releases were rejected")
    assert code == 1


def test_refused_answer_exits_2(fetch, server):
    server.say(Reply(package("bad")), Reply(package("good")))

    said, code = refused(fetch, *DAY, take=Importer(b"bad"))

    assert said.startswith("The importer refused 1 of the answers")
    assert code == 2


def test_refused_answer_is_asked_for_after_three_runs_on_request_alone(fetch, server):
    server.say(Reply(package("bad")))
    day = ("--since", "2026-09-08", "--until", "2026-09-08")
    for _ in range(4):
        refused(fetch, *day, take=Importer(b"bad"))
    asked = len(server.asked)

    fetch(*day)
    assert len(server.asked) == asked == 16
    fetch(*day, "--again")
    assert len(server.asked) == asked + 4


def test_service_that_stays_away_exits_2_and_says_what_was_done(fetch, server, capsys):
    server.say(Reply(package("a")), Reply(b"12 request limit in 2 minute exceeded", status=429))

    said, code = refused(fetch, *DAY)

    assert "answered 429 with “12 request limit in 2 minute exceeded”. Asked 6 times." in said
    assert code == 2
    assert json.loads(capsys.readouterr().out)["created"] == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--since", "2026-09-05", "--until", "2026-09-01"), "give the earlier day first"),
        (("--since", "2027-01-01"), "in the future; the last day is today, 2026-09-10"),
        (("--since", "01/02/2024"), "“01/02/2024” may be 1 February 2024 or 2 January 2024."),
    ],
)
def test_dates_are_checked_before_anything_is_asked(fetch, server, capsys, arguments, says):
    said, code = refused(fetch, *arguments)

    assert says in said
    assert code == 2
    assert server.asked == []
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("arguments", [("--from", "sell2wales"), ("--from",), ()])
def test_unknown_service_is_refused_naming_those_there_are(arguments):
    with pytest.raises(CommandError, match="--from"):
        call_command("fetch_notices", *arguments)


@pytest.mark.parametrize("option", ["--services", "--take", "--timing"])
def test_command_line_cannot_change_who_is_asked(option):
    with pytest.raises(CommandError, match="unrecognized arguments"):
        call_command("fetch_notices", "--from", "find-a-tender", option, "x")


@pytest.mark.django_db
def test_importer_takes_what_was_fetched_once(fetch, server, capsys):
    body = b'{"version": "1.1", "releases": [{"ocid": "ocds-h6vhtk-0a1b2c", "id": "000001-2026", '
    body += b'"date": "2026-09-01T08:00:00Z", "tag": ["tender"], "initiationType": "tender", '
    body += b'"tender": {"id": "t", "title": "School meals", "value": {"amount": 000}}}]}'
    server.say(Reply(body))

    fetch(*DAY, take=importing.import_files)

    counted = json.loads(capsys.readouterr().out)
    assert (counted["releases"], counted["created"], counted["unchanged"]) == (4, 1, 3)
    assert Contract.objects.get().ocid == "ocds-h6vhtk-0a1b2c"


@pytest.mark.django_db
def test_import_that_is_under_way_exits_2_and_is_made_up_for(fetch, server, place, capsys):
    server.say(Reply(package("a")), Reply(package()))
    with (place / "import.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        said, code = refused(fetch, *DAY, take=importing.import_files)
    later = Importer()

    fetch(*DAY, take=later)

    assert said.startswith("Another import is under way.")
    assert code == 2
    assert later.ids() == ["a"]


def test_importer_reports_what_is_counted():
    reported = {field.name for field in fields(importing.Report)}

    assert {*COUNTS, "refused"} <= reported
