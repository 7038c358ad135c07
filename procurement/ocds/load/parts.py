"""Writes who has which part of public contracts: their vendors, and their buyers where there are several."""

from procurement.models import PublicContractBuyer, PublicContractVendor, PublicSum, bulk

_LINK = ("id", "contract_id", "vendor_id", "counted", "value_minor", "currency", "shared_with")
_PART = ("id", "contract_id", "buyer_id", "counted", "value_minor", "currency")
_SUM = ("contract_id", "link_id", "part_id", "kind", "currency", "minor")


def write_parts(links: list[tuple], parts: list[tuple], sums: list[tuple]) -> None:
    """Write vendors and buyers of awards, and what stands beside their values and those of contracts.

    `links` and `parts` are (contract, party, Share), `sums` what stands beside contracts as a whole.
    """
    vendors = _numbered(PublicContractVendor, links)
    buyers = _numbered(PublicContractBuyer, parts)
    rows = [(*_counted(*one), one[-1].shared_with) for one in vendors]
    bulk.insert(PublicContractVendor, _LINK, rows)
    bulk.insert(PublicContractBuyer, _PART, [_counted(*one) for one in buyers])
    sums += [(pk, key, None, *out) for key, pk, _, part in vendors for out in _beside(part)]
    sums += [(pk, None, key, *out) for key, pk, _, part in buyers for out in _beside(part)]
    bulk.insert(PublicSum, _SUM, sums)


def _numbered(model, rows):
    return [(key, *row) for key, row in zip(bulk.ids(model, len(rows)), rows, strict=True)]


def _counted(key, pk, party, part):
    own = part.own
    return key, pk, party, part.counted, own and own.minor, own.currency if own else ""


def _beside(part):
    return [(*which, minor) for which, minor in part.beside.items()]
