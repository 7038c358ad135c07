"""What templates say of official notices."""

import pytest

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
