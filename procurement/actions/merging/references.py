"""Where working rows name a party, and how all of that moves from one to another and back."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from procurement.models import (
    Citation,
    Claim,
    Contract,
    Identifier,
    Intervention,
    PartyName,
    Stakeholder,
    bulk,
)


@dataclass(frozen=True)
class Reference:
    """One column of working rows that names a party.

    `key` tells a row from the others whatever becomes of its primary key, which imports renew.
    `once` is what names a party only once. `contracts` are the ways from a row to its contract.
    """

    model: Any
    column: str
    key: tuple[str, ...] = ("pk",)
    once: str = ""
    also: tuple[str, ...] = ()
    contracts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The reference as a record of a merge names it."""
        return f"{self.model._meta.model_name}.{self.column}"

    def of(self, party):
        """Give the rows that name a party."""
        return self.model._base_manager.filter(**{self.column: party})


def _of_contract(column):
    return Reference(Contract, column, contracts=("pk",))


def _of_anything(kind):
    return (
        Reference(Claim, kind, contracts=("contract",)),
        Reference(Identifier, kind),
    )


# Where a record of a merge names the contracts whose buyer was found to be their user too.
OWN_USE = "own_use"

_CITED = ("contract", "claim__contract", "intervention__contract", "ground__intervention__contract")

REFERENCES: dict[str, tuple[Reference, ...]] = {
    "buyer": (
        _of_contract("buyer"),
        _of_contract("user_body"),
        *_of_anything("buyer"),
        Reference(PartyName, "buyer", once="folded", also=("name", "folded")),
        Reference(Stakeholder, "buyer"),
    ),
    "vendor": (
        Reference(
            Contract.vendors.through, "vendor",
            key=("contract_id",), once="contract", contracts=("contract",),
        ),
        *_of_anything("vendor"),
        Reference(PartyName, "vendor", once="folded", also=("name", "folded")),
        Reference(Stakeholder, "vendor"),
    ),
    "stakeholder": (
        Reference(Intervention, "stakeholder", contracts=("contract",)),
        Reference(Citation, "speaker", contracts=_CITED),
        *_of_anything("stakeholder"),
    ),
}  # fmt: skip


def contracts_naming(party):
    """Give the working contracts that name a party, in whichever part."""
    named = Q()
    for reference in REFERENCES[party.kind]:
        for way in reference.contracts:
            rows = reference.of(party).filter(**{f"{way}__isnull": False})
            named |= Q(pk__in=rows.values(way))
    return Contract.objects.filter(named)


def move(merged, kept) -> dict[str, dict]:
    """Let every row that names `merged` name `kept`; give {reference: {"rows", "dropped"}}."""
    moved = {one.name: _move(one, merged, kept) for one in REFERENCES[merged.kind]}
    if merged.kind == "buyer":
        moved[OWN_USE] = {"rows": _own_use(moved, kept)}
    return moved


def _own_use(moved, kept):
    """A buyer that is found to be the user is named once, as in imports; give such contracts."""
    once = {*moved["contract.buyer"]["rows"]} ^ {*moved["contract.user_body"]["rows"]}
    found = []
    for pks in bulk.sliced(sorted(once)):
        own = Contract.objects.filter(pk__in=pks, buyer=kept, user_body=kept)
        found += list(own.values_list("pk", flat=True))
        own.update(user_body=None)
    return found


def _move(reference, merged, kept):
    dropped = _drop_twice_named(reference, merged, kept) if reference.once else []
    rows = reference.of(merged)
    moved = [_plain(key) for key in rows.values_list(*reference.key)]
    if moved:
        rows.update(**{reference.column: kept})
    return {"rows": moved, "dropped": dropped}


def _drop_twice_named(reference, merged, kept):
    """Where both are named, one is enough; give what the other said."""
    there = reference.of(kept).values(reference.once)
    twice = reference.of(merged).filter(**{f"{reference.once}__in": there})
    said = list(twice.values("pk", *_columns(reference)))
    reference.model._base_manager.filter(pk__in=[row.pop("pk") for row in said]).delete()
    return said


def _columns(reference):
    return [*(key for key in reference.key if key != "pk"), *reference.also]


def _plain(key):
    return key[0] if len(key) == 1 else list(key)


def put_back(moved: dict[str, dict], merged, kept) -> None:
    """Let the rows that `move` moved name `merged` again, where they still name `kept`."""
    for pks in bulk.sliced(moved.get(OWN_USE, {"rows": []})["rows"]):
        own = Contract.objects.filter(pk__in=pks, buyer=kept, user_body__isnull=True)
        own.update(user_body=kept)
    for reference in REFERENCES[merged.kind]:
        record = moved[reference.name]
        for rows in bulk.sliced(record["rows"]):
            keys = _still(reference, rows, kept)
            found = reference.model._base_manager.filter(pk__in=keys)
            found.update(**{reference.column: merged})
        for rows in bulk.sliced(record["dropped"]):
            reference.model._base_manager.bulk_create(
                [reference.model(**row, **{reference.column: merged}) for row in _again(rows)],
                ignore_conflicts=True,
            )


def _still(reference, rows, kept):
    """Give the primary keys, as they are now, of rows that were moved and name `kept` still."""
    first = [row if isinstance(row, int) else row[0] for row in rows]
    found = reference.of(kept).filter(**{f"{reference.key[0]}__in": first})
    keys = {pk: _plain(key) for pk, *key in found.values_list("pk", *reference.key)}
    if len(reference.key) == 1:
        return list(keys)
    wanted = {tuple(row) for row in rows}
    return [pk for pk, key in keys.items() if tuple(key) in wanted]


def _again(rows):
    """Give the columns of rows that were dropped, without those whose contract is gone."""
    if "contract_id" in rows[0]:
        there = set(_contracts(row["contract_id"] for row in rows))
        return [row for row in rows if row["contract_id"] in there]
    return rows


def _contracts(pks):
    return Contract.objects.filter(pk__in=list(pks)).values_list("pk", flat=True)
