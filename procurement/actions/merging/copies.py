"""The public copies that the register alone speaks of: in bulk, however many there are.

Those that editors keep are written anew from their structure instead: see `bodies`.
"""

from django.db.models import Q, QuerySet

from procurement.models import (
    PublicContract,
    PublicContractVendor,
    PublicMention,
    PublicParty,
    bulk,
)

from ..headlines import entitle, retell
from ..parts import count_anew

ROLES = ("buyer", "user_body")


def naming(*parties: PublicParty) -> QuerySet[PublicContract]:
    """The public contracts that name one of some parties, in whichever part."""
    links = PublicContractVendor.objects.filter(vendor__in=parties)
    mentions = PublicMention.objects.filter(party__in=parties)
    return PublicContract.objects.filter(
        Q(buyer__in=parties)
        | Q(user_body__in=parties)
        | Q(pk__in=links.values("contract"))
        | Q(pk__in=mentions.values("contract"))
    )


def take_over(kept: PublicParty, merged: PublicParty) -> dict:
    """Let register contracts name `kept` for `merged`; give what moved, for `hand_back`."""
    rows = PublicContract.objects.filter(tracked=False)
    moved = {role: _ids(rows.filter(**{role: merged})) for role in ROLES}
    for role in ROLES:
        if moved[role]:
            rows.filter(**{role: merged}).update(**{role: kept})
    moved["own_use"] = _own_use(moved, kept)
    moved["both"] = _join(kept, merged)
    links = PublicContractVendor.objects.filter(vendor=merged, contract__tracked=False)
    moved["vendor"] = list(links.values_list("contract__public_id", flat=True))
    links.update(vendor=kept)
    moved["mentioned"] = _mention(kept, merged)
    count_anew(moved["both"], {merged.public_id: kept.public_id})
    entitle(_titled(moved))
    if _is_called_otherwise(kept, merged):
        retell(_told(moved))
    return moved


def _mention(kept, merged):
    """Let the mentions of register contracts name `kept`; give the contracts, those of both among them."""
    mentions = PublicMention.objects.filter(contract__tracked=False)
    found = list(mentions.filter(party=merged).values_list("contract__public_id", flat=True))
    of_kept = mentions.filter(party=kept).values("contract")
    mentions.filter(party=merged, contract__in=of_kept).delete()
    mentions.filter(party=merged).update(party=kept)
    return found


def _ids(rows):
    return list(rows.values_list("public_id", flat=True))


def _is_called_otherwise(kept, merged):
    return (kept.name, kept.takes_the) != (merged.name, merged.takes_the)


def _told(moved):
    """The contracts whose headline names the party: as buyer or vendor."""
    return sorted({*moved["buyer"], *moved["vendor"], *moved["both"]})


def _titled(moved):
    """Those whose title words name it: as user, too."""
    return sorted({*_told(moved), *moved["user_body"], *moved["own_use"]})


def _join(kept, merged):
    """Of a contract that both supply, keep one link; give such contracts."""
    links = PublicContractVendor.objects.filter(contract__tracked=False)
    of_kept = links.filter(vendor=kept).values("contract")
    twice = links.filter(vendor=merged, contract__in=of_kept)
    found = dict(twice.values_list("pk", "contract__public_id"))
    PublicContractVendor.objects.filter(pk__in=list(found)).delete()
    return sorted(found.values())


def hand_back(moved: dict, kept: PublicParty, merged: PublicParty) -> None:
    """Let the register contracts that `take_over` moved name `merged` again."""
    rows = PublicContract.objects.filter(tracked=False)
    links = PublicContractVendor.objects.filter(vendor=kept)
    for ids in bulk.sliced(moved["vendor"]):
        there = rows.filter(public_id__in=ids).values("pk")
        links.filter(contract__in=there).update(vendor=merged)
    for ids in bulk.sliced(moved["both"]):
        keys = rows.filter(public_id__in=ids).values_list("pk", flat=True)
        PublicContractVendor.objects.bulk_create(
            [PublicContractVendor(contract_id=pk, vendor=merged) for pk in keys],
            ignore_conflicts=True,
        )
    _mention_again(moved["mentioned"], kept, merged)
    count_anew(moved["both"])
    _use_again(moved["own_use"], kept)
    for role in ROLES:
        for ids in bulk.sliced(moved[role]):
            rows.filter(public_id__in=ids, **{role: kept}).update(**{role: merged})
    entitle(_titled(moved))
    if _is_called_otherwise(kept, merged):
        retell(_told(moved))


def _own_use(moved, kept):
    """A buyer that is found to be the user is named once, as in imports; give such contracts."""
    once = sorted(set(moved["buyer"]) ^ set(moved["user_body"]))
    found = []
    for ids in bulk.sliced(once):
        rows = PublicContract.objects.filter(tracked=False, public_id__in=ids, buyer=kept)
        own = rows.filter(user_body=kept)
        found += _ids(own)
        own.update(user_body=None)
    return found


def _use_again(ids, kept):
    for piece in bulk.sliced(ids):
        rows = PublicContract.objects.filter(tracked=False, public_id__in=piece, buyer=kept)
        rows.filter(user_body__isnull=True).update(user_body=kept)


def _mention_again(ids, kept, merged):
    """Where the notices name the merged party, a mention keeps it public; the kept one's may stay as well."""
    for piece in bulk.sliced(ids):
        rows = PublicContract.objects.filter(tracked=False, public_id__in=piece)
        PublicMention.objects.bulk_create(
            [
                PublicMention(contract_id=pk, party=merged)
                for pk in rows.values_list("pk", flat=True)
            ],
            ignore_conflicts=True,
        )
