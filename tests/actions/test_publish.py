"""Publishing copies what is ready, and only that."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from procurement import actions, public, search
from procurement.models import (
    Claim,
    Conflict,
    Contract,
    Intervention,
    PublicContract,
    PublicContractVendor,
    PublicIntervention,
    PublicInterventionGround,
    PublicMention,
    PublicParty,
    PublicSource,
    Revision,
    Source,
    Tombstone,
    Vendor,
)
from tests.factories import (
    make_buyer,
    make_citation,
    make_claim,
    make_contract,
    make_ground_link,
    make_identifier,
    make_intervention,
    make_ready_contract,
    make_source,
    make_stakeholder,
    make_user,
    make_vendor,
    publish,
    write_document,
)

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2026, 5, 21, 23, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("on", "precision", "refused"),
    [
        ("2026-09-20", "day", False),
        ("2026-09-21", "day", True),
        ("2026-09-01", "month", False),
        ("2026-10-01", "month", True),
    ],
)
def test_an_act_that_is_still_ahead_holds_nothing_up(on_day, on, precision, refused):
    on_day("2026-09-20")
    contract = make_ready_contract()
    contract.interventions.update(happened_on=on, happened_on_precision=precision)

    found = [one for one in actions.problems(contract) if "still ahead" in one]

    assert len(found) == refused


def problems(contract):
    """Give why a contract cannot be published, as publishing says it."""
    with pytest.raises(actions.Refused) as caught:
        publish(contract)
    return caught.value.problems


# Refusals


def test_refusal_names_each_uncited_statement():
    contract = make_contract()
    make_claim(contract, ready=True)
    act = make_intervention(contract, ready=True)
    make_ground_link(act, layer="attributed")

    assert problems(contract) == [
        "No citation backs the contract itself: its title, buyer and vendors.",
        "No citation backs the claim “Value: £50,000,000”.",
        "No citation backs the intervention “Hold by Northmarch Scrutiny Committee”.",
        "No citation backs the ground “Data security” of “Hold by Northmarch Scrutiny Committee”.",
    ]
    assert (PublicContract.objects.count(), Revision.objects.count()) == (0, 0)


def test_citation_that_is_not_ready_does_not_count():
    contract = make_contract()
    make_citation(contract=contract, ready=False)

    assert problems(contract) == [
        "No citation backs the contract itself: its title, buyer and vendors."
    ]


@pytest.mark.parametrize(
    ("layer", "refused"), [("stated", False), ("attributed", True), ("not_relied_on", True)]
)
def test_ground_needs_its_own_citation_unless_the_actor_stated_it(layer, refused):
    contract = make_ready_contract()
    make_ground_link(contract.interventions.get(), layer=layer)

    assert bool(actions.problems(contract)) is refused


def test_uncited_draft_statements_do_not_matter():
    contract = make_ready_contract()
    make_claim(contract)
    make_ground_link(make_intervention(contract), layer="attributed")

    assert actions.problems(contract) == []


def test_one_claim_of_a_fact_is_preferred():
    contract = make_ready_contract()
    for _ in range(2):
        make_citation(claim=make_claim(contract, ready=True, rank="preferred"))

    assert problems(contract) == ["Several claims about “Value” are preferred: prefer one."]


def test_several_vendors_can_be_preferred():
    contract = make_ready_contract()
    for name in ("A", "B"):
        claim = make_claim(
            contract, fact="vendor", vendor=make_vendor(name=name), ready=True, rank="preferred"
        )
        make_citation(claim=claim)

    assert actions.problems(contract) == []


@pytest.mark.parametrize("reason", ["", "  ", "a\u202eb", "x" * 2001])
def test_reason_is_needed_and_fit_to_be_read(reason):
    contract = make_ready_contract()

    with pytest.raises(actions.Refused):
        publish(contract, reason)


def test_same_form_again_is_refused():
    contract = make_ready_contract()
    publish(contract)

    assert problems(contract) == ["Nothing would change in public."]


def test_edit_that_changes_nothing_public_is_no_longer_pending():
    contract = make_ready_contract()
    publish(contract)
    make_claim(contract)
    assert Contract.objects.get().state == "pending"

    problems(contract)

    assert (Contract.objects.get().state, Revision.objects.count()) == ("published", 1)


def test_stale_version_is_a_conflict():
    contract = make_ready_contract()
    make_claim(contract)

    with pytest.raises(Conflict):
        actions.publish(contract, by=make_user(), reason="x", version=contract.version)

    assert PublicContract.objects.count() == 0


def test_moved_intervention_goes_out_only_when_it_has_left():
    contract, other = make_ready_contract(), make_ready_contract(title="Other system")
    publish(contract)
    publish(other)
    act = contract.interventions.get()
    act.contract = other
    act.save()

    assert problems(other) == [
        "“The Northmarch Scrutiny Committee reportedly put the contract on hold, according to a news report” is"
        " still public under “Records system for Northmarch”: publish that first."
    ]
    publish(contract, "It is about another contract.")
    assert Tombstone.objects.filter(kind="intervention", public_id=1).exists()
    publish(other, "It is about this contract.")

    assert PublicIntervention.objects.get(public_id=1).contract.title == "Other system"
    assert not Tombstone.objects.filter(kind="intervention").exists()


# Public ids


def test_public_ids_are_given_in_reading_order():
    contract = make_contract(
        buyer=make_buyer(), vendors=[make_vendor(name="B"), make_vendor(name="A")]
    )
    make_citation(contract=contract, source=make_source(title="first"))
    late = make_intervention(
        contract, ready=True, happened_on="2026-05-21", happened_on_precision="day",
        stakeholder=make_stakeholder(name="late"),
    )  # fmt: skip
    early = make_intervention(
        contract, ready=True, happened_on="2026-03-01", happened_on_precision="month",
        stakeholder=make_stakeholder(name="early"),
    )  # fmt: skip
    make_citation(intervention=late, source=make_source(title="third"))
    make_citation(intervention=early, source=make_source(title="second"))
    make_source(title="of nothing")

    publish(contract)

    assert list(Source.objects.published().order_by("public_id").values_list("title", flat=True)) == [
        "first", "second", "third",
    ]  # fmt: skip
    assert dict(Intervention.objects.values_list("acting__stakeholder__name", "public_id")) == {
        "early": 1,
        "late": 2,
    }
    assert dict(Vendor.objects.values_list("name", "public_id")) == {"A": 1, "B": 2}


def test_public_ids_do_not_show_drafts_and_are_permanent():
    for _ in range(3):
        make_ready_contract()
    last = make_ready_contract()
    publish(last)

    Contract.objects.filter(pk=last.pk).update(title="Another")
    publish(last, "A better title.")

    assert [row.public_id for row in PublicContract.objects.all()] == [1]
    assert [row.public_id for row in PublicIntervention.objects.all()] == [1]
    assert [row.public_id for row in PublicSource.objects.all()] == [1]


def test_preview_gives_what_publishing_writes_and_changes_nothing():
    contract = make_ready_contract()

    body = actions.preview(contract)

    assert (Contract.objects.get().public_id, Source.objects.get().public_id) == (None, None)
    assert publish(contract).body.load() == body


def test_preview_gives_one_number_to_a_party_named_twice():
    office = make_stakeholder()
    contract = make_ready_contract(stakeholder=office, source=make_source(repeats=make_source()))
    later = make_intervention(
        contract, ready=True, type="approval", stakeholder=office, relation="lifts",
        related=contract.interventions.get(),
    )  # fmt: skip
    make_citation(intervention=later, source=make_source(), speaker=office)

    body = actions.preview(contract)

    assert publish(contract).body.load() == body


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("public", [False, True])
def test_preview_only_reads_and_as_often_with_one_and_three_acts(rows, public):
    contract = make_ready_contract()
    for number in range(rows - 1):
        office = make_stakeholder(name=str(number))
        act = make_intervention(contract, ready=True, stakeholder=office)
        make_citation(intervention=act, source=make_source(title=str(number)))
    if public:
        publish(contract)

    with CaptureQueriesContext(connection) as captured:
        actions.preview(contract)

    assert [query["sql"] for query in captured if not query["sql"].startswith("SELECT")] == []
    # contract with buyers; vendors; notices; claims; interventions, their actors and grounds; citations of
    # all; what notices say; copies of parties, of sources; the last numbers, or the roots of public sources
    assert len(captured) == 12


# The copies


@pytest.fixture
def published():
    """Publish a contract with a dated, grounded act; give it."""
    contract = make_ready_contract(demonstration=False)
    act = contract.interventions.get()
    Intervention.objects.filter(pk=act.pk).update(
        happened_on="2026-05-01", happened_on_precision="month", capacity="oversight_body"
    )
    make_ground_link(act)
    publish(contract, at=AT)
    return contract


def test_contract_copy(published):
    row = PublicContract.objects.get()

    assert (row.title, row.slug, row.buyer.name, row.user_body) == (
        published.title, "records-system-for-northmarch", "Northmarch Council", None,
    )  # fmt: skip
    assert (row.stage, row.hold, row.ever, str(row.on_hold_since)) == (
        "award", "on_hold", ",on_hold,", "May 2026",
    )  # fmt: skip
    assert (row.value_minor, row.currency, row.value_kind) == (5_000_000_000, "GBP", "proposed")
    assert (row.category, row.method, row.tracked, row.disputed) == (
        "not_stated", "not_stated", True, "",
    )  # fmt: skip
    assert (row.published_at, row.changed_at) == (AT, AT)
    # first published after midnight in London
    assert (row.decided_on, row.dated_on) == (None, datetime.date(2026, 5, 22))
    assert public.contract_row(row.public_id).last_event_on == "2026-05"
    assert row.revision_hash == Revision.objects.get().hash


def test_vendor_copy(published):
    row = PublicContractVendor.objects.get()

    assert (row.contract.public_id, row.vendor.kind, row.vendor.name) == (
        1, "vendor", "Fenwick Systems",
    )  # fmt: skip


def test_party_copies(published):
    rows = PublicParty.objects.order_by("kind")

    assert [(r.kind, r.public_id, r.contract_count, r.intervention_count) for r in rows] == [
        ("buyer", 1, 1, 0),
        ("stakeholder", 1, 1, 1),
        ("vendor", 1, 1, 0),
    ]


def test_source_copy(published):
    row = PublicSource.objects.get()

    assert (row.public_id, row.title, row.root, row.repeats, row.published) == (
        1, "Report on the records system", 1, None, None,
    )  # fmt: skip


def test_mention_copies(published):
    rows = PublicMention.objects.all()

    assert sorted(row.party.kind if row.party else "source" for row in rows) == [
        "buyer", "source", "stakeholder", "vendor",
    ]  # fmt: skip


def test_intervention_copy(published):
    row = PublicIntervention.objects.get()

    assert (row.type, row.effect, row.outcome, row.capacity) == (
        "hold", "unknown", "pending", "oversight_body",
    )  # fmt: skip
    assert (str(row.happened), row.level, row.known_as) == (
        "May 2026", "reported", "reported by one source",
    )  # fmt: skip
    assert row.sentence == (
        "The Northmarch Scrutiny Committee reportedly put the contract on hold,"
        " according to a news report."
    )


def test_ground_copy(published):
    row = PublicInterventionGround.objects.get()

    assert (row.ground, row.name, row.layer, row.direction) == (
        "data_security", "Data security", "stated", "against",
    )  # fmt: skip


def test_words_hold_names_aliases_and_nothing_that_is_not_public():
    vendor = make_vendor(aliases="Fenwick Data\nFSL", notes="doubtful")
    contract = make_ready_contract(vendors=[vendor], notes="private")
    Claim.objects.update(notes="private")
    make_intervention(contract, summary="unready")

    publish(contract)

    contract = PublicContract.objects.get()
    words = f"{contract.party_words} {contract.words}".split()
    assert {"fenwick", "fsl", "northmarch", "hold"} <= set(words)
    assert {"doubtful", "private", "unready"} & set(words) == set()
    assert {"fenwick", "northmarch", "hold"} <= set(PublicIntervention.objects.get().words.split())


@pytest.mark.parametrize(
    "text",
    [
        '"a records system"', "Gazette", '"Minutes of the committee"', '"they read my letters"',
        '"data security"', '"letters of others"', '"page seventeen"', '"the committee voted"',
        '"we stand by it"', "ocds-b5fd17-0042", "72000000", "GB-COH-01234567", "01234567",
        '"fenwick data"', '"scrutiny committee"', "NMC",
    ],
)  # fmt: skip
def test_all_that_is_published_is_found(text):
    buyer, vendor = make_buyer(), make_vendor(aliases="Fenwick Data")
    make_identifier(vendor=vendor, scheme="GB-COH", value="01234567")
    make_identifier(buyer=buyer, scheme="GB-LAE", value="NMC")
    source = make_source(title="Minutes of the committee", publisher="Gazette")
    contract = make_ready_contract(
        source=source, buyer=buyer, vendors=[vendor], ocid="ocds-b5fd17-0042"
    )
    write_document(contract, cpv="72000000")
    act = contract.interventions.get()
    act.summary = "The committee voted."
    act.save()
    ground = make_ground_link(act, words="letters of others")
    said = {"quotation": "they read my letters", "place": "page seventeen"}
    make_citation(ground=ground, source=source, ready=True, **said)
    reply = make_intervention(
        contract, type="response", ready=True, relation="responds_to", related=act,
        summary="We stand by it.",
    )  # fmt: skip
    make_citation(intervention=reply, source=source)

    publish(contract)

    assert search.match(PublicContract.objects.all(), text).count() == 1
    assert search.match(PublicContract.objects.all(), "fenwick -zebra").count() == 1


def test_unready_statements_stay_behind():
    contract = make_ready_contract()
    make_intervention(contract, type="ruling")
    make_citation(contract=contract, source=make_source(title="Draft"), ready=False)

    publish(contract)

    assert [row.type for row in PublicIntervention.objects.all()] == ["hold"]
    assert [row.title for row in PublicSource.objects.all()] == ["Report on the records system"]


def test_unreadying_an_intervention_buries_it(published):
    published.interventions.update(ready=False)

    publish(published, "It was another contract.")

    assert PublicIntervention.objects.count() == 0
    assert {(grave.kind, grave.public_id): grave.reason for grave in Tombstone.objects.all()} == {
        ("intervention", 1): "It was another contract.",
        ("stakeholder", 1): "No public record names it any more.",
    }


def test_counts_of_a_party_named_no_more_go_down():
    vendor = make_vendor()
    contract = make_ready_contract(vendors=[vendor])
    publish(contract)
    publish(make_ready_contract(vendors=[vendor]))
    assert PublicParty.objects.get(kind="vendor").contract_count == 2

    contract.vendors.clear()
    publish(contract, "It never was its vendor.")

    assert PublicParty.objects.get(kind="vendor").contract_count == 1


def test_party_named_as_a_speaker_only_is_public():
    contract = make_ready_contract()
    contract.citations.update(speaker=make_stakeholder(name="Northmarch Press Office"))

    publish(contract)

    row = PublicParty.objects.get(name="Northmarch Press Office")
    assert (row.contract_count, row.intervention_count) == (1, 0)


def test_source_that_repeats_another_points_to_it_whichever_comes_first():
    first = make_source(title="first")
    copy = make_source(title="copy", repeats=first)
    contract = make_ready_contract(source=copy)
    publish(contract)
    assert PublicSource.objects.get().repeats is None

    make_citation(contract=contract, source=first)
    publish(contract, "The first report was found.")

    assert PublicSource.objects.get(title="copy").repeats.title == "first"
    assert {row.root for row in PublicSource.objects.all()} == {2}


def test_role_of_the_publisher_is_kept_and_not_the_name():
    user = make_user(is_superuser=False)

    revision = publish(make_ready_contract(), by=user)

    assert (revision.role, revision.by) == ("Editor", user)
    assert user.username not in revision.body.text
