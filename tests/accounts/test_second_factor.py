"""The second factor where it is required: nothing without it, and no way round it."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.urls import get_resolver

from procurement.accounts import middleware

from .conftest import (
    APP,
    CODE,
    FACTORS,
    SECRET,
    code,
    enter,
    enter_wholly,
    give_app,
    is_in,
    make_staff,
)

pytestmark = [pytest.mark.once, pytest.mark.django_db]
CODES = "/admin/second-factor/codes/"


def enrol(client):
    """Set up an app; give its secret and the answer."""
    secret = client.get(APP).context["form"].secret
    return secret, client.post(APP, {"code": code(secret)})


def admin_addresses(patterns, before="/"):
    """Give an address of each route of the admin, with its name."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from admin_addresses(pattern.url_patterns, route)
        elif route.startswith("/admin/"):
            yield _filled(route), pattern.name


def _filled(route):
    for placeholder, value in (
        ("<path:content_type_id>", "1"),
        ("<path:object_id>", "1"),
        ("<id>", "1"),
        ("<int:pk>", "1"),
        ("<str:kind>", "claim"),
        ("<str:key>", "heading"),
        ("<int:number>", "1"),
        ("(?P<url>.*)$", "nothing/at/all"),
        ("^(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-0-9A-Za-z]+)/$", "1-x-y/"),
    ):
        route = route.replace(placeholder, value)
    if "(?P<app_label>" in route:
        return "/admin/procurement/"
    assert "<" not in route, route
    return route


def is_led_there(answer, there=FACTORS):
    """Tell whether an answer leads to an address; where a form is kept, by a link on the page."""
    if answer.status_code == 403:
        return b'name="kept"' in answer.content and there.encode() in answer.content
    return answer.status_code == 302 and answer.url.partition("?")[0] == there


def test_who_has_none_sees_only_the_pages_that_add_one(staff, factor_required):
    staff.is_superuser = True
    staff.save()
    client, answer = enter()
    assert client.get(answer.url).url == FACTORS
    asked = 0

    for address, name in admin_addresses(get_resolver().url_patterns):
        # The page that waits for it with what was typed does nothing by itself.
        if name in {*middleware.WITHOUT[middleware.FACTORS_PAGE], "kept_again"}:
            continue
        for method in (client.get, client.post, client.head):
            answer = method(address)
            assert is_led_there(answer), (address, answer.status_code)
        assert client.delete(address).status_code == 405
        asked += 1
    assert asked > 100
    assert b"must set up" in client.get(FACTORS).content


def test_a_session_from_before_the_rule_is_led_there_too(staff, settings):
    client, _ = enter()
    assert is_in(client)
    settings.SECOND_FACTOR_REQUIRED = True

    assert client.get("/admin/").url == FACTORS
    assert is_led_there(client.post("/admin/procurement/vendor/add/", {"name": "x"}))


def test_setting_up_an_app_opens_the_rest_once_the_codes_were_seen(staff, factor_required):
    client, _ = enter()
    _, answer = enrol(client)

    assert answer.url == CODES
    assert client.get("/admin/").url == CODES
    assert is_led_there(client.post("/admin/procurement/vendor/add/", {"name": "x"}), CODES)
    page = client.get(CODES)
    assert len(page.context["unused_codes"]) == 10
    for one in page.context["unused_codes"]:
        assert one in page.content.decode()
        assert one in client.get(f"{CODES}download/").content.decode()
    assert is_in(client)


