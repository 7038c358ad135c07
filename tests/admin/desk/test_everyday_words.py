"""What a statement is about, and its grounds, are found under everyday words, without a script too."""

import pytest
from django.urls import reverse

from tests.controls import largest


def add(contract, kind, **query):
    url = reverse("admin:procurement_contract_statement_add", args=[contract.pk, kind])
    return url, query


def offered(client, contract, words, kind="intervention", **query):
    url, query = add(contract, kind, words=words, **query)
    return client.get(url, query)


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("paused", "Hold"),
        ("judicial review", "Legal challenge"),
        ("petition", "Objection"),
        ("veto", "Approval refused"),
    ],
)
def test_types_of_act_are_found(editor, contract, words, label):
    page = offered(editor, contract, words)

    labels = [code.label for code, _ in page.context["choices"]]
    assert label in labels
    assert len(labels) < 10


@pytest.mark.parametrize("words", ["", " ", "nothing of the kind", "x" * 5_000, "\u202e", "<bq>"])
def test_odd_words_find_all_or_say_that_nothing_is_found(editor, contract, words):
    page = offered(editor, contract, words, after="heading")

    assert page.status_code == 200
    assert bool(page.context["choices"]) is not bool(words.strip())
    assert ("Nothing is found" in page.text) is bool(words.strip())
    assert "<bq>" not in page.text


def test_what_was_asked_besides_is_carried(editor, contract):
    page = offered(editor, contract, "paused", after="claim-1")

    [(_, query), *_] = page.context["choices"]
    assert query == "after=claim-1&type=hold"


def test_grounds_stand_with_everyday_words(editor, contract):
    url, _ = add(contract, "intervention")
    data = largest(editor.get(url, {"type": "hold"}).text).data()

    page = editor.post(f"{url}?type=hold", data | {"_more": "ground"})

    assert "Data protection (privacy, personal data, GDPR)" in page.text
    assert 'data-words="Whether it is worth its price. too expensive' in page.text
