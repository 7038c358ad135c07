"""What notices say of the organisations that they name: where they are, what kind of body, in which part.

Of addresses the town, the region and the country alone: the street and postcode of somebody who trades under
their own name are a home. Contact points, and the persons who own a firm, are left to the notice
(docs/decisions/0047-organisations.md). Sources: OCDS 1.1.5 Organization, Address and the codelist partyRole;
`details` of its EU profile and of the UK extension.
"""

from typing import Any

from procurement.codelists import PARTY_ROLE
from procurement.ocds.texts import line
from procurement.plaintext import caseless
from procurement.unnamed import names_nobody

from ..values import Note, each, nothing, part
from .party_names import PartyNames, local_id, organisations, roles
from .readers import stated, url

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
    """Give {"name", "id", "legal_name", "locality", "region", "country", "country_name", "url", "profile", "types",
    "roles", "unregistered", "at"} of those of whom any of it is stated, each once.

    "types": [{"scheme", "code", "text"}], what kind of body and what it does; "roles" are codes of PARTY_ROLE or
    others as stated, but for those of suppliers and bidders; "unregistered": why it has no official number.
    """
    found: dict[tuple, dict[str, Any]] = {}
    known = PartyNames(release)
    for field, one in organisations(release):
        facts = _facts(one, field, note)
        who = known.of(one, field, note) if facts else None
        # Words that name nobody are of no organisation (docs/decisions/0048-names-that-name-nobody.md).
        if who and not names_nobody(who["name"]):
            entry = found.setdefault((local_id(one), who["name"]), who | {"at": field})
            for name, fact in facts.items():
                entry.setdefault(name, fact)
    return list(found.values())


def _facts(one, field, note):
    found: dict[str, Any] = {}
    parts = roles(one)
    if parts and _REACHED.issuperset(parts):
        return found
    if address := one.get("address"):
        _place(part(address, f"{field}/address", note), f"{field}/address", found, note)
    if details := one.get("details"):
        _details(part(details, f"{field}/details", note), f"{field}/details", found, note)
    if not _ELSEWHERE.issuperset(parts) and (others := _others(parts, field, note)):
        found["roles"] = others
    if isinstance(identifier := one.get("identifier"), dict):
        _registered(one, identifier, f"{field}/identifier", found, note)
    return found


def _place(address, field, found, note):
    for name, key in _ADDRESS:
        if (value := address.get(key)) and (text := line(value, field, note)):
            found[name] = text
    # Where the whole address was written into the field of the town, it is not told from a street.
    if any(map(str.isdigit, found.get("locality", ""))):
        del found["locality"]


def _details(details, field, found, note):
    for name, key in _SITES:
        if (value := details.get(key)) and (site := url(value, f"{field}/{key}", note)):
            found[name] = site
    if (classes := details.get("classifications")) and (
        types := _types(classes, f"{field}/classifications", note)
    ):
        found["types"] = types


def _types(classes, field, note):
    found = []
    for place, one in enumerate(each(classes, field, note)):
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


def _registered(one, identifier, field, found, note):
    """Its name in law, where that is another than it goes by; why no register has it."""
    legal, known = identifier.get("legalName"), one.get("name")
    if legal != known and (legal := line(legal, f"{field}/legalName", nothing)):
        known = line(known, field, nothing)
        if known and caseless(legal) != caseless(known):
            found["legal_name"] = legal
    if why := line(identifier.get("noIdentifierRationale"), f"{field}/noIdentifierRationale", note):
        found["unregistered"] = why
