"""What was typed before a login comes back into every form of the admin, and is never saved by it."""

import pytest
from django.conf import settings
from django.urls import resolve, reverse

from procurement import actions
from procurement.accounts import saved_posts
from procurement.admin import restored_posts
from procurement.admin.desk.statement_views import StatementPages
from procurement.admin.site import site
from procurement.admin.unsaved_input import KeepsTyped
from procurement.models import Contract, PartyMerge, Revision, Source, SourceInHand, Vendor
from tests import factories
from tests.controls import largest

from . import doors
from .conftest import login
from .filling import fill
from .test_matrix import state
from .world import make_world

pytestmark = [pytest.mark.once, pytest.mark.django_db]
ADDING = [one for one in site._registry if isinstance(site._registry[one], KeepsTyped)]


def of(model, act, *key):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{act}", args=key)


def sealed(address, data, account=""):
    return saved_posts.encrypt_post(saved_posts.Post(address, list(data.items()), account))


def lost_and_put_back(client, address, data):
    """Send to an address without a session, then put what the login keeps back into the form."""
    session = client.cookies.pop(settings.SESSION_COOKIE_NAME)
    closed = client.post(address, data)
    assert closed.status_code == 403
    client.cookies[settings.SESSION_COOKIE_NAME] = session.value
    return client.post(address, {"kept": largest(closed.text).data()["kept"][0]})


def typed(data):
    return {name: values for name, values in data.items() if not is_made(name)}


def is_made(name):
    """Whether the page makes it anew: its token, the moment that it shows, a password's empty box."""
    return name == "csrfmiddlewaretoken" or name.startswith("initial-") or "password" in name


@pytest.fixture
def world(tmp_path):
    """A row of everything that the admin has."""
    return make_world(tmp_path)


def addresses(world):
    """Give every address of the record and of accounts that the admin has."""
    for route in doors.routes():
        if route.startswith(("procurement/", "auth/")):
            yield from (f"/admin/{path}" for path, _ in doors.paths(route, world))


def test_every_page_that_changes_something_keeps_what_is_typed(rf):
    request = rf.get("/admin/")
    request.user = factories.make_user()

    changing = [
        type(one).__name__
        for one in site._registry.values()
        if one.has_add_permission(request) or one.has_change_permission(request)
    ]

    assert sorted(changing) == sorted(type(site._registry[model]).__name__ for model in ADDING)
    for model in ADDING:
        for address in (of(model, "add"), form_of(model, 1)):
            assert getattr(resolve(address).func, "shows_typed", False), address


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("model", ADDING, ids=lambda model: model.__name__)
def test_what_was_typed_into_a_page_that_adds_comes_back(world, administrator, model, seed):
    address = of(model, "add")
    page = administrator.get(address).text
    sent = fill(page, largest(page).data(), seed)
    before = state()

    back = lost_and_put_back(administrator, address, sent)

    assert back.status_code == 200
    assert typed(largest(back.text).data()) == typed(sent)
    assert state() == before


def form_of(model, key):
    """Give the address of the form of a row: its own, where its page is only looked at."""
    if model is Contract:
        return of(model, "statement", key, "heading")
    act = "edit" if hasattr(site._registry[model], "edit_view") else "change"
    return of(model, act, key)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("model", ADDING, ids=lambda model: model.__name__)
def test_what_was_typed_into_a_page_that_changes_comes_back(world, administrator, model, seed):
    address = form_of(model, world.row(model).pk)
    page = administrator.get(address).text
    sent = fill(page, largest(page).data(), seed)
    before = state()

    back = lost_and_put_back(administrator, address, sent)

    assert back.status_code == 200
    assert typed(largest(back.text).data()) == typed(sent)
    assert state() == before


@pytest.mark.parametrize("kind", ["claim", "intervention"])
@pytest.mark.parametrize("act", ["statement", "statement_add"])
def test_what_was_typed_into_the_form_of_a_statement_comes_back(world, administrator, kind, act):
    contract = world.row(Contract)
    part = contract.claims.first() if kind == "claim" else contract.interventions.first()
    address = of(Contract, act, contract.pk, kind if act.endswith("add") else f"{kind}-{part.pk}")
    address += "?fact=value&type=hold" * act.endswith("add")
    page = administrator.get(address).text
    sent = fill(page, largest(page).data(), 1)
    before = state()

    back = lost_and_put_back(administrator, address, sent)

    assert back.status_code == 200
    assert typed(largest(back.text).data()) == typed(sent)
    assert state() == before


