"""`manage.py import_ocds`: its exit code, its one line of JSON, and what it lists."""

import gzip
import io
import json
import re
import sys

import pytest
from django.core.management import CommandError, call_command

from procurement.models import Contract, ImportProblem, ImportRun
from procurement.ocds.importing import alone

pytestmark = pytest.mark.django_db
KEYS = [
    "files", "releases", "created", "updated", "unchanged", "rejected", "problems", "seconds",
]  # fmt: skip
GOOD = {"ocid": "ocds-test-1", "id": "1", "date": "2025-01-01T00:00:00Z", "tender": {"title": "A"}}
BAD = {"ocid": "", "id": "2\u0007" + "x" * 500}


@pytest.fixture
def run(tmp_path, capsys):
    """Give a function that runs the command on contents: (exit code, report, what was said)."""

    def of(*contents, **options):
        paths = []
        for number, content in enumerate(contents):
            path = tmp_path / f"{number}.json"
            path.write_bytes(
                content if isinstance(content, bytes) else json.dumps(content).encode()
            )
            paths.append(str(path))
        return of_paths(*paths, **options)

    def of_paths(*paths, **options):
        code = 0
        try:
            call_command("import_ocds", *paths, **options)
        except SystemExit as end:
            code = end.code
        said = capsys.readouterr()
        [line] = said.out.splitlines()
        return code, json.loads(line), said.err

    of.paths = of_paths
    return of


def test_all_taken_is_exit_0_and_one_line_that_adds_up(run):
    code, report, _ = run({"releases": [GOOD, GOOD | {"id": "2"}, GOOD]}, quiet=True)

    assert code == 0
    assert list(report) == KEYS
    assert report | {"seconds": 0} == {
        "files": 1, "releases": 3, "created": 1, "updated": 1, "unchanged": 1, "rejected": 0,
        "problems": 0, "seconds": 0,
    }  # fmt: skip
    assert report["seconds"] >= 0


def test_a_rejected_release_is_exit_1_and_is_listed(run, tmp_path):
    code, report, said = run({"releases": [GOOD, BAD]}, quiet=True)

    problem = ImportProblem.objects.get()
    assert (code, report["rejected"], report["created"], report["problems"]) == (1, 1, 1, 1)
    assert (problem.kind, problem.file) == ("rejected", str(tmp_path / "0.json"))
    assert (problem.position, problem.field, problem.ocid) == ("/releases/1", "ocid", "")
    assert problem.reason == "The OCID is empty. It is written as ocds-b5fd17-1234abcd."
    assert problem.advice == "Ask its publisher for one."
    assert "1 problem is listed under Import problems" in said


def test_value_that_is_listed_is_cut_and_escaped(run):
    run({"releases": [GOOD, GOOD | {"ocid": "é\u202e\u0007" + "x" * 500}]}, quiet=True)

    problem = ImportProblem.objects.get()
    assert problem.value == r"\xe9\u202e\x07" + "x" * 77 + "…"


def test_a_refused_file_is_exit_2_and_the_others_are_taken(run, tmp_path):
    code, report, said = run(b"{", {"releases": [GOOD]}, {"releases": [BAD]}, quiet=True)

    assert (code, report["files"], report["created"], report["rejected"]) == (2, 2, 1, 1)
    assert re.search(rf"^Refused: {re.escape(str(tmp_path / '0.json'))}: line 1, column 2", said)
    assert ImportRun.objects.get().status == "refused"


def test_a_file_that_is_absent_is_exit_2(run):
    code, report, said = run.paths("/nowhere/at-all.json", quiet=True)

    assert (code, report["files"]) == (2, 0)
    assert "Refused: /nowhere/at-all.json: It cannot be read: No such file or directory." in said


def test_standard_input(run, monkeypatch):
    class Input:
        buffer = io.BytesIO(f"{json.dumps(GOOD)}\n".encode())

    monkeypatch.setattr(sys, "stdin", Input)

    code, report, _ = run.paths("-", quiet=True)

    assert (code, report["created"]) == (0, 1)
    assert ImportRun.objects.get().names == "-"


def test_gzip(run):
    code, report, _ = run(gzip.compress(json.dumps(GOOD).encode()), quiet=True)

    assert (code, report["created"]) == (0, 1)


def test_progress_says_the_rate_and_the_time_left(run):
    code, _, said = run([GOOD | {"ocid": f"ocds-test-{one}"} for one in range(200)])

    assert code == 0
    assert re.search(r"Reading .*: +100%.*B/s\]", said)
    assert re.search(r"Taking .*: 100%.*200/200 \[.*<.*releases/s\]", said)


def test_quiet_says_nothing_where_nothing_is_wrong(run):
    assert run([GOOD], quiet=True)[2] == ""


def test_again_changes_nothing(run):
    run([GOOD], quiet=True)
    before = Contract.objects.values().get()

    code, report, _ = run([GOOD], quiet=True)

    assert (code, report["unchanged"], report["created"]) == (0, 1, 0)
    assert Contract.objects.values().get() == before


def test_run_keeps_its_counts(run):
    _, report, _ = run([GOOD, GOOD | {"id": "2"}], quiet=True)

    kept = ImportRun.objects.values(*KEYS[:-1], "status").get()
    assert kept == {key: report[key] for key in KEYS[:-1]} | {"status": "finished"}


def test_second_import_meanwhile_is_refused(tmp_path):
    path = tmp_path / "1.json"
    path.write_text(json.dumps(GOOD))

    with alone(), pytest.raises(CommandError, match="Another import is under way") as refused:
        call_command("import_ocds", str(path), quiet=True)

    assert refused.value.returncode == 2
    assert not ImportRun.objects.exists()
    call_command("import_ocds", str(path), quiet=True)
    assert Contract.objects.count() == 1


def test_no_file_is_a_mistake():
    with pytest.raises(CommandError, match="PATH"):
        call_command("import_ocds")


def test_a_run_that_was_stopped_is_marked_by_the_next(run):
    stopped = ImportRun.objects.create(names="x")

    run([GOOD], quiet=True)

    stopped.refresh_from_db()
    assert stopped.status == "interrupted"
