"""Notices in the shape of Find a Tender under the Procurement Act 2023, UK1 to UK16.

UK8 has no notice of its own and UK17 is no part of a procurement: neither is made.
"""

from collections.abc import Callable
from typing import Any

from . import tender_parts as parts
from .amounts import gross, tidy
from .moments import ends, starts, written, year
from .parties import reference, tender_buyer, tender_vendor
from .processes import Process
from .words import AIMS
from .world import World

Json = dict[str, Any]
LAW = {
    "id": "2023/54",
    "scheme": "UKPGA",
    "uri": "https://www.legislation.gov.uk/ukpga/2023/54/contents",
}
CHANGES = [
    "Unforeseeable circumstances",
    "Additional goods, services or works",
    "Transfer on corporate restructuring",
    "Provided for in the contract",
]


def release(world: World, process: Process, stage: str, moment: float, number: int) -> Json:
    """Give the notice of one stage, published at this moment; `number` counts those of a year."""
    buyer = tender_buyer(process.buyer)
    made: Json = {
        "ocid": process.ocid,
        "id": f"{number:06d}-{year(process.today)}",
        "tag": _tags(process, stage),
        "date": written(moment),
        "initiationType": "tender",
        "parties": [buyer],
        "buyer": reference(buyer),
        "tender": {"id": process.reference, "legalBasis": LAW, "title": process.title},
    }
    WRITERS[stage](world, process, made, stage)
    made["language"] = "en"
    return made


def _tags(process: Process, stage: str) -> list[str]:
    if stage == "UK4" and "UK4" in process.story[: process.step]:
        return ["tenderUpdate"]
    return parts.NOTICES[stage][2]


def _planned(world: World, process: Process, made: Json, stage: str) -> None:
    """UK1 to UK3: nothing is decided yet."""
    made["planning"] = {"documents": [parts.document(made, stage)]}
    if stage == "UK2":
        due = {"id": "engagement", "type": "engagement", "dueDate": ends(process.today + 14)}
        said = "Please answer the questions in the engagement document."
        made["planning"]["milestones"] = [due | {"description": said, "status": "scheduled"}]
    parts.ask(world, process, made, "planned")


def _open(world: World, process: Process, made: Json, stage: str) -> None:
    """UK4: the competition is open."""
    parts.ask(world, process, made, "active")
    tender = made["tender"]
    tender["documents"] = [parts.document(made, stage)]
    tender["submissionTerms"] = {"electronicSubmissionPolicy": "allowed"}
    tender["submissionMethodDetails"] = f"https://tenders.example.org/{made['id']}"
    tender["tenderPeriod"] = {"endDate": ends(process.today + 30)}
    tender["enquiryPeriod"] = {"endDate": ends(process.today + 20)}
    price = 20 + 10 * world.chance.below(5)
    criteria = [parts.criterion("price", price), parts.criterion("quality", 100 - price)]
    for lot in tender["lots"]:
        lot["awardCriteria"] = {"criteria": criteria}


def _awarded(world: World, process: Process, made: Json, stage: str) -> None:
    """UK5, UK6: decided, by lot; no contract yet."""
    chance = world.chance
    status = "pending" if stage == "UK5" or chance.once(0.6) else "active"
    parts.describe(process, made, "complete")
    parts.award(world, process, made, status)
    for award, share in zip(made["awards"], parts.shares(process), strict=True):
        award["documents"] = [parts.document(made, stage)]
        award["date"] = starts(process.decided)
        award["contractPeriod"] = parts.period(process)
        if chance.once(0.5):
            award["value"] = gross(share, process.currency)


def _signed(world: World, process: Process, made: Json, stage: str) -> None:
    """UK7: signed."""
    parts.describe(process, made, "complete")
    parts.award(world, process, made, "active")
    made["contracts"] = []
    for number, share in enumerate(parts.shares(process), 1):
        contract = parts.contract(process, number, share)
        contract["title"] = process.title
        contract["status"] = "active"
        contract["dateSigned"] = starts(min(process.start, process.decided + 8))
        contract["documents"] = [parts.document(made, stage)]
        parts.distort(world, contract)
        made["contracts"].append(contract)


