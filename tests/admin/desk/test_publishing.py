"""The publish page, statement by statement; the preview of it; putting a revision back; withdrawing."""

import re

import pytest
from django.urls import reverse

from procurement import actions
from procurement.admin.desk.publishing import ALONG
from procurement.models import (
    Claim,
    Contract,
    Intervention,
    PublicContract,
    PublicIntervention,
    Revision,
    Tombstone,
)
from tests import factories

from ..pages import ticked

pytestmark = pytest.mark.once


def url(contract, name="publish", *args):
    return reverse(f"admin:procurement_contract_{name}", args=[contract.pk, *args])


def changed(contract):
    """Change two acts of a published contract; give them."""
    acts = list(contract.interventions.all()[:2])
    for act in acts:
        act.effect = "signature_blocked"
        act.save()
    return acts


def opened(client, contract):
    """Give the publish page, and what it sends where nothing is touched but the reason."""
    page = client.get(url(contract))
    return page, ticked(page) | {"reason": "The report says so."}


def public_effects(*acts):
    rows = dict(PublicIntervention.objects.values_list("public_id", "effect"))
    return [rows[act.public_id] for act in acts]


def test_what_is_ticked_goes_out_and_nothing_else(publisher, contract):
    acts = changed(contract)
    before = public_effects(*acts)
    page, sent = opened(publisher, contract)

    response = publisher.post(
        url(contract), sent | {"only": [f"intervention-{acts[1].pk}"], "kind": "published"}, follow=True
    )  # fmt: skip

    [first, second] = page.context["pending"]
    assert (first["key"], first["is_ticked"]) == (f"intervention-{acts[0].pk}", True)
    assert second["changes"] == [
        {"what": "Effect", "before": "Effect not stated", "after": "Signature blocked"}
    ]
    assert public_effects(*acts) == [before[0], "signature_blocked"]
    revision = Revision.objects.latest_of(contract)
    assert (revision.number, revision.reason, revision.by) == (2, sent["reason"], publisher.user)
    link = "/contracts/1-new-data-platform-for-the-metropolitan-police/"
    assert f'<a href="{link}">' in str(list(response.context["messages"])[0])
    assert [one["key"] for one in publisher.get(url(contract)).context["pending"]] == [first["key"]]


def test_what_a_tick_rests_on_is_named_and_goes_along(publisher):
    contract = factories.make_ready_contract()
    act = contract.interventions.get()
    page, sent = opened(publisher, contract)

    done = publisher.post(url(contract), sent | {"only": [f"intervention-{act.pk}"]}, follow=True)

    along = {one["key"]: one["along"] for one in page.context["pending"]}
    assert along[f"intervention-{act.pk}"] == ["Title and parties"]
    assert page.text.count("ticked or not") == 1
    assert f"{ALONG} Title and parties." in str(list(done.context["messages"])[0])
    assert "kind" not in page.context["form"].fields
    body = actions.public_form(Contract.objects.get(pk=contract.pk))
    assert (len(body["interventions"]), body["claims"]) == (1, [])


def test_parties_and_sources_that_a_tick_makes_public_are_named(publisher, contract):
    [act, other, *_] = contract.interventions.all()
    new, unready = (
        factories.make_source(title="New & unseen"),
        factories.make_source(title="Not yet"),
    )
    act.set_actors([*act.actors, factories.make_stakeholder(name="Newcomer")])
    factories.make_citation(intervention=act, source=new)
    factories.make_citation(intervention=act, source=unready, ready=False)
    other.power = "a power that is stated"
    other.save()

    page, sent = opened(publisher, contract)
    publisher.post(url(contract), sent | {"only": [f"intervention-{act.pk}"]})
    factories.make_citation(intervention=other, source=new)

    firsts = {one["key"]: one["firsts"] for one in page.context["pending"]}
    assert firsts == {
        f"intervention-{act.pk}": ["Newcomer", str(new)],
        f"intervention-{other.pk}": [],
    }
    assert "New &amp; unseen" in page.text
    [left] = publisher.get(url(contract)).context["pending"]
    assert left["firsts"] == []


