"""The pages of the desk in a browser: accessible, within their frame, narrow and wide, light and dark."""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.apps import apps
from django.contrib.auth.models import User
from playwright.sync_api import expect

from procurement import codelists
from procurement.management import founding_case
from procurement.models import (
    Claim,
    Contract,
    Intervention,
    Source,
    SourceInHand,
    Submission,
    Vendor,
)
from tests import factories
from tests.accounts.conftest import PASSWORD, make_staff
from tests.admin.junk.places import make_world

from .rules import RULES
from .test_pages import VIOLATIONS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


# What can be hit and stands alone, so that no line of text holds it, and is lower than a finger needs. What the public
# reads of a record is looked at on the public pages.
SMALL = """
    () => [...document.querySelector("#container main")?.querySelectorAll(
            "a[href], button, input:not([type=hidden]), select, summary") ?? []]
        .filter(one => !one.closest(".desk-record") || one.closest(".desk-marks"))
        .filter(one => one.tagName !== "A" || one.parentElement.textContent.trim() === one.textContent.trim())
        .filter(one => { const box = one.getBoundingClientRect(); return box.width > 2 && box.height < 23.5; })
        .map(one => `${one.outerHTML.slice(0, 90)} ${one.getBoundingClientRect().height}`)
"""

# What can be hit, and has something else over its middle when it is scrolled into sight.
COVERED = """
    () => [...document.querySelector("#container main")?.querySelectorAll(
            "a[href], button, input:not([type=hidden]), select, summary") ?? []]
        .filter(one => one.checkVisibility() && one.getBoundingClientRect().width > 2)
        .filter(one => {
            one.scrollIntoView({block: "center"});
            const [box] = one.getClientRects();
            const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return over && !one.contains(over) && !over.contains(one);
        })
        .map(one => one.outerHTML.slice(0, 90))
"""


@pytest.fixture
def contract(live_server):
    """The founding case under a title of one long word, with a statement of each state, and one that lacks a source."""
    contract = founding_case.load()
    contract.title = "W" * 60
    contract.save()
    changed, taken, *_ = contract.interventions.all()
    changed.power, changed.summary = "a power that is stated", "W" * 90
    changed.save()
    taken.ready = False
    taken.save()
    factories.make_claim(contract, fact="stage", value_minor=None, currency="", stage="award")
    factories.make_intervention(contract, ready=True, type="objection")
    return contract


@pytest.fixture
def page(browser, live_server, contract):
    """A page of a superuser that keeps what the browser refuses it."""
    make_staff("ros", is_superuser=True)
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(45_000)
    page.add_init_script(VIOLATIONS)
    page.goto("/admin/")
    page.fill("#id_username", "ros")
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit].default")
    yield page
    context.close()


# Each width and each scheme once: neither changes what the other does.
WAYS = (("light", 1280), ("dark", 320))


def looked_at(page, where, ways=WAYS):
    page.wait_for_load_state()
    for scheme, width in ways:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, where
        assert page.evaluate(SMALL) == [], f"{where} at {width}"
        assert page.evaluate(COVERED) == [], f"{where} at {width}"
        found = Axe().run(page, options=RULES | {"preload": False}).response["violations"]
        wrong = [(one["id"], node["html"][:200]) for one in found for node in one["nodes"]]
        assert wrong == [], f"{where} in {scheme} at {width}"
    assert page.evaluate("window.refused") == [], where


@pytest.mark.parametrize(
    "end",
    [
        "change/",
        "publish/",
        "put-back/1/",
        "preview/",
        "withdraw/",
        "history/",
        "delete/",
        "statement/heading/",
    ],
)
def test_each_page_of_a_contract(page, contract, end):
    page.goto(f"/admin/procurement/contract/{contract.pk}/{end}")
    looked_at(page, end)


def test_before_and_after_stand_one_beneath_the_other_where_it_is_narrow(page, contract):
    page.goto(f"/admin/procurement/contract/{contract.pk}/publish/")
    label = page.locator(".differences .stacked", has_text="It will read:").first
    expect(label).to_be_hidden()
    page.set_viewport_size({"width": 320, "height": 900})
    expect(label).to_be_visible()
    tables = "[...document.querySelectorAll('.table-scroll')]"
    assert page.evaluate(f"{tables}.every(one => one.scrollWidth <= one.clientWidth)")


