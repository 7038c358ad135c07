"""Notices in the shape of Find a Tender under the Procurement Act 2023, UK1 to UK16.

UK8 has no notice of its own and UK17 is no part of a procurement: neither is made.
"""

from collections.abc import Callable
from typing import Any

from .amounts import gross
from .moments import day_of, ends, starts, written, year
from .parties import reference, tender_buyer, tender_vendor
from .processes import Process
from .world import World

Json = dict[str, Any]
LAW = {
    "id": "2023/54",
    "scheme": "UKPGA",
    "uri": "https://www.legislation.gov.uk/ukpga/2023/54/contents",
}
# notice: section, type of document, words, tags
NOTICES: dict[str, tuple[str, str, str, list[str]]] = {
    "UK1": ("planning", "plannedProcurementNotice", "Pipeline notice", ["planning"]),
    "UK2": ("planning", "marketEngagementNotice", "Preliminary market engagement notice",
            ["planning"]),
    "UK3": ("planning", "plannedProcurementNotice", "Planned procurement notice", ["planning"]),
    "UK4": ("tender", "tenderNotice", "Tender notice", ["tender"]),
    "UK5": ("awards", "awardNotice", "Transparency notice", ["award", "contract"]),
    "UK6": ("awards", "awardNotice", "Contract award notice", ["award", "contract"]),
    "UK7": ("contracts", "contractNotice", "Contract details notice", ["award", "contract"]),
    "UK9": ("contracts", "implementationNotice", "Contract performance notice",
            ["implementation"]),
    "UK10": ("contracts", "contractNotice", "Contract change notice", ["contractAmendment"]),
    "UK11": ("contracts", "contractTerminationNotice", "Contract termination notice",
             ["contractTermination"]),
    "UK12": ("tender", "tenderCancellationNotice", "Procurement termination notice",
             ["tenderCancellation"]),
    "UK13": ("tender", "plannedProcurementNotice", "Dynamic market intention notice",
             ["planning"]),
    "UK14": ("tender", "tenderNotice", "Dynamic market establishment notice", ["tender"]),
    "UK15": ("tender", "awardNotice", "Dynamic market modification notice",
             ["award", "contract"]),
    "UK16": ("tender", "tenderCancellationNotice", "Dynamic market cessation notice",
             ["tenderUpdate"]),
}  # fmt: skip
METHODS = [
    ("open", "Open procedure"), ("open", "Below threshold - open competition"),
    ("selective", "Competitive flexible procedure"), ("selective", "Award under framework"),
    ("direct", "Direct award"), ("limited", "Below threshold - limited competition"),
]  # fmt: skip
STATUS = {"planning": "planned", "tender": "active", "awards": "active", "contracts": "complete"}
CHANGES = [
    "Unforeseeable circumstances", "Additional goods, services or works",
    "Transfer on corporate restructuring", "Provided for in the contract",
]  # fmt: skip


def release(world: World, process: Process, stage: str, moment: float, number: int) -> Json:
    """Give the notice of one stage, published at this moment; `number` counts those of a year."""
    notice = f"{number:06d}-{year(day_of(moment))}"
    buyer = tender_buyer(world.chance, process.buyer)
    made: Json = {
        "ocid": process.ocid, "id": notice, "tag": NOTICES[stage][3], "date": written(moment),
        "initiationType": "tender", "parties": [buyer], "buyer": reference(buyer),
        "tender": {"id": process.reference, "legalBasis": LAW, "title": process.title},
        "language": "en",
    }  # fmt: skip
    if process.step and stage == "UK4":
        made["tag"] = ["tenderUpdate"]
    WRITERS[stage](world, process, made, stage)
    return made


def _document(made: Json, stage: str) -> Json:
    _, document, words, _ = NOTICES[stage]
    return {
        "id": made["id"], "documentType": document, "noticeType": stage,
        "description": f"{words} on Find a Tender", "format": "text/html",
        "url": f"https://example.org/notice/{made['id']}", "datePublished": made["date"],
    }  # fmt: skip


def _planned(world: World, process: Process, made: Json, stage: str) -> None:
    """UK1 to UK3: nothing is decided yet."""
    made["planning"] = {"documents": [_document(made, stage)]}
    if stage == "UK2":
        due = {"id": "engagement", "type": "engagement", "dueDate": ends(process.start - 10)}
        said = "Please answer the questions in the engagement document."
        made["planning"]["milestones"] = [due | {"description": said, "status": "scheduled"}]
    _wanted(world, process, made, "planned")


