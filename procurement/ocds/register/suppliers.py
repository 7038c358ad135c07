"""What the notices say of suppliers: their size and kind, exclusions, whom they subcontract to; and
for whom the contract is meant.

Sources: OCDS extensions party scale, party details VCSE, suitability, the UK's and the EU's; the
`sme` of Contracts Finder's older packages.
"""

from typing import Any

from procurement.ocds.texts import line, prose, texts

from ..values import Note, part, yes_no
from .exclusions import excluded, grounds
from .party_names import PartyNames, local_id, objects, roles
from .subcontracting import subcontracting

# Roles of those who were not chosen, or not by their roles alone; and of those who were.
_OTHERS = frozenset(("subcontractor", "tenderer", "leadTenderer", "notifiedSupplier"))
_ROLES = _OTHERS | {"supplier", "removedSupplier"}
# What an entry has although nothing is said of the supplier.
_WHO = frozenset(("name", "id", "awards", "roles", "at"))
# Where suitability for small firms and for social enterprises is said; the second in Contracts
# Finder's older packages, put into OCDS 1.1 by others.
_SUITABLE = (
    ("suitability", "sme", "vcse"),
    ("xClassifications", "isSuitableForSme", "isSuitableForVco"),
)
_KINDS = {
    "vcse": "vcse",
    "shelteredWorkshop": "sheltered",
    "publicServiceMissionOrganization": "mutual",
    "listedOnRegulatedMarket": "listed",
}


def read(release: dict, note: Note) -> dict[str, Any]:
    """Give {"named", "subcontracting", "suitable_for", "reserved_for", "exclusion_grounds"}, each a list.

    named           {"name", "id", "awards", "roles", "scale", "sme", "vcse", "sheltered", "mutual",
                    "listed", "role_details", "excluded", "at"}: suppliers, bidders and subcontractors of
                    whom more is said than their name, and suppliers whom no award names; the "awards"
                    of both the latter are empty
    suitable_for    {"sme", "vcse", "of", "id", "at"}, each yes or no
    reserved_for    {"code", "of", "id", "at"}
    """
    planned = list(subcontracting(release, note))
    found = {
        "named": _named(release, planned, note),
        "subcontracting": planned,
        "suitable_for": list(_suitability(release, note)),
        "reserved_for": list(_reserved(release, note)),
        "exclusion_grounds": grounds(release, note),
    }
    return {key: rows for key, rows in found.items() if rows}


def _named(release, planned, note):
    parties = [
        (f"parties/{place}", one)
        for place, one in objects(release.get("parties"))
        if not _ROLES.isdisjoint(roles(one))
    ]
    awarded = list(_awarded(release))
    if not parties and not awarded:
        return []
    known, shared = PartyNames(release), _shared(awarded, parties)
    found: dict[tuple, dict] = {}
    for field, one, award in [*awarded, *((field, one, None) for field, one in parties)]:
        who = known.of(one, field, note)
        if who is None:
            continue
        id_ = local_id(one)
        key = (id_, who["name"] if not id_ or id_ in shared else "")
        entry = found.setdefault(key, who | {"awards": [], "at": field})
        if award is not None and award not in entry["awards"]:
            entry["awards"].append(award)
        for name, fact in _facts(one, field, note).items():
            entry.setdefault(name, fact)
    told = {
        part["to"]["name"]
        for row in planned
        for part in row.get("subcontracts", ())
        if "to" in part
    }
    return [
        one
        for one in found.values()
        if one.keys() - _WHO
        or _by_role_alone(one)
        or "subcontractor" in one.get("roles", ())
        and one["name"] not in told
    ]


def _by_role_alone(entry):
    """Whether a supplier is known by its role in the process alone: no award names it."""
    return not entry["awards"] and _OTHERS.isdisjoint(entry.get("roles", ()))


def _awarded(release):
    """Yield (field, supplier, award id) of the suppliers of awards and contracts."""
    for key, award_id in (("awards", "id"), ("contracts", "awardID")):
        for place, row in objects(release.get(key)):
            unnamed = list(row.get("_unnamed") or ())
            for number, one in (*objects(row.get("suppliers")), *objects(unnamed)):
                id_ = row.get(award_id)
                yield f"{key}/{place}/suppliers/{number}", one, "" if id_ is None else str(id_)


def _shared(awarded, parties):
    """The ids that more than one name goes by: they tell nobody apart."""
    first: dict[str, Any] = {}
    pairs = [(local_id(one), one.get("name")) for _, one, *_ in (*awarded, *parties)]
    return {id_ for id_, name in pairs if name and first.setdefault(id_, name) != name}


def _facts(one, field, note):
    found: dict[str, Any] = {}
    if details := part(one.get("details"), field, note):
        if "scale" in details and (scale := line(details["scale"], f"{field}/details/scale", note)):
            found["scale"] = scale
        for key, name in _KINDS.items():
            said = yes_no(details.get(key), field, note) if key in details else None
            if said is not None:
                found[name] = said
        if "excludedSupplier" in details and (told := excluded(details, field, note)):
            found["excluded"] = told
    # Contracts Finder before 2023.
    if "vco" in one and (vcse := yes_no(one["vco"], f"{field}/vco", note)) is not None:
        found.setdefault("vcse", vcse)
    if "sme" in one and (sme := yes_no(one["sme"], f"{field}/sme", note)) is not None:
        found["sme"] = sme
    if "roleDetails" in one and (said := prose(one["roleDetails"], f"{field}/roleDetails", note)):
        found["role_details"] = said
    if "roles" in one and (others := _other_roles(roles(one))):
        found["roles"] = others
    return found


def _other_roles(stated):
    """The roles of one besides supplier; that a supplier bid goes without saying."""
    bid = "tenderer" in stated and "supplier" not in stated
    return [one for one in stated if one in _ROLES - {"supplier", "tenderer"}] + ["tenderer"] * bid


def _parts(release):
    """Yield (what it is of, field, object) of the tender, its lots and their groups."""
    tender = release.get("tender")
    if isinstance(tender, dict):
        yield "", "tender", tender
        for of, key in (("lot", "lots"), ("group of lots", "lotGroups")):
            for place, row in objects(tender.get(key)):
                yield of, f"tender/{key}/{place}", row


def _whose(of, field, row, note):
    return {"of": of, "id": line(row.get("id"), f"{field}/id", note)} if of else {}


def _suitability(release, note):
    for of, field, row in _parts(release):
        for key, sme, vcse in _SUITABLE:
            if key not in row:
                continue
            said = part(row[key], f"{field}/{key}", note)
            both = {
                name: answer
                for name, code in (("sme", sme), ("vcse", vcse))
                if (answer := yes_no(said.get(code), f"{field}/{key}", note)) is not None
            }
            if both:
                yield both | _whose(of, field, row, note) | {"at": f"{field}/{key}"}


def _reserved(release, note):
    for of, field, row in _parts(release):
        if "otherRequirements" not in row:
            continue
        more = part(row["otherRequirements"], f"{field}/otherRequirements", note)
        here = f"{field}/otherRequirements/reservedParticipation"
        for code in texts(more.get("reservedParticipation"), here, note):
            yield {"code": code} | _whose(of, field, row, note) | {"at": here}
