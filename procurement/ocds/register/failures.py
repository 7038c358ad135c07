"""How vendors perform: failures, and what indicators measured.

Sources: OCDS extensions for performance failures, for metrics and for the United Kingdom; the Act
asks for both in UK9, and for the agreed indicators in UK7.
"""

from typing import Any

from procurement.ocds.texts import line, prose, title

from ..values import Note, nothing, part
from .readers import amount, date, flag, gross, identifier, names, rows, span, stated


def read(release: dict, note: Note) -> list[dict[str, Any]]:
    """Give what notices state of performance, "what" says which of these it is:

    failure   {"of": "agreement", "id", "failure": its id, "category", "requirement", "description",
              "events": how many, "decided_on", "penalty_on", "penalty": contracted, imposed or
              negotiated, "penalty_words", "penalty_contracted", "penalty_imposed", "penalty_paid",
              "penalty_value", "penalty_value_gross", "partial_termination", "vendors": [name],
              "starts_on", "ends_on", "at"}
    indicator {"of": agreement or award, "id", "indicator": its id, "title", "description",
              "agreed": True where it is a target, "observations": [{"rating", "rating_words",
              "measure", "unit", "value", "notes", "starts_on", "ends_on"}], "at"}
    none      {"of": "agreement", "id", "rationale": why no indicators are published, "at"}
    """
    found: list[dict[str, Any]] = []
    for award, field in rows(release, "awards", nothing):
        if award.get("agreedMetrics"):
            head = stated(of="award", id=identifier(award, field, nothing))
            found += _agreed(award, field, head, note)
    for contract, field in rows(release, "contracts", nothing):
        head = stated(of="agreement", id=identifier(contract, field, nothing))
        found += _contract(contract, field, head, note)
    return found


def _contract(contract, field, head, note):
    found = _agreed(contract, field, head, note) if contract.get("agreedMetrics") else []
    if contract.get("noAgreedMetricsRationale"):
        place = f"{field}/noAgreedMetricsRationale"
        words = prose(contract["noAgreedMetricsRationale"], place, note)
        found.append({"what": "none"} | head | stated(rationale=words, at=place))
    done = contract.get("implementation")
    if not isinstance(done, dict):
        return found
    field = f"{field}/implementation"
    for row, place in rows(done, "performanceFailures", note, field):
        found.append({"what": "failure"} | head | _failure(row, place, note))
    for row, place in rows(done, "metrics", note, field):
        found.append({"what": "indicator"} | head | _indicator(row, place, note))
    return found


def _agreed(row, field, head, note):
    head = {"what": "indicator"} | head | {"agreed": True}
    found = rows(row, "agreedMetrics", note, field)
    return [head | _indicator(one, place, note) for one, place in found]


def _failure(one: dict, field: str, note: Note) -> dict[str, Any]:
    return stated(
        failure=identifier(one, field, note),
        category=line(one.get("category"), f"{field}/category", note),
        requirement=prose(one.get("requirement"), f"{field}/requirement", note),
        description=prose(one.get("description"), f"{field}/description", note),
        events=_number(one.get("events")),
        decided_on=date(one.get("decisionDate"), f"{field}/decisionDate", note),
        partial_termination=prose(
            one.get("partialTermination"), f"{field}/partialTermination", note
        ),
        vendors=names(one.get("suppliers"), f"{field}/suppliers", note),
        **_penalty(one, field, note),
        **span(one.get("period"), f"{field}/period", note),
        at=field,
    )


def _penalty(one, field, note):
    return stated(
        penalty_on=date(one.get("penaltyDate"), f"{field}/penaltyDate", note),
        penalty=line(one.get("penaltyType"), f"{field}/penaltyType", note),
        penalty_words=prose(one.get("penaltyTypeEntered"), f"{field}/penaltyTypeEntered", note),
        penalty_contracted=prose(one.get("penaltyContracted"), f"{field}/penaltyContracted", note),
        penalty_imposed=prose(one.get("penaltyImposed"), f"{field}/penaltyImposed", note),
        penalty_paid=flag(one.get("penaltyPaid")),
        penalty_value=amount(one.get("penaltyValue"), f"{field}/penaltyValue", note),
        penalty_value_gross=gross(one.get("penaltyValue"), f"{field}/penaltyValue", note),
    )


def _number(value):
    return value if type(value) is int else None


def _indicator(one: dict, field: str, note: Note) -> dict[str, Any]:
    seen = rows(one, "observations", note, field)
    return stated(
        indicator=identifier(one, field, note),
        title=title(one.get("title"), f"{field}/title", note),
        description=prose(one.get("description"), f"{field}/description", note),
        observations=[_observation(row, place, note) for row, place in seen],
        at=field,
    )


def _observation(one, field, note):
    rating = part(one.get("measureClassification"), f"{field}/measureClassification", note)
    unit = part(one.get("unit"), f"{field}/unit", note)
    return stated(
        rating=line(rating.get("id"), f"{field}/measureClassification/id", note),
        rating_words=line(
            rating.get("description"), f"{field}/measureClassification/description", note
        ),
        measure=line(one.get("measure"), f"{field}/measure", note),
        unit=line(unit.get("name"), f"{field}/unit/name", note),
        value=amount(one.get("value"), f"{field}/value", note),
        notes=prose(one.get("notes"), f"{field}/notes", note),
        **span(one.get("period"), f"{field}/period", note),
    )
