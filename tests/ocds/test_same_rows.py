"""Whatever the order in which notices come in, and however often, the rows are the same."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procurement.models import Contract, ImportProblem
from procurement.ocds import importing as importing_module

from .samples import awarded, expected, invented, needs_samples, party, release, releases_of
from .state import differences, state, undone

pytestmark = pytest.mark.django_db
SEVERAL = [name for name, one in expected().items() if len(one.get("tags", {})) > 0]


def after(importing, *runs):
    """Give the state after runs, each a list of releases; nothing of it stays."""
    with undone():
        for run in runs:
            importing(run)
        return state()


def shuffled(releases, seed):
    return random.Random(seed).sample(releases, len(releases))  # noqa: S311


def in_pieces(releases, seed, most):
    """Split releases, in another order, into runs of up to `most`."""
    chance = random.Random(seed)  # noqa: S311
    runs, rest = [], shuffled(releases, seed)
    while rest:
        size = chance.randint(1, most)
        runs.append(rest[:size])
        rest = rest[size:]
    return runs


def assert_same(importing, releases, most=1):
    whole = after(importing, releases)

    for seed in (1, 2, 3):
        assert differences(whole, after(importing, shuffled(releases, seed))) == []
    assert differences(whole, after(importing, *in_pieces(releases, 4, most))) == []
    assert differences(whole, after(importing, releases + shuffled(releases, 5))) == []


@needs_samples
@pytest.mark.once
@pytest.mark.parametrize("name", SEVERAL)
def test_real_notices_in_any_order_give_the_same_rows(importing, name):
    releases = releases_of(name)

    assert_same(importing, releases, most=1 if len(releases) <= 50 else 5)


def test_invented_notices_in_any_order_give_the_same_rows(importing):
    releases = invented()

    assert_same(importing, releases, most=40)


def test_small_batches_give_the_same_rows(importing, monkeypatch):
    releases = invented()
    whole = after(importing, releases)

    monkeypatch.setattr(importing_module, "BATCH", 7)

    assert differences(whole, after(importing, shuffled(releases, 1))) == []


@pytest.mark.parametrize("process", [1, 5000])
def test_notices_that_stand_apart_give_the_same_rows(importing, monkeypatch, process):
    """An OCID with a space behind it is another in the file, and the same contract."""
    releases = [one for one in invented() if one["tag"] != ["planning"]][:60]
    whole = after(importing, releases)

    monkeypatch.setattr("procurement.ocds.prepare.WORTH_A_PROCESS", process)
    apart = [
        one | {"ocid": f"{one['ocid']} "} if place % 2 else one
        for place, one in enumerate(releases)
    ]
    found = after(importing, apart)

    assert found["contracts"].keys() == whole["contracts"].keys()
    for ocid, contract in whole["contracts"].items():
        assert found["contracts"][ocid]["document"] == contract["document"]


# By hand: what tells organisations apart comes in bit by bit.

ACME = "Acme Roads Limited"
BY_NAME = party(ACME)
BY_COMPANY = party(ACME, "GB-COH-01234567")
BRIDGE = party(ACME, "GB-COH-01234567", "GB-PPON-PQRS-1234-TUVW")
BY_PPON = party("ACME ROADS LIMITED", "GB-PPON-PQRS-1234-TUVW")
NAMESAKE = party(ACME, "GB-COH-07654321")
LOWER = party("acme  roads limited")
OTHER_NAME = party("Acme Group", "GB-PPON-PQRS-1234-TUVW")
COUNCIL = party("Northmarch Council", "GB-LAE-NMC")
COUNCIL_BY_NAME = party("NORTHMARCH COUNCIL")


def suppliers_of_many():
    """One vendor, and its namesake, in all ways in which notices name them."""
    parties = (BY_NAME, BY_COMPANY, BRIDGE, BY_PPON, NAMESAKE, LOWER, OTHER_NAME)
    found = [
        awarded(1, f"ocds-test-{place}", [one], buyer=COUNCIL_BY_NAME if place % 2 else COUNCIL)
        for place, one in enumerate(parties)
    ]
    for place, one in enumerate(found):
        one["parties"] += [COUNCIL_BY_NAME if place % 2 else COUNCIL]
    return found


def updated_supplier_lists():
    """An award whose list of suppliers comes in three releases, and in another order of ids."""
    one, two = party("One Roads", id="1"), party("Two Roads", id="2")
    three = party("Three Roads", "GB-COH-00000003", id="3")
    return [
        awarded(1, "ocds-list-1", [one, two]),
        awarded(2, "ocds-list-1", [three], award={"value": {"amount": 70, "currency": "GBP"}}),
        awarded(3, "ocds-list-1", [two | {"name": "TWO ROADS"}], award={"title": "Road works"}),
        awarded(3, "ocds-list-2", [three, two]),
    ]


def repeated_ids():
    """Awards and suppliers that one id cannot tell apart."""
    same = [party("First", id="0"), party("Second", id="0"), party("first", id="0")]
    twice = awarded(1, "ocds-twice-1", same)
    twice["awards"] *= 2
    return [twice, awarded(2, "ocds-twice-1", same[:1], award={"id": "1 (2)", "title": "More"})]


def ties():
    """Releases of one date, and of one id and date, and without either."""
    same = {"date": "2025-01-01T00:00:00Z"}
    return [
        release(1, "ocds-tie-1", **same, tender={"title": "B"}),
        release(1, "ocds-tie-1", **same, tender={"title": "A"}),
        release(2, "ocds-tie-1", **same, tender={"status": "complete"}),
        {"ocid": "ocds-tie-1", "tender": {"description": "No date, no id"}},
        {"ocid": "ocds-tie-1", "tender": {"description": "Nor here"}, "date": ""},
    ]


def changed_parties():
    """A buyer that another notice corrects, and a vendor that two notices name differently."""
    one, other = party("Eastmarch Council"), party("Westmarch Council")
    vendor = "GB-PPON-ABCD-1234-EFGH"
    return [
        awarded(1, "ocds-buyer-1", [party("Fenwick Limited", vendor)], parties=[one], buyer=one),
        awarded(2, "ocds-buyer-1", [party("Fenwick Ltd", vendor)], parties=[other], buyer=other),
    ]


def by_role():
    """Suppliers whom no award names: alone, awarded by another notice, removed by another, known by a number."""
    acme = party("Acme Bridges", id="1") | {"roles": ["supplier"]}
    bert = party("Bert Bridges", "GB-COH-00000004") | {"roles": ["supplier"]}
    told = {"date": "2025-01-03T09:00:00Z"}
    removed = [{**bert, "roles": ["removedSupplier"]}]
    return [
        release(1, "ocds-role-1", parties=[acme, bert]),
        release(1, "ocds-role-2", parties=[acme, bert]),
        awarded(2, "ocds-role-2", [party("ACME  bridges", id="7")]),
        release(1, "ocds-role-3", parties=[acme, bert]),
        release(2, "ocds-role-3", parties=removed),
        awarded(1, "ocds-role-4", [party("Bert & Co", "GB-COH-00000004")], parties=[acme]),
        release(
            1, "ocds-role-5", parties=[bert], contracts=[{"id": "1", "dateSigned": told["date"]}]
        ),
    ]


WATER = [party(f"Water {letter} Limited") for letter in "ABC"]


def utilities(number=3):
    """An OCID that several buyers share, each with an award of its own; one of them spelled in two ways."""
    vendors = [party("One Pipes", id="1"), party("Two Pipes", id="2")]
    found = []
    for place in range(number):
        buyer = WATER[place] if place < len(WATER) else party(f"Water {place} Limited")
        award = {"id": f"{place}", "value": {"amount": 1000 * (place + 1), "currency": "GBP"}}
        found.append(
            awarded(
                place + 1,
                "ocds-water-1",
                [vendors[place % 2]],
                award=award,
                parties=[buyer],
                buyer=buyer,
            )
        )
    upper = WATER[0] | {"name": WATER[0]["name"].upper()}
    more = [
        {
            "id": "9",
            "dateSigned": "2025-01-05T00:00:00Z",
            "value": {"amount": 70, "currency": "GBP"},
        }
    ]
    return [
        *found,
        release(number + 1, "ocds-water-1", parties=[upper], buyer=upper, contracts=more),
        awarded(1, "ocds-water-2", vendors, parties=[WATER[1]], buyer=WATER[1]),
    ]


COUNCILS = [party(f"{name} Council", id=f"C{name[:1]}") for name in ("East", "North", "West")]


def joint_buyers():
    """Awards that several buy together: stated whole, bit by bit, once again, and unfit to be read."""
    one, parties = party("Joint Roads", id="1"), COUNCILS
    east, north, west = ({"id": one["id"], "name": one["name"]} for one in COUNCILS)

    def bought(number, ocid, *buyers, id_="1", **award):
        return awarded(
            number, f"ocds-joint-{ocid}", [one], parties=parties, buyer=east,
            award={"id": id_, **award, "buyers": list(buyers)},
        )  # fmt: skip

    return [
        bought(1, 1, east, north),
        bought(2, 1, north, west, north, id_="2", value={"amount": 70, "currency": "GBP"}),
        bought(3, 1, east, id_="3", value={"amount": 9, "currency": "GBP"}),
        bought(1, 2, east, north),
        bought(2, 2, west),
        awarded(3, "ocds-joint-2", [one], parties=parties, buyer=west),
        bought(1, 3, "North Council", None, 7),
        bought(1, 4, {"id": "nobody"}, {}, north),
        bought(1, 5, status="cancelled"),
        bought(2, 5, west, north, status="cancelled"),
    ]


def same_awards():
    """One award under several OCIDs, one of them by another name of the vendor, one corrected later."""
    vendor, day = "GB-COH-00000099", {"date": "2025-01-20"}
    named = [party("Twice Limited", vendor), party("TWICE LTD", vendor), party("Twice Limited")]
    council = party("Southmarch Council", "GB-LAE-SMC")
    found = [
        awarded(9 - place, f"ocds-same-{place}", [one], award=day, buyer=council, parties=[council])
        for place, one in enumerate(named)
    ]
    # It is stated as another amount first: then it is no other, and in the end it is.
    late = awarded(1, "ocds-same-9", named[:1], buyer=council, parties=[council], award=day)
    late["awards"][0]["value"] = {"amount": 70, "currency": "GBP"}
    return [
        *found,
        late,
        awarded(12, "ocds-same-9", named[:1], buyer=council, parties=[council], award=day),
    ]


def slips():
    """A slip put right under a new id of the award, by a second notice."""
    one, day = party("Slip Limited", "GB-COH-00000098"), {"date": "2025-01-20"}
    wrong = awarded(
        1, "ocds-slip-1", [one], award=day | {"value": {"amount": 18848731, "currency": "GBP"}}
    )
    right = {"id": "2", "value": {"amount": 188487, "currency": "GBP"}}
    return [wrong, awarded(2, "ocds-slip-1", [one], award=day | right)]


FAMILIES = {
    one.__name__: one
    for one in (
        suppliers_of_many, updated_supplier_lists, repeated_ids, ties, changed_parties, same_awards, slips,
        by_role, utilities, joint_buyers,
    )
}  # fmt: skip
NASTY = [one for family in FAMILIES.values() for one in family()]


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_notices_of_one_kind_of_trouble_give_the_same_rows(importing, family):
    assert_same(importing, family())


def test_nasty_notices_in_any_order_give_the_same_rows(importing):
    assert_same(importing, NASTY)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(suppliers_of_many()), size=st.integers(1, 7))
def test_organisation_met_bit_by_bit_is_the_same_in_any_order(importing, order, size):
    whole = after(importing, suppliers_of_many())

    runs = [order[start : start + size] for start in range(0, len(order), size)]

    assert differences(whole, after(importing, *runs)) == []


def assert_same_in(importing, releases, runs):
    """`runs` has the places of releases: "04 32" is a run of the first and fifth, then one of the fourth and third."""
    found = after(importing, *([releases[int(place)] for place in run] for run in runs.split()))

    assert differences(after(importing, releases), found) == []


@pytest.mark.parametrize("runs", ["045 321 6", "04 32 156", "40 23 156", "54 312 06", "04 3 2 156"])
def test_name_leads_to_a_vendor_whose_better_number_comes_in_its_first_run(importing, runs):
    """It is made with a number that comes after its namesake's, then has one that comes before."""
    assert_same_in(importing, suppliers_of_many(), runs)


