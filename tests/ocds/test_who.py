"""What is public of an OCID that many buyers share, of suppliers known by role, of decisions known by a signature."""

import csv
import io
import json
import re

import pytest

from procurement import actions, public
from procurement.models import (
    Buyer,
    Contract,
    PublicContract,
    PublicContractBuyer,
    PublicContractVendor,
    PublicParty,
    RegisterDocument,
    Vendor,
)
from procurement.ocds.register import compiled, document, embedded
from procurement.ocds.values import nothing
from tests.factories import make_contract, make_user

from .samples import awarded, party, release
from .state import differences, state, undone
from .test_copies import assert_as_published, assert_totals_are_right
from .test_same_rows import WATER, joint_buyers, utilities

pytestmark = pytest.mark.django_db
OCID = "ocds-water-1"


def contract(ocid=OCID):
    return PublicContract.objects.get(ocid=ocid)


def buyer(letter):
    return PublicParty.objects.get(kind="buyer", name=f"Water {letter} Limited")


def words(response):
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))
    return re.sub(r" ([,.;:])", r"\1", plain)


def page(client, ocid=OCID):
    return words(client.get(f"/contracts/{contract(ocid).public_id}/", follow=True))


def rows(response):
    return list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


def told_by(client, address):
    return json.loads(client.get(address).getvalue())


# Many buyers


@pytest.mark.parametrize(("number", "said"), [(1, ""), (2, "and 1 other →"), (3, "and 2 others →")])
def test_row_of_a_list_counts_the_buyers_beside_the_first(importing, client, number, said):
    importing(utilities(number))

    told = words(client.get("/contracts/"))
    assert re.findall(r"and \d+ others? →", told) == [said] * (number > 1)


def test_headline_counts_the_buyers_beside_the_first(importing):
    importing(utilities(29))

    assert contract().headline.startswith("Water A Limited and 28 other buyers’ £")
    assert PublicContractBuyer.objects.filter(contract=contract()).count() == 29
    assert contract("ocds-water-2").headline.startswith("Water B Limited’s £")
    assert not PublicContractBuyer.objects.filter(contract=contract("ocds-water-2")).exists()


def test_each_buyer_adds_up_what_it_bought_itself(importing):
    importing(utilities())

    told = {letter: (buyer(letter).totals, buyer(letter).contract_count) for letter in "ABC"}
    # Of A, an agreement that follows no award; of B, a contract that it has alone.
    assert told == {
        "A": ({"GBP": 1070_00}, 1),
        "B": ({"GBP": 2000_00 + 5000_00}, 2),
        "C": ({"GBP": 3000_00}, 1),
    }
    assert contract().value_minor == 6070_00


def proposing():
    """The same, and one of its buyers intends to award more, another has agreed a price of nothing."""
    more = [("2", "pending", 40), ("1", "active", 0.01)]
    awards = [
        awarded(
            place, OCID, [party("One Pipes", id="1")], parties=[WATER[of]], buyer=WATER[of],
            award={"id": f"more-{of}", "status": status, "value": {"amount": amount, "currency": "GBP"}},
        )
        for place, (of, status, amount) in enumerate([(int(one), *said) for one, *said in more], 20)
    ]  # fmt: skip
    return [*utilities(), *awards]


def test_what_stands_beside_the_total_of_each_buyer_is_its_own(importing, client):
    importing(proposing())

    told = {
        letter: [(one["kind"], one["minor"], one["contracts"]) for one in buyer(letter).beside]
        for letter in "ABC"
    }
    assert told == {"A": [], "B": [("nominal", 1, 1)], "C": [("proposed", 40_00, 1)]}
    assert buyer("C").totals == {"GBP": 3000_00}
    [year] = public.years_of(buyer("C"))
    assert (year["sums"], year["beside"]) == ({"GBP": 3000_00}, buyer("C").beside)
    whole = public.holdings(invented=False)["beside"]
    assert [(one["kind"], one["minor"]) for one in whole] == [("proposed", 40_00), ("nominal", 1)]
    assert_totals_are_right()
    assert_as_published()


