"""Rows as JSON: one object each, with amounts and dates as the twin of a contract's page has them."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import orjson

from procurement import public
from procurement.public import CHUNK, ContractRow, InterventionRow, NamedParty

from .columns import DAYS, amount

_PRECISION = {4: "year", 7: "month", 10: "day"}
Form = Callable[[Any], dict]


def contract_object(site: str) -> Form:
    """Give what makes an object of a contract; `site` is what addresses begin with.

    `as_of` is the day by which its headline and stage are told.
    """
    as_of = public.today().isoformat()

    def form(row: ContractRow) -> dict:
        return {
            "id": row.id,
            "address": f"{site}/contracts/{row.id}/",
            "json": f"{site}/contracts/{row.id}.json",
            "ocid": row.ocid,
            "title": row.title,
            "headline": row.headline,
            "stage": row.stage,
            "stage_in_words": row.stage_in_words,
            **{name: date(row.days.get(name, "")) for name, _ in DAYS},
            "hold": row.hold,
            "held_since": date(row.held_since),
            "known_as": row.known_as,
            "value": value(row),
            "buyer": party(row.buyer),
            "user_body": party(row.user_body),
            "other_buyers": [party(buyer) for buyer in row.other_buyers],
            "vendors": [party(vendor) for vendor in row.vendors],
            "decided_on": date(row.decided_on),
            "decided_from": row.decided_from,
            "last_event_on": date(row.last_event_on),
            "last_event": row.last_event,
            "category": row.category,
            "method": row.method,
            "cpv": row.cpv,
            "bids_received": row.bids_received,
            "regions": row.regions,
            "framework": row.framework,
            "rationales": row.rationales,
            "tracked": row.tracked,
            "disputed": row.disputed,
            "first_published": row.published_at,
            "last_changed": row.changed_at,
            "as_of": as_of,
            "demonstration": row.demonstration,
            "invented": row.invented,
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
            "stakeholder": party(row.stakeholder),
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
