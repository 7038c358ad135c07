"""What a release says of all of it in words, why it is bought, who pays, and how decisions can be reviewed.

Sources: OCDS 1.1.5 planning (rationale, budget); budget breakdown extension; finance and project, reviewDetails,
statistics of reviews and valueCalculationMethod of the EU profile; process title extension (title and description of
a release); UK extension (risks, no engagement notice).
"""

from procurement.codelists import LOT_STATUS, REVIEW_MEASURE

from .fields import ASKED, LOTS, TENDER, Entry, Field, FieldKind, closed, period

_PROSE = FieldKind.PROSE

_PLANNING = ("planning",)
NOTES = (
    Entry("need", _PLANNING, "", (
        Field("why", "rationale", _PROSE, "Why it is bought"),
        Field("no_engagement", "noEngagementNoticeRationale", _PROSE, "Why there is no notice of market engagement"),
        Field("expected_on", "estimatedDate", FieldKind.DAY, "Expected"),
    )),
    Entry("risks", TENDER, "", (
        Field("text", "riskDetails", _PROSE, "Risks to the contract"),
        Field("calculation", "valueCalculationMethod", _PROSE, "How the value was worked out"),
        Field("enquiries", "hasEnquiries", FieldKind.FLAG, "Questions came in"),
    )),
    Entry("reference", TENDER, "", (Field("number", "id", FieldKind.REFERENCE),)),
    # Of what was awarded too: another lot may still be open, or the notice says more than its code.
    Entry("tender", TENDER, "", (
        closed("status", "status", LOT_STATUS),
        Field("status_text", "statusDetails", FieldKind.TITLE),
        # Prozorro has more of them than OCDS.
        Field("own_status", "currentStage", label="Status, as its publisher has it"),
    )),
    # Of Prozorro, beside the id that its machines give.
    Entry("agreement", ("agreement",), "", (
        Field("number", "contractNumber", label="Number of the agreement"),
        Field("reference", "contractID", label="Reference of the agreement"),
    )),
    Entry("release", ("release",), "", (
        Field("title", "title", FieldKind.TITLE, "Title of the whole process"),
        Field("text", "description", _PROSE, "Said besides"),
    )),
)  # fmt: skip
_FINANCE = (
    Field("source", "financingParty/name", FieldKind.TITLE),
    Field("title", "title", FieldKind.TITLE),
    # Of a programme or agreement of the EU, or one that the publisher made up.
    Field("number", "id", FieldKind.NUMBER_GIVEN),
    Field("text", "description", _PROSE),
    *period("period"),
    *LOTS,
)
FUNDING = (
    Entry("budget", _PLANNING, "budget", (
        Field("text", "description", _PROSE, "Budget"),
        Field("project", "project", FieldKind.TITLE, "Project"),
        Field("project_number", "projectID", label="Number of the project"),
        Field("url", "uri", FieldKind.URL, "About the budget"),
    )),
    Entry("project", _PLANNING, "project", (
        Field("title", "title", FieldKind.TITLE, "Planned as part of"),
        Field("number", "id", label="Its number"),
        Field("text", "description", _PROSE, "About the project"),
        Field("url", "uri", FieldKind.URL, "Address of the project"),
    )),
    Entry("part", _PLANNING, "budget/budgetBreakdown/*", (
        Field("source", "sourceParty/name", FieldKind.TITLE),
        Field("text", "description", _PROSE),
        *period("period"),
    )),
    Entry("finance", _PLANNING, "budget/finance/*", _FINANCE),
    Entry("finance", ("agreement",), "finance/*", _FINANCE),
)
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