def test_a_valid_form_is_not_saved_either_and_is_saved_when_it_is_sent(editor, contract):
    address = form_of(Contract, contract.pk)
    sent = largest(editor.get(address).text).data() | {"title": ["A better title"]}

    back = lost_and_put_back(editor, address, sent)
    before = Contract.objects.get().title
    saved = editor.post(address, largest(back.text).data())

    assert "Nothing is saved yet" in back.text
    assert before != "A better title"
    assert (saved.status_code, Contract.objects.get().title) == (302, "A better title")


def test_the_session_may_end_before_and_on_the_page_of_a_conflict(editor, contract):
    address = form_of(Contract, contract.pk)
    page = largest(editor.get(address).text).data()
    editor.post(address, page | {"title": ["Saved meanwhile"]})
    conflict = lost_and_put_back(editor, address, page | {"title": ["Typed before"]})
    pressed = largest(conflict.text).data() | {"_take-title": ["yours"]}

    back = lost_and_put_back(editor, address, pressed)
    before = Contract.objects.get().title
    saved = editor.post(address, largest(back.text).data() | {"_take-title": ["yours"]})

    assert conflict.status_code == 409
    assert "Typed before" in back.text
    assert (saved.status_code, before) == (302, "Saved meanwhile")
    assert Contract.objects.get().title == "Typed before"


def test_what_is_about_a_deleted_row_is_shown(administrator):
    data = {"name": "Typed in vain", "_version": "1"}

    answer = lost_and_put_back(administrator, of(Vendor, "edit", 987), data)

    assert (answer.status_code, "Typed in vain" in answer.text) == (409, True)


def test_what_is_about_a_ground_that_is_gone_is_listed(administrator):
    back = lost_and_put_back(
        administrator, "/admin/procurement/ground/9876/change/", {"name": "Typed in vain"}
    )

    assert (back.status_code, "Typed in vain" in back.text) == (200, True)
    assert "Nothing is saved yet. What you typed is below, as you sent it" not in back.text


# Pages that ask for a reason


def seen(client, address, **fields):
    return largest(client.get(address).text).data() | {
        name: [value] for name, value in fields.items()
    }


def test_a_reason_to_publish_comes_back_with_its_ticks_and_publishes_nothing(publisher):
    contract = factories.make_ready_contract()
    address = of(Contract, "publish", contract.pk)
    sent = seen(publisher, address, reason="Why, <b>at</b> length")
    unticked = sent["only"].pop()

    back = lost_and_put_back(publisher, address, sent | {"_publish": "1"})

    assert back.status_code == 200
    assert typed(largest(back.text).data()) == typed(sent)
    assert unticked not in largest(back.text).data()["only"]
    assert Revision.objects.count() == 0
    done = publisher.post(address, largest(back.text).data() | {"_publish": "1"})
    assert (done.status_code, Revision.objects.get().reason) == (302, "Why, <b>at</b> length")


def test_a_reason_to_withdraw_comes_back(publisher, contract):
    address = of(Contract, "withdraw", contract.pk)
    sent = seen(publisher, address, reason="It was entered twice.")

    back = lost_and_put_back(publisher, address, sent)

    assert typed(largest(back.text).data()) == typed(sent)
    assert Revision.objects.count() == 1


def test_reasons_to_merge_to_undo_and_to_publish_a_party_come_back(publisher, contract):
    kept_, other = factories.make_vendor(), factories.make_vendor(name="The same")
    named = factories.make_ready_contract(vendors=[kept_])
    factories.publish(named)
    kept_.refresh_from_db()
    merge = f"{of(Vendor, 'merge', kept_.pk)}?other={other.pk}"
    sent = seen(publisher, merge, reason="One body.")
    back = lost_and_put_back(publisher, merge, sent)

    assert typed(largest(back.text).data()) == typed(sent)
    assert PartyMerge.objects.count() == 0

    actions.merge_parties(kept_, other, by=publisher.user, reason="One body.")
    undo = of(PartyMerge, "undo", PartyMerge.objects.get().pk)
    sent = seen(publisher, undo, reason="Two bodies.")
    back = lost_and_put_back(publisher, undo, sent)

    assert typed(largest(back.text).data()) == typed(sent)
    assert PartyMerge.objects.current().count() == 1

    publish = of(Vendor, "publish", kept_.pk)
    sent = seen(publisher, publish, reason="Its new name.")
    back = lost_and_put_back(publisher, publish, sent)

    assert typed(largest(back.text).data()) == typed(sent)


# Addresses that have no form to put it into


