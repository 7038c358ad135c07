"""What is stated with a date is told by the day: on the page, in lists, feeds, files and JSON alike."""

import csv
import io
import json

import pytest

from procurement import actions
from procurement.models import Contract, PublicContract, Revision, RevisionBody
from tests import factories as make
from tests.ocds.samples import Importing, release
from tests.ocds.state import undone
from tests.views.test_register_page import words

pytestmark = pytest.mark.django_db

TENDER = {"status": "active", "tenderPeriod": {"endDate": "2024-12-10T12:00:00Z"}}
TERM = {"startDate": "2025-01-01T00:00:00Z", "endDate": "2026-09-20T23:59:59Z"}
OPTION = {"maxExtentDate": "2028-09-20T23:59:59Z"}


def signed(**period):
    return {
        "awards": [{"id": "1", "status": "active", "contractPeriod": TERM}],
        "contracts": [{"id": "1", "awardID": "1", "status": "active", "period": TERM | period}],
    }


KEPT = ("headline", "days", "words", "title_words", "stage", "last_event", "open_until", "ends_on")

# (what a notice of 3 May 2024 states, the day, how its stage is told, `when` that finds it)
TOLD = {
    "open": ({"tender": TENDER}, "2024-12-10", "Open for bids until 10 December 2024", "open"),
    "closed": ({"tender": TENDER}, "2024-12-11", "Was open for bids until 10 December 2024", ""),
    "no deadline": ({"tender": {"status": "active"}}, "2026-09-20", "Put out to tender", ""),
    "ahead": (signed(), "2024-12-31", "Signed; starts on 1 January 2025", ""),
    "running": (
        signed(), "2026-09-20", "Running; due to end on 20 September 2026", "running",
    ),
    "over": (signed(), "2026-09-21", "Was due to end on 20 September 2026", "over"),
    "option": (
        signed(**OPTION), "2026-09-21",
        "Was due to end on 20 September 2026 and may run until 20 September 2028", "",
    ),
    "option over": (
        signed(**OPTION), "2028-09-21",
        "Was due to end on 20 September 2026, at latest on 20 September 2028", "over",
    ),
    "cancelled": (
        {"tender": TENDER | {"status": "cancelled"}}, "2024-12-01", "Cancelled", "",
    ),
    "closed early": (
        {"tender": TENDER | {"status": "complete"}}, "2024-12-01", "Put out to tender", "",
    ),
}  # fmt: skip


@pytest.fixture
def notice(tmp_path, client):
    """Give a function that imports one notice about "Roads", and gives its public copy."""

    def taken(fields, tracked=False):
        fields = fields | {"tender": {"title": "Roads"} | fields.get("tender", {})}
        Importing(tmp_path)([release(1, "ocds-day-1", date="2024-05-03T09:00:00Z", **fields)])
        if tracked:
            contract, user = Contract.objects.get(), make.make_user()
            actions.publish(actions.track(contract, by=user), by=user, reason="First.")
        return PublicContract.objects.get()

    return taken


def text(client, address):
    response = client.get(address, follow=True)
    assert response.status_code == 200
    return (response.getvalue() if response.streaming else response.content).decode()


@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize(("fields", "day", "told", "when"), TOLD.values(), ids=TOLD)
def test_all_surfaces_agree(client, on_day, notice, fields, day, told, when, tracked):
    copy = notice(fields, tracked)
    on_day(day)

    body = json.loads(text(client, f"/contracts/{copy.public_id}.json"))
    page = words(client.get(f"/contracts/{copy.public_id}/", follow=True))
    [row] = csv.DictReader(io.StringIO(text(client, "/contracts.csv").removeprefix("\ufeff")))
    [form] = json.loads(text(client, "/contracts.json"))["contracts"]

    assert (body["as_of"], body["stage"]["words"]) == (day, told)
    assert body["headline"] in page
    assert told in page and told in words(client.get("/contracts/"))
    assert [row[name] for name in ("headline", "stage_in_words", "as_of")] == [
        body["headline"], told, day,
    ]  # fmt: skip
    assert [form[name] for name in ("headline", "stage_in_words", "as_of")] == [
        body["headline"], told, day,
    ]  # fmt: skip
    assert body["headline"] in text(client, "/contracts.atom")
    found = {
        one: json.loads(text(client, f"/contracts.json?when={one}"))["count"]
        for one in ("open", "running", "over")
    }
    assert found == {one: int(one == when) for one in found}


@pytest.mark.parametrize("tracked", [False, True])
def test_what_is_kept_is_the_same_on_every_day(on_day, notice, tracked):
    kept = []
    for day in ("2024-12-01", "2024-12-11", "2030-01-01"):
        on_day(day)
        with undone():
            copy = notice({"tender": TENDER}, tracked)
            row = PublicContract.objects.filter(pk=copy.pk).values().get()
            row["body"] = [one.text for one in RevisionBody.objects.all()]
            kept.append({name: row[name] for name in (*KEPT, "body")})

    assert kept[0] == kept[1] == kept[2]
    assert "2024-12-10" in str(kept[0]["days"])


def test_a_page_is_another_on_another_day(client, on_day, notice):
    copy = notice({"tender": TENDER})
    on_day("2024-12-10")
    address = f"/contracts/{copy.public_id}-roads/"
    tag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    on_day("2024-12-11")
    later = client.get(address, headers={"If-None-Match": tag})

    assert (again.status_code, later.status_code) == (304, 200)


def test_a_past_revision_is_worded_with_its_own_day(client, on_day, notice):
    copy = notice({"tender": TENDER}, tracked=True)
    revision = Revision.objects.get(hash=copy.revision_hash)
    on_day("2024-12-01")

    page = words(client.get(f"/contracts/{copy.public_id}/history/{revision.number}/"))

    assert "Was open for bids until 10 December 2024" in page
    body = RevisionBody.objects.get(revision=revision).text
    assert "for bids" not in body and "headline" not in json.loads(body)


def test_a_claim_of_an_editor_is_told_by_the_day_too(client, on_day):
    contract = make.make_contract(title="Roads")
    make.make_citation(contract=contract)
    for fields in (
        {"fact": "stage", "stage": "active"},
        {"fact": "starts_on", "stated_on": "2025-01-01", "stated_on_precision": "day"},
        {"fact": "ends_on", "stated_on": "2026-09-01", "stated_on_precision": "month"},
    ):
        make.make_citation(claim=make.make_claim(contract, ready=True, **fields))
    make.publish(contract)

    on_day("2026-09-30")
    running = json.loads(text(client, "/contracts.json?when=running"))["contracts"]
    on_day("2026-10-01")
    over = json.loads(text(client, "/contracts.json?when=over"))["contracts"]

    assert [one["stage_in_words"] for one in running] == ["Running; due to end in September 2026"]
    assert [one["stage_in_words"] for one in over] == ["Was due to end in September 2026"]


def test_newly_published_goes_by_the_date_of_the_notice_and_undated_ones_last(client, tmp_path):
    Importing(tmp_path)(
        [
            release(1, "ocds-new-1", date="2024-05-03T09:00:00Z", tender={"title": "Older"}),
            release(2, "ocds-new-2", date=None, tender={"title": "Undated"}),
            release(3, "ocds-new-3", date="2026-05-03T09:00:00Z", tender={"title": "Newer"}),
        ]
    )

    found = json.loads(text(client, "/contracts.json?sort=-published"))["contracts"]

    assert [one["title"] for one in found] == ["Newer", "Older", "Undated"]
