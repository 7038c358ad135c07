"""What notices say of the organisations that they name: where they are, what kind of body, in which part.

Of addresses the town, the region and the country alone: the street and postcode of somebody who trades under
their own name are a home. Contact points, and the persons who own a firm, are left to the notice
(docs/decisions/0047-organisations.md). Sources: OCDS 1.1.5 Organization, Address and the codelist partyRole;
`details` of its EU profile and of the UK extension.
"""

from typing import Any

from procurement import links
from procurement.codelists import PARTY_ROLE
from procurement.ocds.texts import line

from ..values import Note, each, part
from .party_names import PartyNames, local_id, organisations, roles
from .readers import stated

# Who is told among suppliers and bidders, and who is a way to reach somebody.
_ELSEWHERE = frozenset(
    ("supplier", "tenderer", "leadTenderer", "notifiedSupplier", "removedSupplier", "subcontractor")
)
_REACHED = frozenset(("processContactPoint", "eSender"))
_ADDRESS = (
    ("locality", "locality"),
    ("region", "region"),
    ("country", "country"),
    ("country_name", "countryName"),
)
_SITES = (("url", "url"), ("profile", "buyerProfile"))


def read(release: dict, note: Note) -> list[dict[str, Any]]:
    """Give {"name", "id", "locality", "region", "country", "country_name", "url", "profile", "types", "roles",
    "unregistered", "at"} of those of whom any of it is stated, each once.

    "types": [{"scheme", "code", "text"}], what kind of body and what it does; "roles" are codes of PARTY_ROLE or
    others as stated, but for those of suppliers and bidders; "unregistered": why it has no official number.
    """
    found: dict[tuple, dict[str, Any]] = {}
    known = PartyNames(release)
    for field, one in organisations(release):
        facts = _facts(one, field, note)
        who = known.of(one, field, note) if facts else None
        if who:
            entry = found.setdefault((local_id(one), who["name"]), who | {"at": field})
            for name, fact in facts.items():
                entry.setdefault(name, fact)
    return list(found.values())


def _facts(one, field, note):
    stated_roles = roles(one)
    if stated_roles and _REACHED.issuperset(stated_roles):
        return {}
    details = part(one.get("details"), f"{field}/details", note)
    sites = {name: _site(details.get(key), f"{field}/details/{key}", note) for name, key in _SITES}
    return stated(
        **_address(part(one.get("address"), f"{field}/address", note), f"{field}/address", note),
        **sites,
        types=_types(details, f"{field}/details/classifications", note),
        roles=_others(stated_roles, field, note),
        unregistered=_unregistered(one, field, note),
    )


def _address(address, field, note):
    found = {
        name: line(address[key], f"{field}/{key}", note) for name, key in _ADDRESS if key in address
    }
    # Where the whole address was written into the field of the town, it is not told from a street.
    if any(character.isdigit() for character in found.get("locality", "")):
        del found["locality"]
    return found


def _site(value, field, note):
    if not value:
        return ""
    try:
        return links.check(value if isinstance(value, str) else "")
    except links.LinkError as error:
        note(field, value, f"{error} It is left out.")
        return ""


def _types(details, field, note):
    found = []
    for place, one in enumerate(each(details.get("classifications"), field, note)):
        here = f"{field}/{place}"
        said = stated(
            scheme=line(one.get("scheme"), here, note),
            code=line(one.get("id"), here, note),
            text=line(one.get("description"), here, note),
        )
        if said.keys() & {"code", "text"} and said not in found:
            found.append(said)
    return found


def _others(stated_roles, field, note):
    told = [line(one, f"{field}/roles", note) for one in stated_roles]
    known = {one: place for place, one in enumerate(PARTY_ROLE.codes())}
    others = dict.fromkeys(one for one in told if one and one not in _ELSEWHERE | _REACHED)
    return sorted(others, key=lambda one: known.get(one, len(known)))


def _unregistered(one, field, note):
    identifier = one.get("identifier")
    why = identifier.get("noIdentifierRationale") if isinstance(identifier, dict) else None
    return line(why, f"{field}/identifier/noIdentifierRationale", note)
