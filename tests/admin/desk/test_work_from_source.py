"""Working from a source: it is found or entered, kept in hand for an account, its text pasted beside."""

import re

import pytest
from django.urls import reverse

from procurement import codelists
from procurement.models import DistinctPair, Source, SourceInHand, SourceText, Stakeholder
from tests.admin.conftest import login
from tests.factories import make_buyer, make_contract, make_source, make_stakeholder

PAGE = reverse("admin:work_from_source")
NEW = {"url": "https://example.org/a", "title": "A report", "kind": "news_report"}


def take(client, source):
    return client.post(reverse("admin:procurement_source_in_hand", args=[source.pk]))


def in_hand(client):
    hand = SourceInHand.objects.filter(user=client.user).first()
    return hand and hand.source


def test_a_source_entered_is_in_hand(editor):
    sent = NEW | {"published": "May 2026", "publisher": "The Paper", "is_primary": "yes"}

    response = editor.post(PAGE, sent)

    source = Source.objects.get()
    assert response.status_code == 302
    assert (source.publisher, str(source.published), source.is_primary) == (
        "The Paper",
        "May 2026",
        True,
    )
    assert in_hand(editor) == source


@pytest.mark.parametrize("kind", codelists.SOURCE_KIND.codes())
@pytest.mark.parametrize(("said", "is_primary"), [("", None), ("yes", True), ("no", False)])
def test_a_source_is_primary_by_its_kind_unless_somebody_says_otherwise(
    editor, kind, said, is_primary
):
    by_kind = kind in codelists.PRIMARY_KINDS
    expected = by_kind if is_primary is None else is_primary

    for page in (PAGE, reverse("admin:procurement_source_add")):
        answer = editor.post(page, {"title": "A", "kind": kind, "is_primary": said}, follow=True)
        assert Source.objects.get().is_primary == expected
        # What nobody said is echoed.
        assert ("primary source" in " ".join(map(str, answer.context["messages"]))) == (
            expected and (page == PAGE or not said)
        )
        SourceInHand.objects.all().delete()
        Source.objects.all().delete()


@pytest.mark.parametrize("said", ["on", "maybe", "٣", "\0", "x" * 5000])
def test_a_forged_word_on_primary_is_refused_at_its_field(editor, said):
    response = editor.post(PAGE, NEW | {"is_primary": said})

    assert list(response.context["form"].errors) == ["is_primary"]
    assert not Source.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"X-Statement-Dialog": "1"}])
@pytest.mark.parametrize("is_entered", [True, False])
@pytest.mark.parametrize(
    ("back", "leads_to"),
    [("/admin/procurement/contract/1/desk/", "/admin/procurement/contract/1/desk/"),
     ("https://example.org/", PAGE), ("//example.org/", PAGE), ("", PAGE)],
)  # fmt: skip
def test_whoever_came_from_a_working_page_goes_back_to_it(
    editor, back, leads_to, is_entered, headers
):
    if is_entered:
        response = editor.post(f"{PAGE}?back={back}", NEW, headers=headers)
    else:
        address = reverse("admin:procurement_source_in_hand", args=[make_source().pk])
        response = editor.post(address, {"back": back}, headers=headers)

    assert response.status_code == (204 if headers else 302)
    assert response.headers["Location"] == leads_to
    assert in_hand(editor) == Source.objects.get()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("url", "javascript:alert(1)"), ("url", "https://localhost/"), ("title", ""), ("title", "x" * 301),
        ("title", "A\u202ereport"), ("published", "31 February 2026"), ("published", "2099"),
        ("kind", "rumour"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field(editor, field, value):
    response = editor.post(PAGE, NEW | {field: value})

    assert list(response.context["form"].errors) == [field]
    assert not Source.objects.exists()


def test_a_source_of_the_same_address_is_shown_before_another_is_made(editor):
    there = make_source(url="http://www.example.org/a/?utm_source=x")

    response = editor.post(PAGE, NEW)

    assert list(response.context["form"].errors) == ["url"]
    assert response.context["form"].alike == [there]
    assert Source.objects.count() == 1


def test_another_source_of_the_same_address_is_told_apart_for_good(editor):
    there = make_source(url="https://example.org/a")

    editor.post(PAGE, NEW | {"another": "on"})

    source = Source.objects.exclude(pk=there.pk).get()
    pair = DistinctPair.objects.get()
    assert {pair.first, pair.second} == {f"source-{there.pk}", f"source-{source.pk}"}


@pytest.mark.parametrize(
    "words",
    [
        "https://www.example.org/a/",
        "example.org/a",
        "societe ob",
        "O'Brien & Société",
        "SOCIÉTÉ daily",
    ],
)
def test_sources_are_found_by_address_and_words(editor, words):
    make_source(title="Another")
    source = make_source(
        title="O’Brien and Société", publisher="The Daily", url="https://example.org/a"
    )

    assert editor.get(PAGE, {"q": words}).context["sources"] == [source]


def test_a_source_in_hand_is_each_account_s_own_until_it_is_put_down(editor):
    other = login("bob", "Editors")
    source = make_source()

    take(editor, source)

    assert (in_hand(editor), in_hand(other)) == (source, None)
    contract = make_contract()
    back = reverse("admin:procurement_contract_change", args=[contract.pk])
    response = editor.post(reverse("admin:put_source_down"), {"back": back})
    assert (response.url, in_hand(editor)) == (back, None)


@pytest.mark.parametrize(
    "back", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""]
)
def test_putting_down_leads_nowhere_else(editor, back):
    assert editor.post(reverse("admin:put_source_down"), {"back": back}).url == PAGE


