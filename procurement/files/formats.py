"""Which files there are of which list, each written from one moment of the record."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack
from functools import wraps
from typing import NamedTuple

from procurement import public
from procurement.filters import Listing

from .award_columns import award_columns
from .columns import Column, contract_columns, intervention_columns
from .csv_rows import as_csv
from .excel import MOST_ROWS, as_workbook, pieces
from .json_rows import Form, as_json, as_lines, contract_object, intervention_object
from .ocds import as_package

Parts = Generator[bytes, None, None]
Write = Callable[[Listing, str], Parts]


class FileFormat(NamedTuple):
    """One kind of file: its media type, and what writes it.

    That takes the list and what addresses on this site begin with. Where a file comes in several
    shapes, each has its own, by the parameter `shape`; the first is the usual one.
    """

    media_type: str
    shapes: dict[str, Write]
    most_rows: int | None = None


def of_one_moment(write: Callable[[Listing, str], Iterator[bytes]]) -> Write:
    """Let all that a file is made of be of one moment, until it is read to its end or closed."""

    @wraps(write)
    def parts(listing: Listing, site: str) -> Parts:
        with public.read_transaction():
            yield from write(listing, site)

    return parts


def _csv(
    columns: Callable[[str], list[Column]], of: Callable[[Iterator], Iterable] = iter
) -> Write:
    """A list, or what is made of its rows, as CSV."""
    return of_one_moment(lambda listing, site: as_csv(of(listing.every_row()), columns(site)))


def _json(name: str, form: Callable[[str], Form]) -> Write:
    return of_one_moment(
        lambda listing, site: as_json(
            listing.every_row(),
            form(site),
            head=f'{{"count": {listing.total}, "{name}": [\n'.encode(),
        )
    )


@of_one_moment
def _contracts_lines(listing, site):
    return as_lines(listing.every_row(), contract_object(site))


@of_one_moment
def _contracts_ocds(listing, site):
    uri = f"{site}/contracts.ocds.json{listing.canonical}"
    return as_package(listing.every_row(), site, uri)


def _contracts_xlsx(listing: Listing, site: str) -> Parts:
    """Made as a whole before the first piece is sent: a workbook is packed, with its list at its end."""
    with ExitStack() as held:
        with public.read_transaction():
            rows = listing.every_row()
            path = held.enter_context(as_workbook(rows, contract_columns(site), "contracts"))
        yield from pieces(path)


CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON, LINES = "application/json", "application/jsonl"

CONTRACTS = {
    "csv": FileFormat(
        CSV, {"contracts": _csv(contract_columns), "awards": _csv(award_columns, public.award_rows)}
    ),
    "xlsx": FileFormat(XLSX, {"contracts": _contracts_xlsx}, MOST_ROWS),
    "json": FileFormat(JSON, {"contracts": _json("contracts", contract_object)}),
    "jsonl": FileFormat(LINES, {"contracts": _contracts_lines}),
    "ocds.json": FileFormat(JSON, {"contracts": _contracts_ocds}),
}
INTERVENTIONS = {
    "csv": FileFormat(CSV, {"interventions": _csv(intervention_columns)}),
    "json": FileFormat(JSON, {"interventions": _json("interventions", intervention_object)}),
}
