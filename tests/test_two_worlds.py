"""What is not published cannot be told from what is public, byte by byte.

Two worlds publish the same at the same times. In the second, editors also leave drafts of every
kind, in between and after. Every public address must answer the same in both.
"""

import datetime
import json
import random
import re
import tempfile
from itertools import product

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from procurement import actions
from procurement.models import (
    Buyer,
    Contract,
    DistinctPair,
    Intervention,
    Source,
    SourceInHand,
    SourceText,
    Stakeholder,
    Submission,
    Vendor,
)
from procurement.models.versions import advance
from procurement.ocds.importing import import_files
from tests import drawn_drafts
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
from tests.ocds.samples import awarded, party

pytestmark = pytest.mark.django_db

# What stands in a route: 1 to 3 are public, 4 is withdrawn, the others are nothing or drafts.
VALUES = {
    "<publicid:public_id>": ["1", "2", "3", "4", "5", "6", "7", "12"],
    "<publicid:number>": ["1", "2", "3", "9"],
    "<slug:slug>": ["records-system-for-northmarch", "x"],
    "<str:scheme>": ["GB-COH", "GB-LAE", "ocid", "x"],
    "<path:identifier>": ["01234567", "ABC", "ocds-test-1", "hidden"],
}
QUERIES = [
    "",
    *("?q=northmarch", "?q=hidden", "?q=", "?page=2", "?sort=-value", "?sort=-last_event"),
    *("?hold=on_hold", "?ever=on_hold", "?stage=award", "?type=hold", "?type=ruling"),
    *("?ground=data_security", "?vendor=1", "?vendor=4", "?buyer=2", "?stakeholder=1"),
    *("?vendor=GB-COH-01234567", "?value_min=1", "?disputed=1", "?disputed=yes", "?sample=1"),
    *("?bids=1", "?place=UKI", "?framework=call_off", "?rationale=urgency", "?shape=awards"),
]


def routes(patterns=None, before=""):
    """Give every route of the public addresses."""
    for pattern in patterns or get_resolver("procurement.urls").url_patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def addresses(route):
    """Give the addresses to ask for of one route; KeyError for a placeholder without values."""
    parts = re.findall(r"<[^>]+>", route)
    if not parts:
        return [f"/{route}{query}" for query in QUERIES]
    found = []
    for values in product(*(VALUES[part] for part in parts)):
        address = f"/{route}"
        for part, value in zip(parts, values, strict=True):
            address = address.replace(part, value)
        found.append(address)
    return found


def answers(among=None):
    """Give {address: what it answers} of every public address, or of those `among` them."""
    client, told = Client(raise_request_exception=True), {}
    everywhere = [address for route in routes() for address in addresses(route)]
    for address in everywhere if among is None else among:
        response = client.get(address)
        headers = sorted((k, v) for k, v in response.headers.items() if k != "Date")
        told[address] = (response.status_code, headers, response.getvalue())
    return told


def at(day):
    return datetime.datetime(2026, 5, day, 12, tzinfo=datetime.UTC)


def world(disturb, by=None):
    """Publish, publish again, rename and withdraw; `disturb` is called after each step."""
    by, shared = by or make_user(), make_vendor(name="Ashdown Data")
    source = make_source()
    first = make_ready_contract(vendors=[shared, make_vendor(name="Birch Hosting")], source=source)
    make_ground_link(first.interventions.get())
    publish(first, at=at(1), by=by)
    disturb()
    second = make_ready_contract(
        title="Second system", vendors=[shared], source=source, buyer=make_buyer(name="Eastmoor")
    )
    publish(second, at=at(2), by=by)
    disturb()
    act = make_intervention(first, type="objection", stakeholder=make_stakeholder(), ready=True)
    make_citation(intervention=act, source=make_source(title="Second report"))
    publish(first, "An objection.", at=at(3), by=by)
    disturb()
    third = make_ready_contract(title="Third system", source=source)
    publish(third, at=at(4), by=by)
    fourth = make_ready_contract(title="Fourth system", buyer=make_buyer(name="Westmoor"))
    publish(fourth, at=at(5), by=by)
    disturb()
    actions.withdraw(fourth, by=by, reason="A mistake.", at=at(6))
    disturb()
    Vendor.objects.filter(pk=shared.pk).update(name="Ashdown Group")
    actions.publish_shared(shared, by=by, reason="A new name.", at=at(7))
    disturb()
    register(1)
    disturb()
    Contract.objects.filter(title="Third system").update(purpose="more")
    publish(third, "What it is for.", at=at(8), by=by)
    disturb()
    register(2)
    disturb()


def register(number):
    """Import a notice about a contract of the register, whose parties editors know or not."""
    known = party("Eastmoor", "GB-LAE-ABC")
    vendors = [party("Ashdown Group"), party("Larch Roads", "GB-COH-01234567")]
    notice = awarded(number, suppliers=vendors, parties=[known], buyer=known)
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(notice, file)
        file.flush()
        assert import_files([file.name]).rejected == 0


