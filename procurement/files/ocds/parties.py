"""The parties of a release: the buyer and vendors as they are public, with what notices say of them."""

from collections.abc import Iterable
from typing import Any

from procurement import identifiers
from procurement.public import ContractRow, Key, Named, Official

from .values import Entry, classification, said

_KINDS = {
    "scale": "scale", "vcse": "vcse", "sheltered": "shelteredWorkshop",
    "mutual": "publicServiceMissionOrganization", "listed": "listedOnRegulatedMarket",
}  # fmt: skip
# OCDS knows these two sizes by this list, and any other by its extensions.
_SIZES = ("micro", "small", "medium", "sme", "large", "selfEmployed")


def named(row: ContractRow, official: Official) -> Iterable[tuple[Key, Named]]:
    """Give the key and name of each party of a release: its buyer, and whom awards name."""
    if row.buyer:
        yield ("buyer", row.buyer.id), row.buyer
    for award in official.awards:
        for vendor in award.vendors:
            yield ("vendor", vendor.id), vendor


def reference(key: Key) -> str:
    """Give the id of a party of this site within a release."""
    kind, id_ = key
    return f"{kind}-{id_}"


def parties(
    known: dict[Key, Named], numbers: dict[Key, list[dict]], official: Official
) -> list[dict[str, Any]]:
    """Give the parties of a release: those that this site knows, and others of whom notices say more."""
    told = _told(official.register)
    found = []
    for key, one in known.items():
        names = [name for name, keys in official.names.items() if key in keys]
        mine = [told.pop(name) for name in dict.fromkeys([*names, one.name]) if name in told]
        found.append(_party(key, one.name, numbers.get(key, ()), mine))
    return found + [
        _other(place, name, one)
        for place, (name, one) in enumerate(told.items(), 1)
        if "roles" in one
    ]


def _party(key, name, numbers, told):
    borne = list(numbers)
    for one in told:
        borne += [number for number in one["numbers"] if number not in borne]
    facts: dict[str, Any] = {}
    for one in told:
        facts = one["facts"] | facts
    return _form(reference(key), name, borne, ["buyer" if key[0] == "buyer" else "supplier"], facts)


def _other(place, name, told):
    return _form(
        told["id"] or f"other-{place}", name, told["numbers"], told["roles"], told["facts"]
    )


def _form(id_, name, numbers, roles, facts):
    borne = [_identifier(one) for one in numbers]
    return said(
        id=id_,
        name=name,
        identifier=borne[0] if borne else None,
        additionalIdentifiers=borne[1:],
        roles=roles,
        **facts,
    )


def _identifier(number):
    scheme = identifiers.SCHEMES.get(number["scheme"])
    uri = scheme.url.format(value=number["value"]) if scheme else ""
    return said(scheme=number["scheme"], id=number["value"], uri=uri)


def _told(register: dict) -> dict[str, dict[str, Any]]:
    """{name in the notices: {"id", "numbers", "facts", "roles"}}; roles where they are not those of the record."""
    found: dict[str, dict[str, Any]] = {}

    def of(one):
        return found.setdefault(one["name"], {"id": one.get("id", ""), "numbers": [], "facts": {}})

    for one in register.get("identifiers", ()):
        if "name" in one:
            of(one)["numbers"].append({"scheme": one["scheme"], "value": one["value"]})
    for one in register.get("suppliers", {}).get("named", ()):
        party = of(one)
        party["facts"] = _facts(one)
        party["roles"] = one.get("roles") or ["supplier"]
    for one in register.get("bids", {}).get("tenderers", ()):
        of(one).setdefault("roles", [one.get("role", "tenderer")])
    return found


def _facts(one: Entry) -> dict[str, Any]:
    details = {key: one.get(name) for name, key in _KINDS.items()}
    if details["scale"] not in _SIZES:
        details["scale"] = "sme" if one.get("sme") else None
    if "excluded" in one:
        details["excludedSupplier"] = _excluded(one["excluded"])
    return said(details=said(**details), roleDetails=one.get("role_details"))


def _excluded(told):
    criteria = [
        said(type=one.get("type"), description=one.get("text")) for one in told.get("grounds", ())
    ]
    why = told.get("why_code", {})
    return said(
        exclusionGrounds=said(criteria=criteria),
        awardRationale=told.get("why"),
        awardRationaleClassification=classification(
            {"code": why.get("id"), "text": why.get("text")}
        ),
    )
