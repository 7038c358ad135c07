"""What was typed when a session had ended: kept by the login pages, and by nothing else."""

import time
import zlib

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client

from procurement.accounts import encryption, saved_posts
from procurement.models import Contract
from tests import factories
from tests.controls import form_to, forms, largest

from .conftest import CODE, LOGIN, PASSWORD, code, give_app, make_staff

pytestmark = [pytest.mark.once, pytest.mark.django_db]
ORIGIN = "http://testserver"
TYPED = "A title that somebody typed for an hour"
CHECKED = {
    "enforce_csrf_checks": True,
    "headers": {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"},
}


@pytest.fixture
def editor():
    """An editor, logged in in a browser that is asked for its token."""
    return signed_in("ros")


def signed_in(name, group="Editors", app=False, **fields):
    account = make_staff(name, **fields)
    account.groups.add(Group.objects.get(name=group))
    client = Client(**CHECKED)
    client.account = account
    client.codes = give_app(account) if app else []
    page = client.get(LOGIN).text
    answer = send(client, page, LOGIN, username=name, password=PASSWORD)
    if app:
        answer = send(client, client.get(answer.url).text, CODE, code=code())
        # Used once, a code is not taken again.
        cache.clear()
    assert answer.url == "/admin/"
    return client


def send(client, page, action=None, to=None, **fields):
    """Fill in and send a form of a page, as a browser does."""
    form = form_to(page, action) if action else largest(page)
    return client.post(to or action, form.data() | fields)


def end(client):
    """End the session of a browser, as the server does: its row goes, its cookie stays."""
    Session.objects.all().delete()


def url(contract, act="statement/heading"):
    return f"/admin/procurement/contract/{contract.pk}/{act}/"


def typed_into(client, address, **fields):
    """Open a page, let the session end, and send what was typed."""
    page = client.get(address).text
    end(client)
    return send(client, page, to=address, **fields)


def back_in(client, closed, **fields):
    """Send name and password on a login that carries something."""
    return send(
        client, closed.text, LOGIN, username=client.account.username, password=PASSWORD, **fields
    )


def put_back(client, again, address):
    return send(client, again.text, address)


def test_the_form_comes_back_after_name_and_password(editor):
    contract = factories.make_contract()
    closed = typed_into(editor, url(contract), title=TYPED)
    again = back_in(editor, closed)
    back = put_back(editor, again, url(contract))

    assert (closed.status_code, again.status_code, back.status_code) == (403, 200, 200)
    assert "Your session has ended, so nothing was saved. What you typed is kept" in closed.text
    assert "nothing is saved yet" in again.text
    assert largest(back.text).data()["title"] == [TYPED]
    assert Contract.objects.get().title != TYPED
    saved = send(editor, back.text, to=url(contract))
    assert (saved.status_code, Contract.objects.get().title) == (302, TYPED)


def test_each_page_that_keeps_it_says_not_to_go_back(editor):
    client, address = editor, url(factories.make_contract())
    closed = typed_into(client, address, title="Typed")
    again = back_in(client, closed)

    for page in (closed, again):
        assert "Do not go back" in page.content.decode()
    assert "Do not go back" not in Client().get("/admin/login/").content.decode()


def test_it_comes_back_after_a_second_factor_and_wrong_answers_on_the_way():
    client = signed_in("ros", app=True)
    contract = factories.make_contract()
    closed = typed_into(client, url(contract), title=TYPED)
    wrong = send(client, closed.text, LOGIN, username="ros", password="not the one at all")
    second = back_in(client, wrong)
    unread = send(client, second.text, CODE, code="000000")
    again = send(client, unread.text, CODE, code=code())
    back = put_back(client, again, url(contract))

    assert [one.status_code for one in (closed, wrong, second, unread, again, back)] == [
        403, 200, 200, 200, 200, 200
    ]  # fmt: skip
    assert largest(back.text).data()["title"] == [TYPED]
    assert Contract.objects.get().title != TYPED


def test_it_comes_back_after_a_recovery_code_and_by_the_way_back_to_the_password():
    client = signed_in("ros", app=True)
    contract = factories.make_contract()
    second = back_in(client, typed_into(client, url(contract), title=TYPED))
    login = send(client, second.text, "/admin/logout/")
    second = back_in(client, login)
    again = send(client, second.text, CODE, code=client.codes[0])

    assert largest(put_back(client, again, url(contract)).text).data()["title"] == [TYPED]


def test_it_comes_back_by_a_recovery_code_when_passwords_are_refused():
    client = signed_in("ros", app=True)
    contract = factories.make_contract()
    page = typed_into(client, url(contract), title=TYPED)
    for _ in range(5):
        page = send(client, page.text, LOGIN, username="ros", password="not the one at all")
    locked = back_in(client, page)
    again = back_in(client, locked, code=client.codes[0])

    assert (locked.status_code, again.status_code) == (429, 200)
    assert largest(put_back(client, again, url(contract)).text).data()["title"] == [TYPED]


def test_a_session_that_lacks_its_second_factor_loses_nothing(editor):
    contract = factories.make_contract()
    page = editor.get(url(contract)).text
    give_app(editor.account)

    closed = send(editor, page, to=url(contract), title=TYPED)
    again = send(editor, back_in(editor, closed).text, CODE, code=code())

    assert closed.status_code == 403
    assert largest(put_back(editor, again, url(contract)).text).data()["title"] == [TYPED]


def test_somebody_who_must_add_a_second_factor_first_keeps_the_page_meanwhile(editor, settings):
    contract = factories.make_contract()
    closed = typed_into(editor, url(contract), title=TYPED)
    settings.SECOND_FACTOR_REQUIRED = True
    again = back_in(editor, closed)
    too_early = put_back(editor, again, url(contract))
    enrol = editor.get("/admin/second-factor/app/")
    secret = enrol.context["form"].secret
    send(editor, enrol.text, to="/admin/second-factor/app/", code=totp.format_hotp_value(
        totp.hotp_value(secret, int(time.time()) // 30)
    ))  # fmt: skip
    unseen = put_back(editor, too_early, url(contract))
    editor.get("/admin/second-factor/codes/")
    back = put_back(editor, unseen, url(contract))

    statuses = [one.status_code for one in (again, too_early, unseen, back)]
    assert statuses == [200, 403, 403, 200]
    assert "You have not looked at your recovery codes" in unseen.text
    assert "You need a second factor before" in again.text
    assert "You need a second factor before" in too_early.text
    assert "again.js" not in again.text
    assert largest(back.text).data()["title"] == [TYPED]


def test_nothing_of_it_is_on_the_server(editor):
    contract = factories.make_contract()
    closed = typed_into(editor, url(contract), title=TYPED)
    again = back_in(editor, closed)
    put_back(editor, again, url(contract))

    sessions = "".join(str(one.get_decoded()) for one in Session.objects.all())
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM procurement_cache")
        cached = str(cursor.fetchall())
    assert (TYPED in sessions, "kept" in sessions, TYPED in cached) == (False, False, False)
    assert TYPED not in closed.text + again.text
    assert closed["Cache-Control"] == "no-store"


def test_who_came_in_meanwhile_in_another_tab_is_not_asked_again(editor):
    contract = factories.make_contract()
    closed = typed_into(editor, url(contract), title=TYPED)
    send(editor, editor.get(LOGIN).text, LOGIN, username="ros", password=PASSWORD)

    again = back_in(editor, closed)

    assert again.context["title"] == "You are logged in again"
    assert largest(put_back(editor, again, url(contract)).text).data()["title"] == [TYPED]


def test_the_session_may_end_once_more_before_it_is_put_back(editor):
    contract = factories.make_contract()
    again = back_in(editor, typed_into(editor, url(contract), title=TYPED))
    end(editor)

    closed = put_back(editor, again, url(contract))
    again = back_in(editor, closed)

    assert closed.status_code == 403
    assert largest(put_back(editor, again, url(contract)).text).data()["title"] == [TYPED]


def test_passwords_and_files_are_not_kept_and_that_is_said():
    client = signed_in("sam", is_superuser=True)
    add = "/admin/auth/user/add/"
    secret = "heron basalt violin oat"
    page = client.get(add).text
    end(client)
    file = __file__
    with open(file, "rb") as opened:
        passwords = {"password1": secret, "password2": secret}
        closed = send(client, page, to=add, username="new.one", notes=opened, **passwords)
    text = form_to(closed.text, LOGIN).data()["kept"][0]
    again = back_in(client, closed)
    back = put_back(client, again, add)

    assert secret not in str(saved_posts.decrypt_post(text))
    assert ["Passwords are not kept" in closed.text, "Files are not kept" in closed.text] == [
        True,
        True,
    ]
    assert largest(back.text).data()["username"] == ["new.one"]


@pytest.mark.parametrize("address", [
    "/admin/password_change/", "/admin/logout/", "/admin/second-factor/app/", "/admin/sessions/",
    "/admin/", "/admin/nothing/",
])  # fmt: skip
def test_forms_of_the_account_itself_are_not_kept(editor, address):
    token = largest(editor.get("/admin/procurement/vendor/add/").text).data()["csrfmiddlewaretoken"]
    end(editor)

    answer = editor.post(address, {"csrfmiddlewaretoken": token, "code": "123456", "note": TYPED})

    assert answer.status_code in (302, 403)
    assert "kept" not in [name for form in forms(answer.text) for name in form.data()]


def test_what_is_too_large_is_told_and_no_page_that_cannot_be_sent_is_given(editor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = saved_posts.BESIDE + 2000
    contract = factories.make_contract()
    noise = "".join(chr(0x4E00 + (number * 7919) % 20000) for number in range(3000))

    closed = typed_into(editor, url(contract), notes=noise)

    assert closed.status_code == 403
    assert "What you typed is too large to be kept" in closed.text
    assert "kept" not in form_to(closed.text, LOGIN).data()


# The login stands between password and code, in another tab


@pytest.fixture
def halfway():
    """Give a browser with a form of before its session ended, and with a code page; and the contract."""
    client = signed_in("ros", app=True)
    contract = factories.make_contract()
    client.form = client.get(url(contract)).text
    end(client)
    send(client, client.get(LOGIN).text, LOGIN, username="ros", password=PASSWORD)
    assert client.get(LOGIN).url == CODE
    return client, contract


def test_a_form_that_is_sent_meanwhile_is_carried_by_the_page_of_the_code(halfway):
    client, contract = halfway
    # Django gave no new token with the password alone.
    second = send(client, client.form, to=url(contract), title=TYPED)
    wrong = send(client, second.text, CODE, code="000000")
    again = send(client, wrong.text, CODE, code=code())

    assert [one.status_code for one in (second, wrong, again)] == [403, 200, 200]
    assert "Your session has ended, so nothing was saved. What you typed is kept" in second.text
    assert largest(put_back(client, again, url(contract)).text).data()["title"] == [TYPED]


def test_a_form_with_a_stale_token_is_carried_by_the_page_of_the_code(halfway):
    client, contract = halfway
    second = send(client, client.form, to=url(contract), title=TYPED, csrfmiddlewaretoken="x" * 64)
    again = send(client, second.text, CODE, code=code())

    assert (second.status_code, again.status_code) == (403, 200)
    assert largest(put_back(client, again, url(contract)).text).data()["title"] == [TYPED]


@pytest.mark.parametrize("sent_before", [True, False], ids=["code page", "form"])
def test_a_password_that_was_given_too_long_ago_loses_nothing(halfway, settings, sent_before):
    client, contract = halfway
    page = send(client, client.form, to=url(contract), title=TYPED) if sent_before else None
    session = client.session
    session["account_login"] = session["account_login"] | {"initiated_at": time.time() - 90_000}
    session.save()

    if sent_before:
        login = send(client, page.text, CODE, code=code())
    else:
        login = send(client, client.form, to=url(contract), title=TYPED)
    again = send(client, back_in(client, login).text, CODE, code=code())

    assert largest(put_back(client, again, url(contract)).text).data()["title"] == [TYPED]


def test_a_code_page_with_a_stale_token_carries_on_when_its_password_is_too_old(halfway):
    client, contract = halfway
    second = send(client, client.form, to=url(contract), title=TYPED)
    session = client.session
    session["account_login"] = session["account_login"] | {"initiated_at": time.time() - 90_000}
    session.save()

    login = send(client, second.text, CODE, code=code(), csrfmiddlewaretoken="x" * 64)
    again = send(client, back_in(client, login).text, CODE, code=code())

    assert login.status_code == 403
    assert largest(put_back(client, again, url(contract)).text).data()["title"] == [TYPED]


# Whose it is


def test_another_account_does_not_see_what_was_typed(editor):
    contract = factories.make_contract()
    closed = typed_into(editor, url(contract), title=TYPED)
    make_staff("kim").groups.add(Group.objects.get(name="Editors"))
    again = send(editor, closed.text, LOGIN, username="kim", password=PASSWORD)

    other = put_back(editor, again, url(contract))

    assert (other.status_code, TYPED in other.text) == (403, False)
    assert "typed by another account" in other.text
    end(editor)
    login = send(editor, editor.get(LOGIN).text, LOGIN, username="ros", password=PASSWORD)
    assert login.status_code == 302
    back = put_back(editor, other, url(contract))
    assert largest(back.text).data()["title"] == [TYPED]


def test_an_account_that_lost_its_rights_reads_its_own_text_and_saves_nothing(editor):
    contract = factories.make_contract()
    closed = typed_into(editor, url(contract), title=TYPED)
    editor.account.groups.clear()
    again = back_in(editor, closed)

    back = put_back(editor, again, url(contract))

    assert (back.status_code, TYPED in back.text) == (403, True)
    assert not Contract.objects.filter(title=TYPED).exists()


# What is sealed by us alone is read


def sealed(fields, path="/admin/procurement/vendor/add/", account=""):
    return saved_posts.encrypt_post(saved_posts.Post(path, fields, account))


def post(client, text, address="/admin/procurement/vendor/add/"):
    token = largest(client.get("/admin/procurement/vendor/add/").text).data()["csrfmiddlewaretoken"]
    return client.post(address, {"csrfmiddlewaretoken": token, "kept": text})


JUNK = {
    "empty": lambda text: "",
    "junk": lambda text: "gAAAAA junk \x00 é",
    "truncated": lambda text: text[: len(text) // 2],
    "changed": lambda text: text[:40] + ("A" if text[40] != "A" else "B") + text[41:],
    "of another purpose": lambda text: encryption.encrypt(zlib.compress(b"{}"), "second factor"),
    "not compressed": lambda text: encryption.encrypt(b"{}", saved_posts.PURPOSE),
    "no JSON": lambda text: encryption.encrypt(zlib.compress(b"["), saved_posts.PURPOSE),
    "another shape": lambda text: encryption.encrypt(zlib.compress(b"[1]"), saved_posts.PURPOSE),
    "cut when compressed": lambda text: encryption.encrypt(
        zlib.compress(b"{}" * 99)[:-5], saved_posts.PURPOSE
    ),
    "of another server": lambda text: text[::-1],
}


@pytest.mark.parametrize("junk", JUNK)
def test_what_we_did_not_seal_is_a_sentence(editor, junk):
    answer = post(editor, JUNK[junk](sealed([("name", [TYPED])])))

    assert (answer.status_code, TYPED in answer.text) == (400, False)
    assert "cannot be put back" in answer.text


@pytest.mark.parametrize("junk", JUNK)
def test_a_login_that_carries_junk_says_so_and_goes_on(editor, junk):
    end(editor)
    page = editor.get(LOGIN).text
    answer = send(
        editor, page, LOGIN, username="ros", password=PASSWORD, kept=JUNK[junk](sealed([]))
    )

    assert answer.status_code in (200, 302)
    if answer.status_code == 200:
        assert "cannot be put back" in answer.text
    assert editor.get("/admin/").status_code == 200


def test_a_bomb_is_not_inflated():
    bomb = zlib.compress(b"0" * 300_000_000, 9)
    text = encryption.encrypt(bomb, saved_posts.PURPOSE)

    began = time.monotonic()
    with pytest.raises(saved_posts.Lost):
        saved_posts.decrypt_post(text)

    assert (len(text) < 1_000_000, time.monotonic() - began < 2) == (True, True)


@pytest.mark.parametrize(("hours", "status"), [(11.9, 200), (12.1, 400)])
def test_it_is_kept_for_twelve_hours(editor, monkeypatch, hours, status):
    text = sealed([("name", [TYPED])])
    later = time.time() + hours * 3600
    monkeypatch.setattr("cryptography.fernet.time.time", lambda: later)

    assert post(editor, text).status_code == status


def test_it_is_not_put_into_another_form(editor):
    answer = post(editor, sealed([("name", [TYPED])], "/admin/procurement/buyer/add/"))

    assert (answer.status_code, TYPED in answer.text) == (400, False)
    assert form_to(answer.text, "/admin/procurement/buyer/add/").data()["kept"]


@pytest.mark.parametrize(
    "path", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]
)
def test_no_form_leads_out_of_the_admin(editor, path):
    answer = post(editor, sealed([("name", [TYPED])], path))

    assert path not in answer.text
    assert answer.status_code == 400


def test_a_key_of_before_still_reads_it(editor, settings):
    contract = factories.make_contract()
    page = typed_into(editor, url(contract), title=TYPED)
    old, settings.SECRET_KEY = (
        settings.SECRET_KEY,
        "another key, as long as a key has to be, and so on",
    )
    settings.SECRET_KEY_FALLBACKS = [old]

    again = back_in(editor, page)

    assert largest(put_back(editor, again, url(contract)).text).data()["title"] == [TYPED]


# What others could do with it

CROSS = [
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "null"},
    {"Origin": "http://testserver.evil.example"},
    {"Origin": ORIGIN, "Sec-Fetch-Site": "same-site"},
    {"Referer": "https://evil.example/http://testserver/"},
    {},
]


@pytest.mark.parametrize("headers", CROSS)
@pytest.mark.parametrize("field", ["kept", "name"])
def test_a_form_of_another_site_shows_and_saves_nothing(editor, headers, field):
    attacker = sealed([("name", [TYPED])])
    address = "/admin/procurement/vendor/add/"
    editor.defaults = {key: value for key, value in editor.defaults.items() if key.startswith("_")}

    answer = editor.post(address, {field: attacker if field == "kept" else TYPED}, headers=headers)

    assert (answer.status_code, TYPED in answer.text) == (403, False)
    assert "kept" not in [name for form in forms(answer.text) for name in form.data()]
    assert "Nothing was done" in answer.text


@pytest.mark.parametrize("headers", CROSS)
def test_another_site_logs_nobody_in_to_what_it_typed(headers):
    make_staff("mallory")
    victim = Client(enforce_csrf_checks=True)
    data = {"username": "mallory", "password": PASSWORD, "kept": sealed([("name", [TYPED])])}

    answer = victim.post(LOGIN, data, headers=headers)

    assert (answer.status_code, TYPED in answer.text) == (403, False)
    assert "kept" not in [name for form in forms(answer.text) for name in form.data()]
    assert victim.get("/admin/").status_code == 302


# A stale token


def test_a_form_opened_before_a_login_in_another_tab_comes_back_filled(editor):
    contract = factories.make_contract()
    old = editor.get(url(contract)).text
    end(editor)
    send(editor, editor.get(LOGIN).text, LOGIN, username="ros", password=PASSWORD)

    stale = send(editor, old, to=url(contract), title=TYPED)
    saved = send(editor, stale.text, to=url(contract))

    assert (stale.status_code, saved.status_code) == (403, 302)
    assert "You logged in again after this page was opened" in stale.text
    assert largest(stale.text).data()["title"] == [TYPED]
    assert Contract.objects.get().title == TYPED


def test_a_form_opened_by_another_account_does_not_come_back_to_this_one(editor):
    contract = factories.make_contract()
    old = editor.get(url(contract)).text
    end(editor)
    make_staff("kim").groups.add(Group.objects.get(name="Editors"))
    send(editor, editor.get(LOGIN).text, LOGIN, username="kim", password=PASSWORD)

    stale = send(editor, old, to=url(contract), title=TYPED)

    assert (stale.status_code, TYPED in stale.text) == (403, False)


def test_without_any_cookie_the_login_keeps_it(editor):
    contract = factories.make_contract()
    page = editor.get(url(contract)).text
    editor.cookies.clear()

    closed = send(editor, page, to=url(contract), title=TYPED)
    again = back_in(editor, closed)

    assert closed.status_code == 403
    assert largest(put_back(editor, again, url(contract)).text).data()["title"] == [TYPED]


def test_a_login_with_a_stale_token_keeps_the_name(editor):
    end(editor)
    page = editor.get(LOGIN).text
    editor.cookies.clear()

    stale = send(editor, page, LOGIN, username="ros", password=PASSWORD)
    again = send(editor, stale.text, LOGIN, password=PASSWORD)

    assert stale.status_code == 403
    assert "open for too long" in stale.text
    assert form_to(stale.text, LOGIN).data()["username"] == ["ros"]
    assert again.url == "/admin/"


def test_a_page_that_puts_it_back_with_a_stale_token_puts_it_back(editor):
    contract = factories.make_contract()
    again = back_in(editor, typed_into(editor, url(contract), title=TYPED))
    end(editor)
    send(editor, editor.get(LOGIN).text, LOGIN, username="ros", password=PASSWORD)

    back = put_back(editor, again, url(contract))

    assert (back.status_code, largest(back.text).data()["title"]) == (403, [TYPED])


def test_a_stale_form_of_a_session_that_lacks_its_second_factor_is_not_shown(editor):
    contract = factories.make_contract()
    page = editor.get(url(contract)).text
    give_app(editor.account)
    del editor.cookies["csrf"]

    closed = send(editor, page, to=url(contract), title=TYPED)

    assert (closed.status_code, TYPED in closed.text) == (403, False)
    assert form_to(closed.text, LOGIN).data()["kept"]


@pytest.mark.parametrize("address", ["/admin/password_change/", "/admin/sessions/"])
def test_other_forms_with_a_stale_token_are_refused(editor, address):
    answer = editor.post(address, {"csrfmiddlewaretoken": "x" * 32, "password1": TYPED})

    assert (answer.status_code, TYPED in answer.text) == (403, False)
    assert "Nothing was done" in answer.text


# Where a login leads

EVIL = ["//evil.example", "/\\evil.example", "https:evil.example", "https://evil.example/admin/",
        "/%09/evil.example", "\t//evil.example", "javascript:alert(1)", "/contracts/", "admin/",
        "/admin/../contracts/", "///evil.example", "http:///evil.example", "/admin\\@evil.example",
        "/\n/evil.example", "/admin/\r\nLocation: https://evil.example", "/admin/%2e%2e/contracts/",
        "https://testserver@evil.example/admin/", "/administrator/"]  # fmt: skip


@pytest.mark.parametrize("next_", EVIL)
def test_a_login_leads_nowhere_but_into_the_admin(next_):
    make_staff("ros")
    client = Client()

    first = client.post(LOGIN, {"username": "ros", "password": PASSWORD, "next": next_})
    second = client.get(LOGIN, {"next": next_})

    assert {one.url for one in (first, second)} == {"/admin/"}


@pytest.mark.parametrize(
    "next_", ["/admin/procurement/contract/", "/admin/procurement/vendor/?q=%C3%A9&o=1"]
)
def test_a_login_leads_to_the_page_that_was_asked_for(next_):
    make_staff("ros", is_superuser=True)
    client = Client()
    asked = client.get(next_)
    page = client.get(asked.url)

    answer = client.post(
        LOGIN, form_to(page.text, LOGIN).data() | {"username": "ros", "password": PASSWORD}
    )

    assert answer.url == next_
