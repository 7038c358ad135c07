"""What parties add up to: their contracts, acts and decided values, counted anew from public rows.

Currencies are never added together, nor a value that several vendors share. A party that others
name counts no invented contracts; one that real contracts name adds up those alone.
"""

from collections.abc import Iterable

from django.db.models import Count, Exists, F, OuterRef, Q, Sum

from procurement import worth
from procurement.models import (
    PublicContract,
    PublicContractVendor,
    PublicHoldings,
    PublicIntervention,
    PublicMention,
    PublicParty,
    PublicSum,
    bulk,
)

_SLICE = 5000
_REAL = {"demonstration": False}
_NOTHING_BESIDE = ~Exists(PublicSum.objects.of_contracts().filter(contract=OuterRef("pk")))
_NOTHING_OF_ITS_OWN = ~Exists(PublicSum.objects.filter(link=OuterRef("pk")))
COUNTED = (
    "contract_count", "intervention_count", "totals", "value_minor", "beside", "shared_count",
    "unknown_count", "demonstration_count",
)  # fmt: skip


def recount(parties: Iterable[int]) -> None:
    """Count the contracts, acts and values of public parties anew, by their keys."""
    keys = sorted(set(parties))
    for start in range(0, len(keys), _SLICE):
        _recount(keys[start : start + _SLICE])


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
    buys = Exists(rows.filter(buyer=OuterRef("pk")))
    return PublicParty.objects.filter(buys, kind="buyer").count()


def _recount(keys):
    rows = PublicParty.objects.filter(pk__in=keys)
    rows.update(demonstration=~_named_by(demonstration=False), invented=~_named_by(invented=False))
    found = {row.pk: row for row in rows}
    for row in found.values():
        row.contract_count = row.intervention_count = row.demonstration_count = 0
        row.shared_count = row.unknown_count = 0
        row.totals, row.value_minor, row.beside = {}, None, []
    _contracts(found)
    _acts(found)
    _bought(found)
    _supplied(found)
    for row in found.values():
        row.beside = worth.gathered(row.beside)
    bulk.update(PublicParty, ("id", *COUNTED), [_columns(row) for row in found.values()])


def _named_by(**which):
    """That a party is named by a public contract of some kind: one look in an index for each way."""
    party, contracts = OuterRef("pk"), PublicContract.objects.filter(**which)
    of_contract = {f"contract__{flag}": value for flag, value in which.items()}
    return (
        Exists(PublicMention.objects.filter(party=party, **of_contract))
        | Exists(contracts.filter(buyer=party))
        | Exists(contracts.filter(user_body=party))
        | Exists(PublicContractVendor.objects.filter(vendor=party, **of_contract))
    )


def _columns(row):
    values = (getattr(row, name) for name in COUNTED)
    return (row.pk, *(bulk.json(one) if isinstance(one, dict | list) else one for one in values))


def _contracts(found):
    """Every public contract that names it: by mention, or in a register row."""
    mentions = PublicMention.objects.filter(
        party__in=found, contract__tracked=True, contract__invented=F("party__invented")
    )
    _add(found, "contract_count", mentions, "party")
    register = PublicContract.objects.filter(tracked=False)
    bought = register.filter(buyer__in=found, invented=F("buyer__invented"))
    _add(found, "contract_count", bought, "buyer")
    used = register.filter(user_body__in=found, invented=F("user_body__invented"))
    _add(found, "contract_count", used.exclude(buyer=F("user_body")), "user_body")
    supplied = PublicContractVendor.objects.filter(
        vendor__in=found, contract__tracked=False, contract__invented=F("vendor__invented")
    )
    _add(found, "contract_count", supplied, "vendor")


def _acts(found):
    acts = PublicIntervention.objects.filter(
        stakeholder__in=found, invented=F("stakeholder__invented")
    )
    _add(found, "intervention_count", acts, "stakeholder")


def _add(found, column, rows, by):
    for pk, number in rows.order_by().values_list(by).annotate(Count("pk")):
        setattr(found[pk], column, getattr(found[pk], column) + number)


def _bought(found):
    """A buyer's total: the headline values of what it has decided to buy."""
    rows = PublicContract.objects.filter(buyer__in=found, invented=F("buyer__invented"))
    counts = Q(demonstration=F("buyer__demonstration"))
    valued = rows.filter(counts, value_minor__isnull=False).order_by()
    grouped = valued.values_list("buyer", "value_kind", "currency")
    for pk, *said in grouped.annotate(Sum("value_minor"), Count("pk")):
        _sum(found[pk], *said)
    _leave_out(found, PublicSum.objects.of_contracts(), "contract__buyer")
    unknown = counts & Q(value_minor__isnull=True) & _NOTHING_BESIDE
    _tell(found, rows, "buyer", unknown_count=unknown, demonstration_count=~counts)


def _supplied(found):
    """A vendor's total: what is decided for it alone; the rest is counted, and said apart."""
    rows = PublicContractVendor.objects.filter(
        vendor__in=found, contract__invented=F("vendor__invented")
    )
    counts = Q(contract__demonstration=F("vendor__demonstration"))
    alone = rows.filter(counts, counted="alone").order_by().values_list("vendor", "currency")
    for pk, currency, minor in alone.annotate(Sum("value_minor")):
        _sum(found[pk], "decided", currency, minor, 0)
    _leave_out(found, PublicSum.objects.all(), "link__vendor")
    _tell(
        found,
        rows,
        "vendor",
        shared_count=counts & Q(counted="shared"),
        unknown_count=counts & ~Q(counted__in=["alone", "shared"]) & _NOTHING_OF_ITS_OWN,
        demonstration_count=~counts,
    )


def _leave_out(found, sums, party):
    """What stands beside the values of contracts, or of a vendor's part in them. One query."""
    same = {f"contract__{flag}": F(f"{party}__{flag}") for flag in ("invented", "demonstration")}
    for pk, *said in sums.filter(**{f"{party}__in": found}, **same).by_kind(party):
        found[pk].beside.append(tuple(said))


def _tell(found, rows, by, **conditions):
    """Count the rows that meet each condition: one statement."""
    counts = {column: Count("pk", filter=condition) for column, condition in conditions.items()}
    for pk, *numbers in rows.order_by().values_list(by).annotate(**counts):
        for column, number in zip(conditions, numbers, strict=True):
            setattr(found[pk], column, number)


def _sum(row, kind, currency, minor, contracts):
    """Add a sum of contracts to the total of a party, or to what is in none."""
    if kind != "decided":
        row.beside.append((kind, currency, minor, contracts))
        return
    row.totals[currency] = int(minor)
    if currency == "GBP":
        row.value_minor = int(minor)
