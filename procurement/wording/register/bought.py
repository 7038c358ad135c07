"""What is bought, by its codes, and where it is delivered."""

import re

from procurement.codelists import CATEGORY, DIVISION

from ..names import spelled_out
from .lines import Group, Line, figure, price, row, sentence
from .periods import span
from .places import places
from .whose import Whose

_ITEMS = 8
# What Contracts Finder wrote before 2017 of every item.
_ELSEWHERE = "See description of related tender."


def bought(body: dict, whose: Whose) -> Group:
    """Give the classifications and categories that the key facts do not say, and the places."""
    register = body["register"]
    rows = [
        *row("Categories", whose.merged(_categories(body))),
        *_classified(body, whose),
        *row("Place of delivery", whose.merged(places(register.get("places", ())))),
    ]
    items = whose.merged((one, _item(one)) for one in register.get("items", ()))
    return Group("What and where", rows, row("Items", items, _ITEMS))


def _item(one):
    """How many of what, and when."""
    count = f"{figure(one['quantity'])} {one.get('unit', '')}" if "quantity" in one else ""
    each = f"for one {one['unit']}" if "unit" in one else "each"
    cost = f"{said} {each}" if (said := price(one.get("price"))) else ""
    more = [": ".join(part.values()) for part in one.get("attributes", ())]
    words = one.get("text", "")
    return Line(
        sentence(count.strip(), cost, span(one), *more), words="" if words == _ELSEWHERE else words
    )


def cpv_words(body: dict) -> str:
    """Give what the notices call the CPV code of the key facts; where they do not, its division, as we word it."""
    found = (body["register"] or {}).get("classifications", ())
    named = (one.get("text", "") for one in found if _is_headline(one, body))
    division = body["cpv"][:2]
    ours = f"in “{DIVISION.label(division)}”" if division in DIVISION else ""
    return next(filter(None, named), ours)


def _is_headline(one, body):
    return bool(body["cpv"]) and one.get("code", "")[:8] == body["cpv"]


def _categories(body):
    for one in body["register"].get("categories", ()):
        code = one.get("code", "")
        if code.lower() in CATEGORY and code.lower() != body["category"]:
            yield one, Line(CATEGORY.label(code.lower()))
        elif code.lower() not in CATEGORY:
            yield one, Line(words=spelled_out(code))
        if one.get("text"):
            yield one, Line(words=one["text"])


def _classified(body, whose):
    """A row for each scheme, in the order of the notices."""
    by_scheme: dict[str, list] = {}
    for one in body["register"].get("classifications", ()):
        if not _is_headline(one, body):
            line = Line(one.get("code", ""), one.get("text", ""))
            by_scheme.setdefault(one.get("scheme", "").upper(), []).append((one, line))
    for scheme, lines in by_scheme.items():
        label = "CPV codes" if scheme == "CPV" else f"Codes of {scheme}" if scheme else "Codes"
        yield from row(label, _in_one(whose.merged(lines), is_cpv=scheme == "CPV"))


def _in_one(lines, *, is_cpv):
    """Codes for which the notices have no words, of the same lots, stand in one line, those of CPV by division."""
    together: dict[str, dict[str, list[str]]] = {}
    for line in lines:
        if line.name:
            yield line
        else:
            division = line.text[:2] if is_cpv and line.text[:2] in DIVISION else ""
            together.setdefault(line.whose, {}).setdefault(division, []).append(line.text)
    for of in sorted(together, key=_by_number):
        said = [_of_division(one, codes) for one, codes in together[of].items()]
        yield Line("; ".join(said), whose=of)


def _by_number(whose):
    return [int(number) for number in re.findall("[0-9]{1,9}", whose)]


def _of_division(division, codes):
    said = ", ".join(codes)
    return f"{said} (in “{DIVISION.label(division)}”)" if division else said
