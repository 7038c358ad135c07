"""The rows beside a public contract's own: its vendors, its buyers where several, their sums, and whom it mentions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import NamedTuple

from procurement.models import (
    PublicContractBuyer,
    PublicContractVendor,
    PublicMention,
    PublicSum,
    bulk,
)
from procurement.shares import Share

from .facts import Facts

_SHARE = ("counted", "value_minor", "currency", "shared_with")
_VENDOR = ("vendor_id", *_SHARE)
_BUYER = ("buyer_id", *_SHARE)
_SUM = ("link_id", "part_id", "kind", "currency", "minor")
_MENTION = ("party_id", "source_id")
_TABLES = (PublicSum, PublicContractVendor, PublicContractBuyer, PublicMention)


class LinkedRows(NamedTuple):
    """What the rows of one contract say; `sums` are (key of the vendor, of the buyer, kind, currency, minor)."""

    vendors: frozenset[tuple]
    buyers: frozenset[tuple]
    sums: frozenset[tuple]
    mentions: frozenset[tuple]

    @property
    def sources(self) -> set[int]:
        """The keys of all sources that they cite."""
        return {source for _, source in self.mentions if source}

    @property
    def parties(self) -> set[int]:
        """The keys of all parties that they name."""
        return {
            row[0] for rows in (self.vendors, self.buyers, self.mentions) for row in rows if row[0]
        }


def stated(facts: Facts) -> LinkedRows:
    """Give what the rows of a contract are to say."""
    sums = [(None, None, *one) for one in facts.beside]
    sums += [(key, None, *one) for key, part in facts.vendors.items() for one in _sums(part)]
    sums += [(None, key, *one) for key, part in facts.buyers.items() for one in _sums(part)]
    return LinkedRows(
        frozenset(_counted(key, part) for key, part in facts.vendors.items()),
        frozenset(_counted(key, part) for key, part in facts.buyers.items()),
        frozenset(sums),
        frozenset(facts.mentions),
    )


def _sums(part: Share):
    return [(kind, currency, minor) for (kind, currency), minor in part.beside.items()]


def _counted(key, part: Share):
    own = part.own
    return key, part.counted, own and own.minor, own.currency if own else "", part.shared_with


def existing(contracts: Iterable[int]) -> Mapping[int, LinkedRows]:
    """Give {key of a contract: what its rows say}. Four queries, none for none."""
    keys = list(contracts)
    vendors, vendor_of = _numbered(PublicContractVendor, _VENDOR, keys)
    buyers, buyer_of = _numbered(PublicContractBuyer, _BUYER, keys)
    sums, mentions = defaultdict(set), defaultdict(set)
    for key, link, part, *said in bulk.select(
        PublicSum, ("contract_id", *_SUM), "contract_id", keys
    ):
        sums[key].add((vendor_of.get(link), buyer_of.get(part), *said))
    for key, *said in bulk.select(PublicMention, ("contract_id", *_MENTION), "contract_id", keys):
        mentions[key].add(tuple(said))
    return {
        key: LinkedRows(
            *(frozenset(rows.get(key, ())) for rows in (vendors, buyers, sums, mentions))
        )
        for key in keys
    }


def _numbered(model, columns, contracts):
    """{contract: what its rows say}, and {key of a row: key of its party}."""
    rows, party_of = defaultdict(set), {}
    for key, contract, *said in bulk.select(
        model, ("id", "contract_id", *columns), "contract_id", contracts
    ):
        rows[contract].add(tuple(said))
        party_of[key] = said[0]
    return rows, party_of


def replace(rows: Mapping[int, LinkedRows], existing: Iterable[int]) -> None:
    """Write {key of a contract: what its rows say}, in the place of those of `existing` ones."""
    for part in bulk.sliced(existing):
        for model in _TABLES:
            model._default_manager.filter(contract__in=part)._raw_delete("default")
    vendors = _insert(
        PublicContractVendor, _VENDOR, {key: one.vendors for key, one in rows.items()}
    )
    buyers = _insert(PublicContractBuyer, _BUYER, {key: one.buyers for key, one in rows.items()})
    sums = [
        (key, vendors.get((key, vendor)), buyers.get((key, buyer)), *said)
        for key, one in rows.items()
        for vendor, buyer, *said in one.sums
    ]
    bulk.insert(PublicSum, ("contract_id", *_SUM), sums)
    mentions = [(key, *said) for key, one in rows.items() for said in one.mentions]
    bulk.insert(PublicMention, ("contract_id", *_MENTION), mentions)


_party = itemgetter(0)


def _insert(model, columns, rows):
    """Insert rows of contracts; give {(contract, party): key of the row}."""
    told = [
        (contract, *said) for contract, found in rows.items() for said in sorted(found, key=_party)
    ]
    keyed = [(key, *row) for key, row in zip(bulk.ids(model, len(told)), told, strict=True)]
    bulk.insert(model, ("id", "contract_id", *columns), keyed)
    return {(contract, party): key for key, contract, party, *_ in keyed}