@pytest.mark.parametrize("runs", ["0123 4", "321 0 4", "1 23 04", "4 3 2 1 0", "23 4 1 0"])
def test_name_leads_to_the_vendor_that_its_bearer_is_joined_with(importing, runs):
    """The notice that joins two vendors does not say the name that a third shares with one of them."""
    number, joined = "GB-COH-00000001", "GB-PPON-BBBB-2222-BBBB"
    named = [
        party(ACME, number), party("Beta Works", joined), party("Beta Works", "GB-COH-00000003"),
        party("Beta Works"), party(ACME, number, joined),
    ]  # fmt: skip

    releases = [awarded(1, f"ocds-joined-{place}", [one]) for place, one in enumerate(named)]
    assert_same_in(importing, releases, runs)


@pytest.mark.parametrize(
    "runs", ["02 34 1 5", "2 0 3 1 4 5", "02 43 15", "20 4 31 5", "02 5 34 1", "5 4 3 2 1 0"]
)
def test_vendors_that_are_joined_are_called_by_the_best_spelling_of_either(importing, runs):
    """It may be that of the one that goes, by a name that the joining notice says or does not say."""
    number, joined = "GB-COH-00000002", "GB-PPON-AAAA-1111-AAAA"
    named = [
        party(ACME.upper(), number), party(ACME), party(ACME, joined), party(ACME.upper(), number, joined),
        party("Beta Works", joined), party("Zeta Works", number, joined),
    ]  # fmt: skip

    releases = [awarded(1, f"ocds-spelled-{place}", [one]) for place, one in enumerate(named)]
    assert_same_in(importing, releases, runs)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_clashing_numbers_are_for_people_in_either_order(importing, seed):
    """Which of two numbers of one register stays depends on the order; that people see both does not."""
    numbers = ("GB-COH-00000001", "GB-COH-00000002")
    named = [party(ACME, number, "GB-PPON-AAAA-1111-AAAA") for number in numbers]

    importing(shuffled([awarded(1, f"ocds-{one['id']}", [one]) for one in named], seed))

    problem = ImportProblem.objects.get()
    assert (problem.kind, Contract.objects.count()) == ("review", 2)
    assert all(number in f"{problem.value} {problem.reason}" for number in numbers)


