"""Parties that an import has met again: public from then on, with what they have gained."""

from typing import NamedTuple

from django.db.models import F

from procurement import plaintext
from procurement.alike import name_key
from procurement.models import (
    PARTIES,
    Counter,
    Identifier,
    PartyMerge,
    PartyName,
    PublicParty,
    bulk,
)
from procurement.models.roles import IMPORTER

from . import party_rows
from .public_rows import (
    best_name,
    called,
    called_by_notices,
    other_names,
    pieces,
    reindex,
    words_of_party,
)

_TOLD = ("name", "slug", "aliases", "identifiers", "words")


class Refreshed(NamedTuple):
    """The keys of working parties: those shown by another name than before, and those that gained one or a number."""

    renamed: set[int]
    gained: set[int]


def refresh_parties(
    kind: str, gained: set[int], stated: dict[int, set], numbers: dict[int, int]
) -> Refreshed:
    """Write the public rows of parties that gained names or numbers, and of those not public yet.

    `stated` are the (scheme, value) that official notices now state of each party met, `numbers`
    the public ids for those that have none. Eight queries at most.
    """
    hidden = _hidden(kind, stated)
    changed = PARTIES[kind]._default_manager.in_bulk(list(gained | hidden))
    if not changed:
        return Refreshed(set(), set())
    names = _grouped(PartyName.objects.filter(**{f"{kind}__in": list(changed)}), kind, "name")
    borne = _grouped(
        Identifier.objects.filter(**{f"{kind}__in": list(changed)}), kind, "scheme", "value"
    )
    _number(kind, [changed[pk] for pk in hidden], numbers)
    ids = [party.public_id or 0 for party in changed.values()]
    rows = PublicParty.objects.filter(kind=kind, public_id__in=ids)
    public = {row.public_id: row for row in rows}
    renamed, told, fresh, lacking = [], [], [], set()
    for pk, party in changed.items():
        copy = public.get(party.public_id or 0)
        if _renamed(party, names.get(pk, [])):
            renamed.append((pk, party.name, name_key(party.name)))
        shown = _numbers(party, copy, borne.get(pk, []), stated[pk])
        columns = _columns(party, copy, names.get(pk, []), shown)
        if copy:
            told.append((copy.pk, columns))
            if _gained(copy, columns):
                lacking.add(pk)
        else:
            fresh.append(_fresh(kind, party, columns))
    bulk.update(PARTIES[kind], ("id", "name", "name_key"), renamed)
    bulk.update(PublicParty, ("id", *_TOLD), [_as_row(*one) for one in told])
    PublicParty.objects.bulk_create(fresh)
    merged = _follow_merges(kind, changed, {one.public_id: one.name for one in fresh})
    lacking |= {merged[pk] for pk in lacking & merged.keys()}
    return Refreshed({pk for pk, *_ in renamed}, lacking)


def _follow_merges(kind, changed, fresh) -> dict[int, int]:
    """Let those that were merged lead on, and be found by all that they are; give {key: that of the canonical one}."""
    merged = {pk: party.canonical_id for pk, party in changed.items() if party.canonical_id}
    for pk in merged:
        if changed[pk].public_id in fresh:
            _bring_in(changed[pk].canonical, fresh[changed[pk].public_id])
            party_rows.follow(changed[pk])
    ids = [party.public_id for party in changed.values()]
    rows = PublicParty.objects.filter(kind=kind, public_id__in=ids).order_by()
    canonical = rows.filter(merged__isnull=False).values_list("pk", flat=True)
    led = rows.values_list("canonical", flat=True)
    reindex({pk for pk in (*canonical, *led) if pk})
    return merged


def _bring_in(party, name):
    """Show one that the public does not see by the name that a notice gives who was merged into it.

    No notice names it itself: what editors wrote stays pending.
    """
    if _hidden(party.kind, {party.pk}):
        numbers = {} if party.public_id else {party.pk: Counter.next(party.kind)}
        _number(party.kind, [party], numbers)
        _fresh(party.kind, party, _columns(party, None, [name], set())).save()


