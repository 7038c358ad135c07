"""Import runs and their problems: read, linked, and taken away as a file."""

import csv
import io

import pytest
from django.urls import reverse

from procurement.models import ImportProblem, ImportRun

from .conftest import login

PROBLEMS = reverse("admin:procurement_importproblem_changelist")
FILE = reverse("admin:procurement_importproblem_csv")


@pytest.fixture
def run(db):
    """Give a run with three problems, beside another with one."""
    run = ImportRun.objects.create(
        status="refused", names="a.json", releases=2, created=1, rejected=1, milliseconds=1500
    )
    for kind, value in (("rejected", "=1+1"), ("review", "Fenwick"), ("noted", "x\ny")):
        ImportProblem.objects.create(
            run=run, kind=kind, file="a.json", position="/releases/1", ocid="ocds-1", value=value,
            reason=f"It is {kind}.", advice="Look.",
        )  # fmt: skip
    ImportProblem.objects.create(run=ImportRun.objects.create(), kind="review", reason="Other.")
    return run


def reasons(client, **query):
    return [row.reason for row in client.get(PROBLEMS, query).context["cl"].result_list]


def test_runs_show_their_counts_and_link_to_their_problems(editor, run):
    page = editor.get(reverse("admin:procurement_importrun_changelist")).content.decode()

    assert f"{PROBLEMS}?run__id__exact={run.pk}" in page
    assert "Finished, files refused" in page
    one = editor.get(reverse("admin:procurement_importrun_change", args=[run.pk]))
    assert "1.5" in one.content.decode()


def test_problems_are_narrowed_by_run_and_kind(editor, run):
    assert reasons(editor, run__id__exact=run.pk) == [
        "It is noted.",
        "It is review.",
        "It is rejected.",
    ]
    assert reasons(editor, kind__exact="review") == ["Other.", "It is review."]
    assert reasons(editor, q="fenwick") == ["It is review."]


def test_problems_are_taken_away_as_the_list_shows_them(editor, run):
    page = editor.get(PROBLEMS, {"run__id__exact": run.pk})
    assert page.context["csv_url"].replace("&", "&amp;") in page.content.decode()

    response = editor.get(page.context["csv_url"])

    assert response.streaming
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["kind"], row["value"]) for row in rows] == [
        ("rejected", "'=1+1"), ("review", "Fenwick"), ("noted", "x\ny"),
    ]  # fmt: skip
    assert rows[0] == {
        "run": str(run.pk), "kind": "rejected", "file": "a.json", "position": "/releases/1",
        "ocid": "ocds-1", "release": "", "field": "", "value": "'=1+1",
        "reason": "It is rejected.", "advice": "Look.",
    }  # fmt: skip


def test_no_problem_is_taken_for_a_formula(editor, run):
    ImportProblem.objects.filter(value="Fenwick").update(value="x;=1", reason="\uff1d1")

    text = b"".join(editor.get(FILE).streaming_content).decode("utf-8-sig")

    [row] = [
        one for one in csv.DictReader(io.StringIO(text)) if one["kind"] == "review" and one["ocid"]
    ]
    assert (row["value"], row["reason"]) == ("x;'=1", "'\uff1d1")


def test_file_that_cannot_be_narrowed_so_is_refused_in_words(editor, run):
    response = editor.get(FILE, {"run__id__exact": "abc"})

    assert response.status_code == 400
    assert "Open the list" in response.content.decode()


def test_problems_are_for_those_who_may_read_them(client, run):
    assert client.get(FILE).status_code == 302
    assert login("nobody").get(FILE).status_code == 403
