"""What measurements rest on: the same rows have the same digest, and no other rows have it."""

import pytest

from benchmarks.ingesting import files, rows
from procurement.models import Award, Notice, PublicParty
from tests.factories import make_buyer, make_vendor
from tests.register import make_register_contract

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Award, {"title": "Another"}),
        (Notice, {"packed": b"x"}),
        (PublicParty, {"totals": {"GBP": 1}}),
    ],
)
def test_digest_tells_which_table_is_another(model, change):
    make_register_contract(ocid="ocds-1", buyer=make_buyer(), vendors=[make_vendor()])
    before = rows.state()
    assert rows.state() == before

    model.objects.update(**change)

    after = rows.state()
    assert [name for name in before if after[name] != before[name]] == [model.__name__]


def test_faults_are_contracts_that_no_run_tells_of():
    assert rows.faults() == []

    make_register_contract(ocid="ocds-1")

    assert rows.faults() == [
        "notices held, and told by the runs: 1 and 0",
        "contracts held, and told by the runs: 1 and 0",
    ]


def test_files_hold_as_many_releases_as_are_asked_for(tmp_path):
    lines = files.whole(tmp_path, 50, "lines").read_text().splitlines()
    earlier, later = files.halves(tmp_path, 51)

    assert len(lines) == 50
    assert (earlier.read_text().count('"ocid"'), later.read_text().count('"ocid"')) == (25, 26)
