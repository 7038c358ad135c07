"""Addresses of a party that was merged into another: they lead to that one, for ever."""

import pytest

from procurement import actions
from procurement.filters import ContractFilter, InterventionFilter
from procurement.models import Stakeholder, Vendor
from tests.factories import (
    make_ready_contract,
    make_stakeholder,
    make_user,
    make_vendor,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged():
    """Two vendors, of one contract each: the second merged into the first."""
    for name in ("Kept", "Merged"):
        publish(make_ready_contract(title=f"Of {name}", vendors=[make_vendor(name=name)]))
    kept, merged = Vendor.objects.order_by("pk")
    merge = actions.merge_parties(kept, merged, by=make_user(), reason="One body.")
    return merge


def test_old_address_leads_to_the_kept_party(client, merged):
    for slug in ("", "-merged"):
        response = client.get(f"/vendors/{merged.merged_public_id}{slug}/")

        assert (response.status_code, response.url) == (301, f"/vendors/{merged.kept_public_id}/")


def test_old_address_is_the_partys_own_again_after_undoing(client, merged):
    actions.undo_merge(merged, by=make_user(), reason="Two.")

    assert client.get(f"/vendors/{merged.merged_public_id}-merged/").status_code == 200


def test_old_address_of_another_kind_leads_nowhere(client, merged):
    assert client.get(f"/buyers/{merged.merged_public_id + 5}/").status_code == 404


@pytest.mark.parametrize("path", ["/contracts/", "/interventions/"])
def test_old_number_in_a_query_leads_to_the_new_one(client, merged, path):
    old, new = merged.merged_public_id, merged.kept_public_id

    response = client.get(f"{path}?type=hold&vendor={old}&vendor={new}")

    assert (response.status_code, response.url.split("?")[0]) == (301, path)
    assert set(response.url.split("?")[1].split("&")) == {f"vendor={new}", "type=hold"}


def test_old_number_means_the_kept_party_wherever_it_is_read(rf, merged):
    query = rf.get(f"/?vendor={merged.merged_public_id}").GET

    assert {row.title for row in ContractFilter(query).every_row()} == {"Of Kept", "Of Merged"}
    assert InterventionFilter(query).qs.count() == 2


def test_old_number_of_a_stakeholder_means_the_kept_one(rf):
    for name in ("Kept", "Merged"):
        publish(make_ready_contract(title=name, stakeholder=make_stakeholder(name=name)))
    merge = actions.merge_parties(
        *Stakeholder.objects.order_by("pk"), by=make_user(), reason="One office."
    )

    query = rf.get(f"/?stakeholder={merge.merged_public_id}").GET

    assert ContractFilter(query).total == 2


@pytest.mark.parametrize("address", ["/contracts/2/history/1/", "/contracts/2.json"])
def test_what_was_made_before_a_merge_is_not_taken_for_what_is_there_after_its_undoing(
    client, address
):
    """Whoever asked before the merge may have been answered with it: no tag comes back."""
    for name in ("Kept", "Merged"):
        publish(make_ready_contract(title=f"Of {name}", vendors=[make_vendor(name=name)]))
    tags = [client.get(address)["ETag"]]
    for _ in range(2):
        merge = actions.merge_parties(
            *Vendor.objects.order_by("pk"), by=make_user(), reason="One body."
        )
        tags.append(client.get(address)["ETag"])
        actions.undo_merge(merge, by=make_user(), reason="Two.")
        tags.append(client.get(address)["ETag"])

    assert len(set(tags)) == len(tags)
