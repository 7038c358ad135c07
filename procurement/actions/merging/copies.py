"""The public copies that the register alone speaks of: in bulk, however many there are.

Those that editors keep are written anew from their structure instead: see `bodies`.
"""

from typing import Any

from django.db.models import Q, QuerySet

from procurement.models import (
    PublicContract,
    PublicContractBuyer,
    PublicContractVendor,
    PublicMention,
    PublicParty,
)

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


def take_over(kept: PublicParty, merged: PublicParty) -> list[int]:
    """Let register contracts name `kept` for `merged`, until they are written anew; give them, for undoing."""
    contracts = naming(merged).filter(tracked=False)
    ids = list(contracts.values_list("public_id", flat=True))
    for role in ROLES:
        contracts.filter(**{role: merged}).update(**{role: kept})
    for model, column in _LINKS:
        rows: Any = model._default_manager.filter(contract__tracked=False)
        of_kept = rows.filter(**{column: kept}).values("contract")
        rows.filter(**{column: merged}, contract__in=of_kept).delete()
        rows.filter(**{column: merged}).update(**{column: kept})
    return ids


_LINKS = (
    (PublicContractVendor, "vendor"),
    (PublicContractBuyer, "buyer"),
    (PublicMention, "party"),
)
