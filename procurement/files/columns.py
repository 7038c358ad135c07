"""The columns of the tables that can be downloaded: documented here, and nowhere else.

docs/files.md is written from these lists.
"""

from collections.abc import Callable
from operator import attrgetter as of
from typing import Any, NamedTuple, get_origin, get_type_hints

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
    """Give the columns of contracts; `site` is what their addresses begin with.

    Those of `public.FIELDS`, and what is more than one of them, or another in a file than in a row.
    """
    more = _more_columns(f"{site}/contracts/", public.today().isoformat())
    told = (
        [_column(name, field), *more.get(name, ())] if field.holds else more.get(name, ())
        for name, field in public.FIELDS.items()
    )
    return [column for some in told for column in some]


def _column(name: str, field: public.Field) -> Column:
    if get_origin(get_type_hints(public.ContractRow)[name]) is list:
        return Column(name, field.kind, field.holds, lambda row: BETWEEN.join(getattr(row, name)))
    return Column(name, field.kind, field.holds, of(name))


def _more_columns(page: str, as_of: str) -> dict[str, list[Column]]:
    """{field: columns after it, or in its place}."""
    return {
        "id": [Column("address", "code", "Its page; permanent.", lambda row: f"{page}{row.id}/")],
        "stage": [
            Column("stage_in_words", "text", "The same in words, by its stated days.", of("stage_in_words")),
            *(Column(name, "date", holds, _day(name)) for name, holds in DAYS),
        ],
        "value_minor": [Column(
            "value", "number",
            "Its headline value in major units, such as pounds, to the last digit. Empty where none is stated, or"
            " only what is no price, such as £0.01.",
            lambda row: amount(row.value_minor, row.currency),
        )],
        "buyer_name": [
            Column("buyer_id", "number", "The number of the buyer on this site; permanent.", of("buyer_id")),
            Column("buyer", "text", "Who buys.", of("buyer_name")),
        ],
        "user_body_name": [
            Column("user_body_id", "number", "The number of the buyer that will use it.", of("user_body_id")),
            Column("user_body", "text", "Who will use it, as editors say.", of("user_body_name")),
        ],
        "run_by_name": [
            Column("run_by_id", "number", "The number of the body that runs the procurement.", of("run_by_id")),
            Column("run_by", "text", "Who runs it for the buyer, as notices say.", of("run_by_name")),
        ],
        "other_buyers": [
            Column(
                "other_buyer_ids", "code",
                "The numbers of those who buy beside the buyer, under awards of their own, “; ” between them.",
                lambda row: _ids(row.other_buyers),
            ),
            Column("other_buyers", "text", "Their names, “; ” between them.", lambda row: _names(row.other_buyers)),
        ],
        "vendors": _vendor_columns(),
        "disputed": [
            Column("as_of", "date", "The day in London by which headline and stage are told.", lambda row: as_of)
        ],
        "published_at": [Column("first_published", "code", "When it was first published, in UTC.", of("published_at"))],
        "changed_at": [
            Column("last_changed", "code", "When what is public of it last changed, in UTC.", of("changed_at"))
        ],
    }  # fmt: skip


def _vendor_columns() -> list[Column]:
    return [
        Column("vendor_ids", "code", "The numbers of its vendors, “; ” between them.", lambda row: _ids(row.vendors)),
        Column("vendors", "text", "Who supplies, by name, “; ” between them.", lambda row: _names(row.vendors)),
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
        Column(
            "actor_ids", "code", "The numbers of the stakeholders who acted, permanent, “; ” between them.",
            lambda row: _ids(row.actors),
        ),
        Column("actors", "text", "Who acted, “; ” between them.", lambda row: _names(row.actors)),
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
        *_vendor_columns(),
        Column(
            "has_primary_source", "flag",
            "Whether a primary source is cited for it: true or false.",
            of("has_primary_source"),
        ),
        Column("has_reply", "flag", "Whether somebody replied to it: true or false.", of("has_reply")),
        Column("has_outcome", "flag", "Whether it is known how it ended: true or false.", of("has_outcome")),
        *(_column(name, public.FIELDS[name]) for name in ("demonstration", "invented")),
    ]  # fmt: skip
