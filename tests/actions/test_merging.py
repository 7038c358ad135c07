"""Two parties that are one body: one leads to the other wherever it is named, and undone it never did."""

import csv

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from procurement import actions, dossier, models, public
from procurement.models import (
    Claim,
    Contract,
    Identifier,
    PartyMerge,
    PartyRedirect,
    PublicContract,
    PublicContractVendor,
    PublicIntervention,
    PublicParty,
    Revision,
    Stakeholder,
    Vendor,
)
from procurement.search import match
from tests.factories import (
    make_buyer,
    make_citation,
    make_claim,
    make_identifier,
    make_intervention,
    make_ready_contract,
    make_source,
    make_stakeholder,
    make_user,
    make_vendor,
    publish,
    told,
)
from tests.ocds.samples import Importing, awarded, party
from tests.ocds.state import undone
from tests.register import AT, make_register_contract, name

pytestmark = pytest.mark.django_db

MAKE = {"buyer": make_buyer, "vendor": make_vendor, "stakeholder": make_stakeholder}


def merge(kept, merged, **options):
    options = {"by": make_user(), "reason": "They are one body."} | options
    return actions.merge_parties(again(kept), again(merged), **options)


def undo(done, **options):
    return actions.undo_merge(done, by=make_user(), reason="They are two.", **options)


