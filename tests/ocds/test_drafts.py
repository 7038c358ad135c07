"""A draft keeps no official notice from the public, and the public cannot tell that there is one."""

import re
from itertools import product

import pytest
from django.db import transaction
from django.test import Client

from procurement import actions, public
from procurement.actions.join_register import JOINED
from procurement.models import (
    Claim,
    Contract,
    ImportProblem,
    Notice,
    PartyRedirect,
    PublicContract,
    PublicMention,
    Revision,
)
from procurement.models.history import TRACKED
from procurement.ocds.load import existing
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
)
from tests.test_two_worlds import at, routes

from .samples import awarded, party, release

pytestmark = pytest.mark.django_db
ACME = party("Acme Roads", "GB-COH-01234567")
LARCH = party("Larch Roads", "GB-COH-01234568")
ELM = party("Elm Works", "GB-CHC-1234567")
COUNCIL = party("Northmarch Council", "GB-LAE-NMC")
OCID = "ocds-test-1"


def notice(number=1, ocid=OCID, amount=5000, **fields):
    value = {"amount": amount, "currency": "GBP"}
    known = {"parties": [COUNCIL], "buyer": COUNCIL} | fields
    return awarded(number, ocid, [ACME, LARCH, ELM], award={"value": value}, **known)


def make_draft(ocid=OCID, **fields):
    """Give a draft with something of everything an editor may have typed, ready and not."""
    told = {"title": "Hidden title", "purpose": "hidden", "description": "Hidden text.",
            "notes": "Hidden notes", "buyer": make_buyer(name="Hidden buyer"),
            "user_body": make_buyer(name="Hidden user")}  # fmt: skip
    draft = make_ready_contract(
        ocid=ocid, **told | fields,
        vendors=[make_vendor(name="Hidden vendor"), make_vendor(name="Acme Roads")],
    )  # fmt: skip
    make_citation(claim=make_claim(draft, ready=True, rank="preferred", value_minor=7_000_00))
    make_claim(draft, fact="ends_on", stated_on="2026-05-01", stated_on_precision="month")
    make_ground_link(draft.interventions.get())
    make_intervention(draft, type="objection", stakeholder=make_stakeholder(name="Hidden voice"))
    return Contract.objects.get(pk=draft.pk)


# What editors may do to a contract before, between and after imports of its notices


def a_draft(step):
    """A draft, before anything is imported."""
    if step == 0:
        make_draft()


def a_draft_of_the_second(step):
    """A draft of a contract that an import brings between two others."""
    if step == 0:
        make_draft("ocds-test-2")


def a_draft_that_is_worked_on(step):
    """A draft that editors go on with after it was joined."""
    if step == 0:
        make_draft()
    elif contract := Contract.objects.filter(ocid=OCID).first():
        make_citation(claim=make_claim(contract, fact="stage", stage="cancelled", ready=True))
        make_intervention(contract, ready=True)
        contract.claims.update(ready=True)
        contract.citations.update(ready=True)
        actions.preview(contract)


def a_draft_with_a_known_party(step):
    """A draft whose vendor bears the number that the notices state."""
    if step == 0:
        make_identifier(vendor=make_draft().vendors.get(name="Acme Roads"), value="01234567")


def two_drafts(step):
    """Two drafts of contracts of one import."""
    if step == 0:
        make_draft("ocds-test-3", title="Hidden too")
        make_draft()


def an_ocid_typed_later(step):
    """The OCID is typed into a public contract, and not published."""
    if step == 0:
        Contract.objects.filter(title="First").update(ocid=OCID)
        Contract.objects.filter(title="First").touch()


def an_ocid_typed_into_what_is_withdrawn(step):
    """The OCID is typed into a contract that was withdrawn without it."""
    if step == 0:
        Contract.objects.filter(title="Second").update(ocid=OCID)


DISTURBANCES = [
    a_draft, a_draft_of_the_second, a_draft_that_is_worked_on, a_draft_with_a_known_party,
    two_drafts, an_ocid_typed_later, an_ocid_typed_into_what_is_withdrawn,
]  # fmt: skip


def world(importing, disturb, by):
    """Publish, withdraw and import; `disturb` is called after each step."""
    for title in ("First", "Second"):
        publish(make_ready_contract(title=title, buyer=make_buyer(name=title)), at=at(1), by=by)
    actions.withdraw(Contract.objects.get(title="Second"), by=by, reason="A mistake.", at=at(2))
    disturb(0)
    importing([notice(1), notice(2, "ocds-test-2"), release(3, "ocds-test-3")])
    disturb(1)
    importing([notice(4, amount=6000)])
    importing([notice(4, amount=6000)], [notice(2, "ocds-test-2"), release(5, "ocds-test-3")])
    disturb(2)
    importing([notice(6, "ocds-test-4"), notice(7, amount=8000, parties=[], buyer=None)])
    importing([awarded(8, "ocds-test-5", [party("Elm", "GB-COH-07654321")])])
    disturb(3)
    # One bears the numbers of two, and the one that a draft names goes.
    both = party("Elm Works", "GB-COH-07654321", "GB-CHC-1234567")
    importing([awarded(9, "ocds-test-5", [both])])


