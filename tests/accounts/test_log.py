"""What the log tells of accounts, and that nobody changes it."""

import datetime
import logging
from ipaddress import ip_network

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone

from procurement import actions, origin
from procurement.accounts import events
from procurement.admin.log import _following, _months
from procurement.models import AuditEntry, Revision, roles
from tests.factories import make_ready_contract
from tracker.logs import OneLineFormatter

from .conftest import (
    APP,
    CODE,
    LOGIN,
    PASSWORD,
    code,
    enter,
    enter_wholly,
    give_app,
    is_in,
    make_staff,
)

pytestmark = pytest.mark.django_db
OFFICE = "203.0.113.9"
WRONG = "not the password at all"
LIST = "/admin/procurement/auditentry/"


def entries(*columns):
    """Give columns of all entries, the oldest first."""
    return [*AuditEntry.objects.order_by("pk").values_list(*columns)]


def whats():
    return [what for (what,) in entries("what")]


# What it tells


def test_a_login_and_a_logout_are_told(staff):
    client, _ = enter(REMOTE_ADDR=OFFICE)
    client.post("/admin/logout/")

    assert entries("what", "account", "who", "said", "address") == [
        ("login", staff.pk, "ros", "By password.", OFFICE),
        ("logout", staff.pk, "ros", "", OFFICE),
    ]


def test_a_login_is_told_when_every_step_is_done(staff):
    codes = give_app(staff)
    client, _ = enter()
    assert entries() == []

    client.post(CODE, {"code": codes[3]})

    assert entries("what", "said") == [
        ("recovery_code_used", "9 are left."),
        ("login", "By password and recovery code."),
    ]


def test_a_failure_names_an_account_and_never_what_is_none(staff):
    for name in ("ros", "ROS", PASSWORD, PASSWORD, "other"):
        enter(name, WRONG, REMOTE_ADDR=OFFICE)

    who, said = entries("who", "account"), [row[0] for row in entries("said")]
    assert who == [("ros", staff.pk)] * 2 + [("a name that is no account", None)] * 3
    assert said[2] == said[3] != said[4]
    assert not [row for row in entries() if PASSWORD in map(str, row)]


@pytest.mark.parametrize("password", [PASSWORD, WRONG])
def test_a_refusal_does_not_tell_whether_the_password_was_right(staff, password):
    for _ in range(5):
        enter("ros", WRONG)

    enter("ros", password)

    assert entries("what", "said")[-1] == ("login_locked", "")


def test_the_role_is_that_of_the_time(staff):
    staff.is_superuser = True
    staff.save()

    enter()

    assert entries("what", "role") == [("login", "Administrator")]


def test_a_closed_account_is_told_as_a_failure(staff):
    make_staff("eve", is_active=False)

    enter("eve")

    assert entries("what", "who") == [("login_failed", "eve")]


def test_second_factors_are_told(staff, django_capture_on_commit_callbacks):
    client, _ = enter()
    with django_capture_on_commit_callbacks(execute=True):
        client.get(APP)
        secret = client.session["mfa.totp.secret"]
        client.post(APP, {"code": code(secret)})
    client.get("/admin/second-factor/codes/")
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/admin/second-factor/codes/new/")
    client.post("/admin/second-factor/app/remove/")

    assert not Authenticator.objects.exists()
    assert entries("what", "said") == [
        ("login", "By password."),
        ("second_factor_added", "App."),
        ("second_factor_added", "Recovery code."),
        ("second_factor_added", "New recovery codes; those of before are void."),
        ("second_factor_removed", "App."),
        ("second_factor_removed", "Recovery code."),
    ]


def test_what_is_asked_once_more_is_told(staff):
    give_app(staff)
    client = enter_wholly(typed=code(seconds=-30))
    client.post("/admin/confirm/", {"password": WRONG})
    client.post("/admin/confirm/", {"password": PASSWORD})
    client.post("/admin/confirm/code/", {"code": "000000"})
    client.post("/admin/confirm/code/", {"code": code()})

    assert entries("what", "said")[1:] == [
        ("login_failed", ""),
        ("confirmed", "By password."),
        ("code_failed", ""),
        ("confirmed", "App."),
    ]


