"""The public copies of parties and sources: brought in when named, swept out when not."""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef

from procurement import models
from procurement.dossier.parties_and_sources import published_roots, root_of, source_entry

from .public_ids import assign_each, take_ids
from .public_rows import (
    NamedParty,
    called,
    named_in,
    public_parties,
    public_sources,
    reindex,
    touched,
    write_party_words,
)
from .totals import recount
from .whose_body import same_body, write_same_bodies

Key = tuple[str, int]
_KINDS = list(models.PARTIES)
_WORKING = {**models.PARTIES, "source": models.Source}


def publish_named(body: dict) -> tuple[Mapping[Key, NamedParty], dict[int, int], list[int]]:
    """Give the public parties by (kind, id), the keys of sources by id, and which of them are new, that a body names.

    Those that are not public yet are copied from their working rows; the others stay as they are.
    """
    keys = set(named_in(body))
    found = public_parties(keys)
    if lacking := sorted(keys - found.keys(), key=lambda key: (_KINDS.index(key[0]), key[1])):
        for kind, public_id in lacking:
            copy_party(models.PARTIES[kind].objects.get(public_id=public_id))
        found = public_parties(keys)
    sources = public_sources([body])
    new = [one["id"] for one in body["sources"] if one["id"] not in sources]
    for public_id in new:
        sources[public_id] = copy_source(models.Source.objects.get(public_id=public_id)).pk
    return found, sources, sorted(new)


def public_row(party) -> models.PublicParty:
    """Give the public row of a party, brought in where it has none: it has a public id from then on."""
    assign_each([(party.kind, party)], take_ids)
    rows = models.PublicParty.objects.filter(kind=party.kind, public_id=party.public_id)
    return rows.first() or copy_party(party)


def copy_party(party) -> models.PublicParty:
    """Write the public copy of a party from its working row."""
    copy, created = models.PublicParty.objects.update_or_create(
        kind=party.kind, public_id=party.public_id, defaults=party_columns(party)
    )
    if created:
        write_same_bodies(party.kind, [party.pk])
    if party.canonical:
        follow(party)
    reindex({copy.pk})
    _settle(party.kind, party)
    return copy


def follow(party) -> None:
    """Let the public row of a merged party lead to that of its canonical one, and its address too."""
    to = public_row(party.canonical)
    rows = models.PublicParty.objects.filter(kind=party.kind, public_id=party.public_id)
    rows.update(canonical=to)
    find_by_all({to.pk})
    models.PartyRedirect.objects.get_or_create(
        kind=party.kind,
        public_id=party.public_id,
        defaults={"to_public_id": to.public_id, "demonstration": party.canonical.demonstration},
    )


def find_by_all(keys: set[int]) -> None:
    """Let public parties, by their keys, and what names them, be found by all names and numbers of the same body."""
    reindex(keys)
    write_party_words(touched(keys))


def party_columns(party) -> dict:
    """Give the columns of the public copy of a party that come from its working row."""
    identifiers = ((one.scheme, one.value) for one in party.identifiers.all())
    return called(party.name, party.other_names, identifiers) | {
        "takes_the": party.takes_the,
        "is_a": getattr(party, "is_a", ""),
        "website": party.website,
        "same_as": same_body(party),
    }


def copy_source(source: models.Source) -> models.PublicSource:
    """Write the public copy of a source from its working row."""
    copy, _ = models.PublicSource.objects.update_or_create(
        public_id=source.public_id or 0, defaults=source_columns(source)
    )
    # Those that repeat it may have become public before it did.
    models.PublicSource.objects.filter(root=copy.public_id).exclude(pk=copy.pk).update(repeats=copy)
    _settle("source", source)
    return copy


def source_columns(source: models.Source) -> dict:
    """Give the columns of the public copy of a source that come from its working row."""
    form = source_entry(source, root_of(source, published_roots([source])))
    columns = ("title", "kind", "publisher", "author", "url", "archive_url", "root")
    return {column: form[column] for column in columns} | {
        "is_primary": source.is_primary,
        "published_on": source.published_on,
        "published_on_precision": source.published_on_precision,
        "accessed_on": source.accessed_on,
        "repeats": _first_of(form["root"], source.public_id),
    }


def _first_of(root, public_id):
    return models.PublicSource.objects.filter(public_id=root).exclude(public_id=public_id).first()


def move_to_root(copies, root: int) -> None:
    """Put public sources under another story."""
    for copy in copies:
        copy.root, copy.repeats = root, _first_of(root, copy.public_id)
        copy.save(update_fields=["root", "repeats"])


def would_change(copy, thing) -> bool:
    """Tell whether publishing a working row would change its own copy."""
    columns = source_columns(thing) if isinstance(thing, models.Source) else party_columns(thing)
    return any(getattr(copy, column) != value for column, value in columns.items())


def _settle(kind, row):
    type(row).objects.filter(pk=row.pk).update(published_version=row.version)
    delete_tombstone(kind, row.public_id)


def orphans():
    """The public parties that no public contract names, in a mention or in a register row."""
    return models.PublicParty.objects.filter(
        ~Exists(models.PublicMention.objects.filter(party=OuterRef("pk"))),
        ~Exists(models.PublicContract.objects.filter(buyer=OuterRef("pk"))),
        ~Exists(models.PublicContract.objects.filter(run_by=OuterRef("pk"))),
        ~Exists(models.PublicContractVendor.objects.filter(vendor=OuterRef("pk"))),
    )


def delete_tombstone(kind: str, public_id: int) -> None:
    """Take the tombstone of what is public again."""
    models.Tombstone.objects.filter(kind=kind, public_id=public_id).delete()


def delete_orphans(at, parties: set[int], sources: set[int]) -> None:
    """Take out those of some parties and sources, by key, that no public contract names any more, from `at` on."""
    reason = "No public record names it any more."
    for party in _among(orphans(), parties):
        _bury(party.kind, party, reason, at)
    for source in _among(models.PublicSource.objects.filter(mentions__isnull=True), sources):
        _bury("source", source, reason, at)


def _among(rows, keys):
    return rows.filter(pk__in=keys) if keys else ()


def _bury(kind, copy, reason, at):
    models.Tombstone.objects.update_or_create(
        kind=kind,
        public_id=copy.public_id,
        defaults={"reason": reason, "at": at, "demonstration": copy.demonstration},
    )
    _WORKING[kind].objects.filter(public_id=copy.public_id).update(published_version=0)
    copy.delete()
    if kind != "source" and copy.canonical_id:
        find_by_all({copy.canonical_id})


def mentioned(contract) -> tuple[set[int], set[int]]:
    """Give the keys of the public parties and sources that a public contract names."""
    mentions = list(contract.mentions.values_list("party", "source"))
    parties = {party for party, _ in mentions if party} | {contract.buyer_id, contract.run_by_id}
    parties.update(contract.vendors.values_list("pk", flat=True))
    return parties - {None}, {source for _, source in mentions if source}


def count_named(parties: set[int], sources: set[int]) -> None:
    """Count what parties add up to anew, and tell what is real from what is not.

    Sources, as parties, are of the demonstration while it alone cites them, and invented while
    what is invented alone does. Takes keys.
    """
    recount(parties)
    if not sources:
        return
    citing = models.PublicMention.objects.filter(source=OuterRef("pk"))
    models.PublicSource.objects.filter(pk__in=sources).update(
        demonstration=~Exists(citing.filter(contract__demonstration=False)),
        invented=~Exists(citing.filter(contract__invented=False)),
    )
