"""The regions of the United Kingdom, as places of delivery are stated and searched by.

Source: International Territorial Levels, level 1, of the Office for National Statistics, which are
NUTS level 1 as it was: codes that begin with UK or TL. England as a whole is no level of theirs.
"""

from .codelist import Code, Codelist

_LEVEL_1 = {
    "UKC": "North East",
    "UKD": "North West",
    "UKE": "Yorkshire and the Humber",
    "UKF": "East Midlands",
    "UKG": "West Midlands",
    "UKH": "East of England",
    "UKI": "London",
    "UKJ": "South East",
    "UKK": "South West",
    "UKL": "Wales",
    "UKM": "Scotland",
    "UKN": "Northern Ireland",
}

REGION = Codelist(
    "region",
    *(Code(code, name, f"Delivered in {name}, or a part of it.", f"ITL and NUTS {code}") for code, name in _LEVEL_1.items()),
    Code("ENG", "England", "Delivered in England; which region of it is not said.", "ISO 3166-2 GB-ENG"),
    Code("UK", "United Kingdom", "Delivered in the United Kingdom; which part of it is not said.", "ISO 3166-1 GB"),
)  # fmt: skip

# Names of regions as people write them, folded; the codes of nations are those of ISO 3166.
_NAMES = {code.label.casefold(): code.code for code in REGION} | {
    "yorkshire and humber": "UKE", "yorkshire and humberside": "UKE", "eastern england": "UKH",
    "greater london": "UKI", "cymru": "UKL", "eng": "ENG", "sct": "UKM", "wls": "UKL", "nir": "UKN",
    "gb eng": "ENG", "gb sct": "UKM", "gb wls": "UKL", "gb nir": "UKN",
    "uk": "UK", "gb": "UK", "gbr": "UK", "tl": "UK",
}  # fmt: skip


def region_named(text: str) -> str:
    """Give the code of REGION that a code or a name stands for: "UKI" for "TLI" and "Greater London"; "" for none."""
    code = text.strip().upper()
    if f"UK{code[2:]}" in _LEVEL_1 and code[:2] in ("UK", "TL"):
        return f"UK{code[2:]}"
    return _NAMES.get(_folded(text), "")


def country_named(text: str) -> str:
    """Give the code of REGION that a country is: as `region_named`, but that TL is Timor-Leste."""
    return "" if text.strip().upper() == "TL" else region_named(text)


def regions_beginning(text: str) -> list[str]:
    """Give the codes of REGION whose names begin with a text; none for a text without letters."""
    begins = _folded(text)
    return [one.code for one in REGION if begins and one.label.casefold().startswith(begins)]


def _folded(text):
    folded = " ".join(text.casefold().replace("&", " and ").replace("-", " ").split())
    return folded.removeprefix("the ")


def parts_of_region(code: str) -> list[str]:
    """Give a code of REGION with those of the regions that lie in it."""
    within = {"ENG": [one for one in _LEVEL_1 if one < "UKL"], "UK": [*_LEVEL_1, "ENG"]}
    return [code, *within.get(code, ())]
