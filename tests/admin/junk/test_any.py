"""Whatever text a field is sent: a sentence at the field, or a value; never a failure."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procurement.admin.keys import is_key
from procurement.models import Source

from ..conftest import login
from ..pages import form
from . import walking
from .reading import encoded

pytestmark = pytest.mark.django_db
ADD = "/admin/procurement/source/add/"
FEW = settings(
    max_examples=40, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
ANY = st.text(max_size=300) | st.from_regex(r"[+-]?\d{1,25}(\.\d*)?", fullmatch=True)


@pytest.fixture
def page(db):
    """A client, and what the page of a new source sends."""
    client = login("somebody", "Editors")
    client.raise_request_exception = False
    return client, form(client, ADD) | {"title": "News report"}


def post(page, **fields):
    client, data = page
    pairs = [(name, one) for name, value in (data | fields).items() for one in _all(value)]
    response = client.generic("POST", ADD, encoded(pairs), walking.URLENCODED)
    Source.objects.all().delete()
    return response


def _all(value):
    return value if isinstance(value, list) else [value]


def errors(response):
    return response.context["form"].head.errors


@FEW
@given(text=ANY)
def test_any_key_that_names_no_row_is_refused_at_its_field(page, text):
    response = post(page, repeats=text)

    if text:
        assert response.status_code == 200
        assert "repeats" in errors(response)


@FEW
@given(text=ANY)
@pytest.mark.parametrize("name", ["title", "published_on", "url", "kind"])
def test_any_text_is_kept_or_refused_at_its_field(page, name, text):
    response = post(page, **{name: text})

    assert response.status_code in (200, 302)
    if response.status_code == 200:
        assert name in errors(response)


@given(number=st.integers())
def test_a_key_is_what_a_row_can_have(number):
    assert is_key(str(number)) is (0 < number < 2**63)


@given(text=st.text())
def test_a_key_is_read_as_it_is_written(text):
    assert not is_key(text) or str(int(text)) == text
