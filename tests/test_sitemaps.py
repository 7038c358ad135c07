"""The map of the site: every public page, once, and nothing else."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client

from procurement import actions
from procurement.models import PublicContract
from tests import factories as make

pytestmark = pytest.mark.django_db


def listed(client, address):
    """Give the paths that one file of the map names."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    found = re.findall(r"<loc>(.*?)</loc>", response.content.decode())
    assert all(one.startswith("http://testserver/") for one in found)
    return [urlsplit(one).path for one in found]


def everything(client):
    return [one for file in listed(client, "/sitemap.xml") for one in listed(client, file)]


def world():
    """Publish both kinds of contracts, withdraw one, and leave a draft beside them."""
    make.publish(make.make_ready_contract(vendors=[make.make_vendor(name="Ash & Sons <x>")]))
    make.make_register_contract()
    by = make.make_user()
    withdrawn = make.make_ready_contract(title="Withdrawn", buyer=make.make_buyer(name="Westmoor"))
    make.publish(withdrawn, by=by)
    actions.withdraw(withdrawn, by=by, reason="A mistake.")
    make.make_contract(title="A draft")


def test_every_address_of_the_map_is_a_page_and_is_listed_once(client):
    world()

    found = everything(client)

    assert len(found) == len(set(found))
    assert {one: client.get(one).status_code for one in found} == dict.fromkeys(found, 200)


def test_the_map_has_what_is_public_and_nothing_else(client):
    world()

    found = " ".join(everything(client))

    for some in ("/contracts/1-", "/contracts/2", "/buyers/1-", "/vendors/1-", "/stakeholders/1-"):
        assert some in found
    assert "/interventions/1/" in found
    assert "/sources/1/" in found
    assert "/contracts/3" not in found
    assert "draft" not in found
    assert "/admin/" not in found


def test_the_demonstration_record_steps_back_as_in_lists(client):
    make.make_register_contract(**make.INVENTED)
    assert "/contracts/1" in " ".join(everything(client))

    make.make_register_contract()
    found = " ".join(everything(client))

    assert "/contracts/1" not in found
    assert "/contracts/2" in found


def test_an_empty_record_has_its_lists(client):
    assert listed(client, "/sitemap.xml") == ["/sitemaps/pages.xml"]
    assert "/contracts/" in everything(client)


def test_parts_are_cut_by_id_and_empty_ones_are_not_listed(client, monkeypatch):
    monkeypatch.setattr("procurement.public.sitemap.PER_PART", 2)
    for _ in range(7):
        make.make_register_contract()
    PublicContract.objects.filter(public_id__in=[3, 4, 6]).delete()

    files = [one for one in listed(client, "/sitemap.xml") if "/contracts-" in one]

    assert files == [f"/sitemaps/contracts-{number}.xml" for number in (1, 3, 4)]
    parts = [[int(re.search(r"\d+", one)[0]) for one in listed(client, file)] for file in files]
    assert parts == [[1, 2], [5], [7]]
    for number in ("2", "5", "999999999", "0"):
        assert client.get(f"/sitemaps/contracts-{number}.xml").status_code == 404


def test_the_last_change_of_a_contract_is_told(client):
    make.make_register_contract()
    changed = PublicContract.objects.get().changed_at

    text = client.get("/sitemaps/contracts-1.xml").content.decode()

    assert f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" in text


@pytest.mark.parametrize("rows", [1, 3])
def test_map_queries(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make.make_register_contract()

    # The version of the data; two for each of three kinds in which there is something, one for
    # each of the others.
    with django_assert_num_queries(1 + 2 * 3 + 3):
        client.get("/sitemap.xml")
    with django_assert_num_queries(2):
        client.get("/sitemaps/contracts-1.xml")


def test_a_map_is_kept_until_the_record_changes(client):
    make.make_register_contract()
    kept = {"If-None-Match": client.get("/sitemap.xml")["ETag"]}

    assert client.get("/sitemap.xml", headers=kept).status_code == 304
    assert Client().post("/sitemap.xml").status_code == 405
