"""Public contracts whose awards came to count otherwise, though no notice of their own changed."""

from collections.abc import Iterable

from procurement import dossier
from procurement.dossier.register import loads
from procurement.models import Contract, PublicContract, RegisterDocument, Revision, bulk

from . import copies, sums
from .headlines import retell
from .parts import buy_anew, count_anew
from .revisions import add_revision

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
        for column in ("buyer", "publiccontractbuyer__buyer", "vendors"):
            found.update(rows.values_list(column, flat=True))
    return found - {None}


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
        buy_anew(list(keys))
        retell(list(keys))


def _worth(pk, said):
    value = said.get("value")
    return (
        (pk, value["minor"], value["currency"], said["value_kind"]) if value else (pk, None, "", "")
    )


def record_register(contract_pk: int, *, by, reason: str) -> Revision | None:
    """Record the register part of a published contract as it is now; None where it is as before."""
    contract = (
        Contract.objects.select_related("buyer", "user_body")
        .prefetch_related(*loads())
        .get(pk=contract_pk)
    )
    latest = Revision.objects.latest_of(contract)
    before = latest.body.load()
    if not before or "title" not in before:
        return None
    after = dossier.replace_register(before, contract)
    if latest.says(after):
        return None
    revision = add_revision(contract, after, kind="register", by=by, reason=reason)
    copies.write(after, revision)
    return revision
