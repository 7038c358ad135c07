"""Pages that are stored in memory: as a new one would be, for whoever asks, and made once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.http import HttpResponse
from django.template.backends import jinja2
from django.test import Client, RequestFactory

from procurement import actions
from procurement.models import Contract, PublicContract
from procurement.views import page_cache as stored
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("page_cache")]
ADDRESSES = ["/", "/about/", "/contracts/1-{slug}/", "/contracts/?q=records", "/contracts/1.json"]


@pytest.fixture
def contract():
    contract = make.make_ready_contract(vendors=[make.make_vendor(name="Ashdown Data")])
    make.publish(contract)
    return contract


@pytest.fixture
def addresses(contract):
    slug = PublicContract.objects.get().slug
    return [address.format(slug=slug) for address in ADDRESSES]


def refuse(*arguments, **named):
    raise AssertionError("A page was made anew.")


def test_a_second_reader_is_answered_without_a_template_or_a_dossier(
    client, addresses, monkeypatch, django_assert_max_num_queries
):
    first = [client.get(address) for address in addresses]

    monkeypatch.setattr(jinja2.Template, "render", refuse)
    monkeypatch.setattr("procurement.dossier.as_of", refuse)
    monkeypatch.setattr("procurement.public.revision", refuse)
    for address, before in zip(addresses, first, strict=True):
        with django_assert_max_num_queries(1):
            again = Client().get(address)

        assert (again.status_code, again.content) == (200, before.content)
        assert again.headers == before.headers


@pytest.mark.parametrize("address", ["/", "/contracts/?q=records", "/contracts/1/history/1/"])
def test_conditions_and_methods_are_as_without(client, contract, address):
    first = client.get(address)
    etag = {"If-None-Match": first["ETag"]}

    assert client.get(address, headers=etag).status_code == 304
    assert client.get(address, headers={"If-None-Match": '"other"'}).content == first.content
    assert client.get(address, headers={"If-Match": '"other"'}).status_code == 412
    assert client.get(address, headers={"If-None-Match": "*"}).content == first.content
    assert (client.head(address).headers, client.head(address).content) == (first.headers, b"")
    assert client.post(address).status_code == 405


def test_nothing_shares_a_page(client, contract, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    asked = [
        ("/contracts/", "one.example"), ("/contracts/", "two.example"),
        ("/contracts/?q=zebra", "one.example"), ("/contracts/?q=zebra&sort=-value", "one.example"),
        ("/contracts/1/history/1/", "one.example"),
    ]  # fmt: skip

    first = [client.get(path, headers={"host": host}).content for path, host in asked]
    again = [client.get(path, headers={"host": host}).content for path, host in asked]

    assert again == first
    assert len(set(first)) == len(first)


def test_what_is_published_withdrawn_or_merged_shows_at_once(client, contract):
    by, page = make.make_user(), "/contracts/"
    address = client.get("/contracts/1/").url
    client.get(address), client.get(page)

    Contract.objects.update(title="Another title")
    assert "Another title" not in client.get(address).content.decode()
    make.publish(contract, "A title.")
    address = client.get(address).url
    assert "Another title" in client.get(address).content.decode()
    assert "Another title" in client.get(page).content.decode()

    actions.withdraw(contract, by=by, reason="A mistake.")
    assert client.get(address).status_code == 410
    assert "Another title" not in client.get(page).content.decode()


def test_the_day_and_the_release_change_a_page(client, contract, on_day, settings, page_cache):
    on_day("2026-05-01")
    etags = {client.get("/contracts/")["ETag"]}
    on_day("2026-05-02")
    etags.add(client.get("/contracts/")["ETag"])
    settings.RELEASE = "another"
    etags.add(client.get("/contracts/")["ETag"])

    assert len(etags) == len(page_cache._cache) == 3


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nope/", 404), ("/contracts/99/", 404), ("/contracts/1/", 301), ("/contracts/?stage=x", 400),
        ("/contracts/?page=99", 404), ("/contracts.csv", 200), ("/healthz", 200), ("/admin/login/", 200),
    ],
)  # fmt: skip
def test_nothing_else_is_stored(client, contract, page_cache, address, status):
    for ask in (client.get, client.head):
        response = ask(address)
        response.getvalue()
        assert response.status_code == status

    assert len(page_cache._cache) == 0


def test_a_failure_is_not_stored(client, contract, page_cache, monkeypatch):
    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr("procurement.public.front", refuse)
        assert client.get("/").status_code == 500

    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("response", "is_stored"),
    [
        (HttpResponse(b"x" * stored.MOST_BYTES), True),
        (HttpResponse(b"x" * (stored.MOST_BYTES + 1)), False),
        (HttpResponse("", status=410), False),
        (HttpResponse("", headers={"Cache-Control": "no-store"}), False),
    ],
)
def test_what_is_stored_is_found_small_and_for_all(rf, response, is_stored):
    stored.store(rf.get("/"), '"1"', response)

    assert (stored.fetch(rf.get("/"), '"1"') is not None) is is_stored
    assert stored.fetch(rf.get("/"), '"2"') is None


def test_one_with_a_cookie_is_not_stored(rf):
    response = HttpResponse("")
    response.set_cookie("name", "value")
    stored.store(rf.get("/"), '"1"', response)

    assert stored.fetch(rf.get("/"), '"1"') is None


def test_a_crawler_cannot_fill_the_memory(rf, page_cache, settings):
    most = settings.CACHES["pages"]["OPTIONS"]["MAX_ENTRIES"]
    for number in range(most + 10):
        stored.fetch(rf.get("/asked-for-often"), '"1"')
        stored.store(rf.get("/asked-for-often"), '"1"', HttpResponse("often"))
        stored.store(rf.get(f"/?q={number}"), '"1"', HttpResponse("x"))

    assert len(page_cache._cache) <= most
    assert most * stored.MOST_BYTES == settings.PAGE_CACHE_MB * 2**20
    assert stored.fetch(rf.get("/asked-for-often"), '"1"').content == b"often"


def test_threads_get_what_is_theirs():
    def ask(number):
        request = RequestFactory().get(f"/{number % 50}")
        if (found := stored.fetch(request, '"1"')) is None:
            stored.store(request, '"1"', HttpResponse(request.path))
            found = stored.fetch(request, '"1"')
        return found.content.decode() == request.path

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(2000)))