def _open(world: World, process: Process, made: Json, stage: str) -> None:
    """UK4: the competition is open."""
    _wanted(world, process, made, "active")
    tender = made["tender"]
    tender["documents"] = [_document(made, stage)]
    tender["submissionTerms"] = {"electronicSubmissionPolicy": "allowed"}
    tender["submissionMethodDetails"] = f"https://tenders.example.org/{made['id']}"
    tender["tenderPeriod"] = {"endDate": ends(process.start - 10)}
    tender["enquiryPeriod"] = {"endDate": ends(process.start - 16)}
    price = 20 + 10 * world.chance.below(5)
    for lot in tender["lots"]:
        lot["awardCriteria"] = {"criteria": [_criterion("price", price),
                                             _criterion("quality", 100 - price)]}  # fmt: skip


def _criterion(kind: str, weight: int) -> Json:
    numbers = [{"number": weight, "weight": "percentageExact"}]
    return {"type": kind, "name": kind.capitalize(), "numbers": numbers}


def _wanted(world: World, process: Process, made: Json, status: str) -> None:
    """State what is to be bought, by lots."""
    chance, tender = world.chance, made["tender"]
    numbers = range(1, process.lots + 1)
    _method(world, process, tender, status)
    tender["items"] = [_item(process, number) for number in numbers]
    if chance.once(0.7):
        tender["value"] = gross(process.amount, process.currency)
    tender["mainProcurementCategory"] = process.topic.category
    tender["aboveThreshold"] = process.amount > 214_000
    tender["lots"] = [_lot(process, number, status) for number in numbers]


def _method(world: World, process: Process, tender: Json, status: str) -> None:
    method, details = METHODS[0 if process.open else 1 + world.chance.rank(5)]
    tender["description"] = process.text
    tender["status"] = status
    tender["procurementMethod"] = method
    tender["procurementMethodDetails"] = details


def _item(process: Process, number: int) -> Json:
    topic, key = process.topic, str(number)
    return {
        "id": key, "relatedLot": key,
        "additionalClassifications": [
            {"scheme": "CPV", "id": topic.cpv, "description": topic.name}
        ],
        "deliveryAddresses": [{"region": process.buyer.region(), "country": "GB",
                               "countryName": "United Kingdom"}],
    }  # fmt: skip


def _lot(process: Process, number: int, status: str) -> Json:
    lot = {"id": str(number), "status": status, "suitability": {"sme": True}}
    return lot | {"contractPeriod": _period(process), "hasRenewal": process.months > 24}


def _period(process: Process) -> Json:
    start, last = process.start, process.start + process.months * 30
    period = {"startDate": starts(start), "endDate": ends(last)}
    return period | {"maxExtentDate": ends(last + 365)} if process.months > 24 else period


def _awarded(world: World, process: Process, made: Json, stage: str) -> None:
    """UK5, UK6: decided, by lot; no contract yet."""
    chance = world.chance
    _method(world, process, made["tender"], "complete")
    status = "pending" if stage == "UK5" or chance.once(0.6) else "active"
    _suppliers(world, process, made, status)
    shares = _shares(process)
    for award, share in zip(made["awards"], shares, strict=True):
        award["documents"] = [_document(made, stage)]
        award["date"] = starts(process.start - 15)
        award["contractPeriod"] = _period(process)
        if chance.once(0.5):
            award["value"] = gross(share, process.currency)


def _suppliers(world: World, process: Process, made: Json, status: str) -> None:
    vendors = [tender_vendor(world.chance, vendor) for vendor in process.vendors]
    made["parties"] += vendors
    made["awards"] = [
        _award(process, number, status, vendor) for number, vendor in enumerate(vendors, 1)
    ]
    made["tender"]["lots"] = [{"id": a["id"], "status": "complete"} for a in made["awards"]]


def _award(process: Process, number: int, status: str, vendor: Json) -> Json:
    key = str(number)
    return {
        "id": key, "status": status, "mainProcurementCategory": process.topic.category,
        "suppliers": [reference(vendor)], "items": [_item(process, number)],
        "relatedLots": [key],
    }  # fmt: skip


