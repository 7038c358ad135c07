"""The organisations that a document names, each once; its parts refer to them by their place.

And which suppliers of an award or a contract were removed again: by the role of a party, `removedSupplier`, whatever
else it is; or by the last amendment that names one as removed or added
(docs/decisions/0041-who-is-who-of-a-contract.md). Sources: the UK extension's partyRole; `suppliersRemoved` and
`suppliersAdded` of an Amendment in its EU and UK profiles.
"""

from typing import Any

from procurement import identifiers
from procurement.plaintext import caseless

from ..organisations import Organisation, id_of
from .party_names import objects, roles
from .references import Reference, decided, supplies, unnamed


class Places:
    """Gives each organisation its place among the parties of a document."""

    def __init__(self) -> None:
        self._places: dict[Organisation, int] = {}

    def of(self, reference: Any) -> int | None:
        """Give the place of whom a `Reference` names; None for nobody."""
        who = getattr(reference, "organisation", None)
        return None if who is None else self._places.setdefault(who, len(self._places))

    def forms(self) -> list[dict[str, Any]]:
        """Give {"name", "numbers": [[scheme, value]], "id": its id in the notice} of each, in order."""
        return [
            {"name": one.name, "numbers": [list(number) for number in one.numbers], "id": one.id}
            for one in self._places
        ]


def organisations(document: dict) -> list[Organisation]:
    """Give the parties of a document as who is who takes them, in their places."""
    return [
        Organisation(one["id"], one["name"], tuple(map(tuple, one["numbers"])))
        for one in document["parties"]
    ]


def by_role(release: dict, places: Places) -> list[int]:
    """Give the places of the suppliers of a compiled release that its parties alone name as such.

    Of which award each is the vendor is not stated. Not those whom an award names in another release.
    """
    parties = release.get("parties") or ()
    alone = [one for one in parties if getattr(one, "by_role", False)]
    if not alone:
        return []
    named = [one for row in decided(release) for one in row.get("suppliers") or ()]
    awarded = [one.organisation for one in named if one.organisation]
    fresh = [one for one in alone if not any(are_one(one.organisation, of) for of in awarded)]
    found = dict.fromkeys(places.of(one) for one in fresh)
    return [place for place in found if place is not None]


def unnamed_parties(release: dict, awards: list[dict]) -> dict[str, Any]:
    """Give {"buyer": words, "vendors": [words]}: what a compiled release has in the place of their names.

    Of vendors, of those by role alone; what an award has, stands with it.
    """
    parties = [one for one in release.get("parties") or () if one and supplies(one)]
    suppliers = () if any("unnamed" in one for one in awards) else parties
    found = {
        "buyer": unnamed(release.get("buyer")),
        "vendors": list(dict.fromkeys(words for one in suppliers if (words := unnamed(one)))),
    }
    return {key: words for key, words in found.items() if words}


def are_one(party: Organisation, awarded: Organisation) -> bool:
    """Say whether two organisations of any releases are one: by their numbers, else by name.

    An id tells across releases where it is made of a scheme and a number.
    """
    if party.id == awarded.id and identifiers.parted(party.id):
        return True
    if party.numbers and awarded.numbers:
        return not set(party.numbers).isdisjoint(awarded.numbers)
    return caseless(party.name) == caseless(awarded.name)


def buyers(document: dict) -> list[int]:
    """Give the places of all that buy, or run a procurement: each once."""
    places = [document.get("buyer"), document.get("run_by")]
    for row in (*document["awards"], *document["agreements"]):
        places += row.get("buyers", ())
    return list(dict.fromkeys(place for place in places if place is not None))


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