def test_what_stands_beside_moves_with_a_buyer_that_is_merged(importing):
    importing(proposing())
    before = state()["public_contracts"], state()["public_parties"]
    kept, merged = (Buyer.objects.get(name=f"Water {letter} Limited") for letter in "AC")

    merge = actions.merge_parties(kept, merged, by=make_user(), reason="One body.")

    assert [one["kind"] for one in buyer("A").beside] == ["proposed"]
    assert_totals_are_right()

    actions.undo_merge(merge, by=make_user(), reason="Two bodies.")

    after = state()["public_contracts"], state()["public_parties"]
    assert [differences(*pair) for pair in zip(before, after, strict=True)] == [[], []]


def test_page_of_each_buyer_has_its_contract_its_part_and_its_years(importing, client):
    importing(utilities())

    told = words(client.get(f"/buyers/{buyer('C').public_id}/", follow=True))

    assert "(decided value), of which £3,000 is bought by it" in told
    assert "Decided values of 1 contract." in told
    assert "Vendor C" not in told


def test_counterparties_leave_out_whom_other_buyers_bought_from(importing, client):
    importing(utilities())

    told = words(client.get(f"/buyers/{buyer('B').public_id}/", follow=True))

    assert "2 vendors." in told
    assert "Not in it: 1 contract with several buyers" in words(
        client.get(f"/vendors/{PublicParty.objects.get(name='One Pipes').public_id}/", follow=True)
    )


def test_filter_and_facet_find_the_contract_by_each_buyer(importing, client):
    importing(utilities())

    for letter, number in (("A", 1), ("B", 2), ("C", 1)):
        asked = f"buyer={buyer(letter).public_id}"
        found = told_by(client, f"/contracts.json?{asked}")["contracts"]
        assert len(found) == number
        assert [one["ocid"] for one in found if one["ocid"] == OCID] == [OCID]
    listed = words(client.get("/contracts/"))
    assert "Water C Limited 1" in listed
    assert "Water B Limited 2" in listed


def test_page_files_and_standard_name_the_buyer_of_each_award(importing, client):
    importing(utilities())

    told = page(client)
    asked = f"q={OCID}"
    awards = rows(client.get(f"/contracts.csv?shape=awards&{asked}"))
    [one] = told_by(client, f"/contracts.json?{asked}")["contracts"]
    [standard] = told_by(client, f"/contracts.ocds.json?{asked}")["releases"]
    twin = told_by(client, f"/contracts/{contract().public_id}.json")

    assert "Buyers Water A Limited" in told
    assert "under awards of this contract: Water B Limited, Water C Limited" in told
    assert "Buyer: Water C Limited" in told
    by_award = {"0": "A", "1": "B", "2": "C"}
    assert {row["award_id"]: row["award_buyers"][6] for row in awards} == by_award
    assert [party["name"] for party in one["other_buyers"]] == [
        "Water B Limited",
        "Water C Limited",
    ]
    stated = {
        one["id"]: [who["name"] for who in one.get("buyers", ())] for one in standard["awards"]
    }
    assert stated == {"0": [], "1": ["Water B Limited"], "2": ["Water C Limited"]}
    named = {one["id"] for one in standard["parties"]}
    assert {who["id"] for one in standard["awards"] for who in one.get("buyers", ())} <= named
    assert [[who["name"] for who in one["buyers"]] for one in twin["awards"]] == [*stated.values()]


JOINT = "ocds-joint-1"


def test_award_of_several_buyers_is_no_ones_part(importing, client):
    """East and North share £5,000, North and West £70; East alone bought for £9."""
    importing(joint_buyers()[:3])

    links = PublicContractBuyer.objects.filter(contract=contract(JOINT))
    parts = {one.buyer.name: (one.counted, one.value_minor, one.shared_with) for one in links}
    assert parts == {
        "East Council": ("alone", 9_00, 1),
        "North Council": ("shared", None, 1),
        "West Council": ("shared", None, 1),
    }
    assert contract(JOINT).value_minor == 5079_00
    assert contract(JOINT).headline.startswith("East Council and 2 other buyers’")
    told = {
        one.name: (one.totals, one.shared_count) for one in PublicParty.objects.filter(kind="buyer")
    }
    assert told == {
        "East Council": ({"GBP": 9_00}, 0), "North Council": ({}, 1), "West Council": ({}, 1),
    }  # fmt: skip
    west = PublicParty.objects.get(name="West Council")
    said = words(client.get(f"/buyers/{west.public_id}/", follow=True))
    assert "(decided value), bought with 1 other" in said
    assert "Not added up: value shared with other buyers (1 contract)" in said


