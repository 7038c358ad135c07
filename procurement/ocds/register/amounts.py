"""Every amount that notices state, with what it is of; what each counts as is told in `amount_kinds`.

What bids were highest and lowest stands with the bids. Sources: OCDS 1.1.5, its EU profile, the
extensions for the United Kingdom, lots, metrics, completion and budgets; Contracts Finder before 2023.
"""

from collections.abc import Iterator
from typing import Any

from procurement.ocds.texts import line

from ..values import Note, nothing, part
from .ceilings import facts
from .readers import amount, date, gross, identifier, rows, stated

_RANGE = {"value": "estimate", "minValue": "least", "maxValue": "most"}
_AWARD = {"estimatedValue": "estimate", "maximumValue": "most"}


class _Book:
    """The amounts found so far: `add` writes down what a Value says, net and gross."""

    def __init__(self, note: Note) -> None:
        self.rows: list[dict[str, Any]] = []
        self.note = note

    def add(self, value: Any, at: str, of: str, id_: str = "", kind: str = "", **more: Any) -> None:
        if not value:
            return
        value = part(value, at, self.note)
        for key, reader in (("amount", amount), ("amountGross", gross)):
            # A currency alone is no amount.
            if value.get(key) is not None and (found := reader(value, at, self.note)):
                head = stated(of=of, id=id_, kind=kind, **more)
                self.rows.append(head | found | _basis(value, key) | {"at": f"{at}/{key}"})

    def last(self, before: int) -> dict[str, Any] | None:
        """The first amount that was written down since there were `before`."""
        return self.rows[before] if len(self.rows) > before else None


def read(release: dict, note: Note) -> list[dict[str, Any]]:
    """Give [{"of", "id", "kind", "minor", "currency", "basis", "at"}] of all amounts, by section.

    `of` is planning, tender, lot, lot group, award, agreement or bid; `kind` a code of
    AMOUNT, not there for the value of an award or agreement itself; `basis` net or gross, only
    where the notice says so. The value of an award or agreement has "facts" too, for `amount_kinds`: see
    `ceilings.facts`. A payment has "on", "payer", "payee"; a share "vendor". What one of an item costs
    stands with the items.
    """
    book = _Book(note)
    for section, write in _SECTIONS.items():
        thing = release.get(section)
        if isinstance(thing, dict) and thing:
            write(book, thing)
    for award, field in rows(release, "awards", nothing):
        _award(book, release, award, field)
    for contract, field in rows(release, "contracts", nothing):
        _contract(book, release, contract, field)
    return book.rows


def _basis(value, key):
    """Without tax where another amount beside it is with, or where that is said of it; with, where that is said."""
    taxed = value.get("valueAddedTaxIncluded")
    if key == "amountGross":
        return {"basis": "gross"}
    if taxed is False or value.get("amountGross") is not None:
        return {"basis": "net"}
    if taxed is True:
        return {"basis": "gross"}
    return {}


def _planning(book, planning):
    budget = part(planning.get("budget"), "planning/budget", book.note)
    book.add(budget.get("amount"), "planning/budget/amount", "planning", kind="budget")
    for key, name in (("budgetBreakdown", "amount"), ("finance", "value")):
        for row, at in rows(budget, key, book.note, "planning/budget"):
            text = line(row.get("description"), f"{at}/description", nothing)
            book.add(row.get(name), f"{at}/{name}", "planning", kind="budget_part", text=text)
    project = _below(planning, "project")
    book.add(project.get("totalValue"), "planning/project/totalValue", "planning", kind="budget")
    _measured(book, planning, "forecasts", "planning", "planning")


def _tender(book, tender):
    _range(book, tender, "tender", "tender")
    for lot, at in rows(tender, "lots", nothing, "tender"):
        _range(book, lot, at, "lot")
    for group, at in rows(tender, "lotGroups", nothing, "tender"):
        id_ = identifier(group, at, nothing)
        book.add(group.get("maximumValue"), f"{at}/maximumValue", "lot group", id_, "most")
    for fee, at in rows(tender, "participationFees", nothing, "tender"):
        book.add(fee.get("value"), f"{at}/value", "tender", kind="fee")
    _measured(book, tender, "targets", "tender", "tender")


def _range(book, thing, field, of):
    """The estimate of a tender or a lot, the ends of its range, the ceiling of its framework."""
    id_ = identifier(thing, field, nothing) if of == "lot" else ""
    for key, kind in _RANGE.items():
        if key in thing:
            book.add(thing[key], f"{field}/{key}", of, id_, kind)
    agreement = _below(thing, "techniques", "frameworkAgreement")
    at = f"{field}/techniques/frameworkAgreement/value"
    book.add(agreement.get("value"), at, of, id_, "ceiling")
    prizes = _below(thing, "designContest", "prizes")
    for prize, at in rows(prizes, "details", nothing, f"{field}/designContest/prizes"):
        book.add(prize.get("value"), f"{at}/value", of, id_, "prize")


