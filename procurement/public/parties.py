"""Buyers, vendors and stakeholders as the public reads them, and where merged ones lead."""

from collections.abc import Iterable

from django.db import connections
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Collate, Concat

from procurement import plaintext, search
from procurement.models import PartyRedirect, PublicContractBuyer, PublicParty


def parties(kind: str) -> QuerySet[PublicParty]:
    """Public buyers, vendors or stakeholders, but for those merged into others."""
    return PublicParty.objects.current().filter(kind=kind).select_related("same_as__canonical")


def by_name(queryset: QuerySet[PublicParty], *first) -> QuerySet[PublicParty]:
    """Order parties by some columns `first`, then by folded name, the same on both databases."""
    # Each database sorts text its own way unless told: byte by byte is the one both have.
    bytewise = "C" if connections[queryset.db].vendor == "postgresql" else "BINARY"
    return queryset.order_by(*first, Collate(F("words"), bytewise), "public_id")


def with_same_bodies(party: PublicParty) -> list[PublicParty]:
    """Give the public parties that are the same body as this one. Reads `same_as`: one query.

    It bears, in memory, the names and numbers of those merged into it.
    """
    rows = PublicParty.objects.order_by()
    near = (
        rows.filter(canonical=party)
        .values("pk")
        .union(
            rows.filter(same_as=party).values("pk"),
            rows.filter(same_as__canonical=party).values("pk"),
        )
    )
    found = list(
        by_name(rows.filter(pk__in=near).select_related("canonical", "same_as__canonical"))
    )
    merged = [one for one in found if one.canonical_id == party.pk]
    _bear(party, merged)
    also = [one for one in found if one.canonical_id != party.pk]
    bodies = [*(one.same_as for one in (party, *merged) if one.same_as), *also]
    return list({one.pk: one for one in (one.canonical or one for one in bodies)}.values())


def _bear(party, merged):
    """Let a party bear the names and numbers of those merged into it, each once."""
    known = {plaintext.caseless(name) for name in (party.name, *party.aliases)}
    for one in sorted(merged, key=lambda one: one.public_id):
        for name in (one.name, *one.aliases):
            if plaintext.caseless(name) not in known:
                known.add(plaintext.caseless(name))
                party.aliases.append(name)
    _joined([party, *merged])


def _joined(rows: list[PublicParty]) -> list[PublicParty]:
    """Those of some parties that are merged into no other, each with the numbers of those that are, of `rows`."""
    canonical = {row.pk: row for row in rows if row.canonical_id is None}
    for row in rows:
        if into := canonical.get(row.canonical_id or 0):
            into.identifiers += [one for one in row.identifiers if one not in into.identifiers]
    return list(canonical.values())


PartyKey = int | tuple[str, str]
# A number from here on may be an official one: public ids have as many digits only after long.
SHORTEST_OFFICIAL = 100_000


def resolved(asked: dict[str, list[PartyKey]]) -> dict[str, dict[PartyKey, list[PublicParty]]]:
    """Give {kind: {value: parties}} of public ids and (scheme, value) identifiers. One query.

    Each has `buys_beside`: whether it is one of several buyers of some contract, and not its first.
    A number that is no public id may be an official one, of whichever scheme; so is a value whose
    scheme is "". A party that was merged into another is that one: a second query, where there may
    be such.
    """
    wanted = Q()
    for kind, values in asked.items():
        ids = ids_of(values)
        own = PublicParty.objects.filter(kind=kind, public_id__in=ids).values("public_id")
        # Not one or the other: for that PostgreSQL reads every party.
        mine = Q(public_id__in=own.union(led_to(kind, ids)))
        for number in _official(values):
            bearing = search.match(PublicParty.objects.order_by(), search.exactly(number))
            mine |= Q(pk__in=bearing.values("pk"))
        wanted |= Q(kind=kind) & mine
    parts = PublicContractBuyer.objects.filter(buyer=OuterRef("pk"))
    beside = Exists(parts.exclude(contract__buyer=F("buyer")))
    rows = PublicParty.objects.filter(wanted).only(*_FOUND).annotate(buys_beside=beside)
    found = _joined(list(rows)) if any(asked.values()) else []
    return {kind: _each(kind, values, found) for kind, values in asked.items()}


