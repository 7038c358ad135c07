"""The desk played in a browser: from a news report to a record that is published, corrected, withdrawn and put back."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from procurement import actions
from procurement.models import roles
from tests.accounts.conftest import PASSWORD, make_staff
from tests.cases.lifted_with_conditions import FORM

from .editor import Editor
from .hands import Hand, Keys

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def enter(browser, live_server):
    """Give a function that lets somebody of a role in, each in a browser of their own."""
    contexts = []

    def enter(name, role, hand):
        roles.give(make_staff(name), roles.role_called(role))
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": 1280, "height": 900}
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8_000)
        editor = Editor(hand(page))
        editor.log_in(name, PASSWORD)
        return editor

    yield enter
    for context in contexts:
        context.close()


@pytest.mark.parametrize("hand", [Hand, Keys])
def test_x(enter, hand):
    contract = actions.draft(FORM)
    one, two = enter("one", "editor", hand), enter("two", "editor", hand)
    publisher = enter("publisher", "publisher", hand)
    desk = f"/admin/procurement/contract/{contract.pk}/desk/"
    claim = f"claim-{contract.claims.first().pk}"
    # conflict
    for editor, value in ((one, "£13m"), (two, "£14m")):
        editor.page.goto(desk)
        editor.edit(claim)
        editor.write({"value_minor": value}, "value_minor")
    one.save()
    two.hand.press(two.field("_save"))
    two.page.wait_for_timeout(1000)
    two.page.screenshot(path="/tmp/t1.png")
    expect(two.form).to_contain_text("was saved by one")
    two.hand.press(two.form.get_by_role("radio", name="You:").first)
    two.save()
    # session
    two.edit(claim)
    two.write({"value_minor": "£12,000,000"}, "value_minor")
    Session.objects.all().delete()
    two.hand.press(two.field("_save"))
    two.page.wait_for_selector("#id_password")
    two.page.screenshot(path="/tmp/t2.png")
    two.hand.write(two.page.locator("#id_username"), "two")
    two.hand.write(two.page.locator("#id_password"), PASSWORD)
    two.hand.press(two.button("Log in"))
    expect(two.field("value_minor")).to_have_value("£12,000,000")
    two.page.screenshot(path="/tmp/t3.png")
    two.save()
    # publish
    publisher.log_in("publisher", PASSWORD)
    publisher.page.goto(desk)
    publisher.publish("First")
    publisher.page.screenshot(path="/tmp/t4.png")
    print(publisher.page.url)
