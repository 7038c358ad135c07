"""Public contracts whose awards came to count otherwise, though no notice of their own changed."""

from collections.abc import Iterable

from procurement.models import Contract, PublicContract, RegisterDocument, bulk

from . import sums
from .headlines import retell
from .merging.parts import count_anew
from .register import record_register

# Why an award counts otherwise though nothing else changed.
SAME = "A contract that states the same award {}."
_WORTH = ("id", "value_minor", "currency", "value_kind")


def reworth(public_ids: Iterable[int], *, by, reason: str) -> set[int]:
    """Tell anew what contracts are worth, by their documents; give the keys of the parties that this counts for.

    A contract that editors keep gets a Revision, with the reason.
    """
    ids = sorted(set(public_ids))
    kept = PublicContract.objects.filter(public_id__in=ids).exclude(revision_hash="")
    contracts = Contract.objects.filter(public_id__in=kept.values("public_id"))
    for pk in contracts.order_by("public_id").values_list("pk", flat=True):
        record_register(pk, by=by, reason=reason)
    _register(ids)
    found: set[int] = set()
    for part in bulk.sliced(ids):
        rows = PublicContract.objects.filter(public_id__in=part).order_by()
        for column in ("buyer", "vendors"):
            found.update(rows.values_list(column, flat=True))
    return found - {None}  # type: ignore[arg-type]


def _register(ids):
    """Those that the register alone speaks of: in bulk."""
    for part in bulk.sliced(ids):
        rows = PublicContract.objects.filter(public_id__in=part, revision_hash="")
        keys = dict(rows.order_by().values_list("public_id", "pk"))
        bodies = RegisterDocument.objects.bodies(keys)
        bulk.update(
            PublicContract, _WORTH, [_worth(keys[one], said) for one, said in bodies.items()]
        )
        sums.write({keys[one]: sums.of_document(said) for one, said in bodies.items()})
        count_anew(list(keys))
        retell(list(keys))


def _worth(pk, said):
    value = said.get("value")
    return (
        (pk, value["minor"], value["currency"], said["value_kind"]) if value else (pk, None, "", "")
    )
