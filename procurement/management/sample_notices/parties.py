"""Organisations as the two services write them."""

from typing import Any

from .chance import Chance
from .organisations import Organisation

Json = dict[str, Any]
BUYER, SUPPLIER = ["buyer"], ["supplier"]
ROLES = ["Procurement team", "Contracts desk", "Commissioning team", "Purchasing office"]
CONTACTS: list[Json] = [
    {"name": role, "email": f"{box}@example.org", "telephone": "+441632960000"}
    for role, box in zip(ROLES, ["procurement", "contracts", "care", "purchasing"], strict=True)
]
COUNTRIES = ["England", "England", "England", "United Kingdom", "UK", "ENG", "GB"]
SMALL: Json = {"scale": "sme", "vcse": False}
LARGE: Json = {"scale": "large", "vcse": False}
CHARITY: Json = {"scale": "sme", "vcse": True}
SCALES = [SMALL, SMALL, SMALL, SMALL, LARGE, LARGE, CHARITY]


def named(chance: Chance, vendor: Organisation) -> str:
    """Give the vendor's name; now and then in capitals, or spelled out."""
    luck = chance.draw()
    if luck > 0.1:
        return vendor.name
    if luck > 0.06:
        return vendor.name.upper()
    return vendor.name.replace("Ltd", "Limited") if luck > 0.02 else vendor.name.lower()


def finder_buyer(chance: Chance, buyer: Organisation) -> Json:
    """Give a buyer as Contracts Finder writes it: its local number may change."""
    number = buyer.number
    key, identifier = _local(chance, buyer)
    address = buyer.address()
    address["countryName"] = COUNTRIES[number % 7]
    return {
        "id": key,
        "name": buyer.name,
        "identifier": identifier,
        "address": address,
        "contactPoint": CONTACTS[number % 4],
        "details": {"url": buyer.site()},
        "roles": BUYER,
    }


def _local(chance: Chance, buyer: Organisation) -> tuple[str, Json]:
    number, name = buyer.number, buyer.name
    if number % 9 < 2:
        local = f"register.example.org/{number:x}"
        return f"GB-SRS-{local}", {"legalName": name, "scheme": "GB-SRS", "id": local}
    other = 100_000 * chance.below(3) if chance.once(0.1) else 0
    return f"GB-CFS-{number + other}", {"legalName": name}


def finder_vendor(chance: Chance, vendor: Organisation) -> Json:
    """Give a vendor as Contracts Finder writes it: a third with a company number."""
    name, number = named(chance, vendor), vendor.number
    if chance.draw() * 3 < 1:
        company = vendor.company_number
        identifier = {"legalName": name, "scheme": "GB-COH", "id": company}
        key = f"GB-COH-{company}"
    else:
        identifier = {"legalName": name}
        key = f"GB-CFS-{number + 200_000}"
    return {
        "id": key,
        "name": name,
        "identifier": identifier,
        "address": {"streetAddress": f"{vendor.town} {number % 300 + 1}"},
        "details": SCALES[number % 7],
        "roles": SUPPLIER,
    }


def tender_buyer(buyer: Organisation) -> Json:
    """Give a buyer as Find a Tender writes it."""
    ppon = buyer.ppon
    return {
        "name": buyer.name,
        "id": f"GB-PPON-{ppon}",
        "identifier": {"scheme": "GB-PPON", "id": ppon},
        "address": _full(buyer),
        "contactPoint": CONTACTS[buyer.number % 4],
        "roles": BUYER,
        "details": {"url": buyer.site(), "classifications": [buyer.classification]},
    }


def tender_vendor(chance: Chance, vendor: Organisation) -> Json:
    """Give a vendor as Find a Tender writes it: by PPON, by company number or by neither."""
    number = vendor.number
    party: Json = {"name": named(chance, vendor)}
    _identify(party, vendor)
    party["address"] = _full(vendor)
    party["contactPoint"] = CONTACTS[number % 4]
    party["roles"] = SUPPLIER
    party["details"] = SCALES[number % 7]
    return party


def reference(party: Json) -> Json:
    """Give what the rest of a release says of a party."""
    return {"id": party["id"], "name": party["name"]}


def _identify(party: Json, vendor: Organisation) -> None:
    rest, ppon = vendor.number // 16 % 10, vendor.ppon
    if rest == 9:
        party["id"] = f"GB-FTS-{vendor.number + 200_000}"
        return
    central = {"scheme": "GB-PPON", "id": ppon}
    if rest < 4:
        party["id"], party["identifier"] = f"GB-PPON-{ppon}", central
        return
    company = vendor.company_number
    party["id"] = f"GB-COH-{company}"
    party["identifier"] = {"scheme": "GB-COH", "id": company, "legalName": vendor.name}
    if rest < 8:
        party["additionalIdentifiers"] = [central]


def _full(body: Organisation) -> Json:
    address = body.address()
    address["country"] = "GB"
    address["countryName"] = "United Kingdom"
    address["region"] = body.region()
    return address
