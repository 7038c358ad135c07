"""Who is who in a document: suppliers by role alone, buyers per award, and where the day of decision is from."""

import pytest

from procurement.ocds.register import compiled, document, embedded
from procurement.ocds.values import nothing
from tests.ocds.samples import awarded, expected, needs_samples, party, release, releases_of


def body(*releases):
    return document(compiled(embedded(one, nothing) for one in releases), "ocds-test-1")


def by_role(*releases):
    said = body(*releases)
    return [said["parties"][place]["name"] for place in said.get("by_role", ())]


def supplier(name, *numbers, roles=("supplier",), id=None):
    return party(name, *numbers, id=id) | {"roles": [*roles]}


ACME = supplier("Acme", "GB-COH-00000001")


def test_supplier_whom_no_award_names_is_one_by_its_role():
    assert by_role(release(parties=[ACME, supplier("Buyer", roles=["buyer"])])) == ["Acme"]
    assert by_role(awarded(1, suppliers=[party("Bert", id="1")], parties=[ACME])) == ["Acme"]


def test_supplier_of_an_award_is_none():
    assert by_role(awarded(1, suppliers=[ACME])) == []


@pytest.mark.parametrize(
    "roles", [["removedSupplier"], ["supplier", "removedSupplier"], ["tenderer"], []]
)
def test_one_that_is_removed_or_only_bid_is_none(roles):
    assert by_role(release(parties=[ACME | {"roles": roles}])) == []


def test_removed_later_is_supplier_no_more():
    removed = release(2, parties=[ACME | {"roles": ["removedSupplier"]}])

    assert by_role(release(1, parties=[ACME]), removed) == []


@pytest.mark.parametrize(
    "said",
    [
        ACME | {"id": "1"},
        ACME | {"name": "Acme Limited", "id": "7"},
        {"id": "7", "name": "ACME"},
        {"id": "GB-COH-00000001", "name": "Acme Limited"},
    ],
)
def test_award_of_another_notice_names_it(said):
    """By its number, by its name, or by an id that is made of a scheme and a number."""
    assert by_role(release(1, parties=[ACME]), awarded(2, suppliers=[said])) == []


@pytest.mark.parametrize(
    "said", [party("Acme", "GB-COH-00000002", id="1"), {"id": "1", "name": "Bert"}]
)
def test_namesake_or_one_with_its_local_id_is_another(said):
    alone = supplier("Acme", "GB-COH-00000001", id="1")

    assert by_role(awarded(1, suppliers=[said]), release(2, parties=[alone])) == ["Acme"]


def names(said, rows):
    """The names of those who buy under awards or agreements; None where they are the contract's buyer."""
    named = [
        [said["parties"][place]["name"] for place in row.get("buyers", ())] for row in said[rows]
    ]
    return [", ".join(found) or None for found in named]


def test_award_names_its_buyer_where_it_is_not_the_contracts():
    one, two = party("One Water"), party("Two Water")
    said = body(
        awarded(1, award={"id": "1"}, parties=[one], buyer=one),
        awarded(2, award={"id": "2"}, parties=[two], buyer=two),
    )

    assert said["parties"][said["buyer"]]["name"] == "Two Water"
    assert names(said, "awards") == ["One Water", None]


def test_agreement_is_bought_by_who_buys_under_its_award():
    one, two = party("One Water"), party("Two Water")
    signed = [{"id": "1", "awardID": "1"}, {"id": "2"}]
    said = body(
        awarded(1, award={"id": "1"}, parties=[one], buyer=one, contracts=signed),
        awarded(2, award={"id": "2"}, parties=[two], buyer=two),
    )

    assert names(said, "agreements") == [None, "One Water"]


def test_award_may_state_its_buyer_itself():
    one, two = party("One Water", id="1"), party("Two Water", id="2")
    said = body(awarded(1, award={"buyers": [{"id": "1"}]}, parties=[one, two], buyer=two))

    assert names(said, "awards") == ["One Water"]


ONE, TWO, THREE = (party(f"{name} Water", id=name) for name in ("One", "Two", "Three"))


def bought(*buyers, number=1, by=ONE):
    """A notice of an award that states its buyers so."""
    return awarded(number, award={"buyers": [*buyers]}, parties=[ONE, TWO, THREE], buyer=by)


