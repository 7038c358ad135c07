"""Taking the demonstration record out again, and nothing else."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import (
    PROTECT,
    Exists,
    ForeignObjectRel,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.utils import timezone

from procurement import models

from . import party_rows
from .holdings import recount_holdings


@transaction.atomic
def clear_demonstration() -> dict[str, int]:
    """Delete every row of the demonstration record; give {kind: rows deleted}.

    A party or source of it that a real record has come to use stays, and is real from then on.
    The number of queries does not grow with the number of rows, but for one in some thousands.
    """
    models.Counter.hold()
    parties, sources = _copies()
    for of_revisions in (models.EmptiedLeaf, models.RevisionBody):
        of_revisions.objects.filter(revision__demonstration=True).delete()
    written = (
        models.PublicContract,
        models.Tombstone,
        models.Revision,
        models.ImportRun,
        models.AuditEntry,
    )
    for model in written:
        model._default_manager.filter(demonstration=True).delete()
    contracts = models.Contract.objects.filter(demonstration=True)
    for of_register in (models.RegisterDocument, models.AwardFingerprint, models.NotTheSame):
        of_register.objects.filter(public_id__in=contracts.values("public_id")).delete()
    with models.history.switched_off():
        deleted = {"contracts": contracts.delete()[1].get(models.Contract._meta.label, 0)}
        # Stakeholders may point to buyers and vendors, so they go first.
        for one in (models.Stakeholder, models.Buyer, models.Vendor, models.Source):
            deleted[str(one._meta.verbose_name_plural)] = _delete_unused(one)
    _delete_history()
    _delete_merges()
    _sweep(parties, sources)
    recount_holdings()
    models.Counter.next("data")
    return deleted


def _copies() -> tuple[set[int], set[int]]:
    """Give the public parties and sources of the demonstration, or that a contract of it names."""
    parties, sources = (
        set(rows.objects.filter(demonstration=True).values_list("pk", flat=True))
        for rows in (models.PublicParty, models.PublicSource)
    )
    contracts = models.PublicContract.objects.filter(demonstration=True)
    for column in ("buyer", "run_by", "vendors"):
        parties.update(contracts.values_list(column, flat=True))
    for party, source in contracts.values_list("mentions__party", "mentions__source"):
        parties.add(party)
        sources.add(source)
    return parties - {None}, sources - {None}


def _delete_unused(model: type[Model]) -> int:
    rows, deleted = model._default_manager.filter(demonstration=True), 0
    # Again while it helps: one source may protect another that it repeats.
    while gone := _unused(rows).delete()[1].get(model._meta.label, 0):
        deleted += gone
        if not rows.exists():
            return deleted
    rows.update(demonstration=False)
    return deleted


def _unused(rows: QuerySet) -> QuerySet:
    """Those of the rows that no other row names, nor an official notice of what is public.

    Links to vendors protect nothing: deleting one would take it out of a real contract.
    """
    for other, field in _naming(rows.model):
        rows = rows.exclude(Exists(other._default_manager.filter(**{field: OuterRef("pk")})))
    if rows.model in (models.Buyer, models.Vendor):
        named_still = ~Exists(party_rows.orphans().filter(pk=OuterRef("pk")))
        kind = rows.model._meta.model_name
        copies = models.PublicParty.objects.filter(
            named_still, kind=kind, public_id=OuterRef("public_id")
        )
        rows = rows.exclude(Exists(copies))
    return rows


def _naming(model: type[Model]) -> Iterator[tuple[Any, str]]:
    """Yield what may name a row of a model, and by which field."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel):
            continue
        if relation.many_to_many or relation.on_delete is PROTECT:
            yield relation.related_model, relation.field.name


def _delete_history() -> None:
    """Delete the entries of what was of the demonstration record and is gone."""
    marked = [
        (model.history.filter(demonstration=True).order_by(), model._base_manager.values("pk"))
        for model in models.history.TRACKED
        if hasattr(model, "demonstration")
    ]
    first, *others = (rows.exclude(id__in=left).values_list("subject") for rows, left in marked)
    gone = [subject for (subject,) in first.union(*others)]
    # Those of parts first: that they are the demonstration's the others say.
    for model in sorted(models.history.TRACKED, key=lambda model: hasattr(model, "demonstration")):
        for part in models.bulk.sliced(gone):
            model.history.filter(subject__in=part).delete()
    for rows, _ in marked:
        # What stays is real from then on.
        rows.update(demonstration=False)


def _delete_merges() -> None:
    """A merge stays with its parties: what is left of both is real from then on."""
    merged, addresses = Q(), Q()
    for kind, model in models.PARTIES.items():
        left = model._default_manager.filter(canonical__isnull=False)
        merged |= Q(kind=kind, merged_pk__in=left.values("pk"))
        ids = left.filter(public_id__isnull=False).values("public_id")
        addresses |= Q(kind=kind, public_id__in=ids)
    for written, staying in ((models.PartyMerge, merged), (models.PartyRedirect, addresses)):
        rows = written._default_manager.filter(demonstration=True)
        if rows.exists():
            rows.exclude(staying).delete()
            rows.update(demonstration=False)
    if models.PartyMerge.objects.current().exists():
        _lead_merges_on()


def _lead_merges_on() -> None:
    """A merge into a party that is gone is from now on one into whom that led to."""
    for kind, model in models.PARTIES.items():
        parties: Any = model._default_manager
        merged = parties.filter(canonical__isnull=False)
        rows = models.PartyMerge.objects.current().filter(
            kind=kind, merged_pk__in=merged.values("pk")
        )
        to = merged.filter(pk=OuterRef("merged_pk"))
        rows.exclude(kept_pk__in=parties.values("pk")).update(
            kept_pk=Subquery(to.values("canonical")),
            kept_public_id=Subquery(to.values("canonical__public_id")),
            kept_name=Subquery(to.values("canonical__name")),
        )


def _sweep(parties: set[int], sources: set[int]) -> None:
    """Copies of rows that are deleted leave no tombstone; the others are real from now on."""
    unnamed = party_rows.orphans().filter(pk__in=parties)
    led = set(models.PublicParty.objects.filter(merged__in=parties).values_list("pk", flat=True))
    for kind, model in models.PARTIES.items():
        _without_working(unnamed.filter(kind=kind), model).delete()
    cited = models.PublicSource.objects.filter(pk__in=sources)
    _without_working(cited.filter(mentions__isnull=True), models.Source).delete()
    if led:
        party_rows.find_by_all(led)
    models.PublicParty.objects.filter(pk__in=parties).update(demonstration=False, invented=False)
    cited.update(demonstration=False, invented=False)
    # What only the demonstration named is public no more; what stays is counted.
    party_rows.delete_orphans(timezone.now(), parties, sources)
    party_rows.count_named(parties, sources)


def _without_working(copies: QuerySet, model) -> QuerySet:
    left = model._default_manager.filter(public_id__isnull=False)
    return copies.exclude(public_id__in=left.values("public_id"))
