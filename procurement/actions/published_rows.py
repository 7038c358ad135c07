"""What becomes of the public rows when a contract is published."""

from typing import NamedTuple

from django.db.models import Min, Q

from procurement.models import PublicContract, Tombstone

from . import party_rows
from .public_rows import body_facts, write


class Published(NamedTuple):
    """Whether anything that is counted changed, and the public ids of the sources that became public."""

    is_counted_otherwise: bool
    new_sources: list[int]


def write_published(body: dict, revision, *, reason: str = "") -> Published:
    """Write all public rows of a contract anew, and what follows for others.

    Acts that are public no more have `reason`, or that of the revision, at their address.
    """
    parties, sources, new = party_rows.publish_named(body)
    facts = body_facts(body, revision, parties, sources, _first_published(body, revision))
    written = write([facts])
    _bury_and_raise(written.interventions, body, revision, reason or revision.reason)
    named = {one.key for one in facts.parties}
    cited = set(sources.values())
    party_rows.delete_orphans(revision.at, written.named - named, written.cited - cited)
    changed = written.is_counted_otherwise
    recount = written.cited | cited if changed else written.cited ^ cited
    party_rows.count_named(written.parties, recount)
    return Published(changed, new)


def _first_published(body, revision):
    """When it was first published; after a withdrawal, it is as old as its first notice or revision."""
    public = PublicContract.objects.filter(public_id=body["id"])
    if first := public.values_list("published_at", flat=True).first():
        return first
    contract = revision.contract
    if contract.from_register:
        noticed = contract.notices.aggregate(first=Min("published_at"))["first"]
        if noticed:
            return noticed
    return type(revision).objects.get(contract=contract, number=1).at


def add_tombstone(kind: str, public_id: int, *, reason: str, revision) -> None:
    """Leave a tombstone at an address that was public."""
    Tombstone.objects.update_or_create(
        kind=kind,
        public_id=public_id,
        defaults={"reason": reason, "at": revision.at, "demonstration": revision.demonstration},
    )


def _bury_and_raise(before, body, revision, reason):
    now = {act["id"] for act in body["interventions"]}
    for public_id in before - now:
        add_tombstone("intervention", public_id, reason=reason, revision=revision)
    raised = Q(kind="intervention", public_id__in=now) | Q(kind="contract", public_id=body["id"])
    Tombstone.objects.filter(raised).delete()