def test_where_nothing_would_change_nothing_is_asked(publisher, contract):
    for name in ("publish", "review"):
        page = publisher.get(url(contract, name))

        assert "Nothing would change in public." in page.text
        assert 'name="reason"' not in page.text


def test_what_cannot_go_out_is_not_ticked_and_says_where_it_stands(publisher, contract):
    bare = factories.make_intervention(contract, ready=True, type="objection")
    draft = factories.make_claim(contract, rank="deprecated")
    page, sent = opened(publisher, contract)

    response = publisher.post(
        url(contract), sent | {"only": [f"intervention-{bare.pk}"], "kind": "published"}
    )

    [one] = page.context["pending"]
    assert (one["key"], one["is_ticked"]) == (f"intervention-{bare.pk}", False)
    assert f'{url(contract, "change")}#intervention-{bare.pk}"' in page.text
    assert [one["key"] for one in page.context["drafts"]] == [f"claim-{draft.pk}"]
    assert response.context["problems"] == one["lacks"]
    # What was ticked and typed stands there as it was.
    assert response.context["pending"][0]["is_ticked"]
    assert response.context["form"]["reason"].value() == sent["reason"]
    assert Revision.objects.count() == 1


def test_what_somebody_saved_meanwhile_is_named_and_nothing_typed_is_lost(publisher, contract):
    acts = changed(contract)
    _, sent = opened(publisher, contract)
    acts[0].power = "a power that is stated"
    acts[0].save()
    ticked = sent | {"only": [f"intervention-{acts[0].pk}"], "kind": "corrected"}
    ticked |= {"was_said": "It had no effect.", "is_right": "It blocks the signature."}

    response = publisher.post(url(contract), ticked)

    assert response.status_code == 409
    assert [one["key"] for one, _ in response.context["moved"]] == [f"intervention-{acts[0].pk}"]
    assert "was changed since this page was opened" in response.context["problems"][0]
    form = response.context["form"]
    assert [form[name].value() for name in ("reason", "kind")] == [sent["reason"], "corrected"]
    ticks = {one["key"]: one["is_ticked"] for one in response.context["pending"]}
    assert ticks == {f"intervention-{acts[0].pk}": True, f"intervention-{acts[1].pk}": False}
    assert Revision.objects.count() == 1
    # What is not ticked may move on.
    acts[1].save()
    publisher.post(url(contract), ticked | {"_seen": response.context["seen"]})
    assert Revision.objects.latest_of(contract).kind == "corrected"


def test_a_correction_says_what_was_said_and_what_is_right(publisher, contract):
    changed(contract)
    _, sent = opened(publisher, contract)
    sent |= {"kind": "corrected", "was_said": "It had no effect.", "is_right": ""}

    refused = publisher.post(url(contract), sent)
    publisher.post(url(contract), sent | {"is_right": "It blocked the signature."})

    assert list(refused.context["form"].errors) == ["is_right"]
    revision = Revision.objects.latest_of(contract)
    assert (revision.kind, revision.was_said, revision.is_right) == (
        "corrected", "It had no effect.", "It blocked the signature.",
    )  # fmt: skip


@pytest.mark.parametrize("reason", [" ", "because\u202e"])
def test_a_reason_that_is_refused_is_kept_at_its_field(publisher, contract, reason):
    changed(contract)
    _, sent = opened(publisher, contract)

    response = publisher.post(url(contract), sent | {"reason": reason, "kind": "published"})

    assert list(response.context["form"].errors) == ["reason"]
    assert response.context["form"]["reason"].value() == reason
    assert Revision.objects.count() == 1


@pytest.mark.parametrize(
    "forged",
    [
        {"only": ["claim-999", "", "heading\0", "intervention-٣"], "_seen": "claim-999:1"},
        {"only": ["heading"], "_seen": ": heading heading: heading:-1 heading:9e9 :::"},
        {"only": [], "_seen": ""},
        {"kind": "put_back"},
    ],
)
def test_forged_ticks_and_versions_are_a_sentence(publisher, contract, forged):
    changed(contract)
    _, sent = opened(publisher, contract)

    response = publisher.post(url(contract), sent | {"kind": "published"} | forged)

    assert response.status_code in (200, 409)
    assert response.context["problems"] or response.context["form"].errors
    assert Revision.objects.count() == 1


