"""What no source states is said."""

import pytest

from procurement import dossier
from tests.factories import make_contract, make_ready_contract, make_source

pytestmark = pytest.mark.django_db


def test_contract_that_states_nothing_says_so():
    told = dossier.build(make_contract())["unknown"]

    assert "The buyer is not stated." in told
    assert "No vendor is stated." in told
    assert "The value is not stated." in told
    assert "The stage of the contract is not stated." in told


def test_contract_that_states_its_facts_does_not_say_they_are_missing():
    told = " ".join(dossier.build(make_ready_contract())["unknown"])

    assert [w for w in ("buyer", "vendor", "value", "stage") if f"{w} is not stated" in told] == []


def test_source_says_what_of_it_is_not_stated():
    source = make_source(publisher="The Northmarch Post", url="https://example.org/")

    told = dossier.build(make_ready_contract(source=source))["unknown"]

    assert told[-1] == "Source 1: author and date are not stated."
