"""Framework agreements, dynamic markets and auctions: whether, and on which terms. `what` is a code of TECHNIQUE.

They stand with the procedure. Source: techniques of the OCDS EU profile; to whom they are open, of the UK extension.
"""

from procurement.codelists import DYNAMIC_STATUS, FRAMEWORK_METHOD, FRAMEWORK_USE

from .fields import ALL, CLASS, Entry, Field, FieldKind, period

_PLACE = (
    Field("words", "description", FieldKind.TITLE),
    Field("scheme", "gazetteer/scheme"),
    Field("codes", "gazetteer/identifiers", FieldKind.LINES),
)


def _technique(what: str, has: str, about: str) -> Entry:
    terms = (
        Field("method", "method", only=FRAMEWORK_METHOD),
        Field("use", "type", only=FRAMEWORK_USE),
        Field("status", "status", only=DYNAMIC_STATUS),
        Field("text", "description", FieldKind.PROSE),
        Field("buyers", "buyerCategories", FieldKind.PROSE),
        Field("why_so_long", "periodRationale", FieldKind.PROSE),
        Field("url", "url"),
        Field("minimum", "minimumParticipants", FieldKind.VENDORS),
        Field("maximum", "maximumParticipants", FieldKind.VENDORS),
        Field("value", "value", FieldKind.AMOUNT),
        *period("period"),
        Field("scheme_ends_on", "openFrameworkSchemeEndDate", FieldKind.DAY),
        Field("open_scheme", "isOpenFrameworkScheme", FieldKind.FLAG),
        Field("for_buyers", "buyerClassificationRestrictions", FieldKind.ROWS, rows=CLASS),
        Field("for_places", "buyerLocationRestrictions", FieldKind.ROWS, rows=_PLACE),
    )
    under = (field._replace(key=f"{about}/{field.key}") for field in terms)
    return Entry(what, ALL, "techniques", (Field("is", has, FieldKind.FLAG), *under))


TECHNIQUES = (
    _technique("framework", "hasFrameworkAgreement", "frameworkAgreement"),
    _technique("dynamic", "hasDynamicPurchasingSystem", "dynamicPurchasingSystem"),
    _technique("auction", "hasElectronicAuction", "electronicAuction"),
)
