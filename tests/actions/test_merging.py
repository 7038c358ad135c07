"""Two parties that are one body: merged wherever they are named, and taken apart as they were."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from procurement import actions, dossier, models, public
from procurement.actions.merging.references import REFERENCES
from procurement.models import (
    Buyer,
    Contract,
    Identifier,
    PartyMerge,
    PartyName,
    PartyRedirect,
    PublicContract,
    PublicContractVendor,
    PublicIntervention,
    PublicParty,
    RegisterDocument,
    Revision,
    Stakeholder,
    Tombstone,
    Vendor,
)
from procurement.search import match
from tests.factories import (
    make_buyer,
    make_citation,
    make_claim,
    make_contract,
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
from tests.register import make_register_contract, name

pytestmark = pytest.mark.django_db

MAKE = {"buyer": make_buyer, "vendor": make_vendor, "stakeholder": make_stakeholder}


def merge(kept, merged, **options):
    options = {"by": make_user(), "reason": "They are one body."} | options
    return actions.merge_parties(kept, merged, **options)


def undo(merged, **options):
    return actions.undo_merge(merged, by=make_user(), reason="They are two.", **options)


def again(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def two_vendors():
    """Give two vendors: each of a tracked contract, and of one of the register; and of one both."""
    kept, merged = make_vendor(name="Fenwick Ltd"), make_vendor(name="Fenwick Systems")
    make_identifier(vendor=merged)
    for party in (kept, merged):
        name(party)
        publish(make_ready_contract(title=f"Of {party}", vendors=[party]))
        make_register_contract(title=f"Register of {party}", vendors=[party], buyer=make_buyer())
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


# What stays out of a comparison: moments, counts of saves, and the log itself.
LEFT_OUT = {"packed", "updated_at", "changed_at", "version", "published_version", "revision_hash"}
LOGS = {"Revision", "RevisionBody", "Counter", "PartyMerge", "Tombstone", "AuditEntry"}


def everything():
    """Give every row of the record, working and public; links without their own keys."""
    links = {"PublicContractVendor", "PublicContractBuyer", "PublicSum", "PublicMention", "PublicIntervention",
             "PublicInterventionGround"}  # fmt: skip
    found = {}
    kinds = [
        getattr(models, one) for one in models.__all__ if one not in LOGS | {"Conflict", "PARTIES"}
    ]
    for model in [*kinds, Contract.vendors.through]:
        out = LEFT_OUT | (
            {"id", "intervention_id", "link_id", "part_id"} if model.__name__ in links else set()
        )
        out |= {"id"} if model is Contract.vendors.through else set()
        rows = [
            {key: _unordered(key, value) for key, value in row.items() if key not in out}
            for row in model.objects.values()
        ]
        found[model.__name__] = sorted(map(str, rows))
    return found


def _unordered(key, value):
    """The words that search finds a row by have no order."""
    return sorted(set(value.split())) if key.endswith("words") else value


def pending():
    return {
        model.__name__: set(model.objects.pending().values_list("pk", flat=True))
        for model in (Contract, Vendor, Buyer, Stakeholder)
    }


def bodies():
    return {
        one.public_id: public.dossier(one.public_id)
        for one in Contract.objects.exclude(public_id=None)
    }


def assert_same(after, before):
    """Say which rows differ, by model."""
    told = [
        (name, sorted(set(then[name]) ^ set(now[name]), key=str))
        for now, then in zip(after, before, strict=True)
        for name in then
    ]
    assert [one for one in told if one[1]] == []


# What moves


def test_every_reference_to_a_party_is_known():
    for kind, model in (("buyer", Buyer), ("vendor", Vendor), ("stakeholder", Stakeholder)):
        pointing = {
            f"{one.related_model._meta.model_name}.{one.field.name}"
            for one in model._meta.get_fields(include_hidden=True)
            if one.one_to_many and one.field.name != "merged_into"
        }

        assert {one.name for one in REFERENCES[kind]} == pointing


@pytest.mark.parametrize("kind", MAKE)
def test_nothing_names_the_merged_party_afterwards(kind):
    kept, merged = tell_everything(kind)

    merge(kept, merged)

    for one in REFERENCES[kind]:
        assert not one.of(merged).exists()
    assert again(merged).merged_into == kept
    assert not PublicParty.objects.filter(kind=kind, public_id=merged.public_id).exists()
    assert list(type(merged).objects.current().filter(name__in=["First", "Second"])) == [kept]


def test_names_and_numbers_become_those_of_the_kept(two_vendors):
    kept, merged = two_vendors
    Vendor.objects.filter(pk=merged.pk).update(aliases="FSL\nfenwick ltd")

    merge(kept, merged)

    kept = again(kept)
    assert kept.other_names == ["Fenwick Systems", "FSL"]
    assert Identifier.objects.get().vendor == kept
    assert set(PartyName.objects.values_list("folded", "vendor")) == {
        ("fenwick ltd", kept.pk),
        ("fenwick systems", kept.pk),
    }
    copy = PublicParty.objects.get(kind="vendor")
    assert (copy.public_id, copy.aliases) == (kept.public_id, ["Fenwick Systems"])
    assert copy.identifiers == [{"scheme": "GB-COH", "value": "01234567"}]
    assert list(match(PublicParty.objects.filter(kind="vendor"), "fenwick systems")) == [copy]


def test_one_name_of_both_is_kept_once():
    kept, merged = make_vendor(name="Acme"), make_vendor(name="ACME")
    PartyName.objects.create(vendor=kept, name="Acme", folded="acme")
    PartyName.objects.create(vendor=merged, name="ACME", folded="acme")

    done = merge(kept, merged)

    assert (PartyName.objects.get().vendor, again(kept).aliases) == (kept, "")
    undo(done)
    assert PartyName.objects.get(vendor=merged).name == "ACME"


def test_contracts_of_the_register_name_the_kept_party(two_vendors):
    kept, merged = two_vendors

    merge(kept, merged)

    row = PublicContract.objects.get(title="Register of Fenwick Systems")
    assert [vendor.public_id for vendor in row.vendors.all()] == [kept.public_id]
    form = dossier.register_dossier(Contract.objects.get(title=row.title).public_id)
    assert row.headline == dossier.headline(form)
    assert "Fenwick Ltd" in row.headline and "fenwick ltd" in row.party_words
    both = PublicContract.objects.get(title="Register of both")
    form = dossier.register_dossier(Contract.objects.get(title=both.title).public_id)
    assert both.headline == dossier.headline(form)
    assert [vendor.public_id for vendor in both.vendors.all()] == [kept.public_id]
    assert [len(award["vendors"]) for award in form["awards"]] == [1]


@pytest.mark.parametrize("text", ["Fenwick Systems", "Fenwick Ltd"])
def test_search_finds_all_of_them_by_either_name(two_vendors, text):
    merge(*two_vendors)

    assert match(PublicContract.objects.all(), text).count() == 6


def test_search_finds_acts_by_either_name():
    kept, merged = tell_everything("stakeholder")

    merge(kept, merged)

    for text in ("First", "Second"):
        assert (
            match(PublicIntervention.objects.filter(stakeholder__name="First"), text).count() == 2
        )


# What tracked contracts say


def test_each_tracked_contract_gets_one_revision_with_the_reason(two_vendors):
    merge(*two_vendors)

    new = Revision.objects.filter(kind="shared").order_by("pk")
    assert [(one.contract.title, one.number, one.reason) for one in new] == [
        ("Of Fenwick Systems", 2, "They are one body."),
        ("Of both", 2, "They are one body."),
    ]
    assert Revision.objects.broken() == []
    assert [vendor["name"] for vendor in new[1].body.load()["vendors"]] == ["Fenwick Ltd"]


def test_old_revisions_keep_the_old_name(two_vendors):
    merge(*two_vendors)

    old = Revision.objects.get(contract__title="Of Fenwick Systems", number=1).body.load()
    assert old["vendors"][0]["name"] == "Fenwick Systems"


@pytest.mark.parametrize("kind", MAKE)
def test_what_is_published_is_what_the_working_rows_say(kind):
    merge(*tell_everything(kind))

    assert not any(pending().values())
    for contract in Contract.objects.filter(published_version__gt=0):
        assert told(actions.preview(contract)) == public.dossier(contract.public_id)


def test_a_pending_edit_stays_pending(two_vendors):
    contract = Contract.objects.get(title="Of Fenwick Systems")
    contract.title = "Changed"
    contract.save()
    Contract.objects.filter(pk=contract.pk).touch()

    merge(*two_vendors)

    body = public.dossier(contract.public_id)
    assert (body["title"], body["vendors"][0]["name"]) == ("Of Fenwick Systems", "Fenwick Ltd")
    assert list(Contract.objects.pending()) == [contract]


def test_pages_opened_before_find_that_the_rows_have_changed(two_vendors):
    kept, merged = two_vendors
    contract = Contract.objects.get(title="Of Fenwick Systems")

    merge(kept, merged)

    for row in (kept, merged, contract):
        assert again(row).version == row.version + 1


def test_a_pending_edit_of_the_merged_party_does_not_go_out(two_vendors):
    kept, merged = two_vendors
    Vendor.objects.filter(pk=merged.pk).update(name="Secret", version=2)

    merge(kept, again(merged))

    assert PublicParty.objects.get(kind="vendor").aliases == ["Fenwick Systems"]
    assert again(kept).other_names == ["Secret"]
    assert list(Vendor.objects.pending()) == [kept]


def test_a_draft_is_merged_without_a_word_in_public(two_vendors):
    kept, _ = two_vendors
    draft = make_vendor(name="Draft")
    make_contract(title="A draft", vendors=[draft])
    before = bodies()

    merge(kept, draft)

    assert (bodies(), PartyRedirect.objects.count()) == (before, 0)
    assert PublicParty.objects.get(kind="vendor", public_id=kept.public_id).aliases == []
    assert list(Contract.objects.get(title="A draft").vendors.all()) == [kept]
    assert list(Vendor.objects.pending()) == [kept]


def test_a_party_that_is_public_no_more_comes_back_as_the_kept_one(two_vendors):
    _, merged = two_vendors
    gone = make_vendor(name="Gone", public_id=900)
    Tombstone.objects.create(kind="vendor", public_id=900, reason="x", at="2026-01-01T00:00Z")

    merge(gone, merged)

    copy = PublicParty.objects.get(kind="vendor", public_id=900)
    assert (copy.name, copy.aliases) == ("Gone", ["Fenwick Systems"])
    assert not Tombstone.objects.filter(kind="vendor").exists()


def test_the_offices_that_are_the_merged_body_are_the_kept_one():
    kept, merged = tell_everything("buyer")
    office = Stakeholder.objects.get(name="Office of Second")
    publish(make_ready_contract(title="Held by it", stakeholder=office))

    done = merge(kept, merged)

    office = PublicParty.objects.get(kind="stakeholder", name="Office of Second")
    assert office.same_as.public_id == kept.public_id
    undo(done)
    office.refresh_from_db()
    assert office.same_as.public_id == merged.public_id


# Addresses


def test_old_addresses_lead_to_the_kept_party_for_ever():
    first, second, third = (make_vendor(name=text) for text in ("One", "Two", "Three"))
    for vendor in (first, second, third):
        publish(make_ready_contract(vendors=[vendor]))
    first, second, third = map(again, (first, second, third))

    merge(second, first)
    merge(third, again(second))

    leads = set(PartyRedirect.objects.values_list("public_id", "to_public_id"))
    assert leads == {(first.public_id, third.public_id), (second.public_id, third.public_id)}
    assert not Tombstone.objects.filter(kind="vendor").exists()


# Undoing


@pytest.mark.parametrize("kind", MAKE)
def test_undoing_puts_everything_back(kind):
    kept, merged = tell_everything(kind)
    make_identifier(**{kind: merged})
    before = everything(), pending(), bodies()

    done = merge(kept, merged)
    assert everything() != before[0]
    undo(done)

    assert_same((everything(), pending(), bodies()), before)
    assert Revision.objects.broken() == []
    assert not Tombstone.objects.exists()


def test_undoing_puts_the_register_back(two_vendors):
    before = everything(), pending(), bodies()

    undo(merge(*two_vendors))

    assert_same((everything(), pending(), bodies()), before)


def test_undoing_puts_buyers_of_the_register_back():
    kept, merged = make_buyer(name="Kept"), make_buyer(name="Merged", takes_the=True)
    for party in (kept, merged):
        make_register_contract(buyer=party, user_body=party, vendors=[make_vendor(name="V")])
    before = everything()

    done = merge(again(kept), again(merged))

    assert set(PublicContract.objects.values_list("buyer__name", "user_body__name")) == {
        ("Kept", None)
    }
    undo(done)
    assert_same((everything(),), (before,))


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize("buys", ["Kept", "Merged"])
def test_a_buyer_that_is_found_to_be_the_user_is_named_once(buys, tracked):
    kept, merged = make_buyer(name="Kept"), make_buyer(name="Merged")
    buyer, user = (kept, merged) if buys == "Kept" else (merged, kept)
    if tracked:
        publish(make_ready_contract(buyer=buyer, user_body=user))
    else:
        make_register_contract(buyer=buyer, user_body=user)
    before = everything()

    done = merge(again(kept), again(merged))

    contract, row = Contract.objects.get(), PublicContract.objects.get()
    assert (contract.buyer, contract.user_body) == (kept, None)
    assert (row.buyer.name, row.user_body) == ("Kept", None)
    assert not tracked or told(actions.preview(contract)) == public.dossier(contract.public_id)
    undo(done)
    assert_same((everything(),), (before,))


def test_a_value_that_two_shared_is_of_the_one_alone():
    kept, merged = make_vendor(name="Kept"), make_vendor(name="Merged")
    make_register_contract(vendors=[kept, merged])
    third = make_register_contract(vendors=[kept, merged, make_vendor(name="Third")])

    done = merge(again(kept), again(merged))

    links = PublicContractVendor.objects.order_by("pk").values_list(
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


def test_undoing_leaves_a_pending_edit_pending(two_vendors):
    contract = Contract.objects.get(title="Of Fenwick Systems")
    contract.title = "Changed"
    contract.save()
    Contract.objects.filter(pk=contract.pk).touch()
    before = everything(), pending()

    undo(merge(*two_vendors))

    assert_same((everything(), pending()), before)
    assert public.dossier(contract.public_id)["title"] == "Of Fenwick Systems"


def test_undoing_says_who_and_why(two_vendors):
    done = undo(merge(*two_vendors))

    assert (done.undone_by.username, done.undone_reason) == (
        done.undone_by.username,
        "They are two.",
    )
    assert list(PartyMerge.objects.current()) == []


def test_awards_that_an_import_wrote_anew_are_put_back(two_vendors):
    kept, merged = two_vendors
    done = merge(kept, merged)
    contract = Contract.objects.get(title="Register of Fenwick Systems")
    document = RegisterDocument.objects.get(public_id=contract.public_id)
    document.parties = [
        [buyer, kept.public_id if vendor == merged.public_id else vendor]
        for buyer, vendor in document.parties
    ]
    document.save()

    undo(done)

    [award] = dossier.register_dossier(contract.public_id)["awards"]
    assert [vendor["id"] for vendor in award["vendors"]] == [merged.public_id]


def test_what_was_written_since_stays(two_vendors):
    kept, merged = two_vendors
    done = merge(kept, merged)
    kept = again(kept)
    kept.aliases = "Fenwick Systems\nNew"
    kept.save()
    contract = Contract.objects.get(title="Of Fenwick Systems")
    contract.vendors.set([])

    contract.save()
    publish(contract, "It has none.")
    undo(done)

    assert again(kept).aliases == "New"
    assert public.dossier(contract.public_id)["vendors"] == []


def test_undoing_after_another_publication_takes_the_working_rows(two_vendors):
    done = merge(*two_vendors)
    contract = Contract.objects.get(title="Of both")
    contract.title = "Of the two"
    contract.save()
    publish(contract, "A better title.")

    undo(done)

    body = public.dossier(contract.public_id)
    names = [vendor["name"] for vendor in body["vendors"]]
    assert (body["title"], names) == ("Of the two", ["Fenwick Ltd", "Fenwick Systems"])


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
    assert again(kept).identifiers.count() == 2


def test_two_numbers_of_a_website_are_no_obstacle():
    kept, merged = make_vendor(), make_vendor()
    for vendor in (kept, merged):
        make_identifier(vendor=vendor, scheme="GB-CFS", value=str(vendor.pk))

    merge(kept, merged)

    assert again(kept).identifiers.count() == 2


def test_a_merged_party_is_merged_once():
    first, second, third = make_vendor(), make_vendor(), make_vendor()
    done = merge(first, second)

    assert "already" in refused(merge, third, second)
    assert "already" in refused(merge, second, third)
    undo(done)
    assert "already" in refused(undo, done)


def test_merges_are_undone_from_the_last_one_back():
    first, second, third = make_vendor(name="A"), make_vendor(name="B"), make_vendor(name="C")
    one, two = merge(first, second), merge(first, third)

    assert "“C”" in refused(undo, one)
    undo(two)
    three = merge(third, first)
    assert "“C”" in refused(undo, one)
    undo(three)
    undo(one)
    assert Vendor.objects.current().count() == 3


def test_undoing_is_refused_where_edits_after_a_publication_are_pending(two_vendors):
    done = merge(*two_vendors)
    contract = Contract.objects.get(title="Of both")
    contract.title = "Of the two"
    contract.save()
    publish(contract, "A better title.")
    Contract.objects.filter(pk=contract.pk).touch()

    assert "Of the two" in refused(undo, done)


# Cost


def queries(act, *args):
    with CaptureQueriesContext(connection) as caught:
        done = act(*args)
    return len(caught), done


def test_cost_does_not_grow_with_the_contracts_of_the_register():
    costs = []
    for rows in (2, 1, 3):
        kept, merged = make_buyer(name="Kept"), make_buyer(name="Merged")
        for party in (kept, merged):
            for _ in range(rows):
                make_register_contract(buyer=party, vendors=[make_vendor()])
        merging, done = queries(merge, again(kept), again(merged))
        costs.append((merging, queries(undo, done)[0]))

    # The first of all makes the counter.
    assert costs[1] == costs[2]


# Before it is done


def test_preview_says_what_would_move_and_writes_nothing(two_vendors):
    kept, merged = two_vendors
    before = everything()

    told = actions.preview_merge(kept, merged)

    assert_same((everything(),), (before,))
    assert (told["problems"], told["register"]) == ([], 2)
    assert [contract.title for contract, _ in told["touched"]] == ["Of Fenwick Systems", "Of both"]
    assert {"what": "Vendors", "before": "Fenwick Systems", "after": "Fenwick Ltd"} in told[
        "touched"
    ][0][1]
    assert told["moves"] == {
        "contracts, as vendor": 2, "identifiers": 1, "party names": 1,
    }  # fmt: skip
