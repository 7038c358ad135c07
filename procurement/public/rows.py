"""Contracts as rows: plain values of each contract of a search, for pages, files and feeds alike.

Of a file, a few hundred are in memory at a time. Dates are text as exact as they are known: "2026-05".
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat

from django.db import connection

from procurement import codelists, dates, dossier, wording
from procurement.models import PublicContract, Revision

from .contract_row import FIELDS, ContractRow
from .plan import TABLE, Search, some, whole
from .reading import PARTIES, among, chunks, parties_of


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


_LINKED = f"l.contract_id = {TABLE}.id"
# Not those whose awards all came to nothing, who are only proposed or were removed: they are no vendors.
_SUPPLYING = f"{_LINKED} AND l.counted NOT IN ('cancelled', 'proposed', 'removed')"
_BESIDE = f"{_LINKED} AND ({TABLE}.buyer_id IS NULL OR l.buyer_id <> {TABLE}.buyer_id)"
_JOINS = (
    f"LEFT JOIN {PARTIES} AS b ON b.id = {TABLE}.buyer_id"
    f" LEFT JOIN {PARTIES} AS u ON u.id = {TABLE}.user_body_id"
    f" LEFT JOIN {PARTIES} AS r ON r.id = {TABLE}.run_by_id"
)
# Dates that are known to the day, or less: how exactly, a column beside says.
_DATED = ("held_since", "last_event_on")
_PLACES = {name: place for place, name in enumerate(FIELDS)}


@lru_cache(maxsize=1)
def _columns() -> tuple[str, str]:
    """What is selected of each contract, and the joins that it needs."""
    linked = {
        "other_buyers": parties_of("procurement_publiccontractbuyer", "buyer", _BESIDE),
        "vendors": parties_of("procurement_publiccontractvendor", "vendor", _SUPPLYING),
    }
    sql = [linked.get(name) or one.sql or f"{TABLE}.{name}" for name, one in FIELDS.items()]
    sql += [f"{TABLE}.{name}_precision" for name in _DATED]
    return ", ".join(sql), _JOINS


def _rows(part: Sequence[tuple]) -> list[ContractRow]:
    """Rows of what the database gave: column by column, a hundred thousand are made for one file."""
    if not part:
        return []
    columns: list[Sequence] = list(zip(*part, strict=True))
    for name, precisions in zip(_DATED, columns[len(FIELDS) :], strict=True):
        columns[_PLACES[name]] = [*map(_as_exact, columns[_PLACES[name]], precisions)]
    del columns[len(FIELDS) :]
    for place, field in enumerate(FIELDS.values()):
        if field.read:
            columns[place] = [*map(field.read, columns[place])]
    stages, days, place = columns[_PLACES["stage"]], columns[_PLACES["days"]], _PLACES["headline"]
    told = [*map(_stage_in_words, stages, days, repeat(dates.today()))]
    columns[place] = [*map(wording.headline_in_words, columns[place], told)]
    columns += [one.label for one in told], [one.is_past for one in told], [()] * len(part)
    return [*map(ContractRow._make, zip(*columns, strict=True))]


def _as_exact(text: str | None, precision: str) -> str:
    return text[: dates.WIDTHS.get(precision, 10)] if text else ""


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
    told = (dossier.rest_of(text) or {}).get("dates", {}).get("decided_on")
    return told["date"]["on"] if told else ""