def test_downloading_the_codes_is_seeing_them_only_with_the_page(staff, factor_required):
    client, _ = enter()
    enrol(client)

    file = client.get(f"{CODES}download/")
    assert file["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert file["Content-Type"].startswith("text/plain")


def test_a_wrong_first_code_sets_nothing_up_and_keeps_the_secret(staff):
    client, _ = enter()
    secret = client.get(APP).context["form"].secret
    answer = client.post(APP, {"code": "000000" if code(secret) != "000000" else "111111"})

    assert "not right" in str(answer.context["form"].errors)
    assert answer.context["form"].secret == secret
    assert not Authenticator.objects.exists()


def test_the_other_sessions_end_when_a_factor_is_set_up(staff):
    here, there = enter()[0], enter()[0]
    assert is_in(there)
    enrol(here)

    assert [one.session_key for one in staff.usersession_set.all()] == [here.session.session_key]
    assert not Session.objects.filter(session_key=there.session.session_key).exists()
    assert not is_in(there)
    here.get(CODES)
    assert is_in(here)


def test_a_session_that_did_not_show_the_factor_is_out(staff):
    """However it came about: here the factor comes without its page."""
    client, _ = enter()
    give_app(staff)

    answer = client.post("/admin/procurement/vendor/add/", {"name": "x"})

    assert is_led_there(answer, "/admin/login/")
    assert not is_in(client)
    enter_wholly()


def test_recovery_codes_alone_are_no_second_factor(staff, factor_required):
    give_app(staff)
    staff.authenticator_set.filter(type="totp").delete()
    client, _ = enter()

    assert client.get("/admin/").url == FACTORS


def test_the_last_factor_cannot_be_removed_where_one_is_required(staff, factor_required):
    give_app(staff)
    client = enter_wholly()
    answer = client.post("/admin/second-factor/app/remove/")

    assert answer.status_code == 200
    assert "your only second factor" in answer.content.decode()
    assert is_in(client)
    assert staff.authenticator_set.filter(type="totp").exists()


def test_it_can_where_none_is_required_and_the_codes_go_with_it(staff):
    give_app(staff)
    client = enter_wholly()

    assert client.post("/admin/second-factor/app/remove/").url == FACTORS
    assert not staff.authenticator_set.exists()
    assert is_in(client)
    assert is_in(enter()[0])


def test_secrets_are_not_in_the_database_as_they_are(staff):
    client, _ = enter()
    secret, _ = enrol(client)
    codes = client.get(CODES).context["unused_codes"]
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in kept
    assert not any(one in kept for one in codes)


def test_new_recovery_codes_take_the_place_of_the_old(staff):
    old, *_ = give_app(staff)
    client = enter_wholly()
    client.post(f"{CODES}new/")
    new = client.get(CODES).context["unused_codes"]

    assert old not in new
    other, _ = enter()
    other.post(CODE, {"code": old})
    assert not is_in(other)


@pytest.mark.parametrize("way", ["password", "code", "wrong"])
def test_an_hour_later_it_is_asked_again_before_anything_is_changed(staff, monkeypatch, way):
    give_app(staff)
    client = enter_wholly()
    now = time.time
    monkeypatch.setattr("time.time", lambda: now() + 1800)
    answer = client.get(CODES)
    assert answer.url == f"/admin/confirm/?next={CODES.replace('/', '%2F')}"
    assert client.get(answer.url).status_code == 200
    sent, address = {
        "password": ({"password": "walnut gravel oboe tangent"}, "/admin/confirm/"),
        "code": ({"code": code()}, "/admin/confirm/code/"),
        "wrong": ({"password": "something else"}, "/admin/confirm/"),
    }[way]

    answer = client.post(address, sent | {"next": CODES})

    if way == "wrong":
        assert "not your password" in str(answer.context["form"].errors)
        assert client.get(CODES).status_code == 302
    else:
        assert answer.url == CODES
        assert client.get(CODES).status_code == 200


def test_every_page_of_ones_own_answers(staff):
    give_app(staff)
    client = enter_wholly()
    for address in (
        *(FACTORS, CODES, f"{CODES}new/", f"{FACTORS}app/remove/", f"{FACTORS}keys/add/"),
        *("/admin/confirm/", "/admin/confirm/code/", "/admin/sessions/"),
        *("/admin/password_change/", "/admin/logout/", "/admin/password_reset/"),
        *("/admin/password_reset/asked/", "/admin/password_reset/done/"),
        "/admin/password_reset/1-set-password/",
    ):
        assert (address, client.get(address).status_code) == (address, 200)
    for address, to in (
        (f"{FACTORS}app/", f"{FACTORS}app/remove/"),
        (f"{FACTORS}keys/", FACTORS),
        (CODE, "/admin/"),
        ("/admin/login/", "/admin/"),
    ):
        assert (address, client.get(address).url) == (address, to)


@pytest.mark.parametrize(
    "credential",
    [
        *("", "null", "[]", "{}", "7", "[" * 5000, "[1]" * 9000),
        '{"id": "AA", "rawId": "AA", "response": {"clientDataJSON": "AA", "attestationObject": "AA"}}',
    ],
)
def test_junk_for_a_new_key_is_answered_with_the_page(staff, credential):
    client, _ = enter()
    client.get(f"{FACTORS}keys/add/")
    answer = client.post(f"{FACTORS}keys/add/", {"name": "x", "credential": credential})

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Authenticator.objects.exists()


def test_keys_of_others_are_out_of_reach(staff):
    other = make_staff("mel")
    key = Authenticator.objects.create(user=other, type="webauthn", data={"name": "x"})
    client, _ = enter()

    for action in ("", "remove/"):
        address = f"{FACTORS}keys/{key.pk}/{action}"
        assert client.get(address).status_code == 404
        assert client.post(address, {"name": "mine"}).status_code == 404
    assert Authenticator.objects.get().data["name"] == "x"


def test_the_only_key_cannot_be_removed_where_one_is_required(staff, factor_required):
    give_app(staff)
    client = enter_wholly()
    key = Authenticator.objects.create(user=staff, type="webauthn", data={"name": "The blue one"})
    staff.authenticator_set.filter(type="totp").delete()
    address = f"{FACTORS}keys/{key.pk}/remove/"

    assert "your only second factor" in client.get(address).content.decode()
    assert client.post(address).status_code == 403
    assert Authenticator.objects.filter(pk=key.pk).exists()


def unread(caplog):
    return [one.levelname for one in caplog.records if "cannot be read" in one.getMessage()]


def test_a_secret_of_a_key_that_is_gone_is_told_of_once_and_not_shown(staff, settings, caplog):
    give_app(staff)
    before, settings.SECRET_KEY = settings.SECRET_KEY, "another key of " + "fifty characters " * 3
    client, answer = enter()
    assert answer.url == CODE

    assert client.post(CODE, {"code": code()}).status_code == 200

    assert unread(caplog) == ["WARNING"]
    assert "SECRET_KEY_FALLBACKS" in caplog.text
    assert SECRET not in caplog.text and before not in caplog.text
    caplog.clear()
    client.post(CODE, {"code": code()})
    assert unread(caplog) == ["WARNING"]


def test_a_key_of_before_that_is_named_still_reads_it(staff, settings, caplog):
    give_app(staff)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of " + "fifty characters " * 3
    client, _ = enter()
    client.post(CODE, {"code": code()})

    assert is_in(client)
    assert unread(caplog) == []


def test_the_first_page_offers_one_to_whoever_has_none(staff):
    client, _ = enter()
    assert "Your account has no second factor." in client.get("/admin/").content.decode()
    enrol(client)
    client.get(CODES)

    first = client.get("/admin/")

    assert first.status_code == 200
    assert "no second factor" not in first.content.decode()
