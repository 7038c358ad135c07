"""A quotation that is not word for word in the pasted text of its source is pointed out, and taken once confirmed."""

import pytest
from django import forms

from procurement.admin.desk.quoting import ChecksQuotation, checked_quotation
from procurement.models import Citation, SourceText
from tests.factories import make_source

pytestmark = pytest.mark.django_db
TEXT = "The Mayor said: “We can’t sign this — not before the review is done.”"


class CitationForm(ChecksQuotation, forms.ModelForm):
    class Meta:
        model = Citation
        fields = ("source", "attribution", "quotation")


@pytest.fixture
def source():
    source = make_source()
    SourceText.objects.create(source=source, text=TEXT)
    return source


def form(source, quotation, instance=None, **sent):
    data = {"source": source.pk, "attribution": "reported", "quotation": quotation, **sent}
    return CitationForm(data, instance=instance)


@pytest.mark.parametrize("quotation", ["We can't sign this - not before the review", "", " ", TEXT])
def test_what_stands_there_is_taken(source, quotation):
    made = form(source, quotation)

    assert "quotation" not in made.errors
    assert "as_it_stands" not in made.fields


@pytest.mark.parametrize(
    ("quotation", "said"),
    [
        ("We can’t sign this before", "after “We can't sign this” the quotation goes on “before”, and"),
        ("the review is done. Then", "after “the review is done.” the quotation goes on “Then”"),
        ("Nobody signs", "“Nobody signs” stands nowhere there."),
    ],
)  # fmt: skip
def test_where_it_parts_is_said_at_the_field_until_it_is_confirmed(source, quotation, said):
    made = form(source, quotation)

    assert said in made.errors["quotation"][0]
    assert "confirm below" in made.errors["quotation"][0]
    assert "as_it_stands" in made.fields

    confirmed = form(source, quotation, as_it_stands="on")
    assert "quotation" not in confirmed.errors
    assert confirmed.cleaned_data["quotation"] == quotation


def test_what_was_confirmed_is_not_asked_about_again(source):
    saved = Citation(source=source, attribution="reported", quotation="Nobody signs")

    assert "quotation" not in form(source, "Nobody signs", saved, attribution="alleged").errors
    assert "quotation" in form(source, "Nobody signs it", saved).errors


def test_without_a_pasted_text_nothing_is_said():
    assert checked_quotation(make_source(), "Anything") == ""
    assert checked_quotation(None, "Anything") == ""


def test_a_form_that_nobody_sent_asks_for_no_confirmation(source):
    assert "as_it_stands" not in CitationForm().fields
