"""Every address and action of the admin, asked for by everybody, in every way: as `rights` says."""

import re
from contextlib import contextmanager
from copy import deepcopy

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core.serializers import serialize
from django.db import connection, transaction
from django.template.response import TemplateResponse
from django.test import Client, RequestFactory

from procurement.admin.site import site
from procurement.models import roles
from tests.factories import make_user

from . import doors, rights
from .rights import ANYBODY, NEVER, WHO
from .world import NOTE, SECRET, make_world

pytestmark = [pytest.mark.once, pytest.mark.django_db]
WAYS = {
    "pages": lambda world, able: doors.seen(world),
    "sideways": lambda world, able: doors.sideways(world),
    "choosers": lambda world, able: doors.choosers(world),
    "forged forms": lambda world, able: doors.forged(world),
    "actions of lists": lambda world, able: doors.actions(world),
    "forms": doors.forms,
    "deeds": doors.deeds,
}
REFUSALS = (400, 403, 404, 405)
# What answers with another address of the same row, before it looks who asks.
LEADS_ON = re.compile(r"/admin/\w+/\w+/\w+/change/(#[\w-]+)?")
WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE)", re.IGNORECASE)
# What the site writes of whoever comes in, whatever is asked for.
OF_SESSIONS = re.compile(r'(INTO|UPDATE|FROM)\s+"(django_session|usersessions_usersession)"')


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """One world for all, with somebody of every kind; gone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world(tmp_path_factory.mktemp("world"))
        world.clients = {who: _client(who) for who in WHO}
        able = world.clients["superuser"]
        world.doors = {way: list(make(world, able)) for way, make in WAYS.items()}
        before = state()
        yield world
        assert state() == before
        transaction.set_rollback(True)


def _client(who):
    client = Client(raise_request_exception=True)
    if who == "nobody":
        return client
    user = make_user(username=f"{who} x", is_superuser=who == "superuser")
    if who in roles.BY_CODE:
        user.groups.add(Group.objects.get(name=roles.BY_CODE[who].group))
    client.force_login(user)
    client.user = user
    return client


class Writes:
    """The statements that change something, while it is in place."""

    def __init__(self):
        self.seen = []

    def __call__(self, execute, sql, params, many, context):
        if WRITE.match(sql) and not OF_SESSIONS.search(sql):
            self.seen.append(sql[:200])
        return execute(sql, params, many, context)


@contextmanager
def unrendered(holds):
    """Leave the pages of the admin empty: whether one is shown is known before it is written."""
    with pytest.MonkeyPatch.context() as patch:
        if holds:
            patch.setattr(TemplateResponse, "rendered_content", "")
        yield


def asked(world, who, door):
    """Give the answer and what was written for it; the database is as it was."""
    writes, client = Writes(), world.clients[who]
    kept = deepcopy(client.cookies)
    with transaction.atomic():
        with (
            connection.execute_wrapper(writes),
            unrendered(may(who, door) and not looked_at(who, door)),
        ):
            response = door.ask(client)
            if LEADS_ON.fullmatch(getattr(response, "url", "")):
                response = client.get(response.url)
        transaction.set_rollback(True)
    # What logs out, or logs in anew, does so for itself alone.
    client.cookies = kept
    return response, writes.seen


def looked_at(who, door):
    """Tell whether a page is read as well: as who reads the least of it has it, and the most."""
    return not door.blind and who in ("viewer", "editor", "superuser")


def may(who, door):
    return WHO.index(who) >= door.level


def told(response):
    return b"".join(response) if response.streaming else response.content


def fault(world, who, door):
    """Say what is wrong with an answer; None where it is as `rights` says."""
    response, writes = asked(world, who, door)
    rank, status = WHO.index(who), response.status_code
    if status >= 500:
        return f"failed: {status}"
    if rank < door.reads and SECRET.encode() in told(response):
        return "told what is not for them"
    if door.own:
        return _fault_of_own(door, may(who, door), status, writes)
    if may(who, door):
        return _fault_of_answer(door, status, writes)
    if writes:
        return f"refused, and wrote {writes}"
    if who == "nobody" and door.level > ANYBODY:
        led = status == 302 and response.url.startswith("/admin/login/")
        # A form that was sent is kept in the login that answers it.
        led = led or (status == 403 and door.method == "post" and b'name="kept"' in told(response))
        return None if led or door.level == NEVER else f"not led to the login: {status}"
    refused = status in REFUSALS or is_led_back(door, response)
    return None if refused else f"let in: {status}"


def is_led_back(door, response):
    """Tell whether a list answers with itself, without what it was asked for."""
    path, _, query = door.path.partition("?")
    led = getattr(response, "url", "").partition("?")
    return (
        bool(query) and door.method == "get" and led[0] == f"/admin/{path}" and query not in led[2]
    )


def _fault_of_own(door, may, status, writes):
    if writes and (not may or door.method != "post"):
        return f"answered {status}, and wrote {writes}"
    return None if may or status != 200 else "shown to nobody in particular"


def _fault_of_answer(door, status, writes):
    if status in REFUSALS:
        return f"kept out: {status}"
    if door.writes is not None and bool(writes) != door.writes:
        return f"answered {status}, and wrote {writes or 'nothing'}"
    return None


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("who", WHO)
def test_everybody_may_do_what_is_theirs_and_nothing_else(world, who, way):
    found = [(str(door), said) for door in world.doors[way] if (said := fault(world, who, door))]

    assert found == []
    assert len(world.doors[way]) > 20


def state():
    """Give every row that the admin could change."""
    return {
        model.__name__: serialize("json", model._default_manager.order_by("pk"))
        for model in (*site._registry, LogEntry, Group)
    }


def test_notes_of_editors_are_told_to_editors_alone(world):
    told_to = {
        who: {door.path for door in pages_with_notes(world) if NOTE in page(world, who, door)}
        for who in ("viewer", "editor")
    }

    assert told_to["viewer"] == set()
    assert len(told_to["editor"]) == len(rights.NOTES)


def pages_with_notes(world):
    # Of statements on their forms, of parties and sources on their pages.
    ends = (
        "statement/<str:key>/",
        *(f"{name}/<path:object_id>/change/" for name in rights.NOTES[3:]),
    )
    return [
        door for door in world.doors["pages"] if door.method == "get" and door.route.endswith(ends)
    ]


def page(world, who, door):
    return told(asked(world, who, door)[0]).decode()


def test_no_page_has_rows_beneath_it():
    # Each would need a row of its own in the table.
    assert [model for model, admin in site._registry.items() if admin.inlines] == []


def test_what_is_done_to_several_rows_at_once_is_classified(world):
    request = RequestFactory().get("/admin/")
    request.user = world.clients["superuser"].user

    found = {
        f"{model._meta.app_label}/{model._meta.model_name}": set(admin.get_actions(request))
        for model, admin in site._registry.items()
    }

    assert {model: names for model, names in found.items() if names} == {
        model: set(names) for model, names in rights.ACTIONS.items()
    }
    assert not any(admin.list_editable for admin in site._registry.values())
    assert set(found) == set(rights.MODELS)


@pytest.mark.parametrize(
    "route",
    [
        "procurement/contract/<path:object_id>/print/",
        "procurement/contract/<int:number>/",
        "procurement/letter/",
        "letters/",
        r"^(?P<slug>\w+)/$",
    ],
)
def test_an_address_that_has_no_row_in_the_table_fails(world, route):
    with pytest.raises((KeyError, ValueError)):
        rights.levels(route)


def test_the_table_has_no_row_of_an_address_that_is_gone():
    there = set(doors.routes())

    assert {*rights.PAGES, *rights.SITE} <= there
    assert {end for route in there if route.count("/") > 1 for end in [rights.split(route)[1]]} >= {
        *rights.ENDS
    }
