"""Public contracts: rows of lists, and what is said of each by the day."""

import datetime
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import QuerySet

from procurement.models import (
    PublicContract,
    PublicContractBuyer,
    PublicContractVendor,
    PublicParty,
    PublicSource,
)
from procurement.models.when import open_on, over_on, running_on
from procurement.money import Money

from .plan import contracts
from .rows import rows_of

_ON = {"open": open_on, "running": running_on, "over": over_on}


def newest_first(queryset: QuerySet[PublicContract]) -> QuerySet[PublicContract]:
    """Order contracts by what happened last, those without a date after them."""
    return queryset.order_by("-recency")


def supplied_by(vendors: Iterable[int]) -> QuerySet:
    """The keys of the public contracts that one of some vendors supplies. No query."""
    return PublicContractVendor.objects.filter(vendor__in=list(vendors)).values("contract")


def bought_by(buyers: Iterable[int]) -> QuerySet:
    """The keys of the public contracts under which one of some buyers buys. No query."""
    keys = list(buyers)
    own = PublicContract.objects.filter(buyer__in=keys).order_by().values("pk")
    return own.union(PublicContractBuyer.objects.filter(buyer__in=keys).values("contract"))


def contracts_naming(thing: PublicParty | PublicSource) -> QuerySet[PublicContract]:
    """The public contracts that name a party or cite a source, in whichever part, each once.

    Not the invented ones, of what others name: it counts the others.
    """
    return contracts().filter(pk__in=_naming(thing), invented=thing.invented)


def _naming(thing):
    """The keys of those contracts: a contract that editors keep mentions all that it names.

    A union, so that each way is looked up in its own index.
    """
    if isinstance(thing, PublicSource):
        return thing.mentions.values("contract")
    mentioning = thing.mentions.order_by().values("contract")
    if thing.kind == "buyer":
        return mentioning.union(thing.bought.values("pk"), thing.ran.values("pk"))
    if thing.kind == "vendor":
        supplied = PublicContractVendor.objects.filter(vendor=thing)
        return mentioning.union(supplied.values("contract"))
    return mentioning


def with_parts(party: PublicParty, rows: QuerySet[PublicContract]) -> list[dict]:
    """Give [{"contract", "part"}]: of a vendor with its part in each, of a buyer where there are several.

    At most three queries.
    """
    contracts = rows_of(rows.values_list("pk", flat=True))
    parts = _parts(party, [contract.key for contract in contracts])
    return [{"contract": contract, "part": parts.get(contract.key)} for contract in contracts]


class Part(NamedTuple):
    """What of a contract is a vendor's, or a buyer's of several: `kind` says which of the two.

    `counted`, `own` and `shared_with` are as of a `Share`; `beside` is what else is stated for it alone, as sums
    {"kind", "currency", "minor"}.
    """

    kind: str
    counted: str
    own: Money | None
    shared_with: int
    beside: list[dict[str, Any]]


_PARTS: dict[str, Any] = {"vendor": PublicContractVendor, "buyer": PublicContractBuyer}
_SHARE = ("counted", "value_minor", "currency", "shared_with")
_SUM = ("kind", "currency", "minor")


def _parts(party, contracts) -> dict[int, Part]:
    """{key of a contract: the part of a party}. One query, none for a kind that has no part."""
    if party.kind not in _PARTS:
        return {}
    links = _PARTS[party.kind].objects.filter(**{party.kind: party}, contract__in=contracts)
    found: dict[int, Part] = {}
    sums = [f"sums__{name}" for name in _SUM]
    for contract, counted, minor, currency, shared_with, *sum_ in links.values_list(
        "contract", *_SHARE, *sums
    ):
        own = None if minor is None else Money(minor, currency)
        part = found.setdefault(contract, Part(party.kind, counted, own, shared_with, []))
        if sum_[0]:
            part.beside.append(dict(zip(_SUM, sum_, strict=True)))
    return found


def at_times(
    rows: QuerySet[PublicContract], times: Iterable[str], day: datetime.date
) -> QuerySet[PublicContract]:
    """Narrow to the contracts that are any of some codes of WHEN on a day."""
    return rows.filter(reduce(or_, (_ON[time](day) for time in times)))


def contract_with_ocid(ocid: str) -> PublicContract | None:
    """Give the public contract of an OCID. One query."""
    return PublicContract.objects.exclude(ocid="").filter(ocid=ocid).order_by().first()
