"""Rows for files: plain values of every contract or intervention of a list, in its order.

A few thousand are in memory at a time. Dates are text as exact as they are known: "2026-05".
"""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple, TypeVar

from django.db import connection
from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast, Collate

from procurement.models import (
    PublicContract,
    PublicContractVendor,
    PublicIntervention,
    PublicInterventionGround,
    Revision,
)

CHUNK = 2000

_WIDTH = {"year": 4, "month": 7, "day": 10}
One = TypeVar("One")


class Named(NamedTuple):
    """A party: its public id and its name."""

    id: int
    name: str


class ContractRow(NamedTuple):
    """One contract. Dates are ISO 8601, as exact as they are known; none is ""."""

    key: int
    id: int
    ocid: str
    title: str
    headline: str
    stage: str
    hold: str
    known_as: str
    held_since: str
    value_minor: int | None
    currency: str
    value_kind: str
    buyer: Named | None
    user_body: Named | None
    vendors: list[Named]
    decided_on: str
    last_event_on: str
    last_event: str
    category: str
    method: str
    cpv: str
    tracked: bool
    disputed: bool
    is_sample: bool
    published_at: str
    changed_at: str
    revision_hash: str


class InterventionRow(NamedTuple):
    """One intervention."""

    key: int
    id: int
    contract_id: int
    contract_title: str
    buyer: Named | None
    vendors: list[Named]
    stakeholder: Named
    type: str
    capacity: str
    effect: str
    outcome: str
    happened_on: str
    sentence: str
    level: str
    known_as: str
    grounds: list[dict]
    has_primary_source: bool
    has_reply: bool
    has_outcome: bool
    is_sample: bool
    changed_at: str


def contract_rows(rows: QuerySet[PublicContract], chunk: int = CHUNK) -> Iterator[ContractRow]:
    """Give the contracts of a list. One query, and one or two more for each chunk of them."""
    for part in chunks(rows, _CONTRACT, chunk):
        vendors = _vendors([row[0] for row in part])
        found = [_contract(row, vendors.get(row[0], [])) for row in part]
        yield from _with_decisions(found)


def contract_row(public_id: int) -> ContractRow | None:
    """Give one public contract, if it is one. At most three queries."""
    found = PublicContract.objects.filter(public_id=public_id)
    return next(contract_rows(found), None)


def intervention_rows(
    rows: QuerySet[PublicIntervention], chunk: int = CHUNK
) -> Iterator[InterventionRow]:
    """Give the interventions of a list. One query, and two more for each chunk of them."""
    for part in chunks(rows, _ACT, chunk):
        vendors = _vendors({row[1] for row in part})
        grounds = _grounds([row[0] for row in part])
        for row in part:
            yield _act(row, vendors.get(row[1], []), grounds.get(row[0], []))


def chunks(rows: QuerySet, columns: Iterable, size: int) -> Iterator[list[tuple]]:
    """Give the values of some columns of all rows, as lists of tuples. One query."""
    plain = rows.select_related(None).prefetch_related(None).values_list(*columns)
    values = plain.iterator(chunk_size=size)
    while part := list(islice(values, size)):
        yield part


def _text(column):
    """A date or moment as the database writes it, so that no object is made of it."""
    return Cast(column, TextField())


# In the order in which `_contract` takes them.
_CONTRACT = (
    "pk", "public_id", "ocid", "title", "headline", "stage", "hold", "known_as",
    _text("held_since"), "held_since_precision", "value_minor", "currency", "value_kind",
    "buyer__public_id", "buyer__name", "user_body__public_id", "user_body__name",
    _text("decided_on"), _text("last_event_on"), "last_event_on_precision", "last_event",
    "category", "method", "cpv", "tracked", "disputed", "is_sample", _text("published_at"),
    _text("changed_at"), "revision_hash",
)  # fmt: skip
_ACT = (
    "pk", "contract_id", "public_id", "contract__public_id", "contract__title",
    "contract__buyer__public_id", "contract__buyer__name", "stakeholder__public_id",
    "stakeholder__name", "type", "capacity", "effect", "outcome", _text("happened_on"),
    "happened_on_precision", "sentence", "level", "known_as", "has_primary_source", "has_reply",
    "has_outcome", "is_sample", _text("contract__changed_at"),
)  # fmt: skip


def _contract(row, vendors):
    (
        key, id_, ocid, title, headline, stage, hold, known_as, held, held_precision, minor, currency,
        kind, buyer_id, buyer, user_id, user, decided, last, last_precision, event, category, method,
        cpv, tracked, disputed, is_sample, published, changed, hash_,
    ) = row  # fmt: skip
    return ContractRow(
        key, id_, ocid, title, headline, stage, hold, known_as,
        held[: _WIDTH[held_precision]] if held else "", minor, currency, kind,
        Named(buyer_id, buyer) if buyer_id else None, Named(user_id, user) if user_id else None,
        vendors, decided or "", last[: _WIDTH[last_precision]] if last else "", event, category,
        method, cpv, tracked, disputed, is_sample, _moment(published), _moment(changed), hash_,
    )  # fmt: skip


def _moment(text):
    """Both databases write it in UTC, with what is less than a second after it."""
    return f"{text[:10]}T{text[11:19]}Z"


def _act(row, vendors, grounds):
    (
        key, _, id_, contract_id, title, buyer_id, buyer, actor_id, actor, type_, capacity, effect,
        outcome, happened, precision, *rest,
    ) = row  # fmt: skip
    sentence, level, known_as, primary, reply, ended, is_sample, changed = rest
    return InterventionRow(
        key, id_, contract_id, title, Named(buyer_id, buyer) if buyer_id else None, vendors,
        Named(actor_id, actor), type_, capacity, effect, outcome,
        happened[: _WIDTH[precision]] if happened else "", sentence, level, known_as, grounds,
        primary, reply, ended, is_sample, _moment(changed),
    )  # fmt: skip


def _vendors(keys) -> dict[int, list[Named]]:
    """{contract: vendors by name}, as its page has them. One query."""
    bytewise = "C" if connection.vendor == "postgresql" else "BINARY"
    links = PublicContractVendor.objects.filter(contract__in=keys).order_by(
        "contract", Collate(F("vendor__words"), bytewise), "vendor__public_id"
    )
    found = links.values_list("contract", "vendor__public_id", "vendor__name")
    return {
        key: [Named(id_, name) for _, id_, name in group]
        for key, group in groupby(found, key=itemgetter(0))
    }


def _grounds(keys) -> dict[int, list[dict]]:
    """{intervention: its grounds}. One query."""
    columns = ("intervention", "ground", "name", "layer", "direction")
    grounds = PublicInterventionGround.objects.filter(intervention__in=keys)
    found = grounds.order_by("intervention", "pk").values_list(*columns)
    return {
        key: [dict(zip(columns[1:], one[1:], strict=True)) for one in group]
        for key, group in groupby(found, key=itemgetter(0))
    }


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
