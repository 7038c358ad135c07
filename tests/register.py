"""Contracts of which the register alone speaks, as an import leaves them."""

import datetime

from procurement.models import (
    Contract,
    Counter,
    Notice,
    PartyName,
)
from procurement.plaintext import caseless
from tests.factories import HEAD, head_of, make_contract, write_document, write_register

DAY = datetime.date(2026, 5, 21)
AT = datetime.datetime(2026, 5, 22, 9, tzinfo=datetime.UTC)


def make_register_contract(*, buyer=None, run_by=None, vendors=(), **fields) -> Contract:
    """Give a public contract that the register alone speaks of, with one award to some vendors."""
    head = {
        "stage": "award", "value_minor": 5_000_00, "currency": "GBP", "value_kind": "decided",
        "decided_on": DAY,
    }  # fmt: skip
    head |= {name: fields.pop(name) for name in [*fields] if name in HEAD}
    fields = {
        "title": "Road works", "from_register": True, "tracked": False, "version": 1,
        "published_version": 1, "public_id": Counter.next("contract"),
    } | fields  # fmt: skip
    contract = make_contract(buyer=buyer, **fields)
    Notice.objects.create(
        contract=contract, release_id="1", content_hash="1", published_at=AT, type="UK6"
    )
    award = {
        "status": "active",
        "value": {"minor": 5_000_00, "currency": "GBP"},
        "vendors": vendors,
    }
    write_document(contract, awards=[award], run_by=run_by, **head_of(head))
    write_register(contract)
    return Contract.objects.get(pk=contract.pk)


def name(party) -> None:
    """Keep the name that the register gives to a buyer or vendor."""
    PartyName.objects.create(name=party.name, folded=caseless(party.name), **{party.kind: party})
