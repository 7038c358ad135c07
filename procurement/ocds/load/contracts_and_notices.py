"""Writes the working rows of a batch: contracts and notices."""

from django.utils import timezone

from procurement.models import Contract, Notice, bulk
from procurement.models.contract import REGISTER_PART

from .contract_notices import ContractNotices
from .parties import Parties

# What the register owns of contracts that no editor made by hand.
_OWN = ("title", "description", "buyer_id", "updated_at")
_NEW = (
    "public_id", "ocid", "purpose", "notes", "from_register", "tracked", "demonstration", "invented",
    "version", "heading_version", "published_version", "created_at",
)  # fmt: skip
_NOTICE = (
    "contract_id", "release_id", "content_hash", "published_at", "type", "title", "url", "changes",
    "packed", "created_at", "updated_at",
)  # fmt: skip


def write(works: list[ContractNotices], buyers: Parties, *, invented: bool) -> None:
    """Write contracts, which have public ids, and their new notices. New contracts get their keys."""
    now = bulk.stamp(timezone.now())
    _contracts(works, buyers, now, invented)
    _notices(works, now)


def _contracts(works, buyers, now, invented):
    new = [work for work in works if not work.existing]
    rows = []
    for work, pk in zip(new, bulk.ids(Contract, len(new)), strict=True):
        work.pk = pk
        version = (REGISTER_PART, 1, REGISTER_PART)
        fresh = (work.public_id, work.ocid, "", "", True, False, invented, invented, *version, now)
        rows.append((pk, *_own(work, buyers, now), *fresh))
    bulk.insert(Contract, ("id", *_OWN, *_NEW), rows)
    existing = [work for work in works if work.existing]
    own = [(work.pk, *_own(work, buyers, now)) for work in existing if work.existing.from_register]
    bulk.update(Contract, ("id", *_OWN), own)
    others = [(work.pk, now) for work in existing if not work.existing.from_register]
    bulk.update(Contract, ("id", "updated_at"), others)


def _own(work, parties, now):
    said = work.document
    buyer = parties.key(work.parties[said["buyer"]]) if "buyer" in said else None
    return said["title"], said.get("description", ""), buyer, now


def _notices(works, now):
    rows = [
        (
            work.pk,
            one.release_id,
            one.hash,
            bulk.stamp(one.at),
            one.type,
            one.title,
            one.url,
            bulk.json(work.compiled.changes.get(one.hash, [])),
            bulk.packed(one.packed),
            now,
            now,
        )  # fmt: skip
        for work in works
        for one in work.new
    ]
    bulk.insert(Notice, _NOTICE, rows)
    moved = [
        (one.pk, bulk.json(work.compiled.changes[one.hash]))
        for work in works
        for one in work.before
        if one.hash in work.compiled.changes
    ]
    bulk.update(Notice, ("id", "changes"), moved)
