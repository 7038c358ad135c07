"""The list of likely duplicates: each pair is made one, or said to be two."""

import pytest
from django.urls import reverse

from procurement import actions
from procurement.models import DistinctPair, Stakeholder
from tests.factories import make_buyer, make_source, make_stakeholder, make_vendor

PAGE = reverse("admin:likely_duplicates")


def pairs(client):
    return [[row["name"] for row in pair["rows"]] for pair in client.get(PAGE).context["pairs"]]


def press(client, button, row, other):
    first, second = actions.Likely(row, other, "name").keys
    return client.post(PAGE, {"first": first, "second": second, button: "1"}, follow=True)


def test_pairs_are_listed_with_what_tells_them_apart(editor, publisher):
    rows = [make_vendor(name="Northmarch Ltd"), make_vendor(name="Northmarch plc")]
    (
        make_source(title="One", url="https://example.org/a"),
        make_source(title="Other", url="https://example.org/a/"),
    )

    assert pairs(editor) == [["One", "Other"], ["Northmarch Ltd", "Northmarch plc"]]
    merge = f"{reverse('admin:procurement_vendor_merge', args=[rows[0].pk])}?other={rows[1].pk}"
    assert f'href="{merge}"' in publisher.get(PAGE).text
    assert "Merge them" not in editor.get(PAGE).text


def test_two_are_said_to_be_two_and_not_asked_about_again(editor):
    rows = make_vendor(name="Northmarch Ltd"), make_vendor(name="Northmarch plc")

    page = press(editor, "_two", *rows)

    assert "They are two" in page.text
    assert pairs(editor) == []
    assert DistinctPair.objects.get().by == editor.user


def test_a_stakeholder_is_linked_to_the_body_that_it_is(editor):
    stakeholder, buyer = make_stakeholder(name="Northmarch"), make_buyer(name="Northmarch")

    press(editor, "_body", stakeholder, buyer)

    stakeholder.refresh_from_db()
    assert (stakeholder.buyer, stakeholder.version) == (buyer, 2)
    assert pairs(editor) == []


@pytest.mark.parametrize(
    "sent", [{}, {"first": "vendor-1", "second": "x"}, {"first": "buyer-1", "second": "vendor-9"}]
)
def test_what_is_not_on_the_list_is_not_done(editor, sent):
    make_vendor(name="Northmarch Ltd"), make_vendor(name="Northmarch plc")

    page = editor.post(PAGE, sent | {"_two": "1", "_body": "1"}, follow=True)

    assert "Nothing was done" in page.text
    assert not DistinctPair.objects.exists()
    assert not Stakeholder.objects.exists()


@pytest.mark.parametrize("page", ["0", "9", "x", "\u0663"])
def test_an_odd_page_is_one_that_there_is(editor, page):
    make_vendor(name="Northmarch Ltd"), make_vendor(name="Northmarch plc")

    assert len(editor.get(PAGE, {"page": page}).context["pairs"]) == 1
