"""Writes the parties of a batch: new ones, and what known ones have gained, with their copies."""

from collections.abc import Iterable

from django.utils import timezone

from procurement import actions
from procurement.actions import NamedParty
from procurement.alike import name_key
from procurement.models import Counter, Identifier, PartyName, PublicParty, bulk

from ..organisations import Organisation
from .match_parties import MODELS, Matcher
from .stale_parties import mark

_PARTY = (
    "id", "public_id", "name", "name_key", "takes_the", "aliases", "website", "notes", "demonstration",
    "from_register", "version", "published_version", "stale", "created_at", "updated_at",
)  # fmt: skip
_PUBLIC = (
    "id", "kind", "public_id", "name", "takes_the", "slug", "is_a", "aliases", "identifiers",
    "website", "contract_count", "intervention_count", "totals", "shared_count", "beside",
    "unknown_count", "demonstration_count", "demonstration", "invented", "words",
)  # fmt: skip


# A merge may have brought the name along, in another spelling.
_RESPELL = 'ON CONFLICT ("folded", "{0}_id") WHERE "{0}_id" IS NOT NULL DO UPDATE SET "name" = excluded."name"'


class Parties:
    """The parties that the organisations of one batch are, of one kind."""

    def __init__(self, who: Matcher, *, invented: bool) -> None:
        self._who, self._invented, self._now = who, invented, bulk.stamp(timezone.now())
        self._pks: dict[int, int] = {}
        self._public: dict[int, NamedParty] = {}
        self._merged: set[int] = set()
        for kept, gone in who.merges:
            _hand_over(who.kind, kept, gone)
        self._numbered = self._public_ids()
        self._create()
        self._names()
        self._numbers()
        self._known()

    def of(self, organisation: Organisation) -> NamedParty:
        """Give the public party that an organisation is."""
        return self._public[self.key(organisation)]

    def key(self, organisation: Organisation) -> int:
        """Give the key of the working party that an organisation is."""
        return self._pk(self._who.found[organisation])

    def public_keys(self) -> set[int]:
        """The keys of the public parties to be counted, or to go: all of them, and whoever merges touched."""
        own = {one.merged.key for one in self._public.values() if one.merged}
        return {one.key for one in self._public.values()} | own | self._merged

    def _pk(self, pk: int) -> int:
        pk = self._who.now(pk)
        return self._pks.get(pk, pk)

    def _public_ids(self) -> dict[int, int]:
        """{party: public id} of those that have none: new ones, and drafts of editors.

        In the order in which notices name them, so that nobody can tell which are which.
        """
        model, kind = MODELS[self._who.kind], self._who.kind
        met = list(dict.fromkeys(self._who.found.values()))
        rows = bulk.select(model, ("id", "public_id"), "id", [pk for pk in met if pk > 0])
        drafts = {pk for pk, public_id in rows if public_id is None}
        fresh = [pk for pk in met if pk < 0 or pk in drafts]
        return dict(zip(fresh, Counter.take_many(kind, len(fresh)), strict=True)) if fresh else {}

    def _create(self):
        new = [pk for pk in self._who.new if self._who.now(pk) == pk]
        if not new:
            return
        model = MODELS[self._who.kind]
        names: dict[int, list[str]] = {pk: [] for pk in new}
        for bearers in self._who.named.values():
            for pk, name in bearers.items():
                if pk in names:
                    names[pk].append(name)
        keys, copies = bulk.ids(model, len(new)), bulk.ids(PublicParty, len(new))
        public_ids = [self._numbered[pk] for pk in new]
        rows, public = [], []
        for pk, key, copy, public_id in zip(new, keys, copies, public_ids, strict=True):
            self._pks[pk] = key
            called = actions.called_by_notices(names[pk], self._who.numbers.get(pk, ()))
            name, numbers = called["name"], [one["value"] for one in called["identifiers"]]
            rows.append((
                key, public_id, name, name_key(name), False, "", "", "", self._invented, True, 1, 1, 0,
                self._now, self._now,
            ))  # fmt: skip
            public.append(self._public_row(copy, public_id, called, numbers))
            own = actions.pieces(name, called["aliases"], numbers)
            self._public[key] = NamedParty(copy, public_id, name, False, own)
        bulk.insert(model, _PARTY, rows)
        bulk.insert(PublicParty, _PUBLIC, public)

    def _public_row(self, copy, public_id, called, numbers):
        name, aliases = called["name"], called["aliases"]
        return (
            copy, self._who.kind, public_id, name, False, called["slug"], "", bulk.json(aliases),
            bulk.json(called["identifiers"]), "", 0, 0, "{}", 0, "[]", 0, 0, self._invented, self._invented,
            actions.words_of_party(name, aliases, numbers),
        )  # fmt: skip

    def _names(self):
        """Names that parties have gained, and better spellings of those they have."""
        who, fresh = self._who, set()
        rows = []
        for pk, folded in who.new_names:
            key = self._pk(pk)
            if (key, folded) not in fresh:
                fresh.add((key, folded))
                rows.append((who.named[folded][who.now(pk)], folded, key))
        columns = ("name", "folded", f"{who.kind}_id")
        bulk.insert(PartyName, columns, rows, conflict=_RESPELL.format(who.kind))
        better = {row: who.named[folded][who.now(pk)] for (folded, pk), row in who.better.items()}
        bulk.update(PartyName, ("id", "name"), [*better.items()])

    def _numbers(self):
        who = self._who
        rows = {(scheme, value, self._pk(pk)) for pk, (scheme, value) in who.new_numbers}
        columns = ("scheme", "value", f"{who.kind}_id", "created_at", "updated_at")
        rows = [(*row, self._now, self._now) for row in sorted(rows)]
        bulk.insert(Identifier, columns, rows, conflict=bulk.IGNORE)

    def _known(self):
        """Parties held already: their copies, written anew where they gained a name or number."""
        who = self._who
        known = {self._pk(pk) for pk in who.found.values()} - self._public.keys()
        gained = {self._pk(pk) for pk in who.renamed} | {self._pk(pk) for pk, _ in who.new_numbers}
        stated: dict[int, set] = {pk: set() for pk in known}
        for one, pk in who.found.items():
            borne = (number for number in one.numbers if who.bearer.get(number) == pk)
            stated.get(self._pk(pk), set()).update(borne)
        renamed, lacking = actions.refresh_parties(who.kind, known & gained, stated, self._numbered)
        stale = {self._pk(pk) for pk in who.stale}
        stale |= {self._pk(kept) for kept, _ in who.merges} | {gone for _, gone in who.merges}
        stale |= namesakes(who.kind, who.advanced)
        mark(who.kind, lacking=lacking, renamed=renamed, rematched=stale)
        for kept, gone in reversed(who.merges):
            self._merged |= actions.merge_as_notices_say(who.kind, kept, gone)
        self.renamed, self.rematched = renamed - stale, stale
        self._public |= public_of(who.kind, known)


