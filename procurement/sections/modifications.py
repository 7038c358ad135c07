"""What was changed afterwards, and on which ground: of agreements, of awards, of the tender.

Sources: OCDS 1.1.5, Amendment, and that of OCDS 1.0, alone and with what stood there before; the extensions for the
United Kingdom and for classified rationales.
"""

import re

from .fields import Entry, Field, FieldKind, period, value

# MODIFICATION_GROUND by the words of its ground in the law; publishers write it as code or text.
_GROUNDS = {
    code: re.compile(words, re.IGNORECASE)
    for code, words in {
        "provided_for": r"provided ?for",
        "protect_life": r"life",
        "urgency": r"urgen",
        "unforeseeable": r"unfores",
        "known_risk": r"known ?risk",
        "additional": r"additional",
        "restructuring": r"restructur",
        "defence": r"defence",
        "not_substantial": r"substantial",
        "below_threshold": r"below[- ]?threshold",
        "light_touch": r"light[- ]?touch",
    }.items()
}
_OF = ("tender", "award", "agreement")
_AMENDMENT = (
    # On Find a Tender the id is that of the notice.
    Field("notice", "id", FieldKind.ID),
    Field("release", "releaseID"),
    Field("amends", "amendsReleaseID"),
    Field("on", "date", FieldKind.DAY),
    Field("rationale", "rationale", FieldKind.PROSE),
    Field("description", "description", FieldKind.PROSE),
    Field("grounds", "rationaleClassifications", FieldKind.REASONS, meanings=_GROUNDS),
    Field("changes", "changes", FieldKind.ROWS, rows=(
        Field("what", "property"),
        Field("before", "former_value"),
    )),
    *value("value", "value"),
    Field("renewal", "hasRenewal", FieldKind.FLAG),
    Field("above_threshold", "aboveThreshold", FieldKind.FLAG),
    Field("standstill", "standstill", FieldKind.FLAG),
    Field("vendors_added", "suppliersAdded", FieldKind.NAMES),
    Field("vendors_removed", "suppliersRemoved", FieldKind.NAMES),
    *period("period"),
)  # fmt: skip

MODIFICATIONS = (
    Entry("", _OF, "amendments/*", _AMENDMENT, None, {"of": "tender"}),
    Entry("", _OF, "proposedAmendments/*", _AMENDMENT, None, {"of": "tender", "proposed": True}),
    Entry("", _OF, "amendment", _AMENDMENT, None, {"of": "tender"}),
)
