"""Every kind of public page in a browser: accessible, within its frame, and nothing refused."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from procurement import actions
from procurement.management import founding_case
from procurement.models import Contract

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CONTRACT = "/contracts/1-new-data-platform-for-the-metropolitan-police/"
PAGES = [
    "/",
    "/about/",
    CONTRACT,
    "/contracts/1/history/",
    "/contracts/1/history/1/",
    "/contracts/",
    "/interventions/",
    "/interventions/4/",
    "/buyers/",
    "/vendors/1-palantir/",
    "/stakeholders/4-mayor-of-london/",
    "/sources/1/",
    "/nothing/here/",
]
VIOLATIONS = """
    window.refused = [];
    addEventListener("securitypolicyviolation", e => refused.push(`${e.violatedDirective} ${e.blockedURI}`));
"""


@pytest.fixture
def site(live_server):
    founding_case.load()
    return live_server.url


@pytest.fixture
def open_page(browser, site):
    """Give a function that opens an address at a width and in a scheme, ready for axe."""
    contexts = []

    def open_(address, scheme="light", width=1280, **options):
        context = browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 900}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.logged = []
        page.on("console", lambda message: page.logged.append(message.text))
        page.add_init_script(VIOLATIONS)
        page.goto(site + address)
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize("address", PAGES)
def test_page_is_accessible_and_keeps_within_its_frame(open_page, address):
    for scheme in ("light", "dark"):
        for width in (320, 1280):
            page = open_page(address, scheme, width)
            where = f"{address} in {scheme} at {width}"

            found = Axe().run(page)

            assert found.violations_count == 0, f"{where}: {found.generate_report()}"
            assert page.evaluate("window.refused") == [], where
            assert page.evaluate("document.documentElement.scrollWidth") <= width, where
            assert [line for line in page.logged if "404" not in line] == [], where


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_line_of_dated_acts_is_accessible(open_page, scheme):
    contract = Contract.objects.get()
    for kind, day in (("hold", "2026-05-21"), ("objection", "2026-06-09")):
        contract.interventions.filter(type=kind).update(
            happened_on=day, happened_on_precision="day"
        )
    actions.publish(contract, by=founding_case._user(), reason="Two dates.")

    page = open_page(CONTRACT, scheme)

    assert page.locator(".ribbon").is_visible()
    assert Axe().run(page).violations_count == 0


@pytest.mark.parametrize("address", ["/", CONTRACT])
def test_page_reads_without_scripts(open_page, address):
    page = open_page(address, java_script_enabled=False)

    assert page.locator("h1").count() == 1
    assert page.locator("script").count() == 0


def test_a_note_leads_to_its_source_and_back_by_keyboard(open_page):
    page = open_page(CONTRACT)
    note = page.locator("#cite-2")

    note.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#source-1"
    page.locator('a[href="#cite-2"]').focus()
    page.keyboard.press("Enter")

    assert page.evaluate("location.hash") == "#cite-2"


def test_the_first_stop_of_the_keyboard_skips_to_the_content(open_page):
    page = open_page(CONTRACT)

    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
