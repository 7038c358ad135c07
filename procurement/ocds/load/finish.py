"""What an import does when all files are read: whatever could not be settled batch by batch."""

from collections.abc import Iterable, Iterator

from django.db import connection, transaction

from procurement import actions
from procurement.models import AwardVendor, Buyer, Contract, Counter, PublicParty, Vendor

from . import bulk
from .batch import tell_anew

_BATCH = 500


def catch_up(touched: Iterable[int], *, everything: bool, sample: bool) -> None:
    """Tell the contracts of stale parties anew, count what parties add up to, freshen the plans.

    `touched` are the public parties of this run; `everything` counts all of them, as after a run
    that was stopped half-way.
    """
    counted = set(touched)
    for contracts in _stale(sample):
        counted |= tell_anew(contracts, sample=sample)
    for model in (Buyer, Vendor):
        model.objects.filter(stale=True, is_sample=sample).update(stale=False)
    if everything:
        counted = set(PublicParty.objects.values_list("pk", flat=True))
    for part in bulk.sliced(sorted(counted)):
        with transaction.atomic():
            Counter.hold()
            actions.recount(part)
            Counter.next("data")
    _freshen()


def _stale(sample) -> Iterator[list[int]]:
    """Yield the contracts that name a party whose name, or whose namesakes, have changed."""
    buyers = list(Buyer.objects.filter(stale=True).values_list("pk", flat=True))
    vendors = list(Vendor.objects.filter(stale=True).values_list("pk", flat=True))
    found: set[int] = set()
    for part in bulk.sliced(buyers):
        for column in ("buyer", "user_body"):
            rows = Contract.objects.filter(**{f"{column}__in": part}, notices__isnull=False)
            found.update(rows.values_list("pk", flat=True))
    for part in bulk.sliced(vendors):
        rows = AwardVendor.objects.filter(vendor__in=part)
        found.update(rows.values_list("award__contract", flat=True))
    contracts = sorted(found)
    for start in range(0, len(contracts), _BATCH):
        yield contracts[start : start + _BATCH]


def _freshen():
    """Let the planner know what was written, and PostgreSQL's index take in what is pending."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT gin_clean_pending_list('procurement_publiccontract_words_vector')"
            )
            cursor.execute(
                "ANALYZE procurement_publiccontract, procurement_publiccontractvendor,"
                " procurement_publicparty, procurement_contract, procurement_notice,"
                " procurement_award, procurement_awardvendor, procurement_partyname"
            )
        else:
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("PRAGMA optimize")
