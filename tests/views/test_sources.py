"""The page of one source."""

import pytest

from procurement.management import founding_case
from procurement.models import PublicSource
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_what_is_not_stated_is_said_to_be_not_stated(client):
    founding_case.load()

    page = client.get("/sources/1/").content.decode()

    assert page.count("<dd>Publisher, author, date and address</dd>") == 1
    assert page.count("<p>1 contract cites it.</p>") == 1


def test_a_source_says_what_it_is_cited_for(client):
    make.publish(make.make_ready_contract())

    page = client.get("/sources/1/").content.decode()

    for key, what in enumerate(
        (
            "The contract, its buyer and its vendors",
            "The value",
            "The stage",
            "Hold by the Northmarch Scrutiny Committee",
        ),
        start=1,
    ):
        link = f'<a href="/contracts/1-records-system-for-northmarch/#cite-{key}">{what}</a>'
        assert page.count(link) == 1, what


def test_copies_of_one_story_are_named(client):
    original = make.make_source(title="First report", publisher="The Paper")
    copy = make.make_source(title="Second report", repeats=original)
    make.publish(make.make_ready_contract(source=original))
    make.publish(make.make_ready_contract(source=copy))
    row = PublicSource.objects.get(title="Second report")

    page = client.get(f"/sources/{row.public_id}/").content.decode()

    assert page.count("<bdi>First report</bdi></a>, The Paper (the original)") == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_source_page_queries(client, django_assert_num_queries, rows):
    source = make.make_source()
    for _ in range(rows):
        make.publish(make.make_ready_contract(source=source))

    # 6 queries: version of the data, the source, copies of its story, the count, the contracts,
    # their newest revisions.
    with django_assert_num_queries(6):
        response = client.get("/sources/1/")

    assert len(response.context["cited"]) == rows


def test_a_source_that_never_was(client):
    assert client.get("/sources/1/").status_code == 404
