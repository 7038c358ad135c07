"""Parties whose name, or whose namesakes, have changed, and the contracts that name them."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from procurement import actions, models
from procurement.models.party import LACKING, REMATCH, REWRITE

# {kind: keys of parties}
Keys = dict[str, set[int]]
_MODELS = {"buyer": models.Buyer, "vendor": models.Vendor}
_MOST_CONTRACTS = 20_000


class Stale(NamedTuple):
    """Parties shown by another name than before, and those of which notices may mean another by what they say."""

    renamed: Keys
    rematched: Keys

    def public_rows(self) -> tuple[set[int], set[int]]:
        """Give the keys of the public contracts that name one of either. Seven queries for each kind."""
        return public_rows(self.renamed), public_rows(self.rematched)


def mark(kind: str, *, lacking: set[int], renamed: set[int], rematched: set[int]) -> None:
    """Mark working parties for what is to be done with what names them, the most of it where it is several."""
    for level, keys in ((LACKING, lacking), (REWRITE, renamed), (REMATCH, rematched)):
        for part in models.bulk.sliced(keys):
            _MODELS[kind].objects.filter(pk__in=part, stale__lt=level).update(stale=level)


def marked(*, invented: bool) -> Stale:
    """Give those that are marked: by an import that was stopped, or as too many."""
    return Stale(_marked(REWRITE, invented), _marked(REMATCH, invented))


def _marked(level, invented) -> Keys:
    found = {}
    for kind, model in _MODELS.items():
        rows = model.objects.filter(stale=level, demonstration=invented)
        found[kind] = set(rows.values_list("pk", flat=True))
    return found


def lacking() -> Iterator[Keys]:
    """Give those that gained what their contracts are not found by yet, in pieces of some seconds' work."""
    for kind, model in _MODELS.items():
        rows = model.objects.filter(stale=LACKING).order_by("public_id")
        part: set[int] = set()
        contracts = 0
        for some in models.bulk.sliced(rows.values_list("public_id", "pk")):
            counts = _contract_counts(kind, [public_id for public_id, _ in some])
            for public_id, pk in some:
                if part and contracts + counts.get(public_id, 0) > _MOST_CONTRACTS:
                    yield {kind: part}
                    part, contracts = set(), 0
                part.add(pk)
                contracts += counts.get(public_id, 0)
        if part:
            yield {kind: part}


def _contract_counts(kind: str, public_ids: list[int]) -> dict[int, int]:
    """{public id of a party: how many contracts name it}. One query."""
    columns = ("public_id", "contract_count", "kind")
    rows = models.bulk.select(models.PublicParty, columns, "public_id", public_ids)
    return {public_id: count for public_id, count, of in rows if of == kind}


def public_rows(stale: Keys) -> set[int]:
    """Give the keys of the public contracts that name one of them. Seven queries for each kind."""
    found: set[int] = set()
    for kind, pks in stale.items():
        ids = [row[0] for row in models.bulk.select(_MODELS[kind], ("public_id",), "id", pks)]
        rows = models.bulk.select(
            models.PublicParty, ("id", "kind"), "public_id", [one for one in ids if one]
        )
        found |= actions.touched(pk for pk, of in rows if of == kind)
    return found


def contracts(public_rows: set[int]) -> list[int]:
    """Give the working contracts of public ones."""
    public = models.bulk.select(models.PublicContract, ("public_id",), "id", public_rows)
    rows = models.bulk.select(models.Contract, ("id",), "public_id", [row[0] for row in public])
    return sorted(row[0] for row in rows)


def to_rewrite(renamed: set[int], rematched: set[int], written: Collection[int] = ()) -> set[int]:
    """Give those of public contracts that no notice is read for: those that editors keep, or name a renamed party.

    Not those that are `written` already, by public id.
    """
    columns = ("id", "public_id", "revision_hash")
    rows = models.bulk.select(models.PublicContract, columns, "id", renamed | rematched)
    fresh = {*written}
    return {
        pk
        for pk, public_id, hash_ in rows
        if hash_ or pk not in rematched and public_id not in fresh
    }


def settled(stale: Keys) -> None:
    """Take the marks back."""
    for kind, pks in stale.items():
        models.bulk.update(_MODELS[kind], ("id", "stale"), [(pk, 0) for pk in pks])
