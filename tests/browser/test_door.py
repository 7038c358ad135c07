"""In by a second factor, out in the middle of a long form, and in again with all that was typed."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from procurement.management import founding_case
from procurement.models import Contract, Intervention, LoginFailure
from tests.accounts.conftest import PASSWORD, code, give_app, make_staff
from tests.factories import make_contract

from .rules import RULES
from .test_accounts import PICTURES
from .test_pages import VIOLATIONS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SENT = """
    [...new FormData(document.querySelector("form#statement"))]
        .filter(([name]) => name !== "csrfmiddlewaretoken")
"""
POWER = "A power that took long to write"
SUMMARY = "  “Two lines”\n\n<b>& a tab:\t</b> 漢字 🏛"
# Of Django's own pages: a label hidden for the eye, and headings that begin at h2.
OF_DJANGO = {"region", "heading-order", "page-has-heading-one", "landmark-unique"}


@pytest.fixture
def ros(live_server):
    """An editor with an app and recovery codes, and the founding case to edit."""
    account = make_staff("ros")
    account.groups.add(Group.objects.get(name="Editors"))
    account.codes = give_app(account)
    contract = founding_case.load()
    account.contract = f"/admin/procurement/contract/{contract.pk}/change/"
    act = contract.interventions.filter(grounds__isnull=False).first()
    account.page = f"/admin/procurement/contract/{contract.pk}/statement/intervention-{act.pk}/"
    account.ground = f"#id_ground-{act.grounds.first().pk}"
    return account


@pytest.fixture
def open_browser(browser, live_server):
    """Give a function that opens a browser; it keeps what is refused to its page."""
    contexts = []

    def open_(**options):
        size = {"width": 1280, "height": 900}
        context = browser.new_context(viewport=size, base_url=live_server.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(45_000)
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda message: page.faults.append(message.text))
        page.add_init_script(VIOLATIONS)
        return page

    yield open_
    for context in contexts:
        context.close()


def name_and_password(page, password=PASSWORD, name="ros"):
    page.fill("#id_username", name)
    page.fill("#id_password", password)
    page.click(".account [type=submit].default")


def type_code(page, text):
    page.fill("#id_code", text)
    page.click(".account form:not(.key) [type=submit].default")


def come_in(page, account):
    page.goto(account.page)
    name_and_password(page)
    looked_at(page, "second factor")
    type_code(page, code())
    page.wait_for_url(f"**{account.page}")


def type_much(page, account):
    """Type into every part of the form: text, lists, boxes, folded parts, and a row that is new."""
    page.click("[name=_more][value=citation]")
    page.wait_for_selector("[id$=-new1-quotation]", state="attached")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.fill("#id_summary", SUMMARY)
    page.fill("#id_power", POWER)
    page.fill("#id_notes", SUMMARY)
    page.select_option("#id_capacity", "expert")
    page.fill("#id_happened_on", "the day before")
    page.fill(f"{account.ground}-words", "Two lines of it")
    page.check(f"{account.ground}-remove")
    page.fill("[id$=-new1-quotation]", "Words that took long to find")
    return sent(page)


def sent(page):
    """Give what the form of a page would send, once all of it is there."""
    page.wait_for_load_state()
    return page.evaluate(SENT)


def lose_session():
    Session.objects.all().delete()


def faults(page):
    """What scripts and the browser complained of; that an answer was a refusal is none."""
    return [line for line in page.faults if "a status of 4" not in line]


# A form of hundreds of fields takes axe a quarter of a minute each time.
ALL = [(scheme, width) for scheme in ("light", "dark") for width in (320, 1280)]
LONG = [("dark", 320)]


def looked_at(page, name, ways=ALL):
    """Find nothing wrong with a page, narrow and wide, light and dark."""
    for scheme, width in ways:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        where = f"{name}, {scheme}, {width}"
        # The admin's links change their colour slowly.
        page.evaluate("Promise.all(document.getAnimations().map(one => one.finished))")
        if PICTURES:
            file = f"door-{name.replace(' ', '-')}-{scheme}-{width}.png"
            page.screenshot(path=Path(PICTURES) / file)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, where
        found = Axe().run(page, options=RULES | {"preload": False}).response["violations"]
        wrong = [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
        assert [one for one in wrong if one[0] not in OF_DJANGO] == [], where
    assert (page.evaluate("window.refused"), faults(page)) == ([], []), name


def test_a_long_form_comes_back_after_password_and_code(ros, open_browser):
    page = open_browser()
    page.goto("/admin/")
    looked_at(page, "login")
    come_in(page, ros)
    typed = type_much(page, ros)
    lose_session()

    page.click("[name=_save]:not([tabindex])")
    assert "Your session has ended, so nothing was saved." in page.inner_text(".account")
    looked_at(page, "ended")
    name_and_password(page, "not the password")
    looked_at(page, "wrong password")
    name_and_password(page)
    looked_at(page, "second factor, carrying")
    type_code(page, code(seconds=30))
    page.wait_for_url(f"**{ros.page}")

    assert "Nothing is saved yet." in page.inner_text(".messagelist")
    assert sent(page) == typed
    assert not Intervention.objects.filter(power=POWER).exists()
    looked_at(page, "put back", LONG)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.fill("#id_happened_on", "21 May 2026")
    page.select_option("[id$=-new1-source]", index=1)
    page.click("[name=_save]:not([tabindex])")
    page.wait_for_url(f"**{ros.contract}#intervention-*")
    act = Intervention.objects.get(power=POWER)
    assert act.notes.splitlines()[-1].endswith("漢字 🏛")
    assert act.citations.filter(quotation="Words that took long to find").exists()


def test_without_scripts_a_button_puts_it_back(ros, open_browser):
    page = open_browser(java_script_enabled=False)
    come_in_without_scripts(page, ros)
    typed = type_much(page, ros)
    lose_session()

    page.click("[name=_save]:not([tabindex])")
    name_and_password(page)
    type_code(page, code(seconds=30))
    assert "What you typed is kept: nothing is saved yet." in page.inner_text(".account")
    page.click("#again [type=submit]")

    assert sent(page) == typed
    page.goto(ros.page)
    assert page.input_value("#id_power") != POWER


def come_in_without_scripts(page, account):
    page.goto(account.page)
    name_and_password(page)
    type_code(page, code())
    page.wait_for_url(f"**{account.page}")


def test_who_is_locked_out_in_the_middle_of_a_form_comes_in_by_a_recovery_code(ros, open_browser):
    page = open_browser()
    come_in(page, ros)
    typed = type_much(page, ros)
    lose_session()
    page.click("[name=_save]:not([tabindex])")

    for _ in range(5):
        name_and_password(page, "not the password")
    name_and_password(page)
    assert "Too many logins have failed" in page.inner_text(".account")
    looked_at(page, "locked")
    assert LoginFailure.objects.count() >= 5
    page.fill("#id_password", PASSWORD)
    type_code(page, ros.codes[0])
    page.wait_for_url(f"**{ros.page}")

    assert sent(page) == typed


def test_a_form_opened_before_another_login_comes_back(ros, open_browser):
    page = open_browser()
    come_in(page, ros)
    typed = type_much(page, ros)
    other = page.context.new_page()
    lose_session()
    other.goto("/admin/login/")
    name_and_password(other)
    type_code(other, code(seconds=30))
    other.wait_for_url("**/admin/")

    page.click("[name=_save]:not([tabindex])")

    said = "You logged in again after this page was opened"
    expect(page.locator(".messagelist")).to_contain_text(said)
    assert sent(page) == typed
    looked_at(page, "stale", LONG)


def test_pages_that_cannot_put_it_back_yet_or_at_all(live_server, open_browser, settings):
    make_staff("ros", is_superuser=True)
    make_staff("kim", is_superuser=True)
    page = open_browser()
    draft = f"/admin/procurement/contract/{make_contract().pk}/"
    heading = f"{draft}statement/heading/"
    page.goto(f"{draft}delete/")
    name_and_password(page)
    page.wait_for_url(f"**{draft}delete/**")
    lose_session()
    page.click("[type=submit][value^=Yes]")
    name_and_password(page)
    page.wait_for_url(f"**{draft}delete/**")
    assert "nothing was done and nothing was saved" in page.inner_text(".account")
    looked_at(page, "listed")

    page.goto(heading)
    page.fill("#id_title", "Typed")
    lose_session()
    settings.SECOND_FACTOR_REQUIRED = True
    page.click("[name=_save]:not([tabindex])")
    name_and_password(page)
    assert "You need a second factor before you can go on." in page.inner_text(".account")
    looked_at(page, "waiting")

    settings.SECOND_FACTOR_REQUIRED = False
    lose_session()
    other = page.context.new_page()
    other.goto("/admin/login/")
    name_and_password(other, name="kim")
    other.wait_for_url("**/admin/")
    page.click("#again [type=submit]")
    assert "This was typed by another account" in page.inner_text(".account")
    looked_at(page, "another account's")
    assert Contract.objects.get().title != "Typed"
