"""Two ways to work a page, by mouse and by keyboard alone, with one set of words; and what they cost."""

from playwright.sync_api import Locator, Page, expect

# Shorter texts, such as £12m, are typed anew sooner than found.
WORTH_COPYING = 5
FEW = 4
# The browser shows this list in a window of its own, which no script reaches.
OFFERED = "one => one.list ? Array.from(one.list.options, option => option.value) : []"
MOST_TURNS = 20
# How many stops of the keyboard lie between what is in focus and a target: of radio buttons one, that which is chosen.
STOPS = """target => {
    const room = target.closest("dialog") || document;
    const stops = [...room.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
    const shown = stops.filter(one => one.type !== "hidden" && !one.disabled && one.checkVisibility());
    const isOf = one => other => other.type === "radio" && other.name === one.name && other.form === one.form;
    const stop = group => group.find(one => one.checked) || group[0];
    const there = shown.filter(one => one.type !== "radio" || one === stop(shown.filter(isOf(one))));
    return there.indexOf(target) - there.indexOf(document.activeElement);
}"""


class Hand:
    """Somebody with a mouse.

    A click is each press of it: on a link, a button, a box, or a heading that unfolds; two for a list that opens and
    is chosen from. Going on to the next field (Tab) costs none, nor what is typed and taken from what is offered then.
    """

    def __init__(self, page: Page) -> None:
        self.clicks, self.loads = 0, 0
        self.typed: list[str] = []
        self.pasted = 0
        self.page = page
        page.context.on("request", self._count)

    def _count(self, request):
        # Whatever it is led on to, a page is loaded once.
        self.loads += request.is_navigation_request() and not request.redirected_from

    def open(self, address: str) -> None:
        """Go to an address that is known: a bookmark."""
        self.clicks += 1
        self.page.goto(address)

    def press(self, target: Locator) -> None:
        """Press a link, a button, a box or a heading."""
        self.clicks += 1
        target.click()

    def write(self, field: Locator, text: str) -> None:
        """Type into a field, in place of what is there; what it offers itself is taken by its first letters."""
        self.typed.append(text[:FEW] if text in field.evaluate(OFFERED) else text)
        field.fill(text)

    def paste(self, field: Locator, text: str) -> None:
        """Put words into a field that were copied from a document."""
        self.pasted += 1
        field.fill(text)

    def choose(self, field: Locator, value: str) -> None:
        """Choose from a list, or of radio buttons, unless it says so already."""
        if field.first.get_attribute("type") != "radio":
            self.choose_from_list(field, value)
        elif not (button := field.and_(self.page.locator(f"[value='{value}']"))).is_checked():
            self.press(button)

    def choose_from_list(self, field: Locator, value: str) -> None:
        """Choose from a list, unless it says so already."""
        if field.input_value() != value:
            self.clicks += 2
            field.select_option(value)

    def pick(self, field: Locator, text: str, options: Locator, wanted: list[str]) -> None:
        """Type into a field, go down what it offers to the first of these names that is there, and take it by Enter."""
        self.write(field, text)
        expect(options.first).to_be_visible()
        named = [options.filter(has=field.page.get_by_text(name, exact=True)) for name in wanted]
        option = next(one for one in named if one.count()).first
        for _ in range(options.count()):
            field.page.keyboard.press("ArrowDown")
            if option.get_attribute("aria-selected") == "true":
                break
        field.page.keyboard.press("Enter")

    def typed_twice(self) -> list[str]:
        """Give what was typed although it, or something that it is a part of, had been typed before."""
        return [
            text
            for place, text in enumerate(self.typed)
            if len(text) >= WORTH_COPYING and any(text in before for before in self.typed[:place])
        ]


class Keys(Hand):
    """Somebody without a mouse: Tab, Enter, Space, arrows, and letters."""

    def reach(self, target: Locator) -> None:
        """Go on from stop to stop, or back, until the target is reached."""
        expect(target).to_be_visible()
        for _ in range(MOST_TURNS):
            steps = target.evaluate(STOPS)
            if not steps:
                return
            for _ in range(abs(steps)):
                self.page.keyboard.press("Tab" if steps > 0 else "Shift+Tab")
        raise AssertionError(f"The keyboard does not reach {target}.")

    def press(self, target: Locator) -> None:
        """Reach it; a box is ticked by Space, one of several by arrows, all else is pressed by Enter."""
        self.clicks += 1
        kind = target.get_attribute("type")
        if kind == "radio":
            self._turn_to(target)
        else:
            self.reach(target)
            self.page.keyboard.press("Space" if kind == "checkbox" else "Enter")

    def _turn_to(self, target):
        name = target.get_attribute("name")
        group = target.page.locator(f"input[type=radio][name='{name}']")
        # Tab stops at one of a group: the one that is chosen, else the first.
        chosen = group.and_(target.page.locator(":checked"))
        self.reach(chosen if chosen.count() else group.first)
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")

    def write(self, field: Locator, text: str) -> None:
        """Reach it, and type."""
        self.typed.append(text)
        self._put(field, text)

    def paste(self, field: Locator, text: str) -> None:
        """Reach it, and put it in."""
        self.pasted += 1
        self._put(field, text)

    def _put(self, field, text):
        self.reach(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def choose_from_list(self, field: Locator, value: str) -> None:
        """Reach the list, and go through it by arrows."""
        self.reach(field)
        values = field.evaluate("one => Array.from(one.options, option => option.value)")
        steps = values.index(value) - values.index(field.input_value())
        for _ in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
        self.clicks += bool(steps)
        expect(field).to_have_value(value)
