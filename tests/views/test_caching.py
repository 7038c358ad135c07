"""What caches may keep: answers with what was found. Everything else is made anew each time.

Every public address of the URLconf is asked for in every way there is of failing.
"""

import re

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import get_resolver

from procurement import actions
from procurement.management import founding_case
from procurement.middleware import NO_CONNECTION
from procurement.outages import BUSY
from tests import factories as make

pytestmark = pytest.mark.django_db

FOUND = "public, max-age=0, s-maxage=30, must-revalidate"
# Machines ask these whether the site lives now.
NEVER_KEPT = {"/healthz", "/readyz"}
# 1 is public, 2 is withdrawn, 99 was never there.
VALUES = {
    "<publicid:public_id>": ["1", "2", "99"],
    "<publicid:number>": ["1"],
    "<slug:slug>": ["wrong"],
    "<str:scheme>": ["GB-COH", "x"],
    "<path:identifier>": ["01234567"],
}
QUERIES = ["", "?stage=nope", "?page=99", "?buyer=1&q="]


def routes(patterns=None, before=""):
    """Give every public route."""
    for pattern in patterns or get_resolver("procurement.urls").url_patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def addresses(route):
    """Give what to ask for of one route; KeyError for a placeholder without values here."""
    found, parts = [f"/{route}"], re.findall(r"<[^>]+>", route)
    for part in parts:
        found = [one.replace(part, value, 1) for one in found for value in VALUES[part]]
    return found if parts else [f"/{route}{query}" for query in QUERIES]


ALL = [address for route in routes() for address in addresses(route)]


@pytest.fixture
def world(client):
    """The founding case, what the register has, and one contract that was withdrawn."""
    by = make.make_user()
    founding_case.load()
    withdrawn = make.make_ready_contract(buyer=make.make_buyer(name="Westmoor Council"))
    make.publish(withdrawn, by=by)
    actions.withdraw(withdrawn, by=by, reason="A mistake.")
    make.make_register_contract()


def wrong(address, response):
    """Say what is wrong with what an answer says of being kept; None where nothing is."""
    kept = response.status_code in (200, 304) and address not in NEVER_KEPT
    said = response.get("Cache-Control"), "ETag" in response
    return None if said == ((FOUND, True) if kept else ("no-store", False)) else said


def test_every_address_says_whether_it_may_be_kept(client, world):
    """As it is, once more with its ETag, with “*”, and sent to."""
    bad, statuses = {}, set()
    for address in ALL:
        first = client.get(address)
        first.getvalue()
        again = {"If-None-Match": first.get("ETag", '"x"')}
        others = [client.get(address, headers=again), client.head(address), client.post(address)]
        for response in (first, *others):
            response.getvalue()
            statuses.add(response.status_code)
            if said := wrong(address.partition("?")[0], response):
                bad[response.request["REQUEST_METHOD"], address, response.status_code] = said

    assert bad == {}
    assert statuses == {200, 301, 302, 304, 400, 404, 405, 410}


@pytest.mark.parametrize("address", ["/nope", "/contracts/1", "/static/nope.css", "/admin/nope/"])
def test_what_no_address_fits_is_not_kept(client, address):
    response = client.get(address)

    assert response.status_code in (301, 302, 404)
    assert (response["Cache-Control"], response.get("ETag")) == ("no-store", None)


def failing(error):
    def fail(execute, *arguments):
        raise error

    return fail


@pytest.mark.parametrize("error", [OperationalError("away"), ValueError("ours")])
def test_a_failure_is_not_kept(world, error):
    client = Client(raise_request_exception=False)
    bad, statuses = {}, set()
    with connection.execute_wrapper(failing(error)):
        for address in ALL[::2]:
            response = client.get(address)
            response.getvalue()
            statuses.add(response.status_code)
            if said := wrong(address.partition("?")[0], response):
                bad[address, response.status_code] = said

    assert bad == {}
    assert (503 if isinstance(error, OperationalError) else 500) in statuses


def test_what_waits_for_no_connection_is_not_kept(client):
    answers = [client.get(address, **{NO_CONNECTION: BUSY}) for address in ALL[:50]]

    assert {(one.status_code, one["Cache-Control"]) for one in answers} == {(503, "no-store")}


@pytest.mark.parametrize("host", ["evil.example", "exa mple", "a" * 300, "testserver:x"])
@pytest.mark.parametrize("secure", [True, False])
def test_a_strange_host_gets_every_header(client, settings, host, secure):
    settings.SECURE_SSL_REDIRECT = True
    expected = set(Client().get("/about/", secure=True).headers) - {"ETag", "Content-Length"}

    response = client.get("/about/", headers={"host": host}, secure=secure)

    assert response.status_code == 400
    assert response["Cache-Control"] == "no-store"
    assert expected - set(response.headers) <= {"Strict-Transport-Security"}


def test_the_way_to_https_has_every_header_and_is_not_kept(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get("/about/")

    assert (response.status_code, response["Cache-Control"]) == (301, "no-store")
    for name in ("X-Frame-Options", "Content-Security-Policy", "Permissions-Policy"):
        assert name in response