def ref(one):
    return {"id": one["id"]}


@pytest.mark.parametrize(
    ("stated", "names_"),
    [
        ([ref(ONE), ref(TWO)], "One Water, Two Water"),
        ([ref(TWO), ref(THREE), ref(TWO)], "Two Water, Three Water"),
        ([ref(ONE), ref(ONE)], None),
        ([{"name": "Four Water"}, ref(ONE)], "Four Water, One Water"),
        ([{"id": "nobody"}, {}, ref(TWO)], "Two Water"),
    ],
)
def test_award_may_state_several_buyers(stated, names_):
    assert names(body(bought(*stated)), "awards") == [names_]


@pytest.mark.parametrize("stated", ["Two Water", ["Two Water"], [None, 7, {}], 7, None, []])
def test_buyers_that_cannot_be_read_leave_the_notices_buyer(stated):
    noted = []
    notice = awarded(award={"buyers": stated}, parties=[ONE, TWO], buyer=TWO)

    said = document(compiled([embedded(notice, lambda *one: noted.append(one))]), "ocds-test-1")

    assert names(said, "awards") == [None]
    assert bool(noted) == bool(stated)


def test_buyers_of_an_award_are_united_over_notices():
    """As its suppliers are (decision 15); a notice that names none for it leaves those that are named."""
    silent = awarded(3, parties=[ONE, TWO, THREE], buyer=THREE)
    first, second = bought(ref(ONE), ref(TWO)), bought(ref(TWO), ref(THREE), number=2)

    assert names(body(first, second), "awards") == ["One Water, Two Water, Three Water"]
    assert names(body(first, silent), "awards") == ["One Water, Two Water"]
    assert names(body(silent | {"id": "0"}, second), "awards") == ["Two Water, Three Water"]


def test_array_that_is_called_like_one_of_organisations_holds_anything():
    """Only organisations that a release refers to are told apart by who they are."""
    odd = (
        {"suppliers": ["Ash", 7]},
        {"suppliers": [{"id": "1"}, None], "buyers": "x", "parties": [[]]},
    )

    said = body(
        *(release(place, tender={"title": "Roads", "x": one}) for place, one in enumerate(odd, 1))
    )

    assert said["title"] == "Roads"


def test_party_that_says_nothing_stands_in_several_notices():
    said = body(release(1, parties=[{}, ONE]), release(2, parties=[{}, None, TWO]))

    assert said["title"] == "Road works"


@pytest.mark.parametrize("section", ["organisations", "identifiers"])
def test_buyer_and_vendors_are_named_in_sections_as_at_the_top(section):
    """By their ids: a party may be spelt otherwise, or have a word in the place of its name."""
    told = {"identifier": {"scheme": "GB-COH", "id": "01234567"}, "address": {"locality": "Leeds"}}
    buyer = {"id": "b", "name": "Counsil", "roles": ["buyer"]} | told
    vendor = {"id": "v", "name": "N/A", "roles": ["supplier"]} | told
    other = {"id": "x", "name": "N/A", "roles": ["reviewBody"], "address": {"locality": "Hull"}}
    said = body(
        awarded(suppliers=[vendor], parties=[buyer, other], buyer={"id": "b", "name": "Council"})
    )

    assert {one["name"] for one in said[section]} == {"Council", "GB-COH-01234567"}


def test_ids_that_two_go_by_name_nobody_else():
    one, two = (
        {"id": "1", "name": name, "address": {"locality": "Leeds"}} for name in ("Ash", "Oak")
    )
    said = body(release(parties=[one, two], buyer={"id": "1", "name": "Ash"}))

    assert [one["name"] for one in said["organisations"]] == ["Ash", "Oak"]


@pytest.mark.parametrize(
    ("planned", "named"), [({}, True), ({"subcontracts": [{"subcontractor": {"id": "s"}}]}, False)]
)
def test_subcontractor_by_role_alone_is_told_as_one(planned, named):
    """One that the subcontracting of an award names stands there."""
    roles = {"id": "s", "name": "Sub", "roles": ["subcontractor"]}
    said = body(awarded(suppliers=[ACME], award={"subcontracting": planned}, parties=[roles]))

    found = [one for one in said.get("suppliers", {}).get("named", ()) if one["name"] == "Sub"]
    assert [one["roles"] for one in found] == [["subcontractor"]] * named


