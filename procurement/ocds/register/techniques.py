"""Framework agreements, dynamic markets and auctions, as tenders and lots state them."""

from typing import Any

from procurement.ocds.texts import line, prose, title
from procurement.ocds.values import Note, day, money, part

from .subjects import Subject, flag

# `1e9999` says that there is no maximum. What systems make of it is one of these, or more.
_NO_MAXIMUM = 9_999_999
_KINDS = (
    ("framework", "hasFrameworkAgreement", "frameworkAgreement"),
    ("dynamic", "hasDynamicPurchasingSystem", "dynamicPurchasingSystem"),
    ("auction", "hasElectronicAuction", "electronicAuction"),
)
_TEXTS = (
    ("method", "method", line),
    ("use", "type", line),
    ("status", "status", line),
    ("text", "description", prose),
    ("buyers", "buyerCategories", prose),
    ("why_so_long", "periodRationale", prose),
    ("url", "url", line),
)


def techniques(thing: Subject, found: list[dict[str, Any]], note: Note) -> None:
    """Add what is said of each technique: "what" is a code of TECHNIQUE, "is" whether it is used.

    "method" is a code of FRAMEWORK_METHOD, "use" of FRAMEWORK_USE, "status" of DYNAMIC_STATUS;
    "minimum" and "maximum" are numbers of vendors, "no_maximum" says that there is none;
    "open_scheme" and "scheme_ends_on" are of frameworks that are opened again to new vendors.
    """
    field = f"{thing.at}/techniques"
    stated = part(thing.value["techniques"], field, note)
    for what, has, about in _KINDS:
        is_so = flag(stated.get(has), f"{field}/{has}", note)
        details = part(stated.get(about), f"{field}/{about}", note)
        more = _details(details, f"{field}/{about}", note) if details else {}
        if is_so is not None or more:
            entry = {"what": what} if is_so is None else {"what": what, "is": is_so}
            at = f"{field}/{about if more else has}"
            found.append(entry | more | thing.owner() | {"at": at})


def _details(value, field, note):
    found: dict[str, Any] = {
        name: text
        for name, key, read in _TEXTS
        if key in value and (text := read(value[key], f"{field}/{key}", note))
    }
    found |= _numbers(value, field, note)
    if amount := money(value.get("value"), f"{field}/value", note):
        found["value"] = {"minor": amount[0], "currency": amount[1]}
    found |= _period(value, field, note)
    is_open = flag(value.get("isOpenFrameworkScheme"), f"{field}/isOpenFrameworkScheme", note)
    if is_open is not None:
        found["open_scheme"] = is_open
    return found | _restricted(value, field, note)


def _numbers(value, field, note):
    found = {}
    for name, key in (("minimum", "minimumParticipants"), ("maximum", "maximumParticipants")):
        number = value.get(key)
        if number is None:
            continue
        if _is_boundless(number):
            found["no_maximum" if name == "maximum" else name] = True
        elif type(number) in (int, float) and number >= 1 and number == int(number):
            found[name] = int(number)
        else:
            note(f"{field}/{key}", number, "This is no number of vendors. It is left out.")
    return found


def _is_boundless(number):
    return number == "1e9999" or type(number) in (int, float) and number >= _NO_MAXIMUM


def _period(value, field, note):
    period = part(value.get("period"), f"{field}/period", note)
    days = (
        ("starts_on", period.get("startDate"), "period/startDate"),
        ("ends_on", period.get("endDate"), "period/endDate"),
        ("scheme_ends_on", value.get("openFrameworkSchemeEndDate"), "openFrameworkSchemeEndDate"),
    )
    return {
        name: told.isoformat()
        for name, stated, key in days
        if (told := day(stated, f"{field}/{key}", note))
    }


def _restricted(value, field, note):
    """To which kinds of buyers, and buyers where, a framework of the UK extension is open."""
    found = {}
    for name, key in (
        ("for_buyers", "buyerClassificationRestrictions"),
        ("for_places", "buyerLocationRestrictions"),
    ):
        listed = value.get(key)
        told = (
            [_name(one, f"{field}/{key}", note) for one in listed]
            if isinstance(listed, list)
            else []
        )
        if told := [one for one in told if one]:
            found[name] = told
    return found


def _name(value, field, note):
    """The words of a Classification or a Location, else its codes."""
    one = part(value, field, note)
    if words := title(one.get("description"), field, note) or line(one.get("id"), field, note):
        return words
    codes = part(one.get("gazetteer"), field, note).get("identifiers")
    told = [line(code, field, note) for code in codes] if isinstance(codes, list) else []
    return ", ".join(filter(None, told))
