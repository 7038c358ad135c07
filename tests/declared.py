"""Releases made up from the declarations of sections: all that an entry can have, in every place that it can stand."""

from procurement.sections import Entry, Field, FieldKind

DAY = "2026-05-21T00:00:00Z"
_MADE = {
    FieldKind.LINE: "one",
    FieldKind.TITLE: "A title",
    FieldKind.PROSE: "Some words.\nAnd more.",
    FieldKind.URL: "https://www.gov.uk/a/b",
    FieldKind.NUMBER: 2.5,
    FieldKind.COUNT: 12,
    FieldKind.MOST: 3,
    FieldKind.DAY: DAY,
    FieldKind.FLAG: False,
    FieldKind.AMOUNT: {"amount": 10, "currency": "GBP"},
    FieldKind.GROSS: {"amountGross": 12, "currency": "GBP"},
    FieldKind.LINES: ["one", "two"],
}
_PLACES = {
    "release": (), "planning": ("planning",), "tender": ("tender",), "lot": ("tender", "lots", 0),
    "group": ("tender", "lotGroups", 0), "award": ("awards", 0), "agreement": ("contracts", 0),
}  # fmt: skip


def made(field: Field):
    """Give a value that a field can have."""
    if field.kind is FieldKind.ROWS:
        return [value_of(field.rows)]
    if field.codes is None:
        return _MADE[field.kind]
    code = field.codes.codes()[0]
    return [code] if field.kind is FieldKind.LINES else code


def value_of(fields) -> dict:
    """Give an object that states every field."""
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
    put(release, here, value_of(entry.fields)) if here else release.update(value_of(entry.fields))
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