def test_a_key_that_is_not_recognised_is_told(staff):
    Authenticator.objects.create(
        user=staff, type="webauthn", data={"name": "blue", "credential": {}}
    )
    give_app(staff)
    client, _ = enter()
    Authenticator.objects.filter(type="webauthn").delete()

    client.post(CODE, {"credential": '{"id": "junk"}'})

    assert entries("what", "said") == [("code_failed", "A key.")]


def test_a_change_of_the_password_is_told_and_what_it_ends(staff):
    enter()
    client, _ = enter()
    new = "pebble harbour lantern moss"

    client.post(
        "/admin/password_change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    assert whats() == ["login", "login", "session_ended", "password_changed"]


def test_the_end_of_a_session_is_told(staff, later):
    first, _ = enter(REMOTE_ADDR=OFFICE)
    second, _ = enter(REMOTE_ADDR=OFFICE)
    second.post("/admin/sessions/", {"others": "yes"})
    later(minutes=61)
    second.get("/admin/")

    assert not is_in(first)
    assert entries("what", "said")[2:] == [
        ("session_ended", "By its owner, from another session."),
        ("session_ended", "Left alone for too long, or begun too long ago."),
    ]


def test_sessions_that_run_out_unseen_are_told_and_from_nowhere(staff, later):
    make_staff("eve")
    enter(REMOTE_ADDR=OFFICE)
    later(hours=13)
    enter("eve", REMOTE_ADDR="198.51.100.7")

    ended = AuditEntry.objects.get(what="session_ended")
    assert (ended.who, ended.address) == ("ros", "")


def test_the_address_is_that_of_the_client_of_a_trusted_proxy(staff, settings):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.1/32")]
    client = Client(REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": f"127.0.0.1, {OFFICE}"})
    enter(client=client)

    assert entries("address") == [(OFFICE,)]


# To standard error


def lines(caplog):
    formatter = OneLineFormatter("%(levelname)s %(name)s: %(message)s")
    return [formatter.format(one) for one in caplog.records if one.name == "procurement.audit"]


def test_each_entry_is_one_line(staff, caplog, django_capture_on_commit_callbacks):
    caplog.set_level(logging.INFO)
    with django_capture_on_commit_callbacks(execute=True):
        enter("ros", WRONG, REMOTE_ADDR=OFFICE)
        enter(REMOTE_ADDR=OFFICE)

    assert lines(caplog) == [
        f"INFO procurement.audit: login_failed who='ros' from={OFFICE}",
        f"INFO procurement.audit: login who='ros' from={OFFICE} said='By password.'",
    ]


@pytest.mark.parametrize(
    "bad", ["a\nb", "a\r\nERROR b", "a\x1b[2Jb", "a\u202eb", "a\u2028b", "a\x00b"]
)
def test_no_name_begins_another_line(caplog, bad, django_capture_on_commit_callbacks):
    caplog.set_level(logging.INFO)
    text = bad.replace("\x00", "") if connection.vendor == "postgresql" else bad
    with django_capture_on_commit_callbacks(execute=True):
        AuditEntry.record("published", who=text, role=text, about=text, said=text)

    (line,) = lines(caplog)
    assert line.isprintable()


@pytest.mark.parametrize("bad", ["a\nb", "a\x1b[2Jb", "a\u202eb", "a" * 10_000, "\x00"])
def test_a_name_with_anything_in_it_is_no_fault(bad, caplog, django_capture_on_commit_callbacks):
    caplog.set_level(logging.INFO)
    with django_capture_on_commit_callbacks(execute=True):
        answer = Client().post(LOGIN, {"username": bad, "password": WRONG})

    assert answer.status_code == 200
    assert all(line.isprintable() for line in lines(caplog))


def test_what_is_undone_is_told_nowhere(caplog):
    caplog.set_level(logging.INFO)
    with pytest.raises(ValueError, match="undone"), transaction.atomic():
        AuditEntry.record("published")
        raise ValueError("undone")

    assert (entries(), lines(caplog)) == ([], [])


# Append-only


@pytest.fixture
def entry(staff):
    """One entry with an address."""
    with origin.coming_from(OFFICE):
        return AuditEntry.record("login", by=staff, role="Editor", about="x", said="y")


def refused(write):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        write()
    return str(caught.value).splitlines()[0]


CHANGES = {
    "at": "2020-01-01T00:00Z",
    "what": "logout",
    "account": None,
    "who": "eve",
    "role": "",
    "about": "",
    "subject": "contract-1",
    "said": "",
    "address": "198.51.100.7",
    "demonstration": True,
}


def test_every_column_is_tried():
    assert {*CHANGES, "id"} == {field.name for field in AuditEntry._meta.concrete_fields}


@pytest.mark.parametrize("column", CHANGES)
def test_nothing_of_an_entry_is_changed(entry, column):
    rows = AuditEntry.objects.filter(pk=entry.pk)

    said = refused(lambda: rows.update(**{column: CHANGES[column]}))
    alone = {"address": ""} if column != "address" else {}
    refused(lambda: rows.update(**{column: CHANGES[column]} | alone))
    refused(lambda: setattr(entry, column, CHANGES[column]) or entry.save())

    assert said == "of an entry of the log only the address may be emptied"


def test_nothing_of_an_entry_is_deleted(entry):
    def raw():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procurement_auditentry")

    for write in (entry.delete, AuditEntry.objects.all().delete, raw):
        assert refused(write) == "an entry of the log is never deleted"


def test_no_entry_is_written_over(entry):
    columns = ", ".join(field.column for field in AuditEntry._meta.concrete_fields)
    values = f"SELECT {columns.replace('said', 'role')} FROM procurement_auditentry"  # noqa: S608 -- names of our columns

    def write(how, after=""):
        with connection.cursor() as cursor:
            cursor.execute(f"{how} INTO procurement_auditentry ({columns}) {values} {after}")

    ways = [("INSERT",), ("INSERT", "ON CONFLICT (id) DO UPDATE SET said = 'z'")]
    if connection.vendor == "sqlite":
        ways = [("INSERT",), ("INSERT OR REPLACE",), ("REPLACE",)]
        ways.append(("INSERT", "WHERE true ON CONFLICT (id) DO UPDATE SET said = 'z'"))
    for way in ways:
        refused(lambda way=way: write(*way))
    assert entries("said") == [("y",)]


def test_only_the_address_is_emptied(entry):
    AuditEntry.objects.filter(pk=entry.pk).update(address="")

    assert entries("what", "who", "said", "address") == [("login", "ros", "y", "")]


def test_who_stands_in_the_log_is_not_deleted(entry, staff):
    with pytest.raises(ProtectedError):
        staff.delete()


# Erasing addresses


def written(days):
    """Write an entry so many days ago; those that are written cannot be made older."""
    return AuditEntry.objects.create(
        at=timezone.now() - datetime.timedelta(days=days), what="login", who="ros", address=OFFICE
    )


def test_addresses_are_erased_after_the_time_that_settings_say(settings, capsys):
    settings.ADDRESS_DAYS = 30
    written(31), written(29), written(400)

    call_command("erase_addresses")

    assert entries("address") == [("",), (OFFICE,), ("",)]
    assert capsys.readouterr().out == "Log: erased 2 addresses that were older than 30 days.\n"


def test_many_are_erased_piece_by_piece(settings, monkeypatch):
    monkeypatch.setattr("procurement.models.audit_entry.AT_ONCE", 2)
    for _ in range(5):
        written(100)

    assert events.erase_addresses() == 5


def test_logins_erase_some_until_all_is_done_for_the_day(staff, settings, monkeypatch):
    monkeypatch.setattr("procurement.models.audit_entry.AT_ONCE", 2)
    for _ in range(3):
        written(settings.ADDRESS_DAYS + 1)
    for left in (1, 0, 0):
        enter()
        assert AuditEntry.objects.filter(address=OFFICE).count() == left
    late = written(settings.ADDRESS_DAYS + 1)

    enter()

    late.refresh_from_db()
    assert late.address == OFFICE


# Its page


@pytest.fixture
def administrator(staff):
    """A client that may read the log."""
    staff.is_superuser = True
    staff.save()
    client, _ = enter(REMOTE_ADDR=OFFICE)
    return client


def shown(client, **query):
    page = client.get(LIST, query)
    assert page.status_code == 200
    return [(one.what, one.who) for one in page.context["cl"].result_list]


def test_the_page_shows_the_newest_first_and_how_long_addresses_are_kept(administrator, settings):
    settings.ADDRESS_DAYS = 45
    enter("nobody", WRONG)
    page = administrator.get(LIST)

    assert shown(administrator) == [
        ("login_failed", "a name that is no account"),
        ("login", "ros"),
    ]
    text = " ".join(page.content.decode().split())
    assert "Addresses are erased after 45 days" in text
    assert OFFICE in text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_every_number_of_rows(
    administrator, rows, django_assert_num_queries
):
    for _ in range(rows):
        enter("nobody", WRONG)

    # session, account, second factor; count, rows
    with django_assert_num_queries(5):
        administrator.get(LIST)


def test_it_is_filtered(administrator):
    make_staff("eve")
    enter("eve")
    enter("eve", WRONG)
    month = f"{timezone.localtime():%Y-%m}"

    assert shown(administrator, what__exact="login_failed") == [("login_failed", "eve")]
    assert shown(administrator, role="Administrator") == [("login", "ros")]
    assert len(shown(administrator, when="1")) == len(shown(administrator, when="7")) == 3
    assert len(shown(administrator, when=month)) == 3
    assert shown(administrator, when=f"{[*_months()][3]:%Y-%m}") == []
    assert len(shown(administrator, when="junk")) == 3


def test_months_follow_one_another():
    months = [*_months()]

    assert len(months) == 24
    assert [_following(one) for one in months[1:]] == months[:-1]
    assert {(one.day, one.hour) for one in months} == {(1, 0)}


def test_it_is_searched(administrator):
    make_staff("Eve")
    enter("Eve", WRONG, REMOTE_ADDR="198.51.100.7")
    enter("nobody", WRONG)
    with origin.coming_from("198.51.100.7"):
        AuditEntry.record("published", about="Contract 7: Records for Northmarch")

    assert shown(administrator, q="eve") == [("login_failed", "Eve")]
    assert shown(administrator, q="no account") == [("login_failed", "a name that is no account")]
    assert shown(administrator, q="command") == [("published", "the command line")]
    assert shown(administrator, q="northmarch") == [("published", "the command line")]
    assert len(shown(administrator, q="198.51.100.7")) == 2
    assert shown(administrator, q="x' OR 1=1 --") == []


def test_an_entry_has_a_page(administrator):
    entry = AuditEntry.objects.get()

    page = administrator.get(f"{LIST}{entry.pk}/change/").content.decode()

    assert "By password." in page
    assert OFFICE in page
    assert 'name="_save"' not in page


@pytest.mark.parametrize("group", [None, "Editors", "Publishers"])
def test_nobody_else_reads_it(staff, group):
    if group:
        staff.groups.create(name=f"{group} ")
    client, _ = enter()
    entry = AuditEntry.objects.get()

    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{entry.pk}/change/").status_code == 403


@pytest.mark.parametrize("way", ["add/", "{}/change/", "{}/delete/", ""])
def test_nothing_is_changed_by_a_page(administrator, way):
    before = entries()
    entry = AuditEntry.objects.first()
    sent = {
        "who": "eve", "what": "logout", "action": "delete_selected", "post": "yes",
        "_selected_action": entry.pk, "_save": "Save",
    }  # fmt: skip

    answer = administrator.post(f"{LIST}{way.format(entry.pk)}", sent)

    assert answer.status_code in (200, 302, 403)
    assert entries() == before


@pytest.mark.parametrize(
    "lookup", ["account__password__startswith", "said__startswith", "account__email"]
)
def test_it_is_not_asked_letter_by_letter(administrator, lookup):
    assert administrator.get(LIST, {lookup: "x"}).status_code in (302, 400)


@pytest.mark.parametrize("role", roles.ROLES)
def test_a_role_is_told_alike_whatever_was_done(role):
    user, contract = make_staff("pat"), make_ready_contract()
    roles.give(user, role)

    enter("pat")
    actions.publish(contract, by=user, reason="x")

    assert entries("what", "role") == [("login", role.label), ("published", role.label)]
    assert Revision.objects.get().role == role.told


def test_an_entry_says_what_it_was_done_to_and_when_to_the_second(administrator):
    entry = AuditEntry.record("account_opened", about="new-one")
    at = timezone.localtime(entry.at)

    page = administrator.get(f"{LIST}{entry.pk}/change/").text

    assert "Account opened: new-one, by the command line" in page
    assert f"{at:%H:%M:%S} {at.tzname()}" in page
    assert f"{at:%H:%M:%S} {at.tzname()}" in administrator.get(LIST).text
