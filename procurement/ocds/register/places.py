"""Where things are delivered or done, as the notices say of tender, lots, awards, agreements, items.

Source: OCDS 1.1.5 Address; `deliveryAddresses`, `deliveryLocations` and Location of its location
extension, and of the OCDS EU profile. The address of a party is no place of delivery.
The region of the United Kingdom is told where that is beyond doubt.
"""

import re
from collections.abc import Iterator
from typing import Any

from procurement.codelists import REGION, country_named, region_named
from procurement.ocds.values import Note, each, nothing, part

from .subjects import joined, planning, with_items, word

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
    for thing in with_items(release, nothing):
        _delivered(thing, found, note)
    for plan in planning(release):
        if stated := part(plan.value.get("project"), "", nothing).get("locations"):
            _add_all(stated, plan, "planning/project/locations", found, note)
    return list(found.values())


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


# Level 1 is the third character: UKM91 and TLM91 lie in UKM. UKZ is no region.
_CODE = re.compile(r"(?:UK|TL)([C-N])[0-9A-Z]{0,2}")
_POSTCODE = re.compile(r"([A-Z]{1,2})[0-9][0-9A-Z]?(?: ?[0-9][A-Z]{2})?")

# Postcode areas of Royal Mail that lie in one region as a whole. Areas that cross a border of
# regions (such as DN, OX, SY) are left out, and so is each of which that is not certain.
_AREAS = {
    area: region
    for region, areas in {
        "UKC": "DH SR",
        "UKD": "BL FY L M PR WA WN",
        "UKE": "HG HU HX LS WF YO",
        "UKF": "NG",
        "UKG": "B DY WS WV",
        "UKH": "AL CB CO IP NR SG SS",
        "UKI": "EC N SE SW W WC",
        "UKJ": "BN CT GU ME PO RH",
        "UKK": "BA BS DT EX PL TA TQ TR",
        "UKL": "CF SA",
        "UKM": "AB DD EH FK G HS IV KA KW KY ML PA PH ZE",
        "UKN": "BT",
    }.items()
    for area in areas.split()
}


def regions_of(place: dict[str, str]) -> Iterator[str]:
    """Give the codes of REGION that an entry of places states, the narrowest that it states.

    "UK" and "ENG" stand for the whole, where no part is named. A place abroad has none.
    """
    country = country_named(place.get("country", "")) or country_named(
        place.get("country_name", "")
    )
    abroad = not country and (place.get("country") or place.get("country_name"))
    if abroad:
        return
    stated = [region(place.get("region", "")), region(place.get("words", ""))]
    stated += [
        _by_postcode(place.get("postcode", "")),
        _by_town(place.get("locality", "")),
        country,
    ]
    found = [one for one in stated if one]
    narrow = [one for one in found if one not in ("ENG", "UK")]
    yield from narrow or [one for one in found if one == "ENG"][:1] or found[:1]


def region(text: str) -> str:
    """Give the region that a code or name stands for as a whole: "UKM" for UKM91; "" for none."""
    if known := _CODE.fullmatch(text.strip().upper()):
        return f"UK{known[1]}"
    return region_named(text)


def _by_town(text):
    """Of towns London alone: others, such as Wales near Rotherham, bear the names of regions."""
    return "UKI" if text.strip().casefold() == "london" else ""


def _by_postcode(text):
    found = _POSTCODE.fullmatch(text.strip().upper())
    return _AREAS.get(found[1], "") if found else ""
