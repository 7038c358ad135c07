"""The public form of one contract, and how it came to be."""

import json
from typing import TypeGuard

from django.db import connection
from django.db.models import QuerySet, Subquery

from procurement import dates
from procurement import dossier as forms
from procurement.models import PublicContract, Revision, Tombstone


def dossier(public_id: int, number: int | None = None) -> dict | None:
    """Give the public form of a public contract: its newest as it reads today, or a past one.

    Its revision of a number reads as on its own day. Where the register alone speaks of it, the
    form is made from its rows. None where there is none, or where its body was emptied.
    """
    found = revision(public_id, number)
    if found:
        return newest(found) if number is None else as_it_stood(found)
    return register_dossier(public_id) if number is None else None


def register_dossier(public_id: int) -> dict | None:
    """Give the form of a contract of which the register alone speaks, as it reads today.

    At most six queries.
    """
    body = forms.register_dossier(public_id)
    return body and forms.as_of(body, dates.today())


def newest(revision: Revision) -> dict | None:
    """Give the body of the newest revision as it reads today; None where nobody can read it.

    Parties lead to the one that they are today, by the names that they have in it.
    """
    body = forms.body_of(revision)
    if not is_readable(body):
        return None
    merged = getattr(revision, "merged", {}) or {}
    return forms.as_of(forms.follow_merges(body, merged), dates.today())


def as_it_stood(revision: Revision) -> dict | None:
    """Give the body of a past revision as it read on its own day; None where nobody can read it."""
    body = forms.body_of(revision)
    day = revision.at.astimezone(dates.LONDON).date()
    return forms.as_of(body, day) if is_readable(body) else None


def revision(public_id: int, number: int | None = None) -> Revision | None:
    """Give the newest revision of a public contract, or its revision of that number, with body.

    None where the register alone speaks of it.
    """
    revisions = history(public_id)
    return revisions.first() if number is None else revisions.filter(number=number).first()


def version_of(public_id: int) -> str | None:
    """Give what the ETag of a public contract's page rests on; None where it is not public.

    The hash of its newest revision; how often it changed whom its merged parties lead to, so that what was made
    after a merge is never taken for what is there when it is undone; and how many bodies of its revisions, and
    leaves of them, were emptied. Where the register alone speaks of it, the version of all public data. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(_VERSION, [public_id])
        found = cursor.fetchone()
    if found is None:
        return None
    hash_, merged, emptied, version = found
    return f"{hash_} {merged} {emptied}" if hash_ else f"data {version}"


# Written out: to compile it anew for each request would cost more than all else that a 304 does.
_VERSION = """
    SELECT revision_hash, merged_version,
        (SELECT COUNT(*) FROM procurement_revision AS revision
            JOIN procurement_revisionbody AS body ON body.revision_id = revision.id
            LEFT JOIN procurement_emptiedleaf AS leaf ON leaf.revision_id = revision.id
            WHERE subject_kind = 'contract' AND subject_id = public_id
                AND (body.text = '' OR leaf.id IS NOT NULL)),
        (SELECT last FROM procurement_counter WHERE name = 'data')
    FROM procurement_publiccontract WHERE public_id = %s
"""


def verification(revision: Revision) -> dict | None:
    """Give what somebody recomputes the hash of a revision from; None where its body was emptied.

    `covered` is what the hash is taken of, its `payload` the hash of `leaves`, {name: hash}; each of those is
    taken of the salt and the text in `salts` and `said`. Of the leaf of the account, which is not public,
    and of what was taken out, neither is there.
    """
    if not revision.body.text:
        return None
    said = revision.body.said | revision.correction()
    salts = json.loads(revision.body.salts)
    return {
        "hash": revision.hash,
        "covered": revision.covered(),
        "leaves": json.loads(revision.leaves),
        "salts": {name: salts[name] for name in said},
        "said": said,
    }


def history(public_id: int) -> QuerySet[Revision]:
    """The revisions of a contract that is public now, with their bodies, and `merged` of the contract."""
    public = PublicContract.objects.filter(public_id=public_id)
    revisions = Revision.objects.of_contracts(public.values("public_id"))
    revisions = revisions.annotate(merged=Subquery(public.values("merged")))
    return revisions.select_related("body").order_by("-number")


def last_readable(public_id: int) -> dict | None:
    """Give what a public contract last said that nobody had to empty: its newest body, or an earlier one."""
    return dossier(public_id) or next(filter(None, map(as_it_stood, history(public_id))), None)


def is_readable(body: dict | None) -> TypeGuard[dict]:
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
