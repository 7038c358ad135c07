from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.money import (
    ACCEPTED,
    CURRENCIES,
    LARGEST_MINOR,
    Money,
    MoneyError,
    in_range,
    parse,
    total,
)

moneys = st.builds(Money, st.integers(0, LARGEST_MINOR), st.sampled_from(sorted(CURRENCIES)))


@pytest.mark.parametrize(
    ("text", "minor", "currency"),
    [
        ("£50m", 5_000_000_000, "GBP"),
        ("50m", 5_000_000_000, "GBP"),
        (" £50 million ", 5_000_000_000, "GBP"),
        ("£1.5bn", 150_000_000_000, "GBP"),
        ("50,000,000", 5_000_000_000, "GBP"),
        ("£50,000,000.00", 5_000_000_000, "GBP"),
        ("50000000 GBP", 5_000_000_000, "GBP"),
        ("GBP 50,000,000", 5_000_000_000, "GBP"),
        ("€5k", 500_000, "EUR"),
        ("eur 5", 500, "EUR"),
        ("£5m", 500_000_000, "GBP"),
        ("0.01", 1, "GBP"),
        ("£1.5", 150, "GBP"),
        ("JPY 5", 5, "JPY"),
        ("KWD 1.234", 1234, "KWD"),
        ("£1.23456789m", 123_456_789, "GBP"),
        ("£10,000bn", LARGEST_MINOR, "GBP"),
    ],
)
def test_parse_understands(text, minor, currency):
    assert parse(text) == Money(minor, currency)


def test_parse_takes_the_default_currency():
    assert parse("5", default_currency="JPY") == Money(5, "JPY")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "The amount is empty."),
        ("   ", "The amount is empty."),
        ("$5", "“$” and “¥” stand for several currencies: name it by its code, such as USD."),
        ("1_000", "Underscores cannot separate digits."),
        ("٣", "The amount holds a character other than digits 0 to 9, £ and €."),
        ("５", "The amount holds a character other than digits 0 to 9, £ and €."),
        ("1.234,56", "The comma separates thousands and the point pence, as in 1,234.56."),
        ("1.234.567", "The amount has more than one point."),
        ("1,23", "A comma stands before every three digits, as in 1,234,567."),
        ("1,2345", "A comma stands before every three digits, as in 1,234,567."),
        ("-5", "The amount is negative."),
        ("£5m-£6m", "This is a range: write one amount."),
        ("5m – 6m GBP", "This is a range: write one amount."),
        ("£5m to £6m", "This is a range: write one amount."),
        ("GBP -5", "The amount is negative."),
        ("1e5", "Powers of ten are not understood."),
        ("NaN", "“NaN” is not understood as an amount."),
        (".5", "“.5” is not understood as an amount."),
        ("5\x00", "The amount holds a character that cannot be seen."),
        ("5\n", "The amount holds a character that cannot be seen."),
        ("9" * 61, "The amount has more than 60 characters."),
        ("1.234", "GBP has 2 decimals, not more."),
        ("JPY 1.5", "JPY has 0 decimals, not more."),
        ("£5 GBP", "The currency is named twice."),
    ],
)
def test_parse_refuses_in_words(text, fault):
    with pytest.raises(MoneyError) as refusal:
        parse(text)

    assert str(refusal.value) == f"{fault} {ACCEPTED}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("XXX 5", "“XXX” is not a currency code of ISO 4217, such as GBP or EUR."),
        ("10000000000000.01", "The amount is above £10,000,000,000,000."),
        ("9" * 60, "The amount is above £10,000,000,000,000."),
    ],
)
def test_parse_refuses_unknown_currencies_and_huge_amounts(text, words):
    with pytest.raises(MoneyError) as refusal:
        parse(text)

    assert str(refusal.value) == words


