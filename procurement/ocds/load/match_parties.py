"""Who is who: organisations of releases found among the buyers and vendors that are held.

By official number first. Without one, by the exact name within their kind; where several parties
bear it, the one with a number, of those the one whose number comes first. Nothing depends on the
order in which releases come in: two parties that turn out to be one are merged, and a party that a
name leads to no more has its contracts told anew at the end of the run.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Model

from procurement import actions
from procurement.models import Buyer, Identifier, PartyName, Vendor, bulk
from procurement.plaintext import caseless

from ..organisations import STRONG, Number, Organisation

MODELS: dict[str, type[Model]] = {"buyer": Buyer, "vendor": Vendor}


class Clash(NamedTuple):
    """Two official numbers of one register that cannot both be this organisation's."""

    organisation: Organisation
    number: Number
    borne: str


class Matcher:
    """The parties of one kind that the organisations of one batch may be.

    Parties are named by their keys; those that are not held yet by negative numbers.
    """

    def __init__(self, kind: str, organisations: Iterable[Organisation], *, invented: bool) -> None:
        self.kind = kind
        self.organisations = list(dict.fromkeys(organisations))
        self._invented = invented
        self.bearer: dict[Number, int] = {}
        self.named: dict[str, dict[int, str]] = {}
        self.numbers: dict[int, set[Number]] = {}
        self.found: dict[Organisation, int] = {}
        self.new: dict[int, Organisation] = {}
        self.new_names: list[tuple[int, str]] = []
        self._rows: dict[tuple[str, int], int] = {}
        self.better: dict[tuple[str, int], int] = {}
        self.new_numbers: list[tuple[int, Number]] = []
        self.renamed: set[int] = set()
        self.merges: list[tuple[int, int]] = []
        self._into: dict[int, int] = {}
        self.clashes: list[Clash] = []
        self._load()
        led = {folded: self._led_to(folded) for folded, bearers in self.named.items() if bearers}
        ranks = {pk: self._rank(pk) for pk in self._held()}
        self._find()
        # A name of this batch leads to them no more.
        self.stale = {pk for folded, pk in led.items() if self._led_to(folded) != pk}
        # Their other names, and those of whoever was merged into them, may lead to them now.
        self.advanced = {
            self.now(pk) for pk, rank in ranks.items() if self._rank(self.now(pk)) < rank
        }

    def _load(self):
        bearer, kind = f"{self.kind}_id", self.kind
        numbers = {number for one in self.organisations for number in one.numbers}
        values = {value for _, value in numbers}
        for scheme, value, pk in bulk.select(
            Identifier, ("scheme", "value", bearer), "value", values
        ):
            if pk is not None and (scheme, value) in numbers:
                self.bearer[scheme, value] = pk
        names = {caseless(one.name) for one in self.organisations}
        for row, folded, name, pk in bulk.select(
            PartyName, ("id", "folded", "name", bearer), "folded", names
        ):
            if pk is not None:
                self.named.setdefault(folded, {})[pk] = name
                self._rows[folded, pk] = row
        if self._invented:
            self._leave_real(kind)
        for pk, scheme, value in bulk.select(
            Identifier, (bearer, "scheme", "value"), bearer, self._held()
        ):
            if scheme in STRONG:
                self.numbers.setdefault(pk, set()).add((scheme, value))

    def _held(self) -> set[int]:
        """The parties that bear a number or name of this batch."""
        return {*self.bearer.values(), *(pk for bearers in self.named.values() for pk in bearers)}

    def _leave_real(self, kind):
        """What is invented names no party but those of the demonstration."""
        rows = bulk.select(MODELS[kind], ("id", "demonstration"), "id", self._held())
        real = {pk for pk, demonstration in rows if not demonstration}
        self.bearer = {number: pk for number, pk in self.bearer.items() if pk not in real}
        for folded, bearers in self.named.items():
            self.named[folded] = {pk: name for pk, name in bearers.items() if pk not in real}

    def _find(self):
        numbered = [one for one in self.organisations if one.numbers]
        for one in numbered:
            self.found[one] = self._by_number(one)
        for one in self.organisations:
            if not one.numbers:
                self.found[one] = self._by_name(one)
        self.found = {one: self.now(pk) for one, pk in self.found.items()}

    def now(self, pk: int) -> int:
        """Give the party that one was merged into in this batch, or itself."""
        while pk in self._into:
            pk = self._into[pk]
        return pk

    def _by_number(self, one):
        hits = list(dict.fromkeys(self.bearer[n] for n in one.numbers if n in self.bearer))
        pk = hits[0] if hits else self._take_over(one) or self._add(one)
        for other in hits[1:]:
            pk = self._join(pk, other, one)
        for number in one.numbers:
            self._number(pk, number, one)
        return self._name(pk, one.name)

    def _by_name(self, one):
        pk = self._led_to(caseless(one.name))
        if pk is None:
            return self._name(self._add(one), one.name)
        # How a numbered party is spelled, those who name its number say.
        return pk if self.numbers.get(pk) else self._name(pk, one.name)

    def _led_to(self, folded):
        """The party that a name alone leads to: of its bearers, whose number comes first."""
        return min(self.named.get(folded, ()), key=self._rank, default=None)

    def _rank(self, pk):
        numbers = self.numbers.get(pk)
        return (not numbers, min(numbers) if numbers else ("", ""), pk)

    def _take_over(self, one):
        """The party that is known by this name alone: the number is its own, and the spelling."""
        folded = caseless(one.name)
        bearers = self.named.get(folded, {})
        pk = next((pk for pk in bearers if not self.numbers.get(pk)), None)
        if pk is not None and bearers[pk] != one.name:
            self._spell(pk, folded, one.name)
        return pk

    def _add(self, one):
        pk = -len(self.new) - 1
        self.new[pk] = one
        return pk

    def _number(self, pk, number, one):
        if number in self.bearer:
            return
        borne = self.numbers.setdefault(pk, set())
        if clash := next((existing for existing in borne if existing[0] == number[0]), None):
            self.clashes.append(Clash(one, number, "-".join(clash)))
            return
        borne.add(number)
        self.bearer[number] = pk
        self.new_numbers.append((pk, number))

    def _name(self, pk, name):
        folded = caseless(name)
        bearers = self.named.setdefault(folded, {})
        if pk not in bearers:
            self.new_names.append((pk, folded))
            self.renamed.add(pk)
            bearers[pk] = name
            return self._settle(pk, bearers) if self.numbers.get(pk) else pk
        if actions.best_name((bearers[pk], name)) != bearers[pk]:
            self._spell(pk, folded, name)
        return pk

    def _spell(self, pk, folded, name):
        self.named[folded][pk] = name
        self.renamed.add(pk)
        if (folded, pk) in self._rows:
            self.better[folded, pk] = self._rows[folded, pk]

    def _settle(self, pk, bearers):
        """A numbered party has gained a name: who is known by it alone is this party."""
        for other in [one for one in bearers if one != pk and not self.numbers.get(one)]:
            pk = self._merge(pk, other)
        return pk

    def _join(self, pk, other, one):
        """One organisation bears the numbers of two parties: they are one, unless numbers clash."""
        schemes = {scheme for scheme, _ in self.numbers.get(pk, ())}
        clash = next((n for n in self.numbers.get(other, ()) if n[0] in schemes), None)
        if clash:
            self.clashes.append(Clash(one, clash, "-".join(min(self.numbers[pk]))))
            return pk
        return self._merge(pk, other)

    def _merge(self, pk, other):
        """Make two parties one; give the one that stays: one that is held already, if either is."""
        kept, gone = (other, pk) if pk < 0 < other else (pk, other)
        numbered = [one for one in (kept, gone) if self.numbers.get(one)]
        self._into[gone] = kept
        if gone > 0:
            self.merges.append((kept, gone))
        self.numbers.setdefault(kept, set()).update(self.numbers.pop(gone, ()))
        for number, bearer in self.bearer.items():
            if bearer == gone:
                self.bearer[number] = kept
        for folded, bearers in self.named.items():
            if gone in bearers:
                spelled = [bearers[one] for one in numbered or (kept, gone) if one in bearers]
                bearers[kept] = actions.best_name(spelled or [bearers[gone]])
                del bearers[gone]
                if row := self._rows.get((folded, kept)) or self._rows.get((folded, gone)):
                    # The other row, where there are two, goes.
                    self._rows[folded, kept] = self.better[folded, kept] = row
        self.renamed.add(kept)
        return kept
