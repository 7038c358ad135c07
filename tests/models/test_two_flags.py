"""The migration that makes two flags of one."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from procurement import actions
from procurement.management import founding_case
from procurement.models import (
    Contract,
    PublicContract,
    PublicHoldings,
    PublicIntervention,
    PublicParty,
    PublicSource,
)
from tests import factories as make
from tests.ocds.samples import Importing, awarded, party

BEFORE = [("procurement", "0010_disputed_facts")]
FLAGGED = (Contract, PublicContract, PublicIntervention, PublicParty, PublicSource)
COUNTS = ("pk", "contract_count", "intervention_count", "demonstration_count", "totals")


@pytest.mark.django_db(transaction=True)
def test_a_merge_of_before_an_upgrade_can_be_undone_after_it():
    kept, merged = make.make_vendor(name="Kept"), make.make_vendor(name="Merged")
    for vendor in (kept, merged):
        make.publish(make.make_ready_contract(vendors=[vendor]))
    kept.refresh_from_db()
    merged.refresh_from_db()
    merge = actions.merge_parties(kept, merged, by=make.make_user(), reason="One body.")
    before = MigrationExecutor(connection).migrate(BEFORE).apps
    kept_then = before.get_model("procurement", "PartyMerge").objects.get().moved["public"]["copy"]
    assert "is_sample" in kept_then
    call_command("migrate", verbosity=0)
    merge.refresh_from_db()

    actions.undo_merge(merge, by=make.make_user(), reason="They are two.")

    copies = PublicParty.objects.filter(kind="vendor")
    assert sorted(copies.values_list("name", "demonstration", "invented")) == [
        ("Kept", False, False),
        ("Merged", False, False),
    ]


def told():
    """Give the flags of every row, and what parties and the whole record add up to."""
    flags = {
        model.__name__: list(model.objects.order_by("pk").values_list("demonstration", "invented"))
        for model in FLAGGED
    }
    parties = list(PublicParty.objects.order_by("pk").values_list(*COUNTS))
    holdings = list(PublicHoldings.objects.values("with_invented", "contracts", "sums"))
    known = list(PublicContract.objects.order_by("pk").values_list("known_as", flat=True))
    return flags, parties, holdings, known


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("real", [True, False])
def test_an_upgrade_tells_the_founding_case_from_the_invented(tmp_path, real):
    founding_case.load()
    importing = Importing(tmp_path)
    importing([awarded(1, "ocds-test-1", [party("Made-up Systems")])], invented=True)
    if real:
        police = party("Metropolitan Police")
        fields = {"buyer": {"id": police["id"], "name": police["name"]}, "parties": [police]}
        importing([awarded(1, "ocds-test-2", [party("Acme Roads")], **fields)])
    make.publish(make.make_ready_contract(stakeholder=make.make_stakeholder(name="Office")))
    now = told()
    assert {(True, True), (True, False), (False, False)} == set(now[0]["PublicContract"])

    before = MigrationExecutor(connection).migrate(BEFORE).apps
    rows = before.get_model("procurement", "PublicParty").objects.filter(is_sample=False)
    # As it was counted then: of what real contracts name, the real ones.
    for pk, contracts, acts, demonstrations, _ in now[1]:
        rows.filter(pk=pk).update(
            contract_count=contracts - demonstrations, intervention_count=acts
        )
    call_command("migrate", verbosity=0)

    assert told() == now
