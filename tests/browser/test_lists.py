"""The lists and forms of accounts and the log in a browser, asked also what axe leaves out by itself."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from tests.accounts.conftest import make_staff
from tests.factories import make_vendor

from .rules import RULES
from .test_accounts import enter, page  # noqa: F401 -- a fixture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ALL = RULES | {"rules": {"target-size": {"enabled": True}}}
FORMS = (
    "/admin/auth/user/add/",
    "/admin/procurement/vendor/add/",
)
USERS, LOG = "/admin/auth/user/", "/admin/procurement/auditentry/"


@pytest.fixture
def administrator():
    account = make_staff()
    account.groups.add(Group.objects.get(name="Administrators"))
    return account


def look(page):  # noqa: F811
    """Give what axe finds, at both widths."""
    found = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("Promise.all(document.getAnimations().map(one => one.finished))")
        for one in Axe().run(page, options=ALL).response["violations"]:
            found += [(width, one["id"], node["html"][:200]) for node in one["nodes"]]
    return found


def test_lists_and_forms_of_accounts_and_the_log(page, administrator):  # noqa: F811
    make_staff("mel")
    enter(page)
    expect(page.locator("#user-tools")).to_be_visible()
    entry = administrator.pk
    vendor = make_vendor()
    vendor.name = "Another name"
    vendor.save()
    history, first = f"/admin/procurement/vendor/{vendor.pk}/history/", vendor.history.last()
    found = {}
    for address in (
        "/admin/",
        USERS,
        f"{USERS}?q=ros",
        f"{USERS}{entry}/change/",
        f"{USERS}add/",
        f"{USERS}?q=nothing",
        LOG,
        f"{LOG}?q=ros",
        f"{LOG}history/",
        history,
        f"{history}then/?entry=vendor-{first.history_id}",
    ):
        page.goto(address)
        found[address] = look(page)
    for address in FORMS:
        page.goto(address)
        page.click("[name=_save]:not([tabindex])")
        expect(page.locator(".errornote").first).to_be_visible()
        found[f"{address} refused"] = look(page)

    # Of the forms of statements, the links to what is wrong alone.
    page.goto("/admin/procurement/contract/add/")
    page.click("[name=_save]:not([tabindex])")
    expect(page.locator(".errornote a").first).to_be_visible()
    found["links to what is wrong"] = [one for one in look(page) if one[1] == "target-size"]

    wrong = [(address, *fault) for address, faults in found.items() for fault in faults]
    assert not wrong, "\n".join(map(str, wrong))
