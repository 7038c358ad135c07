"""The columns of the tables that can be downloaded: documented here, and nowhere else.

docs/files.md is written from these lists.
"""

from collections.abc import Callable
from operator import attrgetter as of
from typing import Any, NamedTuple

from procurement import codelists, money, public
from procurement.public import NamedParty

BETWEEN = "; "


class Column(NamedTuple):
    """One column: its name, its kind, what it holds, and how it is read from a row.

    `kind` is text, which anybody may have written; code, which this site writes; number; date, as
    exact as it is known; or flag. Of nothing, "" or None is read.
    """

    name: str
    kind: str
    holds: str
    read: Callable[[Any], Any]


def amount(minor: int | None, currency: str) -> str:
    """Give an amount in major units, every digit of it: "20550.50"; "" for none."""
    if minor is None:
        return ""
    places = money.CURRENCIES[currency]
    if not places:
        return str(minor)
    digits = f"{minor:0{places + 1}}"
    return f"{digits[:-places]}.{digits[-places:]}"


def _name(party: NamedParty | None) -> str:
    return party.name if party else ""


def _id(party: NamedParty | None) -> int | str:
    return party.id if party else ""


def _names(parties: list[NamedParty]) -> str:
    return BETWEEN.join([party.name for party in parties])


def _ids(parties: list[NamedParty]) -> str:
    return BETWEEN.join([str(party.id) for party in parties])


def _codes(codelist: codelists.Codelist) -> str:
    return ", ".join(codelist.codes())


_DEMONSTRATION = "Whether it is of the demonstration record, which is in no total: true or false."
_INVENTED = "Whether it is invented, and no fact: true or false. What is invented is of the demonstration record."


DAYS = (
    ("open_until", "Until when bids may be made, where that is stated."),
    ("starts_on", "When it begins, where that is stated."),
    ("ends_on", "When it ends without any option used, where that is stated."),
    ("latest_end_on", "When it ends with every option used, where that is stated."),
    ("ended_on", "When it ended, or is to end after a termination, where that is stated."),
)


def _day(name: str) -> Callable[[Any], str]:
    return lambda row: row.days.get(name, "")


def contract_columns(site: str) -> list[Column]:
    """Give the columns of contracts; `site` is what their addresses begin with."""
    page, as_of = f"{site}/contracts/", public.today().isoformat()
    return [
        Column("id", "number", "The number of the contract on this site; permanent.", of("id")),
        Column("address", "code", "Its page; permanent.", lambda row: f"{page}{row.id}/"),
        Column("ocid", "text", "Its Open Contracting ID, where one is known.", of("ocid")),
        Column("title", "text", "Its title.", of("title")),
        Column("headline", "text", "The sentence at the top of its page, with how it is known.", of("headline")),
        Column("stage", "code", f"How far the process is: {_codes(codelists.STAGE)}.", of("stage")),
        Column("stage_in_words", "text", "The same in words, by its stated days.", of("stage_in_words")),
        *(Column(name, "date", holds, _day(name)) for name, holds in DAYS),
        Column("hold", "code", f"What holds it up now: {_codes(codelists.HOLD)}.", of("hold")),
        Column("held_since", "date", "Since when, where that is stated.", of("held_since")),
        Column("known_as", "text", "How stage and hold are known, in a few words.", of("known_as")),
        Column(
            "value", "number",
            "Its headline value in major units, such as pounds, to the last digit. Empty where none is stated, or"
            " only what is no price, such as £0.01.",
            lambda row: amount(row.value_minor, row.currency),
        ),
        Column("currency", "code", "The currency of the value: an ISO 4217 code.", of("currency")),
        Column("value_kind", "code", f"What value it is: {_codes(codelists.VALUE_KIND)}.", of("value_kind")),
        Column("buyer_id", "number", "The number of the buyer on this site; permanent.", of("buyer_id")),
        Column("buyer", "text", "Who buys.", of("buyer_name")),
        Column("user_body_id", "number", "The number of the buyer that will use it.", of("user_body_id")),
        Column("user_body", "text", "Who will use it, where that is another.", of("user_body_name")),
        Column(
            "other_buyer_ids", "code",
            "The numbers of those who buy beside the buyer, under awards of their own, “; ” between them.",
            lambda row: _ids(row.other_buyers),
        ),
        Column("other_buyers", "text", "Their names, “; ” between them.", lambda row: _names(row.other_buyers)),
        Column("vendor_ids", "code", "The numbers of its vendors, “; ” between them.", lambda row: _ids(row.vendors)),
        Column("vendors", "text", "Who supplies, by name, “; ” between them.", lambda row: _names(row.vendors)),
        Column("decided_on", "date", "When it was decided to buy.", of("decided_on")),
        Column(
            "decided_from", "code",
            "What that day is taken from where no decision is dated: signature, the day of the first signature.",
            of("decided_from"),
        ),
        Column("last_event_on", "date", "When something last happened.", of("last_event_on")),
        Column("last_event", "text", "What last happened, in a sentence.", of("last_event")),
        Column("category", "code", f"What kind of thing is bought: {_codes(codelists.CATEGORY)}.", of("category")),
        Column("method", "code", f"How the vendor was chosen: {_codes(codelists.METHOD)}.", of("method")),
        Column("cpv", "text", "What is bought: its code of the Common Procurement Vocabulary.", of("cpv")),
        Column(
            "bids_received", "number",
            "How many bids came in, where that is stated; of several lots or awards, the fewest.",
            of("bids_received"),
        ),
        Column(
            "regions", "code",
            f"Where it is delivered, “; ” between them: {_codes(codelists.REGION)}. Of what is said to be delivered in"
            " England or in the United Kingdom, these stand there only where no region is stated.",
            lambda row: BETWEEN.join(row.regions),
        ),
        Column(
            "framework", "code",
            f"What it has to do with a framework or dynamic market: {_codes(codelists.FRAMEWORK)}; or nothing is said.",
            of("framework"),
        ),
        Column(
            "rationales", "text",
            f"The reasons given for a direct award, “; ” between them: {_codes(codelists.RATIONALE)}; or the code"
            " of the notice.",
            lambda row: BETWEEN.join(row.rationales),
        ),
        Column("tracked", "flag", "Whether editors keep it, and not the register alone: true or false.", of("tracked")),
        Column(
            "disputed", "code",
            f"The facts that accounts differ on, “; ” between them: {_codes(codelists.DISPUTABLE)}.",
            lambda row: BETWEEN.join(row.disputed),
        ),
        Column("as_of", "date", "The day in London by which headline and stage are told.", lambda row: as_of),
        Column("first_published", "code", "When it was first published, in UTC.", of("published_at")),
        Column("last_changed", "code", "When what is public of it last changed, in UTC.", of("changed_at")),
        Column("demonstration", "flag", _DEMONSTRATION, of("demonstration")),
        Column("invented", "flag", _INVENTED, of("invented")),
    ]  # fmt: skip


