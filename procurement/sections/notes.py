"""What a release says of all of it in words, why it is bought, and how decisions on it can be reviewed.

Sources: OCDS 1.1.5 planning/rationale; process title extension (title and description of a release); EU
profile (reviewDetails, statistics of reviews, valueCalculationMethod); UK extension (risks, no engagement notice).
"""

from procurement.codelists import REVIEW_MEASURE

from .fields import ASKED, LOTS, TENDER, Entry, Field, FieldKind

_PROSE = FieldKind.PROSE

NOTES = (
    Entry("need", ("planning",), "", (
        Field("why", "rationale", _PROSE, "Why it is bought"),
        Field("no_engagement", "noEngagementNoticeRationale", _PROSE, "Why there is no notice of market engagement"),
        Field("expected_on", "estimatedDate", FieldKind.DAY, "Expected"),
    )),
    Entry("risks", TENDER, "", (
        Field("text", "riskDetails", _PROSE, "Risks to the contract"),
        Field("calculation", "valueCalculationMethod", _PROSE, "How the value was worked out"),
        Field("enquiries", "hasEnquiries", FieldKind.FLAG, "Questions came in"),
    )),
    Entry("release", ("release",), "", (
        Field("title", "title", FieldKind.TITLE, "Title of the whole process"),
        Field("text", "description", _PROSE, "Said besides"),
    )),
)  # fmt: skip
REVIEWS = (
    Entry("statistic", ("release",), "statistics/*", (
        Field("measure", "measure", codes=REVIEW_MEASURE),
        Field("scope", "scope"),
        Field("value", "value", FieldKind.NUMBER),
        Field("text", "notes", _PROSE),
        *LOTS,
    )),
    Entry("details", ASKED, "", (
        Field("text", "reviewDetails", _PROSE, "Review of decisions"),
    )),
)  # fmt: skip
