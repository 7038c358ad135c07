"""What part each vendor has in register contracts that named two parties who turn out to be one."""

from collections.abc import Mapping
from types import MappingProxyType

from procurement.models import PartyRedirect, PublicContractVendor, RegisterDocument, bulk
from procurement.shares import NO_SHARE, decisions, shares

from . import same_awards
from .sums import write_of_links

_COLUMNS = ["counted", "value_minor", "currency", "shared_with"]


def count_anew(ids: list[int], also: Mapping[int, int] = MappingProxyType({})) -> None:
    """Say anew how the value of register contracts, by public id, counts for each of its vendors.

    `also` is {public id of a vendor: that of the one it is now}, beside the redirects there are.
    """
    redirects = PartyRedirect.objects.filter(kind="vendor")
    moved = {
        old: also.get(to, to) for old, to in redirects.values_list("public_id", "to_public_id")
    }
    moved |= also
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
        write_of_links(told)


def _put(link, part):
    link.counted, link.shared_with = part.counted, part.shared_with
    link.value_minor = part.own and part.own.minor
    link.currency = part.own.currency if part.own else ""


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