_FOUND = ("kind", "public_id", "name", "slug", "identifiers", "canonical")


def ids_of(values: list[PartyKey]) -> list[int]:
    """Give those of some values that are public ids."""
    return [value for value in values if isinstance(value, int)]


def _official(values):
    """The official numbers among some values, as far as they can be such."""
    pairs = [value[1] for value in values if not isinstance(value, int)]
    return pairs + [str(value) for value in ids_of(values) if value >= SHORTEST_OFFICIAL]


def _each(kind, values, found):
    mine = [party for party in found if party.kind == kind]
    by_id = {party.public_id: party for party in mine}
    strange = [value for value in ids_of(values) if value not in by_id]
    moved = all_merged_into(kind, strange) if strange and mine else {}
    told: dict[PartyKey, list[PublicParty]] = {}
    for value in values:
        if isinstance(value, int):
            party = by_id.get(moved.get(value, value))
            told[value] = [party] if party else _bearing(mine, "", str(value))
        else:
            told[value] = _bearing(mine, *value)
    return told


def _bearing(parties, scheme, number):
    """Those that bear an identifier; without a scheme, of any."""
    return [
        party
        for party in parties
        if any(
            one["value"] == number and scheme in ("", one["scheme"]) for one in party.identifiers
        )
    ]


def all_named_like(kind: str, text: str, *, invented: bool) -> QuerySet[PublicParty]:
    """The public parties whose names hold words that begin as those of a text."""
    rows = PublicParty.objects.current().filter(kind=kind, invented__in=[False, invented])
    return search.match(rows, search.beginnings(text))


def named_like(kind: str, text: str, most: int, *, invented: bool) -> list[PublicParty]:
    """Give the first of `all_named_like`. One query.

    Those that bear just this name first, then those that most contracts name.
    """
    rows = all_named_like(kind, text, invented=invented)
    own = Q(words=search.indexed(text)) | Q(words__startswith=f"{search.fold(text)} ")
    first = Case(When(name__iexact=text.strip(), then=0), When(own, then=1), default=2)
    named = rows.only("kind", "public_id", "name", "slug", "contract_count")
    return list(named.order_by(first, "-contract_count", "public_id")[:most])


def merged_into(kind: str, public_id: int) -> int | None:
    """Give the public id of the party that one was merged into, if it was. One query."""
    return all_merged_into(kind, [public_id]).get(public_id)


def all_merged_into(kind: str, ids: Iterable[int]) -> dict[int, int]:
    """Give {old public id: new one} of those of some parties that were merged. One query."""
    return dict(_leading(kind, ids).values_list("public_id", "to_public_id"))


def led_to(kind: str, ids: Iterable[int]) -> QuerySet:
    """The public ids that those of merged parties lead to. No query: to stand inside another."""
    return _leading(kind, ids).values("to_public_id")


def _leading(kind, ids):
    return PartyRedirect.objects.filter(kind=kind, public_id__in=list(ids))


def parties_with_identifier(scheme: str, value: str) -> list[PublicParty]:
    """Give the public parties that bear an identifier, by kind. One query."""
    parties = PublicParty.objects.order_by("kind", "public_id")
    found = search.match(parties, search.exactly(value))
    # The index finds beginnings too: “1” begins a great many numbers.
    whole = found.annotate(padded=Concat(Value(" "), "words", Value(" "), output_field=TextField()))
    found = whole.filter(padded__contains=f" {search.fold(value)} ")
    borne = {"scheme": scheme, "value": value}
    return [party for party in _joined(list(found.only(*_FOUND))) if borne in party.identifiers]
