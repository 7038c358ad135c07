"""Contracts of which the register alone speaks, as an import leaves them."""

import datetime

from procurement import dossier
from procurement.actions import party_rows
from procurement.actions.party_words import spread
from procurement.dossier.texts import words_of
from procurement.models import (
    Contract,
    Counter,
    Notice,
    PartyName,
    PublicContract,
    PublicContractVendor,
    PublicParty,
    Vendor,
)
from procurement.search import fold, indexed
from tests.factories import HEAD, head_of, make_contract, placed, write_document

DAY = datetime.date(2026, 5, 21)
AT = datetime.datetime(2026, 5, 22, 9, tzinfo=datetime.UTC)


def make_register_contract(*, buyer=None, vendors=(), **fields) -> Contract:
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
    write_document(contract, awards=[award], **head_of(head))
    copy(contract)
    return Contract.objects.get(pk=contract.pk)


def name(party) -> None:
    """Keep the name that the register gives to a buyer or vendor."""
    PartyName.objects.create(name=party.name, folded=fold(party.name), **{party.kind: party})


def copy(contract) -> PublicContract:
    """Write the public copy of a contract that the register alone speaks of."""
    for party in {contract.buyer, contract.user_body, *_suppliers(contract)} - {None}:
        make_public(party)
    said = dossier.document_of(contract)
    value = said.get("value", {"minor": None, "currency": ""})
    contract = Contract.objects.get(pk=contract.pk)
    body = dossier.register_dossier(contract)
    parties = {(one.kind, one.public_id): one for one in PublicParty.objects.all()}
    named_ = [body["buyer"], body["user_body"], *body["vendors"]]
    own = [parties[one["kind"], one["id"]] for one in named_ if one]
    title = " ".join([contract.title, *[party.name for party in own]])
    public, _ = PublicContract.objects.update_or_create(
        public_id=contract.public_id,
        defaults={
            "ocid": contract.ocid, "title": contract.title, "slug": body["slug"],
            "headline": dossier.headline(body), "days": body["days"], "known_as": "official record",
            "buyer": _of(parties, body["buyer"]), "user_body": _of(parties, body["user_body"]),
            "stage": said["stage"], "hold": "none", "value_minor": value["minor"],
            "currency": value["currency"], "value_kind": said["value_kind"],
            "decided_on": said.get("decided_on"), "published_at": AT,
            **placed(contract.public_id, DAY, cpv=body["cpv"]),
            "changed_at": AT, "tracked": False, "title_words": indexed(title),
            "words": indexed(words_of(body)),
        },
    )  # fmt: skip
    PublicContractVendor.objects.filter(contract=public).delete()
    counted = "alone" if len(body["vendors"]) == 1 else "shared"
    for vendor in body["vendors"]:
        PublicContractVendor.objects.create(
            contract=public, vendor=_of(parties, vendor), counted=counted,
            value_minor=5_000_00 if counted == "alone" else None,
            currency="GBP" if counted == "alone" else "", shared_with=len(body["vendors"]) - 1,
        )  # fmt: skip
    party_rows.count_named({party.pk for party in own}, set())
    spread({party.pk for party in own})
    return public


def make_public(party) -> PublicParty:
    """Make a party public that is not yet."""
    if party.public_id is None:
        party.public_id = Counter.next(party.kind)
        type(party).objects.filter(pk=party.pk).update(public_id=party.public_id)
    known = PublicParty.objects.filter(kind=party.kind, public_id=party.public_id).first()
    return known or party_rows.copy_party(party)


def _suppliers(contract):
    parties = dossier.document_of(contract)["parties"]
    return set(Vendor.objects.filter(public_id__in=[one["vendor_id"] for one in parties]))


def _of(parties, form):
    return parties[form["kind"], form["id"]] if form else None
