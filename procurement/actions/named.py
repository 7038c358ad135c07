"""The public copies of parties and sources: brought in when named, swept out when not."""

from django.db.models import Count

from procurement.dossier.names import party_form, source_form
from procurement.models import (
    Buyer,
    PublicIntervention,
    PublicMention,
    PublicParty,
    PublicSource,
    Source,
    Stakeholder,
    Tombstone,
    Vendor,
)
from procurement.search import fold

# Buyers and vendors come first, so that a stakeholder can point to the one that it is.
MODELS = {"buyer": Buyer, "vendor": Vendor, "stakeholder": Stakeholder}


def bring_in(body: dict):
    """Give the public parties by (kind, id) and sources by id that a form names.

    Those that are not public yet are copied from their working rows; the others stay as they are.
    """
    keys = sorted(set(_party_keys(body)), key=lambda key: (list(MODELS).index(key[0]), key[1]))
    parties = {key: _party(*key) for key in keys}
    sources = {source["id"]: _source(source["id"]) for source in body["sources"]}
    return parties, sources


def _party_keys(part):
    if isinstance(part, dict):
        if "the" in part:
            yield part["kind"], part["id"]
        for value in part.values():
            yield from _party_keys(value)
    elif isinstance(part, list):
        for value in part:
            yield from _party_keys(value)


def _party(kind, public_id):
    known = PublicParty.objects.filter(kind=kind, public_id=public_id).first()
    return known or copy_party(MODELS[kind].objects.get(public_id=public_id))


def _source(public_id):
    known = PublicSource.objects.filter(public_id=public_id).first()
    return known or copy_source(Source.objects.get(public_id=public_id))


def copy_party(party) -> PublicParty:
    """Write the public copy of a party from its working row."""
    identifiers = [{"scheme": one.scheme, "value": one.value} for one in party.identifiers.all()]
    form = party_form(party)
    names = [party.name, *party.other_names, *[one["value"] for one in identifiers]]
    copy, _ = PublicParty.objects.update_or_create(
        kind=form["kind"],
        public_id=form["id"],
        defaults={
            "name": form["name"],
            "takes_the": form["the"],
            "slug": form["slug"],
            "is_a": getattr(party, "is_a", ""),
            "aliases": party.other_names,
            "identifiers": identifiers,
            "website": party.website,
            "same_as": _same_as(party),
            "is_sample": party.is_sample,
            "words": fold(" ".join(names)),
        },
    )
    type(party).objects.filter(pk=party.pk).update(published_version=party.version)
    Tombstone.objects.filter(kind=form["kind"], public_id=form["id"]).delete()
    return copy


def _same_as(party):
    body = getattr(party, "buyer", None) or getattr(party, "vendor", None)
    if body is None or body.public_id is None:
        return None
    return PublicParty.objects.filter(kind=body.kind, public_id=body.public_id).first()


def copy_source(source: Source) -> PublicSource:
    """Write the public copy of a source from its working row."""
    form = source_form(source)
    columns = ("title", "kind", "publisher", "author", "url", "archive_url", "root")
    texts = [source.title, source.publisher, source.author]
    copy, _ = PublicSource.objects.update_or_create(
        public_id=form["id"],
        defaults={column: form[column] for column in columns}
        | {
            "is_primary": source.is_primary,
            "published_on": source.published_on,
            "published_on_precision": source.published_on_precision,
            "accessed_on": source.accessed_on,
            "repeats": PublicSource.objects.filter(public_id=form["root"])
            .exclude(public_id=form["id"])
            .first(),
            "is_sample": source.is_sample,
            "words": fold(" ".join(texts)),
        },
    )
    # Those that repeat it may have become public before it did.
    PublicSource.objects.filter(root=copy.public_id).exclude(pk=copy.pk).update(repeats=copy)
    Source.objects.filter(pk=source.pk).update(published_version=source.version)
    Tombstone.objects.filter(kind="source", public_id=form["id"]).delete()
    return copy


def sweep(at) -> None:
    """Take out the parties and sources that no public contract names any more, from `at` on."""
    reason = "No public record names it any more."
    for party in PublicParty.objects.filter(mentions__isnull=True):
        _bury(party.kind, party, reason, at)
    for source in PublicSource.objects.filter(mentions__isnull=True):
        _bury("source", source, reason, at)


def _bury(kind, copy, reason, at):
    Tombstone.objects.update_or_create(
        kind=kind,
        public_id=copy.public_id,
        defaults={"reason": reason, "at": at, "is_sample": copy.is_sample},
    )
    copy.delete()


def count(parties) -> None:
    """Count the public contracts and acts of some parties anew, in three statements."""
    keys = [party.pk for party in parties]
    contracts = _tally(PublicMention.objects.filter(party__in=keys), "party")
    acts = _tally(PublicIntervention.objects.filter(stakeholder__in=keys), "stakeholder")
    rows = list(PublicParty.objects.filter(pk__in=keys))
    for row in rows:
        row.contract_count = contracts.get(row.pk, 0)
        row.intervention_count = acts.get(row.pk, 0)
    PublicParty.objects.bulk_update(rows, ["contract_count", "intervention_count"])


def _tally(rows, column):
    return dict(rows.order_by().values_list(column).annotate(Count("pk")))
