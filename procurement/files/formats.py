"""Which files there are of which list, each written from one moment of the record."""

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from functools import wraps
from typing import NamedTuple

from procurement import public
from procurement.filters import Listing

from .award_columns import award_columns
from .columns import contract_columns, intervention_columns
from .csv_rows import as_csv
from .excel import MOST_ROWS, as_workbook, pieces
from .json_rows import as_json, as_lines, contract_object, intervention_object
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


@of_one_moment
def _contracts_csv(listing, site):
    return as_csv(listing.every_row(), contract_columns(site))


@of_one_moment
def _awards_csv(listing, site):
    return as_csv(public.award_rows(listing.every_row()), award_columns(site))


@of_one_moment
def _contracts_json(listing, site):
    rows = listing.every_row()
    return as_json(rows, contract_object(site), head=_head("contracts", listing))


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


@of_one_moment
def _interventions_csv(listing, site):
    return as_csv(listing.every_row(), intervention_columns(site))


@of_one_moment
def _interventions_json(listing, site):
    rows = listing.every_row()
    return as_json(rows, intervention_object(site), head=_head("interventions", listing))


def _head(name: str, listing: Listing) -> bytes:
    return f'{{"count": {listing.total}, "{name}": [\n'.encode()


CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON, LINES = "application/json", "application/jsonl"

CONTRACTS = {
    "csv": FileFormat(CSV, {"contracts": _contracts_csv, "awards": _awards_csv}),
    "xlsx": FileFormat(XLSX, {"contracts": _contracts_xlsx}, MOST_ROWS),
    "json": FileFormat(JSON, {"contracts": _contracts_json}),
    "jsonl": FileFormat(LINES, {"contracts": _contracts_lines}),
    "ocds.json": FileFormat(JSON, {"contracts": _contracts_ocds}),
}
INTERVENTIONS = {
    "csv": FileFormat(CSV, {"interventions": _interventions_csv}),
    "json": FileFormat(JSON, {"interventions": _interventions_json}),
}
