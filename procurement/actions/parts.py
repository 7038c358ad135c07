"""What part each vendor and buyer has in register contracts that named two parties who turn out to be one."""

from collections.abc import Mapping
from types import MappingProxyType

from procurement.models import (
    PartyRedirect,
    PublicContract,
    PublicContractBuyer,
    PublicContractVendor,
    PublicParty,
    RegisterDocument,
    bulk,
)
from procurement.shares import NO_SHARE, decisions, purchases, shares

from . import same_awards
from .sums import write_of
from .vendor_shares import amount_columns, columns

_COLUMNS = ["counted", "value_minor", "currency", "shared_with"]


def count_anew(ids: list[int], also: Mapping[int, int] = MappingProxyType({})) -> None:
    """Say anew how the value of register contracts, by public id, counts for each of its vendors.

    `also` is {public id of a vendor: that of the one it is now}, beside the redirects there are.
    """
    moved = _moved("vendor", also) if ids else {}
    for piece in bulk.sliced(ids):
        links = list(
            PublicContractVendor.objects.filter(
                contract__public_id__in=piece, contract__tracked=False
            ).select_related("contract", "vendor")
        )
        bodies = RegisterDocument.objects.bodies(piece)
        parts = {id_: _parts(body, moved) for id_, body in bodies.items()}
        told = {}
        for link in links:
            own = parts.get(link.contract.public_id, {})
            part = own.get(link.vendor.public_id, NO_SHARE)
            _put(link, part)
            told[link.pk] = (link.contract_id, part.beside)
        PublicContractVendor.objects.bulk_update(links, _COLUMNS)
        write_of("link", told)


def buy_anew(ids: list[int], also: Mapping[int, int] = MappingProxyType({})) -> None:
    """Say anew what each buyer of register contracts, by public id, bought; `also` as in `count_anew`.

    One that is left alone has no part: it has all of it.
    """
    moved = _moved("buyer", also) if ids else {}
    for piece in bulk.sliced(ids):
        rows = PublicContract.objects.filter(public_id__in=piece, tracked=False)
        PublicContractBuyer.objects.filter(contract__in=rows.values("pk")).delete()
        bodies = RegisterDocument.objects.bodies(piece)
        parts = {
            row.pk: _purchases(bodies[row.public_id], row.buyer.public_id, moved)
            for row in rows.select_related("buyer")
            if row.buyer and row.public_id in bodies
        }
        wanted = {id_ for found in parts.values() for id_ in found}
        buyers = PublicParty.objects.filter(kind="buyer", public_id__in=wanted)
        keys = dict(buyers.values_list("public_id", "pk"))
        told = [(pk, keys[id_], part) for pk, found in parts.items() for id_, part in found.items()]
        made = PublicContractBuyer.objects.bulk_create(
            PublicContractBuyer(contract_id=pk, buyer_id=buyer, **amount_columns(part))
            for pk, buyer, part in told
        )
        write_of(
            "part",
            {one.pk: (pk, part.beside) for one, (pk, _, part) in zip(made, told, strict=True)},
        )


def _moved(kind, also):
    """{public id that was merged away: that of the party it is now}."""
    redirects = PartyRedirect.objects.filter(kind=kind)
    rows = redirects.values_list("public_id", "to_public_id")
    return {old: also.get(to, to) for old, to in rows} | {**also}


def _purchases(body, first, moved):
    """{public id of the buyer: its part}."""

    def buyer(row):
        if "buyer" not in row:
            return None
        id_ = body["parties"][row["buyer"]]["buyer_id"]
        return moved.get(id_, id_)

    return purchases(body["awards"], body["agreements"], buyer, first)


def _put(link, part):
    for column, value in columns(part).items():
        setattr(link, column, value)


def _parts(body, moved):
    """{public id of the vendor: its part}."""

    def vendors(award):
        ids = (body["parties"][place]["vendor_id"] for place in award["suppliers"])
        return list(dict.fromkeys(moved.get(id_, id_) for id_ in ids))

    return shares(decisions(body["awards"], body["agreements"], vendors))


def name_again(ids: list[int], kept, merged) -> None:
    """Let the documents of register contracts, by public id, name a party that was merged again.

    Those that imports wrote meanwhile name the kept one by what is the merged one's own.
    """
    names = set(merged.names.values_list("name", flat=True)) | {merged.name}
    numbers = set(merged.identifiers.values_list("scheme", "value"))
    column = 0 if merged.kind == "buyer" else 1
    for piece in bulk.sliced(ids):
        changed = []
        for one in RegisterDocument.objects.filter(public_id__in=piece):
            for party, place in zip(one.body["parties"], one.parties, strict=True):
                own = party["name"] in names or numbers & set(map(tuple, party["numbers"]))
                if own and place[column] == kept.public_id:
                    place[column] = merged.public_id
                    changed.append(one)
        RegisterDocument.objects.bulk_update(changed, ["parties"])
        same_awards.name_again(one.public_id for one in changed)
