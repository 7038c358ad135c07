"""Pages with forms in a narrow window: nothing of them is cut off where nobody can see it."""

import os
from pathlib import Path

import pytest
from django.contrib.auth.models import Group

from procurement.models import AuditEntry
from tests.accounts.conftest import make_staff
from tests.factories import make_ready_contract, make_source

from .test_accounts import enter
from .test_accounts import page as page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PICTURES", "")
# Each that is seen, hides what sticks out of it, and has something that does. A box that is laid
# aside for readers of the screen is one pixel wide; a field scrolls; and what says “…” says so.
CUT = """
    () => [...document.querySelectorAll("body *")].filter(one => {
        const box = one.getBoundingClientRect(), style = getComputedStyle(one);
        const says = one.tagName === "INPUT" || style.textOverflow === "ellipsis";
        const hides = ["hidden", "clip"].includes(style.overflowX) && !says;
        return hides && box.width > 2 && one.scrollWidth > one.clientWidth + 1;
    }).map(one => `${one.tagName}.${one.className} ${one.clientWidth} < ${one.scrollWidth}`)
"""


def give_role(account, name):
    account.groups.set([Group.objects.get(name=name)])


def narrow_pages():
    other = make_staff("somebody-whose-name-is-as-long-as-names-are", email="some@body.example.org")
    give_role(other, "Editors")
    superuser = make_staff("sam", is_superuser=True)
    entry = AuditEntry.record("account_opened", about=other.username, said="as Editor " * 9)
    contract, source = make_ready_contract(), make_source()
    return [
        "/admin/auth/user/add/",
        f"/admin/auth/user/{other.pk}/change/",
        f"/admin/auth/user/{superuser.pk}/change/",
        f"/admin/procurement/auditentry/{entry.pk}/change/",
        f"/admin/procurement/contract/{contract.pk}/change/",
        f"/admin/procurement/source/{source.pk}/change/",
        "/admin/procurement/vendor/add/",
        "/admin/procurement/ground/add/",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off_at_320(page, scheme):
    give_role(make_staff(), "Administrators")
    addresses = narrow_pages()
    page.set_viewport_size({"width": 320, "height": 900})
    page.emulate_media(color_scheme=scheme)
    enter(page)
    cut = {}
    for address in addresses:
        page.goto(address)
        assert page.locator("form, .readonly").count(), address
        if found := page.evaluate(CUT):
            cut[address] = found
        if PICTURES:
            name = address.strip("/").replace("/", "-")
            page.screenshot(path=Path(PICTURES) / f"{name}-{scheme}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    assert cut == {}
