"""Where things are delivered or done, as the notices say of tender, lots, awards, agreements, items.

Source: OCDS 1.1.5 Address; `deliveryAddresses`, `deliveryLocations` and Location of its location
extension, and of the OCDS EU profile. The address of a party is no place of delivery.
"""

from typing import Any

from procurement.codelists import REGION
from procurement.ocds.values import Note, each, nothing, part

from .regions import regions_of
from .subjects import Subject, items, joined, subjects, word

_ADDRESS = {
    "streetAddress": "street", "locality": "locality", "region": "region",
    "postalCode": "postcode", "country": "country", "countryName": "country_name",
    "description": "words",
}  # fmt: skip
_FIELDS = ("deliveryAddresses", "deliveryAddress", "deliveryLocations", "deliveryLocation")


def read(release: dict, note: Note) -> list[dict[str, Any]]:
    """Give each place once for what is delivered there.

    {"street", "locality", "region", "postcode", "country", "country_name", "words", "uri",
    "gazetteer": {"scheme", "codes"}, "of", "ids", "at"}; `region` is a name or a code of NUTS or
    ITL, as it is stated, `country` a code. Points and shapes on a map are left to the notice.
    """
    found: dict[tuple, dict[str, Any]] = {}
    for thing in subjects(release):
        _delivered(thing, found, note)
        for item in items(thing, nothing):
            _delivered(item, found, note)
    if release.get("planning"):
        _planned(part(release["planning"], "planning", nothing), found, note)
    return list(found.values())


def _planned(planning, found, note):
    plan = Subject(planning, "planning", [], "planning")
    for item in items(plan, nothing):
        _delivered(item, found, note)
    project = planning.get("project")
    if isinstance(project, dict) and project.get("locations"):
        _add_all(project["locations"], plan, "planning/project/locations", found, note)


def _delivered(thing, found, note):
    value = thing.value
    for name in _FIELDS:
        if name in value and value[name]:
            _add_all(value[name], thing, f"{thing.at}/{name}", found, note)


def _add_all(value, thing, field, found, note):
    for at, one in _members(value, field, note):
        if entry := _place(one, at, note):
            joined(entry, found, (str(entry),), thing, at)


def _members(value, field, note):
    if not isinstance(value, dict):
        return [(f"{field}/{place}", one) for place, one in enumerate(each(value, field, note))]
    # Find a Tender publishes an array whose first member is gone as an object of places.
    if all(key.isdigit() for key in value):
        return [(f"{field}/{key}", part(one, f"{field}/{key}", note)) for key, one in value.items()]
    return [(field, value)]


def _place(value, at, note):
    entry: dict[str, Any] = {
        name: text
        for key, name in _ADDRESS.items()
        if key in value and (text := word(value[key], f"{at}/{key}", note))
    }
    if uri := word(value.get("uri"), f"{at}/uri", note):
        entry["uri"] = uri
    if value.get("gazetteer"):
        entry |= _listed(part(value["gazetteer"], f"{at}/gazetteer", note), f"{at}/gazetteer", note)
    return entry


def _listed(value, at, note):
    """The codes of a list of places; OCDS has had two names for them."""
    codes = value.get("identifiers", value.get("identifier"))
    codes = codes if isinstance(codes, list) else [codes]
    codes = [code for one in codes if (code := word(one, f"{at}/identifiers", note))]
    scheme = word(value.get("scheme"), f"{at}/scheme", note)
    return {"gazetteer": {"scheme": scheme, "codes": codes}} if codes else {}


def columns(section: list[dict[str, Any]]) -> dict[str, Any]:
    """Give what lists ask for."""
    return {"regions": regions(section)}


def regions(section: list[dict[str, Any]]) -> list[str]:
    """Give the codes of REGION in which something is delivered, in the order of that list.

    Where all that is known of a place is the area of a postcode that lies in more than one
    region, or a country abroad, it has none.
    """
    found = {code for place in section for code in _regions(place)}
    return [code for code in REGION.codes() if code in found]


def _regions(place):
    yield from regions_of(place)
    listed = place.get("gazetteer", {})
    if listed.get("scheme") in ("NUTS", "ITL", "ISO2"):
        for code in listed["codes"]:
            yield from regions_of({"region": code})
