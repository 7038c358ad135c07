"""The desk played in a browser: from a news report to a record that is published, corrected, withdrawn and put back."""

import json
import re
from unicodedata import normalize

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from procurement import public
from procurement.models import PublicContract, roles
from tests.accounts.conftest import PASSWORD, make_staff

from .drawn import record
from .editor import Editor
from .hands import Hand, Keys
from .test_pages import VIOLATIONS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROLES = {"first": "editor", "second": "editor", "publisher": "publisher"}


@pytest.fixture
def staff(browser, live_server):
    """Give a function that lets two editors and a publisher in, each in a browser of their own."""
    contexts = []

    def enter(hand):
        return [_enter(name, role, hand) for name, role in ROLES.items()]

    def _enter(name, role, hand):
        roles.give(make_staff(name), roles.role_called(role))
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": 1280, "height": 900}
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.add_init_script(VIOLATIONS)
        editor = Editor(hand(page))
        editor.log_in(name, PASSWORD)
        return editor

    yield enter
    for context in contexts:
        assert [page.evaluate("window.refused") for page in context.pages] == [[]]
        context.close()


@pytest.mark.parametrize(("hand", "seed", "kinds"), [(Hand, 1, 6), (Keys, 2, 1)])
def test_a_record_from_a_news_report_to_what_is_put_back(staff, settings, hand, seed, kinds):
    settings.FOUR_EYES = True
    first, second, publisher = staff(hand)
    drawn = record(seed, kinds)

    first.hand.open("/admin/work-from-source/")
    first.enter(drawn)
    desk = first.page.url.partition("#")[0]
    value = first.page.locator(".desk-marks", has_text="Value: ").first.get_attribute("id")
    second.hand.open(desk)
    conflict(first, second, value)
    ended_session(second, value)
    publisher.log_in("publisher", PASSWORD)
    in_review(second, publisher, desk)
    address = publisher.link("Public page").get_attribute("href")
    nothing_is_lost(drawn, address)

    corrected(second, publisher, desk, value, address)
    publisher.hand.open(desk)
    publisher.withdraw("It was entered twice.")
    gone = publisher.page.request.get(address)
    assert (gone.status, "It was entered twice." in gone.text()) == (410, True)
    publisher.put_back(2, "It was not.")
    assert publisher.page.request.get(address).status == 200
    nothing_is_lost(drawn, address)


def conflict(first, second, key):
    """Two type into one statement: whoever is late sees what was, what is and who saved it, and decides."""
    for editor, value in ((first, "£13m"), (second, "£14m")):
        editor.edit(key)
        editor.write({"value_minor": value}, "value_minor")
    first.save()
    second.hand.press(second.form.locator(".statement-save"))
    expect(second.form).to_contain_text("was saved by first")
    expect(second.form).to_contain_text("£13,000,000")
    second.hand.press(second.form.get_by_role("radio", name="You: £14m"))
    second.save()
    expect(second.page.locator(f"#{key}")).to_contain_text("£14,000,000")


def ended_session(editor, key):
    """A session ends while somebody types: after the login it is all there again, and nothing is saved yet."""
    editor.edit(key)
    editor.write({"value_minor": "£15m"}, "value_minor")
    Session.objects.all().delete()
    editor.hand.press(editor.form.locator(".statement-save"))
    for field, text in (("username", "second"), ("password", PASSWORD)):
        editor.hand.write(editor.page.locator(f"#id_{field}"), text)
    editor.hand.press(editor.button("Log in"))
    expect(editor.field("value_minor")).to_have_value("£15m")
    editor.save()


def in_review(editor, publisher, desk):
    """What is submitted is sent back with a note, mended, submitted again and published; nothing is public before."""
    editor.submit("First publication.", "Is the purpose right?")
    publisher.hand.open(desk)
    publisher.answer("Send it back with the note", "Sent back", "It says too little.")
    editor.hand.open(desk)
    editor.hand.press(editor.page.get_by_role("link", name="Sent back"))
    expect(editor.page.locator("#content")).to_contain_text("It says too little.")
    editor.hand.press(editor.link("Back to the contract"))
    editor.edit("heading")
    editor.write({"purpose": "a purpose that says more"}, "purpose")
    editor.save()
    editor.submit("First publication.", "It says more now.")
    assert not PublicContract.objects.exists()
    publisher.hand.open(desk)
    publisher.answer("Publish it now", "Published")


def corrected(editor, publisher, desk, key, address):
    """Nobody publishes what they saved last; a correction says what was said, and what is right."""
    publisher.change_value(desk, key, "£17m")
    publisher.fill_publication("It was read wrongly.", was="£15m", right="£16m")
    own = publisher.page.locator(".tick", has_text="somebody else has to publish it")
    expect(own.get_by_role("checkbox")).not_to_be_checked()
    editor.change_value(desk, key, "£16m")
    publisher.hand.open(desk)
    publisher.publish("It was read wrongly.", was="£15m", right="£16m")
    history = re.sub(r"/contracts/(\d+)[^/]*/", r"/contracts/\1/history/", address)
    editor.page.goto(history)
    for words in ("£15m", "£16m", "It was read wrongly."):
        expect(editor.page.locator("#revision-2")).to_contain_text(words)


def nothing_is_lost(drawn, address):
    """All that was typed is public: each name, title, quotation and word of it."""
    [number] = re.findall(r"/contracts/(\d+)", address)
    said = json.dumps(public.dossier(int(number)), ensure_ascii=False)
    typed = [*_texts(drawn | {"purpose": "a purpose that says more"})]
    assert [one for one in typed if json.dumps(one, ensure_ascii=False)[1:-1] not in said] == []


def _texts(part, key=""):
    """Every text of a record, as it is kept: letters and their marks are one."""
    if isinstance(part, dict):
        for name, one in part.items():
            yield from _texts(one, name)
    elif isinstance(part, list):
        for one in part:
            yield from _texts(one, key)
    elif key in ("name", "title", "purpose", "description", "quotation", "words", "summary"):
        yield normalize("NFC", part)