def _shares(process: Process) -> list[float]:
    """Give what each award is worth; all together the amount."""
    number = len(process.vendors)
    if number == 1:
        return [process.amount]
    each = round(process.amount / number, 2)
    return [each] * (number - 1) + [round(process.amount - each * (number - 1), 2)]


def _signed(world: World, process: Process, made: Json, stage: str) -> None:
    """UK7: signed."""
    _method(world, process, made["tender"], "complete")
    _suppliers(world, process, made, "active")
    shares = _shares(process)
    made["contracts"] = [
        _contract(process, number, share) for number, share in enumerate(shares, 1)
    ]
    for contract in made["contracts"]:
        contract["title"] = process.title
        contract["status"] = "active"
        contract["dateSigned"] = starts(process.start - 5)
        contract["documents"] = [_document(made, stage)]
        _oddity(world, contract)


def _contract(process: Process, number: int, share: float) -> Json:
    return {
        "id": str(number), "awardID": str(number), "period": _period(process),
        "value": gross(share, process.currency), "aboveThreshold": share > 214_000,
    }  # fmt: skip


def _oddity(world: World, contract: Json) -> None:
    """Write a few values as they come in earnest: a penny, nothing, or none at all."""
    luck = world.chance.draw()
    if luck < 0.015:
        contract["value"] |= {"amountGross": 0.01, "amount": 0.01}
    elif luck < 0.02:
        contract["value"] = {"amountGross": 0, "currency": contract["value"]["currency"]}
    elif luck < 0.06:
        del contract["value"]


def _changed(world: World, process: Process, made: Json, stage: str) -> None:
    """UK10: what changes, and nothing else."""
    change = {"id": made["id"], "date": starts(process.start + 60)}
    change["description"] = world.chance.pick(CHANGES)
    process.amount = round(process.amount * (1.05 + world.chance.below(40) / 100), 2)
    contract = _contract(process, 1, process.amount)
    contract |= {"amendments": [change], "documents": [_document(made, stage)]}
    made["contracts"] = [contract]


def _performed(world: World, process: Process, made: Json, stage: str) -> None:
    """UK9, UK11: how it went, or that it ended."""
    ended = stage == "UK11"
    contract: Json = {"id": "1", "awardID": "1", "status": "terminated" if ended else "active"}
    if ended:
        contract["endDetails"] = "Ended by agreement."
        contract["period"] = {"endDate": ends(process.start + 300)}
    contract["documents"] = [_document(made, stage)]
    made["contracts"] = [contract]


def _cancelled(world: World, process: Process, made: Json, stage: str) -> None:
    """UK12, UK16: no longer wanted; a few do not say by whom."""
    made["tender"]["status"] = "withdrawn" if stage == "UK12" else "complete"
    made["tender"]["documents"] = [_document(made, stage)]
    if stage == "UK12":
        made["awards"] = [{"id": "1", "status": "cancelled", "relatedLots": ["1"]}]
        made["tender"]["lots"] = [{"id": "1", "status": "cancelled"}]
        if world.chance.once(0.2):
            del made["buyer"]


def _market(world: World, process: Process, made: Json, stage: str) -> None:
    """UK13, UK14: a list of vendors, not spending."""
    tender = made["tender"]
    _method(world, process, tender, "planned" if stage == "UK13" else "active")
    tender["documents"] = [_document(made, stage)]
    tender["items"] = [_item(process, 1)]
    tender["lots"] = [_lot(process, 1, tender["status"])]


def _modified(world: World, process: Process, made: Json, stage: str) -> None:
    """UK15: who joined the list or left it, as changes only."""
    change = {"id": made["id"]}
    made["tender"]["amendments"] = [change]
    made["tender"]["documents"] = [_document(made, stage)]
    numbers = range(1, 3 + world.chance.below(20))
    made["awards"] = [{"id": str(number), "amendments": [change]} for number in numbers]
    removed = tender_vendor(world.chance, process.vendors[0])
    made["parties"].append(removed | {"roles": ["removedSupplier"]})


Writer = Callable[[World, Process, Json, str], None]
WRITERS: dict[str, Writer] = {
    "UK1": _planned, "UK2": _planned, "UK3": _planned, "UK4": _open, "UK5": _awarded,
    "UK6": _awarded, "UK7": _signed, "UK9": _performed, "UK10": _changed, "UK11": _performed,
    "UK12": _cancelled, "UK13": _market, "UK14": _market, "UK15": _modified, "UK16": _cancelled,
}  # fmt: skip
