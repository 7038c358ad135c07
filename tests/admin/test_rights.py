"""Every address of the admin, asked by a member of staff who may do nothing: refusals alone."""

import re

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.serializers import serialize
from django.urls import get_resolver

from procurement import actions
from procurement.admin import accounts
from procurement.admin.site import site
from procurement.models import Contract, ImportProblem, ImportRun
from tests.factories import (
    make_citation,
    make_claim,
    make_ground_link,
    make_identifier,
    make_ready_contract,
    make_user,
    make_vendor,
    publish,
)
from tests.ocds.samples import Importing, awarded, party

from .conftest import login

pytestmark = pytest.mark.django_db
SECRET = "Hidden"
# What answers with another address of the same row, before it looks who asks.
LEADS_ON = re.compile(r"\w+/\w+/<path:object_id>/")
ANY = r"(?P<url>.*)$"
APPS = r"^(?P<app_label>"


def routes(patterns, before=""):
    """Give every route of the admin, as it is written."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, route)
        elif route.startswith("admin/"):
            yield route.removeprefix("admin/")


# What is the account's own, and says nothing of the record.
OWN = (
    *("", "login/", "logout/", "password_change/", "password_change/done/", "jsi18n/"),
    *(one.removeprefix("admin/") for one in routes(accounts.urlpatterns, "admin/")),
)


def all_routes():
    return [*dict.fromkeys(routes(get_resolver().url_patterns))]


def addresses(route):
    """Give the addresses to ask for of a route. KeyError for one that this does not know."""
    if route == ANY:
        return ["nothing/", "procurement/nothing/"]
    if route.startswith(APPS):
        labels = re.fullmatch(r"\^\(\?P<app_label>([\w|]+)\)/\$", route)[1]
        return [f"{label}/" for label in labels.split("|")]
    if route == "autocomplete/":
        return [f"autocomplete/?{query}" for query in choosers()]
    if route == "r/<path:content_type_id>/<path:object_id>/":
        rows = [(ContentType.objects.get_for_model(model).pk, row_of(model)) for model in models()]
        return [f"r/{kind}/{row.pk}/" for kind, row in rows]
    return [_filled(route)]


def _filled(route):
    named = re.findall(r"<[^>]+>|\(\?P|\^", route)
    if not named:
        return route
    app, model = route.split("/")[:2]
    key = {"<path:object_id>": str(row_of(apps.get_model(app, model)).pk)}
    if route == "auth/user/<id>/password/":
        key["<id>"] = key["<path:object_id>"]
    for placeholder in named:
        route = route.replace(placeholder, key[placeholder])
    return route


def models():
    return site._registry


def row_of(model):
    """Give a row of a model: the newest, which says most. A model without one is not walked."""
    found = model._default_manager.exclude(pk=None).order_by("pk").last()
    assert found is not None, f"{model.__name__} has no row: make one in `world`."
    return found


def choosers():
    """Give what choosers ask for, of every column that leads to another table."""
    for model in models():
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete:
                label, name = model._meta.app_label, model._meta.model_name
                yield f"app_label={label}&model_name={name}&field_name={field.name}&term="


@pytest.fixture
def world(tmp_path):
    """Make a row of everything that the admin has, each with words that nobody else says."""
    vendor = make_vendor(name=f"{SECRET} vendor", notes=SECRET)
    contract = make_ready_contract(title=f"{SECRET} contract", notes=SECRET, vendors=[vendor])
    make_ground_link(contract.interventions.get())
    make_citation(claim=make_claim(contract, ready=True))
    make_identifier(vendor=vendor, value="01234568")
    publish(contract)
    supplier = party(f"{SECRET} supplier", "GB-COH-01234567")
    agreement = {"id": "1", "awardID": "1", "status": "active", "title": SECRET}
    Importing(tmp_path)([awarded(1, suppliers=[supplier], contracts=[agreement])])
    gone = make_vendor(name=f"{SECRET} vendors")
    actions.merge_parties(vendor, gone, by=make_user(username="hidden"), reason="One body.")
    ImportProblem.objects.create(run=ImportRun.objects.create(), reason=SECRET, kind="noted")
    assert Group.objects.exists()


def state():
    """Give every row that the admin could change."""
    return {
        model.__name__: serialize("json", model._default_manager.order_by("pk"))
        for model in (*models(), LogEntry)
    }


def is_refused(client, response, route):
    """Tell whether an answer refuses; where it leads on, what it leads to has to."""
    if response.status_code in (301, 302) and LEADS_ON.fullmatch(route):
        response = client.get(response.url)
    return response.status_code in (403, 404, 405)


def told(response):
    return b"".join(response) if response.streaming else response.content


@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_who_may_do_nothing_is_refused_everywhere(world, method):
    client = login("nobody")
    client.raise_request_exception = True
    before = state()
    asked, open_, leaks = 0, [], []

    for route in all_routes():
        if route in OWN:
            continue
        for address in addresses(route):
            response = getattr(client, method)(f"/admin/{address}")
            asked += 1
            if not is_refused(client, response, route):
                open_.append((address, response.status_code))
            if SECRET.encode() in told(response):
                leaks.append(address)

    assert (open_, leaks) == ([], [])
    assert asked > 150
    assert state() == before


@pytest.mark.parametrize("address", OWN)
def test_what_is_the_accounts_own_says_nothing_of_the_record(world, address):
    response = login("nobody").get(f"/admin/{address}")

    assert response.status_code in (200, 302, 403, 404, 405)
    assert SECRET.encode() not in told(response)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_signed_in_is_led_to_the_login_everywhere(world, client, method):
    for route in all_routes():
        if route in OWN:
            continue
        for address in addresses(route):
            response = getattr(client, method)(f"/admin/{address}")
            if response.status_code == 403:
                # What was sent is kept in the login that answers it.
                assert (address, method, "kept" in response.context) == (address, "post", True)
                assert SECRET.encode() not in told(response)
                continue
            assert (address, response.status_code) == (address, 302)
            assert response.url.startswith("/admin/login/")


def test_an_address_that_the_walk_does_not_know_fails_it(world):
    with pytest.raises(KeyError):
        addresses("procurement/contract/<int:number>/print/")
    with pytest.raises(KeyError):
        addresses("procurement/contract/<path:object_id>/<slug:what>/")


def test_the_walk_reaches_rows_that_are_there(world, administrator):
    pages = [f"/admin/{addresses(one)[0]}" for one in all_routes() if one.endswith("/change/")]

    assert len(pages) == len(models())
    assert {administrator.get(page).status_code for page in pages} == {200}
    assert Contract.objects.count() == 2
