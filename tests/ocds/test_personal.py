"""Contact details that may be a person's are left out of texts, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.models import Notice, PublicContract
from procurement.ocds.personal import ADDRESS_LEFT_OUT, NUMBER_LEFT_OUT, without_personal

from .samples import release

OF_FUNCTIONS = [
    "procurement@example.org", "HSC.Tenders@example.gov.uk", "corporate-procurement2@example.org", "info@example.org",
    "contracts.team@example.nhs.uk", "foi@example.org", "e-sourcing@a.b.example.org",
]  # fmt: skip
OF_PERSONS = [
    "first.last@example.org", "First_Last@example.gov.uk", "f.last2@example.org", "flast@example.org",
    "first-middle.last@a.b.example.org", "o'last@example.org", "informal.last@example.org",
]  # fmt: skip
MOBILE = [
    "07700 900123",
    "07700900123",
    "+44 7700 900 123",
    "+44 (0) 7700-900123",
    "0044 7700900123",
]
LEFT = [
    "0131 496 0000", "+44 20 7946 0000", "Company 07123456", "CPV 77300000", "DN07123456789", "IT-07123456789",
    "071234567890", "2025/07123456789", "£7,700,900,123", "at 7 @ £5", "@name", "a@b", "https://example.org/@first.last",
]  # fmt: skip


@pytest.mark.parametrize("text", [*OF_FUNCTIONS, *LEFT])
def test_what_is_no_persons_stays(text):
    for said in (text, f"Write to {text}.", f"({text})"):
        assert without_personal(said) == said


@pytest.mark.parametrize(
    ("text", "instead"),
    [*((one, ADDRESS_LEFT_OUT) for one in OF_PERSONS), *((one, NUMBER_LEFT_OUT) for one in MOBILE)],
)
def test_what_may_be_a_persons_is_left_out(text, instead):
    for before, after in (("", ""), ("Write to ", "."), ("(", ")"), ("<b>", "</b>")):
        assert without_personal(f"{before}{text}{after}") == f"{before}{instead}{after}"


@given(st.text(alphabet="af.@-+ 079'[]", max_size=60))
def test_any_text_is_read_once(text):
    once = without_personal(text)

    assert without_personal(once) == once


@pytest.mark.django_db
def test_neither_page_nor_search_nor_files_have_it_and_the_notice_does(client, importing):
    words = "Write to first.last@example.org or 07700 900123"
    tender = {"title": f"Roads. {words}", "description": words, "submissionMethodDetails": words}
    importing([release(tender=tender)])
    contract = PublicContract.objects.get()

    for ending in ("/", ".json", ".ocds.json"):
        answer = client.get(f"/contracts/{contract.public_id}{ending}", follow=True)
        said = b"".join(answer).decode()
        assert ADDRESS_LEFT_OUT in said
        assert "first.last" not in said
        assert "900123" not in said
    assert "first" not in f"{contract.words} {contract.title_words}".split()
    assert b"first.last@example.org" in Notice.objects.get().release
