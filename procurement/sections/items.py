"""The items that are planned, asked for, awarded and contracted: what, how many, when.

Their codes and their places of delivery are sections of their own. Source: OCDS 1.1.5 Item; its lots
extension; deliveryDate is Prozorro's, attributes are those of Paraguay.
"""

from .fields import LOTS, Entry, Field, FieldKind, period

_FIELDS = (
    Field("text", "description", FieldKind.PROSE),
    Field("quantity", "quantity", FieldKind.NUMBER),
    Field("unit", "unit/name", FieldKind.TITLE),
    Field("price", "unit/value", FieldKind.PRICE),
    Field("unit_scheme", "unit/scheme"),
    Field("unit_code", "unit/id"),
    Field("attributes", "attributes", FieldKind.ROWS, rows=(Field("title", "name"), Field("value", "value"))),
    *period("deliveryDate"),
    *LOTS,
)
ITEMS = (
    Entry("item", ("planning", "tender"), "items/*", _FIELDS),
    # Nothing but its items may say which lots an award is for.
    Entry("item", ("award", "agreement"), "items/*", _FIELDS, alone=frozenset()),
)
