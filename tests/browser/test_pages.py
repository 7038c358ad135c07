"""Every kind of public page in a browser: accessible, within its frame, and nothing refused."""

import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe

from procurement import actions
from procurement.management import founding_case
from tests import factories as make

from .rules import RULES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CONTRACT = "/contracts/1-new-data-platform-for-the-metropolitan-police/"
DISPUTED = "/contracts/2-records-system-for-northmarch/"
REGISTER = "/contracts/4-passenger-transport/"
PAGES = [
    "/",
    "/about/",
    CONTRACT,
    "/contracts/1/history/",
    "/contracts/1/history/1/",
    DISPUTED,
    f"{DISPUTED}?order=newest",
    "/contracts/",
    "/contracts/?q=records&hold=on_hold&vendor=999&value_min=1m",
    "/contracts/?stage=nowhere&value_min=lots&page=x",
    "/contracts/?page=9",
    "/contracts/?buyer=march&date_from=03/04/2025&date_to=05/04/2025",
    "/interventions/",
    "/interventions/?type=hold&ground=public_trust&sample=1",
    "/interventions/1/",
    "/buyers/",
    "/buyers/1/",
    "/vendors/",
    "/vendors/1/",
    "/stakeholders/",
    "/stakeholders/1/",
    "/stakeholders/?q=speaker",
    "/sources/1/",
    REGISTER,
    "/contracts/4/history/",
    "/vendors/?sort=-value",
    "/vendors/4/",
    "/buyers/4/",
    "/id/GB-COH/01234567",
    "/id/GB-COH/x",
    "/nothing/here/",
    "/contracts/3/",
]
# What the notices of one contract state besides, with long names and words that fold.
_WHY = "No other carrier has coaches with lifts, and the school year begins in September. " * 6
_SECTIONS = {
    "bids_received": 1,
    "periods": [{"what": "enquiries", "of": "tender", "ends_on": "2025-01-10", "at": ""}],
    "lots": [
        {"what": "lot", "id": str(one), "title": f"Route {one}", "description": _WHY, "at": ""}
        for one in range(1, 12)
    ],
    "procedure": [
        {"what": "details", "text": "Direct award", "at": ""},
        {"what": "rationale", "text": _WHY, "at": ""},
        {"what": "competitive", "is": False, "at": ""},
        {
            "what": "call_off", "title": "Coaches", "uri": "https://example.org/" + "coaches-" * 20,
            "at": "",
        },
    ],
    "places": [{"locality": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "at": ""}],
    "amounts": [{"of": "tender", "kind": "most", "minor": 10**11, "currency": "GBP", "at": "a"}],
}  # fmt: skip
VIOLATIONS = """
    window.refused = [];
    addEventListener("securitypolicyviolation", e => refused.push(`${e.violatedDirective} ${e.blockedURI}`));
"""


@pytest.fixture
def site(live_server):
    founding_case.load()
    _disputed()
    withdrawn = make.make_ready_contract(title="Withdrawn")
    make.publish(withdrawn)
    withdrawn.refresh_from_db()
    actions.withdraw(withdrawn, by=make.make_user(), reason="It was entered twice.")
    _register()
    return live_server.url


def _disputed():
    """Publish a contract with claims that differ, a speaker, and acts of which two are dated."""
    contract = make.make_ready_contract()
    claim = make.make_claim(contract, value_minor=20_000_000_00, ready=True)
    make.make_citation(claim=claim, source=make.make_source(title="Another report"))
    speaker = make.make_stakeholder(name="A speaker", is_a="person", takes_the=False)
    for kind, day in (("objection", "2026-05-21"), ("support_statement", "2026-06-09")):
        act = make.make_intervention(
            contract, type=kind, ready=True, happened_on=day, happened_on_precision="day"
        )
        make.make_citation(intervention=act, speaker=speaker, hedge="appears to")
        make.make_ground_link(act, "public_trust")
    contract.refresh_from_db()
    make.publish(contract)