@pytest.mark.parametrize(
    ("roles", "role"),
    [
        (["notifiedSupplier"], "notifiedSupplier"),
        (["notifiedSupplier", "tenderer"], None),
        (["tenderer", "leadTenderer"], "leadTenderer"),
    ],
)
def test_of_the_roles_of_a_bidder_the_one_that_says_most_counts(roles, role):
    said = body(release(parties=[party("Acme") | {"roles": roles}]))

    assert [one.get("role") for one in said["bids"]["tenderers"]] == [role]


def entity(said):
    return None if "run_by" not in said else said["parties"][said["run_by"]]["name"]


RUNS = party("Purchasing Agency", id="7") | {"roles": ["procuringEntity"]}


@pytest.mark.parametrize(
    ("stated", "parties", "name"),
    [
        ({"id": "7", "name": "Purchasing Agency"}, [ONE, RUNS], "Purchasing Agency"),
        ({"name": "Purchasing Agency"}, [ONE, RUNS], "Purchasing Agency"),
        ({"id": "7", "name": "One of its staff"}, [ONE, RUNS], "Purchasing Agency"),
        ({"id": "7"}, [ONE, RUNS], "Purchasing Agency"),
        ({"id": "8", "name": "One of its staff"}, [ONE, RUNS], None),
        ({"name": "One of its staff"}, [ONE, RUNS], None),
        ({"name": "One of its staff"}, [{"name": "One Water"}], None),
        ({"id": ONE["id"], "name": "One of its staff"}, [ONE], None),
        ({"name": "Purchasing Agency"}, [], "Purchasing Agency"),
        ("Purchasing Agency", [ONE, RUNS], None),
    ],
)
@pytest.mark.parametrize("buyer", [{"buyer": {"name": "One Water"}}, {}])
def test_procuring_entity_is_a_party_of_the_release_by_its_name_there(stated, parties, name, buyer):
    """Where there are parties: what none of them bears out may be a member of staff, and is nowhere."""
    notice = release(parties=parties, **buyer) | {"tender": {"procuringEntity": stated}}
    noted = []

    said = document(embedded(notice, lambda *one: noted.append(one)), "ocds-test-1")

    found = entity(said) or "buyer" in said and said["parties"][said["buyer"]]["name"]
    assert found in ({name} if name else {"One Water", False})
    assert "staff" not in str((said, noted))


def test_entity_that_no_party_bears_out_leaves_an_earlier_one():
    staff = {"tender": {"procuringEntity": {"name": "One of its staff"}}}
    first = {"tender": {"procuringEntity": {"id": "7"}}}
    notices = [
        release(place, parties=[ONE, RUNS], buyer=ONE) | one
        for place, one in ((1, first), (2, staff))
    ]

    assert entity(body(*notices)) == "Purchasing Agency"


def test_reference_without_an_id_is_no_party_of_another_name():
    """Parties that have no id are not all the same one."""
    said = body(
        release(
            buyer={"name": "Council"},
            parties=[{"name": "Acme", "identifier": {"scheme": "GB-COH", "id": "01234567"}}],
        )
    )

    assert said["parties"][said["buyer"]] == {"name": "Council", "numbers": [], "id": ""}


@needs_samples
@pytest.mark.once
@pytest.mark.parametrize("name", expected())
def test_no_sample_makes_a_party_of_whom_its_parties_do_not_name(name):
    """By the names of buyers and of those who run a procurement."""
    if expected()[name]["kind"] != "ocds":
        return
    for one in releases_of(name):
        parties = one.get("parties")
        names_ = {row.get("name") for row in parties or () if isinstance(row, dict)}
        said = document(embedded(one, nothing), "ocds-test-1")
        if parties and entity(said):
            assert entity(said) in names_


def test_day_of_decision_that_is_that_of_a_signature_says_so():
    signed = [{"id": "1", "dateSigned": "2025-02-01T00:00:00Z"}]

    alone = body(release(contracts=signed))
    both = body(awarded(1, award={"date": "2025-01-05T00:00:00Z"}, contracts=signed))

    assert (alone["decided_on"], alone["decided_from"]) == ("2025-02-01", "signature")
    assert (both["decided_on"], both.get("decided_from")) == ("2025-01-05", None)