# What stands in a route: 1 is published, 2 withdrawn, 3 to 6 are the register's.
VALUES = {
    "<publicid:public_id>": ["1", "2", "3", "4", "5", "6", "7"],
    "<publicid:number>": ["1"],
    "<slug:slug>": ["x"],
    "<str:scheme>": ["GB-COH", "ocid"],
    "<path:identifier>": ["01234567", OCID, "ocds-test-2", "ocds-test-3"],
}
QUERIES = ["", "?q=acme", "?q=hidden", "?tracked=1", f"?q={OCID}"]


def addresses():
    """Give addresses of every public route."""
    for route in routes():
        parts = re.findall(r"<[^>]+>", route)
        for values in product(*(VALUES[part] for part in parts)):
            address = f"/{route}"
            for part, value in zip(parts, values, strict=True):
                address = address.replace(part, value)
            yield from [address] if parts else [address + query for query in QUERIES]


def answers():
    """Give {address: what it answers}."""
    client, told = Client(raise_request_exception=True), {}
    for address in addresses():
        response = client.get(address)
        headers = sorted((k, v) for k, v in response.headers.items() if k != "Date")
        told[address] = (response.status_code, headers, response.getvalue())
    return told


@pytest.mark.parametrize("disturb", DISTURBANCES)
def test_public_addresses_do_not_tell_whether_there_is_a_draft(importing, same_salts, disturb):
    by, _ = make_user(), actions.importer()  # A hash covers the keys of accounts.
    with transaction.atomic():
        world(importing, lambda step: None, by)
        without = answers()
        transaction.set_rollback(True)

    world(importing, disturb, by)
    told = answers()

    assert PartyRedirect.objects.count() == 1
    assert without[f"/id/ocid/{OCID}"][0] == 302
    assert [address for address in without if told[address] != without[address]] == []


def test_the_notice_is_public_in_every_place(importing, client):
    make_draft()

    importing([notice()])

    copy = PublicContract.objects.get()
    assert client.get(f"/id/ocid/{OCID}", follow=True).status_code == 200
    assert client.get("/contracts.jsonl").getvalue().count(b"\n") == 1
    assert client.get(f"/contracts/{copy.public_id}.json").json()["tracked"] is False
    assert "Road works" in client.get("/contracts/?q=acme").content.decode()
    assert "Road works" in client.get("/contracts.atom").getvalue().decode()
    assert (copy.tracked, copy.revision_hash, copy.title) == (False, "", "Road works")
    assert not PublicMention.objects.exists()
    assert not Revision.objects.exists()


def test_what_editors_typed_is_kept(importing):
    draft = make_draft()
    backing = draft.citations.get()
    kept = list(draft.claims.order_by("pk").values())
    acts = list(draft.interventions.order_by("pk").values())

    importing([notice()])

    contract = Contract.objects.get(pk=draft.pk)
    claims = contract.claims.order_by("pk")
    assert (contract.title, contract.buyer.name) == ("Road works", "Northmarch Council")
    assert contract.notes.startswith("Hidden notes\n\nBefore official notices of its OCID were imp")
    assert "Title: Hidden title\nDescription: Hidden text." in contract.notes
    assert contract.purpose == "hidden"
    assert list(claims.values())[: len(kept)] == kept
    assert [(one.fact, one.stated_in_words(), one.ready) for one in claims[len(kept) :]] == [
        ("buyer", "Hidden buyer", False),
        ("user_body", "Hidden user", False),
        ("vendor", "Hidden vendor", False),
        ("vendor", "Acme Roads", False),
    ]
    assert {one.citations.get().source for one in claims[len(kept) :]} == {backing.source}
    assert list(contract.interventions.order_by("pk").values()) == acts
    assert not contract.citations.get().ready
    assert not contract.vendors.exists()


def test_a_draft_that_says_little_is_joined_too(importing):
    draft = make_contract(ocid=OCID, title="Hidden")

    importing([release()])

    contract = Contract.objects.get(pk=draft.pk)
    assert (contract.state, contract.claims.count()) == ("register_draft", 0)
    assert contract.notes.endswith(":\nTitle: Hidden")


def test_its_state_is_with_applying_from_every_other(importing):
    draft = make_draft()
    make_draft("ocds-test-9")

    importing([notice(), notice(2, "ocds-test-2")])

    contract = Contract.objects.get(pk=draft.pk)
    tracked = actions.track(Contract.objects.get(ocid="ocds-test-2"), by=make_user())
    assert (contract.state, tracked.state) == ("register_draft", "register_draft")
    assert (contract.is_public, contract.version > contract.published_version) == (True, True)
    rows = Contract.objects
    assert set(rows.register_drafts()) == {contract, tracked}
    assert [one.ocid for one in rows.drafts()] == ["ocds-test-9"]
    assert [*rows.pending(), *rows.withdrawn(), *rows.untracked()] == []


