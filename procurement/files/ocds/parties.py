"""The parties of a release: the buyer and vendors as they are public, with what notices say of them."""

from collections.abc import Iterable
from typing import Any

from procurement import codelists, identifiers
from procurement.public import ContractRow, Key, NamedParty, Official

from .values import Entry, classification, known, without_empty

_KINDS = {
    "scale": "scale", "vcse": "vcse", "sheltered": "shelteredWorkshop",
    "mutual": "publicServiceMissionOrganization", "listed": "listedOnRegulatedMarket",
}  # fmt: skip
_ADDRESS = {
    "locality": "locality", "region": "region", "country": "country", "country_name": "countryName",
}  # fmt: skip


def parties_named(row: ContractRow, official: Official) -> Iterable[tuple[Key, NamedParty]]:
    """Give the key and name of each party of a release: buyers, vendors of awards and agreements, suppliers by role."""
    if row.buyer:
        yield ("buyer", row.buyer.id), row.buyer
    for vendor in official.by_role:
        yield ("vendor", vendor.id), vendor
    for award in official.awards:
        for buyer in award.buyers:
            yield ("buyer", buyer.id), buyer
        for vendor in award.vendors:
            yield ("vendor", vendor.id), vendor
    for agreement in official.agreements:
        for vendor in agreement.vendors:
            yield ("vendor", vendor.id), vendor


def reference(key: Key) -> str:
    """Give the id of a party of this site within a release."""
    kind, id_ = key
    return f"{kind}-{id_}"


def parties(
    mine: dict[Key, NamedParty], numbers: dict[Key, list[dict]], official: Official
) -> list[dict[str, Any]]:
    """Give the parties of a release: those that this site knows, and others of whom notices say more."""
    told = _told(official.register)
    found, used = [], set()
    for key, one in mine.items():
        names = [name for name, keys in official.names.items() if key in keys]
        names = [name for name in dict.fromkeys([*names, one.name]) if name in told]
        used.update(names)
        found.append(_party(key, one.name, numbers.get(key, ()), [told[name] for name in names]))
    others = [
        (name, one)
        for name, one in told.items()
        if name not in used and (one["roles"] or one["others"])
    ]
    return found + [_other(place, *one) for place, one in enumerate(others, 1)]


def _party(key, name, numbers, told):
    borne = list(numbers)
    for one in told:
        borne += [number for number in one["numbers"] if number not in borne]
    facts: dict[str, Any] = {}
    for one in told:
        facts = _merged(one["facts"], facts)
    roles = ["buyer" if key[0] == "buyer" else "supplier"]
    roles += [role for one in told for role in one["others"] if role not in roles]
    return _form(reference(key), name, borne, roles, facts)


def _other(place, name, told):
    return _form(
        told["id"] or f"other-{place}",
        name,
        told["numbers"],
        [*told["roles"], *told["others"]],
        told["facts"],
    )


def _form(id_, name, numbers, roles, facts):
    borne = [_identifier(one) for one in numbers]
    first = {"identifier": facts.get("identifier", {}) | borne[0]} if borne else {}
    own = without_empty(id=id_, name=name, additionalIdentifiers=borne[1:], roles=roles)
    return own | facts | first


def _identifier(number):
    scheme = identifiers.SCHEMES.get(number["scheme"])
    uri = scheme.url.format(value=number["value"]) if scheme else ""
    return without_empty(scheme=number["scheme"], id=number["value"], uri=uri)


def _told(register: dict) -> dict[str, dict[str, Any]]:
    """{name in the notices: {"id", "numbers", "facts", "roles", "others"}}.

    "roles" are those of suppliers and bidders, "others" what else a party does.
    """
    found: dict[str, dict[str, Any]] = {}

    def of(one):
        empty = {"id": one.get("id", ""), "numbers": [], "facts": {}, "roles": [], "others": []}
        return found.setdefault(one["name"], empty)

    for one in register.get("identifiers", ()):
        if "name" in one:
            of(one)["numbers"].append({"scheme": one["scheme"], "value": one["value"]})
    for one in register.get("suppliers", {}).get("named", ()):
        party = of(one)
        party["facts"] = _facts(one)
        party["roles"] = one.get("roles") or ["supplier"]
    for one in register.get("bids", {}).get("tenderers", ()):
        party = of(one)
        party["roles"] = party["roles"] or [one.get("role", "tenderer")]
    for one in register.get("organisations", ()):
        party = of(one)
        party["others"] = [role for role in one.get("roles", ()) if role not in party["others"]]
        party["facts"] = _merged(party["facts"], _described(one))
    return found


def _merged(facts, more):
    """Facts with those of another entry; the `details` of both."""
    details = facts.get("details", {}) | more.get("details", {})
    return facts | more | ({"details": details} if details else {})


def _described(one: Entry) -> dict[str, Any]:
    """Where it is, what kind of body, its sites, and why it has no number."""
    return without_empty(
        address=without_empty(**{key: one.get(name) for name, key in _ADDRESS.items()}),
        details=without_empty(
            url=one.get("url"),
            buyerProfile=one.get("profile"),
            classifications=[classification(kind) for kind in one.get("types", ())],
        ),
        identifier=without_empty(
            legalName=one.get("legal_name"), noIdentifierRationale=one.get("unregistered")
        ),
    )


def _facts(one: Entry) -> dict[str, Any]:
    details = {key: one.get(name) for name, key in _KINDS.items()}
    details["scale"] = known(codelists.SUPPLIER_SIZE, details["scale"]) or _sme(one)
    if "excluded" in one:
        details["excludedSupplier"] = _excluded(one["excluded"])
    return without_empty(details=without_empty(**details), roleDetails=one.get("role_details"))


def _sme(one):
    """Contracts Finder said no more of the size than that."""
    return "sme" if one.get("sme") else ""


def _excluded(told):
    criteria = [
        without_empty(type=one.get("type"), description=one.get("text"))
        for one in told.get("grounds", ())
    ]
    why = told.get("why_code", {})
    return without_empty(
        exclusionGrounds=without_empty(criteria=criteria),
        awardRationale=told.get("why"),
        awardRationaleClassification=classification(
            {"code": why.get("id"), "text": why.get("text")}
        ),
    )
