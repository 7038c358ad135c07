"""What is bought, by its codes, and where it is delivered."""

from procurement.codelists import CATEGORY, DIVISION, REGION

from ..names import spelled_out
from .lines import Group, Line, figure, row, sentence
from .periods import span
from .whose import Whose

_ADDRESS = ("street", "locality", "region", "postcode")
_ITEMS = 8
# What Contracts Finder wrote before 2017 of every item.
_ELSEWHERE = "See description of related tender."
_AREAS = ("NUTS", "ITL", "ISO2")


def bought(body: dict, whose: Whose) -> Group:
    """Give the classifications and categories that the key facts do not say, and the places."""
    register = body["register"]
    rows = [
        *row("Categories", whose.merged(_categories(body))),
        *_classified(body, whose),
        *row(
            "Place of delivery",
            whose.merged((one, _place(one)) for one in register.get("places", ())),
        ),
    ]
    items = whose.merged((one, _item(one)) for one in register.get("items", ()))
    return Group("What and where", rows, row("Items", items, _ITEMS))


def _item(one):
    """How many of what, and when."""
    count = f"{figure(one['quantity'])} {one.get('unit', '')}" if "quantity" in one else ""
    more = [": ".join(part.values()) for part in one.get("attributes", ())]
    words = one.get("text", "")
    return Line(
        sentence(count.strip(), span(one), *more), words="" if words == _ELSEWHERE else words
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
        yield from row(label, _in_one(whose.merged(lines)))


def _in_one(lines):
    """Codes for which the notices have no words, of the same lots, stand in one line."""
    together: dict[str, list[str]] = {}
    for line in lines:
        if line.name:
            yield line
        else:
            together.setdefault(line.whose, []).append(line.text)
    for of, codes in together.items():
        yield Line(", ".join(codes), whose=of)


def _place(one):
    parts = [region(one[key]) if key == "region" else one[key] for key in _ADDRESS if key in one]
    parts += (
        [one["country_name"]]
        if "country_name" in one
        else [one["country"]]
        if "country" in one
        else []
    )
    if listed := one.get("gazetteer"):
        scheme = listed.get("scheme", "")
        parts += [
            region(code) if scheme in _AREAS else f"{scheme} {code}" for code in listed["codes"]
        ]
    parts = [one.get("words", ""), *parts]
    # A region and its country are often given once as a name and once as a code.
    return Line(name=", ".join(dict.fromkeys(part for part in parts if part)))


def region(code: str) -> str:
    """Give a region of the United Kingdom by its code, "Scotland (UKM91)"; all else as it is."""
    upper = code.strip().upper()
    if upper in ("UK", "GB", "GBR"):
        return REGION.label("UK")
    first = f"UK{upper[2:3]}" if upper[:2] in ("UK", "TL") and len(upper) <= 5 else upper
    if first not in REGION:
        return code
    return (
        REGION.label(first)
        if upper in (first, f"TL{upper[2:3]}")
        else f"{REGION.label(first)} ({upper})"
    )