def article(page):
    return re.search(r"<article>(.*)</article>", page.text, re.DOTALL)[1].partition('id="record"')[
        0
    ]


def test_the_preview_is_the_page_as_it_will_be_and_for_nobody_else(publisher, client, contract):
    acts = changed(contract)
    keys = [f"intervention-{acts[1].pk}"]
    public = f"/contracts/{contract.public_id}/"
    before = client.get(public, follow=True).content

    led = publisher.post(url(contract, "preview"), {"only": keys})
    shown = publisher.get(led.headers["Location"])

    assert client.get(public, follow=True).content == before
    assert shown.headers["Cache-Control"] == "no-store"
    assert shown.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in shown.text
    assert "A preview." in shown.text
    assert article(publisher.get(url(contract, "preview"))) != article(shown)
    _, sent = opened(publisher, contract)
    publisher.post(url(contract), sent | {"only": keys, "kind": "published"})
    path = led.headers["Location"].partition("?")[0]
    public_path = "/contracts/1-new-data-platform-for-the-metropolitan-police/"
    assert article(shown).replace(path, public_path) == article(client.get(public, follow=True))
    assert client.get(url(contract, "preview")).status_code == 302


def test_a_revision_is_put_back_after_saying_what_would_change(publisher, contract):
    [act, _] = changed(contract)
    _, sent = opened(publisher, contract)
    publisher.post(url(contract), sent | {"kind": "published"})

    page = publisher.get(url(contract, "put_back", 1))
    sent = {"_version": page.context["version"], "reason": "It was right before."}
    stale = publisher.post(url(contract, "put_back", 1), sent | {"_version": "0"})
    publisher.post(url(contract, "put_back", 1), sent)

    effect = {"before": "Signature blocked", "after": "Effect not stated"}
    assert effect.items() <= page.context["changes"][-1].items()
    assert (stale.status_code, stale.context["form"]["reason"].value()) == (409, sent["reason"])
    revision = Revision.objects.latest_of(contract)
    assert (revision.number, revision.kind, revision.puts_back) == (3, "put_back", 1)
    assert Intervention.objects.get(pk=act.pk).effect == "signature_blocked"
    assert publisher.get(url(contract, "put_back", 9)).status_code == 404


def test_withdrawing_takes_the_contract_out(publisher, contract):
    page = publisher.get(url(contract, "withdraw"))
    unsaid = publisher.post(url(contract, "withdraw"), {"reason": ""})
    public = PublicContract.objects.count()
    publisher.post(url(contract, "withdraw"), {"reason": "Wrong contract."})

    assert "410" in page.text
    assert (list(unsaid.context["form"].errors), public) == (["reason"], 1)
    assert PublicContract.objects.count() == 0
    assert Tombstone.objects.get(kind="contract").reason == "Wrong contract."


@pytest.mark.parametrize("name", ["publish", "withdraw", "put_back"])
def test_an_editor_may_not_publish(editor, contract, name):
    changed(contract)
    address = url(contract, name, *([1] if name == "put_back" else []))
    data = {"only": ["heading"], "_version": contract.version, "reason": "Forged."}

    responses = [editor.get(address), editor.post(address, data)]

    assert [one.status_code for one in responses] == [403, 403]
    assert "for publishers" in responses[0].text
    assert Revision.objects.count() == 1


def test_nobody_publishes_without_signing_in(client, contract):
    response = client.post(url(contract), {"only": ["heading"], "reason": "Forged."})

    assert (response.status_code, response.context["title"]) == (403, "Log in")
    assert Revision.objects.count() == 1


def test_looking_at_the_pages_changes_nothing(publisher):
    contract = factories.make_ready_contract()
    before = Contract.objects.values().get(pk=contract.pk)

    page = publisher.get(url(contract))
    publisher.get(url(contract, "preview"))

    assert page.context["headline"] == factories.told(actions.preview(contract))["headline"]
    assert Contract.objects.values().get(pk=contract.pk) == before
    assert not Claim.objects.filter(public_id__isnull=False).exists()


