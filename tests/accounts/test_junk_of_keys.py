"""Whatever is sent as what a key said, on each of the pages that take it, is answered with that page."""

import json
from contextlib import suppress

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procurement.accounts import forms

from .conftest import CODE, FACTORS, enter, enter_wholly, give_app

ADD, CONFIRM = f"{FACTORS}keys/add/", "/admin/confirm/key/"
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
CORPUS = [
    *("", "null", "[]", "{}", "7", "{", '"', "nothing", "NaN", "-Infinity", "1e999", "\ufeff{}"),
    *("9" * 6000, "-" + "9" * 4301, '{"id": ' + "9" * 5000 + "}", "0." + "9" * 6000),
    *("[" * 5000, '{"a":' * 9000, "[1]" * 9000, '"\\ud800"', '{"id": "\\u0000"}'),
    '{"id": {"id": []}, "rawId": 1e400, "response": null}',
    '{"id": "AA", "rawId": "AA", "response": {"clientDataJSON": "AA", "attestationObject": "AA"}}',
    '{"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {"clientDataJSON": "AAAA",'
    ' "authenticatorData": "AAAA", "signature": "AAAA"}}',
]

pytestmark = pytest.mark.once


@pytest.fixture(params=[CODE, ADD, CONFIRM])
def page(request, staff, monkeypatch):
    """Give a page that takes what a key says, and a client who may be there."""
    if request.param == ADD:
        return enter()[0], request.param
    give_app(staff)
    client = enter()[0] if request.param == CODE else enter_wholly()
    if request.param == CONFIRM:
        # What is asked of a key needs one that exists; what it says is junk all the same.
        monkeypatch.setattr(webauthn, "get_credentials", lambda user: [])
        Authenticator.objects.create(user=staff, type="webauthn", data={"name": "blue"})
    return client, request.param


@pytest.mark.parametrize("credential", CORPUS, ids=[f"{one[:12]!a}" for one in CORPUS])
def test_what_is_known_to_be_junk_is_answered_with_the_page(page, credential):
    client, address = page
    answer = client.post(address, {"name": "x", "credential": credential})

    # Whoever is believed is led on.
    assert answer.status_code == 200


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text() | st.from_regex(r"\A\[?-?[0-9]{4299,4303}\]?\Z") | VALUES.map(json.dumps))
def test_a_field_gives_what_it_reads_or_says_that_it_cannot(text):
    with suppress(ValidationError):
        forms.KeyField().clean(text)
