"""Parties and sources: saving one changes nothing public, publishing it changes every name."""

import pytest

from procurement import actions, public
from procurement.models import (
    Conflict,
    PublicContract,
    PublicIntervention,
    PublicParty,
    PublicSource,
    Revision,
    Source,
    Vendor,
)
from procurement.models.versions import take
from tests.factories import (
    make_citation,
    make_claim,
    make_identifier,
    make_ready_contract,
    make_source,
    make_stakeholder,
    make_user,
    make_vendor,
    publish,
)

pytestmark = pytest.mark.django_db


def edit(row, **fields):
    """Save an edit as the admin does: one version further."""
    take(row, row.version)
    type(row).objects.filter(pk=row.pk).update(**fields)
    return type(row).objects.get(pk=row.pk)


def publish_shared(thing, **options):
    return actions.publish_shared(thing, by=make_user(), reason="It has a new name.", **options)


@pytest.fixture
def vendor():
    """Give a vendor of two public contracts; a third does not name it."""
    vendor = make_vendor()
    for title in ("One", "Two"):
        publish(make_ready_contract(title=title, vendors=[vendor]))
    publish(make_ready_contract(title="Three", vendors=[]))
    return Vendor.objects.get()


def snapshot():
    """Give all that the public reads."""
    return [
        list(model.objects.order_by("public_id").values())
        for model in (PublicContract, PublicIntervention, PublicParty, PublicSource)
    ]


def test_saving_a_vendor_changes_nothing_public(vendor):
    before = snapshot()

    edit(vendor, name="Fenwick Group", aliases="FSL")
    make_identifier(vendor=vendor)

    assert snapshot() == before
    assert list(Vendor.objects.pending()) == [vendor]


def test_publishing_a_vendor_changes_its_name_everywhere(vendor):
    vendor = edit(vendor, name="Fenwick Group", aliases="FSL")
    make_identifier(vendor=vendor)

    revisions = publish_shared(vendor)

    assert [(r.contract.title, r.number, r.kind, r.reason) for r in revisions] == [
        ("One", 2, "shared", "It has a new name."),
        ("Two", 2, "shared", "It has a new name."),
    ]
    row = PublicParty.objects.get(kind="vendor")
    assert (row.name, row.slug, row.aliases) == ("Fenwick Group", "fenwick-group", ["FSL"])
    assert row.identifiers == [{"scheme": "GB-COH", "value": "01234567"}]
    for number in (1, 2):
        body = public.dossier(number)
        assert body["vendors"][0]["name"] == "Fenwick Group"
        assert "Fenwick Group" in body["headline"]
        assert "Fenwick Systems" not in str(body)
        assert "Fenwick Group" in PublicContract.objects.get(public_id=number).headline
    assert not Vendor.objects.pending().exists()
    assert Revision.objects.broken() == []


def test_old_revisions_keep_the_old_name(vendor):
    publish_shared(edit(vendor, name="Fenwick Group"))

    assert public.dossier(1, number=1)["vendors"][0]["name"] == "Fenwick Systems"


def test_pending_drafts_of_the_contracts_do_not_go_out(vendor):
    contract = vendor.contracts.get(title="One")
    contract.title = "Changed"
    contract.save()
    make_citation(claim=make_claim(contract, fact="stage", stage="tender", ready=True))

    publish_shared(edit(vendor, name="Fenwick Group"))

    body = public.dossier(1)
    assert (body["title"], len(body["claims"])) == ("One", 2)


def test_contract_publication_does_not_carry_a_pending_edit_of_a_party(vendor):
    edit(vendor, name="Fenwick Group")
    contract = vendor.contracts.get(title="One")
    contract.title = "Changed"
    contract.save()

    publish(contract, "A better title.")

    body = public.dossier(1)
    assert (body["title"], body["vendors"][0]["name"]) == ("Changed", "Fenwick Systems")


def test_pending_name_does_not_show_in_the_order_of_vendors():
    first, second = make_vendor(name="A"), make_vendor(name="B")
    contract = make_ready_contract(vendors=[first, second])
    publish(contract)
    edit(first, name="Z")
    contract.title = "Changed"
    contract.save()

    publish(contract, "A better title.")

    assert [vendor["name"] for vendor in public.dossier(1)["vendors"]] == ["A", "B"]


def test_publishing_a_speaker_words_its_sentences_anew():
    speaker = make_stakeholder(name="Press Office")
    contract = make_ready_contract()
    act = contract.interventions.get()
    act.citations.update(speaker=speaker, attribution="on_record")
    publish(contract)

    publish_shared(edit(speaker, name="Northmarch Press Office"))

    assert PublicIntervention.objects.get().sentence.endswith("the Northmarch Press Office said.")


def test_publishing_a_source_changes_it_everywhere():
    contract = make_ready_contract()
    publish(contract)
    source = edit(Source.objects.get(), publisher="The Northmarch Post")

    revisions = publish_shared(source)

    assert (len(revisions), PublicSource.objects.get().publisher) == (1, "The Northmarch Post")
    assert public.dossier(1)["headline"].endswith("according to The Northmarch Post.")


def test_source_found_to_repeat_another_makes_one_story_of_two():
    contract = make_ready_contract()
    copy = make_source(title="copy")
    make_citation(intervention=contract.interventions.get(), source=copy)
    publish(contract)
    assert public.dossier(1)["hold"]["known"]["breadth"] == "multiple"

    publish_shared(edit(copy, repeats=Source.objects.get(title="Report on the records system")))

    assert public.dossier(1)["hold"]["known"]["breadth"] == "single"
    assert PublicSource.objects.get(title="copy").repeats.public_id == 1


def test_source_found_to_repeat_one_that_is_not_public():
    publish(make_ready_contract())

    publish_shared(edit(Source.objects.get(), repeats=make_source(title="first")))

    assert (PublicSource.objects.get().root, PublicSource.objects.get().repeats) == (2, None)


def test_pending_edit_of_what_a_source_repeats_gives_no_number():
    contract = make_ready_contract()
    publish(contract)
    edit(Source.objects.get(), repeats=make_source(title="first"))
    contract.title = "Changed"
    contract.save()

    publish(contract, "A better title.")

    assert Source.objects.get(title="first").public_id is None


def test_what_no_public_contract_names_is_refused():
    with pytest.raises(actions.Refused):
        publish_shared(make_vendor())


def test_stale_version_is_a_conflict(vendor):
    edit(vendor, name="Fenwick Group")

    with pytest.raises(Conflict):
        publish_shared(vendor, version=1)

    assert PublicParty.objects.get(kind="vendor").name == "Fenwick Systems"