def _fresh(kind, party, columns):
    marks = {"public_id": party.public_id, "demonstration": party.demonstration}
    return PublicParty(kind=kind, **marks, **columns, words=_words(columns))


def _hidden(kind, known):
    """Those that the public does not see: drafts, and those that nothing public named."""
    ids = dict(bulk.select(PARTIES[kind], ("id", "public_id"), "id", known))
    numbers = [number for number in ids.values() if number]
    rows = bulk.select(PublicParty, ("kind", "public_id"), "public_id", numbers)
    public = {public_id for of, public_id in rows if of == kind}
    return {pk for pk, public_id in ids.items() if public_id not in public}


def _number(kind, parties, numbers):
    """Whom an official notice names is public from now on; what editors wrote of it stays pending."""
    for party in parties:
        party.public_id = party.public_id or numbers[party.pk]
        version = F("version") if party.is_of_notices else F("version") + 1
        type(party)._base_manager.filter(pk=party.pk).update(
            public_id=party.public_id, version=version, published_version=F("version")
        )
        party_rows.delete_tombstone(kind, party.public_id)


def _renamed(party, names):
    """Show a party of the register by its best name, unless an editor has seen to it."""
    if not party.is_of_notices or not names:
        return False
    name = best_name(names)
    changed = name != party.name
    party.name = name
    return changed


def _numbers(party, copy, kept, stated):
    """What editors typed and did not publish is not shown; what a notice states is."""
    if copy is not None and party.is_of_notices:
        return set(kept)
    published = [(one["scheme"], one["value"]) for one in copy.identifiers] if copy else []
    return stated.union(published)


def _columns(party, copy, names, numbers):
    """The copy says what the register says, and of an editor's words what was published before."""
    if copy is None:
        return called_by_notices(names or [party.name], numbers)
    shown = party.name if party.is_of_notices else copy.name
    return called(shown, other_names(shown, [*copy.aliases, *names]), numbers)


def _words(columns):
    values = [one["value"] for one in columns["identifiers"]]
    return words_of_party(columns["name"], columns["aliases"], values)


def _gained(copy, columns):
    """Whether contracts that name it are to be found by more than before."""
    before = _pieces(copy.name, copy.aliases, copy.identifiers)
    return not _pieces(columns["name"], columns["aliases"], columns["identifiers"]) <= before


def _pieces(name, aliases, identifiers):
    return set(pieces(name, aliases, [one["value"] for one in identifiers]))


def _as_row(pk, columns):
    """A row for `_TOLD`, as the database takes it."""
    told = columns | {"words": _words(columns)}
    return pk, *(bulk.json(one) if isinstance(one, list) else one for one in map(told.get, _TOLD))


def _grouped(rows, kind, *columns):
    found: dict[int, list] = {}
    for pk, *values in rows.order_by().values_list(kind, *columns):
        found.setdefault(pk, []).append(values[0] if len(columns) == 1 else tuple(values))
    return found


def adopt_names() -> None:
    """Let imports find the public parties that editors made by their names, as published."""
    for kind in ("buyer", "vendor"):
        # The names of those that notices merged are the other's.
        merged = PartyMerge.objects.current().filter(kind=kind, by__username=IMPORTER)
        nameless = (
            PARTIES[kind]
            ._default_manager.filter(**{"names__isnull": True, "public_id__isnull": False})
            .exclude(pk__in=merged.values("merged_pk"))
        )
        keys = dict(nameless.values_list("public_id", "pk"))
        copies = PublicParty.objects.filter(kind=kind, public_id__in=list(keys))
        rows = [
            PartyName(**{f"{kind}_id": keys[id_]}, name=name, folded=plaintext.caseless(name))
            for id_, name in copies.values_list("public_id", "name")
        ]
        PartyName.objects.bulk_create(rows, ignore_conflicts=True)
