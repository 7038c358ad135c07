"""The migration that keeps which facts are disputed, where it was only kept whether any is."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from procurement.models import PublicContract
from tests import factories as make

BEFORE = [("procurement", "0009_publiccontract_value")]


@pytest.mark.django_db(transaction=True)
def test_what_was_published_says_which_facts_are_disputed():
    make.publish(make.make_ready_contract(title="Agreed"))
    contract = make.make_ready_contract(title="Disputed")
    for fact in ({"value_minor": 20_000_000_00}, {"fact": "stage", "stage": "tender"}):
        claim = make.make_claim(contract, ready=True, **fact)
        make.make_citation(claim=claim)
    contract.refresh_from_db()
    make.publish(contract)
    told = dict(PublicContract.objects.values_list("title", "disputed"))
    assert told["Agreed"] == ""

    before = MigrationExecutor(connection).migrate(BEFORE).apps
    rows = before.get_model("procurement", "PublicContract").objects
    kept = dict(rows.values_list("title", "disputed"))
    call_command("migrate", verbosity=0)

    assert kept == {"Agreed": False, "Disputed": True}
    assert dict(PublicContract.objects.values_list("title", "disputed")) == told
