"""When what is bought was, is or may be asked for, decided on and carried out. `what` is a code of PERIOD_KIND.

Standstill, with the day on which bidders were told, and the periods of techniques are of the procedure; those of
amendments and of budgets stand with them. Sources: OCDS 1.1.5, its EU profile, the UK extension; complaintPeriod and
auctions are Prozorro's.
"""

from .fields import ASKED, LOTS, PERIOD, Entry, Field, FieldKind

# Of the tender too it is said of what they are.
_OF = {"of": "tender"}
_PERIOD = tuple(Field(*one) for one in PERIOD)
_MILESTONE = (
    Field("type", "type"),
    Field("title", "title", FieldKind.TITLE),
    Field("text", "description", FieldKind.PROSE),
    Field("status", "status", only=("scheduled", "met", "notMet", "partiallyMet")),
    Field("ends_on", "dueDate", FieldKind.DAY),
    Field("on", "dateMet", FieldKind.DAY),
)
# One without a day is no date.
_WITHOUT_DAY = frozenset(("type", "title", "text", "status"))


def _period(what: str, path: str, of: tuple[str, ...] = ASKED) -> Entry:
    return Entry(what, of, path, _PERIOD, says=_OF)


def _day(what: str, path: str, of: tuple[str, ...] = ASKED, name: str = "on") -> Entry:
    return Entry(what, of, path, (Field(name, "", FieldKind.DAY),), says=_OF)


def _milestones(path: str, of: tuple[str, ...]) -> Entry:
    return Entry("milestone", of, path, _MILESTONE, _WITHOUT_DAY, _OF)


PERIODS = (
    _day("published", "datePublished", (*ASKED, "award")),
    _period("enquiries", "enquiryPeriod"),
    _day("interest", "expressionOfInterestDeadline", name="ends_on"),
    _period("bidding", "tenderPeriod"),
    _period("documents", "communication/documentAvailabilityPeriod"),
    _day("confirming", "communication/invitationToConfirmInterestDispatchDate"),
    _day("next_notice", "communication/futureNoticeDate"),
    _day("invitation", "secondStage/invitationDate"),
    _day("opening", "bidOpening/date"),
    _period("bids_valid", "submissionTerms/bidValidityPeriod"),
    Entry("auction", ASKED, "auctions/*", (
        Field("starts_on", "period/startDate", FieldKind.DAY),
        Field("ends_on", "period/endDate", FieldKind.DAY),
        Field("step", "minimalStep", FieldKind.AMOUNT),
        Field("url", "url", FieldKind.URL),
        *LOTS,
    ), says=_OF),
    _period("deciding", "awardPeriod"),
    _period("complaints", "complaintPeriod"),
    _period("contract", "contractPeriod", (*ASKED, "award")),
    _period("contract", "period", ("agreement",)),
    Entry("contract", ("agreement",), "periodRationale", (Field("reason", "", FieldKind.PROSE),)),
    _day("settled", "finalStatusDate", (*ASKED, "award")),
    _milestones("milestones/*", ("planning", *ASKED, "award", "agreement")),
    _milestones("implementation/milestones/*", ("agreement",)),
)