# By chance: names and numbers in every combination. No number of a scheme is given to two names' sake.

_NAME = st.sampled_from([ACME, ACME.upper(), "Bert Limited", "BERT LIMITED", "Cole & Co"])


@st.composite
def organisations(draw):
    """Parties that bear numbers of few bodies: each body's numbers, or some of them, under any name."""
    bodies = [
        ("GB-COH-00000001", "GB-PPON-AAAA-1111-AAAA"),
        ("GB-COH-00000002", "GB-PPON-BBBB-2222-BBBB"),
        ("GB-COH-00000003",),
    ]
    numbers = st.sampled_from(bodies).flatmap(
        lambda body: st.lists(st.sampled_from(body), unique=True)
    )
    return draw(st.lists(st.builds(lambda name, some: party(name, *some), _NAME, numbers),
                         min_size=2, max_size=6))  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(organisations(), st.randoms(use_true_random=False), st.integers(1, 3))
def test_organisations_of_any_names_and_numbers_are_the_same_in_any_order(
    importing, named, chance, size
):
    releases = [
        awarded(1, f"ocds-test-{place}", [one, named[0]], buyer=one)
        for place, one in enumerate(named)
    ]
    for one, body in zip(named, releases, strict=True):
        body["parties"] += [one]
    whole = after(importing, releases)

    order = chance.sample(releases, len(releases))
    runs = [order[start : start + size] for start in range(0, len(order), size)]

    assert differences(whole, after(importing, *runs)) == []


def test_second_process_gives_the_same_rows(importing, monkeypatch):
    releases = [*NASTY, {"ocid": ""}]
    whole = after(importing, releases)

    monkeypatch.setattr("procurement.ocds.prepare.WORTH_A_PROCESS", 1)
    monkeypatch.setattr(importing_module, "BATCH", 9)

    assert differences(whole, after(importing, shuffled(releases, 1))) == []
