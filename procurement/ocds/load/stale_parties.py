"""Parties whose name, or whose namesakes, have changed, and the contracts that name them."""

from collections.abc import Iterator

from procurement.models import (
    Buyer,
    Contract,
    PublicContract,
    PublicContractVendor,
    PublicMention,
    PublicParty,
    Vendor,
    bulk,
)

# {kind: keys of parties}
Stale = dict[str, set[int]]
_MODELS = {"buyer": Buyer, "vendor": Vendor}
# Where public rows name a party: (table, column of the contract, column of the party).
_COLUMNS = (
    (PublicContract, "id", "buyer_id"),
    (PublicContract, "id", "user_body_id"),
    (PublicContractVendor, "contract_id", "vendor_id"),
    (PublicMention, "contract_id", "party_id"),
)


def marked(*, invented: bool) -> Stale:
    """Give those that are marked in the database: of an import that was stopped, or too many."""
    found = {}
    for kind, model in _MODELS.items():
        rows = model._default_manager.filter(stale=True, demonstration=invented)
        found[kind] = set(rows.values_list("pk", flat=True))
    return found


def contracts(stale: Stale, most: int | None = None) -> list[int] | None:
    """Give the contracts whose public rows name one of them; None where they are more than `most`."""
    found: set[int] = set()
    for kind, pks in stale.items():
        found.update(_naming(kind, pks))
    if most is not None and len(found) > most:
        return None
    public = bulk.select(PublicContract, ("public_id",), "id", found)
    rows = bulk.select(Contract, ("id",), "public_id", [row[0] for row in public])
    return sorted(row[0] for row in rows)


def _naming(kind, pks) -> Iterator[int]:
    """The keys of the public rows that name a party. Six queries, none for none."""
    ids = [row[0] for row in bulk.select(_MODELS[kind], ("public_id",), "id", pks)]
    rows = bulk.select(PublicParty, ("id", "kind"), "public_id", [one for one in ids if one])
    copies = [pk for pk, of in rows if of == kind]
    for model, key, column in _COLUMNS:
        for row in bulk.select(model, (key,), column, copies):
            yield row[0]


def settled(stale: Stale) -> None:
    """Take the marks back."""
    for kind, pks in stale.items():
        bulk.update(_MODELS[kind], ("id", "stale"), [(pk, False) for pk in pks])
