"""What the public record holds in all, counted anew from public rows; currencies are never added together.

The statements are written out, as in `totals_sql`: every publication and every run of an import asks them.
"""

from django.db import connection

from procurement import worth
from procurement.models import PublicContract, PublicHoldings

from .totals import written

# By kind and currency, so that an index is read in its order, and alone.
_KINDS = written("""
    SELECT c.value_kind, c.currency, COUNT(*), COUNT(*) FILTER (WHERE c.value_minor IS NOT NULL AND {counts}),
        SUM(c.value_minor) FILTER (WHERE {counts})
    FROM <contract> c WHERE {stands} GROUP BY c.currency, c.value_kind""")
# What is invented is of the demonstration too.
_BESIDE = written("""
    SELECT o.kind, o.currency, SUM(o.minor), COUNT(*) FROM <sum> o JOIN <contract> c ON c.id = o.contract_id
    WHERE o.link_id IS NULL AND o.part_id IS NULL AND {counts} GROUP BY o.kind, o.currency""")
# Each buyer is looked up in an index; telling the buyers of all contracts apart takes longer.
_BUYERS = written("""
    SELECT COUNT(*) FROM <party> p WHERE p.kind = 'buyer' AND (
        EXISTS (SELECT 1 FROM <contract> c WHERE c.buyer_id = p.id AND {stands})
        OR EXISTS (SELECT 1 FROM <part> n JOIN <contract> c ON c.id = n.contract_id
                   WHERE n.buyer_id = p.id AND {stands}))""")
_EVERY = "1 = 1"
# What stands, and what of it counts in sums, while there is nothing real; and once there is.
_WHICH = {
    True: {"stands": _EVERY, "counts": _EVERY},
    False: {"stands": "NOT c.invented", "counts": "NOT c.demonstration"},
}


def recount_holdings() -> None:
    """Count anew what the public record holds in all. Seven statements.

    What is invented counts only while there is nothing real: one row is kept, of either.
    """
    alone = not PublicContract.objects.filter(demonstration=False).exists()
    told = _holdings(alone)
    PublicHoldings.objects.filter(with_invented=not alone).delete()
    PublicHoldings.objects.bulk_create(
        [PublicHoldings(with_invented=alone, **told)],
        update_conflicts=True, unique_fields=["with_invented"], update_fields=list(told),
    )  # fmt: skip


def recount_buyers() -> None:
    """Count the public buyers anew, of what the public record holds: all that a merge changes."""
    for told in PublicHoldings.objects.all():
        told.buyers = _buyers(told.with_invented)
        told.save(update_fields=["buyers"])


def _holdings(alone):
    found: dict = {"contracts": 0, "counted": 0, "sums": {}}
    left_out = []
    for kind, currency, contracts, counted, minor in _rows(_KINDS, alone):
        found["contracts"] += contracts
        if counted and kind == "decided":
            found["counted"] += counted
            found["sums"][currency] = int(minor)
        elif counted:
            left_out.append((kind, currency, minor, counted))
    beside = worth.gathered([*left_out, *_rows(_BESIDE, alone)])
    return found | {"beside": beside, "buyers": _buyers(alone)}


def _buyers(alone):
    return _rows(_BUYERS, alone)[0][0]


def _rows(query, alone):
    with connection.cursor() as cursor:
        cursor.execute(query.format(**_WHICH[alone]))
        return cursor.fetchall()
