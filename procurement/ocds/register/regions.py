"""In which region of the United Kingdom an address lies, where that is beyond doubt."""

import re
from collections.abc import Iterator

from procurement.codelists import country_named, region_named

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
