"""Leaves: a part of a revision can be emptied by itself, the rest verifies, and nothing is left over."""

import copy
import json

import pytest

from procurement.management import founding_case
from procurement.models import Revision
from procurement.models.leaves import hashes, joined, leaves
from tests.factories import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision():
    founding_case.load()
    return Revision.objects.select_related("body").get()


def scalars(part, path=()):
    """Yield the path of everything that a structure says."""
    if isinstance(part, dict | list):
        for key, one in part.items() if isinstance(part, dict) else enumerate(part):
            yield from scalars(one, (*path, key))
    else:
        yield path


def changed(body, path):
    told = copy.deepcopy(body)
    part = told
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = "otherwise"
    return told


def test_every_statement_is_a_leaf_of_its_own(revision):
    body = revision.body.load()
    acts = body["interventions"]

    names = set(json.loads(revision.leaves))

    assert names == (
        {"account", "record", "follows"}
        | {f"source {one['id']}" for one in body["sources"]}
        | {f"claim {one['key']}" for one in body["claims"]}
        | {f"act {one['id']}" for one in acts}
        | {f"ground {one['key']}" for act in acts for one in act["grounds"]}
        | {f"citation {back['key']}" for one in body["sources"] for back in one["backs"]}
    )
    assert len(names) > 20


def test_whatever_a_body_says_is_covered(revision):
    body, salts = revision.body.load(), json.loads(revision.body.salts)
    paths = list(scalars(body))

    for path in paths:
        try:
            told = leaves(changed(body, path)) | {"account": revision.by_id}
        except ValueError:
            continue  # what stands in several places was changed in one of them
        again = dict(hashes(told, dict.fromkeys(told, "") | salts))
        assert again != json.loads(revision.leaves), path
    assert len(paths) > 200


def test_what_is_left_verifies_without_a_statement_and_does_not_say_it(revision):
    said, salts = revision.body.said, json.loads(revision.body.salts)
    kept = json.loads(revision.leaves)
    quotations = {form["quotation"] for name, form in said.items() if name.startswith("citation")}

    for words in quotations - {""}:
        gone = {name for name, form in said.items() if words == _quotation(form)}
        # What follows from the statements goes with the first of them.
        rest = {name: form for name, form in said.items() if name not in gone | {"follows"}}
        assert dict(hashes(rest, salts)).items() < kept.items()
        # A longer quotation, and our own summary, may hold the same words.
        assert f'"quotation": {json.dumps(words)}' not in json.dumps(rest)
        assert f'"quotation": {json.dumps(words)}' in json.dumps(said)
    assert len(quotations) > 3


def _quotation(form):
    return form.get("quotation") if isinstance(form, dict) else None


def test_a_statement_says_there_only_what_is_stated_in_it(revision):
    said = revision.body.said

    assert said["act 1"].keys() >= {"actors", "targets", "type", "summary", "grounds", "citations"}
    for name, entry in said.items():
        derived = {"known", "sentence", "headline", "ascription", "notes", "phrase", "backs"}
        assert name == "follows" or derived.isdisjoint(entry), name
    assert joined(said) == revision.body.load()


def test_a_hash_cannot_be_guessed_without_its_salt(revision):
    said = leaves(revision.body.load())

    guessed = dict(hashes(said, dict.fromkeys(said, "")))

    assert not set(guessed.items()) & set(json.loads(revision.leaves).items())


def test_the_same_said_twice_has_another_hash(revision):
    contract = revision.contract
    before = revision.body.load()

    seals = [
        Revision(contract=contract, subject_id=1, by=revision.by, number=n, at=revision.at)
        for n in (8, 9)
    ]
    for one in seals:
        one.seal(before)

    assert seals[0].payload_hash != seals[1].payload_hash


def test_numbers_of_statements_are_permanent(revision):
    contract = revision.contract
    act = contract.interventions.get(public_id=1)
    act.summary = "Told otherwise."
    act.save()
    before = set(json.loads(revision.leaves))

    after = publish(contract, "A better summary.")

    assert set(json.loads(after.leaves)) == before
