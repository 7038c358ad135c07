"""What editors do at the desk, said once for whoever plays them: with a mouse, by keyboard, and counted.

A record is told as `actions.enter` takes it; dates are what people type.
"""

from playwright.sync_api import Locator, expect

from procurement import codelists
from procurement.money import Money

from .hands import FEW, Hand

ADD = "/admin/procurement/contract/add/"
# What a form calls otherwise than a record.
NAMES = {
    "date": "happened_on", "outcome_date": "outcome_on", "level": "attribution", "primary": "is_primary",
    "party": "stakeholder",
}  # fmt: skip
GROUNDS = {code.code: code.label for _, code in codelists.GROUNDS}
LISTS = {
    "claim": ("fact", codelists.FACT, "Add a claim"),
    "intervention": ("type", codelists.TYPE, "Add an act"),
}


class Editor:
    """An account at the desk, with what it works on."""

    def __init__(self, hand: Hand) -> None:
        self.hand, self.page = hand, hand.page
        self.named: set[str] = set()
        self.source: dict = {}
        # Whether the next save goes on to the next source, and the last one did.
        self.leads_on = self.is_led_on = False

    def log_in(self, name: str, password: str) -> None:
        """Come in."""
        self.page.goto("/admin/login/")
        self.page.fill("#id_username", name)
        self.page.fill("#id_password", password)
        self.page.click("[type=submit]")
        expect(self.page.locator("#user-tools")).to_be_visible()

    # What stands on pages

    def button(self, name: str) -> Locator:
        """Give a button by what it says."""
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        """Give a link by what it says."""
        return self.page.get_by_role("link", name=name, exact=True)

    @property
    def form(self) -> Locator:
        """The form of a statement, on a page or in a dialog."""
        return self.page.locator("form#statement")

    def field(self, name: str) -> Locator:
        """Give a field of it."""
        return self.form.locator(f"[name='{name}']")

    # Sources

    def work_from(self, source: dict) -> None:
        """Enter a source, and work from it."""
        for name in ("url", "title", "publisher", "author", "published"):
            if source.get(name):
                self.hand.write(self.page.locator(f"#id_{name}"), source[name])
        kind, primary = source.get("kind", "news_report"), bool(source.get("primary"))
        self.hand.choose(self.page.locator("#id_kind"), kind)
        if primary != (kind in codelists.PRIMARY_KINDS):
            self.hand.choose(self.page.locator("[name=is_primary]"), "yes" if primary else "no")
        self.hand.press(self.button("Enter, and work from it"))
        expect(self.page.locator(".in-hand")).to_contain_text(source["title"])
        self.source = source

    # Records

    def enter(self, record: dict) -> None:
        """Enter a record, source by source: what each of them says first is entered from it, or backed by it."""
        keys: dict[object, str] = {}
        last = record["sources"][-1]
        for source in record["sources"]:
            if not self.is_led_on and source["number"] > 1:
                self.hand.press(self.link("Work from another source"))
            self.is_led_on = False
            self.work_from(source)
            said = [
                one for one in (*record["claims"], *record["interventions"])
                if any(cited["source"] == source["number"] for cited in one["citations"])
            ]  # fmt: skip
            if source["number"] == 1:
                self.hand.press(self.link("Enter a new contract"))
                self.heading(record)
            for statement in said:
                self.leads_on = statement is said[-1] and source is not last
                self._enter_from(source, statement, keys)
            self.leads_on = False

    def _enter_from(self, source, statement, keys):
        """Enter a statement as far as a source backs it; `keys` has the first about each fact, and each act."""
        cited = [one for one in statement["citations"] if one["source"] == source["number"]]
        if id(statement) in keys:
            self.back(keys[id(statement)], cited)
        else:
            enter = self.claim if "fact" in statement else self.act
            beside = keys.get(statement.get("fact") or statement.get("related"), "")
            key = enter(statement | {"citations": cited}, beside)
            keys[id(statement)] = key
            keys.setdefault(statement.get("fact") or statement["id"], key)

    # Statements

    def heading(self, record: dict) -> None:
        """Fill in the form of the title and parties, and save it."""
        self.write(record, "title", "purpose")
        self.who("buyer", record.get("buyer"))
        for vendor in record.get("vendors", ()):
            self.who("vendors", vendor)
        self.write(record, "description")
        self.cite(record["citations"])
        self.hand.press(self.form.locator(".statement-save"))
        self.done("Saved")

    def add(self, kind: str, code: str, after: str = "") -> None:
        """Open the form of a new claim or act, from the statement `after`, or where the page leads to such a one."""
        name, codelist, words = LISTS[kind]
        shorter = self.page.locator(f"a[href$='add/{kind}/?{name}={code}']")
        at = self.page.locator(f"#{after}").get_by_role("link", name="Add after this")
        if after and kind == "claim":
            self.hand.press(at)
        elif kind == "claim" and shorter.count():
            self.hand.press(shorter)
        else:
            self.hand.press(at if after else self.link(words))
            self.hand.press(self.page.get_by_role("link", name=codelist.label(code), exact=True))
        expect(self.field(name)).to_have_value(code)

    def edit(self, key: str) -> None:
        """Open the form of a statement."""
        self.hand.press(self.page.locator(f"#{key}").get_by_role("link", name="Edit"))
        expect(self.form.locator(".statement-save")).to_be_visible()

    def change_value(self, desk: str, key: str, value: str) -> None:
        """Change the value that a claim states."""
        self.hand.open(desk)
        self.edit(key)
        self.write({"value_minor": value}, "value_minor")
        self.save()

    def claim(self, claim: dict, other: str = "") -> str:
        """Add a claim, and give its key; `other` is that of one about the same fact."""
        self.add("claim", claim["fact"], other)
        if "value" in claim:
            value = Money(claim["value"]["minor"], claim["value"]["currency"]).exact()
            self.write({"value_minor": value}, "value_minor")
        self.choose(claim, "value_kind", "stage")
        self.write({"stated_on": claim.get("date")}, "stated_on")
        column = {"buyer": "buyer", "user_body": "buyer", "vendor": "vendor"}
        self.who(column.get(claim["fact"], "stakeholder"), claim.get("party"))
        self.choose(claim, "rank")
        self.cite(claim["citations"])
        self.save()
        return self.key()

    def act(self, act: dict, earlier: str = "") -> str:
        """Add an act, and give its key; `earlier` is that of the one that it is about."""
        self.add("intervention", act["type"], earlier)
        for actor in act["actors"]:
            self.who("actors", actor)
        self.choose(act, "capacity")
        self.write(act, "date", "summary", "power")
        self.choose(act, "effect", "outcome")
        self.write(act, "outcome_date")
        self.choose(act, "relation")
        if earlier:
            self.hand.choose(self.field("related"), earlier.rpartition("-")[2])
        for place, ground in enumerate(act.get("grounds", ()), 1):
            row = f"ground-new{place}-"
            if not self.field(f"{row}ground").count():
                self.hand.press(self.button("Add a ground"))
            self.ground(row, ground)
        self.cite(act["citations"])
        self.save()
        return self.key()

    def ground(self, row: str, ground: dict) -> None:
        """Fill in a ground."""
        option = self.field(f"{row}ground").locator("option")
        chosen = option.filter(has_text=GROUNDS[ground["code"]]).first
        self.hand.choose(self.field(f"{row}ground"), chosen.get_attribute("value"))
        self.write(ground, "words", row=row)

    def cite(self, citations: list[dict], *, blank: bool = True) -> None:
        """Say what of the source in hand backs a statement; a new one has a blank row for it."""
        for place, citation in enumerate(citations, 1):
            if place > 1 or not blank:
                self.hand.press(self.button("Add a source"))
            row = f"citation-new{place}-"
            self.choose({"level": "reported"} | citation, "level", row=row)
            if citation.get("quotation"):
                self.hand.paste(self.field(f"{row}quotation"), citation["quotation"])
            self.write(citation, "hedge", "place", row=row)

    def back(self, key: str, citations: list[dict]) -> None:
        """Say what of the source in hand backs a statement that is there."""
        self.edit(key)
        self.cite(citations, blank=False)
        self.save()

    def save(self) -> None:
        """Save the form that is open, and see the working page; or the form of the next source over it."""
        on = self.button("Save, and on to the next source")
        self.hand.press(on if self.leads_on else self.form.locator(".statement-save"))
        expect(self.form).to_have_count(0)
        self.done("Saved")
        self.is_led_on = self.leads_on
        if self.is_led_on:
            expect(self.page.locator("dialog #id_title")).to_be_visible()

    def key(self) -> str:
        """Give the key of the statement that was saved in a dialog: it is in focus, or come back to."""
        if self.is_led_on:
            back = self.page.locator("dialog [name=back]").first.input_value()
            return back.partition("#")[2]
        return self.page.locator(".desk-marks:has(:focus)").get_attribute("id") or ""

    # Publication

    def publish(self, reason: str, *, was: str = "", right: str = "") -> None:
        """Publish all that is ready; as a correction, where it says what was said and what is right."""
        self.fill_publication(reason, was=was, right=right)
        self.done("Published")

    def fill_publication(self, reason: str, *, was: str = "", right: str = "") -> None:
        """Send the page that publishes."""
        self.hand.press(self.link("Publish"))
        if was:
            self.hand.press(self.page.get_by_role("radio", name="A correction"))
            self.hand.write(self.page.locator("#id_was_said"), was)
            self.hand.write(self.page.locator("#id_is_right"), right)
        self.hand.write(self.page.locator("#id_reason"), reason)
        self.hand.press(self.button("Publish what is ticked"))

    def submit(self, reason: str, note: str) -> None:
        """Submit all that is ready for review."""
        self.hand.press(self.page.get_by_role("link", name="Submit for review"))
        self.hand.write(self.page.locator("#id_reason"), reason)
        self.hand.write(self.page.locator("#id_note"), note)
        self.hand.press(self.button("Submit what is ticked for review"))
        self.done("Submitted for review")

    def answer(self, button: str, words: str, note: str = "") -> None:
        """Answer what is in review by a button, with a note."""
        self.hand.press(self.link("In review"))
        if note:
            self.hand.write(self.page.locator("#id_note"), note)
        self.hand.press(self.button(button))
        self.done(words)

    def withdraw(self, reason: str) -> None:
        """Take the whole record back."""
        self.hand.press(self.link("Withdraw"))
        self.hand.write(self.page.locator("#id_reason"), reason)
        self.hand.press(self.button("Withdraw"))
        self.done("withdrawn")

    def put_back(self, number: int, reason: str) -> None:
        """Make public again what a revision said."""
        self.hand.press(self.link("History"))
        told = self.page.get_by_role("listitem").filter(has_text=f"Revision {number}:")
        self.hand.press(told.get_by_role("link", name="Put this back"))
        self.hand.write(self.page.locator("#id_reason"), reason)
        self.hand.press(self.button("Put it back"))
        self.done("put back")

    def done(self, words: str) -> None:
        """See that it is said to be done."""
        expect(self.page.locator(".messagelist .success").last).to_contain_text(words)

    # Fields

    def write(self, said: dict, *names: str, row: str = "") -> None:
        """Type what is said into the fields of these names."""
        for name in names:
            if said.get(name):
                self.hand.write(self.field(row + NAMES.get(name, name)), said[name])

    def choose(self, said: dict, *names: str, row: str = "") -> None:
        """Choose what is said from the lists of these names."""
        for name in names:
            if said.get(name):
                self.hand.choose(self.field(row + NAMES.get(name, name)), said[name])

    def who(self, name: str, party: dict | None) -> None:
        """Name a party: whoever is found by the name, else a new one of its kind."""
        if not party:
            return
        box = self.form.locator(f".who[data-name='{name}']")
        kind = codelists.STAKEHOLDER_KIND.label(party.get("is_a", "organisation")).lower()
        new = {"buyer": "buyer", "vendor": "vendor", "vendors": "vendor"}.get(name, kind)
        typed = f"the {party['name']}" if party.get("the") else party["name"]
        words = [party["name"], f"New {new}: {typed}"]
        # Who was named before is found by the first letters, as is who published the source in hand.
        if party["name"] in {*self.named, self.source.get("publisher"), self.source.get("author")}:
            typed = party["name"][:FEW]
        self.named.add(party["name"])
        self.hand.pick(box.locator(".who-find input"), typed, box.get_by_role("option"), words)
        for number in party.get("identifiers", ()):
            register = "" if number["scheme"] == "GB-COH" else f"{number['scheme']}-"
            self.hand.write(box.locator("[name*=_number]"), f"{register}{number['value']}")
