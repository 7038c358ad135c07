"""What a raw release states, by paths of our own: it knows nothing of how the register is read.

A path is such as "awards[].suppliers[].name"; "**.amount" is that key however deep. {words of a gap: paths, any of
which says that it is none}.
"""

import datetime
import re
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

_TERM = ("startDate", "endDate", "maxExtentDate", "durationInDays")
STATED = {
    "who buys": [
        "buyer.name", "buyer.id", "tender.procuringEntity.name", "tender.procuringEntity.id",
        "awards[].buyer.name", "awards[].buyers[].name", "contracts[].buyer.name",
        "parties[buyer].name", "parties[procuringEntity].name", "parties[leadBuyer].name",
    ],
    "the vendor": [
        "awards[].suppliers[].name", "awards[].suppliers[].id", "contracts[].suppliers[].name",
        "parties[supplier].name", "parties[removedSupplier].name",
    ],
    "what it is worth": [
        "planning.**.amount", "planning.**.amountGross", "tender.**.amount", "tender.**.amountGross",
        "awards[].**.amount", "awards[].**.amountGross", "contracts[].**.amount",
        "contracts[].**.amountGross",
    ],
    "the deadline for bids": [
        "tender.tenderPeriod.endDate", "tender.lots[].tenderPeriod.endDate",
        "tender.expressionOfInterestDeadline", "tender.lots[].expressionOfInterestDeadline",
        "tender.tenderPeriod.maxExtentDate", "tender.bidOpening.endDate",
    ],
    "the day of the decision": ["awards[].date"],
    "the day of signature": ["contracts[].dateSigned"],
    "when it starts or ends": [
        f"{period}.{day}"
        for period in ("tender.contractPeriod", "tender.lots[].contractPeriod", "awards[].contractPeriod",
                       "contracts[].period", "tender.techniques.frameworkAgreement.period")
        for day in _TERM
    ],
    "the procedure": [
        "tender.procurementMethod", "tender.procurementMethodDetails", "tender.procurementMethodType",
        "tender.procurementMethodRationale", "tender.procurementMethodRationaleClassifications[].id",
        "tender.procedure.features", "tender.competitive",
    ],
    "how many bids came in": [
        "bids.statistics[].value", "bids.details[].id", "tender.numberOfTenderers", "**.bids.statistics[].value",
        "tender.tenderers[].name", "tender.lots[].statistics[].value", "awards[].statistics[].value",
        "parties[tenderer].name",
    ],
    "where it is carried out": [
        f"**.{key}"
        for key in ("deliveryAddress", "deliveryAddresses", "deliveryLocation", "deliveryLocations")
    ],
    "a category or code of what is bought": [
        "tender.**.classification.id", "awards[].**.classification.id", "contracts[].**.classification.id",
        "**.mainProcurementCategory", "tender.additionalProcurementCategories[]",
        "**.additionalClassifications[].id",
    ],
}  # fmt: skip
# Money that is none of what is bought for.
_OTHER_MONEY = ("participationFees", "bids")
_STEP = re.compile(r"(\*\*|\w+)(?:\[(\w*)\])?")


def stated(release: dict, paths: list[str]) -> list[str]:
    """Give the paths of some under which a release states anything."""
    return [path for path in paths if any(map(_says, found(release, path)))]


def found(value: Any, path: str) -> Iterator[Any]:
    """Give all that stands under a path."""
    step, _, rest = path.partition(".")
    name, role = _STEP.fullmatch(step).groups()
    if name == "**":
        yield from _deep(value, rest)
    elif isinstance(value, dict) and name in value:
        here = value[name]
        if role is None:
            under = [here]
        else:
            under = [one for one in (here if isinstance(here, list) else [here]) if _has(one, role)]
        for one in under:
            yield from found(one, rest) if rest else [one]


def _deep(value, path):
    yield from found(value, path)
    if isinstance(value, dict):
        below = [
            one for key, one in value.items() if key not in _OTHER_MONEY or "amount" not in path
        ]
    else:
        below = value if isinstance(value, list) else []
    for one in below:
        yield from _deep(one, path)


def _has(one, role):
    return not role or isinstance(one, dict) and role in (one.get("roles") or [])


def _says(value):
    """Whether it is more than nothing: an object of nothings is nothing too."""
    if isinstance(value, dict | list):
        return any(map(_says, value.values() if isinstance(value, dict) else value))
    return value is not None and value != ""


def days(value: Any) -> set[str]:
    """Give every day that stands anywhere in a release, as London has it and as it is written."""
    if isinstance(value, dict | list):
        below = value.values() if isinstance(value, dict) else value
        return set().union(*map(days, below))
    return _days(value) if isinstance(value, str) else set()


def _days(text):
    if not re.match(r"\d{4}-\d{2}-\d{2}", text):
        return set()
    written = {text[:10]}
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return written
    if moment.tzinfo:
        written.add(moment.astimezone(ZoneInfo("Europe/London")).date().isoformat())
    return written


def amounts(value: Any) -> set[float]:
    """Give every number that stands anywhere in a release."""
    if isinstance(value, dict | list):
        below = value.values() if isinstance(value, dict) else value
        return set().union(*map(amounts, below))
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return {round(float(value), 2)} if is_number else set()
