"""The system checks: silent on safe settings, and naming what is lost on others."""

from ipaddress import ip_network

import pytest
from django.core.checks import run_checks
from django.db import connection

from procurement.checks import (
    REQUIRED,
    check_clients_are_distinguished,
    check_security,
    check_sqlite_keeps_what_it_acknowledged,
)

SAFE = {name: value for name, (value, _) in REQUIRED.items()}


def test_safe_settings_are_silent(settings):
    for name, value in SAFE.items():
        setattr(settings, name, value)

    assert check_security(None) == []


@pytest.mark.parametrize("name", SAFE)
def test_each_unsafe_setting_is_named(settings, name):
    for safe, value in SAFE.items():
        setattr(settings, safe, value)
    setattr(settings, name, "something else")

    assert [warning.msg.split()[0] for warning in check_security(None)] == [name]


def test_long_sessions_and_a_policy_that_only_reports_are_named(settings):
    for safe, value in SAFE.items():
        setattr(settings, safe, value)
    settings.SESSION_COOKIE_AGE = 12 * 60 * 60 + 1
    settings.CONTENT_SECURITY_POLICY_REPORT_ONLY = {"DIRECTIVES": {}}

    assert [warning.id for warning in check_security(None)] == [
        "procurement.W002",
        "procurement.W003",
    ]


PROTO = ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize(
    ("header", "proxies", "ids"),
    [
        (PROTO, [], ["procurement.W005"]),
        (PROTO, [ip_network("192.0.2.0/28")], []),
        (None, [], []),
        (None, [ip_network("2001:db8::/32")], []),
    ],
)
def test_a_proxy_that_is_not_named_is_warned_of(settings, header, proxies, ids):
    settings.SECURE_PROXY_SSL_HEADER, settings.TRUSTED_PROXIES = header, proxies

    found = check_clients_are_distinguished(None)

    assert [warning.id for warning in found] == ids
    assert all("Twenty failed logins" in warning.msg for warning in found)


@pytest.mark.django_db
def test_database_in_use_is_safe():
    assert check_sqlite_keeps_what_it_acknowledged(None, databases=["default"]) == []
    assert run_checks(databases=["default"]) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite has these pragmas")
def test_sqlite_without_full_syncs_is_refused():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
    try:
        errors = check_sqlite_keeps_what_it_acknowledged(None, databases=["default"])
    finally:
        connection.close()

    assert [error.id for error in errors] == ["procurement.E001"]
