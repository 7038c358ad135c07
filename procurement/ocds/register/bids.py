"""Who bid and what is said of the bids: how many, of whom, the lowest and the highest.

Sources: OCDS bid extension (`bids/statistics`, `bids/details`), the UK and EU measures of it, and
OCDS 1.1 `tender/numberOfTenderers` and `tender/tenderers`.
"""

from typing import Any

from procurement.ocds.texts import line, texts

from ..values import Note, day, each, money, nothing, number, part, yes_no
from .party_names import PartyNames, objects, roles
from .readers import as_entry, stated

# Measures of money; every other one counts.
AMOUNTS = frozenset(("lowestValidBidValue", "highestValidBidValue"))
# Roles of those who bid, or were asked to; of several, the first says most.
BIDDERS = ("leadTenderer", "tenderer", "notifiedSupplier")
# What says how many bids came in, the one that says it best first.
_RECEIVED = ("bids", "bidders")


def read(release: dict, note: Note) -> dict[str, Any]:
    """Give {"statistics", "details", "tenderers"}, each a list, of what is stated of the bids.

    statistics  {"measure", "value" or "money", "gross", "date", "notes", "of", "id", "lots", "at"}
    details     {"id", "status", "value", "submitted_on", "rank", "variant", "tenderers", "lots",
                "foreign_subsidies": what came of a look at them, "at"}
    tenderers   {"name", "id", "role", "at"}; role where it is another than tenderer
    """
    found = {
        "statistics": _statistics(release, note),
        "details": _details(release, note),
        "tenderers": _tenderers(release, note),
    }
    return {key: rows for key, rows in found.items() if rows}


def bids_received(section: dict, *, won: bool = False) -> int | None:
    """Give how many bids came in, as `read` gives it; of several lots or awards, the fewest.

    Bids that were judged late in the process say nothing of how many came in. Where somebody won, 0 is
    no number of bids: it fills a field, or is of a lot that nobody won.
    """
    stated = section.get("statistics", ())
    for measure in _RECEIVED:
        counts = [one["value"] for one in stated if one["measure"] == measure and "value" in one]
        if whole := [count for count in counts if isinstance(count, int)]:
            return min((count for count in whole if count or not won), default=None)
    return None


def _statistics(release, note):
    found = []
    for of, id_, field, rows in _stated(release, note):
        for place, row in enumerate(each(rows, field, note)):
            if one := _statistic(row, f"{field}/{place}", note):
                found.append({"of": of, "id": id_} | one if of else one)
    field = "tender/numberOfTenderers"
    given = part(release.get("tender"), "", nothing).get("numberOfTenderers")
    if (count := number(given, field, note)) is not None:
        found.append({"measure": "bidders", "value": count, "at": field})
    return found


def _stated(release, note):
    """Yield (of, id, field, statistics) of all that carries some."""
    if release.get("bids"):
        bids = part(release["bids"], "bids", note)
        yield "", "", "bids/statistics", bids.get("statistics")
    tender = part(release.get("tender"), "tender", nothing)
    for of, field, rows in (
        ("lot", "tender/lots", tender.get("lots")),
        ("award", "awards", release.get("awards")),
    ):
        for place, row in objects(rows):
            if not ("bids" in row or "statistics" in row):
                continue
            here, id_ = f"{field}/{place}", line(row.get("id"), f"{field}/id", note)
            yield of, id_, f"{here}/statistics", row.get("statistics")
            bids = row.get("bids")
            if isinstance(bids, dict):
                yield of, id_, f"{here}/bids/statistics", bids.get("statistics")


def _statistic(row, field, note):
    measure = line(row.get("measure"), f"{field}/measure", note)
    if not measure:
        return {}
    said = {"measure": measure} | _figure(row, measure, field, note)
    if len(said) == 1:
        return {}
    if since := day(row.get("date"), f"{field}/date", note):
        said["date"] = since.isoformat()
    if notes := line(row.get("notes"), f"{field}/notes", note):
        said["notes"] = notes
    return said | _of_lots(row, field, note) | {"at": field}


def _figure(row, measure, field, note):
    """The count, or the amount with and without tax."""
    currency = row.get("currency")
    if measure not in AMOUNTS and not currency:
        count = number(row.get("value"), f"{field}/value", note)
        return {} if count is None else {"value": count}
    found = {}
    for name, key in (("money", "value"), ("gross", "valueGross")):
        amount = money({"amount": row.get(key), "currency": currency}, f"{field}/{key}", note)
        found[name] = as_entry(amount)
    return stated(**found)


def _lots(row, field, note):
    """The ids of the lots that a row is of, each once."""
    if "relatedLots" not in row and "relatedLot" not in row:
        return []
    stated = texts(row.get("relatedLots"), f"{field}/relatedLots", note)
    stated += texts(row.get("relatedLot"), f"{field}/relatedLot", note)
    return list(dict.fromkeys(stated))


def _of_lots(row, field, note):
    lots = _lots(row, field, note)
    return {"lots": lots} if len(lots) > 1 else {"of": "lot", "id": lots[0]} if lots else {}


def _details(release, note):
    bids = release.get("bids")
    if not isinstance(bids, dict) or not bids.get("details"):
        return []
    known = PartyNames(release)
    rows = each(bids["details"], "bids/details", note)
    found = [_bid(row, f"bids/details/{place}", known, note) for place, row in enumerate(rows)]
    return [one for one in found if len(one) > 1]


def _bid(row, field, known: PartyNames, note):
    amount = as_entry(money(row.get("value"), f"{field}/value", note))
    since = day(row.get("date"), f"{field}/date", note)
    tenderers = each(row.get("tenderers"), f"{field}/tenderers", note)
    subsidies = f"{field}/foreignSubsidyMeasures"
    return stated(
        id=line(row.get("id"), f"{field}/id", note),
        status=line(row.get("status"), f"{field}/status", note),
        value=amount,
        submitted_on=since.isoformat() if since else "",
        rank=number(row.get("rank"), f"{field}/rank", note),
        variant=yes_no(row.get("variant"), f"{field}/variant", note),
        tenderers=[one for ref in tenderers if (one := known.of(ref, field, note))],
        lots=_lots(row, field, note),
        foreign_subsidies=line(row.get("foreignSubsidyMeasures"), subsidies, note),
        at=field,
    )


def _tenderers(release, note):
    refs = part(release.get("tender"), "", nothing).get("tenderers")
    by_role = [
        (place, one, role)
        for place, one in objects(release.get("parties"))
        if (role := next((r for r in BIDDERS if r in roles(one)), ""))
    ]
    if not refs and not by_role:
        return []
    known, found = PartyNames(release), {}
    for place, ref in enumerate(each(refs, "tender/tenderers", note)):
        _add(found, known.of(ref, "tender/tenderers", note), f"tender/tenderers/{place}", "")
    for place, one, role in by_role:
        _add(found, known.of(one, "parties", note), f"parties/{place}", role)
    return list(found.values())


def _add(found, one, field, role):
    if one and (key := (one.get("id"), one["name"])) not in found:
        found[key] = one | ({"role": role} if role not in ("", "tenderer") else {}) | {"at": field}