def _hand_over(kind: str, kept: int, gone: int) -> None:
    """Let later notices find the party that stays by the names and numbers of the other, each name spelled best."""
    names = PartyName.objects.filter(**{kind: gone})
    spelled = dict(names.values_list("folded", "name"))
    shared = PartyName.objects.filter(**{kind: kept}, folded__in=spelled)
    rows = list(shared.values_list("pk", "folded", "name"))
    better = [(pk, actions.best_name((name, spelled[folded]))) for pk, folded, name in rows]
    bulk.update(PartyName, ("id", "name"), better)
    names.filter(folded__in=[folded for _, folded, _ in rows]).delete()
    names.update(**{kind: kept})
    Identifier.objects.filter(**{kind: gone}).update(**{kind: kept})


def namesakes(kind: str, pks: set[int]) -> set[int]:
    """Give the parties that share a name with another, one of these. Two queries, none for none."""
    bearer = f"{kind}_id"
    bearers: dict[str, set[int]] = {}
    names = [row[0] for row in bulk.select(PartyName, ("folded",), bearer, pks)]
    for folded, pk in bulk.select(PartyName, ("folded", bearer), "folded", names):
        if pk is not None:
            bearers.setdefault(folded, set()).add(pk)
    return {pk for several in bearers.values() if len(several) > 1 for pk in several}


def public_of(kind: str, keys: Iterable[int]) -> dict[int, NamedParty]:
    """Give {key: public party} of working parties. Two queries."""
    by_public_id = dict(bulk.select(MODELS[kind], ("public_id", "id"), "id", keys))
    found = actions.public_parties({(kind, public_id) for public_id in by_public_id})
    return {by_public_id[public_id]: party for (_, public_id), party in found.items()}
