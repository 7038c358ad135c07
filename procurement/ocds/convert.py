"""From a merged extract to the facts that the register states of a contract."""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from procurement.codelists import NOTHING_BOUGHT
from procurement.money import CURRENCIES

from .merge import keys
from .organisations import Organisation
from .stage import stage
from .term import ended, ended_on, open_until, term

Amount = tuple[int, str]


class Award(NamedTuple):
    """One decision to buy; `counts` where its value is part of what was decided."""

    local_id: str
    title: str
    status: str
    decided_on: datetime.date | None
    value: Amount | None
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    latest_end_on: datetime.date | None
    suppliers: tuple[Organisation, ...]
    counts: bool


class Agreement(NamedTuple):
    """One signed document; `award` is the place of its award among the awards, or None.

    `ended` says of one that is terminated how that is stated: early, at term, or "" where neither
    its reason nor a stated day of ending says so; `ended_on` is that day.
    """

    local_id: str
    award: int | None
    title: str
    status: str
    signed_on: datetime.date | None
    value: Amount | None
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    latest_end_on: datetime.date | None
    counts: bool
    ended: str
    ended_on: datetime.date | None


class Register(NamedTuple):
    """What the register states of one contract."""

    title: str
    description: str
    buyer: Organisation | None
    user_body: Organisation | None
    stage: str
    value: Amount | None
    value_kind: str
    decided_on: datetime.date | None
    open_until: datetime.date | None
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    latest_end_on: datetime.date | None
    ended_on: datetime.date | None
    category: str
    method: str
    cpv: str
    awards: list[Award]
    agreements: list[Agreement]

    def standing(self) -> list[Award]:
        """The awards under which something is bought, or to be bought."""
        return [award for award in self.awards if award.status not in NOTHING_BOUGHT]

    def names(self) -> list[str]:
        """The names of all organisations, as published."""
        parties = [self.buyer, self.user_body, *self.organisations()]
        return [one.name for one in parties if one]

    def organisations(self) -> list[Organisation]:
        """The suppliers of all awards."""
        return [one for award in self.awards for one in award.suppliers]


def convert(whole: dict[str, Any], ocid: str) -> Register:
    """Give the facts that a merged extract states."""
    tender = whole.get("tender", {})
    awards, agreements = _rows(whole)
    value, kind = _value(whole, awards, agreements)
    buyer, user = buyers(whole)
    return Register(
        title=_title(whole, ocid),
        description=tender.get("description") or "",
        buyer=buyer,
        user_body=user,
        stage=stage(whole, awards, agreements),
        value=value,
        value_kind=kind,
        decided_on=_decided_on(awards, agreements),
        open_until=open_until(whole, tender, awards),
        **term(awards, agreements),
        category=tender.get("category") or "not_stated",
        method=tender.get("method") or "not_stated",
        cpv=tender.get("cpv") or "",
        awards=awards,
        agreements=agreements,
    )


def buyers(extract: dict[str, Any]) -> tuple[Organisation | None, Organisation | None]:
    """Give who buys, and who will use what is bought where that is another body."""
    buyer, entity = extract.get("buyer"), extract.get("tender", {}).get("entity")
    return buyer or entity, entity if buyer and entity and not _are_same(buyer, entity) else None


def suppliers(extract: dict[str, Any]) -> list[Organisation]:
    """Give the suppliers of all awards."""
    return [one for row in extract.get("awards", ()) for one in row.get("suppliers", ())]


def is_nominal(value: Amount) -> bool:
    """Tell whether an amount is no price: one major unit (£1) or less, as `Money.is_nominal`."""
    return value[0] <= 10 ** CURRENCIES[value[1]]


def _are_same(one, other):
    return one.name == other.name or (one.id and one.id == other.id)


def _title(whole, ocid):
    rows = [whole.get("tender", {}), *whole.get("awards", ()), *whole.get("contracts", ())]
    return next((row["title"] for row in rows if row.get("title")), f"Untitled, {ocid}")


def _rows(whole):
    """The awards and agreements, with which of them count: no value counts twice."""
    rows, contracts = whole.get("awards", []), whole.get("contracts", [])
    places: dict[str, int] = {}
    for place, row in enumerate(rows):
        places.setdefault(row["id"], place)
    agreements = [
        _agreement(row, local_id, places, rows)
        for row, local_id in zip(contracts, _ids(contracts), strict=True)
    ]
    told = {one.award for one in agreements if one.counts and one.award is not None}
    awards = [
        _award(row, local_id, place not in told)
        for place, (row, local_id) in enumerate(zip(rows, _ids(rows), strict=True))
    ]
    return awards, agreements


def _ids(rows):
    """Each row's id inside its contract; one that is given again carries a number."""
    found: dict[str, None] = {}
    for id_, again in keys(rows):
        name, number = id_ or "not stated", again
        unique = name if number == 0 else f"{name} ({number + 1})"
        while unique in found:
            number += 1
            unique = f"{name} ({number + 1})"
        found[unique] = None
    return list(found)


def _counts(row):
    value = row.get("value")
    return value is not None and not is_nominal(value) and row.get("status") not in NOTHING_BOUGHT


def _award(row, local_id, untold):
    return Award(
        local_id, row.get("title") or row.get("description") or "", row.get("status") or "",
        row.get("date"), row.get("value"), row.get("starts_on"), row.get("ends_on"),
        row.get("latest_end_on"), tuple(row.get("suppliers", ())), untold and _counts(row),
    )  # fmt: skip


def _agreement(row, local_id, places, rows):
    award = places.get(row.get("award", ""))
    due = [
        row.get("due_on"),
        row.get("ends_on"),
        None if award is None else rows[award].get("ends_on"),
    ]
    return Agreement(
        local_id, award, row.get("title") or "", row.get("status") or "",
        row.get("date"), row.get("value"), row.get("starts_on"), row.get("ends_on"),
        row.get("latest_end_on"), _counts(row), ended(row, list(filter(None, due))), ended_on(row),
    )  # fmt: skip


def _value(whole, awards, agreements):
    """What was decided; else, of nothing decided, the estimate. Two currencies make no sum."""
    counted = [one for one in (*agreements, *awards) if one.counts]
    if counted:
        currencies = {one.value[1] for one in counted}
        if len(currencies) > 1:
            return None, "unknown"
        total = sum(one.value[0] for one in counted), currencies.pop()
        pending = all(one.status == "pending" for one in counted)
        return total, "proposed" if pending else "decided"
    for part in ("tender", "planning"):
        value = whole.get(part, {}).get("value")
        if value and not is_nominal(value):
            return value, "estimated"
    return None, "unknown"


def _decided_on(awards, agreements):
    """The day of the first decision that stands; of none, of the first signature."""
    for rows, name in ((awards, "decided_on"), (agreements, "signed_on")):
        days = [
            getattr(one, name)
            for one in rows
            if one.status not in NOTHING_BOUGHT and getattr(one, name)
        ]
        if days:
            return min(days)
    return None


def decisions(register: Register) -> Iterable[tuple[tuple[Organisation, ...], list[Amount]]]:
    """Each standing award: its suppliers, and its values: those of its agreements that count, else its own."""
    told: dict[int, list[Amount]] = {}
    for one in register.agreements:
        if one.award is not None and one.counts and one.value:
            told.setdefault(one.award, []).append(one.value)
    for place, award in enumerate(register.awards):
        if award.status not in NOTHING_BOUGHT:
            yield award.suppliers, told.get(place, [award.value] if award.value else [])