def intervention_columns(site: str) -> list[Column]:
    """Give the columns of interventions; `site` is what their addresses begin with."""
    act, contract = f"{site}/interventions/", f"{site}/contracts/"
    return [
        Column("id", "number", "The number of the intervention on this site; permanent.", of("id")),
        Column("address", "code", "Its page; permanent.", lambda row: f"{act}{row.id}/"),
        Column("happened_on", "date", "When it happened.", of("happened_on")),
        Column("sentence", "text", "What happened, with how it is known.", of("sentence")),
        Column("type", "code", f"What kind of act it is: {_codes(codelists.TYPE)}.", of("type")),
        Column("stakeholder_id", "number", "The number of who acted; permanent.", lambda row: row.stakeholder.id),
        Column("stakeholder", "text", "Who acted.", lambda row: _name(row.stakeholder)),
        Column("capacity", "code", f"In which capacity: {_codes(codelists.CAPACITY)}.", of("capacity")),
        Column("effect", "code", f"What it did: {_codes(codelists.EFFECT)}.", of("effect")),
        Column("outcome", "code", f"How it ended: {_codes(codelists.OUTCOME)}.", of("outcome")),
        Column("attribution", "code", f"How it is known: {_codes(codelists.ATTRIBUTION)}.", of("level")),
        Column("known_as", "text", "The same in a few words.", of("known_as")),
        Column(
            "grounds", "text",
            "The codes of its grounds, “; ” between them, each with whose words it is in and whether it is for or"
            " against the contract, such as “data_security (stated, against)”.",
            lambda row: BETWEEN.join(
                [f"{one['ground']} ({one['layer']}, {one['direction']})" for one in row.grounds]
            ),
        ),
        Column("contract_id", "number", "The number of the contract that it is about.", of("contract_id")),
        Column("contract_address", "code", "The page of that contract.", lambda row: f"{contract}{row.contract_id}/"),
        Column("contract_title", "text", "The title of that contract.", of("contract_title")),
        Column("buyer_id", "number", "The number of the contract’s buyer.", lambda row: _id(row.buyer)),
        Column("buyer", "text", "Who buys.", lambda row: _name(row.buyer)),
        Column("vendor_ids", "code", "The numbers of its vendors, “; ” between them.", lambda row: _ids(row.vendors)),
        Column("vendors", "text", "Who supplies, by name, “; ” between them.", lambda row: _names(row.vendors)),
        Column(
            "has_primary_source", "flag",
            "Whether a primary source is cited for it: true or false.",
            of("has_primary_source"),
        ),
        Column("has_reply", "flag", "Whether somebody replied to it: true or false.", of("has_reply")),
        Column("has_outcome", "flag", "Whether it is known how it ended: true or false.", of("has_outcome")),
        Column("demonstration", "flag", _DEMONSTRATION, of("demonstration")),
        Column("invented", "flag", _INVENTED, of("invented")),
    ]  # fmt: skip
