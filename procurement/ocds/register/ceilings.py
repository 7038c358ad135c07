"""What a notice says that makes the amount of an award more, or less, than what is bought.

A framework or a dynamic market buys nothing: its amount is the most that may be called off later.
Contracts Finder has no field for it, so titles and descriptions are read.
"""

import re
from typing import Any

from procurement.money import CURRENCIES
from procurement.ocds.texts import line
from procurement.unnamed import stands_for

from ..values import nothing, part
from .party_names import objects
from .references import unnamed

# A framework to buy under; not one of law, of policy or of quality.
_FRAMEWORK = re.compile(r"\bframeworks?\b(?! for sustainable| conditions)", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:legal|legislative|policy|planning|regulatory|statutory|strategic|qualifications?|quality"
    r"|performance|assurance|governance|outcomes?|assessment|competency|evaluation|setting the) $",
    re.IGNORECASE,
)
_MARKET = re.compile(r"\b(?:dynamic|flexible) purchasing\b|\bdynamic markets?\b", re.IGNORECASE)
# An agreement that is there for other bodies to buy under, whatever it is called.
_FOR_OTHERS = re.compile(
    r"\bagreements?\b[^.;]{0,100}\bto be (?:utili[sz]ed|used|accessed|called off) by\b[^.;]{0,60}"
    r"\b(?:all|any|other)\b[^.;]{0,30}\b(?:bodies|authorities|departments|councils|organi[sz]ations)\b",
    re.IGNORECASE,
)
_DPS = re.compile(r"\bDPS\b")
# A procedure that buys under a framework which is there already.
_CALL_OFF = re.compile(
    r"call(?:ed)?[- ]?off|mini[- ]?competition|further competition"
    r"|\b(?:from|under|via|through|using|against) .{0,60}(?:framework|dynamic purchasing|\bDPS\b)"
    r"|framework .{0,20}\bunder\b",
    re.IGNORECASE | re.DOTALL,
)
_TITLE_CALL_OFF = re.compile(
    r"call[- ]?off (?:from|under|against|order|contract)|mini[- ]?competition|further competition",
    re.IGNORECASE,
)
_SAID = ("framework", "dps", "dynamic", "flexible purchasing", "agreement")
_HINTS = ("annum", "annual", "per year", "a year", "each year", "yearly", "p.a")
_YEAR = r"(?:per annum|per year|a year|each year|annually|yearly|p\.a\b)"
_YEARLY = re.compile(
    r"(?:£|€|GBP|EUR) ?([0-9][0-9,]{0,20}(?:\.[0-9]{1,2})?) ?(k|m|million|thousand)?\b"
    rf"[^.;\n£€0-9]{{0,40}}?\b{_YEAR}",
    re.IGNORECASE,
)
_VALUE_YEARLY = re.compile(
    rf"\b(?:value|amount|price|figure|sum)\b[^.;\n£€0-9]{{0,30}}"
    rf"\b(?:is|are|shown|stated|given|quoted)\b[^.;\n£€0-9]{{0,20}}\b(?:{_YEAR}|annual\b)",
    re.IGNORECASE,
)
# Of the Procurement Act 2023: a dynamic market is intended, set up, changed, ended. They say so by their type alone.
MARKET_NOTICES = ("UK13", "UK14", "UK15", "UK16")
_TIMES = {"k": 1000, "thousand": 1000, "m": 10**6, "million": 10**6}


def facts(release: dict, row: dict, award: dict, value: dict[str, Any]) -> dict[str, Any]:
    """Give what tells the amount of an award or agreement from a purchase; what is not so is not there.

    {"status", "award": the id of an agreement's award, "award_status", "vendors": how many share the
    amount, "several": words for some that are not named, "shares": True where each vendor's own is
    stated, "framework": what the notice flags, "says": the word for one, "in": title or description,
    "bought_under": True where that word names a framework bought under, "call_off": of something that
    says or flags one, the words for buying under it, "yearly": the words}.
    `award` is the award of the agreement `row`, or the row itself; `value` the amount as it is read.
    """
    tender = part(release.get("tender"), "", nothing)
    titles = _texts("title", row, award, tender)
    texts = _texts("description", row, award, tender)
    # Nearly all say nothing of this kind, which is told at once.
    low = "\n".join(titles + texts).lower()
    found = _standing(row, award)
    flagged = _flagged(tender, row, award)
    if flagged:
        found["framework"] = flagged
    if any(word in low for word in _SAID):
        found |= _says(titles, "title") or _says(texts, "description")
    if "says" in found or flagged:
        found |= _call_off(release, tender, row, titles)
    if any(words in low for words in _HINTS) and (words := _yearly(value, titles + texts)):
        found["yearly"] = words
    return found


def sets_up(release: dict) -> str:
    """Give what the notices mark all of it as: "framework", "dynamic market" …; "" for a contract, or a call-off."""
    tender = part(release.get("tender"), "", nothing)
    marked = _flagged(tender, {}, {})
    return "" if marked and _call_off(release, tender, {}, _texts("title", tender)) else marked


