"""The editors' desk measured: a case entered by one script, through the forms of before and of now.

    python -m benchmarks.desk --keep

The case is `tests/cases/lifted_with_conditions.py`: eight documents, five claims, five acts. Each play enters it
as somebody would who knows the forms, on a site with the demonstration in it, and publishes it; both
must come to the same headline. The forms of before are served from commit 227915e.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, expect, sync_playwright

from tests.browser.editor import Editor
from tests.browser.hands import Hand
from tests.cases import lifted_with_conditions
from tests.chromium import chromium

from . import measuring
from .measuring import ROOT, bar, say, table

# An answer has no effect of its own, and the forms of now do not ask for one.
ACTS = [
    {key: said for key, said in act.items() if (act["type"], key) != ("response", "effect")}
    for act in lifted_with_conditions.FORM["interventions"]
]
FORM = lifted_with_conditions.FORM | {"interventions": ACTS}
BEFORE = "227915e"
PASSWORD = "four words of a measurement"  # noqa: S105 -- of a site that lives for a play
ACCOUNT = f"""
from django.contrib.auth.models import User
from procurement.models import roles
user = User.objects.create_user("editor", password="{PASSWORD}", is_staff=True)
roles.give(user, roles.role_called("publisher"))
"""
HEADLINE = (
    "may go on under conditions after an intervention by the Cabinet of Wexcombe Borough Council."
)
SOURCES = {one["number"]: one for one in FORM["sources"]}
GROUNDS = {"no_impact_assessment": "No impact assessment", "civil_liberties": "Civil liberties"}
REASON = "First publication, from eight documents."
MOST = 0.5  # of the clicks and page loads of before


def main(argv: list[str] | None = None) -> None:
    """Play both, and print what they cost; exit 1 where it is too much."""
    parser = measuring.arguments(__doc__)
    parser.set_defaults(databases=["sqlite"])
    measuring.report("Desk", parser.parse_args(argv), _measured)


def _measured(asked, databases, folder: Path) -> Iterator[str]:
    trees = {"before": folder / "before", "now": ROOT}
    git = ["git", "-C", str(ROOT), "worktree"]
    subprocess.run(
        [*git, "add", "--detach", trees["before"], BEFORE], check=True, capture_output=True
    )
    try:
        hands = {name: _played(name, tree, folder) for name, tree in trees.items()}
    finally:
        subprocess.run([*git, "remove", "--force", trees["before"]], check=True)
    yield table(["Case 01", *hands], _rows(hands["before"], hands["now"]))


def _rows(before: Hand, now: Hand) -> Iterator[list[str]]:
    for what in ("clicks", "loads"):
        most, reached = MOST * getattr(before, what), getattr(now, what)
        yield [
            what,
            str(getattr(before, what)),
            f"{reached} {bar(most / reached, f'≤ {most:.0f}')}",
        ]
    yield ["texts typed", str(len(before.typed)), str(len(now.typed))]
    twice = [len(hand.typed_twice()) for hand in (before, now)]
    yield ["of them typed before", str(twice[0]), f"{twice[1]} {bar(not twice[1], '0')}"]


def _played(name: str, tree: Path, folder: Path) -> Hand:
    say(f"The forms of {name}")
    with served(tree, folder / f"data-{name}") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_context(base_url=address).new_page()
        page.set_default_timeout(10_000)
        page.goto("/admin/login/")
        page.fill("#id_username", "editor")
        page.fill("#id_password", PASSWORD)
        page.click("[type=submit]")
        hand = Hand(page)
        now(hand) if tree == ROOT else Before(hand, page, set()).play()
        page.goto(page.locator(".messagelist a").last.get_attribute("href"))
        expect(page.locator("main")).to_contain_text(HEADLINE)
        browser.close()
        return hand


@contextmanager
def served(tree: Path, data: Path) -> Iterator[str]:
    """Serve what a tree has, on a database of its own with the demonstration; give the address."""
    told = {"DATA_DIR": str(data), "STATIC_ROOT": str(data / "static"), "LOG_LEVEL": "ERROR"}
    site = os.environ | told | {"ENVIRONMENT": "development", "PYTHON": sys.executable}
    data.mkdir()
    for command in ("migrate", "collectstatic --no-input", "load_demo", f"shell -c\n{ACCOUNT}"):
        told = command.split("\n", 1)
        words = [*told[0].split(), *told[1:], "-v0"]
        subprocess.run([sys.executable, "-B", "manage.py", *words], cwd=tree, env=site, check=True)
    serve = ["sh", "-c", f"cd {tree} && exec scripts/serve"]
    with measuring.serving(site, "/admin/login/", serve) as server:
        yield f"http://127.0.0.1:{server.port}"


def now(hand: Hand) -> None:
    """Enter the case from its sources, one after the other, and publish it."""
    editor = Editor(hand)
    hand.open("/admin/work-from-source/")
    editor.enter(FORM)
    editor.publish(REASON)


# The forms of before: one page for all, with windows for what is new beside it.

# What a chooser offers, where it is not called so.
KINDS = {"vendors": "vendor", "actors": "stakeholder", "speaker": "stakeholder"}
FOLDED = "User, description, OCID and notes", "Capacity, power, outcome and more"
OPTION = ".select2-container--open .select2-results__option[role=option]:not(.loading-results)"


class Before:
    """Somebody at the page of a contract that holds everything said of it."""

    def __init__(self, hand: Hand, page: Page, there: set[tuple[str, str]]) -> None:
        self.hand, self.page, self.there = hand, page, there

    def play(self) -> None:
        """Enter the case, save it, add what needs acts that are saved, and publish it."""
        self.hand.open("/admin/procurement/contract/add/")
        self.fill("", FORM, "title", "purpose")
        self.find("buyer", FORM["buyer"])
        self.find("vendors", FORM["vendors"][0])
        self.hand.press(self.page.get_by_text(FOLDED[0]))
        self.fill("", FORM, "description")
        self.cite("", FORM)
        for place, claim in enumerate(FORM["claims"]):
            self.claim(self.row("claims", place), claim)
        for place, act in enumerate(FORM["interventions"]):
            self.act(self.row("interventions", place), act)
        self.hand.press(self.page.locator("[name=_continue]"))
        for place, act in enumerate(FORM["interventions"]):
            if "related" in act:
                self.relate(f"interventions-{place}-", act)
        self.hand.press(self.page.locator("[name=_publish]"))
        self.fill("", {"reason": REASON}, "reason")
        self.hand.press(self.page.locator("[name=_publish]"))

    def claim(self, row: str, claim: dict) -> None:
        if "value" in claim:
            claim = claim | {"value_minor": f"£{claim['value']['minor'] // 100:,}"}
        self.choose(row, claim, "fact")
        self.fill(row, claim, "value_minor")
        self.choose(row, claim, "value_kind", "stage", "rank")
        if "party" in claim:
            self.find(f"{row}stakeholder", claim["party"])
        self.tick(f"{row}ready")
        self.cite(row, claim)

    def act(self, row: str, act: dict) -> None:
        self.choose(row, act, "type")
        self.find(f"{row}actors", act["actors"][0])
        self.fill(row, act | {"happened_on": act["date"]}, "happened_on")
        self.choose(row, act, "effect")
        self.tick(f"{row}ready")
        self.unfold(row)
        self.choose(row, act, "capacity")
        self.fill(row, act, "power", "summary")
        if "outcome" in act:
            self.choose(row, act, "outcome")
            self.fill(row, {"outcome_on": act["outcome_date"]}, "outcome_on")
        for place, ground in enumerate(act.get("grounds", ())):
            self.find(f"{row}grounds-{place}-ground", {"name": GROUNDS[ground["code"]]})
            self.fill(f"{row}grounds-{place}-", ground, "words")
        self.cite(row, act)

    def relate(self, row: str, act: dict) -> None:
        [earlier] = [one for one in FORM["interventions"] if one["id"] == act["related"]]
        self.unfold(row)
        self.choose(row, act, "relation")
        self.find(f"{row}related", earlier["actors"][0])

    def cite(self, row: str, what: dict) -> None:
        for place, citation in enumerate(what["citations"]):
            begin = self.row(f"{row}citations", place)
            source = SOURCES[citation["source"]]
            self.find(f"{begin}source", source | {"name": source["title"]})
            self.choose(begin, {"attribution": citation.get("level", "reported")}, "attribution")
            if "speaker" in citation:
                self.find(f"{begin}speaker", citation["speaker"])
            if "quotation" in citation:
                self.hand.paste(self.at(f"{begin}quotation"), citation["quotation"])
            if "place" in citation:
                self.hand.press(self.at(f"{begin}place").locator("xpath=ancestor::details/summary"))
                self.fill(begin, citation, "place")

    def row(self, rows: str, place: int) -> str:
        """Give how the names of a row begin; it is added, unless a blank one is there."""
        if not self.at(f"{rows}-{place}-id").count():
            self.hand.press(self.page.locator(f"[data-adds='{rows}']"))
        return f"{rows}-{place}-"

    def unfold(self, row: str) -> None:
        self.hand.press(self.page.locator(f"[id='{row}row']").get_by_text(FOLDED[1]))

    def at(self, name: str) -> Locator:
        return self.page.locator(f"[id='id_{name}']")

    def fill(self, row: str, what: dict, *names: str) -> None:
        for name in names:
            if name in what:
                self.hand.write(self.at(row + name), what[name])

    def choose(self, row: str, what: dict, *names: str) -> None:
        for name in names:
            if name in what:
                self.hand.choose(self.at(row + name), what[name])

    def tick(self, name: str) -> None:
        self.hand.press(self.at(name))

    def find(self, name: str, what: dict) -> None:
        """Choose what bears a name: found by the box, or entered in a window where it is not there yet."""
        chooser = name.rpartition("-")[2]
        kind, words = KINDS.get(chooser, chooser), what["name"]
        if (kind, words) in self.there or kind in ("ground", "related"):
            self.hand.press(self.at(name).locator("xpath=following-sibling::span[1]"))
            expect(self.page.locator(OPTION).first).to_be_visible()
            option = self.page.locator(OPTION).filter(has_text=words).first
            if option.count():
                return self.hand.press(option)
            # What the box does not show at once is typed, and taken by Enter.
            self.hand.write(self.page.locator(".select2-container--open input"), words)
            expect(option).to_have_class(re.compile("highlighted"))
            return self.page.keyboard.press("Enter")
        self.there.add((kind, words))
        with self.page.expect_popup() as opened:
            self.hand.press(self.at(name).locator("xpath=..//a[contains(@class, 'add-related')]"))
        window = Before(self.hand, opened.value, self.there)
        window.enter(what)
        with window.page.expect_event("close"):
            self.hand.press(window.page.locator("[name=_save]"))

    def enter(self, what: dict) -> None:
        """Fill in the window of a source, or of a party."""
        self.fill("", what, "title" if "title" in what else "name", "publisher", "author", "url")
        self.choose("", what, "kind", "is_a")
        if "published" in what:
            self.fill("", {"published_on": what["published"]}, "published_on")
        for told, name in (("primary", "is_primary"), ("the", "takes_the")):
            if what.get(told):
                self.hand.press(self.at(name))
        for place, number in enumerate(what.get("identifiers", ())):
            self.choose(f"identifiers-{place}-", number, "scheme")
            self.fill(f"identifiers-{place}-", number, "value")
        if "vendor" in what:
            self.find("vendor", what["vendor"])


if __name__ == "__main__":
    main()
