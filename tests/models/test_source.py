"""Which story a source is in the end a copy of."""

import pytest
from django.core.exceptions import ValidationError

from procurement.models import Source
from tests.factories import make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    """Give three sources, each but the first repeating the one before."""
    first = make_source(title="first")
    second = make_source(title="second", repeats=first)
    return [first, second, make_source(title="third", repeats=second)]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_root_is_the_first_of_its_chain(chain, place):
    assert chain[place].root() == chain[0]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_root_of_a_circle_is_one_and_the_same(chain, place):
    Source.objects.filter(pk=chain[0].pk).update(repeats=chain[2])

    assert Source.objects.get(pk=chain[place].pk).root() == chain[0]


def test_clean_refuses_a_circle(chain):
    chain[0].repeats = chain[2]

    with pytest.raises(ValidationError) as caught:
        chain[0].clean()

    assert caught.value.error_dict["repeats"][0].code == "circle"


@pytest.mark.parametrize("repeats", [0, 1, None])
def test_clean_accepts_what_leads_elsewhere(chain, repeats):
    chain[2].repeats = None if repeats is None else chain[repeats]

    chain[2].clean()


def test_clean_accepts_a_new_source_that_repeats_another(chain):
    Source(title="fourth", repeats=chain[2]).clean()
