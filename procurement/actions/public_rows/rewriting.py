"""Public rows written anew from what is public: revisions, register documents and parties; which a party touches."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import F

from procurement import dossier
from procurement.models import (
    Notice,
    PublicContract,
    PublicContractBuyer,
    PublicContractVendor,
    PublicMention,
    PublicSource,
    RegisterDocument,
    Revision,
    bulk,
)
from procurement.searchable_text import document_words

from .facts import Facts, Moments, NamedParty
from .from_body import body_facts, named_in
from .from_document import Noticed, document_facts
from .party_words import named_parties
from .writing import write

AT_ONCE = 500
Key = tuple[str, int]


def rewrite(contracts: Iterable[int]) -> set[int]:
    """Write the public rows of contracts anew, by their keys; of notices their ids alone are read.

    Those that editors keep from their newest revision, those of the register from their document. One
    whose body was emptied stays as it is, its links to a merged party too: which part each party had is
    in the body alone, so that no undoing could lead them back. Gives the keys of the public parties to be counted anew.
    """
    found: set[int] = set()
    for part in bulk.sliced(sorted(set(contracts)), AT_ONCE):
        facts = facts_of(part)
        _count_merged(facts)
        found |= write(list(facts.values())).parties
    return found


def _count_merged(facts: Mapping[int, Facts]) -> None:
    """Move the version on of what merged parties lead to, where it changes: no revision tells of it.

    Of contracts that editors keep: for others the version of all public data moves on.
    """
    rows = PublicContract.objects.filter(pk__in=facts).exclude(revision_hash="")
    changed = [pk for pk, was in rows.values_list("pk", "merged") if was != facts[pk].merged]
    if changed:
        rows.filter(pk__in=changed).update(merged_version=F("merged_version") + 1)


def facts_of(contracts: Iterable[int]) -> dict[int, Facts]:
    """Give {key of a public contract: its facts}, as they would be written now. Eight queries at most."""
    rows = list(PublicContract.objects.filter(pk__in=list(contracts)).order_by("pk"))
    revisions = _revisions([row.revision_hash for row in rows if row.revision_hash])
    bodies = {hash_: dossier.rest_of(one.body.text) for hash_, one in revisions.items()}
    documents = RegisterDocument.objects.bodies(
        row.public_id for row in rows if not row.revision_hash
    )
    parties = public_parties({*_named(bodies.values()), *_documents_name(documents.values())})
    sources = public_sources(bodies.values())
    notices = _notice_ids(documents)
    found = {}
    for row in rows:
        if row.public_id in documents:
            text = document_words(documents[row.public_id], row.ocid, notices[row.public_id])
            found[row.pk] = _of_document(row, documents[row.public_id], parties, text)
        elif body := bodies.get(row.revision_hash):
            revision = revisions[row.revision_hash]
            found[row.pk] = body_facts(body, revision, parties, sources, row.published_at)
    return found


def _revisions(hashes) -> dict[str, Revision]:
    rows = Revision.objects.filter(hash__in=hashes) if hashes else Revision.objects.none()
    return {one.hash: one for one in rows.select_related("body")}


def _named(bodies) -> Iterator[Key]:
    for body in bodies:
        yield from named_in(body)


def _documents_name(documents) -> Iterator[Key]:
    for said in documents:
        for party in said["parties"]:
            for kind in ("buyer", "vendor"):
                if party[f"{kind}_id"]:
                    yield kind, party[f"{kind}_id"]


def public_parties(keys: set[Key]) -> Mapping[Key, NamedParty]:
    """Give {(kind, public id): who that is of the public parties}. Three queries at most."""
    found = named_parties("public_id", {public_id for _, public_id in keys})
    return {key: party for key, party in found if key in keys}


def public_sources(bodies: Iterable[dict[str, Any] | None]) -> dict[int, int]:
    """Give {public id: key} of the sources that bodies cite. One query, none for none."""
    ids = {source["id"] for body in bodies if body for source in body["sources"]}
    rows = PublicSource.objects.filter(public_id__in=ids) if ids else PublicSource.objects.none()
    return dict(rows.values_list("public_id", "pk"))


def _notice_ids(public_ids: Iterable[int]) -> dict[int | None, list[str]]:
    """{public id of a contract: the ids of its notices, in their order}. One query, none for none."""
    found: dict[int | None, list[str]] = {public_id: [] for public_id in public_ids}
    rows = (
        Notice.objects.filter(contract__public_id__in=list(found))
        if found
        else Notice.objects.none()
    )
    for public_id, release_id in rows.values_list("contract__public_id", "release_id"):
        found[public_id].append(release_id)
    return found


def _of_document(row, said, parties, text) -> Facts:
    def party_at(kind: str, place: int) -> NamedParty | None:
        return parties.get((kind, said["parties"][place][f"{kind}_id"]))

    of = Noticed(row.public_id, row.ocid, row.demonstration, row.invented, _moments(row))
    return document_facts(said, of, party_at, text)


def _moments(row) -> Moments:
    """What the notices say of when: none is read for it."""
    return Moments(*(getattr(row, name) for name in Moments._fields))


# Where public rows name a party: (table, column of the contract, column of the party).
NAMING = (
    (PublicContract, "id", "buyer_id"),
    (PublicContract, "id", "run_by_id"),
    (PublicContractVendor, "contract_id", "vendor_id"),
    (PublicContractBuyer, "contract_id", "buyer_id"),
    (PublicMention, "contract_id", "party_id"),
)


def touched(parties: Iterable[int]) -> set[int]:
    """Give the keys of the public contracts that name some public parties, in whichever part.

    Takes keys. Five queries, none for none.
    """
    keys = list(parties)
    return {
        contract
        for model, column, party in NAMING
        for [contract] in bulk.select(model, (column,), party, keys)
    }
