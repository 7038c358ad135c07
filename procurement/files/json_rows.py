"""Rows as JSON: one object each, with amounts and dates as the twin of a contract's page has them."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from operator import attrgetter
from typing import Any

import orjson

from procurement import public
from procurement.public import CHUNK, ContractRow, InterventionRow, NamedParty

from .columns import DAYS, amount

_PRECISION = {4: "year", 7: "month", 10: "day"}
Form = Callable[[Any], dict]
# The fields of a row that an object has as they are, and those that are dates; its value says the currency.
_SAID = {
    name: field.kind
    for name, field in public.FIELDS.items()
    if field.holds and name not in ("currency", "value_kind")
}
_PLAIN = [name for name, kind in _SAID.items() if kind != "date"]
_DATED = [name for name, kind in _SAID.items() if kind == "date"]
_PLAIN_OF = attrgetter(*_PLAIN)


def contract_object(site: str) -> Form:
    """Give what makes an object of a contract; `site` is what addresses begin with.

    `as_of` is the day by which its headline and stage are told.
    """
    as_of, page = public.today().isoformat(), f"{site}/contracts/"

    def form(row: ContractRow) -> dict:
        told = dict(zip(_PLAIN, _PLAIN_OF(row), strict=True))
        told |= {name: date(getattr(row, name)) for name in _DATED}
        return told | {
            "address": f"{page}{row.id}/",
            "json": f"{page}{row.id}.json",
            "stage_in_words": row.stage_in_words,
            **{name: date(row.days.get(name, "")) for name, _ in DAYS},
            "value": value(row),
            "buyer": party(row.buyer),
            "user_body": party(row.user_body),
            "run_by": party(row.run_by),
            "other_buyers": [party(buyer) for buyer in row.other_buyers],
            "vendors": [party(vendor) for vendor in row.vendors],
            "first_published": row.published_at,
            "last_changed": row.changed_at,
            "as_of": as_of,
        }

    return form


def intervention_object(site: str) -> Form:
    """Give what makes an object of an intervention."""

    def form(row: InterventionRow) -> dict:
        return {
            "id": row.id,
            "address": f"{site}/interventions/{row.id}/",
            "date": date(row.happened_on),
            "sentence": row.sentence,
            "type": row.type,
            "actors": [party(actor) for actor in row.actors],
            "targets": [{"kind": "contract", "id": row.contract_id}],
            "capacity": row.capacity,
            "effect": row.effect,
            "outcome": row.outcome,
            "attribution": row.level,
            "known_as": row.known_as,
            "grounds": row.grounds,
            "contract": {
                "id": row.contract_id,
                "address": f"{site}/contracts/{row.contract_id}/",
                "title": row.contract_title,
                "buyer": party(row.buyer),
                "vendors": [party(vendor) for vendor in row.vendors],
            },
            "has_primary_source": row.has_primary_source,
            "has_reply": row.has_reply,
            "has_outcome": row.has_outcome,
            "demonstration": row.demonstration,
            "invented": row.invented,
        }

    return form


def party(named: NamedParty | None) -> dict | None:
    """Give a party as {"id", "name"}; None for none."""
    return {"id": named.id, "name": named.name} if named else None


def date(text: str) -> dict | None:
    """Give a date as {"on": "2026-05", "precision": "month"}; None for none."""
    return {"on": text, "precision": _PRECISION[len(text)]} if text else None


def value(row: ContractRow) -> dict | None:
    """Give the value as {"minor", "currency", "amount", "kind"}; None for none."""
    if row.value_minor is None:
        return None
    return {
        "minor": row.value_minor,
        "currency": row.currency,
        "amount": amount(row.value_minor, row.currency),
        "kind": row.value_kind,
    }


def as_json(
    rows: Iterable[Any], form: Form, *, head: bytes, tail: bytes = b"]}\n"
) -> Iterator[bytes]:
    """Give an object of whose list each row is one; `head` ends with the bracket that opens it."""
    told = iter(rows)
    yield head + b",\n".join(_some(told, form))
    while some := _some(told, form):
        yield b",\n" + b",\n".join(some)
    yield tail


def as_lines(rows: Iterable[Any], form: Form) -> Iterator[bytes]:
    """Give an object for each row, one in each line."""
    told = iter(rows)
    while some := _some(told, form):
        yield b"\n".join([*some, b""])


def _some(rows, form):
    return [orjson.dumps(form(row)) for row in islice(rows, CHUNK)]
