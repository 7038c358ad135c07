"""A vendor that its notices say was removed: it is told as that, and supplies nothing any more."""

import pytest

from procurement.models import PublicContract, PublicContractVendor, PublicParty

from .samples import awarded, party
from .test_copies import assert_as_published, assert_totals_are_right
from .test_who import told_by, words

pytestmark = pytest.mark.django_db
ACME = party("Acme", "GB-COH-00000001", id="V1")
BERT = party("Bert", "GB-COH-00000002", id="V2")
FIRST = awarded(1, suppliers=[ACME, BERT], contracts=[{"id": "c", "awardID": "1"}])


def with_role(*roles):
    """A notice in which Bert has these roles; its award still lists whom it listed."""
    return awarded(2, suppliers=[ACME, BERT | {"roles": [*roles]}])


def amended(*amendments, **contract):
    row = {"id": "c", "awardID": "1", "amendments": [*amendments]} | contract
    return awarded(2, suppliers=[ACME, BERT], contracts=[row])


def change(id, day=None, **names):
    lists = {f"suppliers{what.capitalize()}": [{"id": "V2", "name": "Bert"}] for what in names}
    return {"id": id} | ({"date": f"{day}T00:00:00Z"} if day else {}) | lists


@pytest.mark.parametrize(
    ("second", "removed"),
    [
        (with_role("removedSupplier"), True),
        (with_role("supplier", "removedSupplier"), True),
        (awarded(2, suppliers=[ACME], parties=[BERT | {"roles": ["removedSupplier"]}]), True),
        (with_role("supplier"), False),
        (amended(change("1", removed=1)), True),
        (amended(change("1", removed=1, added=1)), False),
        (amended(change("1", "2025-03-01", added=1), change("2", "2025-02-01", removed=1)), False),
        (amended(change("1", "2025-01-01", added=1), change("2", "2025-02-01", removed=1)), True),
        (awarded(2, suppliers=[ACME, BERT], award={"amendments": [change("1", removed=1)]}), True),
        (amended({"id": "1", "suppliersRemoved": "Bert"}), False),
        (amended({"id": "1", "suppliersRemoved": [None, 7, {}, {"id": "V9"}]}, "x"), False),
    ],
)
@pytest.mark.parametrize("runs", [1, 2])
def test_removed_vendor_is_told_as_that(importing, client, second, removed, runs):
    for part in [[FIRST, second]] if runs == 1 else [[second], [FIRST]]:
        importing(part)

    contract = PublicContract.objects.get()
    [award] = told_by(client, f"/contracts/{contract.public_id}.json")["awards"]
    assert [one["name"] for one in award["vendors"]] == ["Acme"] + ["Bert"] * (not removed)
    assert [one["name"] for one in award.get("removed", ())] == ["Bert"] * removed
    page = words(client.get(f"/contracts/{contract.public_id}/", follow=True))
    assert ("Removed, as the notices say: Bert" in page) is removed
    assert ("Bert" in contract.headline) is not removed
    assert_as_published()
    assert_totals_are_right()


def test_removed_vendor_finds_the_contract_and_has_no_part_of_it(importing, client):
    importing([FIRST, with_role("removedSupplier")])

    parts = {one.vendor.name: one.counted for one in PublicContractVendor.objects.all()}
    bert = PublicParty.objects.get(name="Bert")
    page = words(client.get(f"/vendors/{bert.public_id}-bert/"))
    found = told_by(client, f"/contracts.json?vendor={bert.public_id}")
    [row] = found["contracts"]

    # What was decided for both is not Acme's alone for that.
    assert parts == {"Acme": "shared", "Bert": "removed"}
    assert "from which the notices say it was removed" in page
    assert [one["name"] for one in row["vendors"]] == ["Acme"]
    assert (bert.shared_count, bert.unknown_count) == (0, 0)


def test_notice_that_removes_a_vendor_says_so_in_the_history(importing, client):
    importing([FIRST, with_role("removedSupplier")])

    body = told_by(client, f"/contracts/{PublicContract.objects.get().public_id}.json")
    changes = body["notices"][-1]["changes"]
    assert {"what": "Vendors", "before": "Acme, Bert", "after": "Acme"}.items() <= next(
        one for one in changes if one["what"] == "Vendors"
    ).items()


def test_of_two_agreements_the_one_that_lost_a_vendor_names_the_others(importing, client):
    other = {"id": "d", "awardID": "1", "dateSigned": "2025-01-02T00:00:00Z"}
    second = amended(change("1", removed=1))
    second["contracts"].append(other)
    importing([FIRST, second])

    body = told_by(client, f"/contracts/{PublicContract.objects.get().public_id}.json")
    vendors = {
        one["id"]: [each["name"] for each in one.get("vendors", ())] for one in body["agreements"]
    }
    assert [one["name"] for one in body["awards"][0]["vendors"]] == ["Acme", "Bert"]
    assert vendors == {"c": ["Acme"], "d": []}
    assert_as_published()
