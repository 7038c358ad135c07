"""From a blank admin to a public record, as somebody does it who has read nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import expect

from procurement.models import (
    Claim,
    Contract,
    Intervention,
    PublicContract,
    PublicIntervention,
    Revision,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REFUSED = """
    window.refused = [];
    addEventListener("securitypolicyviolation", e => refused.push(e.violatedDirective));
"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def page(browser, live_server):
    """A page signed in to the admin, that keeps what the browser refuses it."""
    User.objects.create_superuser("ann", password="a long enough password")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=live_server.url)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.add_init_script(REFUSED)
    page.goto("/admin/")
    page.fill("#id_username", "ann")
    page.fill("#id_password", "a long enough password")
    page.click("[type=submit]")
    yield page
    context.close()


def make(page, field, **fields):
    """Make what a row names with its “+”, in the window that opens."""
    with page.expect_popup() as opened:
        page.click(f"#add_id_{field}")
    popup = opened.value
    for name, value in fields.items():
        popup.fill(f"#id_{name}", value)
    with popup.expect_event("close"):
        popup.click("[name=_save]")
    expect(page.locator(f"#id_{field} option[selected], #id_{field} option").last).to_have_text(
        next(iter(fields.values()))
    )


def choose(page, field, text):
    """Choose from a list by typing the beginning of a name."""
    page.click(f"#id_{field} + .select2")
    # The chooser takes the keyboard a moment after it opens.
    expect(page.locator(".select2-container--open .select2-search__field")).to_be_focused()
    page.keyboard.type(text)
    page.locator(".select2-results__option--highlighted", has_text=text).click()


# Lists with nothing beside them yet that says which field they are of.
NAMELESS = (
    "select.admin-autocomplete:not([name*=__prefix__])"
    ":not(:has(+ .select2 [role=combobox][aria-labelledby*=_label]))"
)


def accessible(page):
    # Its first words are there before its scripts have run.
    page.wait_for_load_state()
    expect(page.locator(NAMELESS)).to_have_count(0)
    options = {"preload": False, "runOnly": RULES}
    found = Axe().run(page, options=options).response["violations"]
    serious = [one for one in found if one["impact"] in ("critical", "serious")]
    assert [(one["id"], node["html"][:300]) for one in serious for node in one["nodes"]] == []
    assert page.evaluate("window.refused") == []
    assert page.faults == []


def fits(page, *widths):
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1280, "height": 900})


def enter(page):
    """Enter a contract with its value and a hold, each with the one report."""
    page.click("#content .model-contract .addlink")
    page.fill("#id_title", "New data platform")
    page.fill("#id_purpose", "a new data platform")
    make(page, "buyer", name="Metropolitan Police")
    make(page, "vendors", name="Palantir")
    make(page, "citations-0-source", title="News report")
    page.select_option("#id_claims-0-fact", "value")
    expect(page.locator("#id_claims-0-stage")).to_be_hidden()
    page.fill("#id_claims-0-value_minor", "£50m")
    page.check("#id_claims-0-ready")
    choose(page, "claims-0-citations-0-source", "News")
    page.select_option("#id_interventions-0-type", "hold")
    make(page, "interventions-0-actors", name="Mayor of London")
    page.check("#id_interventions-0-ready")
    choose(page, "interventions-0-grounds-0-ground", "Public trust")
    choose(page, "interventions-0-citations-0-source", "News")
    # A second claim, in a row that was added in place.
    page.click("button[data-adds=claims]")
    page.select_option("#id_claims-1-fact", "stage")
    page.select_option("#id_claims-1-stage", "award_proposed")
    page.check("#id_claims-1-ready")
    choose(page, "claims-1-citations-0-source", "News")


def publish(page, reason):
    page.fill("#id_reason", reason)
    page.click("[name=_publish]")
    expect(page.locator(".messagelist .success")).to_contain_text("Published")


def test_an_editor_enters_publishes_edits_and_publishes_again(page):
    enter(page)
    accessible(page)
    fits(page, 320, 768)
    page.click("[name=_publish]")
    expect(page.locator(".headline")).to_contain_text("£50m")
    accessible(page)
    fits(page, 320, 768)
    publish(page, "First publication.")

    contract, act = Contract.objects.get(), Intervention.objects.get()
    assert Claim.objects.get(fact="value").money.exact() == "£50,000,000"
    assert PublicContract.objects.get().value_minor == 50_000_000_00
    assert PublicIntervention.objects.get().effect == "unknown"
    accessible(page)

    page.goto(f"/admin/procurement/intervention/{act.pk}/change/")
    page.select_option("#id_effect", "procurement_paused")
    page.click("[name=_save]")
    assert Intervention.objects.get().effect == "procurement_paused"
    assert PublicIntervention.objects.get().effect == "unknown"

    page.goto(f"/admin/procurement/contract/{contract.pk}/publish/")
    publish(page, "Its effect is reported.")
    assert PublicIntervention.objects.get().effect == "procurement_paused"
    assert [one.reason for one in Revision.objects.order_by("number")] == [
        "First publication.",
        "Its effect is reported.",
    ]


def test_lists_are_accessible(page):
    for name in ("contract", "intervention", "source", "vendor"):
        page.goto(f"/admin/procurement/{name}/")
        accessible(page)
