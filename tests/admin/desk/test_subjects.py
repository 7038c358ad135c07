"""Parties and sources: looked at on a page, edited in a form of their own, on their own version."""

import pytest
from django.urls import reverse

from procurement.models import PARTIES, DistinctPair, Identifier, Source, Vendor
from tests import factories

from ..conftest import login
from .test_statements import faults, filled, sent

MAKERS = {
    "buyer": factories.make_buyer, "vendor": factories.make_vendor,
    "stakeholder": factories.make_stakeholder, "source": factories.make_source,
}  # fmt: skip


def url(row, act="edit"):
    return reverse(f"admin:procurement_{row._meta.model_name}_{act}", args=[row.pk])


def add(kind):
    return reverse(f"admin:procurement_{kind}_add")


def heading(kind):
    return "title" if kind == "source" else "name"


@pytest.mark.parametrize("kind", MAKERS)
def test_one_is_entered_and_looked_at_and_edited(editor, kind):
    model, name = PARTIES.get(kind, Source), heading(kind)

    entered = sent(
        editor, add(kind), filled(editor, add(kind)), **{name: "Larch Roads", "notes": "Ours."}
    )
    row = model.objects.get(**{name: "Larch Roads"})
    edited = sent(editor, url(row), filled(editor, url(row)), **{name: "Larch Road"})
    page = editor.get(url(row, "change"))

    assert (entered.status_code, edited.status_code) == (302, 302)
    assert entered.url == edited.url == url(row, "change")
    row.refresh_from_db()
    assert (getattr(row, name), row.version) == ("Larch Road", 2)
    assert (name.capitalize(), "Larch Road") in page.context["facts"]
    assert ("Notes", "Ours.") in page.context["facts"]


@pytest.mark.parametrize("kind", MAKERS)
def test_a_second_edit_of_one_version_is_a_conflict(editor, kind):
    row, name = MAKERS[kind](), heading(kind)
    opened = filled(editor, url(row))
    sent(login("bea", "Editors"), url(row), opened, **{name: "First"})

    answer = sent(editor, url(row), opened, **{name: "Second"})

    assert answer.status_code == 409
    [line] = answer.context["differences"].lines
    assert (line["theirs"], line["yours"]) == ("First", "Second")


def test_numbers_are_rows_of_the_form_of_a_party(editor):
    vendor = factories.make_vendor()
    kept = factories.make_identifier(vendor=vendor, scheme="GB-COH", value="01234568")
    new = {"number-new1-scheme": "GB-COH", "number-new1-value": "1234567"}

    sent(editor, url(vendor), filled(editor, url(vendor)), **new)
    wrong = sent(
        editor,
        url(vendor),
        filled(editor, url(vendor)),
        **{f"number-{kept.pk}-value": "0123 4568 0"},
    )
    sent(editor, url(vendor), filled(editor, url(vendor)), **{f"number-{kept.pk}-remove": "on"})

    assert len(faults(wrong)) == 1 and 'value="0123 4568 0"' in wrong.text
    assert list(Identifier.objects.values_list("vendor", "value")) == [(vendor.pk, "01234567")]
    vendor.refresh_from_db()
    assert vendor.version == 3


def test_a_source_of_an_address_that_is_here_is_asked_about(editor):
    there = factories.make_source(url="https://example.org/a")
    typed = {"title": "Again", "url": "https://www.example.org/a/?utm_source=x"}

    asked = sent(editor, add("source"), filled(editor, add("source")), **typed)
    saved = sent(editor, add("source"), filled(editor, add("source")), another="on", **typed)

    assert f"/admin/procurement/source/{there.pk}/change/" in str(faults(asked))
    assert saved.status_code == 302
    assert DistinctPair.objects.count() == 1


@pytest.mark.parametrize("kind", PARTIES)
def test_a_party_of_a_name_that_is_here_is_asked_about(editor, kind):
    there = MAKERS[kind](name="Larch Roads Ltd")
    blank = filled(editor, add(kind))

    asked = sent(editor, add(kind), blank, name="Larch Roads Limited")
    saved = sent(editor, add(kind), blank, name="Larch Roads Limited", another="on")

    assert url(there, "change") in str(faults(asked))
    assert saved.status_code == 302
    assert DistinctPair.objects.count() == 1


def test_a_source_is_not_published_in_time_to_come(editor):
    typed = {"title": "Later", "published_on": "2099"}

    answer = sent(editor, add("source"), filled(editor, add("source")), **typed)

    assert "still to come" in str(faults(answer))


@pytest.mark.parametrize("name", ["", "x" * 1001])
def test_a_name_that_is_refused_has_one_reason(editor, name):
    answer = sent(editor, add("vendor"), filled(editor, add("vendor")), name=name)

    assert len(faults(answer)) == 1


def test_who_edits_a_merged_party_is_told_into_whom(editor, viewer):
    kept = factories.make_vendor(name="Kept")
    merged = factories.make_vendor(name="Merged", canonical=kept)

    seen, typed = editor.get(url(merged)), editor.post(url(merged), {"name": "Typed"})

    for answer in (seen, typed):
        assert answer.status_code == 409
        assert f'“Merged” was merged into “<a href="{url(kept, "change")}">Kept</a>”' in answer.text
    assert "Typed" in typed.text and "What you typed" not in seen.text
    assert viewer.get(url(merged)).status_code == 403


@pytest.mark.parametrize("kind", MAKERS)
def test_letters_that_look_like_others_are_flagged_and_saved(editor, kind):
    name = heading(kind)

    answer = editor.post(add(kind), filled(editor, add(kind)) | {name: "Pаlantir"}, follow=True)

    assert "U+0430 CYRILLIC SMALL LETTER A" in answer.text
    assert PARTIES.get(kind, Source).objects.filter(**{name: "Pаlantir"}).exists()


def test_where_it_stands_is_told(editor, contract):
    vendor, source = contract.vendors.first(), Source.objects.first()
    act = contract.interventions.first()

    named = editor.get(url(vendor, "change")).context["named"]
    cited = [words for _, words in editor.get(url(source, "change")).context["named"]]
    acted = [words for _, words in editor.get(url(act.actors[0], "change")).context["named"]]

    assert named == [(named[0][0], str(contract))]
    assert f"{contract}: act, {act}" in cited and f"{contract}: act, {act}" in acted
    assert len(cited) == len(set(cited))


@pytest.mark.parametrize("kind", MAKERS)
def test_a_draft_is_deleted_by_an_editor_and_what_was_public_never(editor, contract, kind):
    public = {
        "buyer": contract.buyer, "vendor": contract.vendors.first(), "source": Source.objects.first(),
        "stakeholder": contract.interventions.first().actors[0],
    }[kind]  # fmt: skip
    draft = MAKERS[kind]()
    if kind == "vendor":
        factories.make_identifier(vendor=draft)

    for row, stays in ((public, True), (draft, False)):
        question = editor.get(url(row, "delete")).url
        editor.post(question, {"post": "yes"})
        assert type(row).objects.filter(pk=row.pk).exists() == stays


def test_who_may_only_read_sees_the_page_without_notes_or_form(viewer):
    vendor = factories.make_vendor(notes="Unsaid")

    page, form = viewer.get(url(vendor, "change")), viewer.get(url(vendor))

    assert (page.status_code, form.status_code) == (200, 403)
    assert "Unsaid" not in page.text and url(vendor) not in page.text
    assert Vendor.objects.get().version == 1
