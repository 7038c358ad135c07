"""What becomes of the public rows when a contract is published."""

from django.db.models import Min, Q

from procurement.models import PublicContract, PublicIntervention, Tombstone

from . import party_rows
from .public_rows import body_facts, write


def write_published(body: dict, revision) -> bool:
    """Write all public rows of a contract anew, and what follows for others; give whether totals change."""
    contract = PublicContract.objects.filter(public_id=body["id"]).first()
    before = party_rows.mentioned(contract) if contract else (set(), set())
    acts = PublicIntervention.objects.filter(contract__public_id=body["id"])
    acts_before = set(acts.values_list("public_id", flat=True)) if contract else set()
    parties, sources = party_rows.publish_named(body)
    first = contract.published_at if contract else _first_published(revision)
    facts = body_facts(body, revision, parties, sources, first)
    written = write([facts])
    _bury_and_raise(acts_before, body, revision)
    now = {one.key for one in facts.parties}, set(sources.values())
    party_rows.delete_orphans(revision.at, before[0] - now[0], before[1] - now[1])
    changed = written.is_counted_otherwise
    sources = before[1] | now[1] if changed else before[1] ^ now[1]
    party_rows.count_named(written.parties, sources)
    return changed


def _first_published(revision):
    """After a withdrawal, a contract is as old as its first notice, or else its first revision."""
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


def _bury_and_raise(before, body, revision):
    now = {act["id"] for act in body["interventions"]}
    for public_id in before - now:
        add_tombstone("intervention", public_id, reason=revision.reason, revision=revision)
    raised = Q(kind="intervention", public_id__in=now) | Q(kind="contract", public_id=body["id"])
    Tombstone.objects.filter(raised).delete()
