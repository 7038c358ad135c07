"""Contracts as rows: plain values of each contract of a search, for pages, files and feeds alike.

Of a file, a few hundred are in memory at a time. Dates are text as exact as they are known: "2026-05".
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import lru_cache
from itertools import repeat
from typing import Any, NamedTuple

import orjson
from django.db import connection
from django.db.models.expressions import RawSQL

from procurement import codelists, dates, wording
from procurement.models import PublicContract, Revision
from procurement.money import Money
from procurement.search import Piece

from .plan import TABLE, Search, some, whole

# Fewer make more queries; with more, Python keeps looking through what it cannot throw away yet.
CHUNK = 250

# Between parties, and within one: no text of the record holds such characters.
_BETWEEN, _WITHIN = "\x1e", "\x1f"
_ACTING = "procurement_publicparty"


class NamedParty(NamedTuple):
    """A party: its public id and its name."""

    id: int
    name: str


class ContractRow(NamedTuple):
    """One contract as it reads today. Dates are ISO 8601, as exact as they are known; none is "".

    Each is the column of its name, unless `_SQL` says otherwise, read as `_READ` says.
    """

    key: int
    id: int
    ocid: str
    title: str
    slug: str
    headline: str
    stage: str
    days: dict[str, str]
    hold: str
    known_as: str
    held_since: str
    value_minor: int | None
    currency: str
    value_kind: str
    buyer_id: int | None
    buyer_name: str
    user_body_id: int | None
    user_body_name: str
    other_buyers: list[NamedParty]
    vendors: list[NamedParty]
    decided_on: str
    decided_from: str
    last_event_on: str
    last_event: str
    category: str
    method: str
    cpv: str
    bids_received: int | None
    regions: list[str]
    framework: str
    rationales: list[str]
    tracked: bool
    disputed: list[str]
    demonstration: bool
    invented: bool
    published_at: str
    changed_at: str
    revision_hash: str
    # Not from a column: told by the day, and where the words stand that it was found by.
    stage_in_words: str = ""
    stage_is_past: bool = False
    passage: Sequence[Piece] = ()

    @property
    def address(self) -> str:
        """The address of its page."""
        # A title without a letter or digit of this alphabet has an empty slug.
        return f"/contracts/{self.id}-{self.slug}/" if self.slug else f"/contracts/{self.id}/"

    @property
    def buyer(self) -> NamedParty | None:
        """Who buys."""
        return NamedParty(self.buyer_id, self.buyer_name) if self.buyer_id else None

    @property
    def user_body(self) -> NamedParty | None:
        """Who uses it."""
        return NamedParty(self.user_body_id, self.user_body_name) if self.user_body_id else None

    @property
    def money(self) -> Money | None:
        """The headline value."""
        return None if self.value_minor is None else Money(self.value_minor, self.currency)


def contract_rows(asked: Search) -> Iterator[ContractRow]:
    """Give all contracts of a search, in its order.

    One statement for each tier of the order, and one more for a chunk with days that are unsure.
    """
    for sql, parameters in whole(asked, *_columns()):
        for part in chunks(sql, parameters):
            yield from _with_decisions(_rows(part))


def page(
    asked: Search, *, start: int, most: int, wide: bool = False, few: Sequence[int] | None = None
) -> list[ContractRow]:
    """Give the contracts from place `start` on. One statement.

    `wide` says that they are more than are counted; `few` are the keys of them all, where they are
    few. Of a day of decision that is known to the month, the first of it is given.
    """
    statement = some(asked, *_columns(), start=start, most=most, wide=wide, few=few)
    if statement is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return _rows(cursor.fetchall())


def rows_of(keys: Iterable[int]) -> list[ContractRow]:
    """Give the contracts of some keys, in their order. One statement."""
    wanted = list(keys)
    rows = PublicContract.objects.order_by().filter(pk__in=among(wanted))
    found = {row.key: row for row in page(Search(rows), start=0, most=len(wanted))}
    return [found[key] for key in wanted if key in found]


def contract_row(public_id: int) -> ContractRow | None:
    """Give one public contract, if it is one. At most two queries."""
    found = Search(PublicContract.objects.order_by().filter(public_id=public_id))
    return next(contract_rows(found), None)


def chunks(sql: str, parameters: Sequence[Any]) -> Iterator[list[tuple]]:
    """Give what a statement gives, as lists of tuples."""
    with closing(connection.chunked_cursor()) as cursor:
        cursor.execute(sql, parameters)
        while part := cursor.fetchmany(CHUNK):
            yield part


def among(keys: Iterable[int]) -> RawSQL:
    """Give numbers of our own for a condition that a column is one of them.

    Written out: Django takes longer over hundreds of parameters than a database over their rows.
    """
    return RawSQL(",".join(map(str, map(int, keys))) or "NULL", ())  # noqa: S611 -- whole numbers


# From columns


def _text(column: str) -> str:
    """A date, moment or structure as the database writes it, so that no object is made of it."""
    return f"CAST({TABLE}.{column} AS text)"


def _or_none(text: str | None) -> str:
    return text or ""


def parties_of(table: str, party: str, condition: str) -> str:
    """Give SQL of the parties that a table of links has of a contract, as one text, which `each_party` reads."""
    joined = "GROUP_CONCAT" if connection.vendor == "sqlite" else "STRING_AGG"
    within = f" || '{_WITHIN}' || "
    one = within.join(("p.words", "CAST(p.public_id AS text)", "p.name"))
    return (
        f"(SELECT {joined}({one}, '{_BETWEEN}') FROM {table} AS l"  # noqa: S608 -- names of ours
        f" JOIN {_ACTING} AS p ON p.id = l.{party}_id WHERE {condition})"
    )


def each_party(parties: str | None) -> list[NamedParty]:
    """Give parties by name, as pages have them: UTF-8 sorts as its characters do."""
    if not parties:
        return []
    found = [one.split(_WITHIN) for one in parties.split(_BETWEEN)]
    found.sort(key=lambda one: (one[0], int(one[1])))
    return [NamedParty(int(id_), name) for _, id_, name in found]


@lru_cache(maxsize=1024)
def moment(text: str) -> str:
    """Give a moment as ISO 8601. Both databases write it in UTC, with what is less than a second after it."""
    return f"{text[:10]}T{text[11:19]}Z"


def codes(listed: str) -> list[str]:
    """Give the codes that a column lists: “,UKI,UKJ,”."""
    return listed.split(",")[1:-1]


_LINKED = f"l.contract_id = {TABLE}.id"
_BESIDE = f"{_LINKED} AND ({TABLE}.buyer_id IS NULL OR l.buyer_id <> {TABLE}.buyer_id)"
_JOINS = (
    f"LEFT JOIN {_ACTING} AS b ON b.id = {TABLE}.buyer_id"
    f" LEFT JOIN {_ACTING} AS u ON u.id = {TABLE}.user_body_id"
)
_SQL = {
    "key": f"{TABLE}.id",
    "id": f"{TABLE}.public_id",
    "days": _text("days"),
    "held_since": _text("held_since"),
    "buyer_id": "b.public_id",
    "buyer_name": "b.name",
    "user_body_id": "u.public_id",
    "user_body_name": "u.name",
    "decided_on": _text("decided_on"),
    "last_event_on": _text("last_event_on"),
    "published_at": _text("published_at"),
    "changed_at": _text("changed_at"),
}
_READ: dict[str, Callable[[Any], Any]] = {
    "days": orjson.loads,
    "buyer_name": _or_none,
    "user_body_name": _or_none,
    "decided_on": _or_none,
    "other_buyers": each_party,
    "vendors": each_party,
    "regions": codes,
    "rationales": codes,
    "tracked": bool,
    "disputed": codes,
    "demonstration": bool,
    "invented": bool,
    "published_at": moment,
    "changed_at": moment,
}
# Dates that are known to the day, or less: how exactly, a column beside says.
_DATED = ("held_since", "last_event_on")
_WIDTH = {"year": 4, "month": 7, "day": 10}
_FIELDS = tuple(one for one in ContractRow._fields if one not in ContractRow._field_defaults)
_PLACES = {name: place for place, name in enumerate(_FIELDS)}
_CONVERTED = [(_PLACES[name], read) for name, read in _READ.items()]


@lru_cache(maxsize=1)
def _columns() -> tuple[str, str]:
    """What is selected of each contract, and the joins that it needs."""
    linked = {
        "other_buyers": parties_of("procurement_publiccontractbuyer", "buyer", _BESIDE),
        "vendors": parties_of("procurement_publiccontractvendor", "vendor", _LINKED),
    }
    sql = _SQL | linked
    names = (*_FIELDS, *(f"{name}_precision" for name in _DATED))
    return ", ".join(sql.get(name, f"{TABLE}.{name}") for name in names), _JOINS


def _rows(part: Sequence[tuple]) -> list[ContractRow]:
    """Rows of what the database gave: column by column, a hundred thousand are made for one file."""
    if not part:
        return []
    columns: list[Sequence] = list(zip(*part, strict=True))
    for name, precisions in zip(_DATED, columns[len(_FIELDS) :], strict=True):
        columns[_PLACES[name]] = [*map(_as_exact, columns[_PLACES[name]], precisions)]
    del columns[len(_FIELDS) :]
    for place, read in _CONVERTED:
        columns[place] = [*map(read, columns[place])]
    stages, days, place = columns[_PLACES["stage"]], columns[_PLACES["days"]], _PLACES["headline"]
    told = [*map(_stage_in_words, stages, days, repeat(dates.today()))]
    columns[place] = [*map(wording.headline_in_words, columns[place], told)]
    columns += [one.label for one in told], [one.is_past for one in told], [()] * len(part)
    return [*map(ContractRow._make, zip(*columns, strict=True))]


def _as_exact(text: str | None, precision: str) -> str:
    return text[: _WIDTH.get(precision, 10)] if text else ""


def _stage_in_words(stage, days, today):
    told = wording.stage_in_words(stage, days, today)
    return told or wording.StageWords(codelists.STAGE.label(stage), "", "")


def _with_decisions(rows: list[ContractRow]) -> list[ContractRow]:
    """Say no more of the day of decision than is known. One query where it may be less than a day.

    A copy has it without its precision: what is known to the month stands on its first day. The
    register knows days, and what editors wrote is in the revision.
    """
    unsure = {row.revision_hash for row in rows if row.revision_hash and row.decided_on[8:] == "01"}
    if not unsure:
        return rows
    found = Revision.objects.filter(hash__in=unsure).values_list("hash", "body__text")
    decided = {hash_: _decided(text) for hash_, text in found}
    return [
        row._replace(decided_on=decided.get(row.revision_hash, ""))
        if row.revision_hash in unsure
        else row
        for row in rows
    ]


def _decided(text: str) -> str:
    told = json.loads(text or "{}").get("dates", {}).get("decided_on")
    return told["date"]["on"] if told else ""
