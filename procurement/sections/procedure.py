"""How the vendor is or was to be chosen: the procedure, laws and reasons. `what` is a code of PROCEDURE_FACT.

Techniques, and under which framework it is bought, are read in `ocds/register/procedure.py`. Sources: OCDS 1.1.5
tender; procedure, coveredBy, legalBasis and classifications of the rationale of the OCDS EU profile; specialRegime,
aboveThreshold, standstillPeriod and the law of a rationale of the UK extension; procurementMethodType is Prozorro's.
"""

from .fields import ALL, CLASS, TENDER, Entry, Field, FieldKind

_SCHEME = frozenset(("scheme", "uri"))
_WORDS = (Field("text", "", FieldKind.TITLE),)
_PROSE = (Field("text", "", FieldKind.PROSE),)
_CODE = (Field("code", "", FieldKind.TITLE),)
_IS = (Field("is", "", FieldKind.FLAG),)
_METHODS = ("open", "selective", "limited", "direct")

PROCEDURE = (
    Entry("method", TENDER, "procurementMethod", (Field("code", "", FieldKind.TITLE, only=_METHODS),)),
    Entry("details", TENDER, "procurementMethodDetails", _WORDS),
    Entry("details", TENDER, "procurementMethodType", _WORDS),
    Entry("rationale", TENDER, "procurementMethodRationale", _PROSE),
    Entry("other_law", TENDER, "crossBorderLaw", _WORDS),
    Entry("rationale", TENDER, "procurementMethodRationaleClassifications/*", CLASS, _SCHEME),
    Entry("features", TENDER, "procedure/features", _PROSE),
    # Whoever says why, says that it is so.
    Entry("accelerated", TENDER, "procedure", (
        Field("is", "isAccelerated", FieldKind.FLAG),
        Field("text", "acceleratedRationale", FieldKind.PROSE),
    ), says={"is": True}),
    Entry("legal_basis", TENDER, "legalBasis", CLASS, _SCHEME),
    Entry("legal_basis", TENDER, "legalBasis/wasDerivedFrom", CLASS, _SCHEME),
    Entry("rationale_law", TENDER, "procurementMethodRationaleLegalBasis", CLASS, _SCHEME),
    Entry("rationale_law", TENDER, "procurementMethodRationaleLegalBasis/wasDerivedFrom", CLASS, _SCHEME),
    Entry("competitive", TENDER, "competitive", _IS),
    Entry("special_regime", ALL, "specialRegime/*", _CODE),
    Entry("covered_by", ALL, "coveredBy/*", _CODE),
    Entry("above_threshold", ALL, "aboveThreshold", _IS),
    Entry("standstill", ALL, "standstillPeriod", (
        Field("starts_on", "startDate", FieldKind.DAY),
        Field("ends_on", "endDate", FieldKind.DAY),
    )),
    Entry("assessments_sent", ALL, "assessmentSummariesDateSent", (Field("on", "", FieldKind.DAY),)),
)  # fmt: skip