@pytest.mark.parametrize("kind", ["claim", "intervention"])
def test_each_form_of_a_statement(page, contract, kind):
    row = getattr(contract, f"{kind}s").first()
    page.goto(f"/admin/procurement/contract/{contract.pk}/statement/{kind}-{row.pk}/")
    assert page.locator("#statement").count() == 1
    looked_at(page, kind)


@pytest.mark.parametrize("model", ["contract", "intervention", "claim", "source", "vendor"])
def test_each_list(page, model):
    page.goto(f"/admin/procurement/{model}/")
    looked_at(page, model)
    # However long one title is, no column is out of sight: narrow still, then wide.
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        wide = "document.querySelector('.results').scrollWidth - document.querySelector('.results').clientWidth"
        assert page.evaluate(wide) <= 1, width


def test_the_first_page(page):
    page.goto("/admin/")
    looked_at(page, "first")


def test_a_conflict_is_read_in_a_narrow_window(page, contract):
    address = f"/admin/procurement/contract/{contract.pk}/statement/heading/"
    for one, title in ((page, "V" * 70), (page.context.new_page(), "Theirs")):
        one.goto(address)
        one.fill("[name=title]", title)
    one.click(".statement-save")
    one.wait_for_load_state()
    page.click(".statement-save")
    expect(page.get_by_role("radio", name="Now: Theirs")).to_be_visible()
    looked_at(page, "conflict")
    # “Now” and “You” are words, whatever stands beside them.
    heights = "[...document.querySelectorAll('.difference label .difference-when')].map(one => one.offsetHeight)"
    assert max(page.evaluate(heights)) < 30


def of_parties(vendor, gone):
    yield from (
        f"{vendor}{end}"
        for end in ("change/", "edit/", "publish/", "history/", f"merge/?other={gone}")
    )
    yield from ("partymerge/", "partymerge/N/undo/", "stakeholder/N/edit/")


def of_sources(source):
    yield from (
        f"source/{source}/{end}" for end in ("change/", "edit/", "publish/", "text/", "history/")
    )
    yield from ("../work-from-source/?q=lamps", "../likely-duplicates/")


def of_reviews(contract):
    own = f"contract/{contract}/"
    yield from (
        f"{own}{end}"
        for end in ("review/", f"review/{contract}/", "notes/", "assign/", "history/then/")
    )
    yield from (f"{own}statement/add/intervention/", "submission/", "auditentry/history/")


def of_imports(imported):
    yield f"contract/{imported}/same/"
    yield from (
        "importrun/",
        "importrun/N/change/",
        "importproblem/",
        "importproblem/N/change/",
        "notice/N/change/",
    )


def test_each_page_beside_the_record(page, tmp_path):
    """Each is looked at in one way, every other one in the other: what they are made of is the same."""
    make_world(tmp_path)
    own, imported = (
        Submission.objects.get().contract_id,
        Contract.objects.get(ocid="ocds-same-2").pk,
    )
    source = Source.objects.filter(citations__contract=own).first()
    one, other = Vendor.objects.filter(canonical=None).order_by("pk")[:2]
    SourceInHand.objects.create(user=User.objects.get(username="ros"), source=source)
    pages = [
        *of_parties(f"vendor/{one.pk}/", other.pk), *of_sources(source.pk), *of_reviews(own), *of_imports(imported),
    ]  # fmt: skip
    for place, address in enumerate(pages):
        if "/N/" in address:
            row = (
                apps.get_model("procurement", address.split("/")[0]).objects.order_by("pk").first()
            )
            address = address.replace("/N/", f"/{row.pk}/")
        assert page.goto(f"/admin/procurement/{address}").status == 200, address
        looked_at(page, address, WAYS if os.environ.get("EVERY_WAY") else WAYS[place % 2 :][:1])


def test_what_stands_beside_the_record_stays_in_sight(page, contract):
    page.goto(f"/admin/procurement/contract/{contract.pk}/change/#sources")
    expect(page.get_by_role("heading", name="What holds publication up")).to_be_in_viewport()
    page.set_viewport_size({"width": 320, "height": 900})
    beside, record = page.locator(".desk-beside"), page.locator(".desk-record")
    assert beside.bounding_box()["y"] < record.bounding_box()["y"]


