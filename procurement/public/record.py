"""The public form of one contract, and how it came to be."""

import json

from django.db.models import QuerySet

from procurement import dossier as forms
from procurement.models import PublicContract, Revision, Tombstone


def dossier(public_id: int, number: int | None = None) -> dict | None:
    """Give the public form of a public contract: its newest, or its revision of that number.

    None where there is none, or where the body of that revision was emptied.
    """
    found = revision(public_id, number)
    return found.body.load() if found else None


def revision(public_id: int, number: int | None = None) -> Revision | None:
    """Give the newest revision of a public contract, or its revision of that number, with body."""
    revisions = history(public_id)
    return revisions.first() if number is None else revisions.filter(number=number).first()


def revision_hash(public_id: int) -> str | None:
    """Give the hash of the newest revision of a public contract: what its ETag rests on."""
    return (
        PublicContract.objects.filter(public_id=public_id)
        .values_list("revision_hash", flat=True)
        .first()
    )


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


def is_readable(body: dict | None) -> bool:
    """Whether the body of a revision is a contract's: not emptied, and not of a withdrawal."""
    return body is not None and "title" in body


def tombstone(kind: str, public_id: int) -> Tombstone | None:
    """Why an address that was public is not, if it was."""
    return Tombstone.objects.filter(kind=kind, public_id=public_id).first()


def accounts(body: dict) -> list[dict]:
    """Give [{"fact", "disputed", "claims"}]: facts of which more is claimed than the headline says.

    Each claim carries `headline`: whether the headline facts follow it.
    """
    found: dict[str, list] = {}
    for claim in body["claims"]:
        found.setdefault(claim["fact"], []).append(claim)
    return [
        {"fact": fact, "disputed": fact in body["disputed"], "claims": claims}
        for fact, claims in found.items()
        if fact in body["disputed"] or not all(claim["headline"] for claim in claims)
    ]