@pytest.mark.parametrize(
    ("money", "exact", "short"),
    [
        (Money(5_000_000_000, "GBP"), "£50,000,000", "£50m"),
        (Money(2_055_050, "GBP"), "£20,550.50", "£20,550.50"),
        (Money(100_000, "EUR"), "€1,000", "€1,000"),
        (Money(100_000, "USD"), "USD 1,000", "USD 1,000"),
        (Money(95_000_000, "GBP"), "£950,000", "£950,000"),
        (Money(99_999_999, "GBP"), "£999,999.99", "£999,999.99"),
        (Money(2_244_999_999, "GBP"), "£22,449,999.99", "£22,449,999.99"),
        (Money(2_245_000_000, "GBP"), "£22,450,000", "£22.45m"),
        (Money(365_000_000, "GBP"), "£3,650,000", "£3.65m"),
        (Money(100_000_000, "GBP"), "£1,000,000", "£1m"),
        (Money(104_999_900, "GBP"), "£1,049,999", "£1,049,999"),
        (Money(105_000_000, "GBP"), "£1,050,000", "£1.05m"),
        (Money(100_000_001, "GBP"), "£1,000,000.01", "£1,000,000.01"),
        (Money(1_234_500_000, "GBP"), "£12,345,000", "£12.345m"),
        (Money(1_234_567_890, "GBP"), "£12,345,678.90", "£12,345,678.90"),
        (Money(1_200_400_000, "EUR"), "€12,004,000", "€12.004m"),
        (Money(95_000_000_000, "GBP"), "£950,000,000", "£950m"),
        (Money(99_995_000_000, "GBP"), "£999,950,000", "£999.95m"),
        (Money(99_999_999_999, "GBP"), "£999,999,999.99", "£999,999,999.99"),
        (Money(100_000_000_000, "GBP"), "£1,000,000,000", "£1bn"),
        (Money(116_823_400_000, "GBP"), "£1,168,234,000", "£1,168,234,000"),
        (Money(150_000_000_000_000, "GBP"), "£1,500,000,000,000", "£1,500bn"),
        (Money(3_650_000, "JPY"), "JPY 3,650,000", "JPY 3.65m"),
        (Money(3_650_000_000, "KWD"), "KWD 3,650,000", "KWD 3.65m"),
        (Money(-365_000_000, "GBP"), "−£3,650,000", "−£3.65m"),
        (Money(123_000_000_000, "USD"), "USD 1,230,000,000", "USD 1.23bn"),
        (Money(5, "JPY"), "JPY 5", "JPY 5"),
        (Money(1, "KWD"), "KWD 0.001", "KWD 0.001"),
        (Money(-550, "GBP"), "−£5.50", "−£5.50"),
        (Money(0, "GBP"), "£0", "£0"),
    ],
)
def test_money_is_written(money, exact, short):
    assert (money.exact(), money.short(), str(money)) == (exact, short, exact)


@pytest.mark.parametrize(
    ("minor", "currency", "nominal"),
    [
        (-1, "GBP", True),
        (0, "GBP", True),
        (1, "GBP", True),
        (100, "GBP", True),
        (101, "GBP", False),
        (1, "JPY", True),
        (2, "JPY", False),
    ],
)
def test_is_nominal_up_to_one_major_unit(minor, currency, nominal):
    assert Money(minor, currency).is_nominal is nominal


@pytest.mark.parametrize(
    ("money", "amount", "text"),
    [
        (Money(5_000_000_000, "GBP"), Decimal("50000000.00"), "50000000.00"),
        (Money(5, "JPY"), Decimal(5), "5"),
        (Money(-5, "KWD"), Decimal("-0.005"), "-0.005"),
    ],
)
def test_as_json_keeps_every_digit(money, amount, text):
    assert money.amount == amount
    assert money.as_json() == {"minor": money.minor, "currency": money.currency, "amount": text}


@pytest.mark.parametrize(
    ("minor", "currency"), [(1.0, "GBP"), (True, "GBP"), (1, "XXX"), (1, "gbp")]
)
def test_money_refuses_what_is_no_money(minor, currency):
    with pytest.raises(MoneyError):
        Money(minor, currency)


def test_total_never_adds_two_currencies():
    moneys = [Money(1, "GBP"), Money(2, "EUR"), Money(3, "GBP")]

    assert total(moneys) == {"GBP": 4, "EUR": 2}


def test_currencies_have_their_decimals():
    assert {
        code: CURRENCIES[code] for code in ("GBP", "EUR", "JPY", "ISK", "KWD", "TND", "MGA")
    } == {
        "GBP": 2,
        "EUR": 2,
        "JPY": 0,
        "ISK": 0,
        "KWD": 3,
        "TND": 3,
        "MGA": 2,
    }
    assert {"XXX", "XTS", "XAU", "XAG", "XPT", "XPD"} & CURRENCIES.keys() == set()


@given(moneys)
def test_parse_reads_what_exact_writes(money):
    assert parse(money.exact()) == money


@given(moneys)
def test_short_says_the_very_sum(money):
    assert parse(money.short()) == money
    assert len(money.short()) <= len(money.exact())


@given(st.sampled_from(sorted(CURRENCIES)), st.integers(1, 999_999), st.sampled_from([3, 6]))
def test_short_is_short_where_three_decimals_say_it(currency, thousands, power):
    money = Money(thousands * 10 ** (power + CURRENCIES[currency]), currency)

    assert money.short().endswith(("m", "bn")) is (money.amount >= 10**6)


@given(st.text(max_size=80))
def test_parse_answers_any_text_with_money_or_a_refusal(text):
    try:
        assert parse(text).minor >= 0
    except MoneyError as refusal:
        assert str(refusal) != ""


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (4_000_000, 8_000_000, "£40,000 to £80,000"),
        (8_000_000, 8_000_000, "£80,000"),
        (None, 8_000_000, "£80,000"),
        (8_000_000, None, "£80,000 or more"),
        # £0 and £0.01 are no prices, and no ends
        (8_000_000, 0, "£80,000 or more"),
        (1, 8_000_000, "£80,000"),
        (0, 0, ""),
        (None, None, ""),
    ],
)
def test_ends_of_a_range_are_those_that_are_stated(least, most, words):
    ends = [None if one is None else Money(one, "GBP") for one in (least, most)]

    assert in_range(*ends) == words