def _below(thing, *keys):
    """The object that keys lead to; {} for none."""
    for key in keys:
        thing = part(thing.get(key), "", nothing)
    return thing


def _bids(book, bids):
    for bid, at in rows(bids, "details", nothing, "bids"):
        id_ = identifier(bid, at, nothing)
        book.add(bid.get("value"), f"{at}/value", "bid", id_, "bid")
        _subcontracts(book, bid, at, "bid", id_)


def _award(book, release, award, field):
    id_ = identifier(award, field, nothing)
    before = len(book.rows)
    book.add(award.get("value"), f"{field}/value", "award", id_)
    if value := book.last(before):
        value["facts"] = facts(release, award, award, value)
    for key, kind in _AWARD.items():
        if key in award:
            book.add(award[key], f"{field}/{key}", "award", id_, kind)
    _shares(book, award, field, id_)
    _subcontracts(book, award, field, "award", id_)
    _measured(book, award, "agreedMetrics", field, "award", id_)
    _changed(book, award, field, "award", id_)


def _shares(book, award, field, id_):
    vendors = award.get("suppliers")
    for place, vendor in enumerate(vendors if isinstance(vendors, list) else ()):
        share = vendor.get("x_awardValue") if isinstance(vendor, dict) else None
        # Nearly all of them hold a currency alone.
        if isinstance(share, dict) and share.get("amount") is not None:
            at = f"{field}/suppliers/{place}"
            name = line(vendor.get("name"), f"{at}/name", nothing)
            book.add(share, f"{at}/x_awardValue", "award", id_, "share", vendor=name)


def _contract(book, release, contract, field):
    id_ = identifier(contract, field, nothing)
    before = len(book.rows)
    book.add(contract.get("value"), f"{field}/value", "agreement", id_)
    if value := book.last(before):
        value["facts"] = facts(release, contract, _award_of(release, contract), value)
    for source, at in rows(contract, "finance", nothing, field):
        book.add(source.get("value"), f"{at}/value", "agreement", id_, "budget_part")
    _measured(book, contract, "agreedMetrics", field, "agreement", id_)
    _changed(book, contract, field, "agreement", id_)
    done = contract.get("implementation")
    if isinstance(done, dict):
        _implementation(book, done, f"{field}/implementation", id_)


def _award_of(release, contract):
    """The award that an agreement names: the first of its id."""
    id_ = contract.get("awardID")
    awards = rows(release, "awards", nothing) if id_ not in (None, "") else []
    return next((one for one, _ in awards if str(one.get("id")) == str(id_)), {})


def _implementation(book, done, field, id_):
    book.add(done.get("finalValue"), f"{field}/finalValue", "agreement", id_, "final")
    for row, at in rows(done, "transactions", book.note, field):
        # Its amount was called `amount` in OCDS 1.0, and who paid whom was named otherwise.
        key = "value" if row.get("value") else "amount"
        book.add(
            row.get(key), f"{at}/{key}", "agreement", id_, "payment", **_paid(row, at, book.note)
        )
    for row, at in rows(done, "charges", book.note, field):
        text = line(row.get("title"), f"{at}/title", nothing)
        for key in ("estimatedValue", "actualValue"):
            book.add(row.get(key), f"{at}/{key}", "agreement", id_, "charge", text=text)
    for row, at in rows(done, "performanceFailures", nothing, field):
        book.add(row.get("penaltyValue"), f"{at}/penaltyValue", "agreement", id_, "penalty")
    _measured(book, done, "metrics", field, "agreement", id_)


def _paid(row, at, note):
    names = {
        who: line(name, f"{at}/{who}", note)
        for who, keys in (
            ("payer", ("payer", "providerOrganization")),
            ("payee", ("payee", "receiverOrganization")),
        )
        if (name := next(_named(row, keys), None))
    }
    return {"on": date(row.get("date"), f"{at}/date", note)} | names


def _named(row, keys) -> Iterator[Any]:
    for key in keys:
        one = row.get(key)
        if isinstance(one, dict) and (name := one.get("name") or one.get("legalName")):
            yield name


def _subcontracts(book, thing, field, of, id_):
    share = _below(thing, "subcontracting")
    book.add(share.get("value"), f"{field}/subcontracting/value", of, id_, "subcontract")


def _measured(book, thing, key, field, of, id_=""):
    for metric, at in rows(thing, key, nothing, field):
        text = line(metric.get("title"), f"{at}/title", nothing)
        for seen, place in rows(metric, "observations", nothing, at):
            book.add(seen.get("value"), f"{place}/value", of, id_, "measured", text=text)


def _changed(book, thing, field, of, id_):
    for key in ("amendments", "proposedAmendments"):
        for change, at in rows(thing, key, nothing, field):
            book.add(change.get("value"), f"{at}/value", of, id_, "changed")


_SECTIONS = {"planning": _planning, "tender": _tender, "bids": _bids}
