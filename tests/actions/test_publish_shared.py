"""Parties and sources: saving one changes nothing public, publishing it changes every name."""

import pytest

from procurement import actions, author, public
from procurement.models import (
    Conflict,
    PublicContract,
    PublicIntervention,
    PublicParty,
    PublicSource,
    Revision,
    RevisionBody,
    Source,
    Stakeholder,
    Vendor,
)
from procurement.models.versions import advance
from tests.factories import (
    make_buyer,
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
    advance(row, row.version)
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


@pytest.mark.parametrize("part", ["name", "number"])
def test_with_four_eyes_nobody_publishes_a_party_that_they_saved_last(settings, vendor, part):
    writer, other = make_user(), make_user()
    with author.editing(writer if part == "name" else other):
        vendor.name = "Fenwick Group"
        vendor.save()
    if part == "number":
        with author.editing(writer):
            make_identifier(vendor=vendor)
    settings.FOUR_EYES = True
    with pytest.raises(actions.Refused, match="You saved “Fenwick Group” last"):
        actions.publish_shared(vendor, by=writer, reason="Its name.")

    one, _ = actions.publish_shared(vendor, by=other, reason="Its name.")

    assert one.one_person is False


def test_with_four_eyes_nobody_publishes_a_source_that_they_saved_last(settings):
    publish(make_ready_contract())
    source, writer = Source.objects.get(), make_user()
    with author.editing(writer):
        source.title = "Another title"
        source.save()
    settings.FOUR_EYES = True
    with pytest.raises(actions.Refused, match="You saved “Another title"):
        actions.publish_shared(source, by=writer, reason="Its title.")

    settings.FOUR_EYES = False
    assert actions.publish_shared(source, by=writer, reason="Its title.")[0].one_person is True


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


@pytest.fixture
def story():
    """Publish two contracts on one copy and what it repeats, each beside a third report."""
    original = make_source(title="original")
    copy = make_source(title="copy", repeats=original)
    other = make_source(title="other")
    for title, source in (("One", copy), ("Two", original)):
        contract = make_ready_contract(title=title, source=source)
        make_citation(intervention=contract.interventions.get(), source=other)
        publish(contract)
    return original, copy, other


def roots():
    return dict(PublicSource.objects.values_list("title", "root"))


def test_copies_of_a_source_follow_it_to_its_new_root(story):
    original, copy, other = story
    id_of = dict(Source.objects.values_list("title", "public_id"))
    assert public.dossier(1)["hold"]["known"]["breadth"] == "multiple"

    told = actions.preview_shared(edit(original, repeats=other))
    revisions = publish_shared(Source.objects.get(title="original"))

    assert roots() == dict.fromkeys(("original", "copy", "other"), id_of["other"])
    assert PublicSource.objects.get(title="copy").repeats.title == "other"
    assert [revision.contract.title for revision in revisions] == ["One", "Two"]
    for number, (contract, changes) in enumerate(told, start=1):
        assert public.dossier(number)["hold"]["known"]["breadth"] == "single"
        assert changes == public.changes(number)[0]["changes"]
        assert contract.public_id == number


def test_copy_whose_edit_is_pending_stays_with_the_story_it_was_published_with(story):
    original, copy, other = story
    edit(copy, repeats=None)
    edit(other, repeats=original)

    publish_shared(edit(original, repeats=make_source(title="first")))

    id_of = dict(Source.objects.values_list("title", "public_id"))
    assert roots()["original"] == id_of["first"]
    assert roots()["other"] == id_of["other"]


def test_new_source_repeats_another_as_that_was_published(story):
    original, copy, other = story
    edit(original, repeats=other)
    contract = make_ready_contract(
        title="Three", source=make_source(title="late", repeats=original)
    )

    body = publish(contract).body.load()

    root = Source.objects.get(title="original").public_id
    assert (roots()["late"], body["sources"][0]["root"]) == (root, root)


def test_copies_of_a_source_that_becomes_public_later_follow_it():
    first, middle = make_source(title="first"), make_source(title="middle")
    contract = make_ready_contract(source=make_source(title="copy", repeats=middle))
    make_citation(intervention=contract.interventions.get(), source=first)
    publish(contract)
    edit(middle, repeats=first)

    publish(make_ready_contract(title="Two", source=Source.objects.get(title="middle")))

    assert len(set(roots().values())) == 1
    assert public.dossier(1)["hold"]["known"]["breadth"] == "single"
    assert Revision.objects.broken() == []


def test_publishing_what_is_public_already_is_refused_and_settled(vendor):
    vendor = edit(vendor, notes="doubtful")
    before = snapshot()

    with pytest.raises(actions.Refused) as caught:
        publish_shared(vendor)

    assert caught.value.problems == ["Nothing would change in public."]
    assert (snapshot(), Revision.objects.count()) == (before, 3)
    assert not Vendor.objects.pending().exists()


def test_contract_that_reads_the_same_gets_no_revision_and_is_found_by_the_new_name(vendor):
    version = public.data_version()

    revisions = publish_shared(edit(vendor, aliases="Fenwick Data"))

    assert (revisions, Revision.objects.count()) == ([], 3)
    assert public.data_version() == version + 1
    words = PublicContract.objects.get(title="One").party_words.split()
    assert "data" in words
    assert actions.preview_shared(vendor) == []


def test_preview_of_a_party_gives_what_publishing_it_changes(vendor):
    before = snapshot()

    told = actions.preview_shared(edit(vendor, name="Fenwick Group"))

    assert snapshot() == before
    publish_shared(Vendor.objects.get())
    assert [changes for _, changes in told] == [
        public.changes(number)[0]["changes"] for number in (1, 2)
    ]


def test_next_publication_of_a_contract_keeps_the_order_of_its_vendors():
    first, second = make_vendor(name="A"), make_vendor(name="B")
    contract = make_ready_contract(vendors=[first, second])
    publish(contract)
    publish_shared(edit(first, name="Z"))

    with pytest.raises(actions.Refused):
        publish(contract, "Nothing.")

    assert [vendor["name"] for vendor in public.dossier(1)["vendors"]] == ["B", "Z"]


def test_stakeholder_is_the_same_body_as_a_buyer_that_becomes_public_later():
    buyer = make_buyer(name="Later")
    office = make_stakeholder(buyer=buyer)
    publish(make_ready_contract(stakeholder=office))
    assert PublicParty.objects.get(kind="stakeholder", public_id=1).same_as is None

    publish(make_ready_contract(title="Two", buyer=buyer))

    assert PublicParty.objects.get(kind="stakeholder", public_id=1).same_as.name == "Later"


def test_pending_edit_does_not_make_two_bodies_the_same():
    buyer, office = make_buyer(name="Later"), make_stakeholder()
    publish(make_ready_contract(stakeholder=office))
    edit(Stakeholder.objects.get(), buyer=buyer)

    publish(make_ready_contract(title="Two", buyer=buyer))

    assert PublicParty.objects.get(kind="stakeholder", public_id=1).same_as is None


def test_party_and_source_that_are_public_no_more_have_no_pending_edit():
    contract = make_ready_contract()
    publish(contract)
    actions.withdraw(contract, by=make_user(), reason="A mistake.")

    for row in (Vendor.objects.get(), Source.objects.get()):
        assert (row.published_version, row.public_id) == (0, 1)
        assert not type(edit(row, notes="x")).objects.pending().exists()


@pytest.mark.parametrize("kind", ["vendor", "source"])
def test_a_contract_whose_body_was_emptied_hinders_nobody(kind):
    shared = {"vendor": make_vendor(name="Fenwick"), "source": make_source(title="Report")}
    for title in ("Emptied", "Kept"):
        publish(
            make_ready_contract(title=title, vendors=[shared["vendor"]], source=shared["source"])
        )
    RevisionBody.objects.filter(revision__contract__title="Emptied").update(text="", salts="")
    column = {"vendor": "name", "source": "title"}[kind]
    thing = edit(shared[kind], **{column: "Another"})

    previewed = [contract.title for contract, _ in actions.preview_shared(thing)]
    revisions = publish_shared(thing)

    assert previewed == [one.contract.title for one in revisions] == ["Kept"]
    assert Revision.objects.broken() == []


def test_a_story_that_a_contract_without_a_body_cites_goes_on():
    first, middle = make_source(title="first"), make_source(title="middle")
    publish(make_ready_contract(title="One", source=make_source(title="copy", repeats=middle)))
    RevisionBody.objects.update(text="", salts="")
    edit(middle, repeats=first)

    publish(make_ready_contract(title="Two", source=Source.objects.get(title="middle")))

    assert len(set(roots().values())) == 1
    assert [one.contract.title for one in Revision.objects.all()] == ["One", "Two"]
