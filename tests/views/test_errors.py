"""What is said where a page cannot be given."""

import re

import pytest
from django.core.exceptions import BadRequest
from django.http import Http404
from django.test import Client
from django.utils import timezone

from procurement.models import Tombstone
from procurement.views import errors
from tests import factories as make


def text(response):
    """Give the words of a page with single spaces, its tags left out."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def assert_leads_on(response):
    page = response.content.decode()
    assert 'href="/contracts/">all contracts' in page
    assert "Vary" not in response
    assert not response.cookies


def test_an_address_that_is_not_there(client):
    response = client.get("/nothing/here/")

    assert response.status_code == 404
    assert "There is no page here" in text(response)
    assert_leads_on(response)


@pytest.mark.parametrize(
    ("handler", "status", "words"),
    [
        (lambda request: errors.bad_request(request, BadRequest()), 400, "could not be read"),
        (lambda request: errors.not_found(request, Http404()), 404, "no page here"),
        (errors.failed, 500, "Something went wrong on our side"),
    ],
)
def test_each_fault_is_said_in_words_and_in_json(rf, handler, status, words):
    page = handler(rf.get("/contracts/"))
    file = handler(rf.get("/contracts/1.json"))

    assert (page.status_code, file.status_code) == (status, status)
    assert words in text(page)
    assert file["Content-Type"] == "application/json"
    assert_leads_on(page)


@pytest.mark.django_db
def test_a_fault_of_ours_is_a_page_without_details(client, monkeypatch):
    def fail(*args):
        raise ValueError("a secret")

    client.raise_request_exception = False
    monkeypatch.setattr("procurement.public.front", fail)
    response = client.get("/")

    assert response.status_code == 500
    assert "Something went wrong on our side" in text(response)
    assert "secret" not in text(response)


def test_a_host_that_is_not_ours_is_a_bad_request(client):
    response = client.get("/about/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "The request could not be read" in text(response)


@pytest.mark.django_db
def test_missing_gives_the_reason_of_a_tombstone(rf):
    Tombstone.objects.create(kind="vendor", public_id=3, reason="Merged.", at=timezone.now())

    response = errors.missing(rf.get("/vendors/3-x/"), "vendor", 3)

    assert response.status_code == 410
    assert "Merged." in text(response)
    with pytest.raises(Http404):
        errors.missing(rf.get("/vendors/4-x/"), "vendor", 4)
    with pytest.raises(Http404):
        errors.missing(rf.get("/buyers/3-x/"), "buyer", 3)


@pytest.mark.django_db
def test_a_reason_stands_in_paragraphs_and_what_looks_like_html_in_it_is_words(rf):
    Tombstone.objects.create(
        kind="vendor", public_id=3, reason="Of <b>A\n\nof B", at=timezone.now()
    )

    page = errors.missing(rf.get("/vendors/3-x/"), "vendor", 3).content.decode()

    assert "<p>Of &lt;b&gt;A</p>\n\n<p>of B</p>" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [("/contracts/?page=abc", 400), ("/contracts/?page=2", 404), ("/vendors/999/", 404)],
)
def test_a_refusal_is_never_a_page_that_did_not_change(client, address, status):
    kept = {"If-None-Match": client.get("/contracts/")["ETag"]}

    answers = [
        client.get(address, headers=headers) for headers in ({}, kept, {"If-None-Match": "*"})
    ]

    assert [answer.status_code for answer in answers] == [status] * 3
    assert [answer.get("ETag") for answer in answers] == [None] * 3


READ_ONLY = ["/", "/about/", "/contracts/", "/contracts/1/", "/vendors/1/", "/healthz", "/readyz"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"])
@pytest.mark.parametrize("address", READ_ONLY)
def test_pages_are_only_read(address, method):
    response = Client(enforce_csrf_checks=True).generic(method, address)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert "This page can only be read" in text(response)


def test_files_are_only_read():
    response = Client(enforce_csrf_checks=True).post("/contracts/1.json")

    assert (response.status_code, response.json()) == (405, {"error": "method not allowed"})


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["contracts", "vendors"])
def test_a_redirect_is_asked_for_anew_each_time(client, kind):
    make.publish(make.make_ready_contract())
    right = client.get(f"/{kind}/1/")["Location"]
    etag = client.get(right)["ETag"]

    answers = [
        client.get(f"/{kind}/1-wrong/", headers=headers)
        for headers in ({}, {"If-None-Match": etag}, {"If-None-Match": "*"})
    ]

    assert [answer.status_code for answer in answers] == [301] * 3
    assert {answer["Cache-Control"] for answer in answers} == {"no-store"}
    assert [answer.get("ETag") for answer in answers] == [None] * 3