def leave_drafts(lot):
    """Leave drafts of every kind, as editors do before they publish, and some that are drawn by lot."""
    _draft_contract()
    for contract in Contract.objects.filter(public_id__isnull=False):
        _unready_parts(contract)
        _asked_for(contract)
        drawn_drafts.leave(lot, contract)
    for model in (Buyer, Stakeholder, Vendor):
        for one in model.objects.published().exclude(name__startswith="Ashdown"):
            _rename(one)
    for source in Source.objects.published():
        _edit(
            source,
            title=f"Hidden {source.pk}",
            publisher="Hidden",
            repeats=make_source(title="Hidden root"),
        )
        SourceText.objects.update_or_create(source=source, defaults={"text": "hidden"})
        DistinctPair.objects.get_or_create(
            first=f"source-{source.pk}", second="source-99", defaults={"by": make_user()}
        )
        SourceInHand.objects.create(
            user=make_user(), source=source, speaker=make_stakeholder(name="Hidden speaker")
        )


def _draft_contract():
    contract = make_ready_contract(
        title="Hidden contract",
        buyer=Buyer.objects.first(),
        vendors=[*Vendor.objects.all()[:1], make_vendor(name="Hidden vendor")],
        source=make_source(title="Hidden source"),
    )
    make_intervention(contract, ready=True, related=Intervention.objects.first(), relation="lifts")
    actions.preview(Contract.objects.filter(public_id__isnull=True).first())
    with pytest.raises(actions.Refused):
        publish(make_contract(title="Hidden and uncited"))


def _asked_for(contract):
    """Leave what editors ask for and say to one another: in review, sent back, scheduled, failed, noted, assigned."""
    by, desk = make_user(username=f"hidden{User.objects.count()}"), actions.desk(contract)
    taken = {
        key for one in Submission.objects.open().filter(contract=contract) for key in one.statements
    }
    waiting = [
        one for one in desk.statements if one.is_pending and not (one.lacks or one.key in taken)
    ]
    for one, answered in zip(waiting, ("", "back", "due", "failed"), strict=False):
        said = {"reason": "hidden", "note": "hidden", "by": by}
        asked = actions.submit(contract, {one.key: one.version}, **said)
        if answered == "back":
            actions.send_back(asked, by=by, note="hidden")
        if answered in ("due", "failed"):
            actions.schedule(asked, by=by, due_at=timezone.now() + datetime.timedelta(days=1))
        if answered == "failed":
            Submission.objects.filter(pk=asked.pk).update(state="failed", answer="hidden")
    assert actions.publish_due() == []
    actions.add_note(contract, "hidden", by=by, statement="heading")
    actions.assign(contract, by, by=by)


def _unready_parts(contract):
    make_claim(contract, rank="preferred", value_minor=7)
    make_citation(claim=make_claim(contract, fact="stage", stage="cancelled"))
    public = contract.interventions.filter(ready=True).first()
    act = make_intervention(
        contract, type="ruling", effect="contract_ended",
        relation="lifts" if public else "", related=public,
        happened_on="2026-05-05", happened_on_precision="day", summary="hidden",
    )  # fmt: skip
    make_citation(intervention=act, source=make_source(title="Hidden source"))
    make_citation(
        **({"intervention": public} if public else {"contract": contract}),
        ready=False,
        attribution="on_record",
        speaker=make_stakeholder(name="Hidden speaker"),
    )
    make_ground_link(act, "collusion")


def _rename(party):
    make_identifier(**{party.kind: party}, scheme="GB-FTS", value=f"{party.pk}-{party.version}")
    _edit(
        party,
        name=f"{chr(122 - party.pk % 20)} hidden",
        aliases="hidden",
        website="https://a.example",
    )


def _edit(row, **fields):
    advance(row, row.version)
    type(row).objects.filter(pk=row.pk).update(**fields)


def edit_contracts(lot):
    """Leave edits of the contracts themselves, which nothing publishes after this."""
    # What the register owns of a contract, no editor can edit.
    Contract.objects.update(purpose="hidden", notes="hidden")
    own = Contract.objects.filter(from_register=False)
    own.update(title="Hidden", description="hidden", buyer=make_buyer(name="Hidden"))
    for contract in own:
        contract.vendors.set([])
    Intervention.objects.update(summary="hidden", power="hidden", outcome="lapsed")
    for contract in Contract.objects.filter(public_id__isnull=False):
        drawn_drafts.pend(lot, contract)


def test_every_route_has_its_values():
    assert [route for route in routes() if not addresses(route)] == []


def test_public_addresses_do_not_tell_of_drafts(same_salts):
    lot = random.Random(3)  # noqa: S311 -- not for secrets
    by, _ = make_user(), actions.importer()  # A hash covers the keys of accounts.
    with transaction.atomic():
        world(lambda: None, by)
        without = answers()
        transaction.set_rollback(True)
    assert Contract.objects.count() == 0

    world(lambda: leave_drafts(lot), by)
    edit_contracts(lot)
    told = answers()

    assert {status for status, _, _ in without.values()} >= {200, 404, 410}
    assert [address for address in without if told[address] != without[address]] == []


def test_answers_tell_of_what_is_published():
    world(lambda: None)
    before = answers()

    contract = Contract.objects.get(title="Second system")
    Contract.objects.filter(pk=contract.pk).update(title="Hidden")
    publish(contract, at=at(9))

    after = answers()
    changed = {address for address in before if after[address] != before[address]}
    assert {"/", "/contracts/", "/contracts/2.json", "/contracts/?q=hidden"} <= changed


def test_what_is_stored_is_what_would_be_made_now(page_cache):
    """After each step they are asked for, so that what is old is there to be found."""
    asked = [
        one for route in routes() for one in addresses(route) if one.endswith(("/", "sort=-value"))
    ]
    world(lambda: answers(asked))
    told = answers(asked)

    page_cache.clear()
    made = answers(asked)
    assert [address for address in made if told[address] != made[address]] == []