def test_a_statement_is_taken_out_and_brought_back_by_keyboard(page, contract):
    claim = Claim.objects.get(fact="value")
    page.goto(f"/admin/procurement/contract/{contract.pk}/change/")
    for name, state in (("Take out", "To be taken out"), ("Bring back", "Published")):
        button = page.locator(f"#claim-{claim.pk} button", has_text=name)
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"#claim-{claim.pk} .desk-state")).to_contain_text(state)
        assert page.url.endswith(f"#claim-{claim.pk}")
        said = page.locator(f"#claim-{claim.pk} [role=status] .messagelist")
        expect(said).to_be_in_viewport()
    assert Claim.objects.get(pk=claim.pk).ready
    assert Intervention.objects.filter(ready=False).count() == 1


def test_two_tabs_of_one_account_and_going_back_lose_nothing(page, contract):
    claim, asked = Claim.objects.get(fact="value"), []
    desk = f"/admin/procurement/contract/{contract.pk}/change/"
    value = page.locator("form#statement [name=value_minor]")
    tab = page.context.new_page()
    for one, typed in ((page, "£61m"), (tab, "£62m")):
        one.goto(desk)
        one.locator(f"#claim-{claim.pk}").get_by_role("link", name="Edit").click()
        one.fill("form#statement [name=value_minor]", typed)
    # What is typed is not left without a question; answered, the page stands as it was saved.
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]
    page.locator(f"#claim-{claim.pk}").get_by_role("link", name="Edit").click()
    value.fill("£63m")
    page.locator("form#statement .statement-save").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Saved")

    tab.locator("form#statement .statement-save").click()
    expect(tab.locator("form#statement")).to_contain_text("£63,000,000")
    tab.get_by_role("radio", name="You: £62m").check()
    tab.get_by_role("button", name="Save what is chosen").click()
    expect(tab.locator(f"#claim-{claim.pk}")).to_contain_text("£62,000,000")
    for move in (page.reload, page.go_back, page.go_forward):
        move()
        expect(page.locator("dialog[open]")).to_have_count(0)
    page.goto(desk)
    expect(page.locator(f"#claim-{claim.pk}")).to_contain_text("£62,000,000")


def test_a_deleted_draft_comes_back_from_history(page, contract):
    draft = Claim.objects.get(fact="stage", public_id=None)
    desk = f"/admin/procurement/contract/{contract.pk}/change/"
    page.goto(desk)
    page.locator(f"#claim-{draft.pk}").get_by_role("button", name="Delete").click()
    expect(page.locator(f"#claim-{draft.pk}")).to_have_count(0)
    page.get_by_role("link", name="History", exact=True).first.click()
    page.get_by_role("link", name="As it was then").first.click()
    page.get_by_role("button", name="Put back what is ticked").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Put back")
    page.goto(desk)
    expect(page.locator(f"#claim-{draft.pk}")).to_contain_text("Awarded")


def test_how_a_new_citation_is_known_follows_the_source_that_is_chosen(page, contract):
    minutes = factories.make_source(
        title="Minutes of the cabinet", kind="official_decision", is_primary=True
    )
    act = contract.interventions.first()
    factories.make_citation(intervention=contract.interventions.last(), source=minutes)
    page.goto(f"/admin/procurement/contract/{contract.pk}/statement/intervention-{act.pk}/")
    before = page.locator("select[name$=-attribution]").count()
    page.get_by_role("button", name="Add a source").click()
    expect(page.locator("select[name$=-attribution]")).to_have_count(before + 1)
    known = page.locator("select[name*=-new][name$=-attribution]").last
    source = page.locator("select[name*=-new][name$=-source]").last

    source.select_option(str(minutes.pk))
    expect(known).to_have_value("official_record")
    known.select_option("alleged")
    source.select_option(index=1)
    expect(known).to_have_value("alleged")


