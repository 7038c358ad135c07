"""Public contracts whose awards came to count otherwise, though no notice of their own changed."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from procurement import dossier
from procurement.dates import LONDON, PartialDate
from procurement.dossier.register import loads
from procurement.models import Contract, PublicContract, Revision

from .change import Change
from .public_rows import rewrite
from .published_rows import write_published
from .revisions import add_revision, importer

# Why an award counts otherwise though nothing else changed.
SAME = "A contract that states the same award {}."


def reworth(public_ids: Iterable[int], *, by, reason: str) -> set[int]:
    """Write anew what contracts are worth, by their documents; give the keys of the parties to be counted anew.

    A contract that editors keep gets a Revision, with the reason.
    """
    ids = sorted(set(public_ids))
    kept = PublicContract.objects.filter(public_id__in=ids).exclude(revision_hash="")
    contracts = Contract.objects.filter(public_id__in=kept.values("public_id"))
    for pk in contracts.order_by("public_id").values_list("pk", flat=True):
        record_register(pk, by=by, reason=reason)
    rows = PublicContract.objects.filter(public_id__in=ids, revision_hash="")
    return rewrite(rows.values_list("pk", flat=True))


def record_register(contract_pk: int, *, by, reason: str) -> Revision | None:
    """Record the register part of a published contract as it is now; None where it is as before."""
    contract = (
        Contract.objects.select_related("buyer", "user_body")
        .prefetch_related(*loads())
        .get(pk=contract_pk)
    )
    latest = Revision.objects.latest_of(contract)
    before = dossier.rest_of(latest.body.text)
    if not before or "title" not in before:
        return None
    after = dossier.replace_register(before, contract)
    if latest.says(after):
        return None
    revision = add_revision(contract, after, Change("register"), by=by, reason=reason)
    write_published(after, revision)
    return revision


@transaction.atomic
def register_changed(contract_pk: int, event: str, at: datetime.datetime | None) -> Revision | None:
    """Record what the register says now of a contract that editors have published.

    Their part stays as it was last published. None where nothing public changed.
    """
    day = f" of {PartialDate(at.astimezone(LONDON).date()).show()}" if at else ""
    reason = f"An official notice changed what the register says: {event}{day}."
    return record_register(contract_pk, by=importer(), reason=reason)
