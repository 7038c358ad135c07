"""Single values of releases: read strictly, nothing rounded or guessed, what is unfit noted."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement import links
from procurement.money import CURRENCIES, LARGEST_MINOR
from procurement.ocds.notice import _PLAIN_LINK, _url
from procurement.ocds.organisations import organisation, parties
from procurement.ocds.texts import line, prose, texts
from procurement.ocds.values import day, each, moment, money, number, part, yes_no

from .samples import party


class Notes(list):
    """Keeps what was noted."""

    def __call__(self, field, value, reason):
        self.append((field, value, reason))


@pytest.fixture
def notes():
    return Notes()


def amount_of(amount, currency="GBP", notes=None):
    return money(
        {"amount": amount, "currency": currency}, "value", Notes() if notes is None else notes
    )


# 63 amounts

AMOUNTS = {
    5: 5_00, 0: 0, 5.5: 5_50, 0.01: 1, 0.1: 10, 1e3: 1_000_00, 1e7: 10_000_000_00,
    "1234.56": 1_234_56, "7": 7_00, "-0": 0, "1.10000": 1_10, 20_550.0: 20_550_00, 8.29: 8_29,
}  # fmt: skip


@pytest.mark.parametrize(("amount", "minor"), AMOUNTS.items())
def test_63_amount_is_read_exactly(amount, minor, notes):
    assert amount_of(amount, notes=notes) == (minor, "GBP")
    assert notes == []


def test_63_minus_zero_is_zero():
    assert amount_of(-0.0) == (0, "GBP")


NO_AMOUNTS = [
    -1, -0.01, "1,234.56", "1.234,56", "1 234", "1_000", "٣", "１２", "$5", "", " 5", "5 ", "5\n",
    "+5", "1e3", "0x10", "NaN", True, False, {"amount": 5}, [5], 1.239, 196000.006, 179334.001829,
    0.1 + 0.2, 10**21, "9" * 21, 1e21, 1e300, LARGEST_MINOR,
]  # fmt: skip


@pytest.mark.parametrize("amount", NO_AMOUNTS, ids=repr)
def test_63_what_is_no_amount_is_noted(amount, notes):
    assert amount_of(amount, notes=notes) is None
    assert [field for field, _, _ in notes] == ["value/amount"]


@pytest.mark.parametrize(
    "value", [None, {}, {"amount": None}, {"amountGross": 5, "currency": "GBP"}]
)
def test_63_no_amount_at_all_is_no_fault(value, notes):
    assert money(value, "value", notes) is None
    assert notes == []


@pytest.mark.parametrize("value", ["5 GBP", 5, [5], True])
def test_63_value_that_is_no_object_is_noted(value, notes):
    assert money(value, "value", notes) is None
    assert len(notes) == 1


def test_63_decimals_are_those_of_the_currency(notes):
    assert amount_of(5, "JPY") == (5, "JPY")
    assert amount_of(5.125, "KWD") == (5_125, "KWD")
    assert amount_of(5.5, "JPY", notes) is None


def test_63_largest_amount_is_kept():
    assert amount_of(str(Decimal(LARGEST_MINOR).scaleb(-2))) == (LARGEST_MINOR, "GBP")


@given(st.integers(0, LARGEST_MINOR), st.sampled_from(sorted(CURRENCIES)))
def test_63_every_amount_that_can_be_kept_is_read_from_text(minor, currency):
    text = f"{Decimal(minor).scaleb(-CURRENCIES[currency]):f}"

    assert amount_of(text, currency) == (minor, currency)


@given(st.integers(0, 10**13))
def test_63_every_amount_of_fifteen_digits_is_read_from_a_number(minor):
    assert amount_of(minor / 100) == (minor, "GBP")


# 64 currencies


@pytest.mark.parametrize("code", ["gbp", " GBP ", "Gbp"])
def test_64_currency_is_told_by_its_letters(code):
    assert amount_of(5, code) == (5_00, "GBP")


@pytest.mark.parametrize("code", [None, "", "EURO", "£", 7, ["GBP"], "ZZZ"])
def test_64_amount_without_a_currency_is_none(code, notes):
    assert amount_of(5, code, notes) is None
    assert [field for field, _, _ in notes] == ["value/currency"]


# 65 dates

DAYS = {
    "2024-02-29": datetime.date(2024, 2, 29),
    "2022-12-08 15:45:47.8730413": datetime.date(2022, 12, 8),
    "2024-06-30T23:59:59Z": datetime.date(2024, 6, 30),
    "2024-06-30T23:59:59+01:00": datetime.date(2024, 6, 30),
    "2024-06-30T23:30:00Z": datetime.date(2024, 7, 1),
    "2024-06-30T00:00:00Z": datetime.date(2024, 6, 30),
    "2024-06-30T00:00:00+14:00": datetime.date(2024, 6, 30),
    "2024-06-30T01:00:00+14:00": datetime.date(2024, 6, 29),
    "2024-06-30T00:00:00": datetime.date(2024, 6, 30),
    "2024-12-31T23:30:00": datetime.date(2024, 12, 31),
}


@pytest.mark.parametrize(("text", "found"), DAYS.items())
def test_65_day_is_londons_or_the_one_that_is_written(text, found, notes):
    assert day(text, "date", notes) == found
    assert notes == []


NO_DAYS = [
    "", "Last Tuesday", "0000-00-00", "0001-01-01", "2024-02-30", "9999-12-31", "10000-01-01",
    "01/02/2024", "20240201", "2024-W05-1", "2024-1-1", 1706745600, 2024.5, True, ["2024-01-01"],
    {"date": "2024-01-01"}, "2024-01-01T10:00:00+25:00", "٢024-01-01", "2024-01-01T25:00:00Z",
    "1899-12-31", "2101-01-01T00:00:00Z", "2024-02-30T00:00:00Z", "2024-01-01T23:59:59+25:00",
    "2024-01-01\n", "2024-01-01T",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_DAYS, ids=repr)
def test_65_what_is_no_day_is_noted(text, notes):
    assert day(text, "date", notes) is None
    assert len(notes) == 1


def test_65_no_day_at_all_is_no_fault(notes):
    assert (day(None, "date", notes), moment(None, "date", notes), notes) == (None, None, [])


def test_65_moment_without_a_zone_is_londons(notes):
    found = moment("2024-06-30T12:00:00", "date", notes)

    assert found.astimezone(datetime.UTC).hour == 11


@given(st.text())
def test_65_any_text_is_a_day_or_noted(text):
    notes = Notes()

    assert (day(text, "date", notes) is None) == bool(notes)


# 67 addresses


def url(value, notes=None):
    documents = [{"documentType": "tenderNotice", "url": value}]
    return _url(documents, Notes() if notes is None else notes)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.find-tender.service.gov.uk/Notice/000001-2025",
        "https://www.contractsfinder.service.gov.uk/Notice/1?a=b#c",
        "http://example.org/",
    ],
)
def test_67_public_address_is_kept(address, notes):
    assert url(address, notes) == address
    assert notes == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "data:text/html,x", "//evil.example", "ftp://example.org/1",
        "https://user:secret@example.org/", "https://example.org:99999/", "http://Contract Finder",
        "https://example.org/" + "x" * 3000, "https://example.org/a\r\nb", "http://127.0.0.1/",
        "http://169.254.169.254/", "http://localhost/", "http://10.0.0.1/", "x",
    ],
)  # fmt: skip
def test_67_other_addresses_are_left_out_and_noted(address, notes):
    assert url(address, notes) == ""
    assert [field for field, _, _ in notes] == ["documents/url"]


@given(st.from_regex(_PLAIN_LINK, fullmatch=True))
def test_67_addresses_taken_at_a_glance_are_those_that_the_check_takes(address):
    assert links.check(address) == address


# 69 and texts


def test_69_markup_is_text(notes):
    assert prose("<script>alert(1)</script> **a**", "d", notes) == "<script>alert(1)</script> **a**"


def test_entities_are_unescaped_once(notes):
    assert line("R&amp;amp;D &#039;x&#039; caf&eacute;", "t", notes) == "R&amp;D 'x' café"


def test_line_is_one_line_and_prose_keeps_its_own(notes):
    assert line(" a \r\n b\tc ", "t", notes) == "a b c"
    assert prose(" a \r\nb\rc ", "d", notes) == "a \nb\nc"


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x0b", "\x0c", "\r", "\r\n"])
def test_every_mark_that_breaks_a_line_does(mark, notes):
    assert line(f"Line two{mark}Line three", "x", notes) == "Line two Line three"
    assert prose(f"Line two{mark}Line three", "x", notes) == "Line two\nLine three"
    assert notes == []


def test_long_line_is_cut_and_noted(notes):
    found = line("x" * 1001, "t", notes)

    assert (len(found), found[-1], len(notes)) == (1000, "…", 1)


@pytest.mark.parametrize("text", ["\u200d", "\u200b", " \u00a0 ", "\u2066\u2069", "\ufeff"])
def test_text_that_nobody_could_see_is_none(text, notes):
    assert (line(text, "t", notes), prose(text, "t", notes)) == ("", "")


@pytest.mark.parametrize("text", [{"en": "x"}, ["x"], True])
def test_73_text_that_is_none_is_noted(text, notes):
    assert line(text, "t", notes) == ""
    assert len(notes) == 1


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_line_is_fit_to_be_kept_and_stays_what_it_is(text):
    found = line(text, "t", Notes())

    assert "\x00" not in found and "\n" not in found and found == found.strip()
    assert len(found) <= 1000


def test_56_object_in_the_place_of_an_array(notes):
    assert each({"id": "1"}, "awards", notes) == [{"id": "1"}]
    assert len(notes) == 1


def test_57_members_that_are_no_objects_are_left_out(notes):
    assert each([None, {"id": "1"}, "x"], "awards", notes) == [{"id": "1"}]
    assert len(notes) == 1


@pytest.mark.parametrize("value", ["x", 7, True])
def test_array_and_object_of_another_kind_are_noted(value, notes):
    assert (each(value, "awards", notes), part(value, "tender", notes)) == ([], {})
    assert len(notes) == 2


def test_number_takes_counts_and_shares_and_nothing_below_zero(notes):
    assert [number(one, "f", notes) for one in (0, 3, 2.0, 0.5, "7", "0.25", None)] == [
        0, 3, 2, 0.5, 7, 0.25, None,
    ]  # fmt: skip
    assert len(notes) == 0

    assert [number(one, "f", notes) for one in (-1, True, "x", "1e9", [], float("nan"))] == [
        None
    ] * 6
    assert len(notes) == 6


def test_yes_no_takes_nothing_for_an_answer(notes):
    assert [yes_no(one, "f", notes) for one in (True, False, None)] == [True, False, None]
    assert [yes_no(one, "f", notes) for one in ("yes", 1)] == [None, None]
    assert len(notes) == 2


def test_texts_are_lines_and_one_alone_is_an_array(notes):
    assert texts([" a\nb ", "", None, 3], "f", notes) == ["a b", "3"]
    assert texts("a", "f", notes) == ["a"]
    assert texts(None, "f", notes) == []


# Organisations


def named(ref, *known, notes=None):
    told = Notes() if notes is None else notes
    return organisation(ref, parties({"parties": list(known)}, told), "buyer", told)


def test_60_party_that_is_not_listed_is_named_by_its_reference():
    found = named({"id": "GB-COH-1234567", "name": "Acme"})

    assert (found.name, found.numbers) == ("Acme", (("GB-COH", "01234567"),))


def test_61_party_listed_twice_is_the_one_of_that_name():
    one, other = party("Acme", "GB-COH-00000001", id="1"), party("Bert", "GB-COH-00000002", id="1")

    assert named({"id": "1", "name": "Bert"}, one, other).numbers == (("GB-COH", "00000002"),)


def test_number_of_another_form_is_left_out_and_noted(notes):
    found = named({"name": "Acme", "identifier": {"scheme": "GB-COH", "id": "RJR"}}, notes=notes)

    assert found.numbers == ()
    assert len(notes) == 1


def test_weak_numbers_tell_nobody_apart():
    for scheme in ("GB-CFS", "GB-SRS", "GB-FTS", "DE-CR", "XX-TENDERNL", "internal", "PY-PGN"):
        assert named({"name": "A", "identifier": {"scheme": scheme, "id": "1"}}).numbers == ()
    assert named({"id": "GB-CFS-123", "name": "A"}).numbers == ()
    assert named({"id": "org-13", "name": "A"}).numbers == ()


def test_numbers_of_registers_of_other_countries_are_strong():
    stated = {"scheme": "pt-nippc", "id": "500 100 144"}

    assert named({"name": "A", "identifier": stated}).numbers == (("PT-NIPPC", "500100144"),)
    assert named({"id": "PY-RUC-80002438-9", "name": "A"}).numbers == (("PY-RUC", "80002438-9"),)


def test_a_filler_in_place_of_a_number_is_left_out_and_noted(notes):
    stated = {"scheme": "CO-RUE", "id": "000000000"}

    assert named({"name": "A", "identifier": stated}, notes=notes).numbers == ()
    assert len(notes) == 1


def test_numbers_come_best_first_and_lost_zeros_are_put_back():
    one = party("Acme", "GB-PPON-PQRS-1234-TUVW", "GB-COH-123456", id="1")

    assert named({"id": "1"}, one).numbers == (
        ("GB-COH", "00123456"),
        ("GB-PPON", "PQRS-1234-TUVW"),
    )


def test_organisation_without_a_name_is_known_by_its_legal_name_or_number():
    legal = {"legalName": "Acme Limited"}
    coded = {"scheme": "GB-COH", "id": "1234567"}

    assert named({"id": "1", "identifier": legal}).name == "Acme Limited"
    assert named({"id": "1", "identifier": coded}).name == "GB-COH-01234567"
    assert named({"id": "1"}) is None
