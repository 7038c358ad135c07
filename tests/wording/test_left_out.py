"""What a total leaves out, in words."""

import pytest

from procurement.wording import left_out


def sums(*rows):
    return [dict(zip(("kind", "currency", "minor", "contracts"), row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("proposed", "GBP", 5_00, 1)], "£5 proposed (1 contract)"),
        # One contract may be among both: they are not added up.
        (
            [("proposed", "GBP", 5_00, 1), ("proposed", "EUR", 7_00, 1)],
            "£5 (1 contract) and €7 (1 contract) proposed",
        ),
        ([("gross", "GBP", 5_00, 2), ("yearly", "GBP", 1_00, 1)],
         "£5 stated with VAT alone (2 contracts); £1 a year, where the whole is not stated (1 contract)"),
    ],
)  # fmt: skip
def test_numbers_of_contracts_stand_with_what_they_are_of(rows, words):
    assert left_out(sums(*rows)) == words


def test_of_one_contract_nothing_is_counted():
    rows = [{"kind": "decided", "currency": one, "minor": 5_00} for one in ("GBP", "EUR")]

    assert left_out(rows) == "£5 and €5 decided"
    assert left_out([one | {"contracts": 1} for one in rows]).startswith(
        "£5 (1 contract) and €5 (1 contract) decided, of"
    )