def _texts(key, *things):
    found = [thing.get(key) for thing in things]
    return list(dict.fromkeys(text for text in found if text and isinstance(text, str)))


def _standing(row, award):
    found: dict[str, Any] = {}
    if isinstance(row.get("status"), str):
        found["status"] = row["status"]
    if row is not award:
        if award:
            found["award"] = line(award.get("id"), "awardID", nothing, 180)
        if isinstance(award.get("status"), str):
            found["award_status"] = award["status"]
    found |= _vendors(row if row.get("suppliers") or row.get("_unnamed") else award)
    vendors = row.get("suppliers") or award.get("suppliers")
    if isinstance(vendors, list) and vendors:
        shares = [one["x_awardValue"] for one in _objects(vendors) if one.get("x_awardValue")]
        if sum(1 for one in _objects(shares) if one.get("amount")) > 1:
            found["shares"] = True
    return found


def _vendors(row):
    """How many share an amount: those who are named, and those of whom their number alone is stated."""
    told = [unnamed(one) for one in row.get("_unnamed") or ()]
    said = [(words, stands_for(words)) for words in told]
    found: dict[str, Any] = {}
    if number := len(_objects(row.get("suppliers"))) + sum(one or 0 for _, one in said):
        found["vendors"] = number
    if several := next((words for words, one in said if one is None), ""):
        found["several"] = several
    return found


def _flagged(tender, row, award):
    """What the notice flags for all of it, or for the lots that the award is about."""
    if found := _technique(tender.get("techniques")):
        return found
    if is_market(tender):
        return "dynamic market"
    about = row.get("relatedLots") or award.get("relatedLots")
    about = {str(one) for one in about} if isinstance(about, list) else None
    flagged = [
        _technique(lot.get("techniques"))
        for lot in _objects(tender.get("lots"))
        if about is None or str(lot.get("id")) in about
    ]
    # An award that names no lot is about all of them.
    return flagged[0] if flagged and all(flagged) else ""


def is_market(tender: dict) -> bool:
    """Whether a tender is a dynamic market, by its notices: its awards are memberships."""
    documents = tender.get("documents")
    return bool(documents) and any(
        isinstance(one.get("noticeType"), str) and one["noticeType"] in MARKET_NOTICES
        for one in _objects(documents)
    )


def _technique(techniques):
    if not isinstance(techniques, dict):
        return ""
    for flag, key, words in (
        ("hasFrameworkAgreement", "frameworkAgreement", "framework"),
        ("hasDynamicPurchasingSystem", "dynamicPurchasingSystem", "dynamic purchasing system"),
    ):
        if (
            techniques.get(flag) is True
            or techniques.get(key)
            and techniques.get(flag) is not False
        ):
            return words
    return ""


def _says(texts, place):
    for text in texts:
        if found := _word(text):
            said = {"says": found[0], "in": place}
            around = text[max(0, found.start() - 80) : found.end() + 40]
            return said | ({"bought_under": True} if _CALL_OFF.search(around) else {})
    return {}


def _word(text):
    """The first word for something to be bought under, if there is any."""
    for found in _FRAMEWORK.finditer(text):
        if not _OTHER.search(text[max(0, found.start() - 20) : found.start()]):
            return found
    return _DPS.search(text) or _MARKET.search(text) or _FOR_OTHERS.search(text)


def _call_off(release, tender, row, titles):
    # An earlier notice may say it, and a newer one no more than "Other".
    for words in (tender.get("procurementMethodDetails"), *tender.get("_procedures", ())):
        if isinstance(words, str) and _CALL_OFF.search(words):
            return {"call_off": line(words, "tender/procurementMethodDetails", nothing)}
    if any(_follows(thing.get("relatedProcesses")) for thing in (release, row)):
        return {"call_off": "a related framework"}
    found = next(filter(None, map(_TITLE_CALL_OFF.search, titles)), None)
    return {"call_off": found[0]} if found else {}


def _follows(related):
    """Whether one of the related processes has set up the framework that this one buys under."""
    found = [one.get("relationship") for one in _objects(related)]
    return any(one == "framework" or isinstance(one, list) and "framework" in one for one in found)


def _objects(value):
    return [one for _, one in objects(value)]


def _yearly(value, texts):
    """The words by which the very amount, or the value as such, is one of a year."""
    for text in texts:
        for found in _YEARLY.finditer(text):
            if _minor(found[1], found[2], value["currency"]) == value["minor"]:
                return " ".join(found[0].split())
        if found := _VALUE_YEARLY.search(text):
            return " ".join(found[0].split())
    return ""


def _minor(digits, unit, currency):
    whole, _, part = digits.replace(",", "").partition(".")
    decimals = CURRENCIES[currency]
    scaled = int(whole + part) * 10**decimals * _TIMES.get((unit or "").lower(), 1)
    return scaled // 10 ** len(part) if scaled % 10 ** len(part) == 0 else None
