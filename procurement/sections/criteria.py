"""By what bids are judged, and what bidders have to meet.

Sources: OCDS 1.1.5 (awardCriteria, eligibilityCriteria); its EU profile (criteria of lots and groups, with
their numbers, and of selection); UK extension (description of all criteria); requirements extension.
"""

from procurement import codelists

from .fields import ASKED, TENDER, Entry, Field, FieldKind, closed

_NUMBERS = Field(
    "numbers",
    "numbers",
    FieldKind.ROWS,
    rows=(
        Field("number", "number", FieldKind.NUMBER),
        closed("weight", "weight", codelists.CRITERION_WEIGHT),
        closed("threshold", "threshold", codelists.CRITERION_THRESHOLD),
        closed("fixed", "fixed", codelists.CRITERION_FIXED),
    ),
)
_REQUIREMENTS = (
    Field("title", "title", FieldKind.TITLE),
    Field("text", "description", FieldKind.PROSE),
    Field("expected", "expectedValue"),
)
_GROUPS = (
    Field("text", "description", FieldKind.PROSE),
    Field("requirements", "requirements", FieldKind.ROWS, rows=_REQUIREMENTS),
)
_JUDGED = ("lot", "group")

CRITERIA = (
    Entry("basis", TENDER, "", (
        Field("code", "awardCriteria", codes=codelists.AWARD_CRITERIA),
        Field("text", "awardCriteriaDetails", FieldKind.PROSE),
    )),
    Entry("award", _JUDGED, "awardCriteria/criteria/*", (
        Field("type", "type", codes=codelists.AWARD_CRITERION),
        Field("title", "name", FieldKind.TITLE),
        Field("text", "description", FieldKind.PROSE),
        _NUMBERS,
    )),
    Entry("weighting", _JUDGED, "awardCriteria", (
        Field("text", "description", FieldKind.PROSE, "How bids are judged"),
        Field("formula", "weightingDescription", FieldKind.PROSE, "How criteria are weighted"),
        Field("why_no_weights", "orderRationale", FieldKind.PROSE, "Why there are no weights"),
    )),
    Entry("selection", ASKED, "selectionCriteria/criteria/*", (
        closed("type", "type", codelists.SELECTION_CRITERION),
        Field("title", "name", FieldKind.TITLE),
        Field("text", "description", FieldKind.PROSE),
        Field("minimum", "minimum", FieldKind.PROSE),
        Field("applies_to", "appliesTo", FieldKind.LINES, codes=codelists.APPLIES_TO),
        Field("for_shortlist", "forReduction", FieldKind.FLAG),
        _NUMBERS,
    )),
    Entry("conditions", ASKED, "selectionCriteria", (
        Field("text", "description", FieldKind.PROSE, "Conditions for bidders"),
    )),
    Entry("eligibility", TENDER, "", (
        Field("eligible", "eligibilityCriteria", FieldKind.PROSE, "Who may bid"),
    )),
    Entry("requirement", TENDER, "criteria/*", (
        Field("title", "title", FieldKind.TITLE),
        Field("text", "description", FieldKind.PROSE),
        Field("of_whom", "source"),
        Field("groups", "requirementGroups", FieldKind.ROWS, rows=_GROUPS),
    )),
)  # fmt: skip
