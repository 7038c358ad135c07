"""Taking the demonstration record out again, and nothing else."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from procurement.models import (
    Buyer,
    Contract,
    Counter,
    PublicContract,
    PublicParty,
    PublicSource,
    Revision,
    RevisionBody,
    Source,
    Stakeholder,
    Tombstone,
    Vendor,
)

from . import named


@transaction.atomic
def clear_sample() -> dict[str, int]:
    """Delete every sample row; give {kind: rows deleted}.

    A sample party or source that a real record has come to use stays, and is real from then on.
    """
    Counter.hold()
    contracts = Contract.objects.filter(is_sample=True)
    PublicContract.objects.filter(is_sample=True).delete()
    Tombstone.objects.filter(is_sample=True).delete()
    RevisionBody.objects.filter(revision__is_sample=True).delete()
    Revision.objects.filter(is_sample=True).delete()
    deleted = {"contracts": contracts.count()}
    contracts.delete()
    # Stakeholders may point to buyers and vendors, so they go first.
    for model in (Stakeholder, Buyer, Vendor, Source):
        deleted[str(model._meta.verbose_name_plural)] = _delete_unused(model)
    _sweep_copies()
    Counter.next("data")
    return deleted


def _delete_unused(model):
    rows, deleted = model.objects.filter(is_sample=True), 0
    # Again while it helps: one source may protect another that it repeats.
    while gone := sum(_deleted(row) for row in rows.all()):
        deleted += gone
    rows.update(is_sample=False)
    return deleted


def _deleted(row):
    # Links to vendors protect nothing: deleting one would take it out of a real contract.
    if isinstance(row, Vendor) and (row.contracts.exists() or row.awards.exists()):
        return False
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        return False
    return True


def _unnamed(kind):
    if kind == "source":
        return PublicSource.objects.filter(mentions__isnull=True)
    return named.unnamed().filter(kind=kind)


def _sweep_copies():
    """Copies of rows that are deleted leave no tombstone; the others are real from now on."""
    for kind, model in named.WORKING.items():
        copies = PublicSource.objects if kind == "source" else PublicParty.objects.filter(kind=kind)
        left = model.objects.filter(public_id__isnull=False).values("public_id")
        unused = _unnamed(kind)
        unused.exclude(public_id__in=left).delete()
        copies.filter(is_sample=True).update(is_sample=False)
    # What only the demonstration named is public no more; what stays is counted.
    named.sweep(timezone.now())
    named.count(
        set(PublicParty.objects.values_list("pk", flat=True)),
        set(PublicSource.objects.values_list("pk", flat=True)),
    )
