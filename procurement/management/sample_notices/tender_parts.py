"""The parts that notices of Find a Tender are put together from."""

from typing import Any

from .amounts import gross, tidy
from .moments import days, ends, starts
from .parties import reference, tender_vendor
from .processes import Process
from .world import World

Json = dict[str, Any]
# notice: type of its document, words, tags
NOTICES: dict[str, tuple[str, str, list[str]]] = {
    "UK1": ("plannedProcurementNotice", "Pipeline notice", ["planning"]),
    "UK2": ("marketEngagementNotice", "Preliminary market engagement notice", ["planning"]),
    "UK3": ("plannedProcurementNotice", "Planned procurement notice", ["planning"]),
    "UK4": ("tenderNotice", "Tender notice", ["tender"]),
    "UK5": ("awardNotice", "Transparency notice", ["award", "contract"]),
    "UK6": ("awardNotice", "Contract award notice", ["award", "contract"]),
    "UK7": ("contractNotice", "Contract details notice", ["award", "contract"]),
    "UK9": ("implementationNotice", "Contract performance notice", ["implementation"]),
    "UK10": ("contractNotice", "Contract change notice", ["contractAmendment"]),
    "UK11": ("contractTerminationNotice", "Contract termination notice", ["contractTermination"]),
    "UK12": ("tenderCancellationNotice", "Procurement termination notice", ["tenderCancellation"]),
    "UK13": ("plannedProcurementNotice", "Dynamic market intention notice", ["planning"]),
    "UK14": ("tenderNotice", "Dynamic market establishment notice", ["tender"]),
    "UK15": ("awardNotice", "Dynamic market modification notice", ["award", "contract"]),
    "UK16": ("tenderCancellationNotice", "Dynamic market cessation notice", ["tenderUpdate"]),
}
METHODS = [
    ("open", "Open procedure"),
    ("selective", "Competitive flexible procedure"),
    ("open", "Below threshold - open competition"),
    ("selective", "Award under framework"),
    ("direct", "Direct award"),
    ("limited", "Below threshold - limited competition"),
]
THRESHOLD = 214_000


def document(made: Json, stage: str) -> Json:
    """Give the document that says which notice this is, and where to read it."""
    kind, words, _ = NOTICES[stage]
    return {
        "id": made["id"], "documentType": kind, "noticeType": stage,
        "description": f"{words} on Find a Tender", "format": "text/html",
        "url": f"https://example.org/notice/{made['id']}", "datePublished": made["date"],
    }  # fmt: skip


def describe(process: Process, made: Json, status: str) -> None:
    """State what the procurement is about, how it is run and where it stands."""
    tender = made["tender"]
    tender["description"] = process.text
    tender["status"] = status
    tender["procurementMethod"], tender["procurementMethodDetails"] = METHODS[process.method]


def ask(world: World, process: Process, made: Json, status: str) -> None:
    """State what is to be bought, by lots."""
    describe(process, made, status)
    tender, numbers = made["tender"], range(1, process.lots + 1)
    tender["items"] = [item(process, number) for number in numbers]
    if world.chance.once(0.7):
        tender["value"] = gross(process.amount, process.currency)
    tender["mainProcurementCategory"] = process.topic.category
    tender["aboveThreshold"] = process.amount > THRESHOLD
    tender["lots"] = [lot(process, number, status) for number in numbers]


def item(process: Process, number: int) -> Json:
    """Give what is bought in one lot, by its category word, and where it is wanted."""
    topic, key, where = process.topic, str(number), process.buyer.region()
    code = {"scheme": "CPV", "id": topic.cpv, "description": topic.name}
    address = {"region": where, "country": "GB", "countryName": "United Kingdom"}
    return {
        "id": key,
        "additionalClassifications": [code],
        "deliveryAddresses": [address],
        "relatedLot": key,
    }


def lot(process: Process, number: int, status: str) -> Json:
    """Give one lot."""
    return {
        "id": str(number),
        "status": status,
        "suitability": {"sme": True},
        "contractPeriod": period(process),
        "hasRenewal": process.months > 24,
    }


def criterion(kind: str, weight: int) -> Json:
    """Give one measure by which tenders are judged, with its weight in hundredths."""
    numbers = [{"number": weight, "weight": "percentageExact"}]
    return {"type": kind, "name": kind.capitalize(), "numbers": numbers}


def period(process: Process) -> Json:
    """Give when the contract begins and ends, and how far it may be extended."""
    start, last = process.start, process.start + days(process.months)
    if process.months > 24:
        extent = ends(last + 365)
        return {"startDate": starts(start), "endDate": ends(last), "maxExtentDate": extent}
    return {"startDate": starts(start), "endDate": ends(last)}


def award(world: World, process: Process, made: Json, status: str) -> None:
    """State who won: one award for each vendor, each for a lot."""
    vendors = [tender_vendor(world.chance, vendor) for vendor in process.vendors]
    made["parties"] += vendors
    awards = [_award(process, number, status, v) for number, v in enumerate(vendors, 1)]
    made["tender"]["lots"] = [{"id": each["id"], "status": "complete"} for each in awards]
    made["awards"] = awards


def _award(process: Process, number: int, status: str, vendor: Json) -> Json:
    key = str(number)
    return {
        "id": key,
        "status": status,
        "mainProcurementCategory": process.topic.category,
        "suppliers": [reference(vendor)],
        "items": [item(process, number)],
        "relatedLots": [key],
    }


def shares(process: Process) -> list[float]:
    """Give what each award is worth; all together the amount."""
    number, whole = len(process.vendors), process.amount
    if number == 1:
        return [whole]
    each = tidy(whole / number)
    return [each] * (number - 1) + [tidy(whole - each * (number - 1))]


def contract(process: Process, number: int, share: float) -> Json:
    """Give one contract with its value."""
    return {
        "id": str(number),
        "awardID": str(number),
        "period": period(process),
        "value": gross(share, process.currency),
        "aboveThreshold": share > THRESHOLD,
    }


def distort(world: World, contract: Json) -> None:
    """Write a few values as they come in earnest: a penny, nothing, or none at all."""
    luck = world.chance.draw()
    if luck < 0.015:
        contract["value"] |= {"amountGross": 0.01, "amount": 0.01}
    elif luck < 0.02:
        contract["value"] = {"amountGross": 0, "currency": contract["value"]["currency"]}
    elif luck < 0.06:
        del contract["value"]
