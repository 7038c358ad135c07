"""Conditions that several tables hold, as they were when the migrations beside this were written."""

from django.db.models import Q
from django.db.models.functions import Substr
from django.db.models.lookups import Exact

from procurement.models.date_parts import DayOfMonth, Month

CURRENCIES = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP
    BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB
    EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD
    JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
    MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR
    RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND
    TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF
    YER ZAR ZMW ZWG
""".split()


def dated(field: str) -> Q:
    """A date and its precision are both stated or both not; one of a month is on its 1st."""
    stated, precision = (f"{field}__isnull", False), f"{field}_precision"
    first, january = Exact(DayOfMonth(field), 1), Exact(Month(field), 1)
    return Q(
        Q((f"{field}__isnull", True), (precision, "")),
        Q(stated, (precision, "day")),
        Q(stated, (precision, "month"), first),
        Q(stated, (precision, "year"), first, january),
        _connector="OR",
    )


def on_the_web(field: str) -> Q:
    """An address is empty, or begins as one on the web does."""
    https = Exact(Substr(field, 1, 8), "https://")
    return Q((field, ""), https, Exact(Substr(field, 1, 7), "http://"), _connector="OR")


# An amount and its currency are both stated or both not.
MONEY = Q(("currency", ""), ("value_minor__isnull", True)) | Q(
    ("currency__in", CURRENCIES), ("value_minor__gte", 0), ("value_minor__isnull", False)
)
