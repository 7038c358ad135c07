"""Outsiders verify the history of a contract from its public addresses alone."""

import json

import pytest

from procurement import actions
from procurement.management import founding_case
from procurement.models import Contract, RevisionBody
from tests.factories import make_user, publish
from tests.verifying import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    """Give a published contract of two revisions."""
    contract = founding_case.load()
    Contract.objects.filter(pk=contract.pk).update(title="Another title", version=9)
    publish(contract, "A better title.")
    return contract


@pytest.fixture
def fetch(client):
    return lambda address: client.get(address).content.decode()


def test_whole_chains_hold(contract, fetch):
    assert verify(fetch, 1, 2) == []


def paths(part, at=()):
    """Yield the path of everything that an answer says."""
    for key, one in part.items() if isinstance(part, dict) else enumerate(part):
        if isinstance(one, dict | list) and one:
            yield from paths(one, (*at, key))
        else:
            yield *at, key


def test_whatever_is_said_otherwise_is_found(contract, fetch):
    address = "/contracts/1/history/2.json"
    told = json.loads(fetch(address))
    every = list(paths(told))

    for path in every:
        changed = json.loads(fetch(address))
        part = changed
        for key in path[:-1]:
            part = part[key]
        part[path[-1]] = "otherwise"
        answers = {address: json.dumps(changed), "/contracts/1/history/1.json": None}
        given = lambda one, answers=answers: answers[one] or fetch(one)  # noqa: E731
        assert verify(given, 1, 2) != [], path
    assert len(every) > 200


def test_the_leaves_say_what_the_page_says(contract, client, fetch):
    told = json.loads(fetch("/contracts/1/history/2.json"))
    body = client.get("/contracts/1.json").json()

    assert told["said"]["record"]["title"] == body["title"]
    for act in body["interventions"]:
        leaf = told["said"][f"act {act['id']}"]
        assert {key: act[key] for key in leaf if key not in ("grounds", "citations")} == {
            key: value for key, value in leaf.items() if key not in ("grounds", "citations")
        }
    assert told["covered"]["reason"] == "A better title."


def test_the_account_stays_closed(contract, fetch):
    told = json.loads(fetch("/contracts/1/history/1.json"))

    assert "account" in told["leaves"]
    assert "account" not in told["salts"]
    assert "account" not in told["said"]
    assert told.keys() == {"hash", "covered", "leaves", "salts", "said"}
    assert "by" not in told["covered"]


def test_what_is_left_verifies_and_the_salt_is_gone(contract, fetch):
    actions.empty_leaf(1, "claim 1", reason="A court said so.", number=1, by=make_user())

    assert verify(fetch, 1, 2) == []
    first = json.loads(fetch("/contracts/1/history/1.json"))
    assert {"claim 1", "follows"} <= first["leaves"].keys() - first["salts"].keys()
    assert first["salts"].keys() == first["said"].keys()
    assert "claim 1" in json.loads(fetch("/contracts/1/history/2.json"))["salts"]


def test_what_is_not_there_is_404_and_what_was_emptied_410(contract, client):
    assert client.get("/contracts/1/history/3.json").status_code == 404
    assert client.get("/contracts/2/history/1.json").status_code == 404
    RevisionBody.objects.filter(revision__number=1).update(text="", salts="")

    assert client.get("/contracts/1/history/1.json").status_code == 410


def test_caches_are_told_when_something_was_taken_out(contract, client):
    kept = {"If-None-Match": client.get("/contracts/1/history/1.json")["ETag"]}
    assert client.get("/contracts/1/history/1.json", headers=kept).status_code == 304

    actions.empty_leaf(1, "citation 1", reason="A court said so.", number=1)

    assert client.get("/contracts/1/history/1.json", headers=kept).status_code == 200
