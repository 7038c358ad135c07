"""How vendors perform: failures, and what indicators measured.

Sources: OCDS extensions for performance failures, for metrics and for the United Kingdom; the Act
asks for both in UK9, and for the agreed indicators in UK7.
"""

from .fields import Entry, Field, FieldKind, period, value

_AGREEMENT = ("agreement",)
_OBSERVATIONS = (
    Field("rating", "measureClassification/id"),
    Field("rating_words", "measureClassification/description"),
    Field("measure", "measure"),
    Field("unit", "unit/name"),
    Field("value", "value", FieldKind.AMOUNT),
    Field("notes", "notes", FieldKind.PROSE),
    *period("period"),
)
_INDICATOR = (
    Field("indicator", "id", FieldKind.ID),
    Field("title", "title", FieldKind.TITLE),
    Field("description", "description", FieldKind.PROSE),
    Field("observations", "observations", FieldKind.ROWS, rows=_OBSERVATIONS),
)

FAILURES = (
    Entry("indicator", ("award", "agreement"), "agreedMetrics/*", _INDICATOR, None, {"agreed": True}),
    # Why no indicators are published.
    Entry("none", _AGREEMENT, "noAgreedMetricsRationale", (Field("rationale", "", FieldKind.PROSE),)),
    Entry("failure", _AGREEMENT, "implementation/performanceFailures/*", (
        Field("failure", "id", FieldKind.ID),
        Field("category", "category"),
        Field("requirement", "requirement", FieldKind.PROSE),
        Field("description", "description", FieldKind.PROSE),
        Field("events", "events", FieldKind.COUNT),
        Field("decided_on", "decisionDate", FieldKind.DAY),
        Field("partial_termination", "partialTermination", FieldKind.PROSE),
        Field("vendors", "suppliers", FieldKind.NAMES),
        Field("penalty_on", "penaltyDate", FieldKind.DAY),
        Field("penalty", "penaltyType", only=("contracted", "imposed", "negotiated")),
        Field("penalty_words", "penaltyTypeEntered", FieldKind.PROSE),
        Field("penalty_contracted", "penaltyContracted", FieldKind.PROSE),
        Field("penalty_imposed", "penaltyImposed", FieldKind.PROSE),
        Field("penalty_paid", "penaltyPaid", FieldKind.FLAG),
        *value("penalty_value", "penaltyValue"),
        *period("period"),
    ), None),
    Entry("indicator", _AGREEMENT, "implementation/metrics/*", _INDICATOR, None),
)  # fmt: skip
