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
