"""Writes the fingerprints of a batch's awards, and marks those that another contract states too."""

import datetime

from procurement import actions, same_award
from procurement.models import AwardFingerprint, bulk

from .contract_notices import ContractNotices

_COLUMNS = ("public_id", "award", "key", "buyers", "vendors", "first")
# Of what no notice dates, after all that is dated.
_UNDATED = "9999"


def write(
    works: list[ContractNotices], parties: list[list[list[int | None]]], *, invented: bool
) -> set[int]:
    """Write fingerprints, and mark the awards of works; give the other contracts whose marks changed.

    `parties` are the public ids of the parties of each. Called when their documents are written.
    """
    existing = [work.public_id for work in works if work.existing]
    old = {row[0] for row in bulk.select(AwardFingerprint, ("key",), "public_id", existing)}
    if old:
        for part in bulk.sliced(existing):
            AwardFingerprint.objects.filter(public_id__in=part)._raw_delete("default")
    rows = [
        (work.public_id, award, key, buyers, vendors, _first(work, award))
        for work, ids in zip(works, parties, strict=True)
        for award, key, buyers, vendors in same_award.fingerprints(
            work.document, ids, invented=invented
        )
    ]
    bulk.insert(AwardFingerprint, _COLUMNS, rows)
    ids = {work.public_id or 0: work for work in works}
    public = {id_ for id_, work in ids.items() if not work.existing or work.existing.is_public}
    settled = actions.settle(set(ids), new={row[2] for row in rows}, old=old, public=public)
    for id_, work in ids.items():
        same_award.mark(work.document, settled.marks[id_])
    return set(settled.changed) - ids.keys()


def _first(work, award):
    """When a notice first stated an award, as what orders awards: those of one moment by OCID."""
    at = work.compiled.stated_at.get(award, work.first_at)
    told = at.astimezone(datetime.UTC).isoformat() if at else _UNDATED
    return f"{told} {work.ocid}"
