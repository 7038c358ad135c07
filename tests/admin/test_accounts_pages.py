"""The pages of accounts in a browser: they fit a phone, load nothing from elsewhere, and axe has no complaint."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.models import User

from tests.browser.rules import RULES
from tests.browser.test_pages import VIOLATIONS

from .conftest import login

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=["light", "dark"])
def page(browser, live_server, request):
    """A page signed in as an administrator."""
    client = login("boss", "Administrators")
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        base_url=live_server.url,
        color_scheme=request.param,
    )
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.add_init_script(VIOLATIONS)
    yield page
    context.close()


def test_every_page_of_accounts_is_for_everybody(page):
    colleague = login("ann", "Editors").user
    superuser = User.objects.create_superuser("sam")
    one = f"/admin/auth/user/{colleague.pk}"

    for address in (
        "/admin/auth/user/", "/admin/auth/user/add/", f"{one}/change/", f"{one}/history/",
        f"{one}/end_sessions/", f"{one}/remove_second_factor/",
        f"/admin/auth/user/{superuser.pk}/change/",
    ):  # fmt: skip
        page.goto(address)
        found = Axe().run(page, options=RULES | {"preload": False}).response["violations"]
        assert (address, [one["id"] for one in found]) == (address, [])
        assert page.evaluate("window.refused") == []
        page.set_viewport_size({"width": 320, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        page.set_viewport_size({"width": 1280, "height": 900})


def test_an_account_is_opened_changed_and_closed(page):
    page.goto("/admin/auth/user/add/")
    page.fill("#id_username", "ann")
    page.select_option("#id_role", "editor")
    page.click("[name=_continue]")
    assert "manage.py reset_password ann" in page.inner_text(".messagelist")

    page.uncheck("#id_is_active")
    page.click("[name=_save]")

    assert not User.objects.get(username="ann").is_active
