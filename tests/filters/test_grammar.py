"""Every parameter of every list, given badly: understood or refused in words, never an error of ours."""

import pytest
from django.http import QueryDict

from procurement.filters import ContractFilter, InterventionFilter, PartyFilter
from tests.filters.corpus import GIVEN

pytestmark = pytest.mark.django_db

LISTS = {
    "contracts": ContractFilter,
    "interventions": InterventionFilter,
    "parties": lambda data: PartyFilter(data, "vendor"),
}
PARAMETERS = [
    (listed, name)
    for listed, make in LISTS.items()
    for name in (make if isinstance(make, type) else PartyFilter).get_filters()
]


def listing(listed, query):
    return LISTS[listed](QueryDict(query))


@pytest.mark.parametrize("given", GIVEN, ids=[repr(given[:12].encode()) for given in GIVEN])
def test_a_parameter_is_understood_or_refused(given):
    refused = set()
    for listed, name in PARAMETERS:
        found = listing(listed, f"{name}={given}".replace("+", "%20"))
        refused |= {(listed, problem["field"].name) for problem in found.problems}
        if not found.problems:
            assert found.count == len(list(found.every_row()))

    assert refused == {(listed, name) for listed, name in PARAMETERS if name not in GIVEN[given]}


@pytest.mark.parametrize(
    ("listed", "query"),
    [
        ("contracts", "a[]=1&stage[]=x&page[0]=0&a.b=1&utm_source=letter"),
        ("contracts", "a__gt=1&public_id__gt=1&buyer__name=x&value_min__lt=x&_connector=OR"),
        ("interventions", "contract__title=x&words__contains=x&id=x&stage=x"),
        ("parties", "kind=buyer&words=x&demonstration=x&type=x"),
    ],
)
def test_an_unknown_parameter_is_ignored(listed, query):
    found = listing(listed, query)

    assert (found.problems, found.given, found.query()) == ([], {}, "")


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("q=a&q=b", ["q"]),
        ("q=a&q=a", []),
        ("q=a&q=", []),
        ("page=1&page=2", ["page"]),
        ("sort=value&sort=-value", ["sort"]),
        ("currency=GBP&currency=EUR", ["currency"]),
        ("value_min=1&value_min=2", ["value_min"]),
        ("date_to=2025&date_to=2026", ["date_to"]),
        ("disputed=1&disputed=1", []),
        ("stage=award&stage=tender&hold=none&hold=blocked", []),
        ("stage=award&stage=nowhere", ["stage"]),
        ("vendor=1&vendor=2&vendor=GB-COH-1", []),
        ("&".join(f"vendor={number}" for number in range(1, 21)), []),
        ("&".join(f"vendor={number}" for number in range(1, 22)), ["vendor"]),
        ("sort=relevance", ["sort"]),
        ("sort=relevance&q=+", ["sort"]),
        ("sort=relevance&q=records", []),
        ("date_from=2026&date_to=2025", ["date_to"]),
        ("date_from=2026-05-02&date_to=2026-05", []),
        ("value_min=6m&value_max=5m", ["value_max"]),
        ("value_min=5m&value_max=5m", []),
        ("value_min=€5m", ["value_min"]),
        ("value_min=€5m&currency=EUR", []),
        ("value_min=5.001&currency=BHD", []),
        ("value_min=5.001", ["value_min"]),
        ("value_min=5m&currency=XXX", ["currency"]),
        ("currency=gbp", ["currency"]),
    ],
)
def test_values_that_stand_together(query, fields):
    found = listing("contracts", query)

    assert [problem["field"].name for problem in found.problems] == fields
    if not fields:
        assert found.count == len(list(found.every_row()))


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "hold=no",
            "“no” is not on offer."
            " Accepted: none (No hold), on_hold, blocked, suspended_by_law,"
            " conditional, under_review.",
        ),
        ("page=٢", "“٢” is not on offer. Accepted: a whole number from 1."),
        ("q=a%00b", "“a\ufffdb” holds a character that no text has (NUL). Leave it out."),
        ("q=" + "x" * 201, f"“{'x' * 40}…” has 201 characters. Accepted: at most 200."),
        ("q=a&q=b", "It is given as “a” and “b”. Accepted: one value."),
        (
            "vendor=1.5",
            "“1.5” is not on offer. Accepted:"
            " a number from 1 to 999999999, an identifier such as GB-COH-01234567, or a name.",
        ),
        (
            "vendor=a\u202eb",
            "No vendor on this record is called “a\ufffdb”. Accepted: a number, an identifier"
            " such as GB-COH-01234567, or words that its name begins with.",
        ),
        ("year=25", "“25” is not on offer. Accepted: a year such as 2025."),
        (
            "cpv=2",
            "“2” is not on offer."
            " Accepted: a division such as 72, or the first three to eight digits of a code.",
        ),
        (
            "bids=few",
            "“few” is not on offer."
            " Accepted: a number such as 1, or a range such as 2-5, or 5- for 5 and more.",
        ),
        (
            "framework=yes",
            "“yes” is not on offer. Accepted: call_off (Call-off), dynamic (Dynamic market), framework.",
        ),
        (
            "value_max=€5m",
            "“€5m” is in EUR, and values are compared in GBP."
            " Accepted: an amount in GBP, or choose EUR as the currency.",
        ),
    ],
)
def test_a_refusal_says_what_was_given_and_what_is_accepted(query, message):
    found = listing("contracts", query)

    assert [problem["message"] for problem in found.problems] == [message]
