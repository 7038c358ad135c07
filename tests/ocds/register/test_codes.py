"""The codes of these sections: each says what it is, and where it is from."""

import pytest

from procurement.codelists import afterwards
from procurement.codelists import amounts as codes

LISTS = [
    afterwards.MODIFICATION_GROUND,
    afterwards.TERMINATION_REASON,
    afterwards.PENALTY,
    afterwards.RATING,
    codes.AMOUNT,
    codes.AMOUNT_BASIS,
]


@pytest.mark.parametrize("listing", [*LISTS, codes.COUNTED_AS], ids=lambda one: one.name)
def test_list_says_what_each_code_is(listing):
    assert [code.code for code in listing if not (code.label and code.definition)] == []


@pytest.mark.parametrize("listing", LISTS, ids=lambda one: one.name)
def test_list_says_where_each_code_is_from(listing):
    assert [code.code for code in listing if not code.standard] == []
