"""An award whose later notice lists other vendors: both are told, and what is said of neither is more than stated."""

import pytest

from procurement.models import PublicContract, PublicContractVendor, PublicParty

from .samples import awarded, party
from .test_copies import assert_as_published
from .test_who import told_by, words

pytestmark = pytest.mark.django_db
ACME, BERT, CARA = (party(name, id=name) for name in ("Acme", "Bert", "Cara"))


def earlier(client):
    [award] = told_by(client, f"/contracts/{PublicContract.objects.get().public_id}.json")["awards"]
    return [one["name"] for one in award.get("earlier", ())]


@pytest.mark.parametrize("runs", [1, 2])
@pytest.mark.parametrize(
    ("lists", "left_out"),
    [
        ([[ACME], [BERT]], ["Acme"]),
        ([[ACME, BERT], [BERT, CARA]], ["Acme"]),
        ([[ACME], [BERT], [ACME, BERT]], []),
        ([[ACME, BERT]], []),
        ([[ACME], [ACME, BERT]], []),
        ([[ACME], []], []),
    ],
)
def test_those_whom_the_newest_list_leaves_out_are_named(importing, client, lists, left_out, runs):
    notices = [awarded(number, suppliers=one) for number, one in enumerate(lists, 1)]
    for part in [notices] if runs == 1 else [notices[1:], notices[:1]]:
        importing(part)

    assert earlier(client) == left_out
    page = words(client.get(f"/contracts/{PublicContract.objects.get().public_id}/", follow=True))
    said = "an earlier notice names, and the latest list does not: Acme."
    assert (said in page, "shared by" in page) == (bool(left_out), "Bert" in page and not left_out)
    assert_as_published()


def test_a_notice_that_lists_none_changes_nothing(importing, client):
    silent = awarded(3, award={"suppliers": None})
    del silent["awards"][0]["suppliers"]
    importing([awarded(1, suppliers=[ACME]), awarded(2, suppliers=[BERT]), silent])

    assert earlier(client) == ["Acme"]


def test_the_amount_is_nobodys_alone_and_no_row_says_that_it_is_shared(importing, client):
    importing([awarded(1, suppliers=[ACME]), awarded(2, suppliers=[BERT])])

    assert {one.counted for one in PublicContractVendor.objects.all()} == {"shared"}
    vendor = PublicParty.objects.get(name="Acme")
    page = words(client.get(f"/vendors/{vendor.public_id}-acme/"))
    assert "£5,000 (decided value), stated for it and 1 other" in page
    assert "shared with" not in page
