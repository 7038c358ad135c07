"""Whether what is bought may be extended, added to, or bought again. `what` is a code of OPTION_KIND.

"latest_end_on" is the day beyond which the contract cannot be extended; "dates" are when it is expected to be bought
again. Sources: OCDS 1.1.5 (maxExtentDate); its EU profile (Renewal, Options, Recurrence).
"""

from .fields import PERIOD, Entry, Field, FieldKind

_ASKED = ("planning", "tender", "lot", "award")
_WHEN = tuple(one for one in PERIOD if one[0] != "latest_end_on")


def _option(what: str, of: tuple[str, ...] = (*_ASKED, "agreement"), *more: Field) -> Entry:
    fields = (
        Field("applies", f"has{what.title()}", FieldKind.FLAG),
        Field("text", f"{what}/description", FieldKind.PROSE),
        Field("least", f"{what}/minimumRenewals", FieldKind.NUMBER),
        Field("most", f"{what}/maximumRenewals", FieldKind.MOST),
        *(Field(name, f"{what}/period/{key}", kind) for name, key, kind in _WHEN),
        Field("dates", f"{what}/dates", FieldKind.ROWS, rows=tuple(Field(*one) for one in PERIOD)),
    )
    return Entry(what, of, "", (*fields, *more), says={"of": "tender"})


def _renewal(of: tuple[str, ...], period: str) -> Entry:
    latest = Field("latest_end_on", f"{period}/maxExtentDate", FieldKind.DAY)
    return _option("renewal", of, latest)


OPTIONS = (
    _renewal(_ASKED, "contractPeriod"),
    _renewal(("agreement",), "period"),
    _option("options"),
    _option("recurrence"),
)
