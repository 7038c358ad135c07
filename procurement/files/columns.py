"""The columns of the tables that can be downloaded: documented here, and nowhere else.

docs/files.md is written from these lists.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from procurement import codelists, money
from procurement.public import Named

# What a spreadsheet takes for the beginning of a formula; the last four are wide forms of the first.
# OWASP, "CSV injection".
FORMULA = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
BETWEEN = "; "


class Column(NamedTuple):
    """One column: its name, what it holds, and how it is read from a row.

    `kind` is text, date, number or flag.
    """

    name: str
    holds: str
    read: Callable[[Any], Any]
    kind: str = "text"


def safe(text: str) -> str:
    """Give text that no spreadsheet takes for a formula: with an apostrophe before what looks like one."""
    return f"'{text}" if text[:1] in FORMULA else text


def amount(minor: int | None, currency: str) -> str:
    """Give an amount in major units, every digit of it: "20550.50"; "" for none."""
    if minor is None:
        return ""
    places = money.CURRENCIES[currency]
    if not places:
        return str(minor)
    digits = f"{minor:0{places + 1}}"
    return f"{digits[:-places]}.{digits[-places:]}"


def _name(party: Named | None) -> str:
    return safe(party.name) if party else ""


def _id(party: Named | None) -> int | str:
    return party.id if party else ""


def _names(parties: list[Named]) -> str:
    return safe(BETWEEN.join([party.name for party in parties]))


def _ids(parties: list[Named]) -> str:
    return BETWEEN.join([str(party.id) for party in parties])


def _codes(codelist: codelists.Codelist) -> str:
    return ", ".join(codelist.codes())


FLAG = ("false", "true")
_SAMPLE = "Whether it is of the demonstration record: invented, and no fact: true or false."


def contract_columns(site: str) -> list[Column]:
    """Give the columns of contracts; `site` is what their addresses begin with."""
    page = f"{site}/contracts/"

    def read(name):
        return lambda row: getattr(row, name)

    def text(name):
        return lambda row: safe(getattr(row, name))

    def flag(name):
        return lambda row: FLAG[getattr(row, name)]

    return [
        Column("id", "The number of the contract on this site; permanent.", read("id"), "number"),
        Column("address", "Its page; permanent.", lambda row: f"{page}{row.id}/"),
        Column("ocid", "Its Open Contracting ID, where one is known.", text("ocid")),
        Column("title", "Its title.", text("title")),
        Column("headline", "The sentence at the top of its page, with how it is known.", text("headline")),
        Column("stage", f"How far the process is: {_codes(codelists.STAGE)}.", read("stage")),
        Column("hold", f"What holds it up now: {_codes(codelists.HOLD)}.", read("hold")),
        Column("held_since", "Since when, where that is stated.", read("held_since"), "date"),
        Column("known_as", "How stage and hold are known, in a few words.", text("known_as")),
        Column(
            "value",
            "Its headline value in major units, such as pounds, to the last digit. Empty where none is stated, or"
            " only what is no price, such as £0.01.",
            lambda row: amount(row.value_minor, row.currency),
            "number",
        ),
        Column("currency", "The currency of the value: an ISO 4217 code.", read("currency")),
        Column("value_kind", f"What value it is: {_codes(codelists.VALUE_KIND)}.", read("value_kind")),
        Column("buyer_id", "The number of the buyer on this site; permanent.", lambda row: _id(row.buyer), "number"),
        Column("buyer", "Who buys.", lambda row: _name(row.buyer)),
        Column("user_body_id", "The number of the buyer that will use it.", lambda row: _id(row.user_body), "number"),
        Column("user_body", "Who will use what is bought, where that is another.", lambda row: _name(row.user_body)),
        Column("vendor_ids", "The numbers of its vendors, “; ” between them.", lambda row: _ids(row.vendors)),
        Column("vendors", "Who supplies, by name, “; ” between them.", lambda row: _names(row.vendors)),
        Column("decided_on", "When it was decided to buy.", read("decided_on"), "date"),
        Column("last_event_on", "When something last happened.", read("last_event_on"), "date"),
        Column("last_event", "What last happened, in a sentence.", text("last_event")),
        Column("category", f"What kind of thing is bought: {_codes(codelists.CATEGORY)}.", read("category")),
        Column("method", f"How the vendor was chosen: {_codes(codelists.METHOD)}.", read("method")),
        Column("cpv", "What is bought: its code of the Common Procurement Vocabulary.", text("cpv")),
        Column("tracked", "Whether editors keep it, and not the register alone: true or false.", flag("tracked")),
        Column("disputed", "Whether accounts of it differ: true or false.", flag("disputed")),
        Column("first_published", "When it was first published, in UTC.", read("published_at")),
        Column("last_changed", "When what is public of it last changed, in UTC.", read("changed_at")),
        Column("is_sample", _SAMPLE, flag("is_sample")),
    ]  # fmt: skip


def intervention_columns(site: str) -> list[Column]:
    """Give the columns of interventions; `site` is what their addresses begin with."""
    act, contract = f"{site}/interventions/", f"{site}/contracts/"

    def read(name):
        return lambda row: getattr(row, name)

    def text(name):
        return lambda row: safe(getattr(row, name))

    def flag(name):
        return lambda row: FLAG[getattr(row, name)]

    return [
        Column("id", "The number of the intervention on this site; permanent.", read("id"), "number"),
        Column("address", "Its page; permanent.", lambda row: f"{act}{row.id}/"),
        Column("happened_on", "When it happened.", read("happened_on"), "date"),
        Column("sentence", "What happened, with how it is known.", text("sentence")),
        Column("type", f"What kind of act it is: {_codes(codelists.TYPE)}.", read("type")),
        Column("stakeholder_id", "The number of who acted; permanent.", lambda row: row.stakeholder.id, "number"),
        Column("stakeholder", "Who acted.", lambda row: _name(row.stakeholder)),
        Column("capacity", f"In which capacity: {_codes(codelists.CAPACITY)}.", read("capacity")),
        Column("effect", f"What it did: {_codes(codelists.EFFECT)}.", read("effect")),
        Column("outcome", f"How it ended: {_codes(codelists.OUTCOME)}.", read("outcome")),
        Column("attribution", f"How it is known: {_codes(codelists.ATTRIBUTION)}.", read("level")),
        Column("known_as", "The same in a few words.", text("known_as")),
        Column(
            "grounds",
            "The codes of its grounds, “; ” between them, each with whose words it is in and whether it is for or"
            " against the contract, such as “data_security (stated, against)”.",
            lambda row: BETWEEN.join(
                [f"{one['ground']} ({one['layer']}, {one['direction']})" for one in row.grounds]
            ),
        ),
        Column("contract_id", "The number of the contract that it is about.", read("contract_id"), "number"),
        Column("contract_address", "The page of that contract.", lambda row: f"{contract}{row.contract_id}/"),
        Column("contract_title", "The title of that contract.", text("contract_title")),
        Column("buyer_id", "The number of the contract’s buyer.", lambda row: _id(row.buyer), "number"),
        Column("buyer", "Who buys.", lambda row: _name(row.buyer)),
        Column("vendor_ids", "The numbers of its vendors, “; ” between them.", lambda row: _ids(row.vendors)),
        Column("vendors", "Who supplies, by name, “; ” between them.", lambda row: _names(row.vendors)),
        Column(
            "has_primary_source", "Whether a primary source is cited for it: true or false.", flag("has_primary_source")
        ),
        Column("has_reply", "Whether somebody replied to it: true or false.", flag("has_reply")),
        Column("has_outcome", "Whether it is known how it ended: true or false.", flag("has_outcome")),
        Column("is_sample", _SAMPLE, flag("is_sample")),
    ]  # fmt: skip


def award_columns(site: str) -> list[Column]:
    """Give the columns of awards, each with its contract's: rows are (contract, award)."""

    def text(name):
        return lambda row: safe(getattr(row[1], name))

    def date(name):
        return lambda row: getattr(row[1], name)

    return [
        Column("award_id", "The id of the award inside its contract, as the register has it.", text("id")),
        Column("award_title", "Its title.", text("title")),
        Column("award_status", f"Whether it stands: {_codes(codelists.AWARD_STATUS)}.", date("status")),
        Column("award_date", "When it was decided.", date("date"), "date"),
        Column(
            "award_value",
            "Its value in major units, to the last digit, as the register states it: £0.01 and the like are no price."
            " Where several vendors share the award, it is theirs together.",
            lambda row: amount(*row[1].value) if row[1].value else "",
            "number",
        ),
        Column("award_currency", "The currency of that value.", lambda row: row[1].value[1] if row[1].value else ""),
        Column(
            "award_is_price",
            "Whether that value is a price, and so more than one pound or the like: true, false, or empty without one.",
            lambda row: FLAG[not money.Money(*row[1].value).is_nominal] if row[1].value else "",
        ),
        Column("award_vendor_count", "How many vendors it names.", lambda row: len(row[1].vendors), "number"),
        Column("award_vendor_ids", "Their numbers, “; ” between them.", lambda row: _ids(row[1].vendors)),
        Column("award_vendors", "Their names, “; ” between them.", lambda row: _names(row[1].vendors)),
        Column("award_starts_on", "When what is bought begins.", date("starts_on"), "date"),
        Column("award_ends_on", "When it ends.", date("ends_on"), "date"),
        *map(_of_contract, contract_columns(site)),
    ]  # fmt: skip


def _of_contract(column):
    """A column of the award's contract. Each of its awards repeats it: it is not to be added up."""
    holds = f"Of its contract, in each of its rows: {column.holds[:1].lower()}{column.holds[1:]}"
    return Column(f"contract_{column.name}", holds, lambda row: column.read(row[0]), column.kind)