def test_the_headline_follows_what_is_ticked(page, contract):
    """And says so where it cannot be had; without scripts a button shows the page with other ticks."""
    page.goto(f"/admin/procurement/contract/{contract.pk}/publish/")
    page.fill("#id_reason", "What I typed")
    said = page.locator("#page-will-say")
    expect(said).to_contain_text("With 3 of 4 ticked.")

    page.uncheck("#only-heading")
    expect(said).to_contain_text("With 2 of 4 ticked.")
    for tick in page.locator("[name=only]:checked").all()[::-1]:
        tick.uncheck()
    expect(said).to_contain_text("Nothing is ticked")
    page.check("#only-heading")
    expect(said).to_contain_text("With 1 of 4 ticked.")
    page.route("**/publish/", lambda route: route.abort())
    page.uncheck("#only-heading")
    expect(said).to_contain_text("Press the button")
    page.unroute("**/publish/")

    page.get_by_role("button", name="Show with these ticks").click()
    expect(said).to_contain_text("Nothing is ticked")
    assert page.input_value("#id_reason") == "What I typed"
    assert page.evaluate("window.refused") == []


def test_the_headline_follows_ticks_that_the_browser_restored(page, contract):
    page.goto(f"/admin/procurement/contract/{contract.pk}/publish/")
    page.uncheck("#only-heading")
    expect(page.locator("#page-will-say")).to_contain_text("With 2 of 4 ticked.")
    page.goto("/admin/")
    page.go_back()
    expect(page.locator("#only-heading")).not_to_be_checked()
    expect(page.locator("#page-will-say")).to_contain_text("With 2 of 4 ticked.")


def test_back_leads_to_no_form_that_is_saved_already(page, contract):
    """It would be saved twice. A form on a page of its own is left behind, and so is one in a dialog."""
    page.goto("/admin/procurement/contract/")
    page.goto("/admin/procurement/contract/add/")
    page.fill("[name=title]", "Something that is entered once")
    page.click(".statement-save")
    page.wait_for_url("**/change/**")
    page.locator("#heading a", has_text="Edit").first.click()
    page.fill("dialog [name=title]", "Something else")
    page.click("dialog .statement-save")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator("#heading [role=status]")).to_contain_text("Saved")
    expect(page.locator("#heading a").first).to_be_focused()
    expect(page.locator(".desk-record")).to_contain_text("Something else")

    page.go_back()
    expect(page).to_have_url(re.compile("/contract/$"))
    page.go_forward()
    expect(page.locator(".desk-record")).to_contain_text("Something else")
    expect(page.locator("dialog")).to_have_count(0)
    assert Contract.objects.filter(title__startswith="Something").count() == 1


def test_what_is_wrong_on_a_page_of_its_own_is_said_in_its_place(page, contract):
    page.goto(f"/admin/procurement/contract/{contract.pk}/statement/heading/")
    page.fill("[name=title]", "")
    page.fill("[name=purpose]", "typed and kept")
    page.click(".statement-save")
    expect(page.locator(".errornote")).to_be_focused()
    expect(page.locator("[name=purpose]")).to_have_value("typed and kept")
    page.fill("[name=title]", "Right")
    Contract.objects.filter(pk=contract.pk).update(heading_version=99, title="Theirs")
    page.click(".statement-save")
    expect(page.locator("#content > h1")).to_have_text("Somebody saved this before you")


