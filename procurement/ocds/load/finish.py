"""What an import does when all files are read: whatever could not be settled batch by batch."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.utils import timezone

from procurement import actions
from procurement.models import Counter, PublicParty, bulk

from . import stale_parties
from .batch import rebuild_contracts

_BATCH = 500
_TABLES = (
    "publiccontract", "publiccontractvendor", "publicmention", "publicparty", "contract", "notice",
    "registerdocument", "partyname", "awardfingerprint",
)  # fmt: skip


def catch_up(touched: Iterable[int], *, everything: bool, invented: bool) -> None:
    """Tell the contracts of stale parties anew, count what parties add up to, freshen the plans.

    `touched` are the public parties of this run; `everything` counts all of them, as after a run
    that was stopped half-way.
    """
    counted = set(touched)
    if counted or everything:
        _freshen()
    stale = stale_parties.marked(invented=invented)
    renamed, rematched = stale.public_rows()
    contracts = stale_parties.contracts(rematched)
    for start in range(0, len(contracts), _BATCH):
        counted |= rebuild_contracts(contracts[start : start + _BATCH], invented=invented)
    for part in bulk.sliced(sorted(stale_parties.to_rewrite(renamed, rematched)), _BATCH):
        with transaction.atomic():
            Counter.hold()
            counted |= actions.rewrite(part)
            Counter.next("data")
    for keys in stale:
        stale_parties.settled(keys)
    if everything:
        counted = set(PublicParty.objects.values_list("pk", flat=True))
    for part in bulk.sliced(sorted(counted)):
        with transaction.atomic():
            Counter.hold()
            # Named by earlier notices alone.
            actions.delete_orphans(timezone.now(), set(part), set())
            actions.recount(part)
            Counter.next("data")
    for lacking in stale_parties.lacking():
        with transaction.atomic():
            Counter.hold()
            actions.write_party_words(stale_parties.public_rows(lacking))
            stale_parties.settled(lacking)
            Counter.next("data")
    with transaction.atomic():
        Counter.hold()
        actions.recount_holdings()
        Counter.next("data")


def _freshen():
    """Let the planner know what was written, and PostgreSQL's index take in what is pending."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT gin_clean_pending_list('procurement_publiccontract_index')")
            cursor.execute(f"ANALYZE {', '.join(f'procurement_{table}' for table in _TABLES)}")
        else:
            cursor.execute("PRAGMA analysis_limit = 1000")
            for table in _TABLES:
                cursor.execute(f"ANALYZE procurement_{table}")