def _changed(world: World, process: Process, made: Json, stage: str) -> None:
    """UK10: what changes in one contract, and nothing else."""
    more = 1.05 + world.chance.below(40) / 100
    contract = parts.contract(process, 1, tidy(parts.shares(process)[0] * more))
    why = world.chance.pick(CHANGES)
    contract["amendments"] = [{"id": made["id"], "date": made["date"], "description": why}]
    contract["documents"] = [parts.document(made, stage)]
    made["contracts"] = [contract]


def _performed(world: World, process: Process, made: Json, stage: str) -> None:
    """UK9: what was not done as agreed."""
    contract: Json = {"id": "1", "awardID": "1", "status": "active"}
    failure = {"id": "1", "category": "breach", "decisionDate": made["date"]}
    failure["description"] = f"The aim for {world.chance.pick(AIMS)} was missed in two quarters."
    contract["implementation"] = {"performanceFailures": [failure]}
    contract["documents"] = [parts.document(made, stage)]
    made["contracts"] = [contract]


def _ended(world: World, process: Process, made: Json, stage: str) -> None:
    """UK11: the contract is at an end."""
    contract: Json = {"id": "1", "awardID": "1", "status": "terminated"}
    contract["period"] = {"endDate": made["date"]}
    contract["implementation"] = {"endDate": made["date"], "endDateDetails": "Ended by agreement."}
    contract["documents"] = [parts.document(made, stage)]
    made["contracts"] = [contract]


def _cancelled(world: World, process: Process, made: Json, stage: str) -> None:
    """UK12: the procurement ends without a contract; a few do not say whose it was."""
    tender = made["tender"]
    tender["status"] = "withdrawn"
    tender["documents"] = [parts.document(made, stage)]
    tender["lots"] = [{"id": "1", "status": "cancelled"}]
    made["awards"] = [{"id": "1", "status": "cancelled", "relatedLots": ["1"]}]
    if world.chance.once(0.2):
        del made["buyer"]


def _market(world: World, process: Process, made: Json, stage: str) -> None:
    """UK13, UK14: a list of vendors, not spending."""
    status = "planned" if stage == "UK13" else "active"
    parts.describe(process, made, status)
    tender = made["tender"]
    tender["documents"] = [parts.document(made, stage)]
    tender["items"] = [parts.item(process, 1)]
    tender["lots"] = [parts.lot(process, 1, status)]


def _modified(world: World, process: Process, made: Json, stage: str) -> None:
    """UK15: who joined the list or left it, as changes only."""
    change = {"id": made["id"]}
    made["tender"]["amendments"] = [change]
    made["tender"]["documents"] = [parts.document(made, stage)]
    numbers = range(1, 3 + world.chance.below(20))
    made["awards"] = [{"id": str(number), "amendments": [change]} for number in numbers]
    removed = tender_vendor(world.chance, process.vendors[0])
    made["parties"].append(removed | {"roles": ["removedSupplier"]})


def _closed(world: World, process: Process, made: Json, stage: str) -> None:
    """UK16: the list of vendors is no more."""
    made["tender"]["status"] = "complete"
    made["tender"]["documents"] = [parts.document(made, stage)]


Writer = Callable[[World, Process, Json, str], None]
WRITERS: dict[str, Writer] = {
    "UK1": _planned, "UK2": _planned, "UK3": _planned, "UK4": _open, "UK5": _awarded,
    "UK6": _awarded, "UK7": _signed, "UK9": _performed, "UK10": _changed, "UK11": _ended,
    "UK12": _cancelled, "UK13": _market, "UK14": _market, "UK15": _modified, "UK16": _closed,
}  # fmt: skip