def test_the_editor_is_told(importing):
    draft = make_draft()

    report = importing([notice()])

    [problem] = ImportProblem.objects.all()
    assert (problem.kind, problem.field, problem.value) == ("review", "ocid", OCID)
    assert "is not published" in problem.reason and problem.advice
    assert (report.created, report.updated, report.rejected) == (0, 1, 0)
    joined = {"subject": f"contract-{draft.pk}", "history_change_reason": JOINED}
    entries = [one for model in TRACKED for one in model.history.filter(**joined)]
    assert {one.history_user for one in entries} == {actions.importer()}
    parties = [one for one in entries if one.instance_type is Claim and one.history_type == "+"]
    assert (len(parties), draft.history.first().links) == (4, [])


def test_importing_again_changes_nothing_more(importing):
    draft = make_draft()
    importing([notice()])
    before = Contract.objects.values().get(), list(draft.claims.values())

    report = importing([notice()])

    assert (Contract.objects.values().get(), list(draft.claims.values())) == before
    assert (report.unchanged, report.problems) == (1, 0)
    importing([notice(2, amount=6000)])
    after = Contract.objects.get()
    assert (after.notes, after.version) == (before[0]["notes"], before[0]["version"])
    assert PublicContract.objects.get().value_minor == 6_000_00


def test_publishing_it_goes_as_for_any_tracked_contract_of_the_register(importing, client):
    draft = make_draft()
    importing([notice()])
    contract = Contract.objects.get(pk=draft.pk)
    draft.claims.filter(fact="buyer").update(ready=True)

    revision = publish(contract)

    body = public.dossier(contract.public_id)
    contract.refresh_from_db()
    assert (revision.number, revision.kind, contract.state) == (1, "published", "published")
    assert (body["title"], body["buyer"]["name"]) == ("Road works", "Northmarch Council")
    assert body["value"]["minor"] == 7_000_00
    assert [one["party"]["name"] for one in body["claims"] if one["fact"] == "buyer"] == [
        "Hidden buyer"
    ]
    assert body["citations"] == []
    assert "Hidden title" not in str(body)
    importing([notice(2, amount=8000)])
    assert Revision.objects.latest_of(contract).kind == "register"


def test_it_can_be_withdrawn_and_no_import_undoes_that(importing, client):
    make_draft()
    importing([notice()])
    contract = Contract.objects.get(ocid=OCID)

    actions.withdraw(contract, by=make_user(), reason="It names a person.")
    importing([notice(2)])

    contract.refresh_from_db()
    assert contract.state == "withdrawn"
    assert client.get(f"/contracts/{contract.public_id}/").status_code == 410


def test_an_ocid_that_is_merely_typed_gives_way(importing):
    publish(make_ready_contract(title="First"))
    Contract.objects.update(ocid=OCID, notes="Ours")

    importing([notice()])

    mine = Contract.objects.get(title="First")
    assert (mine.ocid, mine.state, Contract.objects.count()) == ("", "pending", 2)
    assert mine.notes.startswith("Ours\n\nOCID until official notices with it were imported, on ")
    assert mine.notes.endswith(f": {OCID}")
    assert ImportProblem.objects.get().kind == "review"
    assert not Notice.objects.filter(contract=mine).exists()


@pytest.mark.parametrize("invented", [True, False])
def test_a_draft_and_an_invention_of_one_ocid_are_kept_apart(importing, invented):
    make_contract(ocid=OCID, title="Hidden", invented=not invented, demonstration=not invented)

    report = importing([notice()], invented=invented)

    assert (report.created, report.rejected) == (1, 0)
    assert PublicContract.objects.get().invented == invented
    assert OCID in Contract.objects.get(title="Hidden").notes


def test_a_citation_is_copied_as_it_is(importing):
    draft = make_contract(ocid=OCID, buyer=make_buyer())
    speaker = make_stakeholder()
    told = {"attribution": "on_record", "speaker": speaker, "hedge": "reportedly",
            "quotation": "So it is.", "place": "p. 2", "ready": False}  # fmt: skip
    make_citation(contract=draft, source=make_source(), **told)

    importing([release()])

    copy = draft.claims.get().citations.get()
    assert {name: getattr(copy, name) for name in told} == told


def test_a_draft_that_was_deleted_meanwhile_is_as_if_it_had_never_been(importing):
    draft, other = make_draft(), make_draft("ocds-test-2")
    found = existing.contracts([OCID, "ocds-test-2"])
    Contract.objects.filter(pk=other.pk).update(ocid="ocds-test-3")

    with transaction.atomic():
        existing.lock_drafts(found)

    assert [one.pk for one in found.values()] == [draft.pk]
