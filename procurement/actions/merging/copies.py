"""The public copies that the register alone speaks of: in bulk, however many there are.

Those that editors keep are written anew from their structure instead: see `bodies`.
"""

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat, Left, Length

from procurement.models import (
    PublicContract,
    PublicContractVendor,
    PublicIntervention,
    PublicMention,
    PublicParty,
)
from procurement.search import fold

from .headlines import entitle, entitle_no_more, retell
from .pieces import pieces

ROLES = ("buyer", "user_body")
_LINK = ("counted", "value_minor", "currency", "shared_with")


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


def find_by(kept: PublicParty, merged: PublicParty) -> str:
    """Let search find whatever names either party by the names of both; give the words added."""
    names = [kept.name, *kept.aliases, merged.name, *merged.aliases]
    words = f" {fold(' '.join(names))}"
    _rows(kept, merged)[0].update(words=Concat("words", Value(words)))
    _rows(kept, merged)[1].update(words=Concat("words", Value(words)))
    return words


def find_no_more(words: str, *parties: PublicParty) -> None:
    """Take the words away again that `find_by` added, where they still are."""
    for rows in _rows(*parties):
        rows.filter(words__endswith=words).update(words=Left("words", Length("words") - len(words)))


def _rows(*parties):
    return naming(*parties), PublicIntervention.objects.filter(stakeholder__in=parties)


def take_over(kept: PublicParty, merged: PublicParty) -> dict:
    """Let register contracts name `kept` for `merged`; give what moved, for `hand_back`.

    Of a contract that both supply one link stays, and `both` says what the two said.
    """
    rows = PublicContract.objects.filter(tracked=False)
    moved = {role: _ids(rows.filter(**{role: merged})) for role in ROLES}
    for role in ROLES:
        if moved[role]:
            rows.filter(**{role: merged}).update(**{role: kept})
    moved["both"] = _join(kept, merged)
    links = PublicContractVendor.objects.filter(vendor=merged, contract__tracked=False)
    moved["vendor"] = list(links.values_list("contract__public_id", flat=True))
    links.update(vendor=kept)
    moved["title"] = entitle(_told(moved), kept, merged)
    retell(_told(moved), kept, merged)
    return moved


def _ids(rows):
    return list(rows.values_list("public_id", flat=True))


def _told(moved):
    """The contracts whose headline names the party: as buyer or vendor."""
    both = [link["contract"] for link in moved["both"]]
    return sorted({*moved["buyer"], *moved["vendor"], *both})


def _join(kept, merged):
    links = PublicContractVendor.objects.filter(contract__tracked=False)
    of_kept = links.filter(vendor=kept)
    twice = links.filter(vendor=merged, contract__in=of_kept.values("contract"))
    said = {link["contract"]: link for link in twice.values("pk", "contract", *_LINK)}
    other = of_kept.filter(contract__in=list(said)).values(
        "contract__public_id", "contract", *_LINK
    )
    both = [_two(link, said[link["contract"]]) for link in other] if said else []
    PublicContractVendor.objects.filter(pk__in=[link["pk"] for link in said.values()]).delete()
    return both


def _two(kept, merged):
    return {
        "contract": kept["contract__public_id"],
        "kept": {column: kept[column] for column in _LINK},
        "merged": {column: merged[column] for column in _LINK},
    }


def hand_back(moved: dict, kept: PublicParty, merged: PublicParty) -> None:
    """Let the register contracts that `take_over` moved name `merged` again."""
    rows = PublicContract.objects.filter(tracked=False)
    for role in ROLES:
        for ids in pieces(moved[role]):
            rows.filter(public_id__in=ids, **{role: kept}).update(**{role: merged})
    links = PublicContractVendor.objects.filter(vendor=kept)
    for ids in pieces(moved["vendor"]):
        there = rows.filter(public_id__in=ids).values("pk")
        links.filter(contract__in=there).update(vendor=merged)
    for both in pieces(moved["both"]):
        _part(both, rows, kept, merged)
    entitle_no_more(moved["title"], _told(moved))
    retell(_told(moved), merged, kept)


def _part(both, rows, kept, merged):
    """Give each of two vendors of one contract its own link again."""
    there = dict(
        rows.filter(public_id__in=[one["contract"] for one in both]).values_list("public_id", "pk")
    )
    links = [
        PublicContractVendor(contract_id=there[one["contract"]], vendor=party, **one[said])
        for one in both
        if one["contract"] in there
        for party, said in ((kept, "kept"), (merged, "merged"))
    ]
    PublicContractVendor.objects.bulk_create(
        links, update_conflicts=True, unique_fields=["contract", "vendor"], update_fields=_LINK
    )
