"""All rows that imports write, by what they say: without keys, public ids and times of recording."""

import json
from contextlib import contextmanager

from django.db import transaction

from procurement.models import (
    Buyer,
    Contract,
    Notice,
    PartyRedirect,
    PublicContract,
    PublicContractBuyer,
    PublicContractVendor,
    PublicParty,
    PublicSum,
    RegisterDocument,
    Vendor,
)

_NOT_SAID = {
    "id", "public_id", "created_at", "updated_at", "contract_id", "award_id", "packed", "buyer_id",
    "user_body_id", "run_by_id", "vendor_id", "canonical_id", "ocid", "recency", "merged_version",
}  # fmt: skip


def state() -> dict:
    """Give {"contracts", "parties", "public_contracts", "public_parties"}, each by OCID or name."""
    who = _parties()
    return {
        "contracts": {one.ocid: _contract(one, who) for one in _contracts()},
        "parties": {key: party for key, party in who.values() if party["names"]},
        "public_contracts": _public_contracts(),
        "public_parties": {_public_key(one): _said(one) for one in PublicParty.objects.all()},
    }


def _contracts():
    return Contract.objects.select_related("buyer", "user_body").prefetch_related("notices")


def _said(row, *but):
    """The columns of a row that say something, as JSON has them."""
    columns = [field.attname for field in row._meta.concrete_fields]
    found = {name: getattr(row, name) for name in columns if name not in _NOT_SAID | set(but)}
    return json.loads(json.dumps(found, default=str))


def _parties():
    """{(kind, primary key): (key, what is said)} of the working parties that stand."""
    found = {}
    for model in (Buyer, Vendor):
        rows = model._default_manager.current().prefetch_related("names", "identifiers")
        for one in rows:
            numbers = sorted(f"{row.scheme}-{row.value}" for row in one.identifiers.all())
            names = sorted([row.folded, row.name] for row in one.names.all())
            said = _said(one) | {"numbers": numbers, "names": names}
            found[one.kind, one.pk] = (f"{one.kind} {one.name} {numbers}", said)
    return found


def _contract(one, who):
    def of(kind, pk):
        return pk and who[kind, pk][0]

    documents = RegisterDocument.objects.bodies([one.public_id])
    notices = [_said(row) | {"release": row.release.decode()} for row in one.notices.all()]
    return _said(one) | {
        "buyer": of("buyer", one.buyer_id),
        "user_body": of("buyer", one.user_body_id),
        "document": _document(documents.get(one.public_id), who),
        "notices": sorted(notices, key=lambda row: row["content_hash"]),
    }


def _document(said, who):
    """What notices say, with who its parties are in the place of their public ids."""
    if said is None:
        return None
    redirects = PartyRedirect.objects.all()
    moved = {(one.kind, one.public_id): one.to_public_id for one in redirects}
    keys = {
        (model._meta.model_name, one.public_id): who[model._meta.model_name, one.pk][0]
        for model in (Buyer, Vendor)
        for one in model._default_manager.current()
    }
    _name_contracts(said)
    for party in said["parties"]:
        for kind in ("buyer", "vendor"):
            id_ = party.pop(f"{kind}_id")
            party[kind] = id_ and keys[kind, moved.get((kind, id_), id_)]
    return said


def _name_contracts(said):
    """Contracts that state the same award, by their OCIDs in the place of their public ids."""
    ocids = dict(Contract.objects.values_list("public_id", "ocid"))
    for award in said["awards"]:
        for one in award.get("same", ()):
            one["contracts"] = sorted(ocids[id_] for id_ in one.get("contracts", ()))
    for row in [*said["awards"], *said["agreements"]]:
        why = row.get("why", "")
        for id_, ocid in ocids.items():
            why = why.replace(f"Contract {id_} ", f"Contract {ocid} ")
        row["why"] = why


def _public_key(party):
    numbers = [f"{one['scheme']}-{one['value']}" for one in party.identifiers]
    return f"{party.kind} {party.name} {numbers}"


def _public_contracts():
    rows = PublicContract.objects.select_related("buyer", "user_body", "run_by")
    return {one.ocid: public_contract(one) for one in rows}


def public_contract(one) -> dict:
    """Give what the public row of a contract says, with its vendors, and its buyers where it has several."""
    # Without a date in any notice, it is as old as the import.
    dated = Notice.objects.filter(contract__ocid=one.ocid, published_at__isnull=False).exists()
    links = PublicContractVendor.objects.filter(contract=one).select_related("vendor")
    parts = PublicContractBuyer.objects.filter(contract=one).select_related("buyer")
    return _said(one, *(() if dated else ("published_at", "changed_at", "dated_on"))) | {
        "sums": sorted(
            _sum(row)
            for row in PublicSum.objects.filter(contract=one).select_related(
                "link__vendor", "part__buyer"
            )
        ),
        "buyer": one.buyer and _public_key(one.buyer),
        "user_body": one.user_body and _public_key(one.user_body),
        "run_by": one.run_by and _public_key(one.run_by),
        "vendors": sorted(([_public_key(link.vendor), _said(link)] for link in links), key=str),
        "buyers": sorted(([_public_key(part.buyer), _said(part)] for part in parts), key=str),
    }


def _sum(row):
    whose = row.link.vendor if row.link else row.part and row.part.buyer
    whose = _public_key(whose) if whose else ""
    return [whose, row.kind, row.currency, row.minor]


def differences(one, other, path="") -> list[str]:
    """Give where two states differ, one line each; equality of both is [] ."""
    if isinstance(one, dict) and isinstance(other, dict):
        found = []
        for key in sorted(one.keys() | other.keys()):
            if key not in one or key not in other:
                found.append(f"{path}/{key} only {'here' if key in one else 'there'}")
            else:
                found += differences(one[key], other[key], f"{path}/{key}")
        return found
    return [] if one == other else [f"{path}: {str(one)[:200]} is not {str(other)[:200]}"]


@contextmanager
def undone():
    """Undo all that is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
