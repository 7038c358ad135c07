"""Single values of a release: amounts, dates and texts, read strictly, what is unfit noted."""

import datetime
import json
import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from procurement.dates import FIRST_YEAR, LAST_YEAR, LONDON
from procurement.money import CURRENCIES, LARGEST_MINOR

# note(field, value, reason): what could not be taken as it stands.
Note = Callable[[str, Any, str], None]

# How a reason ends where what is stated says nothing to us.
_UNREAD = ("read as no amount.", "read as not stated.", "read as empty.")

# As numbers are written in JSON, without an exponent: `000`, a text by now, is none.
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,19})(\.[0-9]{1,20})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Most dates of notices: a day, or its first or last second in some zone.
_WHOLE_DAY = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T(?:00:00:00|23:59:59)(?:\.0{1,6})?(?:Z|[+-][01][0-9]:00)"
)
_LONGEST_DATE = 40
_LONGEST_SENT = 80
_FRACTION = re.compile(r"(\.[0-9]{6})[0-9]+")
# At these times the day that is written is the day that is meant, whichever zone is written.
_WHOLE_DAYS = (datetime.time(0, 0, 0), datetime.time(23, 59, 59))


def as_sent(value: Any) -> str:
    """Give what could not be read as it was sent, in short: a text, or its JSON."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_SENT else f"{text[:_LONGEST_SENT]}…"


def collecting(unread: dict[str, str], note: Note) -> Note:
    """Give a `note` that writes down what says nothing to us, {path: as sent}, and tells `note` of everything."""

    def noted(field: str, value: Any, reason: str) -> None:
        if reason.endswith(_UNREAD):
            unread.setdefault(field, as_sent(value))
        note(field, value, reason)

    return noted


def nothing(field: str, value: Any, reason: str) -> None:
    """Note nothing: for what was noted when it came in."""


def money(value: Any, field: str, note: Note) -> tuple[int, str] | None:
    """Give (minor units, currency) of an OCDS Value; None where it has no amount that can be kept.

    Nothing is rounded. `amountGross` is no amount: it holds tax. Zero is an amount.
    """
    if value is None:
        return None
    if not isinstance(value, dict):
        note(field, value, "A value that is no object. It is read as no amount.")
        return None
    amount = value.get("amount")
    if amount is None:
        return None
    currency = _currency(value.get("currency"), field, note)
    if currency is None:
        return None
    minor = _minor(amount, CURRENCIES[currency])
    if isinstance(minor, str):
        note(f"{field}/amount", amount, f"{minor} It is read as no amount.")
        return None
    return minor, currency


def price(value: Any, field: str, note: Note) -> dict[str, str] | None:
    """Give what one of something costs, to the last digit as it is written, {"amount": "0.2345", "currency": "GBP"}.

    With tax it is "gross"; "basis" is net or gross where that is said of the amount. It is never added up.
    """
    value, found = part(value, field, note), {}
    for name, key in (("amount", "amount"), ("gross", "amountGross")):
        if value.get(key) is not None:
            text = _decimal(value[key])
            if text is None or text.startswith("-") or not _DECIMAL.fullmatch(text):
                note(f"{field}/{key}", value[key], "This is no price. It is read as no amount.")
            else:
                found[name] = text
    currency = _currency(value.get("currency"), field, note) if found else None
    taxed = value.get("valueAddedTaxIncluded")
    basis = {"basis": "gross" if taxed else "net"} if isinstance(taxed, bool) else {}
    return found | {"currency": currency} | basis if currency else None


def _currency(code, field, note):
    known = code.strip().upper() if isinstance(code, str) else ""
    if known not in CURRENCIES:
        why = "is not stated" if code in (None, "") else "is no code of ISO 4217"
        note(f"{field}/currency", code, f"The currency {why}. It is read as no amount.")
        return None
    return known


def _minor(amount, decimals):
    """The amount in minor units, or a sentence that says why there is none."""
    text = _decimal(amount)
    if text is None:
        return "This is no amount."
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    if len(part) > decimals:
        return f"It has more than {decimals} decimals, and nothing is rounded."
    if whole.startswith("-") and (int(whole) or part):
        return "It is negative."
    minor = int(whole.lstrip("-") + part.ljust(decimals, "0"))
    return "It is beyond any contract." if minor > LARGEST_MINOR else minor


def _decimal(amount):
    """A number as it is written, without an exponent; None for what is none."""
    kind = type(amount)
    if kind is int:
        return str(amount)
    if kind is not float and kind is not str:
        return None
    text = repr(amount) if kind is float else amount
    if "e" in text and kind is float:
        text = f"{Decimal(text):f}"
    return text if _DECIMAL.fullmatch(text) else None


def moment(text: Any, field: str, note: Note) -> datetime.datetime | None:
    """Give a date of OCDS as a moment; one without a zone is taken as London's."""
    if text is None:
        return None
    found = _read(text)
    if found is None:
        note(
            field, text, "This is no date of ISO 8601 from 1900 to 2100. It is read as not stated."
        )
        return None
    return found if found.tzinfo else found.replace(tzinfo=LONDON)


