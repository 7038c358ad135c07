"""What machines look for at agreed addresses."""

import datetime

import pytest

TOMORROW = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)


def test_robots_are_kept_from_the_admin_and_from_what_is_made_anew(client):
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()

    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert lines[:2] == ["User-agent: *", "Disallow: /admin/"]
    assert {"Disallow: /*?", "Disallow: /contracts.csv", "Disallow: /contracts.xlsx"} < set(lines)
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"


def test_weaknesses_are_reported_to_whom_the_settings_name(client, settings):
    settings.SECURITY_CONTACT = ["mailto:security@example.org", "https://example.org/report"]
    settings.SECURITY_EXPIRES = TOMORROW

    response = client.get("/.well-known/security.txt")

    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert response.content.decode().splitlines() == [
        "Contact: mailto:security@example.org",
        "Contact: https://example.org/report",
        f"Expires: {TOMORROW:%Y-%m-%dT%H:%M:%SZ}",
        "Canonical: http://testserver/.well-known/security.txt",
    ]


@pytest.mark.parametrize("expires", [None, datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)])
def test_nobody_is_named_where_nobody_is_set_or_it_expired(client, settings, expires):
    settings.SECURITY_CONTACT = ["mailto:security@example.org"] if expires else []
    settings.SECURITY_EXPIRES = expires

    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize("address", ["/robots.txt", "/.well-known/security.txt"])
def test_they_are_only_read(client, address):
    assert client.post(address).status_code == 405