def test_another_source_in_hand_has_no_speaker_of_the_one_before(editor):
    take(editor, make_source())
    SourceInHand.objects.update(speaker=make_stakeholder())

    take(editor, make_source())

    assert SourceInHand.objects.get().speaker is None


@pytest.mark.parametrize("key", ["abc", "0", "99999999999999999999", "٣"])
def test_a_junk_key_is_not_found(editor, key):
    assert editor.post(f"/admin/procurement/source/{key}/in-hand/").status_code == 404


def test_a_pasted_text_is_kept_replaced_and_taken_out(editor):
    page = reverse("admin:procurement_source_text", args=[make_source().pk])

    for text in ("One\r\n\u202etwo", "Three"):
        editor.post(page, {"text": text})
        assert SourceText.objects.get().text == text.replace("\r\n\u202e", "\n")
    editor.post(page, {"text": " "})
    assert not SourceText.objects.exists()


def test_whoever_pastes_a_text_from_a_record_is_back_in_the_record(editor):
    contract, source = make_contract(), make_source()
    take(editor, source)
    desk = reverse("admin:procurement_contract_change", args=[contract.pk])
    [address] = re.findall(r'href="(/admin/[^"]*/text/[^"]*)"', editor.get(desk).text)

    page = editor.get(address)
    for text in ("One", ""):
        assert editor.post(address, {"text": text, "back": page.context["back"]}).url == desk
    assert f'href="{desk}">Back' in page.text
    for elsewhere in ("https://example.org/", "//example.org/", ""):
        assert editor.post(address.partition("?")[0], {"text": "", "back": elsewhere}).url == PAGE


def test_a_text_goes_when_its_source_goes(editor):
    source = make_source()
    SourceText.objects.create(source=source, text="One", by=editor.user)

    source.delete()

    assert not SourceText.objects.exists()


def test_a_text_that_is_too_long_is_refused_and_still_in_the_form(editor):
    page = reverse("admin:procurement_source_text", args=[make_source().pk])

    response = editor.post(page, {"text": "x" * 200_001})

    assert "at most 200,000" in response.context["form"].errors["text"][0]
    assert len(response.context["form"]["text"].value()) == 200_001


@pytest.mark.parametrize("kind", codelists.SOURCE_KIND.codes())
@pytest.mark.parametrize("is_primary", [True, False])
def test_every_kind_of_source_has_a_level_to_begin_with(kind, is_primary):
    assert codelists.level_of(kind, is_primary) in codelists.ATTRIBUTION


@pytest.mark.parametrize(
    ("kind", "primary", "level"),
    [
        ("official_decision", False, "official_record"),
        ("court_document", True, "official_record"),
        ("court_document", False, "alleged"),
        ("press_release", False, "on_record"),
        ("news_report", True, "reported"),
    ],
)
def test_level_follows_from_the_kind_of_source(kind, primary, level):
    assert codelists.level_of(kind, primary) == level


def test_who_speaks_is_said_once(editor):
    take(editor, make_source(kind="press_release"))
    buyer = make_buyer()

    editor.post(PAGE, {"_speaker": "1", "speaker": f"buyer-{buyer.pk}"})

    hand = SourceInHand.objects.get()
    assert (hand.speaker.buyer, hand.attribution) == (buyer, "on_record")


@pytest.mark.parametrize(
    "sent", [{"_find": "speaker"}, {"speaker_text": "somebody"}, {"speaker": "buyer-99"}]
)
def test_a_speaker_that_is_looked_for_is_not_saved(editor, sent):
    take(editor, make_source())

    response = editor.post(PAGE, {"_speaker": "1", "speaker_text": "x", **sent})

    assert list(response.context["speaks"].errors) == ["speaker"]
    # Whoever is looked for is no fault.
    assert ("errorlist" in response.text) == ("_find" not in sent)
    assert not response.context["form"].is_bound
    assert SourceInHand.objects.get().speaker is None


def test_a_speaker_without_a_source_in_hand_is_said_to_be_of_none(editor):
    response = editor.post(PAGE, {"_speaker": "1", "speaker": "new-person-Somebody"})

    assert response.status_code == 200
    assert not Stakeholder.objects.exists()
