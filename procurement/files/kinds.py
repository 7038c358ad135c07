"""Which files there are of which list, each written from one moment of the record."""

from collections.abc import Callable, Generator, Iterator
from functools import wraps
from typing import NamedTuple

from procurement import public
from procurement.filters import Listing

from .columns import contract_columns, intervention_columns
from .objects import as_json, as_lines, contract_form, intervention_form
from .ocds import as_package
from .tables import as_csv

Parts = Callable[[Listing, str], Iterator[bytes]]
Write = Callable[[Listing, str], Generator[bytes, None, None]]


class Kind(NamedTuple):
    """One kind of file: its media type, what writes it, and which parameters it has besides.

    `write` takes the list and what addresses on this site begin with.
    """

    media_type: str
    write: Write
    more: tuple[str, ...] = ()


def of_one_moment(write: Parts) -> Write:
    """Let all that a file is made of be of one moment, until it is read to its end or closed."""

    @wraps(write)
    def parts(listing: Listing, site: str) -> Generator[bytes, None, None]:
        with public.snapshot():
            yield from write(listing, site)

    return parts


@of_one_moment
def _contracts_csv(listing, site):
    return as_csv(public.contract_rows(listing.qs), contract_columns(site))


@of_one_moment
def _contracts_json(listing, site):
    rows = public.contract_rows(listing.qs)
    return as_json(rows, contract_form(site), head=_head("contracts", listing))


@of_one_moment
def _contracts_lines(listing, site):
    return as_lines(public.contract_rows(listing.qs), contract_form(site))


@of_one_moment
def _contracts_ocds(listing, site):
    uri = f"{site}/contracts.ocds.json{listing.canonical}"
    return as_package(public.contract_rows(listing.qs), site, uri)


@of_one_moment
def _interventions_csv(listing, site):
    return as_csv(public.intervention_rows(listing.qs), intervention_columns(site))


@of_one_moment
def _interventions_json(listing, site):
    rows = public.intervention_rows(listing.qs)
    return as_json(rows, intervention_form(site), head=_head("interventions", listing))


def _head(name: str, listing: Listing) -> bytes:
    return f'{{"count": {listing.qs.order_by().count()}, "{name}": [\n'.encode()


CSV = "text/csv; charset=utf-8"
JSON, LINES = "application/json", "application/jsonl"

CONTRACTS = {
    "csv": Kind(CSV, _contracts_csv),
    "json": Kind(JSON, _contracts_json),
    "jsonl": Kind(LINES, _contracts_lines),
    "ocds.json": Kind(JSON, _contracts_ocds),
}
INTERVENTIONS = {
    "csv": Kind(CSV, _interventions_csv),
    "json": Kind(JSON, _interventions_json),
}