def test_award_of_several_buyers_names_them_everywhere(importing, client):
    importing(joint_buyers()[:3])

    asked = f"q={JOINT}"
    awards = rows(client.get(f"/contracts.csv?shape=awards&{asked}"))
    [standard] = told_by(client, f"/contracts.ocds.json?{asked}")["releases"]
    twin = told_by(client, f"/contracts/{contract(JOINT).public_id}.json")

    both = ["East Council", "North Council"]
    assert f"Buyers: {', '.join(both)}" in page(client, JOINT)
    assert [row["award_buyers"] for row in awards] == [
        "; ".join(both), "North Council; West Council", "East Council",
    ]  # fmt: skip
    assert [[who["name"] for who in one.get("buyers", ())] for one in standard["awards"]] == [
        both, ["North Council", "West Council"], [],
    ]  # fmt: skip
    assert [[who["name"] for who in one["buyers"]] for one in twin["awards"]] == [
        both, ["North Council", "West Council"], [],
    ]  # fmt: skip
    for name in (*both, "West Council"):
        who = PublicParty.objects.get(name=name).public_id
        found = told_by(client, f"/contracts.json?buyer={who}")["contracts"]
        assert [one["ocid"] for one in found] == [JOINT]


def test_ocds_of_several_buyers_reads_back_as_the_same(importing, client):
    importing(joint_buyers())

    for one in told_by(client, "/contracts.ocds.json")["releases"]:
        before = RegisterDocument.objects.get(public_id=contract(one["ocid"]).public_id).body
        after = document(compiled([embedded(one, nothing)]), one["ocid"])
        assert _bought(after) == _bought(before)


def _bought(said):
    """{id of an award: the names of its buyers, where they are not the contract's}."""
    return {
        award["id"]: {said["parties"][place]["name"] for place in award.get("buyers", ())}
        for award in said["awards"]
    }


def test_merge_of_two_of_its_buyers_and_its_undoing(importing):
    importing(utilities())
    before = state()["public_contracts"], state()["public_parties"]
    kept, merged = (Buyer.objects.get(name=f"Water {letter} Limited") for letter in "AC")

    merge = actions.merge_parties(kept, merged, by=make_user(), reason="One body.")

    assert contract().headline.startswith("Water A Limited and one other buyer’s £")
    assert buyer("A").totals == {"GBP": 4070_00}
    parts = PublicContractBuyer.objects.filter(contract=contract())
    assert {part.buyer.name: part.value_minor for part in parts} == {
        "Water A Limited": 4070_00,
        "Water B Limited": 2000_00,
    }

    actions.undo_merge(merge, by=make_user(), reason="Two bodies.")

    after = state()["public_contracts"], state()["public_parties"]
    assert [differences(*pair) for pair in zip(before, after, strict=True)] == [[], []]


def test_merge_into_one_buyer_leaves_no_parts(importing):
    importing(utilities(2))
    kept, merged = (Buyer.objects.get(name=f"Water {letter} Limited") for letter in "AB")

    actions.merge_parties(kept, merged, by=make_user(), reason="One body.")

    assert not PublicContractBuyer.objects.exists()
    assert contract().headline.startswith("Water A Limited’s £")
    assert buyer("A").totals == {"GBP": 1070_00 + 2000_00 + 5000_00}


def test_merge_of_a_tracked_one_rewrites_its_buyers(importing):
    importing(utilities())
    user = make_user()
    actions.publish(
        actions.track(Contract.objects.get(ocid=OCID), by=user), by=user, reason="To keep it."
    )
    kept, merged = (Buyer.objects.get(name=f"Water {letter} Limited") for letter in "BC")

    actions.merge_parties(kept, merged, by=user, reason="One body.")

    body = public.dossier(Contract.objects.get(ocid=OCID).public_id)
    assert [one["name"] for one in body["other_buyers"]] == ["Water B Limited"]
    assert buyer("B").totals == {"GBP": 5000_00 + 5000_00}


