"""Parties that imports alone made, and later notices show to be one: joined without ceremony.

Nobody has worked on the one that goes, and no tracked contract names it: there is nothing to take
back, so that no `PartyMerge` is kept. Its address leads to the other for ever.
"""

from django.db.models import Q

from procurement.models import (
    PARTIES,
    Claim,
    Contract,
    Identifier,
    PartyName,
    PartyRedirect,
    PublicContract,
    PublicContractBuyer,
    PublicContractVendor,
    PublicMention,
    PublicParty,
    Stakeholder,
)
from procurement.models.party import REWRITE

from .register_changes import merge_as_notices_say


def absorb(kind: str, kept: int, gone: int) -> None:
    """Make two working parties of a kind one, by their keys; the contracts of both are stale."""
    if not _is_plain(kind, gone):
        merge_as_notices_say(kind, kept, gone)
        return
    _move_names(kind, kept, gone)
    _move_working(kind, kept, gone)
    _move_public(kind, kept, gone)
    parties = PARTIES[kind]._default_manager
    parties.filter(pk=kept).update(stale=REWRITE)
    parties.filter(pk=gone)._raw_delete(parties.db)


def _is_plain(kind, pk):
    """Whether imports alone have to do with a party."""
    party = PARTIES[kind]._default_manager.get(pk=pk)
    tracked = Contract.objects.filter(tracked=True)
    copy = PublicParty.objects.filter(kind=kind, public_id=party.public_id)
    by_editors = (
        tracked.filter(Q(buyer=pk) | Q(user_body=pk))
        if kind == "buyer"
        else tracked.filter(vendors=pk),
        Claim.objects.filter(**{kind: pk}),
        Stakeholder.objects.filter(**{kind: pk}),
        PublicMention.objects.filter(party__in=copy, contract__tracked=True),
    )
    return party.version == party.published_version == 1 and not any(
        rows.exists() for rows in by_editors
    )


def _move_names(kind, kept, gone):
    names = PartyName.objects.filter(**{kind: gone})
    names.filter(folded__in=PartyName.objects.filter(**{kind: kept}).values("folded")).delete()
    names.update(**{kind: kept})
    Identifier.objects.filter(**{kind: gone}).update(**{kind: kept})


def _move_working(kind, kept, gone):
    if kind == "buyer":
        for column in ("buyer", "user_body"):
            Contract.objects.filter(**{column: gone}).update(**{column: kept})


def _move_public(kind, kept, gone):
    """The copy of the one that goes leads to the other's; its contracts are told anew later."""
    ids = dict(
        PARTIES[kind]._default_manager.filter(pk__in=[kept, gone]).values_list("pk", "public_id")
    )
    copies = PublicParty.objects.filter(kind=kind, public_id__in=ids.values())
    found = {copy.public_id: copy for copy in copies}
    old, new = found.get(ids[gone]), found.get(ids[kept])
    if old and new:
        for column in ("buyer", "user_body"):
            PublicContract.objects.filter(**{column: old}).update(**{column: new})
        for model, column in (
            (PublicContractVendor, "vendor"),
            (PublicContractBuyer, "buyer"),
            (PublicMention, "party"),
        ):
            rows = model._default_manager
            there = rows.filter(**{column: new}).values("contract")
            rows.filter(**{column: old}, contract__in=there).delete()
            rows.filter(**{column: old}).update(**{column: new})
        old.delete()
    led = PartyRedirect.objects.filter(kind=kind, to_public_id=ids[gone])
    led.update(to_public_id=ids[kept])
    demonstration = bool(new and new.demonstration)
    PartyRedirect.objects.create(
        kind=kind, public_id=ids[gone], to_public_id=ids[kept], demonstration=demonstration
    )
