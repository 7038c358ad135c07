"""Parties whose name, or whose namesakes, have changed, and the contracts that name them."""

from collections.abc import Iterator

from procurement import actions
from procurement.models import (
    Buyer,
    Contract,
    PublicContract,
    PublicParty,
    Vendor,
    bulk,
)
from procurement.models.party import LACKING, REWRITE

# {kind: keys of parties}
Stale = dict[str, set[int]]
_MODELS = {"buyer": Buyer, "vendor": Vendor}
_MOST_CONTRACTS = 20_000


def mark(kind: str, stale: set[int], lacking: set[int]) -> None:
    """Mark working parties whose contracts are to be rebuilt, and those that these are to be found by more of."""
    bulk.update(_MODELS[kind], ("id", "stale"), [(pk, REWRITE) for pk in stale])
    if lacking:
        _MODELS[kind].objects.filter(pk__in=lacking, stale=0).update(stale=LACKING)


def marked(*, invented: bool) -> Stale:
    """Give those whose contracts are to be rebuilt: of an import that was stopped, or too many."""
    found = {}
    for kind, model in _MODELS.items():
        rows = model.objects.filter(stale=REWRITE, demonstration=invented)
        found[kind] = set(rows.values_list("pk", flat=True))
    return found


def lacking() -> Iterator[Stale]:
    """Give those that gained what their contracts are not found by yet, in pieces of some seconds' work."""
    for kind, model in _MODELS.items():
        rows = model.objects.filter(stale=LACKING).order_by("public_id")
        part: set[int] = set()
        contracts = 0
        for some in bulk.sliced(rows.values_list("public_id", "pk")):
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
    rows = bulk.select(PublicParty, columns, "public_id", public_ids)
    return {public_id: count for public_id, count, of in rows if of == kind}


def public_rows(stale: Stale) -> set[int]:
    """Give the keys of the public contracts that name one of them. Seven queries for each kind."""
    found: set[int] = set()
    for kind, pks in stale.items():
        ids = [row[0] for row in bulk.select(_MODELS[kind], ("public_id",), "id", pks)]
        rows = bulk.select(PublicParty, ("id", "kind"), "public_id", [one for one in ids if one])
        found |= actions.touched(pk for pk, of in rows if of == kind)
    return found


def contracts(public_rows: set[int]) -> list[int]:
    """Give the working contracts of public ones."""
    public = bulk.select(PublicContract, ("public_id",), "id", public_rows)
    rows = bulk.select(Contract, ("id",), "public_id", [row[0] for row in public])
    return sorted(row[0] for row in rows)


def tracked(public_rows: set[int]) -> set[int]:
    """Give those of public contracts that editors keep: no notice writes their rows, nor what these are found by."""
    rows = bulk.select(PublicContract, ("id", "revision_hash"), "id", public_rows)
    return {pk for pk, hash_ in rows if hash_}


def settled(stale: Stale) -> None:
    """Take the marks back."""
    for kind, pks in stale.items():
        bulk.update(_MODELS[kind], ("id", "stale"), [(pk, 0) for pk in pks])