def test_draft_of_that_ocid_shows_nothing_and_joins(importing):
    draft = make_contract(title="Draft", ocid=OCID)

    importing(utilities())

    draft.refresh_from_db()
    assert contract().public_id == draft.public_id
    assert contract().headline.startswith("Water A Limited and 2 other buyers’")
    assert not contract().tracked


# Awards that came to nothing


def fallen(status="cancelled"):
    """One of two awards came to nothing; Ash has that one alone, Bert the other too."""
    ash, bert = party("Ash Roads", id="A"), party("Bert Roads", id="B")
    notice = awarded(1, "ocds-fallen-1", [bert], parties=[ash])
    gone = {"status": status, "value": {"amount": 70, "currency": "GBP"}}
    notice["awards"] += [
        {"id": "2", **gone, "suppliers": [{"id": "A", "name": "Ash Roads"}]},
        {"id": "3", **gone, "suppliers": [{"id": "B", "name": "Bert Roads"}]},
    ]
    return [notice]


@pytest.mark.parametrize("status", ["cancelled", "unsuccessful"])
def test_vendor_of_an_award_that_came_to_nothing_is_found_and_counts_nothing(
    importing, client, status
):
    importing(fallen(status))

    links = PublicContractVendor.objects.filter(contract=contract("ocds-fallen-1"))
    parts = {link.vendor.name: (link.counted, link.value_minor) for link in links}
    assert parts == {"Ash Roads": ("cancelled", None), "Bert Roads": ("alone", 5000_00)}
    ash = PublicParty.objects.get(name="Ash Roads")
    assert (ash.totals, ash.unknown_count, ash.contract_count) == ({}, 0, 1)
    assert [(one["kind"], one["minor"]) for one in ash.beside] == [("cancelled", 70_00)]
    [one] = told_by(client, f"/contracts.json?vendor={ash.public_id}")["contracts"]
    assert [vendor["name"] for vendor in one["vendors"]] == ["Bert Roads"]
    said = words(client.get(f"/vendors/{ash.public_id}/", follow=True))
    assert "and the award to it came to nothing" in said
    assert "There is no decided value to add up. Not added up: £70 cancelled (1 contract)." in said
    assert_as_published()
    assert_totals_are_right()


def test_award_that_came_to_nothing_lacks_no_amount(importing):
    ash = party("Ash Roads", id="A")
    importing([awarded(1, "ocds-fallen-1", [ash], award={"status": "cancelled", "value": None})])

    assert (
        PublicParty.objects.get(name="Ash Roads").unknown_count,
        contract("ocds-fallen-1").vendors.count(),
    ) == (0, 1)


def test_award_that_stands_after_all_makes_its_vendor_one(importing):
    importing(fallen())
    importing([awarded(2, "ocds-fallen-1", [], award={"id": "2", "status": "active"})])

    link = PublicContractVendor.objects.get(vendor__name="Ash Roads")
    assert (link.counted, link.value_minor) == ("alone", 5000_00)


# Suppliers by role


ALONE = party("Acme Bridges", "GB-COH-00000009") | {"roles": ["supplier"]}


def test_supplier_by_role_is_named_found_and_has_no_part(importing, client):
    importing([awarded(1, "ocds-role-1", [party("Bert Roads", id="1")], parties=[ALONE])])

    links = PublicContractVendor.objects.filter(contract=contract("ocds-role-1"))
    parts = {link.vendor.name: (link.counted, link.value_minor) for link in links}
    assert parts == {"Acme Bridges": ("unknown", None), "Bert Roads": ("alone", 5000_00)}
    acme = PublicParty.objects.get(name="Acme Bridges")
    assert (acme.totals, acme.unknown_count) == ({}, 1)
    found = told_by(client, f"/contracts.json?vendor={acme.public_id}")["contracts"]
    assert [one["ocid"] for one in found] == ["ocds-role-1"]
    told = page(client, "ocds-role-1")
    assert "Named as supplier, beside the awards Acme Bridges" in told


