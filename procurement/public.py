"""The door: all that a public surface may call. It reads the copies and nothing else."""

import datetime
import json

from django.db.models import Prefetch, QuerySet

from procurement import dossier as forms
from procurement.models import (
    Counter,
    PublicContract,
    PublicIntervention,
    PublicParty,
    PublicSource,
    Revision,
    Tombstone,
)


def contracts() -> QuerySet[PublicContract]:
    """Public contracts, with what a row shows: its buyer and vendors."""
    return PublicContract.objects.select_related("buyer").prefetch_related(
        Prefetch("vendors", PublicParty.objects.order_by("name", "public_id"))
    )


def interventions() -> QuerySet[PublicIntervention]:
    """Public interventions, with what a row shows: actor, contract with its buyer, grounds."""
    return PublicIntervention.objects.select_related(
        "stakeholder", "contract__buyer"
    ).prefetch_related("grounds", "contract__vendors")


def parties(kind: str) -> QuerySet[PublicParty]:
    """Public buyers, vendors or stakeholders."""
    return PublicParty.objects.filter(kind=kind).select_related("same_as")


def sources() -> QuerySet[PublicSource]:
    """Public sources."""
    return PublicSource.objects.select_related("repeats")


def contracts_naming(thing: PublicParty | PublicSource) -> QuerySet[PublicContract]:
    """The public contracts that name a party or cite a source, in whichever part."""
    field = "source" if isinstance(thing, PublicSource) else "party"
    return contracts().filter(mentions__in=thing.mentions.filter(**{field: thing}))


def dossier(public_id: int, number: int | None = None) -> dict | None:
    """Give the public form of a public contract: its newest, or its revision of that number.

    None where there is none, or where the body of that revision was emptied.
    """
    revisions = history(public_id)
    if number is not None:
        revisions = revisions.filter(number=number)
    revision = revisions.order_by("-number").first()
    return revision.body.load() if revision else None


def history(public_id: int) -> QuerySet[Revision]:
    """The revisions of a contract that is public now, with their bodies."""
    public = PublicContract.objects.filter(public_id=public_id).values("public_id")
    return (
        Revision.objects.filter(contract_public_id__in=public)
        .select_related("body")
        .order_by("-number")
    )


def changes(public_id: int) -> list[dict]:
    """Give [{"revision", "changes"}] of a public contract, newest first.

    `changes` is [{"what", "before", "after"}] against the revision before it.
    """
    told, before = [], None
    for revision in reversed(history(public_id)):
        body = _readable(revision)
        told.append({"revision": revision, "changes": forms.changes(before, body)})
        before = body
    return told[::-1]


def _readable(revision):
    body = json.loads(revision.body.text or "{}")
    return body if "title" in body else None


def tombstone(kind: str, public_id: int) -> Tombstone | None:
    """Why an address that was public is not, if it was."""
    return Tombstone.objects.filter(kind=kind, public_id=public_id).first()


def data_version() -> int:
    """Count of all changes of the public record: what a list's ETag rests on."""
    counter = Counter.objects.filter(name="data").first()
    return counter.last if counter else 0


def today() -> datetime.date:
    """The day in UTC, which pages that print elapsed days put into their ETag."""
    return datetime.datetime.now(datetime.UTC).date()
