"""Contracts as rows: plain values of each contract of a search, for pages, files and feeds alike.

Of a file, a few hundred are in memory at a time. Dates are text as exact as they are known: "2026-05".
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any, NamedTuple

import orjson
from django.db import connection

from procurement import codelists, dates, wording
from procurement.models import PublicContract, Revision
from procurement.money import Money
from procurement.search import Piece

from .plan import TABLE, Search, some, whole
from .reading import PARTIES, NamedParty, among, chunks, codes, each_party, moment, parties_of


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


# From columns


def _text(column: str) -> str:
    """A date, moment or structure as the database writes it, so that no object is made of it."""
    return f"CAST({TABLE}.{column} AS text)"


def _or_none(text: str | None) -> str:
    return text or ""


_LINKED = f"l.contract_id = {TABLE}.id"
_BESIDE = f"{_LINKED} AND ({TABLE}.buyer_id IS NULL OR l.buyer_id <> {TABLE}.buyer_id)"
_JOINS = (
    f"LEFT JOIN {PARTIES} AS b ON b.id = {TABLE}.buyer_id"
    f" LEFT JOIN {PARTIES} AS u ON u.id = {TABLE}.user_body_id"
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
