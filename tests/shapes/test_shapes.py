"""Whatever editors may publish reads well on every public address of it."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procurement import actions
from procurement.models import Contract
from tests import factories as make

from .forms import forms
from .steps import STEPS, Editor
from .texts import lines
from .walk import Walk

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def examples(number: int) -> settings:
    """Give what an example runs under: the same examples each time, and no clock."""
    return settings(
        derandomize=True,
        max_examples=number,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


@contextmanager
def undone():
    """Take back whatever an example writes."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def enter(form) -> Contract:
    revision = actions.enter(form, by=make.make_user(), reason="Entered.")
    return Contract.objects.get(pk=revision.contract_id)


@examples(16)
@given(form=forms())
def test_every_address_of_what_is_published_reads_well(client, form):
    walk = Walk(client)

    with undone():
        walk.contract(enter(form).public_id)
        walk.lists()

    assert walk.faults == []


@examples(11)
@given(form=forms(), steps=st.lists(st.sampled_from(STEPS), max_size=6), text=lines())
def test_every_address_reads_well_after_whatever_editors_do(client, form, steps, text):
    walk = Walk(client)

    with undone():
        contract = enter(form)
        other = enter(form | {"title": "Another", "ocid": None})
        editor = Editor(contract, make.make_user(), text)
        for step in [*steps, "publish"]:
            editor.do(step)
        walk.ask(f"/contracts/{other.public_id}/")
        walk.ask(f"/contracts/{other.public_id}/history/")
        walk.contract_or_gone(contract.public_id)

    assert walk.faults == []
