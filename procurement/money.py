"""Amounts of money: exact, in one currency each, never added across currencies."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_DECIMALS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: """AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN
        BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP
        GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT
        LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN
        NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE
        SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES
        WST XCD XCG YER ZAR ZMW ZWG""",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}

# ISO 4217, list one as of 2025: {code: digits after the point}. Codes that have no minor unit
# (metals, bond units, XDR, XSU, XUA, XTS, XXX) are no money that a contract is paid in.
CURRENCIES: dict[str, int] = {
    code: decimals for decimals, codes in _DECIMALS.items() for code in codes.split()
}

LARGEST_MINOR = 10**15
LONGEST_TEXT = 60
ACCEPTED = "Write an amount such as £50m, £1.5bn, 50,000,000, €20,550.50 or USD 1,000."

_SYMBOLS = {"GBP": "£", "EUR": "€"}
_CODES = {symbol: code for code, symbol in _SYMBOLS.items()}
_POWERS = {"": 0, "k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_AMOUNT = re.compile(
    r"(?P<before>(?:£|€|[a-z]{3}) ?)?"
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<part>[0-9]+))?"
    r" ?(?P<unit>k|thousand|million|m|billion|bn)?"
    r"(?P<after> ?[a-z]{3})?",
    re.IGNORECASE | re.ASCII,
)
_RANGE = r"[0-9] ?[a-z]* ?(?:-|–|—| to | or | and ) ?[£€a-z]* ?[0-9]"
_REFUSED = (
    (r"[\x00-\x1f\x7f]", "The amount holds a character that cannot be seen."),
    (r"[^\x00-\x7f£€¥–—]", "The amount holds a character other than digits 0 to 9, £ and €."),
    (r"\$|¥", "“$” and “¥” stand for several currencies: name it by its code, such as USD."),
    (r"[0-9]e[+-]?[0-9]", "Powers of ten are not understood."),
    (r"_", "Underscores cannot separate digits."),
    (_RANGE, "This is a range: write one amount."),
    (r"-|^\(.*\)$", "The amount is negative."),
    (r"\.[0-9]*,", "The comma separates thousands and the point pence, as in 1,234.56."),
    (r"\..*\.", "The amount has more than one point."),
    (r",(?![0-9]{3}(?![0-9]))", "A comma stands before every three digits, as in 1,234,567."),
)


class MoneyError(ValueError):
    """An amount that is not understood; the message says why, and what is accepted."""


@dataclass(frozen=True)
class Money:
    """One exact amount: `minor` is a whole number of minor units (pence, cents) of `currency`.

    May be negative, as published corrections are. Raises `MoneyError` for an unknown currency or
    a `minor` that is not a whole number.
    """

    minor: int
    currency: str

    def __post_init__(self) -> None:
        _known(self.currency)
        if type(self.minor) is not int:
            raise MoneyError("The amount must be a whole number of minor units.")

    @property
    def amount(self) -> Decimal:
        """The amount in major units (pounds), exact."""
        digits = tuple(int(digit) for digit in str(abs(self.minor)))
        return Decimal((int(self.minor < 0), digits, -CURRENCIES[self.currency]))

    @property
    def is_nominal(self) -> bool:
        """Whether this is no price: one major unit (£1) or less, zero and negative included.

        Official notices put £0, £0.01 and £1 where the price is not known or not told.
        """
        return self.minor <= 10 ** CURRENCIES[self.currency]

    def exact(self) -> str:
        """Give every digit: "£50,000,000", "£20,550.50", "USD 1,000". No ".00" is added."""
        whole, part = divmod(abs(self.minor), 10 ** CURRENCIES[self.currency])
        pence = f".{part:0{CURRENCIES[self.currency]}}" if part else ""
        return self._written(f"{whole:,}{pence}")

    def short(self) -> str:
        """Give it as a headline does, where that says the very sum: "£50m", "£3.65m", "USD 1.2bn".

        Nothing is rounded away: what three decimals of a million or billion do not say is `exact()`.
        """
        for power, unit in ((9, "bn"), (6, "m")):
            size = 10 ** (power + CURRENCIES[self.currency])
            if abs(self.minor) >= size:
                whole, part = divmod(abs(self.minor), size)
                thousandths, rest = divmod(part * 1000, size)
                decimals = f"{whole:,}.{thousandths:03}".rstrip("0").rstrip(".")
                return self.exact() if rest else self._written(f"{decimals}{unit}")
        return self.exact()

    def as_json(self) -> dict[str, int | str]:
        """Return {"minor": 5000000000, "currency": "GBP", "amount": "50000000.00"}."""
        return {"minor": self.minor, "currency": self.currency, "amount": f"{self.amount:f}"}

    def _written(self, digits: str) -> str:
        sign = "−" if self.minor < 0 else ""
        return sign + _SYMBOLS.get(self.currency, f"{self.currency} ") + digits

    def __str__(self) -> str:
        return self.exact()


def parse(text: str, default_currency: str = "GBP") -> Money:
    """Read what a person typed: "£50m", "£1.5bn", "50,000,000", "GBP 50,000,000", "€5k".

    Without a sign or code, the amount is in `default_currency`. Nothing is rounded or guessed:
    raises `MoneyError` for all that has two readings, is negative, has more decimals than its
    currency, or is above `LARGEST_MINOR`.
    """
    text = text.strip(" ")
    found = _AMOUNT.fullmatch(text) if len(text) <= LONGEST_TEXT else None
    if not found:
        raise MoneyError(f"{_fault(text)} {ACCEPTED}")
    currency = _currency(found, default_currency)
    part = found["part"] or ""
    power = _POWERS[(found["unit"] or "").lower()] + CURRENCIES[currency] - len(part)
    if power < 0:
        raise MoneyError(f"{currency} has {CURRENCIES[currency]} decimals, not more. {ACCEPTED}")
    minor = int(found["whole"].replace(",", "") + part) * 10**power
    if minor > LARGEST_MINOR:
        raise MoneyError(f"The amount is above {Money(LARGEST_MINOR, currency).exact()}.")
    return Money(minor, currency)


def total(moneys: Iterable[Money]) -> dict[str, int]:
    """Return {currency: minor units}: one sum for each currency that occurs."""
    sums: dict[str, int] = {}
    for money in moneys:
        sums[money.currency] = sums.get(money.currency, 0) + money.minor
    return sums


def in_range(least: Money | None, most: Money | None, *, short: bool = False) -> str:
    """Give the ends of a range in words: "£40,000 to £80,000", "£40,000 or more"; "" for none.

    An end that is no price is not stated: Contracts Finder writes £0 where there is none.
    """
    ends = [one for one in (least, most) if one and not one.is_nominal]
    said = [one.short() if short else one.exact() for one in ends]
    return f"{said[0]} or more" if ends == [least] else " to ".join(dict.fromkeys(said))


def _fault(text: str) -> str:
    if not text:
        return "The amount is empty."
    if len(text) > LONGEST_TEXT:
        return f"The amount has more than {LONGEST_TEXT} characters."
    for pattern, words in _REFUSED:
        if re.search(pattern, text, re.IGNORECASE):
            return words
    return f"“{text}” is not understood as an amount."


def _currency(found: re.Match[str], default: str) -> str:
    named = [part.strip() for part in (found["before"], found["after"]) if part]
    if len(named) > 1:
        raise MoneyError(f"The currency is named twice. {ACCEPTED}")
    code = named[0] if named else default
    return _known(_CODES.get(code, code).upper())


def _known(currency: str) -> str:
    if currency not in CURRENCIES:
        raise MoneyError(f"“{currency}” is not a currency code of ISO 4217, such as GBP or EUR.")
    return currency
