"""What templates say of official notices."""

import re

import pytest
from django.template import engines

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


LONG = "Salt for roads. " * 30


def told(before, after):
    """Give what a page says of one change, its markup left out."""
    page = engines["pages"].from_string(
        '{% from "components/changes.html" import changes_html %}{{ changes_html(changes, "Changes") }}'
    )
    change = {"what": "Document", "before": before, "after": after}
    return " ".join(re.sub(r"<[^>]*>", " ", page.render({"changes": [change]})).split())


@pytest.mark.parametrize(
    ("before", "after", "folded", "other"),
    [
        ("", LONG, "As a whole", "Before, as a whole"),
        (LONG, "", "Before, as a whole", " As a whole"),
        (LONG, LONG.replace("Salt", "Grit", 1), "Before, as a whole", " As a whole"),
    ],
)
def test_what_folds_says_whether_it_stood_before(before, after, folded, other):
    said = told(before, after)

    assert f"{folded} {(before or after).strip()}" in said
    assert other not in said


def test_change_that_is_a_sentence_is_neither_added_nor_taken_away():
    assert told("", "") == "Document"
    assert told("", "Salt") == "Document: added Salt"
    assert told("Salt", "") == "Document: taken away Salt"
