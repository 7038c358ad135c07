"""The door: what public surfaces may call."""

import pytest

from procurement import public
from tests.factories import make_ready_contract, publish

pytestmark = pytest.mark.django_db


def test_dossier_is_the_newest_public_form():
    contract = make_ready_contract()
    publish(contract)

    body = public.dossier(1)

    assert (body["id"], body["title"]) == (1, contract.title)