def again(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def two_vendors():
    """Give two vendors: each of a tracked contract, and of one of the register; and of one both."""
    kept, merged = make_vendor(name="Fenwick Ltd"), make_vendor(name="Fenwick Systems")
    make_identifier(vendor=merged)
    for one in (kept, merged):
        name(one)
        publish(make_ready_contract(title=f"Of {one}", vendors=[one]))
        make_register_contract(title=f"Register of {one}", vendors=[one], buyer=make_buyer())
    publish(make_ready_contract(title="Of both", vendors=[kept, merged]))
    make_register_contract(title="Register of both", vendors=[kept, merged])
    return again(kept), again(merged)


def tell_everything(kind="vendor"):
    """Enter whatever else can name a party of a kind, twice."""
    rows = MAKE[kind](name="First"), MAKE[kind](name="Second")
    for row in rows:
        contract = make_ready_contract(title=f"About {row}")
        make_citation(claim=_claim(contract, row), source=make_source())
        if kind == "stakeholder":
            act = make_intervention(contract, stakeholder=row, ready=True)
            make_citation(intervention=act, speaker=row, attribution="on_record")
        else:
            make_stakeholder(name=f"Office of {row}", **{kind: row})
            contract.vendors.set([row] if kind == "vendor" else [])
            Contract.objects.filter(pk=contract.pk).update(
                **({"buyer": row, "user_body": row} if kind == "buyer" else {})
            )
        publish(contract)
    return again(rows[0]), again(rows[1])


def _claim(contract, party):
    fact = {"stakeholder": "decision_maker"}.get(party.kind, party.kind)
    return make_claim(contract, fact=fact, ready=True, **{party.kind: party})


# What stays out of a comparison: the log of merges, and when and how often rows were written.
LOGS = {"Counter", "PartyMerge", "AuditEntry", "ImportRun"}
MOMENTS = {"created_at", "updated_at", "merged_version"}


def everything():
    """Give every row of the record by what it says, working and public; what it points to by its public id."""
    kinds = [getattr(models, one) for one in dir(models) if one not in LOGS]
    found = {}
    for model in [one for one in kinds if hasattr(one, "objects")] + [Contract.vendors.through]:
        found[model.__name__] = sorted(str(_told(row)) for row in model._base_manager.all())
    return found


def _told(row):
    fields = [one for one in row._meta.concrete_fields if one.name not in MOMENTS]
    return {
        one.name: _label(getattr(row, one.name))
        if one.is_relation
        else _plain(getattr(row, one.name))
        for one in fields
        if one.is_relation or not one.primary_key
    }


def _plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


def _label(row):
    names = ("public_id", "hash", "username", "number")
    named = next((one for one in names if getattr(row, one, None) is not None), None)
    return row and f"{row._meta.model_name} {getattr(row, named) if named else row}"


def pages():
    """Give the dossier of each public contract, as it reads today."""
    ids = PublicContract.objects.order_by("public_id").values_list("public_id", flat=True)
    return {one: str(public.dossier(one)) for one in ids}


def assert_same(after, before):
    """Say which rows differ, by model."""
    differing = [
        (name, sorted(set(then[name]) ^ set(now[name]), key=str))
        for now, then in zip(after, before, strict=True)
        for name in then.keys() | now.keys()
        if then[name] != now[name]
    ]
    assert not differing, "\n".join(f"{name}: {row}" for name, rows in differing for row in rows)


# What the public sees


@pytest.mark.parametrize("kind", MAKE)
def test_no_public_row_or_page_leads_to_the_merged_party(kind):
    kept, merged = tell_everything(kind)

    merge(kept, merged)

    row = PublicParty.objects.get(kind=kind, public_id=merged.public_id)
    assert not PublicContract.objects.filter(buyer=row).exists()
    assert not PublicContract.objects.filter(user_body=row).exists()
    assert not PublicContractVendor.objects.filter(vendor=row).exists()
    assert not PublicIntervention.objects.filter(acting__party=row).exists()
    old = f"/{kind}s/{merged.public_id}-"
    ids = PublicContract.objects.values_list("public_id", "slug")
    lists = ["/", "/contracts/", "/interventions/", f"/{kind}s/", "/sitemap.xml"]
    contracts = [f"/contracts/{id_}-{slug}/" for id_, slug in ids]
    for address in (*lists, *contracts, f"/{kind}s/{kept.public_id}-first/"):
        answer = Client().get(address)
        assert (answer.status_code, old in answer.content.decode()) == (200, False), address


def test_no_file_leads_to_the_merged_party(two_vendors):
    kept, merged = two_vendors

    merge(kept, merged)

    ocds = b"".join(Client().get("/contracts.ocds.json")).decode()
    assert (f'"vendor-{merged.public_id}"' in ocds, f'"vendor-{kept.public_id}"' in ocds) == (
        False,
        True,
    )
    for id_ in PublicContract.objects.values_list("public_id", flat=True):
        named = list(dossier.parties_in(Client().get(f"/contracts/{id_}.json").json()))
        assert ("vendor", merged.public_id) not in {(one["kind"], one["id"]) for one in named}
    rows = csv.DictReader(b"".join(Client().get("/contracts.csv")).decode().splitlines())
    assert {row["vendor_ids"] for row in rows} == {str(kept.public_id)}


@pytest.mark.parametrize("kind", MAKE)
def test_working_rows_stay_as_they_were_named(kind):
    kept, merged = tell_everything(kind)
    before = [
        (one.pk, one.buyer_id, one.vendor_id, one.stakeholder_id) for one in Claim.objects.all()
    ]
    versions = list(Contract.objects.order_by("pk").values_list("version", flat=True))

    merge(kept, merged)

    assert again(merged).canonical == kept
    after = [
        (one.pk, one.buyer_id, one.vendor_id, one.stakeholder_id) for one in Claim.objects.all()
    ]
    assert (after, list(Contract.objects.order_by("pk").values_list("version", flat=True))) == (
        before,
        versions,
    )


def test_names_and_numbers_are_shown_with_those_of_the_kept(two_vendors):
    kept, merged = two_vendors
    Vendor.objects.filter(pk=merged.pk).update(aliases="FSL\nfenwick ltd")
    actions.publish_shared(again(merged), by=make_user(), reason="Its names.")

    merge(kept, merged)

    copy = public.parties("vendor").get()
    public.with_same_bodies(copy)
    assert (copy.public_id, copy.aliases) == (kept.public_id, ["Fenwick Systems", "FSL"])
    assert copy.identifiers == [{"scheme": "GB-COH", "value": "01234567"}]
    assert list(match(public.parties("vendor"), "fenwick systems")) == [copy]
    assert public.parties_with_identifier("GB-COH", "01234567") == [copy]
    assert public.resolved({"vendor": [("GB-COH", "01234567")]})["vendor"][
        "GB-COH", "01234567"
    ] == [copy]
    assert Identifier.objects.get().vendor == merged


def test_a_page_keeps_the_name_as_published_and_leads_to_the_kept(two_vendors):
    kept, merged = two_vendors
    tracked, register = (
        Contract.objects.get(title=f"{of} Fenwick Systems").public_id
        for of in ("Of", "Register of")
    )

    merge(kept, merged)

    for public_id in (tracked, register):
        [vendor] = public.dossier(public_id)["vendors"]
        assert (vendor["name"], vendor["id"]) == ("Fenwick Systems", kept.public_id)
        row = PublicContract.objects.get(public_id=public_id)
        assert [one.public_id for one in row.vendors.all()] == [kept.public_id]


def test_a_contract_of_both_names_one(two_vendors):
    kept, merged = two_vendors

    merge(kept, merged)

    for title in ("Of both", "Register of both"):
        row = PublicContract.objects.get(title=title)
        body = public.dossier(row.public_id)
        assert [vendor["id"] for vendor in body["vendors"]] == [kept.public_id]
        assert [len(award["vendors"]) for award in body["awards"]] in ([], [1])
        assert [one.public_id for one in row.vendors.all()] == [kept.public_id]
        assert "and" not in row.headline.partition(" with ")[2]


@pytest.mark.parametrize("text", ["Fenwick Systems", "Fenwick Ltd", "01234567"])
def test_search_finds_all_of_them_by_either_name(two_vendors, text):
    merge(*two_vendors)

    assert match(PublicContract.objects.all(), text).count() == 6


def test_search_finds_acts_by_either_name():
    kept, merged = tell_everything("stakeholder")

    merge(kept, merged)

    for text in ("First", "Second"):
        assert (
            match(PublicIntervention.objects.filter(acting__party__name="First"), text).count() == 2
        )


def test_no_stale_row_is_left(two_vendors):
    done = merge(*two_vendors)
    stale = [kind.stale(keys) for kind in actions.KINDS for keys in kind.slices()]
    undo(done)

    stale += [kind.stale(keys) for kind in actions.KINDS for keys in kind.slices()]
    assert not any(stale)


def test_two_claims_of_one_party_are_no_dispute():
    kept, merged = make_buyer(name="Met"), make_buyer(name="Metropolitan Police")
    contract = make_ready_contract(buyer=kept)
    for one in (kept, merged):
        make_citation(claim=make_claim(contract, fact="buyer", buyer=one, ready=True))
    publish(contract)
    assert public.dossier(1)["disputed"] == ["buyer"]

    merge(kept, merged)

    assert public.dossier(1)["disputed"] == []
    assert PublicContract.objects.get().disputed == ""


def test_what_a_stakeholder_is_cited_for_is_on_the_page_of_the_kept():
    kept, merged = tell_everything("stakeholder")

    merge(kept, merged)

    cited = public.cited_for(public.parties("stakeholder").get(name="First"), 10)
    assert {one["body"]["title"] for one in cited} == {"About First", "About Second"}


def test_the_offices_that_are_the_merged_body_are_the_kept_one():
    kept, merged = tell_everything("buyer")
    office = Stakeholder.objects.get(name="Office of Second")
    publish(make_ready_contract(title="Held by it", stakeholder=office))

    done = merge(kept, merged)

    office = public.parties("stakeholder").get(name="Office of Second")
    assert [one.public_id for one in public.with_same_bodies(office)] == [kept.public_id]
    assert public.with_same_bodies(public.parties("buyer").get(name="First")) == [office]
    undo(done)
    assert [one.public_id for one in public.with_same_bodies(again(office))] == [merged.public_id]


@pytest.mark.parametrize("kind", ["buyer", "vendor"])
def test_an_office_of_a_body_that_is_not_public_is_whom_that_leads_to_while_it_does(kind):
    kept, merged = MAKE[kind](name="Kept"), MAKE[kind](name="Merged")
    office = make_stakeholder(name="Office", **{kind: merged})
    publish(make_ready_contract(title="Held by it", stakeholder=office))
    field = {"buyer": {"buyer": kept}, "vendor": {"vendors": [kept]}}[kind]
    publish(make_ready_contract(title="Of the kept", **field))
    office = public.parties("stakeholder").get(name="Office")
    assert office.same_as is None

    done = merge(kept, merged)

    assert again(office).same_as.public_id == again(kept).public_id
    undo(done)
    assert again(office).same_as is None


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize("buys", ["Kept", "Merged"])
def test_a_buyer_that_is_found_to_be_the_other_body_is_named_once(buys, tracked):
    kept, merged = make_buyer(name="Kept"), make_buyer(name="Merged")
    buyer, user = (kept, merged) if buys == "Kept" else (merged, kept)
    if tracked:
        publish(make_ready_contract(buyer=buyer, user_body=user))
    else:
        make_register_contract(buyer=buyer, run_by=user)
    before = everything()

    done = merge(kept, merged)

    row = PublicContract.objects.get()
    body = public.dossier(row.public_id)
    assert (row.buyer.name, row.user_body, row.run_by) == ("Kept", None, None)
    assert (body["user_body"], "run_by" in (body["register"] or {})) == (None, False)
    undo(done)
    assert_same((everything(),), (before,))


def test_a_value_that_two_shared_is_of_the_one_alone():
    kept, merged = make_vendor(name="Kept"), make_vendor(name="Merged")
    make_register_contract(vendors=[kept, merged])
    third = make_register_contract(vendors=[kept, merged, make_vendor(name="Third")])

    done = merge(kept, merged)

    links = PublicContractVendor.objects.order_by("contract", "vendor__name").values_list(
        "vendor__name", "counted", "value_minor", "shared_with"
    )
    assert list(links) == [
        ("Kept", "alone", 5_000_00, 0),
        ("Kept", "shared", None, 1),
        ("Third", "shared", None, 1),
    ]
    assert PublicParty.objects.get(name="Kept").totals == {"GBP": 5_000_00}
    undo(done)
    shared = set(links.filter(contract__public_id=third.public_id))
    assert shared == {(name, "shared", None, 2) for name in ("Kept", "Merged", "Third")}
    assert PublicParty.objects.get(name="Kept").totals == {}


# What is published, and what is not


def test_no_revision_is_written_and_the_chain_holds(two_vendors):
    before = list(Revision.objects.values())

    undo(merge(*two_vendors))

    assert list(Revision.objects.values()) == before
    assert Revision.objects.broken() == []


def test_the_page_of_a_contract_is_another_one_for_caches(two_vendors):
    kept, merged = two_vendors
    ids = [Contract.objects.get(title=f"Of {one}").public_id for one in two_vendors]
    before = [public.version_of(one) for one in ids]

    done = merge(kept, merged)

    during = [public.version_of(one) for one in ids]
    undo(done)
    assert (during[0] == before[0], during[1] == before[1]) == (True, False)
    after = [public.version_of(one) for one in ids]
    # What was made meanwhile is not what it is now, though all leads where it did.
    assert after[0] == before[0] and after[1] not in (before[1], during[1])


@pytest.mark.parametrize("kind", MAKE)
def test_nothing_is_pending_that_was_not(kind):
    merge(*tell_everything(kind))

    for model in (Contract, models.Buyer, Vendor, Stakeholder):
        assert not model.objects.pending().exists()
    for contract in Contract.objects.filter(published_version__gt=0):
        latest = Revision.objects.latest_of(contract).body.load()
        assert told(actions.preview(contract)) == told(latest)


def test_a_pending_edit_stays_pending(two_vendors):
    contract = Contract.objects.get(title="Of Fenwick Systems")
    contract.title = "Changed"
    contract.save()
    Contract.objects.filter(pk=contract.pk).touch()
    before = everything(), pages()

    done = merge(*two_vendors)

    assert public.dossier(contract.public_id)["title"] == "Of Fenwick Systems"
    assert list(Contract.objects.pending()) == [contract]
    undo(done)
    assert_same((everything(), pages()), before)


def test_a_pending_edit_of_the_merged_party_does_not_go_out(two_vendors):
    kept, merged = two_vendors
    Vendor.objects.filter(pk=merged.pk).update(name="Secret", version=2)

    merge(kept, merged)

    copy = public.parties("vendor").get()
    public.with_same_bodies(copy)
    assert (copy.aliases, "secret" in copy.words) == (["Fenwick Systems"], False)


def test_a_draft_is_merged_without_a_word_in_public(two_vendors):
    kept, _ = two_vendors
    draft = make_vendor(name="Draft")
    contract = make_ready_contract(title="A draft", vendors=[draft])
    before = pages()

    merge(kept, draft)

    assert (pages(), PartyRedirect.objects.count()) == (before, 0)
    publish(contract)
    row = PublicContract.objects.get(title="A draft")
    assert [one.name for one in row.vendors.all()] == ["Fenwick Ltd"]
    assert public.dossier(row.public_id)["vendors"][0]["id"] == kept.public_id
    assert Client().get(f"/vendors/{again(draft).public_id}-draft/").status_code == 301


def test_drafts_that_are_one_become_public_as_one():
    kept, merged = make_vendor(name="Kept"), make_vendor(name="Merged")
    merge(kept, merged)

    publish(make_ready_contract(vendors=[merged]))

    row = public.parties("vendor").get()
    assert (row.name, row.public_id) == ("Kept", again(kept).public_id)
    assert public.merged_into("vendor", again(merged).public_id) == row.public_id


def test_a_party_that_is_public_no_more_comes_back_as_the_kept_one(two_vendors):
    _, merged = two_vendors
    gone = make_vendor(name="Gone", public_id=900)
    models.Tombstone.objects.create(kind="vendor", public_id=900, reason="x", at=AT)

    done = merge(gone, merged)

    assert Client().get("/vendors/900-gone/").status_code == 200
    undo(done)
    assert Client().get("/vendors/900-gone/").status_code == 410


# Several


def three():
    rows = [make_vendor(name=text) for text in ("One", "Two", "Three")]
    for vendor in rows:
        publish(make_ready_contract(title=f"Of {vendor}", vendors=[vendor]))
    return [again(row) for row in rows]


def leads():
    found = {one.name: one.canonical and one.canonical.name for one in Vendor.objects.all()}
    rows = {
        one.name: one.canonical and one.canonical.name
        for one in PublicParty.objects.filter(kind="vendor")
    }
    ids = dict(Vendor.objects.values_list("public_id", "name"))
    addresses = {ids[one.public_id]: ids[one.to_public_id] for one in PartyRedirect.objects.all()}
    assert rows == found
    assert addresses == {one: to for one, to in found.items() if to}
    return found


@pytest.mark.parametrize("first", [0, 1])
def test_a_chain_leads_to_its_end_and_is_undone_in_any_order(first):
    one, two, last = three()
    before = everything(), pages()

    merges = [merge(two, one), merge(last, two)]

    assert leads() == {"One": "Three", "Two": "Three", "Three": None}
    assert public.parties("vendor").get().contract_count == 3
    undo(merges.pop(first))
    assert (
        leads()
        == [
            {"One": None, "Two": "Three", "Three": None},
            {"One": "Two", "Two": None, "Three": None},
        ][first]
    )
    undo(merges.pop())
    assert_same((everything(), pages()), before)


def test_a_middle_that_only_merges_made_public_is_its_own_again():
    one, two, last = three()
    actions.withdraw(Contract.objects.get(title="Of Two"), by=make_user(), reason="No.")
    merge(two, one)
    done = merge(last, two)
    assert public.merged_into("vendor", two.public_id) == last.public_id

    undo(done)

    assert leads() == {"One": "Two", "Two": None, "Three": None}
    assert Client().get(f"/vendors/{two.public_id}-two/").status_code == 200
    assert public.parties("vendor").get(name="Two").contract_count == 1


def test_a_middle_that_is_a_draft_becomes_public_where_a_public_one_leads_to_it():
    one, two, last = (make_vendor(name=text) for text in ("One", "Two", "Three"))
    publish(make_ready_contract(title="Of Three", vendors=[last]))
    merge(two, one)
    done = merge(last, two)
    publish(make_ready_contract(title="Of One", vendors=[one]))

    undo(done)

    assert leads() == {"One": "Two", "Two": None, "Three": None}
    assert public.parties("vendor").get(name="Two").contract_count == 1


def test_a_merged_party_is_merged_once():
    first, second, third = make_vendor(), make_vendor(), make_vendor()
    done = merge(first, second)

    assert "already" in refused(merge, third, second)
    assert "already" in refused(merge, second, third)
    undo(done)
    assert "already" in refused(undo, done)
    assert list(PartyMerge.objects.current()) == []


# Undoing


@pytest.mark.parametrize("kind", MAKE)
def test_undoing_leaves_all_as_it_was(kind):
    kept, merged = tell_everything(kind)
    make_identifier(**{kind: merged})
    before = everything(), pages()

    done = merge(kept, merged)
    assert pages() != before[1]
    undo(done)

    assert_same((everything(), pages()), before)


def test_undoing_leaves_the_register_as_it_was(two_vendors):
    before = everything(), pages()

    undo(merge(*two_vendors))

    assert_same((everything(), pages()), before)


def imports_both(tmp_path, editor):
    """Imports that name both by what they bore, and by what they gain on the way."""
    tmp_path.mkdir()
    importing = Importing(tmp_path)
    ltd, systems = party("Fenwick Ltd"), party("Fenwick Systems", "GB-COH-01234567")
    importing([awarded(1, "ocds-test-1", [systems]), awarded(2, "ocds-test-2", [ltd])])
    importing([awarded(3, "ocds-test-1", [party("FENWICK SYSTEMS (UK)", "GB-COH-01234567")])])
    importing([awarded(4, "ocds-test-3", [party("Fenwick Ltd", "GB-PPON-PQRS-1234-TUVW")])])


def publishes_both(tmp_path, editor):
    """Editors publish: a new contract of both, one that named one, another name of either."""
    vendors = Vendor.objects.filter(name__startswith="Fenwick").order_by("pk")
    contract = make_ready_contract(title="New", vendors=vendors, buyer=make_buyer(name="New buyer"))
    publish(contract, at=AT, by=editor)
    contract = Contract.objects.get(title="Of Fenwick Systems")
    contract.title = "Of it"
    contract.save()
    publish(contract, "A better title.", at=AT, by=editor)
    for vendor in vendors:
        vendor.aliases = f"Other name of {vendor}"
        vendor.save()
        Vendor.objects.filter(pk=vendor.pk).update(version=2)
        actions.publish_shared(again(vendor), by=editor, reason="Its name.", at=AT)


def withdraws_one(tmp_path, editor):
    """What named the merged one is withdrawn, so that it is public no more."""
    for title in (
        "Of Fenwick Systems",
        "Register of Fenwick Systems",
        "Of both",
        "Register of both",
    ):
        contract = Contract.objects.get(title=title)
        actions.withdraw(contract, by=editor, reason="No.", at=AT)


@pytest.mark.parametrize("meanwhile", [imports_both, publishes_both, withdraws_one])
def test_what_came_meanwhile_is_as_if_they_had_never_been_merged(
    two_vendors, meanwhile, tmp_path, same_salts
):
    # The leaves of a revision know who wrote it.
    editor = make_user()
    with undone():
        meanwhile(tmp_path / "without", editor)
        without = everything(), pages()

    done = merge(*two_vendors)
    meanwhile(tmp_path / "with", editor)
    during = public.parties("vendor").filter(name__startswith="Fenwick")
    assert [one.public_id for one in during] == [two_vendors[0].public_id]
    undo(done)

    assert_same((everything(), pages()), without)


def test_who_undid_it_and_why_is_kept(two_vendors):
    user = make_user()

    done = actions.undo_merge(merge(*two_vendors), by=user, reason="They are two.")

    assert (done.undone_by, done.undone_reason) == (user, "They are two.")


def test_a_merge_of_the_demonstration_stays_where_a_real_contract_names_the_merged_one():
    kept, merged = (make_vendor(name=text, demonstration=True) for text in ("Kept", "Merged"))
    real = make_ready_contract(title="Real", vendors=[merged])
    publish(make_ready_contract(title="Sample", vendors=[kept], demonstration=True))
    publish(real)
    done = merge(kept, merged)

    actions.clear_demonstration()

    [vendor] = PublicContract.objects.get().vendors.all()
    assert (vendor.name, leads()) == ("Kept", {"Kept": None, "Merged": "Kept"})
    undo(done)
    [vendor] = PublicContract.objects.get().vendors.all()
    assert (vendor.name, again(merged).canonical) == ("Merged", None)


# Refusals


def refused(act, *args, **options):
    before = everything()
    with pytest.raises(actions.Refused) as caught:
        act(*args, **options)
    assert_same((everything(),), (before,))
    return " ".join(caught.value.problems)


def test_what_cannot_be_one_body_is_refused(two_vendors):
    kept, merged = two_vendors

    assert "Say why" in refused(merge, kept, merged, reason=" ")
    assert "itself" in refused(merge, kept, kept)
    assert "one kind" in refused(merge, kept, make_buyer())
    assert "demonstration" in refused(merge, kept, make_vendor(demonstration=True))
    assert "has none" in refused(merge, make_vendor(name="Draft"), merged)


def test_two_numbers_of_one_register_are_refused_unless_a_person_decided(two_vendors):
    kept, merged = two_vendors
    make_identifier(vendor=kept, value="07654321")

    words = refused(merge, kept, merged)
    merge(kept, merged, despite_identifiers=True)

    assert "07654321" in words and "01234567" in words
    third = make_vendor()
    make_identifier(vendor=third, value="00000001")
    assert "01234567" in refused(merge, kept, third)


def test_two_numbers_of_a_website_are_no_obstacle():
    kept, merged = make_vendor(), make_vendor()
    for vendor in (kept, merged):
        make_identifier(vendor=vendor, scheme="GB-CFS", value=str(vendor.pk))

    merge(kept, merged)

    assert again(merged).canonical == kept


# Cost


def queries(act, *args):
    with CaptureQueriesContext(connection) as caught:
        done = act(*args)
    return len(caught), done


def test_cost_does_not_grow_with_the_contracts_of_the_register():
    costs = []
    for rows in (2, 1, 3):
        kept, merged = make_buyer(name="Kept"), make_buyer(name="Merged")
        for one in (kept, merged):
            for _ in range(rows):
                make_register_contract(buyer=one, vendors=[make_vendor()])
        merging, done = queries(merge, kept, merged)
        costs.append((merging, queries(undo, done)[0]))

    # The first of all makes the counter.
    assert costs[1] == costs[2]


# Before it is done


def test_preview_says_what_would_change_and_writes_nothing(two_vendors):
    before = everything()

    told = actions.preview_merge(*two_vendors)

    assert_same((everything(),), (before,))
    assert (told["problems"], told["clashes"], told["register"]) == ([], [], 2)
    assert [contract.title for contract in told["tracked"]] == ["Of Fenwick Systems", "Of both"]


def test_words_of_a_body_do_not_hang_on_where_its_rows_lie():
    vendors = [make_vendor(name=name) for name in ("Kept", "Bee", "Cee", "Dee")]
    for one in vendors:
        publish(make_ready_contract(title=f"Of {one}", vendors=[one]))
    for one in vendors[1:]:
        merge(vendors[0], one)

    # PostgreSQL writes what is updated at the end of the table.
    PublicParty.objects.filter(name="Bee").update(contract_count=7)

    stale = [kind.stale(keys) for kind in actions.KINDS for keys in kind.slices()]
    assert not any(stale)


def test_a_hold_by_two_that_are_one_names_it_once():
    offices = [make_stakeholder(name=name) for name in ("Alpha Office", "Beta Office")]
    contract = make_ready_contract(stakeholder=offices[0])
    act = make_intervention(contract, ready=True, stakeholder=offices[1])
    make_citation(intervention=act)
    publish(contract)
    assert "the Alpha Office and the Beta Office" in PublicContract.objects.get().headline

    done = merge(*offices)

    assert [one["name"] for one in public.dossier(1)["hold"]["by"]] == ["Alpha Office"]
    assert "Beta Office" not in PublicContract.objects.get().headline
    undo(done)
    assert "the Alpha Office and the Beta Office" in PublicContract.objects.get().headline
