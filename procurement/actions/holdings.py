"""What the public record holds in all, counted anew from public rows; currencies are never added together."""

from django.db.models import Count, Exists, OuterRef, Q, Sum

from procurement import worth
from procurement.models import (
    PublicContract,
    PublicContractBuyer,
    PublicHoldings,
    PublicParty,
    PublicSum,
)

_REAL = {"demonstration": False}


def recount_holdings() -> None:
    """Count anew what the public record holds in all. Six queries.

    What is invented counts only while there is nothing real: one row is kept, of either.
    """
    rows = PublicContract.objects.all()
    alone = not rows.filter(demonstration=False).exists()
    told = _holdings(rows, {}) if alone else _holdings(_standing(rows), _REAL)
    PublicHoldings.objects.filter(with_invented=not alone).delete()
    PublicHoldings.objects.bulk_create(
        [PublicHoldings(with_invented=alone, **told)],
        update_conflicts=True, unique_fields=["with_invented"], update_fields=list(told),
    )  # fmt: skip


def recount_buyers() -> None:
    """Count the public buyers anew, of what the public record holds: all that a merge changes."""
    for told in PublicHoldings.objects.all():
        rows = PublicContract.objects.all()
        told.buyers = _buyers(rows if told.with_invented else _standing(rows))
        told.save(update_fields=["buyers"])


def _standing(rows):
    """What stands once a real contract is public."""
    return rows.filter(invented=False)


def _holdings(rows, real):
    """By kind and currency, so that an index is read in its order, and alone; `real` says what is in sums."""
    found: dict = {"contracts": 0, "counted": 0, "sums": {}}
    groups = (
        rows.order_by()
        .values("currency", "value_kind")
        .annotate(
            contracts=Count("pk"),
            counted=Count("pk", filter=Q(value_minor__isnull=False, **real)),
            minor=Sum("value_minor", filter=Q(**real)),
        )
    )
    left_out = []
    told = groups.values_list("currency", "value_kind", "contracts", "counted", "minor")
    for currency, kind, contracts, counted, minor in told:
        found["contracts"] += contracts
        if counted and kind == "decided":
            found["counted"] += counted
            found["sums"][currency] = int(minor)
        elif counted:
            left_out.append((kind, currency, minor, counted))
    of_real = {f"contract__{flag}": value for flag, value in real.items()}
    # What is invented is of the demonstration too.
    left_out += PublicSum.objects.of_contracts().filter(**of_real).by_kind()
    return found | {"beside": worth.gathered(left_out), "buyers": _buyers(rows)}


def _buyers(rows):
    """Each buyer is looked up in an index; telling the buyers of all contracts apart takes longer."""
    parts = PublicContractBuyer.objects.filter(buyer=OuterRef("pk"), contract__in=rows.values("pk"))
    buys = Exists(rows.filter(buyer=OuterRef("pk"))) | Exists(parts)
    return PublicParty.objects.filter(buys, kind="buyer").count()
