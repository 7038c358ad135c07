"""The cases and the founding case at every width, light, dark and on paper: nothing breaks its frame."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from procurement.management import founding_case
from procurement.models import Contract
from tests.cases import CASES
from tests.cases.publishing import publish

from .rules import RULES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = [320, 768, 1024, 1280, 1600]
# Where axe is asked: it takes longer than all else together.
ASKED = {(320, "light"), (1280, "dark")}
# A folder to keep pictures in, for whoever wants to look at them.
PICTURES = os.environ.get("PICTURES", "")

# Text that runs over several lines needs 20 characters a line; none lies over another.
FAULTS = """
() => {
    const found = [], shown = e => e.checkVisibility({visibilityProperty: true}) && !e.closest(".unseen, .skip");
    const own = e => [...e.childNodes].filter(n => n.nodeType === 3 && n.data.trim());
    const name = e => `<${e.localName} class="${e.getAttribute("class") || ""}"> ${e.textContent.trim().slice(0, 50)}`;
    if (document.documentElement.scrollWidth > innerWidth)
        found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    const leaves = [];
    for (const e of document.querySelectorAll("body *")) {
        if (e.closest("svg") || !own(e).length || !shown(e)) continue;
        const block = e.closest("p, li, dd, td, h1, h2, h3, h4, summary, figcaption");
        if (block === e && e.textContent.trim().length > 40) {
            const style = getComputedStyle(e), context = document.createElement("canvas").getContext("2d");
            context.font = style.font;
            const inside = e.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
            if (inside < 20 * context.measureText("0").width - 1)
                found.push(`${Math.round(inside)}px of running text: ${name(e)}`);
        }
        for (const node of own(e)) {
            const range = document.createRange();
            range.selectNodeContents(node);
            for (const box of range.getClientRects())
                if (box.width > 1 && box.height > 1) leaves.push({e, box, node});
        }
    }
    leaves.sort((a, b) => a.box.top - b.box.top);
    leaves.forEach((one, place) => {
        for (let next = place + 1; next < leaves.length; next++) {
            const other = leaves[next];
            if (other.box.top >= one.box.bottom - 3) break;
            if (other.node === one.node) continue;
            const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
            const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
            // Lines of one paragraph touch, and a note stands above its line.
            if (across > 2 && down > Math.min(one.box.height, other.box.height) / 2)
                found.push(`${name(one.e)} lies over ${name(other.e)}`);
        }
    });
    return [...new Set(found)].slice(0, 5);
}
"""


@pytest.fixture
def addresses(live_server):
    """Give the address of the page of each case, and of the founding case, by name."""
    contracts = {"founding_case": founding_case.load()}
    contracts |= {name: publish(case) for name, case in CASES.items()}
    rows = {name: Contract.objects.get(pk=one.pk) for name, one in contracts.items()}
    return {name: f"{live_server.url}/contracts/{row.public_id}/" for name, row in rows.items()}


def test_pages_of_every_case_keep_within_their_frame_at_every_width(browser, addresses):
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    found = []

    for name, address in addresses.items():
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                where = f"{name}-{width}-{scheme}"
                found += [f"{where}: {fault}" for fault in page.evaluate(FAULTS)]
                picture(page, where)
                if (width, scheme) in ASKED:
                    axe = Axe().run(page, options=RULES)
                    found += [f"{where}: {axe.generate_report()}"] if axe.violations_count else []
            page.emulate_media(color_scheme="light")

    assert not found, "\n".join(found)


def test_every_case_reads_on_paper(browser, addresses):
    # The width of A4 between its margins, at 96 pixels an inch.
    page = browser.new_context(viewport={"width": 690, "height": 1000}).new_page()
    page.emulate_media(media="print")
    found = []

    for name, address in addresses.items():
        page.goto(address)
        found += [f"{name}: {fault}" for fault in page.evaluate(FAULTS)]
        found += [
            f"{name}: {one} on paper" for one in ("arrow leads", "first") if _reads(page, one)
        ]
        picture(page, f"{name}-paper")

    assert not found, "\n".join(found)


def _reads(page, words):
    """Say whether words that only a screen needs are read."""
    return any(one.is_visible() for one in page.locator(".on-screen", has_text=words).all())


def picture(page, name):
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
