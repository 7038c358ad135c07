"""Where something is delivered, and where an organisation is."""

from collections.abc import Iterable, Iterator

from procurement.codelists import REGION, country_named
from procurement.codelists.areas import AREAS

from .lines import Line

_ADDRESS = ("street", "locality", "region", "postcode")
_AREAS = ("NUTS", "ITL", "ISO2")
_WHOSE = frozenset(("of", "id", "ids", "at"))
# What is said of a place that is no more than an area.
_AREA = frozenset(("region", "country", "country_name"))


def places(stated: Iterable[dict]) -> Iterator[tuple[dict, Line]]:
    """Yield (entry, line) of places; those of the same lots that are areas and no more are one line."""
    areas: dict[tuple, list[dict]] = {}
    rest = []
    for one in stated:
        if one.keys() - _WHOSE <= _AREA:
            owner = one.get("of", ""), one.get("id", ""), *sorted(one.get("ids", ()))
            areas.setdefault(owner, []).append(one)
        else:
            rest.append(one)
    for alike in areas.values():
        yield alike[0], Line(name=_together(alike))
    for one in rest:
        yield one, Line(name=_place(one))


def _together(areas):
    """Areas of one region after its name: "Wales: Swansea (UKL18), Gwynedd (UKL12)"."""
    if len(areas) == 1:
        return _place(areas[0])
    regions: dict[str, list[str]] = {}
    for one in areas:
        of, area = _area(one.get("region", ""))
        regions.setdefault(of if area else _place(one), []).extend([area] if area else [])
    several = "; " if any(regions.values()) else ", "
    return several.join(
        f"{of}: {', '.join(dict.fromkeys(a))}" if a else of for of, a in regions.items()
    )


def _place(one):
    parts = [region(one[key]) if key == "region" else one[key] for key in _ADDRESS if key in one]
    parts.append(country(one))
    if listed := one.get("gazetteer"):
        scheme = listed.get("scheme", "")
        parts += [
            region(code) if scheme in _AREAS else f"{scheme} {code}" for code in listed["codes"]
        ]
    parts = [one.get("words", ""), *parts]
    # A region and its country are often given once as a name and once as a code.
    return ", ".join(dict.fromkeys(part for part in parts if part))


def country(place: dict) -> str:
    """Give the country of a place as it is called there, a code in words: "Wales" for WLS."""
    stated = place.get("country_name") or place.get("country", "")
    of = country_named(stated) if stated.isupper() else ""
    return REGION.label(of) if of else stated


def region(code: str) -> str:
    """Give a region of the United Kingdom by its code, "Swansea, Wales (UKL18)"; all else as it is."""
    of, area = _area(code)
    if not area:
        return of
    name, _, code = area.rpartition(" ")
    return f"{name}, {of} {code}" if name else f"{of} ({area})"


def _area(code):
    """The region of a code, and the area in it: ("Wales", "Swansea (UKL18)"), ("North East", "UKC14")."""
    upper = code.strip().upper()
    if upper in ("UK", "GB", "GBR"):
        return REGION.label("UK"), ""
    first = f"UK{upper[2:3]}" if upper[:2] in ("UK", "TL") and len(upper) <= 5 else upper
    if first not in REGION:
        return code, ""
    if upper in (first, f"TL{upper[2:3]}"):
        return REGION.label(first), ""
    return REGION.label(first), f"{AREAS[upper]} ({upper})" if upper in AREAS else upper
