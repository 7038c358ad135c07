"""Notices in the shape of Contracts Finder since 2022: an award, no contract, no amendments."""

from typing import Any

from .amounts import value
from .moments import days, ends, starts, written
from .parties import finder_buyer, finder_vendor, reference
from .processes import Process
from .world import World

Json = dict[str, Any]
METHODS = [
    ("open", "Open procedure"), ("open", "Open procedure (above threshold)"),
    ("selective", "Call-off from a framework agreement"), ("limited", "Single tender action"),
    ("selective", "Restricted procedure"), ("", "Other - quotation"),
]  # fmt: skip
STATUS = {"planning": "planned", "tender": "active", "tenderAmendment": "active"}
KINDS = {
    "planning": ("plannedProcurementNotice", "Future opportunity notice on Contracts Finder"),
    "tender": ("tenderNotice", "Opportunity notice on Contracts Finder"),
    "award": ("awardNotice", "Awarded contract notice on Contracts Finder"),
}
SUITED = [{"sme": sme, "vcse": vcse} for sme in (True, False) for vcse in (False, True)]
UPDATES = {"tenderAmendment", "awardUpdate"}


def release(world: World, process: Process, stage: str, moment: float, number: int) -> Json:
    """Give the notice of one stage, published at this moment; `number` counts the notices."""
    chance, when = world.chance, written(moment)
    if stage not in UPDATES or not process.notice:
        process.notice = chance.guid()
    buyer = finder_buyer(chance, process.buyer)
    made: Json = {
        "ocid": process.ocid, "id": f"{process.notice}-{number}", "language": "en", "date": when,
        "tag": [stage], "initiationType": "tender", "tender": _tender(world, process, stage),
        "parties": [buyer], "buyer": reference(buyer),
    }  # fmt: skip
    if stage[0] == "a":
        _award(world, process, made)
    elif stage == "planning":
        made["planning"] = {"documents": [_document(process, stage, when)]}
    else:
        made["tender"]["documents"] = [_document(process, "tender", when)]
    return made


def _tender(world: World, process: Process, stage: str) -> Json:
    chance, topic = world.chance, process.topic
    method, details = METHODS[process.method]
    tender: Json = {
        "id": process.reference, "title": process.title, "description": process.text,
        "status": STATUS.get(stage, "complete"),
        "classification": {"scheme": "CPV", "id": topic.cpv, "description": topic.name},
        "items": [{"id": "1", "deliveryAddresses": [_where(process)]}],
        "procurementMethodDetails": details, "contractPeriod": _period(process),
        "suitability": SUITED[chance.rank(4)],
    }  # fmt: skip
    if method:
        tender["procurementMethod"] = method
    return _more(world, process, tender)


def _more(world: World, process: Process, tender: Json) -> Json:
    """Add what most notices state, and some leave out."""
    chance = world.chance
    if chance.once(0.81):
        tender["value"] = value(process.amount, process.currency)
    if chance.once(0.95):
        tender["mainProcurementCategory"] = process.topic.category
    if tender["status"] != "planned":
        tender["tenderPeriod"] = {"endDate": starts(process.today + 21)}
    return tender


def _where(process: Process) -> Json:
    return {"region": process.buyer.region(), "countryName": "United Kingdom"}


def _period(process: Process) -> Json:
    start = process.start
    return {"startDate": starts(start), "endDate": ends(start + days(process.months))}


def _document(process: Process, kind: str, when: str) -> Json:
    document, description = KINDS[kind]
    return {
        "id": "1", "documentType": document, "description": description,
        "url": f"https://example.org/notice/{process.notice}", "datePublished": when,
        "format": "text/html", "language": "en",
    }  # fmt: skip


def _award(world: World, process: Process, made: Json) -> None:
    chance, when = world.chance, made["date"]
    vendors = [finder_vendor(chance, vendor) for vendor in process.vendors]
    made["parties"] += vendors
    amount = 0 if chance.once(0.035) else process.amount
    made["awards"] = [{
        "id": f"{process.ocid}-1", "status": "active", "date": starts(process.decided),
        "datePublished": when, "value": value(amount, process.currency),
        "suppliers": [reference(vendor) for vendor in vendors],
        "contractPeriod": _period(process), "documents": [_document(process, "award", when)],
    }]  # fmt: skip
