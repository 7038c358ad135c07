"""Releases made up from the declarations of sections: all that an entry can have, in every place that it can stand."""

from copy import deepcopy

from procurement.sections import Entry, Field, FieldKind

DAY = "2026-05-21T00:00:00Z"
_MADE = {
    FieldKind.LINE: "one",
    FieldKind.ID: "one",
    FieldKind.NUMBER_GIVEN: "2021/5678",
    FieldKind.REFERENCE: "RM6370",
    FieldKind.TITLE: "A title",
    FieldKind.PROSE: "Some words.\nAnd more.",
    FieldKind.URL: "https://www.gov.uk/a/b",
    FieldKind.NUMBER: 2.5,
    FieldKind.COUNT: 12,
    FieldKind.MOST: 3,
    FieldKind.VENDORS: 4,
    FieldKind.DAY: DAY,
    FieldKind.FLAG: False,
    FieldKind.AMOUNT: {"amount": 10, "currency": "GBP"},
    FieldKind.GROSS: {"amountGross": 12, "currency": "GBP"},
    FieldKind.PRICE: {"amount": 0.2345, "amountGross": 0.28, "currency": "GBP"},
    FieldKind.LINES: ["one", "two"],
    FieldKind.REASONS: [{"id": "urgency", "description": "Urgent", "scheme": "x"}],
    FieldKind.NAMES: [{"name": "Ashdown"}, {"name": "Larch"}],
}
_PLACES = {
    "release": (), "planning": ("planning",), "tender": ("tender",), "lot": ("tender", "lots", 0),
    "group": ("tender", "lotGroups", 0), "award": ("awards", 0), "agreement": ("contracts", 0),
}  # fmt: skip


def made(field: Field):
    """Give a value that a field can have."""
    if field.kind is FieldKind.ROWS:
        return [value_of(field.rows)]
    if field.kind is FieldKind.OBJECT:
        return value_of(field.rows)
    code = first_of(field)
    if not code:
        return deepcopy(_MADE[field.kind])
    return [code] if field.kind is FieldKind.LINES else code


def first_of(field: Field) -> str:
    """Give the first code that a field may have; "" where it may have any text."""
    codes = next((one for one in (field.codes, field.only) if one), ())
    return next((one if isinstance(one, str) else one.code for one in codes), "")


def value_of(fields):
    """Give an object that states every field, or the value that an entry is."""
    if not fields[0].key:
        return made(fields[0])
    found: dict = {}
    for field in fields:
        put(found, field.key.split("/"), made(field))
    return found


def release_of(entry: Entry, of: str) -> dict:
    """Give a release in which an entry of a subject states all that it can."""
    steps = [0 if step == "*" else step for step in entry.path.split("/") if step]
    release: dict = {}
    here = [*_PLACES[of], *steps]
    if of in ("lot", "group", "award", "agreement"):
        put(release, [*_PLACES[of], "id"], "7")
    value = value_of(entry.fields)
    put(release, here, value) if here else release.update(value)
    return release


def put(inside, path, value) -> None:
    """Put a value at a path; numbers are places of arrays."""
    *steps, last = path
    for step, after in zip(steps, path[1:], strict=True):
        fresh = [] if isinstance(after, int) else {}
        if isinstance(step, int):
            inside.append(fresh) if len(inside) <= step else None
            inside = inside[step]
        else:
            inside = inside.setdefault(step, fresh)
    if isinstance(last, int) and len(inside) <= last:
        inside.append(value)
    elif isinstance(last, int) or isinstance(inside.get(last), dict):
        inside[last] |= value
    else:
        inside[last] = value