def test_supplier_by_role_alone_is_in_every_file_and_in_no_award(importing, client):
    importing([release(1, "ocds-role-1", parties=[ALONE])])

    [row] = rows(client.get("/contracts.csv"))
    [one] = told_by(client, "/contracts.json")["contracts"]
    [standard] = told_by(client, "/contracts.ocds.json")["releases"]
    twin = told_by(client, f"/contracts/{contract('ocds-role-1').public_id}.json")

    assert row["vendors"] == "Acme Bridges"
    assert [vendor["name"] for vendor in one["vendors"]] == ["Acme Bridges"]
    assert [(party["name"], party["roles"]) for party in standard["parties"]] == [
        ("Acme Bridges", ["supplier"])
    ]
    assert "awards" not in standard
    assert [vendor["name"] for vendor in twin["by_role"]] == ["Acme Bridges"]
    assert twin["awards"] == []


def test_one_that_is_removed_is_no_vendor(importing):
    importing([release(1, "ocds-role-1", parties=[ALONE | {"roles": ["removedSupplier"]}])])

    assert not PublicParty.objects.filter(kind="vendor").exists()


def test_supplier_by_role_stays_one_when_parties_are_merged(importing):
    importing([awarded(1, "ocds-role-1", [party("Bert Roads", id="1")], parties=[ALONE])])
    before = state()["public_contracts"]
    kept, merged = (Vendor.objects.get(name=name) for name in ("Bert Roads", "Acme Bridges"))

    merge = actions.merge_parties(kept, merged, by=make_user(), reason="One body.")

    [link] = PublicContractVendor.objects.filter(contract=contract("ocds-role-1"))
    assert (link.counted, link.value_minor) == ("alone", 5000_00)
    actions.undo_merge(merge, by=make_user(), reason="Two bodies.")
    assert differences(before, state()["public_contracts"]) == []


# The day of the decision


def test_day_of_decision_from_a_signature_says_so_everywhere(importing, client):
    signed = [{"id": "1", "dateSigned": "2025-02-01T00:00:00Z"}]
    importing([release(1, "ocds-day-1", contracts=signed)])

    [row] = rows(client.get("/contracts.csv"))
    [one] = told_by(client, "/contracts.json?date_from=2025-02-01&date_to=2025-02-01")["contracts"]
    [standard] = told_by(client, "/contracts.ocds.json")["releases"]
    twin = told_by(client, f"/contracts/{contract('ocds-day-1').public_id}.json")

    said = "1 February 2025 date of signature, taken for the day of the decision"
    assert said in page(client, "ocds-day-1")
    assert (row["decided_on"], row["decided_from"]) == ("2025-02-01", "signature")
    assert (one["decided_on"]["on"], one["decided_from"]) == ("2025-02-01", "signature")
    assert twin["dates"]["decided_on"]["from"] == "signature"
    assert "awards" not in standard


def test_dated_decision_says_nothing_of_a_signature(importing, client):
    signed = [{"id": "1", "awardID": "1", "dateSigned": "2025-02-01T00:00:00Z"}]
    importing([awarded(1, "ocds-day-1", award={"date": "2025-01-05T00:00:00Z"}, contracts=signed)])

    assert contract("ocds-day-1").decided_from == ""
    assert "taken for the day of the decision" not in page(client, "ocds-day-1")


def test_published_as_it_was_imported(importing):
    signed = [{"id": "1", "dateSigned": "2025-02-01T00:00:00Z"}]
    importing([*utilities(), release(1, "ocds-day-1", contracts=signed, parties=[ALONE])])
    user = make_user()

    for ocid in (OCID, "ocds-day-1"):
        was = contract(ocid)
        with undone():
            actions.publish(
                actions.track(Contract.objects.get(ocid=ocid), by=user),
                by=user,
                reason="To compare.",
            )
            now = contract(ocid)
        assert (was.headline, was.decided_from, was.buyer_id) == (
            now.headline, now.decided_from, now.buyer_id,
        )  # fmt: skip