def test_what_has_no_form_is_listed_and_not_done(administrator):
    contract = factories.make_contract()
    delete = of(Contract, "delete", contract.pk) + f"?_version={contract.version}"
    acted = {"action": "an_action", "_selected_action": "1"}
    deleting = lost_and_put_back(administrator, delete, {"post": "yes"})
    listed = lost_and_put_back(administrator, of(Contract, "changelist"), acted)

    assert (deleting.status_code, listed.status_code) == (200, 200)
    assert of(Contract, "change", contract.pk) in deleting.text
    assert "an_action" in listed.text
    assert Contract.objects.count() == 1


FORGED = {
    "post": ["yes"], "action": ["delete_selected"], "_selected_action": ["1", "2"], "reason": ["Forged"],
    "_publish": ["1"], "_save": ["1"], "_ready": ["1"], "index": ["0"], "name": ["Forged"],
    "title": ["Forged"], "username": ["forged"], "password1": ["x" * 20], "password2": ["x" * 20],
    "other": ["1"], "_restore": ["1"],
}  # fmt: skip


def test_no_address_of_the_admin_does_what_was_kept(world, administrator):
    before, asked = state(), 0

    for address in addresses(world):
        answer = administrator.post(address, {"kept": sealed(address, FORGED)})
        asked += 1
        assert (address, answer.status_code < 500) == (address, True)

    assert asked > 120
    assert state() == before


def test_nothing_is_put_back_for_somebody_who_may_do_nothing(world):
    client = login("nobody")

    for address in addresses(world):
        answer = client.post(address, {"kept": sealed(address, FORGED)})
        is_refused = answer.status_code in (301, 302, 400, 403, 404, 405)
        assert (address, is_refused, "Forged" in answer.text) == (address, True, False)


def test_a_view_that_is_not_known_to_show_is_never_asked(editor, monkeypatch, contract):
    """Whatever a view would do with it: it does not get it."""
    called = []
    monkeypatch.setattr(
        type(site._registry[Contract]),
        "track_view",
        lambda self, request, object_id: called.append(1),
    )
    address = of(Contract, "track", contract.pk)

    answer = lost_and_put_back(editor, address, {"title": "Typed"})

    assert (answer.status_code, called) == (200, [])


def test_what_a_view_does_all_the_same_is_undone(editor, contract, monkeypatch):
    def save(self, request, *args, **kwargs):
        Contract.objects.update(title="Saved by a mistake of ours")
        raise RuntimeError

    monkeypatch.setattr(StatementPages, "show", save)
    editor.raise_request_exception = False

    lost_and_put_back(editor, form_of(Contract, contract.pk), seen_version(contract))

    assert Contract.objects.get().title != "Saved by a mistake of ours"


def test_what_a_view_saves_and_says_nothing_of_is_undone(editor, contract, monkeypatch):
    """No error rolls it back: `put_back` does."""
    saved, show = [], StatementPages.show

    def save(self, *args):
        saved.append(Contract.objects.update(title="Saved by a mistake of ours"))
        return show(self, *args)

    monkeypatch.setattr(StatementPages, "show", save)

    back = lost_and_put_back(editor, form_of(Contract, contract.pk), seen_version(contract))

    assert back.status_code == 200
    assert 1 in saved
    assert Contract.objects.get().title != "Saved by a mistake of ours"


def seen_version(contract):
    return {"_version": str(contract.heading_version), "title": "Typed"}


@pytest.mark.parametrize("has_hand", [False, True])
def test_a_source_that_was_typed_to_work_from_comes_back(editor, has_hand):
    if has_hand:
        SourceInHand.objects.create(user=editor.user, source=factories.make_source())
    address = f"{reverse('admin:work_from_source')}?back=%2Fadmin%2F"
    typed = {
        "url": "https://example.org/x",
        "title": "Ő’s long title",
        "publisher": "P",
        "kind": "",
    }

    back = lost_and_put_back(editor, address, typed)

    assert (back.status_code, back.context["form"].data.dict()) == (200, typed)
    assert restored_posts.BACK in back.text
    assert not Source.objects.filter(title=typed["title"]).exists()


def test_who_was_typed_to_speak_in_a_source_comes_back(editor):
    hand = SourceInHand.objects.create(user=editor.user, source=factories.make_source())

    back = lost_and_put_back(
        editor, reverse("admin:work_from_source"), {"_speaker": "1", "speaker_text": "Ann Other"}
    )

    assert 'value="Ann Other"' in back.text
    hand.refresh_from_db()
    assert hand.speaker is None
