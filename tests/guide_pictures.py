"""Make the pictures of docs/editors.md anew: python -m tests.guide_pictures.

An invented record is entered through the forms, on a server with a database of its own; both are thrown away. Needs a
browser (CHROMIUM can name it).
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, expect, sync_playwright

from tests.chromium import chromium
from tests.small_png import few_colours

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
WIDE, NARROW, MOST_BYTES = 1280, 320, 60_000
# Letters in greys, of which there are few.
BROWSER = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-lcd-text"]
PASSWORD = "four words of pictures"
COUNCIL = {"name": "Brackenford Town Council"}
# Where a part stands on the page, with some room beside it; in a dialog, which stands in the window, without.
BOX = """
(one, roomy) => {
    const box = one.getBoundingClientRect(), room = roomy ? Math.min(16, box.x) : 0;
    const [top, height] = [box.y + scrollY - room, box.height + 2 * room];
    return {x: box.x - room, y: top, width: box.width + 2 * room, height};
}
"""
MINUTES = {
    "url": "https://brackenford.example/minutes/214", "title": "Minutes of the cabinet, item 214",
    "publisher": COUNCIL["name"], "published": "2 March 2026", "kind": "official_decision", "primary": True,
}  # fmt: skip
REPORT = {
    "url": "https://bell.example/street-lights", "title": "Street lights wait for an audit",
    "publisher": "The Brackenford Bell", "published": "9 March 2026",
}  # fmt: skip
SAID = "the auditors want to see the business case before anybody signs"
TEXT = f"The council has stopped its plan for new street lights: {SAID}, the Bell has learned."
RECORD = {
    "title": "New street lights for Brackenford", "purpose": "new street lights", "buyer": COUNCIL,
    "vendors": [{"name": "Lumen Street Ltd"}],
    "citations": [{"level": "official_record", "quotation": "a contract for new street lights"}],
}  # fmt: skip
VALUE = {
    "fact": "value", "value": {"minor": 2_400_000_00, "currency": "GBP"}, "value_kind": "proposed",
    "citations": [{"level": "official_record", "quotation": "at a cost of £2,400,000"}],
}  # fmt: skip
STAGE = {
    "fact": "stage", "stage": "award_proposed", "citations": [{"level": "official_record"}],
}  # fmt: skip
HOLD = {
    "type": "hold", "actors": [{"name": "Brackenford Audit Committee", "is_a": "office"}],
    "capacity": "auditor", "date": "6 March 2026", "effect": "signature_blocked",
    "summary": "The committee asked to see the business case first.",
}  # fmt: skip


@contextmanager
def site() -> Iterator[str]:
    """Serve the site on an empty database, with two accounts that may do all; give its address."""
    with tempfile.TemporaryDirectory(prefix="pictures-") as place:
        os.environ.pop("DATABASE_URL", None)
        os.environ |= {
            "DATA_DIR": place, "DEBUG": "1", "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
        }  # fmt: skip
        import django  # noqa: PLC0415 -- the settings come first

        django.setup()
        server = _server()
        try:
            yield f"http://127.0.0.1:{server.port}"
        finally:
            server.terminate()


def _server():
    from django.conf import settings  # noqa: PLC0415 -- needs the settings
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.test.testcases import LiveServerThread, _StaticFilesHandler  # noqa: PLC0415

    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    call_command("migrate", verbosity=0)
    for name in ("robin", "sasha"):
        User.objects.create_superuser(name, password=PASSWORD)
    server = LiveServerThread("127.0.0.1", _StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    return server


class Camera:
    """Keeps what a page shows, by name; refuses what is too large."""

    def __init__(self, blank: Page) -> None:
        self.blank = blank

    def take(self, page: Page, name: str, part: Locator | None = None, height: int = 0) -> None:
        """Take the window, or a part of the page from its top to at most a height."""
        options: dict = {}
        if part is not None:
            box = part.evaluate(BOX, page.locator("dialog[open]").count() == 0)
            if height:
                box["height"] = min(box["height"], height)
            options = {"clip": box, "full_page": True}
        picture = few_colours(self.blank, page.screenshot(**options))
        if len(picture) > MOST_BYTES:
            raise SystemExit(f"{name}: {len(picture):,} bytes. Crop it.")
        (PICTURES / f"{name}.png").write_bytes(picture)


def somebody(browser, address: str, name: str):
    """Give an editor who is logged in."""
    from tests.browser.editor import Editor  # noqa: PLC0415 -- needs the settings
    from tests.browser.hands import Hand  # noqa: PLC0415

    context = browser.new_context(base_url=address, viewport={"width": WIDE, "height": 800})
    editor = Editor(Hand(context.new_page()))
    editor.log_in(name, PASSWORD)
    return editor


def enter(editor, camera: Camera) -> str:
    """From two sources to a draft, all but its act; give its address."""
    page = editor.page
    editor.hand.press(editor.link("Work from a source").first)
    editor.work_from(MINUTES)
    editor.hand.press(editor.link("Enter a new contract"))
    editor.heading(RECORD)
    editor.claim(VALUE)
    editor.claim(STAGE)
    record = page.url
    editor.hand.press(editor.link("Work from another source"))
    editor.work_from(REPORT)
    editor.hand.press(editor.link("Paste its text"))
    page.fill("#id_text", TEXT)
    editor.hand.press(editor.button("Keep the text"))
    page.goto("/admin/work-from-source/")
    camera.take(page, "source", page.locator("#content"), 700)
    page.goto(record)
    return record


def step_in(editor, camera: Camera) -> None:
    """An act, in the dialog of its form; its quotation is taken from the pasted text."""
    page = editor.page
    editor.add("intervention", HOLD["type"])
    editor.field("actors_text").fill(HOLD["actors"][0]["name"])
    page.locator(".who-found [role=option]").first.wait_for()
    page.mouse.move(0, 0)
    camera.take(page, "act", page.locator("dialog[open]"))
    editor.who("actors", HOLD["actors"][0])
    editor.choose(HOLD, "capacity", "effect")
    editor.write(HOLD, "date", "summary")
    page.locator(".source-text textarea").evaluate(
        "(area, words) => area.setSelectionRange(area.value.indexOf(words), area.value.indexOf(words) + words.length)",
        SAID,
    )
    editor.hand.press(editor.button("Quote"))
    camera.take(page, "quotation", page.locator("dialog[open]"))
    editor.save()
    page.goto(page.url.partition("#")[0])
    camera.take(page, "record", page.locator("#content"), 720)


def put_right(editor, other, record: str, camera: Camera) -> None:
    """Published, then corrected: by one who meets what the other saved."""
    page = editor.page
    editor.publish("First publication, from the minutes and a news report.")
    act = page.locator("[id^=intervention-]").first.get_attribute("id")
    editor.edit(act)
    other.page.goto(record)
    other.edit(act)
    other.write({"summary": "The committee asked for the business case."}, "summary")
    other.save()
    mine = {"summary": "The committee wants to see the business case.", "date": "5 March 2026"}
    editor.write(mine, "summary", "date")
    editor.hand.press(editor.form.locator(".statement-save"))
    page.locator(".statement-conflict").wait_for()
    camera.take(page, "conflict", page.locator("dialog[open]"), 560)
    for choice in page.locator(".statement-conflict [value=yours]").all():
        editor.hand.press(choice)
    editor.hand.press(editor.button("Save what is chosen"))
    expect(page.locator(".messagelist")).to_contain_text("Saved")
    page.locator(".desk-beside").get_by_role("link", name="Publish", exact=True).click()
    editor.hand.press(page.get_by_role("radio", name="A correction"))
    page.fill("#id_was_said", "The hold began on 6 March 2026.")
    page.fill("#id_is_right", "It began on 5 March 2026.")
    page.fill("#id_reason", "The day was misread.")
    camera.take(page, "publish", page.locator("#content"))
    editor.hand.press(editor.button("Publish what is ticked"))
    editor.done("Published")


def look_back(editor, record: str, camera: Camera) -> None:
    """What was done, and the record in a narrow window."""
    page = editor.page
    editor.hand.press(page.locator(".desk-beside").get_by_role("link", name="History"))
    camera.take(page, "history", page.locator("#content"), 760)
    page.set_viewport_size({"width": NARROW, "height": 800})
    page.goto(record)
    camera.take(page, "narrow", page.locator("#content"), 1100)


def main() -> None:
    """Take them all."""
    PICTURES.mkdir(exist_ok=True)
    with site() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=BROWSER)
        expect.set_options(timeout=30_000)
        camera = Camera(browser.new_page())
        robin, sasha = (somebody(browser, address, name) for name in ("robin", "sasha"))
        record = enter(robin, camera)
        step_in(robin, camera)
        put_right(robin, sasha, record, camera)
        look_back(robin, record, camera)


if __name__ == "__main__":
    main()
