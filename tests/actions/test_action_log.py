"""What the log tells of publications, withdrawals and merges."""

import pytest

from procurement import actions, origin
from procurement.management import founding_case, sample_register
from procurement.models import AuditEntry, Contract
from procurement.models.audit_entry import COMMAND_LINE
from tests.factories import (
    make_buyer,
    make_ready_contract,
    make_source,
    make_stakeholder,
    make_user,
    make_vendor,
    publish,
)
from tests.ocds.samples import Importing, awarded, party

pytestmark = pytest.mark.django_db
OFFICE = "203.0.113.9"


def told(*columns):
    """Give columns of all entries, the oldest first."""
    return [*AuditEntry.objects.order_by("pk").values_list(*columns)]


@pytest.fixture
def pat():
    """Somebody who publishes."""
    return make_user(username="pat")


def test_publishing_is_told_with_who_what_why_and_from_where(pat):
    contract = make_ready_contract(title="Records for Northmarch")

    with origin.coming_from(OFFICE):
        revision = actions.publish(contract, by=pat, reason="First notice.")

    about = f"Contract {revision.subject_id}: Records for Northmarch"
    assert told("what", "account", "who", "role", "about", "said", "address", "demonstration") == [
        ("published", pat.pk, "pat", "Administrator", about, "First notice.", OFFICE, False)
    ]


def test_what_is_refused_is_not_told(pat):
    contract = make_ready_contract()
    publish(contract, by=pat)
    before = told("pk")

    with pytest.raises(actions.Refused):
        actions.publish(contract, by=pat, reason="Nothing new.")

    assert told("pk") == before


def test_withdrawing_is_told(pat):
    contract = make_ready_contract(title="Records")
    publish(contract)

    actions.withdraw(contract, by=pat, reason="Not ours.")

    assert told("what", "who", "said")[-1] == ("withdrawn", "pat", "Not ours.")


def test_publishing_a_party_or_a_source_is_told(pat):
    vendor = make_vendor(name="Fenwick")
    contract = make_ready_contract(vendors=[vendor])
    publish(contract)
    vendor.refresh_from_db()
    vendor.name = "Fenwick Systems"
    vendor.version += 1
    vendor.save()

    actions.publish_shared(vendor, by=pat, reason="Its name.")

    (last,) = told("what", "who", "about", "said")[-1:]
    assert last == ("published", "pat", f"Vendor {vendor.public_id}: Fenwick Systems", "Its name.")


def test_merging_and_undoing_are_told(pat):
    kept, merged = make_vendor(name="Fenwick"), make_vendor(name="Fenwick Ltd")

    merge = actions.merge_parties(kept, merged, by=pat, reason="One body.")
    actions.undo_merge(merge, by=pat, reason="Two bodies.")

    assert told("what", "about", "said") == [
        ("merged", "Vendor: Fenwick ← Vendor: Fenwick Ltd", "One body."),
        ("unmerged", "Vendor: Fenwick Ltd ← Vendor: Fenwick", "Two bodies."),
    ]


def test_imports_are_nobodys_doing(tmp_path):
    Importing(tmp_path)([awarded(1, suppliers=[party("Fenwick", "GB-COH-01234567")])])

    assert Contract.objects.exists()
    assert told("what") == []


def test_a_title_without_end_has_room(pat):
    contract = make_ready_contract(title="x" * 300)

    publish(contract, by=pat)

    assert len(told("about")[0][0]) == 300


def test_of_the_demonstration_nothing_stays_and_of_the_rest_all(pat):
    publish(make_ready_contract(title="Real"), by=pat)
    founding_case.load()
    sample_register.load()
    assert {True, False} == {flag for (flag,) in told("demonstration")}
    demonstration = AuditEntry.objects.filter(demonstration=True)
    assert demonstration.exclude(what="published").count() == 0

    actions.clear_demonstration()
    founding_case.remove_user()

    assert told("who", "demonstration") == [("pat", False)]


def test_what_somebody_did_to_the_demonstration_stays_when_that_goes(pat):
    sample = {"demonstration": True}
    kept, merged = make_vendor(name="Fenwick", **sample), make_vendor(name="Fenwick Ltd", **sample)
    contract = make_ready_contract(
        vendors=[kept], buyer=make_buyer(**sample), source=make_source(**sample),
        stakeholder=make_stakeholder(**sample), **sample,
    )  # fmt: skip
    publish(contract, by=pat)
    kept.refresh_from_db()
    kept.name, kept.version = "Fenwick Systems", kept.version + 1
    kept.save()
    actions.publish_shared(kept, by=pat, reason="Its name.")
    merge = actions.merge_parties(kept, merged, by=pat, reason="One body.")
    actions.undo_merge(merge, by=pat, reason="Two bodies.")
    actions.withdraw(contract, by=pat, reason="Not ours.")
    done = told("what", "who")

    actions.clear_demonstration()

    assert not Contract.objects.exists()
    assert {what for what, _ in done} == {"published", "merged", "unmerged", "withdrawn"}
    assert told("what", "who") == done


def test_an_account_of_the_importers_name_by_which_somebody_comes_in_is_logged_and_closed():
    user = make_user(username="register-import", is_active=True)
    contract = make_ready_contract()

    revision = publish(contract, by=user)

    assert (revision.role, told("what", "who")) == (
        "Administrator",
        [("published", "register-import")],
    )
    importer = actions.importer()
    assert (importer.pk, importer.is_active, importer.has_usable_password()) == (
        user.pk, False, False,
    )  # fmt: skip
    assert told("what", "about")[-1] == ("account_closed", "register-import")


def test_a_command_is_told_as_one():
    AuditEntry.record("published")

    assert told("who", "account", "address") == [(COMMAND_LINE, None, "")]
