"""Writes the register documents of a batch."""

from procurement.models import RegisterDocument, bulk

from ..register import READER, buyers, vendor_places
from .contract_notices import ContractNotices
from .parties import Parties

_COLUMNS = ("public_id", "reader", "parties", "same", "packed")
_AGAIN = (
    'ON CONFLICT ("public_id") DO UPDATE SET "reader" = excluded."reader",'
    ' "parties" = excluded."parties", "packed" = excluded."packed"'
)


def write(
    works: list[ContractNotices], buyer: Parties, vendor: Parties
) -> list[list[list[int | None]]]:
    """Write what notices say of contracts, which have public ids, and whom they name; give those."""
    named = [_parties(work, buyer, vendor) for work in works]
    new: list[tuple] = []
    existing: list[tuple] = []
    for work, ids in zip(works, named, strict=True):
        row = (work.public_id, READER, bulk.json(ids), "{}", bulk.packed(work.compiled.packed))
        (existing if work.existing else new).append(row)
    bulk.insert(RegisterDocument, _COLUMNS, new)
    bulk.insert(RegisterDocument, _COLUMNS, existing, conflict=_AGAIN)
    return named


def _parties(work, buyer, vendor):
    """[[public id as buyer, public id as vendor]] in the places of the document."""
    bought, supplied = set(buyers(work.document)), set(vendor_places(work.document))
    return [
        [
            buyer.of(one).public_id if place in bought else None,
            vendor.of(one).public_id if place in supplied else None,
        ]
        for place, one in enumerate(work.parties)
    ]