@pytest.mark.parametrize("name", ["publish", "review"])
def test_the_page_is_shown_with_other_ticks_and_nothing_is_done(publisher, name):
    """What was typed stays, unjudged; what somebody saved since the page was opened is named."""
    contract = factories.make_ready_contract()
    page = publisher.get(url(contract, name))
    typed = {
        "_seen": page.context["seen"],
        "_show": "",
        "reason": "Half of it",
        "kind": "corrected",
    }
    act = f"intervention-{contract.interventions.get().pk}"

    none = publisher.post(url(contract, name), typed)
    one = publisher.post(url(contract, name), typed | {"only": [act]})
    contract.interventions.get().save()
    moved = publisher.post(url(contract, name), typed | {"only": [act]})

    assert "Show with these ticks" in page.text
    assert "Nothing is ticked, so that nothing would change." in none.text
    assert [tick["key"] for tick in one.context["pending"] if tick["is_ticked"]] == [act]
    headlines = [shown.context["headline"] for shown in (page, one)]
    assert "£50m" in headlines[0]
    assert "£50m" not in headlines[1]
    assert headlines[1] in one.text
    for shown in (none, one, moved):
        assert "Half of it" in shown.text
        assert "errorlist" not in shown.text
    assert "Saved since you opened this page" in moved.text
    assert "Saved since you opened this page" not in one.text
    assert not Revision.objects.exists()


def test_publishing_nothing_asks_for_a_tick(publisher, contract):
    changed(contract)
    _, sent = opened(publisher, contract)

    page = publisher.post(url(contract), {key: sent[key] for key in sent if key != "only"})

    assert "Tick what is to be published." in page.text
    assert "Nothing would change" not in page.text.replace("Nothing is ticked, so that nothing", "")
    with pytest.raises(actions.Refused, match="Tick what is to be published"):
        actions.publish(contract, by=publisher.user, reason="x", only=[])


def test_what_may_not_be_put_back_says_so_when_the_page_is_opened(settings, publisher, contract):
    changed(contract)
    _, sent = opened(publisher, contract)
    publisher.post(url(contract), sent | {"kind": "published"})
    settings.FOUR_EYES = True

    own = publisher.get(url(contract, "put_back", 1))
    same = publisher.get(url(contract, "put_back", 2))
    settings.FOUR_EYES = False
    free = publisher.get(url(contract, "put_back", 1))

    assert "You made revision 2: somebody else has to undo it." in own.text
    assert same.text.count("Nothing would change in public.") == 1
    assert "becomes public again" not in same.text
    meanwhile = publisher.post(url(contract, "put_back", 2), {"reason": "What I typed"})
    assert "What I typed" in meanwhile.text
    assert 'name="_put_back"' not in meanwhile.text
    assert own.context["changes"] == free.context["changes"] != []
    for page, may in ((own, False), (same, False), (free, True)):
        assert ('name="_put_back"' in page.text) is may


def test_acts_are_called_as_readers_know_them(publisher, contract):
    [act, other] = changed(contract)
    _, sent = opened(publisher, contract)
    publisher.post(url(contract), sent | {"kind": "published"})

    told = {one["what"] for one in publisher.get(url(contract, "put_back", 1)).context["changes"]}

    for one in (act, other):
        when = one.happened.show() if one.happened else "date not stated"
        assert f"{one}, {when}: effect" in told
    assert not [what for what in told if re.match(r"Intervention \d", what)]


def test_all_that_new_title_and_parties_will_say_is_shown(publisher):
    contract = factories.make_ready_contract(description="Nobody has read this yet.")

    page = publisher.get(url(contract))

    heading = next(one for one in page.context["pending"] if one["key"] == "heading")
    said = {one["what"]: (one["before"], one["after"]) for one in heading["changes"]}
    assert said["Description"] == ("", "Nobody has read this yet.")
    assert {"Title", "Buyer"} <= said.keys()
    assert "Nobody has read this yet." in page.text