def _register():
    """Publish register contracts of three years: one shared by 34 vendors, with many notices."""
    buyer, vendor = make.make_buyer(name="Southmarch"), make.make_vendor(name="Carriers")
    for kind, party in (("buyer", buyer), ("vendor", vendor)):
        make.make_identifier(**{kind: party}, value="01234567")
    others = [make.make_vendor(name=f"Carrier {number:02}") for number in range(33)]
    shared = make.make_register_contract(
        title="Passenger transport", buyer=buyer, vendors=[vendor, *others], notices=14,
        value_minor=22_416_400_00, description="Journeys. " * 200, cpv="60120000",
    )  # fmt: skip
    make.alter_document(shared, lambda document: document.update(_SECTIONS))
    for year in (2021, 2023, 2025):
        day = {"decided_on": datetime.date(year, 5, 1)}
        deal = {"buyer": buyer, "vendors": [vendor]} | day
        make.make_register_contract(title=f"Coaches {year}", value_minor=year * 100_000, **deal)
    euros = [(900_000_00, "EUR", [vendor]), (1, "GBP", [vendor])]
    make.make_register_contract(title="Ferries", buyer=buyer, awards=euros)


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

            found = Axe().run(page, options=RULES)

            assert found.violations_count == 0, f"{where}: {found.generate_report()}"
            assert page.evaluate("window.refused") == [], where
            assert page.evaluate("document.documentElement.scrollWidth") <= width, where
            assert [line for line in page.logged if "a status of 4" not in line] == [], where


def test_pages_of_the_register_are_what_they_are_taken_for(open_page):
    headings = {
        REGISTER: "Passenger transport",
        "/contracts/4/history/": "What was published, and when",
        "/vendors/4/": "Carriers",
        "/buyers/4/": "Southmarch",
        "/id/GB-COH/01234567": "2 pages have this identifier",
    }

    assert {path: open_page(path).locator("h1").inner_text() for path in headings} == headings


def test_dated_acts_are_drawn_on_a_line_and_turned_round_by_a_link(open_page):
    page = open_page(DISPUTED)

    assert page.locator(".ribbon").is_visible()
    page.get_by_role("link", name="Newest first").click()

    assert page.url.endswith("?order=newest#trail")
    heads = page.locator(".act-head").all_inner_texts()
    assert [head.split("\n")[0] for head in heads][:2] == ["9 June 2026", "21 May 2026"]


def test_paper_has_addresses_and_no_arrows(open_page):
    page = open_page(DISPUTED)

    page.emulate_media(media="print")

    assert page.locator(".printed").is_visible()
    assert page.locator(".printed").inner_text().endswith(DISPUTED)
    assert not page.locator(".arrow").first.is_visible()


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


def ticked(page):
    """What the form of a list says is on."""
    boxes = page.locator("form.filters input:checked").evaluate_all("all => all.map(e => e.value)")
    words = page.locator("form.filters input[type=text], form.filters input[type=search]")
    return boxes + [text for text in words.evaluate_all("all => all.map(e => e.value)") if text]


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    "address",
    ["/contracts/", "/contracts/?stage=award&q=records", "/interventions/?ground=public_trust"],
)
def test_back_from_a_filtered_list_the_form_says_what_the_list_is(open_page, address, scripts):
    page = open_page(address, java_script_enabled=scripts)
    before = ticked(page)

    page.locator("form.filters input[type=checkbox]:not(:checked):visible").first.check()
    page.fill("#f-q", "northmarch")
    page.click(".listing-box button")
    assert ticked(page) != before
    page.go_back()

    assert ticked(page) == before


def test_back_to_a_page_that_the_browser_kept_the_form_says_what_the_list_is(
    site, browser_type, browser_type_launch_args
):
    kept = {"ignore_default_args": ["--disable-back-forward-cache"]}
    browser = browser_type.launch(**browser_type_launch_args | kept)
    page = browser.new_page()
    page.add_init_script(
        "addEventListener('pageshow', event => { window.kept = event.persisted; })"
    )
    page.goto(f"{site}/contracts/?stage=award")
    before = ticked(page)

    page.check("#f-hold-on_hold")
    page.click(".listing-box button")
    page.wait_for_url("**hold=on_hold**")
    page.evaluate("history.back()")
    page.wait_for_url(f"{site}/contracts/?stage=award", wait_until="commit")
    page.wait_for_function("window.kept !== undefined")

    assert page.evaluate("window.kept")
    assert ticked(page) == before
    browser.close()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(open_page):
    page = open_page(CONTRACT)

    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
