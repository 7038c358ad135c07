"""The lots that are asked for apart, their groups, and how many of them one bidder may have.

Sources: OCDS lots extension and EU profile; UK extension.
"""

from procurement.codelists import LOT_STATUS

from .fields import TENDER, Entry, Field, FieldKind, value

_CATEGORIES = ("goods", "services", "works")
_NAMED = (
    Field("id", "id", FieldKind.ID),
    Field("title", "title", FieldKind.TITLE),
    Field("description", "description", FieldKind.PROSE),
)

LOTS = (
    Entry("division", TENDER, "lotDetails", (
        Field("bids_most", "maximumLotsBidPerSupplier", FieldKind.MOST),
        Field("wins_most", "maximumLotsAwardedPerSupplier", FieldKind.MOST),
        Field("text", "awardCriteriaDetails", FieldKind.PROSE),
        Field("undivided", "noLotsDivisionRationale", FieldKind.PROSE),
    )),
    Entry("lot", TENDER, "lots/*", (
        *_NAMED,
        Field("status", "status", only=LOT_STATUS),
        Field("status_text", "statusDetails", FieldKind.TITLE),
        *value("value", "value"),
        # The lots extension says minimumValue, the EU profile minValue.
        Field("value_least", "minValue", FieldKind.AMOUNT, other="minimumValue"),
        Field("category", "mainProcurementCategory", only=_CATEGORIES),
        Field("suits", "suitability", FieldKind.OBJECT, rows=(
            Field("sme", "sme", FieldKind.FLAG),
            Field("vcse", "vcse", FieldKind.FLAG),
        )),
        Field("candidates_least", "secondStage/minimumCandidates", FieldKind.NUMBER),
        Field("candidates_most", "secondStage/maximumCandidates", FieldKind.NUMBER),
    )),
    Entry("group", TENDER, "lotGroups/*", (
        *_NAMED,
        *value("value", "maximumValue"),
        Field("lots", "relatedLots", FieldKind.LINES),
        Field("combines", "optionToCombine", FieldKind.FLAG),
    )),
)  # fmt: skip
