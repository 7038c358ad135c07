"""Public contracts: rows of lists."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from procurement.models import PublicContract, PublicContractVendor, PublicParty, PublicSource

from .parties import by_name


def contracts() -> QuerySet[PublicContract]:
    """Public contracts, with what a row shows: its buyer and the names of its vendors."""
    return PublicContract.objects.select_related("buyer").prefetch_related(
        Prefetch("vendors", vendors_named())
    )


def vendors_named() -> QuerySet[PublicParty]:
    """Parties by name, with no more than a link to each needs: some contracts have hundreds."""
    return by_name(PublicParty.objects.only("kind", "public_id", "name", "slug"))


def newest_first(queryset: QuerySet[PublicContract]) -> QuerySet[PublicContract]:
    """Order contracts by what happened last, those without a date after them."""
    return queryset.order_by("-recency")


def supplied_by(vendors: Iterable[int]) -> QuerySet:
    """The keys of the public contracts that one of some vendors supplies. No query."""
    return PublicContractVendor.objects.filter(vendor__in=list(vendors)).values("contract")


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
        return mentioning.union(thing.bought.values("pk"), thing.used.values("pk"))
    if thing.kind == "vendor":
        supplied = PublicContractVendor.objects.filter(vendor=thing)
        return mentioning.union(supplied.values("contract"))
    return mentioning


def with_parts(party: PublicParty, rows: QuerySet[PublicContract]) -> list[dict]:
    """Give [{"contract", "part"}]: of a vendor, with its part in each contract. One query more."""
    contracts = list(rows)
    parts: dict[int, PublicContractVendor] = {}
    if party.kind == "vendor":
        links = PublicContractVendor.objects.filter(vendor=party, contract__in=contracts)
        parts = {link.contract_id: link for link in links}
    return [{"contract": contract, "part": parts.get(contract.pk)} for contract in contracts]
