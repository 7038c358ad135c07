"""One statement is taken out of what was published: nothing public says its words, all else verifies."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from procurement import actions, public
from procurement.actions import Refused
from procurement.actions.emptying import STATEMENTS
from procurement.models import (
    AuditEntry,
    Citation,
    Claim,
    Contract,
    EmptiedLeaf,
    Intervention,
    Note,
    PublicContract,
    Revision,
    RevisionBody,
    Source,
    SourceText,
    Stakeholder,
    Submission,
    Tombstone,
)
from procurement.models.history import TRACKED
from procurement.models.revision import TAKEN_OUT
from tests.factories import (
    make_buyer,
    make_citation,
    make_claim,
    make_ground_link,
    make_intervention,
    make_ready_contract,
    make_source,
    make_stakeholder,
    make_user,
    make_vendor,
    publish,
)
from tests.test_two_worlds import answers
from tests.verifying import verify

pytestmark = pytest.mark.django_db
INNERMOST_FIRST = ("citation", "ground", "source", "claim", "act")
REASON = "The High Court ordered it on 1 October 2026."


def known(part, word):
    """Whether a text holds a word, in whichever letters."""
    return word.lower() in str(part).lower()


@pytest.fixture
def contract():
    """Give a contract of two revisions; each of its statements says a word of its own."""
    contract = make_ready_contract(ocid="ocds-1", buyer=make_buyer(name="Northmarch"))
    source = make_source(title="Zsource report", publisher="Zsource Press")
    claim = make_claim(contract, fact="vendor", value_minor=None, vendor=make_vendor(name="Zclaim"),
                       rank="preferred", ready=True, currency="")  # fmt: skip
    make_citation(claim=claim, source=make_source(title="Other"), quotation="zclaim supplies")
    act = make_intervention(
        contract, type="objection", summary="Zact wrote.", ready=True,
        actors=[make_stakeholder(name="Zact league")],
    )  # fmt: skip
    make_citation(
        intervention=act, source=make_source(title="Third"), quotation="zcitation word",
        speaker=make_stakeholder(name="Zcitation speaker"),
    )  # fmt: skip
    make_citation(intervention=act, source=source, quotation="zsource quoted")
    ground = make_ground_link(act, "other", words="zground words", layer="attributed")
    make_citation(ground=ground, source=make_source(title="Fourth"), quotation="zground quoted")
    publish(contract)
    Contract.objects.filter(pk=contract.pk).update(purpose="a bridge", version=99)
    publish(Contract.objects.get(pk=contract.pk), "It has a purpose.")
    return Contract.objects.get(pk=contract.pk)


def leaf_of(kind):
    rows = {
        "claim": Claim.objects.filter(fact="vendor"),
        "act": Intervention.objects.filter(type="objection"),
        "citation": Citation.objects.filter(quotation="zcitation word"),
    }
    if kind == "ground":
        return f"ground {Intervention.objects.get(type='objection').grounds.get().public_id}"
    if kind == "source":
        return f"source {Citation.objects.get(quotation='zsource quoted').source.public_id}"
    return f"{kind} {rows[kind].get().public_id}"


def telling():
    """The public addresses whose answer has the word of a kind of statement: {kind: addresses}."""
    body = public.dossier(1)
    told = answers() | answers([f"/contracts/1-{body['slug']}/"])
    texts = {one: text.decode("utf-8", "replace").lower() for one, (_, _, text) in told.items()}
    return {kind: {one for one, text in texts.items() if f"z{kind}" in text} for kind in STATEMENTS}


@pytest.mark.once
def test_no_public_address_says_a_word_of_it(client, contract):
    before = telling()
    for told in before.values():
        assert {"/contracts/1/history/1/", "/contracts/1.json", "/contracts/1/history/"} <= told
    leaves = {kind: leaf_of(kind) for kind in STATEMENTS}

    # The smaller first: with a source or an act goes what stands in it.
    for number, kind in enumerate(INNERMOST_FIRST, start=1):
        word = f"z{kind}"
        tags = {
            one: client.get(one)["ETag"] for one in ("/contracts/1.json", "/contracts/1/history/1/")
        }
        actions.empty_leaf(1, leaves[kind], reason=REASON)

        told = telling()
        assert [one for one in INNERMOST_FIRST[:number] if told[one]] == []
        for one, tag in tags.items():
            assert client.get(one, headers={"If-None-Match": tag}).status_code == 200
        assert client.get(f"/contracts.json?q={word}").getvalue().count(b'"ocid"') == 0
        assert Revision.objects.broken() == []
        kept = RevisionBody.objects.values_list("text", flat=True)
        assert not any(known(one, word) for one in kept)


@pytest.mark.parametrize("kind", STATEMENTS)
def test_in_its_place_stands_that_it_was_taken_out_and_why(client, contract, kind):
    leaf = leaf_of(kind)

    actions.empty_leaf(1, leaf, reason=REASON)

    for number in (1, 2):
        # With a source goes what cites it, each in its own place.
        emptied = public.dossier(1, number)["emptied"]
        assert len(emptied) == (2 if kind == "source" else 1)
        assert leaf in {one["leaf"] for one in emptied}
        assert {one["reason"] for one in emptied} == {REASON}
        page = client.get(f"/contracts/1/history/{number}/").content.decode()
        assert page.count(REASON) == len(emptied)
        assert page.count(f'id="emptied-{leaf.replace(" ", "-")}"') == 1
    assert client.get("/contracts/1.json").json()["emptied"][0]["reason"] == REASON
    assert client.get("/contracts/1/history/").content.decode().count(REASON) == 2 * len(emptied)


def test_out_of_one_revision_the_other_says_it_still(client, contract):
    actions.empty_leaf(1, leaf_of("citation"), reason=REASON, number=1)

    first, second = (json.dumps(public.dossier(1, number)) for number in (1, 2))
    assert "zcitation word" not in first
    assert "zcitation word" in second
    assert "emptied" not in public.dossier(1, 2)
    [intervention] = [
        one for one in public.dossier(1, 1)["interventions"] if one["type"] == "objection"
    ]
    assert "Zcitation" not in intervention["sentence"]
    assert Revision.objects.broken() == []


def test_what_follows_is_made_anew_from_the_rest(contract):
    before = public.dossier(1)
    assert [one["name"] for one in before["vendors"]] == ["Zclaim"]

    actions.empty_leaf(1, leaf_of("claim"), reason=REASON)

    after = public.dossier(1)
    assert after["vendors"] == []
    assert after["value"] == before["value"]
    assert after["hold"] == before["hold"]
    assert PublicContract.objects.get().vendors.count() == 0


def test_what_may_have_been_taken_out_is_not_told_as_not_stated(client, contract):
    value = Claim.objects.get(fact="value").public_id
    ground = Intervention.objects.get(type="objection").grounds.get().public_id
    address = f"/contracts/1-{public.dossier(1)['slug']}/"

    actions.empty_leaf(1, f"claim {value}", reason=REASON)
    actions.empty_leaf(1, f"ground {ground}", reason=REASON)

    for page in (address, "/contracts/1/history/1/"):
        text = client.get(page).content.decode()
        facts = text.split("<dt>Value</dt>")[1].split("</dl>")[0]
        assert "not on this record" in facts.split("</dd>")[0]
        assert "not stated" not in facts.split("<dt>Procedure")[0]
        assert "The value is not stated." not in text
        objection = text.split("Zact wrote.")[1].split("</li>")[0]
        assert "A ground of an intervention was taken out of this record on" in objection
        assert "<dt>Grounds</dt>" not in objection


def test_an_act_that_is_gone_has_a_tombstone_with_the_reason(client, contract):
    number = Intervention.objects.get(type="objection").public_id

    actions.empty_leaf(1, f"act {number}", reason=REASON)

    assert Tombstone.objects.get(kind="intervention").reason == REASON
    assert client.get(f"/interventions/{number}/").status_code == 410


def test_it_is_not_published_again_under_its_number(contract):
    leaf = leaf_of("citation")
    actions.empty_leaf(1, leaf, reason=REASON)
    citation = Citation.objects.get(quotation="zcitation word")

    assert Contract.objects.pending().get() == contract
    with pytest.raises(Refused) as refused:
        publish(contract)
    assert "was taken out of what had been published" in refused.value.problems[0]

    values = {"intervention": citation.intervention, "source": citation.source}
    citation.delete()
    make_citation(**values, quotation="what may be said")
    publish(contract, "What may be said.")
    assert "emptied" not in public.dossier(1)
    assert Revision.objects.broken() == []


def test_out_of_an_old_revision_alone_it_hinders_no_publication(contract):
    actions.empty_leaf(1, leaf_of("citation"), reason=REASON, number=1)

    contract.title = "A third title"
    contract.save()
    publish(contract, "A third title.")

    assert "zcitation word" in json.dumps(public.dossier(1))


def test_a_revision_by_others_does_not_bring_it_back(contract):
    actions.empty_leaf(1, leaf_of("citation"), reason=REASON)
    contract.buyer.name = "Northmarch Council"
    contract.buyer.version += 1
    contract.buyer.save()
    type(contract.buyer).objects.update(version=5)

    actions.publish_shared(contract.buyer, by=Revision.objects.first().by, reason="Its name.")

    assert Revision.objects.count() == 3
    assert not known(public.dossier(1, 3), "zcitation")
    with pytest.raises(Refused):
        publish(contract)
    assert Revision.objects.broken() == []


@pytest.mark.parametrize(
    "leaf", ["claim 99", "record", "follows", "account", "claim", "", "claims 1", "claim 1 "]
)
def test_what_is_no_statement_is_refused(contract, leaf):
    with pytest.raises(Refused) as refused:
        actions.empty_leaf(1, leaf, reason=REASON)

    assert "No revision of contract 1 holds" in refused.value.problems[0]
    assert not EmptiedLeaf.objects.exists()


def test_twice_without_a_reason_and_of_another_contract_it_is_refused(contract):
    leaf = leaf_of("claim")
    for args in ({"reason": " "}, {"reason": REASON, "number": 3}):
        with pytest.raises(Refused):
            actions.empty_leaf(1, leaf, **args)
    with pytest.raises(Refused):
        actions.empty_leaf(2, leaf, reason=REASON)
    actions.empty_leaf(1, leaf, reason=REASON)

    with pytest.raises(Refused):
        actions.empty_leaf(1, leaf, reason=REASON)


def test_two_leaves_can_go_one_after_the_other(contract):
    for kind in ("citation", "ground", "act"):
        actions.empty_leaf(1, leaf_of(kind), reason=REASON)

    assert Revision.objects.broken() == []
    assert [one["type"] for one in public.dossier(1)["interventions"]] == ["hold"]


def test_of_a_withdrawn_contract_it_is_taken_out_too(contract):
    actions.withdraw(contract, by=Revision.objects.first().by, reason="Gone.")

    found = actions.empty_leaf(1, leaf_of("claim"), reason=REASON)

    assert [one.revision.number for one in found] == [1, 2]
    assert Revision.objects.broken() == []


def command(*args):
    out = StringIO()
    call_command("empty_leaf", *args, stdout=out)
    return out.getvalue()


def test_the_command_says_first_what_would_go(contract):
    leaf = leaf_of("citation")

    said = command("1", leaf)

    assert said.splitlines()[0] == f"Revision 1 of contract 1: {leaf}"
    assert "zcitation word" in said
    assert said.endswith("Nothing was changed. With --write it is taken out, for good.\n")
    assert not EmptiedLeaf.objects.exists()


def test_the_command_takes_it_out_and_the_log_knows(contract):
    leaf = leaf_of("citation")

    said = command("1", leaf, "--reason", REASON, "--write")

    assert said.splitlines()[-1].startswith("Taken out of 2 revisions.")
    entry = AuditEntry.objects.get(what="emptied")
    assert (entry.who, entry.said) == ("the command line", REASON)
    assert entry.about == f"Contract 1: {leaf} of revisions 1, 2"
    out = StringIO()
    call_command("verify_revisions", stdout=out)
    assert out.getvalue() == "2 revisions, every chain is whole, 2 leaves emptied.\n"


def test_the_command_refuses_in_words(contract):
    with pytest.raises(CommandError, match="No revision of contract 1 holds “claim 99”"):
        command("1", "claim 99")


def test_the_history_of_working_rows_loses_it_too(contract):
    act = Intervention.objects.get(type="objection")
    act.summary = "Zact wrote twice."
    act.save()
    draft = make_citation(intervention=act, quotation="Zact, not ready", ready=False)
    draft.delete()

    def kept():
        rows = [
            row for model in TRACKED for row in model.history.values() if model is not Stakeholder
        ]
        return str(rows).lower().count("zact")

    others = str(list(Claim.history.values()))
    assert (before := kept()) > 4
    actions.empty_leaf(contract.public_id, f"act {act.public_id}", reason=REASON, number=1)
    assert kept() == before
    actions.empty_leaf(contract.public_id, f"act {act.public_id}", reason=REASON)
    assert (kept(), str(list(Claim.history.values()))) == (0, others)
    assert act.history.filter(emptied=True, subject=f"contract-{contract.pk}").count() >= 3

    for power in ("Rule 1", "Rule 2"):
        act.refresh_from_db()
        act.power = power
        act.save()
        assert (kept(), act.history.first().power) == (0, power)
    act.summary = "Something else."
    act.save()
    assert (kept(), act.history.first().summary) == (0, "Something else.")
    act.refresh_from_db()
    with pytest.raises(Refused, match="taken out, where the law demanded it"):
        entry = act.history.filter(emptied=True).last()
        actions.restore(entry, {f"intervention-{act.pk}.summary"}, by=make_user(),
                        version=act.version, reason="")  # fmt: skip


def test_what_is_deleted_after_its_history_was_emptied_does_not_come_back():
    person = make_stakeholder(name="Zperson", notes="Zperson too")
    out = StringIO()

    call_command("empty_history", f"stakeholder-{person.pk}", stdout=out)
    assert "1 entries" in out.getvalue() and "Zperson" in str(list(Stakeholder.history.values()))
    call_command("empty_history", f"stakeholder-{person.pk}", reason=REASON, write=True, stdout=out)
    person.delete()

    assert not known(list(Stakeholder.history.values()), "zperson")
    assert Stakeholder.history.filter(history_type="-", emptied=True).count() == 1
    assert AuditEntry.objects.get(what="emptied").subject.startswith("stakeholder-")
    for junk in ("stakeholder-x", "nobody-3", "claim", "stakeholder-99"):
        with pytest.raises(CommandError):
            call_command("empty_history", junk, reason=REASON, write=True, stdout=out)


def _said_beside(contract):
    """Have an act, its source and its contract talked about, each by words of its own; give the act and the source."""
    act, by = Intervention.objects.get(type="objection"), make_user()
    source = Source.objects.first()
    SourceText.objects.create(source=source, text="Ztext of it", by=by)
    for statement, word in ((f"intervention-{act.pk}", "Zact note"), ("", "Zwhole note")):
        Note.objects.create(contract=contract, statement=statement, text=word, by=by)
    texts = {
        "reason": "Zact r",
        "note": "Zact n",
        "was_said": "Zact w",
        "is_right": "Zact i",
        "answer": "Zact a",
    }
    for state, keys in (
        ("in_review", [f"intervention-{act.pk}", "heading"]),
        ("cancelled", [f"intervention-{act.pk}"]),
        ("in_review", ["heading"]),
    ):
        said = texts if len(keys) == 2 or state == "cancelled" else {"reason": "Zwhole"}
        Submission.objects.create(
            contract=contract, statements=dict.fromkeys(keys, 1), state=state, by=by, **said
        )
    return act, source


def _beside():
    rows = [*Note.objects.values(), *Submission.objects.values(), *SourceText.objects.values()]
    return str(rows).lower()


def test_what_editors_said_of_it_goes_with_it(contract):
    """Notes and submissions that are about it; what waits to be published with such words is sent back."""
    act, _ = _said_beside(contract)

    actions.empty_leaf(contract.public_id, f"act {act.public_id}", reason=REASON)

    assert "zact" not in _beside()
    assert (_beside().count("zwhole"), _beside().count("ztext")) == (2, 1)
    states = Submission.objects.order_by("pk").values_list("state", flat=True)
    assert [*states] == ["sent_back", "cancelled", "in_review"]


@pytest.mark.parametrize(
    ("key", "gone", "left"),
    [
        ("note-{note}", ["zact note"], ["zact n'", "zwhole", "ztext"]),
        ("submission-{submission}", ["zact n'"], ["zact note", "zwhole", "ztext"]),
        ("source-{source}", ["ztext"], ["zact", "zwhole"]),
        ("contract-{contract}", ["zact", "zwhole"], ["ztext"]),
    ],
)
def test_what_editors_said_is_reached_by_its_key(contract, key, gone, left):
    _, source = _said_beside(contract)
    Submission.objects.filter(state="cancelled").delete()
    first = {"note": Note.objects.first(), "submission": Submission.objects.last()}
    named = {"source": source, "contract": contract} | first
    key = key.format(**{name: row.pk for name, row in named.items()})
    out = StringIO()

    call_command("empty_history", key, stdout=out)
    assert all(word in _beside() for word in gone + left)
    call_command("empty_history", key, reason=REASON, write=True, stdout=out)

    assert not [word for word in gone if word in _beside()]
    assert all(word in _beside() for word in left)
    assert AuditEntry.objects.get(what="emptied").said == REASON
    if not key.startswith(("source", "contract")):
        with pytest.raises(CommandError, match="says nothing of"):
            call_command("empty_history", key, reason=REASON, write=True, stdout=out)


def test_what_a_correction_said_is_taken_out_and_all_else_verifies(client, contract):
    """Out of its revision, the history and what asked for it; it can be put back, and nothing becomes pending."""
    Contract.objects.filter(pk=contract.pk).update(purpose="another purpose")
    contract.refresh_from_db()
    versions, by = {"heading": contract.heading_version}, make_user()
    change = actions.Change("corrected", "Zwas said", "Zwas right")
    one = actions.submit(contract, versions, by=by, reason="x", change=change)
    revision = actions.publish_submission(one, by=by)
    Contract.objects.filter(pk=contract.pk).update(purpose="a third purpose")
    publish(contract)
    pages = [
        "",
        "history/",
        "history.json",
        f"history/{revision.number}/",
        f"history/{revision.number}.json",
    ]

    def told():
        found = [client.get(f"/contracts/1/{page}", follow=True).text for page in pages]
        return [
            *found,
            str(list(Submission.objects.values())),
            str(list(Revision.objects.values())),
        ]

    def wrong():
        return verify(lambda address: client.get(address).text, 1, revision.number + 1)

    assert [known(text, "zwas") for text in told()] == [False, True, True, True, True, True, True]
    assert wrong() == Revision.objects.broken() == []
    assert "Zwas said" in command(1, "correction")
    state = Contract.objects.get().state
    command(1, "correction", "--write", "--reason", REASON)

    assert not [text for text in told() if known(text, "zwas")]
    assert wrong() == Revision.objects.broken() == []
    for page in told()[1], told()[3]:
        assert "What a correction said was taken out of this record" in page
        assert REASON in page
    assert Contract.objects.get().state == state
    with pytest.raises(CommandError):
        command(1, "correction")
    actions.put_back(contract, revision.number, by=by, reason="It was right.")


@pytest.mark.parametrize("state", ["sent_back", "cancelled", "in_review"])
def test_what_a_correction_said_goes_from_all_that_asked_for_it(contract, state):
    Contract.objects.filter(pk=contract.pk).update(purpose="another purpose")
    contract.refresh_from_db()
    versions, by = {"heading": contract.heading_version}, make_user()
    asked = []
    for said in (("Zwas", "Zright"), ("Zwas", "Reworded"), ("Else", "Other")):
        change = actions.Change("corrected", *said)
        asked.append(actions.submit(contract, versions, by=by, reason="x", change=change))
        Submission.objects.update(state="cancelled")
    one, reworded, other = asked
    change = actions.Change("corrected", "Zwas", "Zright")
    actions.publish(contract, by=by, reason="x", change=change)
    Submission.objects.update(state=state, revision=None)

    actions.empty_leaf(1, "correction", reason=REASON)

    for gone in (one, reworded):
        gone.refresh_from_db()
        is_open = state == "in_review"
        assert (gone.was_said, gone.is_right) == ("", "")
        assert gone.state == ("sent_back" if is_open else state)
    other.refresh_from_db()
    assert (other.was_said, other.state) == ("Else", state)


def test_a_correction_loses_its_words_by_that_alone(contract):
    Contract.objects.filter(pk=contract.pk).update(purpose="another purpose")
    change = actions.Change("corrected", "Zwas said", "Zwas right")
    revision = actions.publish(contract, by=make_user(), reason="x", change=change)
    rows = Revision.objects.filter(pk=revision.pk)
    gone = {"was_said": TAKEN_OUT, "is_right": TAKEN_OUT}

    for write in (
        lambda: rows.update(was_said=TAKEN_OUT),
        lambda: rows.update(**gone, reason="x y"),
        lambda: rows.update(**gone | {"is_right": "Something else."}),
        lambda: Revision.objects.filter(number=1).update(**gone),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
    rows.update(**gone)

    assert Revision.objects.broken() == [revision]
