"""What part each vendor has in register contracts that named two parties who turn out to be one."""

from django.db.models import Prefetch

from procurement.codelists import NOTHING_BOUGHT
from procurement.models import AwardVendor, Contract, PublicContractVendor, bulk
from procurement.money import Money
from procurement.shares import Share, shares

_COLUMNS = ["counted", "value_minor", "currency", "shared_with"]
_NONE = Share("unknown", None, 0)


def count_anew(ids: list[int]) -> None:
    """Say anew how the value of register contracts, by public id, counts for each of its vendors."""
    for piece in bulk.sliced(ids):
        links = list(
            PublicContractVendor.objects.filter(
                contract__public_id__in=piece, contract__tracked=False
            ).select_related("contract", "vendor")
        )
        parts = _parts(piece)
        for link in links:
            own = parts.get(link.contract.public_id, {})
            _put(link, own.get(link.vendor.public_id, _NONE))
        PublicContractVendor.objects.bulk_update(links, _COLUMNS)


def _put(link, part):
    link.counted, link.shared_with = part.counted, part.shared_with
    link.value_minor = part.own and part.own.minor
    link.currency = part.own.currency if part.own else ""


def _parts(ids):
    """{public id of the contract: {public id of the vendor: its part}}."""
    links = Prefetch("awards__links", AwardVendor.objects.select_related("vendor"))
    contracts = Contract.objects.filter(public_id__in=ids)
    contracts = contracts.prefetch_related("awards", links, "agreements").order_by()
    return {contract.public_id: shares(_decisions(contract)) for contract in contracts}


def _decisions(contract):
    """Give (vendors, values) of each award that stands: those of its agreements that count, else its own."""
    told: dict[int, list[Money]] = {}
    for one in contract.agreements.all():
        money = _money(one)
        if one.status != "cancelled" and money and not money.is_nominal:
            told.setdefault(one.award_id, []).append(money)
    for award in contract.awards.all():
        if award.status not in NOTHING_BOUGHT:
            own = _money(award)
            vendors = [link.vendor.public_id for link in award.links.all()]
            yield vendors, told.get(award.pk, [own] if own else [])


def _money(row):
    return None if row.value_minor is None else Money(row.value_minor, row.currency)
