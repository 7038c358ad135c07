"""Working from a source in a browser: who is found while a name is typed, and a quotation is taken by selecting."""

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from procurement.models import SourceInHand, SourceText
from tests import factories as make
from tests.accounts.conftest import make_staff

from .test_accounts import enter, page  # noqa: F401 -- a fixture
from .test_lists import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "The Mayor said: “We can’t sign this —\n  not before the review is done.”"


@pytest.fixture
def hand():
    account = make_staff()
    account.groups.add(Group.objects.get(name="Editors"))
    source = make.make_source(title="A letter of the Mayor " * 8, kind="press_release")
    SourceText.objects.create(source=source, text=TEXT)
    return SourceInHand.objects.create(user=account, source=source)


def test_who_is_found_by_keyboard_alone(page, hand):  # noqa: F811
    vendor = make.make_vendor(name="Northmarch Water")
    make.make_buyer(name="Northmarch Council")
    enter(page)
    page.goto("/admin/work-from-source/")

    page.focus("#id_speaker_text")
    page.keyboard.type("northm wat")
    expect(page.locator(".who-found [role=option]").first).to_contain_text("Northmarch Water")
    assert look(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".who-found")).to_have_count(0)
    expect(page.locator(".who-chosen :checked")).to_have_value(f"vendor-{vendor.pk}")
    page.click("text=Keep the speaker")

    expect(page.locator(".messagelist")).to_contain_text("Northmarch Water")
    hand.refresh_from_db()
    assert hand.speaker.vendor == vendor


def test_a_quotation_is_taken_by_selecting(page, hand):  # noqa: F811
    contract = make.make_contract()
    enter(page)
    page.goto(f"/admin/procurement/contract/{contract.pk}/statement/add/claim/?fact=stage")
    field = page.locator("textarea[name$=quotation]").first
    words = page.locator(".source-text textarea")

    page.click("[data-quote]")
    expect(page.locator(".source-text [role=status]")).to_have_text("Select a passage first.")
    start = TEXT.index("We can")
    words.evaluate(
        "(area, [start, end]) => area.setSelectionRange(start, end)", [start, len(TEXT) - 1]
    )
    page.click("[data-quote]")

    expect(field).to_have_value("We can’t sign this — not before the review is done.")
    expect(field).to_be_focused()

    # By keyboard alone; what is typed into the text, cut out of it or pasted changes nothing.
    words.focus()
    for key in ("Control+Home", "x", "Control+v", "ArrowRight", "Shift+End", "Control+x", "Delete"):
        page.keyboard.press(key)
    expect(words).to_have_value(TEXT)
    expect(words).to_have_attribute("aria-readonly", "true")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(field).to_have_value(TEXT.splitlines()[0][1:])
