"""Words that stand in the place of a name, and names that are like them."""

import pytest

from procurement.unnamed import names_nobody, stands_for

NOBODY = [
    "Withheld", "N/A", "n.a.", "NA", "Not applicable", "NOT  APPLICABLE", "TBC", "t.b.c.", "See attached",
    "(see attached)", "See Attached Document", "Various", "Various Suppliers", "Multiple suppliers",
    "59 suppliers", "2 Vendors", "-", "—", "...", "?", "Redacted", "Name withheld", "Supplier Name Withheld",
    "To be confirmed", "None", "Not disclosed", "Unknown", "“Withheld”", "No Definido",
]  # fmt: skip
SOMEBODY = [
    "Various Artists Ltd", "Withheld Music Limited", "NA Consulting", "TBC Consulting", "See Woo",
    "Multiple Sclerosis Trust",
    "59 Productions", "3M", "A", "None of the Above CIC", "59 suppliers of timber", "Attached Ltd", "北京", "&Co 1",
    "Suppliers Direct", "Confidential Shredding", "Nil Desperandum Trust",
]  # fmt: skip


@pytest.mark.parametrize("name", NOBODY)
def test_word_in_the_place_of_a_name_names_nobody(name):
    assert names_nobody(name)


@pytest.mark.parametrize("name", SOMEBODY)
def test_name_that_is_like_one_is_a_name(name):
    assert not names_nobody(name)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("59 suppliers", 59),
        ("Various", None),
        ("Multiple Suppliers", None),
        ("Withheld", 1),
        ("-", 1),
    ],
)
def test_some_stand_for_several(name, number):
    assert stands_for(name) == number
