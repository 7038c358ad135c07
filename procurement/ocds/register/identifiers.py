"""Every identifier that the notices give of an organisation or a thing, of any scheme.

Those of registers say who an organisation is (`ocds/organisations.py`). Those of platforms, and of
schemes that are not known, are shown as they stand and say nothing of who is who: `strong` is not there.
A number without its scheme is left out: it may be that of a person's identity card.
"""

from typing import Any

from procurement import identifiers
from procurement.ocds.texts import line
from procurement.unnamed import names_nobody

from ..values import Note, each, nothing, part
from .party_names import PartyNames, local_id, objects, organisations


def read(release: dict, note: Note) -> list[dict[str, Any]]:
    """Give {"name", "of", "id", "scheme", "value", "strong", "at"}.

    Of an organisation, "name" and its local "id"; of a tender, lot, agreement or bid, "of" and "id".
    """
    found: dict[tuple, dict] = {}
    known = PartyNames(release)
    for field, one in organisations(release):
        for scheme, value, here in _stated(one, field, note):
            who = known.of(one, field, note)
            if who and not names_nobody(who["name"]) and (scheme, value, who["name"]) not in found:
                entry = who | {"scheme": scheme, "value": value}
                strong = {"strong": True} if identifiers.is_strong(scheme) else {}
                found[scheme, value, who["name"]] = entry | strong | {"at": here}
    return [*found.values(), *_of_things(release, note)]


def _stated(one, field, note):
    """Yield (scheme, value, field): the identifiers, and the one that the id is made of."""
    first, found = one.get("identifier"), False
    rows = [(f"{field}/identifier", first)] if isinstance(first, dict) else []
    if more := one.get("additionalIdentifiers"):
        here = f"{field}/additionalIdentifiers"
        rows += [(f"{here}/{place}", row) for place, row in enumerate(each(more, here, note))]
    for here, row in rows:
        if said := _pair(row, here, note):
            found = True
            yield *said, here
    if not found and (said := identifiers.parted(local_id(one))):
        yield *said, f"{field}/id"


def _pair(row, field, note):
    """Scheme and value as published; None where one of them is not stated."""
    if not row.get("scheme") or row.get("id") in (None, ""):
        return None
    scheme = line(row["scheme"], f"{field}/scheme", note, 100)
    value = line(row["id"], f"{field}/id", note, 200)
    return (scheme, value) if scheme and value else None


def _of_things(release, note):
    tender = part(release.get("tender"), "tender", nothing)
    rows: list[tuple[str, str, dict]] = [("tender", "tender", tender)] if tender else []
    bids = part(release.get("bids"), "", nothing)
    for of, field, many in (
        ("lot", "tender/lots", tender.get("lots")),
        ("group of lots", "tender/lotGroups", tender.get("lotGroups")),
        ("agreement", "contracts", release.get("contracts")),
        ("bid", "bids/details", bids.get("details")),
    ):
        rows += [(of, f"{field}/{place}", row) for place, row in objects(many)]
    for of, field, row in rows:
        if not row.get("identifiers"):
            continue
        for place, one in enumerate(each(row["identifiers"], f"{field}/identifiers", note)):
            here = f"{field}/identifiers/{place}"
            if said := _pair(one, here, note):
                id_ = line(row.get("id"), f"{field}/id", note)
                yield {"of": of, "id": id_, "scheme": said[0], "value": said[1], "at": here}
