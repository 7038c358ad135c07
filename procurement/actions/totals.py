"""What parties add up to: their contracts, acts and decided values, counted anew from public rows.

Currencies are never added together, nor a value that several vendors share. A party that real
contracts name counts the real ones alone.
"""

from collections.abc import Iterable

from django.db import connections
from django.db.models import Count, Exists, F, OuterRef, Q, Sum

from procurement.models import (
    PublicContract,
    PublicContractVendor,
    PublicHoldings,
    PublicIntervention,
    PublicMention,
    PublicParty,
    bulk,
)

_SLICE = 5000
COUNTED = (
    "contract_count", "intervention_count", "totals", "value_minor", "shared_count",
    "nominal_count", "unknown_count",
)  # fmt: skip


def recount(parties: Iterable[int]) -> None:
    """Count the contracts, acts and values of public parties anew, by their keys."""
    keys = sorted(set(parties))
    for start in range(0, len(keys), _SLICE):
        _recount(keys[start : start + _SLICE])


def recount_holdings() -> None:
    """Count anew what the public record holds in all. Five queries.

    The demonstration record counts only while there is nothing else: one row is kept, of either.
    """
    real = PublicContract.objects.filter(is_sample=False)
    alone = not real.exists()
    told = _holdings(PublicContract.objects.all() if alone else real)
    PublicHoldings.objects.filter(with_samples=not alone).delete()
    PublicHoldings.objects.bulk_create(
        [PublicHoldings(with_samples=alone, **told)],
        update_conflicts=True, unique_fields=["with_samples"], update_fields=list(told),
    )  # fmt: skip


def count_holdings_first(using: str) -> None:
    """Count what the public record holds where that was never counted: after an upgrade."""
    tables = connections[using].introspection.table_names()
    if not {PublicHoldings._meta.db_table, PublicContract._meta.db_table} <= set(tables):
        return
    if not PublicHoldings.objects.exists() and PublicContract.objects.exists():
        recount_holdings()


def recount_buyers() -> None:
    """Count the public buyers anew, of what the public record holds: all that a merge changes."""
    for told in PublicHoldings.objects.all():
        rows = PublicContract.objects.filter(is_sample__in=[False, told.with_samples])
        told.buyers = _buyers(rows)
        told.save(update_fields=["buyers"])


def _holdings(rows):
    """By currency, so that an index is read in its order, and alone."""
    decided = Q(value_kind="decided", value_minor__isnull=False)
    found: dict = {"contracts": 0, "counted": 0, "sums": {}}
    groups = (
        rows.order_by()
        .values("currency")
        .annotate(
            contracts=Count("pk"),
            counted=Count("pk", filter=decided),
            minor=Sum("value_minor", filter=decided),
        )
    )
    told = groups.values_list("currency", "contracts", "counted", "minor")
    for currency, contracts, counted, minor in told:
        found["contracts"] += contracts
        found["counted"] += counted
        if counted:
            found["sums"][currency] = int(minor)
    return found | {"buyers": _buyers(rows)}


def _buyers(rows):
    """Each buyer is looked up in an index; telling the buyers of all contracts apart takes longer."""
    buys = Exists(rows.filter(buyer=OuterRef("pk")))
    return PublicParty.objects.filter(buys, kind="buyer").count()


def _recount(keys):
    rows = PublicParty.objects.filter(pk__in=keys)
    real = PublicMention.objects.filter(contract__is_sample=False)
    rows.update(
        is_sample=~(
            Exists(real.filter(party=OuterRef("pk")))
            | Exists(PublicContract.objects.filter(buyer=OuterRef("pk"), is_sample=False))
            | Exists(PublicContract.objects.filter(user_body=OuterRef("pk"), is_sample=False))
            | Exists(
                PublicContractVendor.objects.filter(
                    vendor=OuterRef("pk"), contract__is_sample=False
                )
            )
        )
    )
    found = {row.pk: row for row in rows}
    for row in found.values():
        row.contract_count = row.intervention_count = 0
        row.shared_count = row.nominal_count = row.unknown_count = 0
        row.totals, row.value_minor = {}, None
    _contracts(found)
    _acts(found)
    _bought(found)
    _supplied(found)
    bulk.update(PublicParty, ("id", *COUNTED), [_columns(row) for row in found.values()])


def _columns(row):
    values = (getattr(row, name) for name in COUNTED)
    return (row.pk, *(bulk.json(one) if isinstance(one, dict) else one for one in values))


def _contracts(found):
    """Every public contract that names it: by mention, or in a register row."""
    mentions = PublicMention.objects.filter(
        party__in=found, contract__tracked=True, contract__is_sample=F("party__is_sample")
    )
    _add(found, "contract_count", mentions, "party")
    register = PublicContract.objects.filter(tracked=False)
    bought = register.filter(buyer__in=found, is_sample=F("buyer__is_sample"))
    _add(found, "contract_count", bought, "buyer")
    used = register.filter(user_body__in=found, is_sample=F("user_body__is_sample"))
    _add(found, "contract_count", used.exclude(buyer=F("user_body")), "user_body")
    supplied = PublicContractVendor.objects.filter(
        vendor__in=found, contract__tracked=False, contract__is_sample=F("vendor__is_sample")
    )
    _add(found, "contract_count", supplied, "vendor")


def _acts(found):
    acts = PublicIntervention.objects.filter(
        stakeholder__in=found, is_sample=F("stakeholder__is_sample")
    )
    _add(found, "intervention_count", acts, "stakeholder")


def _add(found, column, rows, by):
    for pk, number in rows.order_by().values_list(by).annotate(Count("pk")):
        setattr(found[pk], column, getattr(found[pk], column) + number)


def _bought(found):
    """A buyer's total: the headline values of what it has decided to buy."""
    bought = PublicContract.objects.filter(buyer__in=found, is_sample=F("buyer__is_sample"))
    decided = bought.filter(value_kind="decided", value_minor__isnull=False)
    _sum(found, decided, "buyer", "currency")
    _add(found, "unknown_count", bought.exclude(value_kind="decided"), "buyer")


def _supplied(found):
    """A vendor's total: what is decided for it alone; the rest is counted, and said apart."""
    links = PublicContractVendor.objects.filter(
        vendor__in=found, contract__is_sample=F("vendor__is_sample")
    )
    _sum(found, links.filter(counted="alone"), "vendor", "currency")
    for counted, column in (("shared", "shared_count"), ("nominal", "nominal_count")):
        _add(found, column, links.filter(counted=counted), "vendor")
    unknown = links.filter(Q(counted__in=["unknown", "mixed", ""]))
    _add(found, "unknown_count", unknown, "vendor")


def _sum(found, rows, by, currency):
    for pk, code, minor in rows.order_by().values_list(by, currency).annotate(Sum("value_minor")):
        found[pk].totals[code] = int(minor)
        if code == "GBP":
            found[pk].value_minor = int(minor)
