"""What the sections of a register document become in OCDS: bids and suppliers, and what came afterwards."""

from collections.abc import Callable, Iterable
from typing import Any

from procurement import codelists

from .tree import Tree
from .values import Entry, amount, classification, known, moment, value, without_empty


def bids(tree: Tree, section: dict[str, list[Entry]]) -> None:
    """Put how many bids came in, the bids themselves, and who made them."""
    for one in section.get("statistics", ()):
        if one["at"] == "tender/numberOfTenderers":
            tree.put(one["at"], one["value"] if isinstance(one["value"], int) else None)
        else:
            tree.put(one["at"], _statistic(one))
    for one in section.get("details", ()):
        tree.put(one["at"], _bid(one))
    for place, one in enumerate(section.get("tenderers", ())):
        tree.put(f"tender/tenderers/{place}", reference(one))


def _statistic(one):
    found = without_empty(
        measure=one["measure"],
        value=one.get("value"),
        date=moment(one.get("date")),
        notes=one.get("notes"),
        relatedLots=one.get("lots"),
        relatedLot=one.get("id") if one.get("of") == "lot" else "",
    )
    for name, key in (("value", "money"), ("valueGross", "gross")):
        if key in one:
            found[name] = amount(one[key]["minor"], one[key]["currency"])
            found["currency"] = one[key]["currency"]
    # OCDS asks for a value: of one with tax alone, that.
    return found if "value" in found else found | {"value": found["valueGross"]}


def _bid(one):
    return without_empty(
        id=one.get("id"),
        status=known(codelists.BID_STATUS, one.get("status")),
        date=moment(one.get("submitted_on")),
        rank=one.get("rank"),
        variant=one.get("variant"),
        value=value(one.get("value")),
        tenderers=_each(map(reference, one.get("tenderers", ()))),
        relatedLots=one.get("lots"),
        foreignSubsidyMeasures=one.get("foreign_subsidies"),
    )


def reference(one: Entry) -> dict[str, str]:
    """Give the OrganizationReference of {"name", "id"}, the id as the notice has it."""
    return without_empty(id=one.get("id"), name=one["name"])


def _each(found: Iterable[dict]) -> list[dict]:
    """Each once: OCDS wants no two alike."""
    kept: list[dict] = []
    for one in found:
        if one and one not in kept:
            kept.append(one)
    return kept


def suppliers(tree: Tree, section: dict[str, list[Entry]]) -> None:
    """Put subcontracting, for whom it is meant, and grounds of exclusion; the rest is of parties."""
    for one in section.get("subcontracting", ()):
        at = one["at"]
        tree.put(f"{at}/hasSubcontracting", one.get("will"))
        tree.put(
            f"{at}/subcontractingTerms" if one.get("terms") else f"{at}/subcontracting",
            _subcontracting(one),
        )
    for one in section.get("suitable_for", ()):
        base = one["at"].rpartition("/")[0]
        tree.put(f"{base}/suitability", {key: one[key] for key in ("sme", "vcse") if key in one})
    for place, one in enumerate(section.get("reserved_for", ())):
        tree.put(f"{one['at']}/{place}", one["code"])
    for one in section.get("exclusion_grounds", ()):
        if one["at"][-1].isdigit():
            tree.put(one["at"], without_empty(type=one.get("type"), description=one.get("text")))


def _subcontracting(one):
    return without_empty(
        description=one.get("text"),
        minimumPercentage=one.get("least"),
        maximumPercentage=one.get("most"),
        competitiveMinimumPercentage=one.get("competitive_least"),
        competitiveMaximumPercentage=one.get("competitive_most"),
        competitive=one.get("competitive"),
        value=value(one.get("value")),
        subcontracts=_each(map(_subcontract, enumerate(one.get("subcontracts", ()), 1))),
    )


def _subcontract(numbered):
    number, one = numbered
    return without_empty(
        id=one.get("id") or str(number),
        description=one.get("text"),
        subcontractor=reference(one["to"]) if "to" in one else None,
        mainContractors=_each(map(reference, one.get("for", ()))),
    )


def terminations(tree: Tree, entries: list[Entry]) -> None:
    """Put how agreements ended, and why awards and tenders came to nothing."""
    for one in entries:
        is_over = one["of"] == "agreement" and one.get("status", "terminated") == "terminated"
        tree.put(one["at"], _ended(one) if is_over else _stopped(one))


def _ended(one):
    return without_empty(
        terminationRationale=one.get("rationale"),
        terminationRationaleClassifications=_each(map(classification, one.get("reasons", ()))),
        implementation=without_empty(
            endDate=moment(one.get("on")),
            endDateDetails=one.get("details"),
            finalValue=value(one.get("final_value"), one.get("final_value_gross")),
            finalValueDetails=one.get("final_value_details"),
        ),
    )


def _stopped(one):
    return without_empty(statusDetails=one.get("details"), finalStatusDate=moment(one.get("on")))


AFTERWARDS: dict[str, Callable[[Tree, Any], None]] = {
    "bids": bids,
    "suppliers": suppliers,
    "terminations": terminations,
}