def day(text: Any, field: str, note: Note) -> datetime.date | None:
    """Give the day of a date of OCDS, in London.

    At midnight, or one second before it, the day that is written is meant: publishers write the
    end of a day as 23:59:59Z in summer too.
    """
    if text is None:
        return None
    is_short = isinstance(text, str) and len(text) <= _LONGEST_DATE
    return (_known_day(text) if is_short else None) or _noted_day(text, field, note)


# Several sections read the same dates, and they come again: most are known.
@lru_cache(maxsize=20_000)
def _known_day(text: str) -> datetime.date | None:
    """The day of a date, None where there is something to note of it."""
    return _noted_day(text, "", nothing)


def _noted_day(text, field, note):
    whole = _WHOLE_DAY.fullmatch(text) if isinstance(text, str) else None
    if whole and (found := _read(whole[1])):
        return found.date()
    if isinstance(text, str) and len(text) == 10 and _DAY.fullmatch(text):
        found = _read(text)
    else:
        found = moment(text, field, note)
        if found is None:
            return None
        if found.time().replace(microsecond=0) not in _WHOLE_DAYS:
            found = found.astimezone(LONDON)
    if found is None:
        note(field, text, "There is no such day. It is read as not stated.")
        return None
    return found.date()


def _read(text):
    if not isinstance(text, str) or not text.isascii():
        return None
    try:
        found = datetime.datetime.fromisoformat(_FRACTION.sub(r"\1", text) if "." in text else text)
    except ValueError:
        return None
    # Week dates and compact forms are ISO 8601 too, and no publisher means them.
    fits = text[4:5] == "-" and text[7:8] == "-" and FIRST_YEAR <= found.year <= LAST_YEAR
    return found if fits else None


def number(value: Any, field: str, note: Note) -> int | float | None:
    """Give a number that is no amount: a count, a share. None for none, and for one below zero."""
    if value is None:
        return None
    found = value
    if isinstance(value, str) and len(value) <= 20 and _DECIMAL.fullmatch(value):
        found = float(value) if "." in value else int(value)
    if type(found) is float and found.is_integer():
        found = int(found)
    if type(found) in (int, float) and 0 <= found < LARGEST_MINOR:
        return found
    note(field, value, "A number from zero up was expected here. It is read as not stated.")
    return None


def yes_no(value: Any, field: str, note: Note) -> bool | None:
    """Give a yes or no of OCDS; None where it says neither."""
    if value is not None and not isinstance(value, bool):
        note(field, value, "Yes or no was expected here. It is read as not stated.")
    return value if isinstance(value, bool) else None


def code(value: Any, known: dict[str, str]) -> str:
    """Give what a code of a list of OCDS means here; "" for none, or one not known."""
    return known.get(value, "") if isinstance(value, str) else ""


def each(value: Any, field: str, note: Note) -> list[dict]:
    """Give the objects of an array of OCDS. An object in its place is an array of it alone."""
    if value is None:
        return []
    if isinstance(value, dict):
        note(field, "{…}", "An object where an array was expected. It is read as an array of one.")
        return [value]
    if not isinstance(value, list):
        note(field, value, "An array was expected here. It is read as empty.")
        return []
    found = [one for one in value if isinstance(one, dict)]
    if len(found) != len(value):
        note(field, "null", "A member of this array is no object. It is left out.")
    return found


def part(value: Any, field: str, note: Note) -> dict:
    """Give an object of OCDS, {} for none."""
    if isinstance(value, dict):
        return value
    if value is not None:
        note(field, value, "An object was expected here. It is read as not stated.")
    return {}
