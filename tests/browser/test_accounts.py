"""Pages of accounts in a browser: accessible, within their frame, nothing refused; and keys."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from procurement.accounts import resets
from tests.accounts.conftest import PASSWORD, code, enter_wholly, give_app, make_staff

from .rules import RULES
from .test_pages import VIOLATIONS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# A folder to keep pictures in, for whoever wants to look at them.
PICTURES = os.environ.get("PICTURES", "")
FACTORS = "/admin/second-factor/"
OUTSIDE = {
    "login": "/admin/login/",
    "ask for a link": "/admin/password_reset/",
    "asked for a link": "/admin/password_reset/asked/",
    "link that fails": "/admin/password_reset/1-x-y/",
    "new password set": "/admin/password_reset/done/",
}
INSIDE = {
    "index": "/admin/",
    "factors": FACTORS,
    "remove app": f"{FACTORS}app/remove/",
    "recovery codes": f"{FACTORS}codes/",
    "new recovery codes": f"{FACTORS}codes/new/",
    "add key": f"{FACTORS}keys/add/",
    "sessions": "/admin/sessions/",
    "change password": "/admin/password_change/",
    "confirm by password": "/admin/confirm/",
    "confirm by code": "/admin/confirm/code/",
    "logout": "/admin/logout/",
}
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(browser, live_server):
    """A page that keeps what the browser refuses it, at the name that keys accept without HTTPS."""
    address = live_server.url.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.add_init_script(VIOLATIONS)
    yield page
    context.close()


def look(page, name):
    """Look at the page at both widths in both schemes."""
    # Its words are there before its styles.
    page.wait_for_load_state()
    for scheme in ("light", "dark"):
        for width in (320, 1280):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            where = f"{name} in {scheme} at {width}"
            if PICTURES:
                file = f"{name.replace(' ', '-')}-{scheme}-{width}.png"
                page.screenshot(path=Path(PICTURES) / file, full_page=True)
            # The admin's links change their colour slowly.
            page.evaluate("Promise.all(document.getAnimations().map(one => one.finished))")
            found = Axe().run(page, options=RULES)
            assert found.violations_count == 0, f"{where}: {found.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, where
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.evaluate("window.refused") == [], name
    assert page.faults == [], name


def enter(page, password=PASSWORD):
    page.goto("/admin/login/")
    page.fill("#id_username", "ros")
    page.fill("#id_password", password)
    page.click("[type=submit]")


def with_key(page):
    """Put a key into the browser."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return session


@pytest.mark.parametrize("host", ["", "mail.example.org"])
def test_pages_before_the_login(page, settings, host):
    settings.EMAIL_HOST = host
    for name, address in OUTSIDE.items():
        page.goto(address)
        look(page, f"{name} with mail" if host else name)


def test_pages_with_something_wrong(page):
    enter(page, "not the password")
    look(page, "login refused")
    page.goto(resets.link(make_staff("mel")).partition("8000")[2])
    page.fill("#id_password1", "password1234")
    page.fill("#id_password2", "password")
    page.click("[type=submit]")
    expect(page.locator(".errorlist")).to_have_count(1)
    look(page, "new password refused")


def test_pages_of_whoever_is_in(page):
    account = make_staff()
    spare, *_ = give_app(account)
    enter_wholly(typed=spare, headers={"user-agent": "Mozilla/5.0 (iPad) FxiOS/140.0"})
    enter(page)
    look(page, "code")
    page.fill("#id_code", "000000")
    page.click("text=Log in")
    look(page, "code refused")
    page.fill("#id_code", code())
    page.click("text=Log in")
    for name, address in INSIDE.items():
        page.goto(address)
        look(page, name)


def test_a_second_factor_is_set_up_from_nothing(page, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    make_staff()
    enter(page)
    look(page, "factor required")
    page.click("text=Set up an app")
    look(page, "add app")
    secret = page.inner_text(".secret").replace(" ", "")
    page.fill("#id_code", "12")
    page.click("text=Set it up")
    look(page, "add app refused")
    assert page.inner_text(".secret").replace(" ", "") == secret
    page.fill("#id_code", code(secret))
    page.click("text=Set it up")
    expect(page.locator(".codes li")).to_have_count(10)
    page.click("text=I have kept them")
    expect(page).to_have_title("What would you like to work on? | Editing: public decisions")


def test_a_key_is_set_up_and_lets_its_owner_in(page, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    make_staff()
    with_key(page)
    enter(page)
    page.click("text=Add a key")
    page.fill("#id_name", "The blue one")
    page.click("button:text('Add the key')")
    expect(page.locator(".codes li")).to_have_count(10)
    page.goto(FACTORS)
    expect(page.locator("bdi")).to_have_text("The blue one")
    look(page, "factors with a key")
    page.click("text=rename")
    page.fill("#id_name", "The old blue one")
    look(page, "rename key")
    page.click("text=Rename it")
    page.click("text=remove")
    look(page, "remove the only key")

    page.click("#logout-form button")
    enter(page)
    look(page, "code or key")
    page.click("text=Use your key")
    expect(page.locator("#user-tools")).to_be_visible()
    page.goto("/admin/confirm/key/?next=/admin/second-factor/codes/")
    look(page, "confirm by key")
    page.click("text=Use your key")
    expect(page.locator(".codes li")).to_have_count(10)
    assert page.evaluate("window.refused") == []


def test_without_a_key_the_page_says_so(page):
    make_staff()
    session = with_key(page)
    enter(page)
    page.goto(f"{FACTORS}keys/add/")
    page.click("button:text('Add the key')")
    expect(page.locator(".codes li")).to_have_count(10)
    page.goto(f"{FACTORS}keys/add/")
    page.click("button:text('Add the key')")
    expect(page.locator("[role=alert]")).to_have_text("This key is set up here already.")
    look(page, "add key refused")
    session.send("WebAuthn.disable")
