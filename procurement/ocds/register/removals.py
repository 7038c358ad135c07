"""Which suppliers of an award or a contract were removed again, as its notices say.

By the role of a party, `removedSupplier`, whatever else it is; or by the last amendment that names one as removed
or added (docs/decisions/0041-who-is-who-of-a-contract.md). Sources: the UK extension's partyRole; `suppliersRemoved`
and `suppliersAdded` of an Amendment in its EU and UK profiles.
"""

from ..organisations import Organisation
from .compile import id_of
from .parties import are_one
from .party_names import objects, roles
from .references import Reference


class Removals:
    """The removals of a compiled release."""

    def __init__(self, release: dict) -> None:
        parties = [one for one in release.get("parties") or () if "removedSupplier" in roles(one)]
        self._by_role = [one.organisation for one in parties if one.organisation]
        self._signed: dict[str, list[dict]] = {}
        for row in release.get("contracts") or ():
            self._signed.setdefault(str(row.get("awardID")), []).append(row)

    def of_award(self, row: dict) -> list[Reference]:
        """Give the suppliers of an award that it lost, or that all contracts which follow it lost."""
        signed = self._signed.get(id_of(row), ())
        return [
            one
            for one in row.get("suppliers") or ()
            if self._is_removed(one.organisation, row)
            or signed
            and all(_lost(one.organisation, part) for part in signed)
        ]

    def of_contract(self, row: dict, suppliers: list[Reference]) -> list[Reference]:
        """Give those of the suppliers of a contract, its own or its award's, that it lost."""
        return [one for one in suppliers if self._is_removed(one.organisation, row)]

    def _is_removed(self, who, row):
        return any(are_one(one, who) for one in self._by_role) or _lost(who, row)


def _lost(who: Organisation, row: dict) -> bool:
    """Whether the last amendment of a row that names somebody removes them."""
    told = False
    amendments = [one for _, one in objects(row.get("amendments"))]
    for amendment in sorted(amendments, key=lambda one: str(one.get("date") or "")):
        # Of an amendment that does both, somebody stays.
        for key, removed in (("suppliersRemoved", True), ("suppliersAdded", False)):
            named = [
                one.organisation for one in amendment.get(key) or () if isinstance(one, Reference)
            ]
            if any(are_one(one, who) for one in named if one):
                told = removed
    return told
