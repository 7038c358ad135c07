"""What a page shows of notices: groups of rows, each a label and its lines; long lists fold."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from procurement.money import CURRENCIES, Money, in_range

from ..names import capitalise

# A text of a notice of more characters, some 60 words, is shown by its beginning, the rest folded.
_LONGEST, _SHOWN = 400, 180
# What is said of tax beside an amount.
BASIS = {"net": "without VAT", "gross": "with VAT"}


class Line(NamedTuple):
    """One thing that a notice states, in parts as they follow each other.

    `whose` is what it is of ("Lots 1 and 2"), `name` a name or title as published, with the address it
    leads to; `text` is ours, `words` the notice's own, `meaning` what a code says.
    """

    text: str = ""
    name: str = ""
    words: str = ""
    whose: str = ""
    url: str = ""
    meaning: str = ""

    @property
    def says(self) -> str:
        """What it says, whichever part says it; "" where no part does."""
        return self.text or self.name or self.words

    @property
    def beginning(self) -> str:
        """The first of long words, to the end of one; all of short ones."""
        return folded(self.words, _LONGEST, _SHOWN)[0]

    @property
    def rest(self) -> str:
        """What of long words follows their beginning; "" of short ones."""
        return folded(self.words, _LONGEST, _SHOWN)[1]


def folded(text: str, longest: int, shown: int) -> tuple[str, str]:
    """Give the beginning of a text of more than so many characters, and what follows; all and "" of another."""
    if len(text) <= longest:
        return text, ""
    # A text without spaces is cut anywhere.
    cut = max(text.rfind(space, 0, shown) for space in (" ", "\n"))
    cut = cut if cut > 0 else shown
    return f"{text[:cut].rstrip()} …", f"… {text[cut:].lstrip()}"


def plain(text: str) -> str:
    """Give a text as it is compared: white space and a full stop at its end make no difference."""
    return " ".join(text.split()).removesuffix(".")


class Row(NamedTuple):
    """A label with its lines; those that fold stand apart, under a summary such as "12 more"."""

    label: str
    lines: list[Line]
    folded: list[Line] = []
    summary: str = ""


class Group(NamedTuple):
    """Rows under a heading; those that few look for fold."""

    title: str
    rows: list[Row]
    more: list[Row] = []


def row(label: str, lines: Iterable[Line], show: int = 4) -> list[Row]:
    """Give a row, the lines beyond the first few folded unless it were one; none for no lines."""
    found = list(dict.fromkeys(line for line in lines if line.says))
    if not found:
        return []
    show = show if len(found) > show + 1 else len(found)
    return [Row(label, found[:show], found[show:], f"{len(found) - show} more")]


def series(*parts: str) -> str:
    """Give what there is of some words, commas between."""
    return ", ".join(part for part in parts if part)


def sentence(*parts: str) -> str:
    """Give what there is of some words, commas between, the first letter large."""
    return capitalise(series(*parts))


def yes_no(answer: bool | None) -> str:
    """Give an answer in words; nothing where there is none."""
    return "" if answer is None else "Yes" if answer else "No"


def number_of(count: Any, one: str) -> str:
    """Give a number of things: "1 lot", "12 lots"."""
    return f"{figure(count)} {one}{'' if count == 1 else 's'}"


def times(count: Any) -> str:
    """Give how often: "once", "5 times"."""
    return {1: "once", 2: "twice"}.get(count) or number_of(count, "time")


def figure(number: Any) -> str:
    """Give a number as notices state it: "1,200", "2.5"; what is none stands as it is."""
    if not isinstance(number, int | float):
        return str(number)
    return f"{number:,.0f}" if number == int(number) else f"{number:,}"


def ranged(least: dict | None, most: dict | None) -> str:
    """Give two amounts as the ends of one range, "£40,000 to £80,000"; "" where they are none.

    No top is stated where it is £0: "£40,000 or more".
    """
    if not least or not most:
        return ""
    ends = [Money(one["minor"], one["currency"]) for one in (least, most)]
    is_one = least["currency"] == most["currency"] and least.get("basis") == most.get("basis")
    if not is_one or least["minor"] > most["minor"] and not ends[1].is_nominal:
        return ""
    said = in_range(*ends)
    return f"{said} {BASIS[most['basis']]}" if said and most.get("basis") in BASIS else said


def money(form: dict | None, basis: str = "") -> str:
    """Give an amount to the last digit, with or without VAT where that is stated; "" for none."""
    if not form:
        return ""
    said = Money(form["minor"], form["currency"]).exact()
    basis = basis or form.get("basis", "")
    return f"{said} {BASIS[basis]}" if basis in BASIS else said


def price(form: dict | None) -> str:
    """Give what one of something costs, all its digits, with or without VAT where that is stated; "" for none."""
    form = form or {}
    said = [
        f"{_exactly(form[name], form['currency'])} {BASIS.get(basis, '')}".strip()
        for name, basis in (("amount", form.get("basis", "")), ("gross", "gross"))
        if name in form
    ]
    return ", ".join(said)


def _exactly(text, currency):
    whole, _, rest = text.partition(".")
    digits, rest = CURRENCIES[currency], rest.rstrip("0")
    if len(rest) <= digits:
        return Money(int(whole + rest.ljust(digits, "0")), currency).exact()
    # It has more digits than its money has coins.
    return f"{Money(int(whole) * 10**digits, currency).exact()}.{rest}"


def both(net: dict | None, gross: dict | None) -> str:
    """Give an amount and the one with VAT beside it. That it is without is said only where both are."""
    return ", ".join(
        part for part in (money(net, gross and "net" or ""), money(gross, "gross")) if part
    )
