"""Accounts: opened and closed by those who may do as much, never more, and never deleted."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from procurement import actions
from procurement.accounts import resets
from procurement.admin.user_form import account_state
from procurement.models import AuditEntry, roles
from procurement.models.roles import ADMINISTRATOR, EDITOR, PUBLISHER, ROLES, VIEWER
from tests.accounts.test_resets import sent_all
from tests.factories import make_source, make_user

from .conftest import login

pytestmark = pytest.mark.django_db
LIST = "/admin/auth/user/"
ADD = "/admin/auth/user/add/"


@pytest.fixture
def boss(db):
    """A client signed in as an administrator who is no superuser."""
    return login("boss", "Administrators")


def account(name, role=None, **fields):
    user = User.objects.create_user(name, is_staff=True, **fields)
    if role:
        user.groups.add(Group.objects.get(name=role.group))
    return user


def page(user):
    return f"/admin/auth/user/{user.pk}/change/"


def typed(user, **fields):
    """Give the form of an account as it is, with what is typed into it."""
    held = roles.of(user)
    form = {"username": user.username, "email": user.email, "role": held.code if held else ""}
    if user.is_active:
        form["is_active"] = "on"
    form |= {"_opened_on": account_state(user)} | fields
    return {name: value for name, value in form.items() if value is not None}


def change(client, user, **fields):
    """Send it; give what the page says is wrong, {} where it was saved."""
    response = client.post(page(user), typed(user, **fields))
    if response.status_code == 302:
        return {}
    if response.status_code == 403:
        return {"page": ["403"]}
    return dict(response.context["adminform"].form.errors)


def give_by_hand(user, *names):
    user.user_permissions.set(Permission.objects.filter(codename__in=names))


def log():
    rows = AuditEntry.objects.order_by("pk")
    return [(row.what, row.who, row.about, row.said) for row in rows]


# Roles


def test_each_role_may_do_all_that_the_one_before_it_may(db):
    held = [set(_codenames(role)) for role in ROLES]

    assert [set(role.permissions) for role in ROLES] == held
    assert all(less < more for less, more in zip(held, held[1:], strict=False))


def _codenames(role):
    rows = Group.objects.get(name=role.group).permissions.values_list(
        "content_type__app_label", "codename"
    )
    return {f"{app}.{name}" for app, name in rows}


def test_no_role_deletes_accounts_or_gives_single_permissions(db):
    assert not any("delete_user" in one or "permission" in one or "group" in one
                   for one in ADMINISTRATOR.permissions)  # fmt: skip


def test_migrate_sets_right_what_was_changed_by_hand_and_makes_what_is_missing(db):
    editors = Group.objects.get(name="Editors")
    editors.permissions.set(Permission.objects.filter(codename="delete_contract"))
    Group.objects.get(name="Viewers").delete()
    own = Group.objects.create(name="Night desk")

    roles.install("default")

    assert _codenames(EDITOR) == EDITOR.permissions
    assert _codenames(VIEWER) == VIEWER.permissions
    assert not own.permissions.exists()


def test_of_several_roles_the_highest_counts(db):
    user = account("ann", EDITOR)
    user.groups.add(Group.objects.get(name="Viewers"), Group.objects.create(name="Aardvarks"))

    assert roles.of(user) == EDITOR


# Opening


def test_an_administrator_opens_an_account_that_has_no_password_yet(boss):
    response = boss.post(ADD, {"username": "new", "email": "new@example.org", "role": "editor"})

    user = User.objects.get(username="new")
    assert response.status_code == 302
    assert (roles.of(user), user.is_staff, user.is_active) == (EDITOR, True, True)
    assert not user.has_usable_password()
    assert "manage.py reset_password new" in str(list(response.wsgi_request._messages))
    assert log() == [("account_opened", "boss", "new", "as Editor")]


def test_where_there_is_mail_the_link_is_sent(boss, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_HOST, settings.SITE_ADDRESS = "mail.example.org", "https://example.org"
    resets._written_to.clear()

    with django_capture_on_commit_callbacks(execute=True):
        response = boss.post(ADD, {"username": "new", "email": "n@example.org", "role": "editor"})

    assert "A link to set a password is sent to n@example.org." in str(
        list(response.wsgi_request._messages)
    )
    sent_all()
    [sent] = mail.outbox
    assert sent.to == ["n@example.org"]


def test_the_rules_hold_without_the_form(boss):
    """Whoever calls the actions is refused as well, and nothing is written."""
    clerk, plain = account("clerk"), account("plain")
    give_by_hand(clerk, "change_user")

    for refused in (
        lambda: actions.change_account(plain, VIEWER, by=clerk),
        lambda: actions.open_account(User(username="new"), VIEWER, by=clerk),
        lambda: actions.change_account(boss.user, VIEWER, by=boss.user),
        lambda: actions.end_sessions(boss.user, by=clerk),
        lambda: actions.remove_second_factor(boss.user, by=boss.user),
    ):
        with pytest.raises(actions.Refused):
            refused()

    assert roles.of(boss.user) == ADMINISTRATOR
    assert not User.objects.filter(username="new").exists()
    assert log() == []


def test_what_no_form_shows_is_not_taken_from_one(boss):
    colleague = account("colleague", EDITOR, password="a long enough password")
    before = User.objects.filter(pk=colleague.pk).values().get()
    forged = {
        "is_superuser": "on", "is_staff": "", "password": "x", "groups": ["1", "2", "3", "4"],
        "user_permissions": ["1", "2"], "last_login_0": "2020-01-01", "date_joined_0": "2020-01-01",
        "id": "1",
    }  # fmt: skip

    assert change(boss, colleague, **forged) == {}
    boss.post(ADD, forged | {"username": "new", "role": "viewer"})

    assert User.objects.filter(pk=colleague.pk).values().get() == before
    assert roles.of(colleague) == EDITOR
    new = User.objects.get(username="new")
    assert (new.is_superuser, new.has_usable_password(), roles.of(new)) == (False, False, VIEWER)
    assert not new.user_permissions.exists()


def test_nobody_becomes_a_superuser_in_the_admin(administrator):
    colleague = account("colleague", ADMINISTRATOR)

    change(administrator, colleague, is_superuser="on")
    administrator.post(ADD, {"username": "new", "role": "administrator", "is_superuser": "on"})

    assert [user.username for user in User.objects.filter(is_superuser=True)] == ["sam"]


@pytest.mark.parametrize("name", ["Ann", "ANN", "register-import", "Demonstration"])
def test_no_name_is_given_that_is_taken_for_another(boss, name):
    account("ann", EDITOR)

    page = boss.post(ADD, {"username": name, "role": "viewer"})

    assert page.status_code == 200
    assert list(page.context["adminform"].form.errors) == ["username"]
    assert User.objects.count() == 2


@pytest.mark.parametrize("role", ["", "superuser", "5", "\0", "é" * 4000])
def test_a_role_that_there_is_not_is_a_sentence_at_its_field(boss, role):
    page = boss.post(ADD, {"username": "new", "role": role})

    assert page.status_code == 200
    assert list(page.context["adminform"].form.errors) == ["role"]


def test_the_page_that_typed_somebodys_password_is_gone(boss, administrator):
    colleague = account("colleague", EDITOR, password="a long enough password")

    for client in (boss, administrator):
        response = client.post(
            f"/admin/auth/user/{colleague.pk}/password/",
            {"password1": "another long password", "password2": "another long password"},
            follow=True,
        )
        assert b"password1" not in response.content

    colleague.refresh_from_db()
    assert colleague.check_password("a long enough password")


# What nobody may do


def test_who_may_change_accounts_and_nothing_else_makes_nobody_more_than_they_are(db):
    client = login("clerk")
    give_by_hand(client.user, "change_user", "view_user", "add_user")
    plain, clerk = account("plain"), client.user
    before = {user.pk: set(roles.permissions_of(user)) for user in (plain, clerk)}

    told = [change(client, plain, role=role.code) for role in ROLES]
    told += [change(client, clerk, role=role.code) for role in ROLES]
    client.post(ADD, {"username": "new", "role": "viewer"})

    assert all("role" in one for one in told)
    assert {user.pk: set(roles.permissions_of(user)) for user in (plain, clerk)} == before
    assert not User.objects.filter(username="new").exists()


@pytest.mark.parametrize("is_active", [True, False])
@pytest.mark.parametrize("more", [*ROLES, "superuser"])
def test_who_may_do_less_does_not_touch_who_may_do_more(db, more, is_active):
    client = login("clerk")
    give_by_hand(client.user, "change_user", "view_user")
    other = account("other", more if more in ROLES else None, is_superuser=more == "superuser")
    User.objects.filter(pk=other.pk).update(is_active=is_active)
    other.refresh_from_db()
    before = User.objects.filter(pk=other.pk).values().get()

    for fields in ({"email": "mine@example.org"}, {"is_active": None}, {"is_active": "on"}):
        assert change(client, other, **fields) == {"page": ["403"]}
    for step in ("end_sessions", "remove_second_factor"):
        assert client.post(f"/admin/auth/user/{other.pk}/{step}/").status_code == 403

    assert client.get(page(other)).status_code == 200
    assert User.objects.filter(pk=other.pk).values().get() == before
    assert log() == []


def test_an_administrator_does_not_touch_a_superuser_but_a_superuser_an_administrator(
    boss, administrator
):
    assert change(boss, administrator.user, is_active=None) == {"page": ["403"]}
    assert change(administrator, boss.user, is_active=None) == {}

    boss.user.refresh_from_db()
    assert not boss.user.is_active


def test_a_single_permission_beyond_theirs_keeps_an_administrator_out(boss):
    colleague = account("colleague", EDITOR)
    give_by_hand(colleague, "delete_contract")

    assert change(boss, colleague, email="x@example.org") == {"page": ["403"]}


def test_nobody_closes_or_demotes_themselves(boss):
    account("other", ADMINISTRATOR)

    assert "is_active" in change(boss, boss.user, is_active=None)
    assert "role" in change(boss, boss.user, role="viewer")
    assert change(boss, boss.user, email="own@example.org") == {}
    for step in ("end_sessions", "remove_second_factor"):
        assert boss.post(f"/admin/auth/user/{boss.user.pk}/{step}/").status_code == 403


def test_the_last_open_administrator_stays(db):
    """By somebody who may do as much, by permissions given by hand."""
    client = login("clerk", "Publishers")
    by_hand = [one.split(".")[1] for one in ADMINISTRATOR.permissions]
    give_by_hand(client.user, *by_hand)
    last, closed = account("last", ADMINISTRATOR), account("closed", ADMINISTRATOR, is_active=False)

    assert "is_active" in change(client, last, is_active=None)
    assert "role" in change(client, last, role="publisher")
    assert change(client, closed, is_active="on") == {}
    assert change(client, last, is_active=None) == {}


@pytest.mark.parametrize("name", roles.OF_THE_SITE)
def test_accounts_of_the_site_are_looked_at_alone(administrator, name):
    user = User.objects.create(username=name, is_active=False)

    assert administrator.get(page(user)).status_code == 200
    assert administrator.post(page(user), typed(user, is_active="on")).status_code == 403


# Changing


def test_a_new_role_takes_the_place_of_all_that_was_given_before(boss):
    colleague = account("colleague", PUBLISHER)
    colleague.groups.add(Group.objects.get(name="Editors"))
    give_by_hand(colleague, "add_ground")

    assert change(boss, colleague, role="viewer") == {}

    colleague = User.objects.get(pk=colleague.pk)
    assert roles.permissions_of(colleague) == VIEWER.permissions
    assert log() == [("role_changed", "boss", "colleague", "from Publisher to Viewer")]


def test_what_stays_as_it_was_is_not_in_the_log(boss):
    colleague = account("colleague", PUBLISHER)
    give_by_hand(colleague, "add_ground")

    assert change(boss, colleague) == {}

    assert log() == []
    assert colleague.user_permissions.exists()


def test_a_new_name_and_address_are_in_the_log_and_the_old_address_gets_no_link(boss):
    colleague = account("colleague", EDITOR, email="old@example.org")
    EmailAddress.objects.create(user=colleague, email="old@example.org", verified=True)

    assert change(boss, colleague, username="friend", email="new@example.org") == {}

    [entry] = log()
    assert entry == (
        "account_changed", "boss", "friend",
        "name from colleague to friend; address for mail from old@example.org to new@example.org",
    )  # fmt: skip
    assert not EmailAddress.objects.exists()


def test_closing_ends_every_session_at_the_next_request_and_opening_again_is_told(boss):
    colleague = account("colleague", EDITOR)
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(colleague)
        assert client.get("/admin/").status_code == 200

    assert change(boss, colleague, is_active=None) == {}

    assert [client.get("/admin/").status_code for client in clients] == [302, 302]
    assert Session.objects.count() == 1
    colleague.refresh_from_db()
    assert change(boss, colleague, is_active="on") == {}
    assert [what for what, *_ in log()] == ["account_closed", "account_reopened"]


def test_what_a_closed_account_did_stays_under_its_name(boss):
    editor = login("ann", "Editors")
    source = make_source()
    editor.post(
        f"/admin/procurement/source/{source.pk}/edit/",
        {"title": "Another title", "kind": "news_report", "_version": source.version},
    )
    assert source.history.first().history_user == editor.user

    change(boss, editor.user, is_active=None)

    history = boss.get(f"/admin/procurement/source/{source.pk}/history/")
    assert b"ann" in history.content


# Sessions and second factors


def test_an_administrator_ends_somebodys_sessions_by_a_form_alone(boss):
    editor = login("ann", "Editors")
    url = f"/admin/auth/user/{editor.user.pk}/end_sessions/"

    asked = boss.get(url)
    assert (asked.status_code, editor.get("/admin/").status_code) == (200, 200)
    assert b"End the sessions" in asked.content
    boss.post(url)

    assert editor.get("/admin/").status_code == 302
    assert boss.get("/admin/").status_code == 200
    assert log() == [("session_ended", "boss", "ann", "all of them: 1")]


def test_an_administrator_takes_a_lost_second_factor_away(boss):
    colleague, other = account("ann", EDITOR), account("other", EDITOR)
    for user in (colleague, other):
        Authenticator.objects.create(user=user, type="totp", data={})
    Authenticator.objects.create(user=colleague, type="recovery_codes", data={})
    url = f"/admin/auth/user/{colleague.pk}/remove_second_factor/"

    boss.get(url)
    assert Authenticator.objects.count() == 3
    boss.post(url)

    assert [one.user for one in Authenticator.objects.all()] == [other]
    assert log() == [("second_factor_removed", "boss", "ann", "recovery_codes, totp")]


# Deleting


def test_no_account_is_deleted_by_anybody(administrator, boss):
    colleague = account("colleague", VIEWER)

    for client in (administrator, boss):
        url = f"/admin/auth/user/{colleague.pk}/delete/"
        assert client.post(url, {"post": "yes"}).status_code == 403
        client.post(
            LIST, {"action": "delete_selected", "_selected_action": colleague.pk, "post": "yes"}
        )

    assert User.objects.filter(pk=colleague.pk).exists()


def test_the_database_itself_keeps_an_account_and_what_it_did():
    user, source = make_user(is_active=False), make_source()
    LogEntry.objects.log_actions(user.pk, [source], 2, "Changed.", single_object=True)

    for delete in (user.delete, User.objects.filter(pk=user.pk).delete):
        with pytest.raises(IntegrityError, match="closed, never deleted"), transaction.atomic():
            delete()

    assert LogEntry.objects.get().user_id == user.pk


def test_the_account_of_the_demonstration_goes_unless_somebody_uses_it():
    user = User.objects.create(username=roles.DEMONSTRATION)
    with pytest.raises(IntegrityError), transaction.atomic():
        user.delete()

    User.objects.update(is_active=False)
    User.objects.get().delete()

    assert not User.objects.exists()


# The list


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_every_number_of_accounts(
    boss, django_assert_num_queries, rows
):
    for number in range(rows):
        account(f"colleague{number}", EDITOR)

    # A session writes down that it is in use, now and then.
    boss.get("/admin/")

    # Session, user, whether they have a second factor, their permissions (2); count, rows with their
    # second factor, their groups.
    with django_assert_num_queries(8):
        response = boss.get(LIST)

    assert len(response.context["cl"].result_list) == rows + 1


def test_the_list_says_role_and_second_factor_and_narrows(boss):
    colleague = account("colleague", EDITOR)
    account("nobody")
    Authenticator.objects.create(user=colleague, type="totp", data={})

    def shown(**query):
        return {row.username for row in boss.get(LIST, query).context["cl"].result_list}

    assert shown() == {"boss", "colleague", "nobody"}
    assert shown(role="editor") == {"colleague"}
    assert shown(q="coll") == {"colleague"}
    text = boss.get(LIST).content.decode()
    assert "none: cannot come in" in text
    assert text.count('alt="True"') == 4  # three are open, one has a second factor


# At the next request


def test_a_role_that_was_taken_a_moment_ago_is_gone_at_the_next_request(boss):
    editor = login("ann", "Editors")
    assert editor.get("/admin/procurement/source/add/").status_code == 200

    change(boss, editor.user, role="viewer")

    assert editor.get("/admin/procurement/source/add/").status_code == 403
    assert editor.post("/admin/procurement/source/add/", {"title": "x"}).status_code == 403


def test_another_password_ends_the_sessions_that_were_opened_with_the_old_one():
    editor = login("ann", "Editors", password="a long enough password")
    other = User.objects.get(username="ann")

    other.set_password("another long password")
    other.save()

    assert editor.get("/admin/").status_code == 302


# Opened before somebody else changed it


def opened(client, user):
    """Give the form of an account as a browser has it."""
    form = client.get(page(user)).context["adminform"].form
    found = {name: form[name].value() for name in form.fields}
    found = {name: value for name, value in found.items() if value not in (None, False)}
    return found | {"_opened_on": client.get(page(user)).context.get("opened_on")}


def closed(user):
    User.objects.filter(pk=user.pk).update(is_active=False)


def demoted(user):
    roles.give(user, VIEWER)


def written_to_elsewhere(user):
    User.objects.filter(pk=user.pk).update(email="elsewhere@example.org")


@pytest.mark.parametrize(
    ("meanwhile", "now"),
    [
        (closed, "Open: no, it is closed"),
        (demoted, "Role: Viewer"),
        (written_to_elsewhere, "Address for mail: elsewhere@example.org"),
    ],
)
def test_a_page_opened_before_somebody_changed_the_account_undoes_nothing(boss, meanwhile, now):
    colleague = account("colleague", PUBLISHER, email="old@example.org")
    form = opened(boss, colleague)
    meanwhile(colleague)
    before = User.objects.filter(pk=colleague.pk).values().get()

    answer = boss.post(page(colleague), form | {"username": "friend"})

    shown = answer.context["adminform"].form
    assert User.objects.filter(pk=colleague.pk).values().get() == before
    assert log() == []
    (said,) = shown.non_field_errors()
    assert "nothing was saved" in said
    assert now in said
    assert (shown["username"].value(), shown["role"].value()) == ("friend", "publisher")
    # Whoever has read it may save it.
    again = form | {"username": "friend", "_opened_on": answer.context.get("opened_on")}
    assert boss.post(page(colleague), again).status_code == 302
    assert User.objects.get(pk=colleague.pk).username == "friend"


@pytest.mark.parametrize("sent", [None, "", "\0", "é" * 900])
def test_a_form_that_does_not_say_what_it_was_opened_on_saves_nothing(boss, sent):
    colleague = account("colleague", EDITOR)

    assert "__all__" in change(boss, colleague, role="viewer", _opened_on=sent)

    assert roles.of(User.objects.get(pk=colleague.pk)) == EDITOR


def test_that_its_owner_came_in_meanwhile_changes_nothing(boss):
    colleague = account("colleague", EDITOR)
    form = opened(boss, colleague)
    Client().force_login(colleague)

    assert boss.post(page(colleague), form | {"role": "viewer"}).status_code == 302


# Names


@pytest.mark.parametrize(
    "name", ["Zo\u00eb", "\u0430nn", "a b", ".ann", "-ann", "ann@home", "ann\u200b", "_a"]
)
def test_a_name_is_of_plain_letters(boss, name):
    colleague = account("colleague", EDITOR)

    (said,) = change(boss, colleague, username=name)["username"]
    assert "letters a to z" in said
    answer = boss.post(ADD, {"username": name, "role": "viewer"})
    assert "letters a to z" in str(answer.context["adminform"].form.errors["username"])


@pytest.mark.parametrize("name", ["Ann.R", "7-of_9", "a"])
def test_plain_names_are_taken(boss, name):
    assert boss.post(ADD, {"username": name, "role": "viewer"}).status_code == 302


def test_an_account_of_another_name_keeps_it(boss):
    colleague = account("zo\u00eb@example.org", EDITOR)

    assert change(boss, colleague, role="viewer") == {}


def test_the_name_of_what_another_account_did_is_given_to_nobody_but_it(boss):
    colleague, other = account("ann", EDITOR), account("other", EDITOR)
    AuditEntry.record("login", by=colleague)
    assert change(boss, colleague, username="anna") == {}

    assert "the log knows" in change(boss, other, username="Ann")["username"][0].lower()
    answer = boss.post(ADD, {"username": "ann", "role": "viewer"})
    assert "the log knows" in answer.context["adminform"].form.errors["username"][0].lower()
    colleague.refresh_from_db()
    assert change(boss, colleague, username="ann") == {}


def test_an_open_account_of_the_sites_name_can_be_closed_and_nothing_else(boss):
    user = User.objects.create(username=roles.IMPORTER, is_active=True, is_staff=True)

    assert change(boss, user, email="x@example.org") != {}
    assert change(boss, user, is_active=None) == {}

    user.refresh_from_db()
    assert (user.is_active, user.email) == (False, "")
    assert change(boss, user, is_active="on") == {"page": ["403"]}


# Superusers


def test_nobody_takes_from_a_superuser_what_it_may(administrator):
    other = account("other", is_superuser=True)

    text = administrator.get(page(other)).content.decode()
    assert "Only the command line" in text
    assert 'name="role"' not in text
    assert change(administrator, other, role="viewer", email="o@example.org") == {}

    other = User.objects.get(pk=other.pk)
    assert (other.is_superuser, other.email) == (True, "o@example.org")
    assert not other.groups.exists()
    assert "role_changed" not in [what for what, *_ in log()]
    with pytest.raises(actions.Refused, match="command line"):
        actions.change_account(other, VIEWER, by=administrator.user)


def test_with_its_second_factor_the_sessions_of_an_account_end(boss):
    editor = login("ann", "Editors")
    Authenticator.objects.create(user=account("other"), type="totp", data={})

    boss.post(f"/admin/auth/user/{editor.user.pk}/remove_second_factor/")

    assert editor.get("/admin/").status_code == 302
    assert [what for what, *_ in log()] == ["second_factor_removed", "session_ended"]


# What is said


def test_every_page_says_the_own_role(boss, administrator):
    for client, role in (
        (boss, "Administrator"),
        (administrator, "Superuser"),
        (login("v", "Viewers"), "Viewer"),
    ):
        assert f"Role: {role}<" in client.get("/admin/").text


def test_a_page_that_is_only_read_says_why_and_leads_back(boss, administrator):
    text = boss.get(page(administrator.user)).text

    assert actions.MORE_THAN_YOU in text
    assert "Back to the list" in text
    assert ">Close<" not in text


def test_accounts_are_called_so_everywhere(boss):
    colleague = account("colleague", EDITOR)

    for address in (LIST, ADD, page(colleague), f"{LIST}{colleague.pk}/end_sessions/", "/admin/"):
        text = boss.get(address).text
        assert "User" not in text.replace("user-tools", ""), address
        assert "Authentication" not in text, address
    assert "Accounts" in boss.get(LIST).text
    assert "Superuser" not in boss.get(LIST).text
    account("root", is_superuser=True)
    assert "Superuser" in boss.get(LIST).text


def test_the_page_of_an_account_leads_to_its_lines_in_the_log(boss):
    colleague, other = account("colleague", EDITOR), account("other", EDITOR)
    for user in (colleague, other):
        AuditEntry.record("login", by=user)

    text = boss.get(page(colleague)).text
    assert "/history/" not in text
    assert 'href="/admin/procurement/auditentry/?q=colleague"' in text
    found = boss.get("/admin/procurement/auditentry/?q=colleague").context["cl"].result_list
    assert [one.who for one in found] == ["colleague"]
