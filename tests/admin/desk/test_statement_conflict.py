"""A statement that somebody else saved meanwhile: base, theirs, yours; and nothing typed is lost."""

import pytest

from procurement.models import Citation, Claim
from tests import factories
from tests.controls import largest

from ..conftest import login
from .test_statements import filled, sent, url


@pytest.fixture
def claim(contract):
    return Claim.objects.get(fact="value")


@pytest.fixture
def other(db):
    return login("bea", "Editors")


def lines(answer):
    return [
        (one["what"], one["base"], one["theirs"], one["yours"])
        for one in answer.context["differences"].lines
    ]


def both(editor, other, contract, claim, theirs, yours):
    """Open a form twice; save the one, then the other: give its address, and the answer."""
    address = url(contract, f"claim-{claim.pk}")
    opened = filled(editor, address)
    sent(other, address, filled(other, address), **theirs)
    return address, sent(editor, address, opened, **yours)


def test_a_conflict_says_what_it_was_and_is_and_was_typed_and_by_whom(
    editor, other, contract, claim
):
    theirs = {"value_minor": "£55m", "notes": "Hers."}

    _, answer = both(
        editor, other, contract, claim, theirs, {"value_minor": "£60m", "value_kind": "ceiling"}
    )

    assert answer.status_code == 409
    assert lines(answer) == [
        ("Value", "£50,000,000", "£55,000,000", "£60m"),
        ("Value kind", "Proposed value", "Proposed value", "Ceiling"),
        ("Notes", "nothing", "Hers.", "nothing"),
    ]
    assert "saved by bea" in " ".join(answer.text.split())
    assert Claim.objects.get(pk=claim.pk).money.short() == "£55m"


@pytest.mark.parametrize("taken, value", [("yours", "£60m"), ("theirs", "£55m")])
def test_of_each_field_either_is_taken(editor, other, contract, claim, taken, value):
    theirs = {"value_minor": "£55m", "notes": "Hers."}
    address, answer = both(
        editor, other, contract, claim, theirs, {"value_minor": "£60m", "value_kind": "ceiling"}
    )
    data = largest(answer.text).data()

    unsaid = sent(editor, address, data)
    saved = sent(editor, address, largest(unsaid.text).data(), **{"_take-value_minor": taken})

    assert (unsaid.status_code, saved.status_code) == (409, 302)
    claim.refresh_from_db()
    assert (claim.money.short(), claim.value_kind, claim.notes) == (value, "ceiling", "Hers.")


def test_a_row_taken_away_meanwhile_comes_back_with_what_was_typed(editor, other, contract, claim):
    row = factories.make_citation(claim=claim, quotation="Before.")
    address, answer = both(
        editor, other, contract, claim,
        {f"citation-{row.pk}-remove": "on"}, {f"citation-{row.pk}-quotation": "Typed."},
    )  # fmt: skip
    assert not Citation.objects.filter(pk=row.pk).exists()
    data = largest(answer.text).data() | {f"_take-citation-{row.pk}": "yours"}

    again = sent(editor, address, data)
    saved = sent(editor, address, largest(again.text).data())

    assert (answer.status_code, again.status_code, saved.status_code) == (409, 200, 302)
    assert claim.citations.filter(quotation="Typed.").count() == 1


def test_a_row_added_meanwhile_stays(editor, other, contract, claim):
    source = claim.citations.get().source_id
    address, answer = both(
        editor, other, contract, claim,
        {"citation-new1-source": source, "citation-new1-attribution": "reported"}, {"notes": "Mine."},
    )  # fmt: skip

    saved = sent(editor, address, largest(answer.text).data())

    assert saved.status_code == 302
    assert (claim.citations.count(), Claim.objects.get(pk=claim.pk).notes) == (2, "Mine.")


def test_what_was_typed_about_a_deleted_draft_goes_into_a_new_one(editor, contract):
    claim = factories.make_claim(
        contract,
        fact="ends_on",
        value_minor=None,
        currency="",
        stated_on="2027-01-01",
        stated_on_precision="year",
    )
    factories.make_citation(claim=claim)
    address = url(contract, f"claim-{claim.pk}")
    opened = filled(editor, address)
    claim.delete()

    gone = sent(editor, address, opened, stated_on="2028")
    again = sent(
        editor,
        url(contract, "claim", name="statement_add"),
        largest(gone.text).data(),
        _again="gone",
    )
    saved = sent(editor, url(contract, "claim", name="statement_add"), largest(again.text).data())

    assert (gone.status_code, again.status_code, saved.status_code) == (409, 200, 302)
    new = Claim.objects.get(fact="ends_on")
    assert (new.date.show(), new.citations.count()) == ("2028", 1)


@pytest.mark.parametrize("version", [None, "", "0", "abc", "٣", "9" * 400])
def test_a_form_without_its_version_is_a_conflict(editor, contract, claim, version):
    address = url(contract, f"claim-{claim.pk}")

    answer = sent(editor, address, filled(editor, address), _version=version, notes="Forged.")

    assert answer.status_code == 409
    assert Claim.objects.get(pk=claim.pk).notes == ""


@pytest.mark.parametrize("opened", ["", "abc", "\0", "x" * 60_000])
def test_what_a_form_was_opened_with_may_be_junk(editor, other, contract, claim, opened):
    _, answer = both(
        editor, other, contract, claim, {"notes": "Hers."}, {"notes": "Mine.", "_opened": opened}
    )

    assert lines(answer) == [("Notes", "not known", "Hers.", "Mine.")]
