"""Whoever may not do something reads what they may, and whom to ask, and what they typed."""

import logging

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.db import OperationalError

from procurement.admin.permission_denied import forbidden
from procurement.admin.restored_posts import BACK
from procurement.models import Source
from tests.controls import largest
from tests.factories import make_source, make_vendor

from .conftest import login

pytestmark = [pytest.mark.once, pytest.mark.django_db]
LOST = "Typed before somebody took the role away"


def demote(client, group="Viewers"):
    client.user.groups.set([Group.objects.get(name=group)] if group else [])


def typed_into(client, row):
    """Give the form of a row, with something typed into it."""
    page = client.get(f"/admin/procurement/{row._meta.model_name}/{row.pk}/edit/").text
    name = "title" if isinstance(row, Source) else "name"
    return largest(page).data() | {name: [LOST]}


@pytest.mark.parametrize(
    ("group", "said"),
    [("Viewers", "Your role is Viewer"), ("Editors", "Your role is Editor"), (None, "has no role")],
)
def test_whoever_may_not_reads_what_they_may_and_whom_to_ask(db, group, said):
    client = login("ann", group)

    page = client.get("/admin/procurement/ground/add/")

    assert page.status_code == 403
    assert said in page.text
    assert "administrator" in page.text
    assert 'href="/admin/"' in page.text
    assert "masthead-name" in page.text


def test_a_superuser_reads_who_runs_the_site_can(administrator):
    page = administrator.get(f"/admin/auth/user/{administrator.user.pk}/delete/")

    assert (page.status_code, "whoever runs the site" in page.text) == (403, True)


@pytest.mark.parametrize("has_user", [True, False])
def test_it_is_said_without_a_session_and_without_a_database(rf, has_user):
    class Gone:
        @property
        def is_active(self):
            raise OperationalError("there is no database")

        is_authenticated = is_active

    request = rf.get("/admin/procurement/source/")
    if has_user:
        request.user = Gone()

    page = forbidden(request)

    assert (page.status_code, b"may not do this" in page.content or not has_user) == (403, True)


def test_outside_of_the_admin_it_is_the_public_page(rf):
    page = forbidden(rf.get("/contracts/"))

    assert (page.status_code, b"user-tools" in page.content) == (403, False)


@pytest.mark.parametrize("make", [make_source, make_vendor])
@pytest.mark.parametrize("group", ["Viewers", None])
def test_what_somebody_typed_who_was_demoted_meanwhile_is_listed(db, make, group):
    client, row = login("ann", "Editors"), make()
    sent = typed_into(client, row)
    demote(client, group)

    page = client.post(f"/admin/procurement/{row._meta.model_name}/{row.pk}/edit/", sent)

    assert (page.status_code, LOST in page.text, "Nothing was saved" in page.text) == (
        403, True, True,
    )  # fmt: skip
    assert "_version" not in page.text


def test_another_accounts_text_is_not_listed(db):
    row = make_source()
    sent = typed_into(login("bob", "Editors"), row)

    page = login("ann", "Viewers").post(f"/admin/procurement/source/{row.pk}/edit/", sent)

    assert (page.status_code, LOST in page.text) == (403, False)


@pytest.mark.parametrize("act", ["change", "add"])
@pytest.mark.parametrize("group", ["Viewers", None])
def test_what_was_kept_of_somebody_demoted_meanwhile_is_listed(db, group, act):
    client, row = login("ann", "Editors"), make_source()
    address = f"/admin/procurement/source/{row.pk}/edit/"
    sent = typed_into(client, row)
    if act == "add":
        address = "/admin/procurement/source/add/"
    session = client.cookies.pop(settings.SESSION_COOKIE_NAME)
    carried = largest(client.post(address, sent).text).data()["kept"][0]
    client.cookies[settings.SESSION_COOKIE_NAME] = session.value
    demote(client, group)

    page = client.post(address, {"kept": carried})

    assert (page.status_code, LOST in page.text) == (403, True)
    assert "may not change this any more" in page.text
    assert BACK not in page.text
    assert BACK not in [str(one) for one in get_messages(client.get("/admin/").wsgi_request)]
    assert BACK not in client.get("/admin/").text


@pytest.mark.parametrize("place", ["add/", "", "{pk}/change/", "{pk}/delete/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_column_that_nobody_chooses_by_is_no_error_of_the_server(
    administrator, caplog, place, method
):
    row = make_source()
    address = f"/admin/procurement/source/{place.format(pk=row.pk)}?_to_field=note"

    with caplog.at_level(logging.WARNING):
        answer = getattr(administrator, method)(address)

    assert answer.status_code == 400
    assert "Nothing was done" in answer.text
    assert [one for one in caplog.records if one.levelno >= logging.ERROR or one.exc_info] == []
