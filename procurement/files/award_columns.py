"""The columns of the table of awards."""

from procurement import codelists, money
from procurement.codelists.amounts import COUNTED_AS

from .columns import Column, _codes, _ids, _names, amount, contract_columns


def award_columns(site: str) -> list[Column]:
    """Give the columns of awards, each with its contract's: rows are (contract, award)."""

    def award(name):
        return lambda row: getattr(row[1], name)

    return [
        Column("award_id", "text", "The id of the award inside its contract, as the register has it.", award("id")),
        Column("award_title", "text", "Its title.", award("title")),
        Column("award_status", "code", f"Whether it stands: {_codes(codelists.AWARD_STATUS)}.", award("status")),
        Column("award_date", "date", "When it was decided.", award("date")),
        Column(
            "award_value", "number",
            "Its value in major units, to the last digit, as the register states it: £0.01 and the like are no price."
            " Where several vendors share the award, it is theirs together.",
            lambda row: amount(*row[1].value) if row[1].value else "",
        ),
        Column(
            "award_currency", "code", "The currency of that value.",
            lambda row: row[1].value[1] if row[1].value else "",
        ),
        Column(
            "award_is_price", "flag",
            "Whether that value is a price, and so more than one pound or the like: true, false, or empty without one.",
            lambda row: row[1].value and not money.Money(*row[1].value).is_nominal,
        ),
        Column(
            "award_counted_as", "code",
            f"What that value counts as, of which decided alone is added up: {_codes(COUNTED_AS)}. Empty where there is"
            " none, or what was signed says it.",
            award("counted_as"),
        ),
        Column("award_why", "text", "Why it counts so, in a sentence.", award("why")),
        Column(
            "award_is_doubtful", "flag",
            "Whether it counts as decided although it may be the most that may be bought: true or false.",
            award("marked"),
        ),
        Column(
            "award_value_gross", "number", "The amount with VAT, in the same currency, where the notice states it too.",
            lambda row: amount(*row[1].value_gross) if row[1].value_gross else "",
        ),
        Column("award_vendor_count", "number", "How many vendors it names.", lambda row: len(row[1].vendors)),
        Column("award_vendor_ids", "code", "Their numbers, “; ” between them.", lambda row: _ids(row[1].vendors)),
        Column("award_vendors", "text", "Their names, “; ” between them.", lambda row: _names(row[1].vendors)),
        Column(
            "award_buyer_ids", "code", "The numbers of who buys under it, “; ” between them.",
            lambda row: _ids(_buyers(row)),
        ),
        Column(
            "award_buyers", "text", "The names of who buys under it, “; ” between them.",
            lambda row: _names(_buyers(row)),
        ),
        Column("award_starts_on", "date", "When what is bought begins.", award("starts_on")),
        Column("award_ends_on", "date", "When it ends.", award("ends_on")),
        *map(_of_contract, contract_columns(site)),
    ]  # fmt: skip


def _buyers(row):
    return row[1].buyers or [one for one in (row[0].buyer,) if one]


def _of_contract(column):
    """A column of the award's contract. Each of its awards repeats it: it is not to be added up."""
    holds = f"Of its contract, in each of its rows: {column.holds[:1].lower()}{column.holds[1:]}"
    return Column(f"contract_{column.name}", column.kind, holds, lambda row: column.read(row[0]))
