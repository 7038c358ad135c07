"""Times are written in one way, by Django as by us."""

import datetime

import pytest
from django.template import Context, Template


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime.datetime(2026, 5, 21, 1, 52), "21 May 2026, 01:52"),
        (datetime.datetime(2026, 12, 1, 12, 0), "1 December 2026, 12:00"),
        (datetime.datetime(2026, 12, 1, 0, 0), "1 December 2026, 00:00"),
    ],
)
def test_a_moment_has_a_time_of_24_hours(moment, written):
    page = Template("{{ moment }}; {{ moment|date:'DATETIME_FORMAT' }}; {{ moment|time }}")

    said = page.render(Context({"moment": moment}))

    assert said == f"{written}; {written}; {moment:%H:%M}"
