"""Parties whose name, or whose namesakes, have changed, and the contracts that name them."""

from procurement.models import Award, AwardVendor, Buyer, Contract, Vendor, bulk

# {kind: keys of parties}
Stale = dict[str, set[int]]
_MODELS = {"buyer": Buyer, "vendor": Vendor}


def marked(*, invented: bool) -> Stale:
    """Give those that are marked in the database: of an import that was stopped, or too many."""
    found = {}
    for kind, model in _MODELS.items():
        rows = model._default_manager.filter(stale=True, demonstration=invented)
        found[kind] = set(rows.values_list("pk", flat=True))
    return found


def contracts(stale: Stale, most: int | None = None) -> list[int] | None:
    """Give the register contracts that name one of them; None where they are more than `most`."""
    found: set[int] = set()
    for column in ("buyer_id", "user_body_id"):
        rows = bulk.select(Contract, ("id",), column, stale.get("buyer", ()))
        found.update(row[0] for row in rows)
    links = bulk.select(AwardVendor, ("award_id",), "vendor_id", stale.get("vendor", ()))
    if most is not None and len(found) + len(links) > most:
        return None
    awards = bulk.select(Award, ("contract_id",), "id", [row[0] for row in links])
    return sorted(found.union(row[0] for row in awards))


def settled(stale: Stale) -> None:
    """Take the marks back."""
    for kind, pks in stale.items():
        bulk.update(_MODELS[kind], ("id", "stale"), [(pk, False) for pk in pks])
