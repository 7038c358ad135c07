"""What editors do at the desk, said once for whoever plays them: with a mouse, by keyboard, and counted.

A record is told as `actions.enter` takes it; dates are what people type.
"""

from playwright.sync_api import Locator, expect

from procurement import codelists
from procurement.money import Money

from .hands import Hand

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
        for name in ("url", "title", "publisher", "published"):
            if source.get(name):
                self.hand.write(self.page.locator(f"#id_{name}"), source[name])
        self.hand.choose(self.page.locator("#id_kind"), source.get("kind", "news_report"))
        if source.get("primary"):
            self.hand.press(self.page.locator("#id_is_primary"))
        self.hand.press(self.button("Enter, and work from it"))
        expect(self.page.locator(".in-hand")).to_contain_text(source["title"])

    # Records

    def enter(self, record: dict) -> None:
        """Enter a record, source by source: what each says last backs is entered from it."""
        sources = {one["number"]: one for one in record["sources"]}
        who = {one.get("id"): one["actors"][0]["name"] for one in record["interventions"]}
        for number, source in sources.items():
            self.work_from(source)
            if number == 1:
                self.hand.press(self.link("Enter a new contract"))
                self.heading(record | {"citations": _from(number, record, sources)})
            for claim in record["claims"]:
                if cited := _from(number, claim, sources):
                    self.claim(claim | {"citations": cited})
            for act in record["interventions"]:
                if cited := _from(number, act, sources):
                    self.act(act | {"citations": cited}, who.get(act.get("related"), ""))

    # Statements

    def heading(self, record: dict) -> None:
        """Fill in the form of the title and parties, and save it."""
        self.write(record, "title", "purpose")
        self.who("buyer", record.get("buyer"))
        for vendor in record.get("vendors", ()):
            self.who("vendors", vendor)
        self.write(record, "description")
        self.cite(record["citations"])
        self.save()

    def add(self, kind: str, code: str) -> None:
        """Open the form of a new claim or act."""
        _, codelist, words = LISTS[kind]
        self.hand.press(self.link(words))
        self.hand.press(self.page.get_by_role("link", name=codelist.label(code), exact=True))
        expect(self.field(LISTS[kind][0])).to_have_value(code)

    def edit(self, key: str) -> None:
        """Open the form of a statement."""
        self.hand.press(self.page.locator(f"#{key}").get_by_role("link", name="Edit"))
        expect(self.form.locator(".statement-save")).to_be_visible()

    def claim(self, claim: dict) -> None:
        """Add a claim."""
        self.add("claim", claim["fact"])
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

    def act(self, act: dict, earlier: str = "") -> None:
        """Add an act; `earlier` is who did the earlier one that it is about."""
        self.add("intervention", act["type"])
        for actor in act["actors"]:
            self.who("actors", actor)
        self.choose(act, "capacity")
        self.write(act, "date", "summary", "power")
        self.choose(act, "effect", "outcome")
        self.write(act, "outcome_date")
        self.choose(act, "relation")
        if earlier:
            option = self.field("related").locator("option").filter(has_text=earlier).first
            self.hand.choose(self.field("related"), option.get_attribute("value"))
        for place, ground in enumerate(act.get("grounds", ()), 1):
            self.hand.press(self.button("Add a ground"))
            self.ground(f"ground-new{place}-", ground)
        self.cite(act["citations"])
        self.save()

    def ground(self, row: str, ground: dict) -> None:
        """Fill in a ground."""
        option = self.field(f"{row}ground").locator("option")
        chosen = option.filter(has_text=GROUNDS[ground["code"]]).first
        self.hand.choose(self.field(f"{row}ground"), chosen.get_attribute("value"))
        self.write(ground, "words", row=row)

    def cite(self, citations: list[dict]) -> None:
        """Fill in what backs a statement; a blank row is there."""
        for place, citation in enumerate(citations, 1):
            row = f"citation-new{place}-"
            if place > 1:
                self.hand.press(self.button("Add a source"))
            if "title" in citation:
                option = self.field(f"{row}source").locator("option")
                chosen = option.filter(has_text=citation["title"]).first
                self.hand.choose(self.field(f"{row}source"), chosen.get_attribute("value"))
            self.choose({"level": "reported"} | citation, "level", row=row)
            if citation.get("quotation"):
                self.hand.paste(self.field(f"{row}quotation"), citation["quotation"])
            self.write(citation, "hedge", "place", row=row)

    def save(self) -> None:
        """Save the form that is open, and see the working page."""
        self.hand.press(self.form.locator(".statement-save"))
        expect(self.form).to_have_count(0)
        expect(self.page.locator(".messagelist .success")).to_contain_text("Saved")

    # Publication

    def publish(self, reason: str, *, was: str = "", right: str = "") -> None:
        """Publish all that is ready; as a correction, where it says what was said and what is right."""
        self.hand.press(self.link("Publish"))
        if was:
            self.hand.press(self.page.get_by_role("radio", name="A correction"))
            self.hand.write(self.page.locator("#id_was_said"), was)
            self.hand.write(self.page.locator("#id_is_right"), right)
        self.hand.write(self.page.locator("#id_reason"), reason)
        self.hand.press(self.button("Publish what is ticked"))
        self.done("Published")

    def withdraw(self, reason: str) -> None:
        """Take the whole record back."""
        self.hand.press(self.link("Withdraw"))
        self.hand.write(self.page.locator("#id_reason"), reason)
        self.hand.press(self.button("Withdraw"))
        self.done("withdrawn")

    def put_back(self, number: int, reason: str) -> None:
        """Make public again what a revision said."""
        self.hand.press(self.link(f"Put revision {number} back"))
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
        new = {"buyer": "buyer", "user_body": "buyer", "vendor": "vendor", "vendors": "vendor"}.get(
            name
        )
        if new is None:
            new = codelists.STAKEHOLDER_KIND.label(party.get("is_a", "organisation")).lower()
        words = [party["name"], f"New {new}: {party['name']}"]
        typed = f"the {party['name']}" if party.get("the") else party["name"]
        self.hand.pick(box.locator(".who-find input"), typed, box.get_by_role("option"), words)


def _from(number, statement, sources):
    """The citations of a statement that is entered from a source, its own first; none where it is from another."""
    *others, own = statement["citations"]
    if own["source"] != number:
        return []
    return [own, *[one | {"title": sources[one["source"]]["title"]} for one in others]]