def test_a_choice_of_few_is_made_by_one_press_with_its_meaning_in_sight(page, contract):
    claim = Claim.objects.get(fact="value")
    page.goto(f"/admin/procurement/contract/{contract.pk}/statement/claim-{claim.pk}/")
    group = page.get_by_role("group", name="Rank")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for code in codelists.RANK:
            expect(group.get_by_text(code.definition)).to_be_visible()
    group.get_by_role("radio", name="Deprecated").press("Space")
    page.keyboard.press("ArrowUp")
    expect(group.get_by_role("radio", name="Normal")).to_be_checked()
    page.locator(".statement-save").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/**")
    claim.refresh_from_db()
    assert claim.rank == "normal"


# What is in focus and has something else over its middle.
HIDDEN = """
    () => {
        const one = document.activeElement, box = one.getBoundingClientRect();
        const middle = [box.x + box.width / 2, box.y + Math.min(box.height, innerHeight) / 2];
        const over = document.elementFromPoint(...middle);
        const isSeen = one === document.body || one.contains(over) || over?.contains(one);
        return isSeen ? "" : one.outerHTML.slice(0, 120);
    }
"""


@pytest.mark.parametrize("size", [(1280, 720), (320, 640)])
def test_what_is_in_focus_is_in_sight(page, contract, size):
    """On a page and in a dialog, going on and back, and where a new block begins."""
    act = contract.interventions.first()
    factories.make_citation(intervention=act)
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    desk = f"/admin/procurement/contract/{contract.pk}/"
    page.goto(f"{desk}statement/intervention-{act.pk}/")
    hidden = walked(page)
    page.goto(f"{desk}change/")
    page.locator(f"#act-{act.pk}, #intervention-{act.pk}").get_by_role("link", name="Edit").click()
    expect(page.locator("dialog .statement-save")).to_be_visible()
    assert hidden + walked(page) == []


def walked(page):
    """Give what is hidden of all that is in focus on the way through a form and back, and of a source that is added."""
    first = page.locator("#statement :is(input:not([type=hidden]), select, textarea)").first
    rows, hidden = page.locator("#rows-citation > .statement-row"), []
    first.focus()
    for key in ("Tab", "Shift+Tab"):
        for _ in range(page.locator("#statement :is(input, select, textarea, summary, a)").count()):
            page.keyboard.press(key)
            hidden.append(page.evaluate(HIDDEN))
    there = rows.count()
    page.get_by_role("button", name="Add a source").press("Enter")
    expect(rows).to_have_count(there + 1)
    expect(rows.last.locator(":focus")).to_have_count(1)
    return [one for one in (*hidden, page.evaluate(HIDDEN)) if one]


REFUSED = {
    "publish": ("Publish what is ticked", "#id_was_said", "Nothing is published yet"),
    "review": ("Publish what is ticked at that time", "#id_due_at", "Nothing is published yet"),
}


@pytest.mark.parametrize("end", REFUSED)
def test_a_refused_publication_says_so_at_the_top_and_at_the_field(page, contract, end):
    button, field, words = REFUSED[end]
    # As after a link to a part of the page: the browser goes there first.
    page.goto(f"/admin/procurement/contract/{contract.pk}/{end}/#why")
    page.fill("#id_reason", "What is new.")
    if end == "publish":
        page.get_by_role("radio", name="A correction").check()
    else:
        page.fill("#id_due_at", "2001-01-01T09:30")
    page.get_by_role("button", name=button, exact=True).click()

    note = page.locator(".errornote")
    expect(note).to_be_focused()
    expect(note).to_be_in_viewport()
    expect(note).to_contain_text(words)
    expect(page.locator(f".form-row:has({field}) .errorlist")).to_be_visible()
    note.locator(f"a[href='{field}']").click()
    expect(page.locator(field)).to_be_in_viewport()
    looked_at(page, end, WAYS[1:])


# Words that are broken within themselves.
BROKEN = """
    () => [...document.querySelectorAll(".act-head p, .act-head p *")].flatMap(one => [...one.childNodes])
        .filter(one => one.nodeType === Node.TEXT_NODE)
        .flatMap(one => [...one.data.matchAll(/\\S+/g)].map(found => {
            const word = document.createRange();
            word.setStart(one, found.index);
            word.setEnd(one, found.index + found[0].length);
            return word;
        }))
        .filter(word => word.getClientRects().length > 1).map(word => word.toString())
"""


def test_no_column_of_other_statements_is_cut_off_and_no_kind_of_act_is_broken(page, contract):
    for kind in codelists.TYPE:
        factories.make_intervention(contract, type=kind.code)
    for value in (1_00, 123_456_789_012_34):
        factories.make_claim(contract, value_minor=value)
    page.goto(f"/admin/procurement/contract/{contract.pk}/change/")
    tables = page.locator(".account .scroll")
    assert tables.count()
    for width in (320, 768, 960, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        cut = tables.evaluate_all("all => all.map(one => one.scrollWidth - one.clientWidth)")
        assert max(cut) <= 0, width
        assert page.evaluate(BROKEN) == [], width
