"""Each code of each list stands on public pages, and every address of the site is walked."""

import pytest

from procurement import actions, codelists
from procurement.codelists import GROUNDS
from tests import factories as make

from .walk import Walk, all_names

pytestmark = [pytest.mark.once, pytest.mark.django_db]
CITED = [{"source": 1}]
# What brings each hold about: type, effect and outcome of an act.
HOLDS = {
    "none": None,
    "on_hold": ("hold", "procurement_paused", "pending"),
    "blocked": ("approval_refused", "signature_blocked", "upheld"),
    "suspended_by_law": ("automatic_suspension", "signature_blocked", "pending"),
    "conditional": ("approval_conditional", "conditions_added", "pending"),
    "under_review": ("review_opened", "none_yet", "pending"),
}
DATES = [None, "2024", "May 2025", "21 May 2026"]
LISTS = [
    codelists.TYPE, codelists.EFFECT, codelists.OUTCOME, codelists.CAPACITY, codelists.LAYER,
    codelists.DIRECTION, codelists.ATTRIBUTION, codelists.SOURCE_KIND, codelists.RELATION,
    codelists.STAKEHOLDER_KIND, codelists.VALUE_KIND, codelists.RANK,
]  # fmt: skip
MOST = 50


def nth(codelist, number):
    """Give one code of a list, each in turn."""
    codes = codelist.codes() if hasattr(codelist, "codes") else list(codelist)
    return codes[number % len(codes)]


def act(number):
    """Give the act of a number: together, `MOST` of them have every code."""
    who = {"name": f"Actor {number % 7}", "is_a": nth(codelists.STAKEHOLDER_KIND, number % 7)}
    level = nth(codelists.ATTRIBUTION, number)
    cited = {
        "source": 1 + number % len(codelists.SOURCE_KIND.codes()),
        "level": level,
        "speaker": who,
    }
    ground = {
        "code": nth([code.code for _, code in GROUNDS], number),
        "layer": nth(codelists.LAYER, number),
        "direction": nth(codelists.DIRECTION, number // 3),
        "words": "in words",
        "citations": [cited],
    }
    related = (
        {"related": number - 1, "relation": nth(codelists.RELATION, number)} if number > 1 else {}
    )
    return related | {
        "id": number,
        "type": nth(codelists.TYPE, number),
        "actors": [who],
        "capacity": nth(codelists.CAPACITY, number),
        "effect": nth(codelists.EFFECT, number),
        "outcome": nth(codelists.OUTCOME, number),
        "date": nth(DATES, number),
        "outcome_date": nth(["2026", None], number),
        "expires_on": nth([None, "2027-01-31"], number),
        "grounds": [ground],
        "citations": [cited],
    }  # fmt: skip


# One claim at most is preferred.
RANKS = ("normal", "preferred", "deprecated")


def everything():
    """Give a record of 50 acts, in which each code of `LISTS` stands."""
    kinds = enumerate(codelists.SOURCE_KIND.codes(), start=1)
    return {
        "title": "Everything",
        "ocid": "ocds-test-everything",
        "buyer": {"name": "Northmarch Council"},
        "vendors": [{"name": "Fenwick", "identifiers": [{"scheme": "GB-COH", "value": "01234567"}]}],
        "sources": [{"number": number, "title": f"Source {number}", "kind": kind} for number, kind in kinds],
        "citations": CITED,
        "claims": [
            {"fact": "value", "value": {"minor": 1_000_000_00 + place, "currency": "GBP"},
             "value_kind": kind, "rank": RANKS[min(place, 2)], "citations": CITED}
            for place, kind in enumerate(codelists.VALUE_KIND.codes())
        ],
        "interventions": [act(number) for number in range(1, MOST + 1)],
    }  # fmt: skip


def codes_in(part):
    """Give every text of a structure."""
    if isinstance(part, dict):
        return {code for value in part.values() for code in codes_in(value)}
    if isinstance(part, list):
        return {code for value in part for code in codes_in(value)}
    return {part}


def test_every_code_and_every_address(client):
    form = everything()
    missing = {one.name: set(one.codes()) - codes_in(form) for one in LISTS}
    assert {name: codes for name, codes in missing.items() if codes} == {}
    walk = Walk(client)

    revision = actions.enter(form, by=make.make_user(), reason="Entered.")
    walk.contract(revision.subject_id)
    walk.lists()

    assert walk.faults == []
    # An address that is new to the site is walked too, or is one of those apart.
    assert walk.names == all_names()


@pytest.mark.parametrize("stage", [None, *codelists.STAGE.codes()])
def test_every_stage_stands_with_every_hold(client, stage):
    walk = Walk(client)

    for number, hold in enumerate(HOLDS):
        form = stamped(stage, hold, nth(codelists.ATTRIBUTION, number), nth(DATES, number))
        revision = actions.enter(form, by=make.make_user(), reason="Entered.")
        body = revision.body.load()
        assert (body["stage"]["code"], body["hold"]["code"]) == (stage or "unknown", hold)
        walk.ask(f"/contracts/{body['id']}/")
    for address in ("/", "/contracts/", "/interventions/"):
        walk.ask(address)

    assert walk.faults == []
    # What may go on, under conditions or not, is not told as held up.
    held = client.get("/").context["held"]
    assert sorted(row.hold for row in held) == sorted(HOLDS.keys() - {"none", "conditional"})


def stamped(stage, hold, level, date):
    """Give a record with a stage and a hold, and hardly anything else."""
    who = {"name": "A body"}
    cited = [{"source": 1, "level": level, "speaker": who if level == "on_record" else None}]
    act = {"actors": [who], "date": date, "citations": cited}
    done = HOLDS[hold] and act | dict(zip(("type", "effect", "outcome"), HOLDS[hold], strict=True))
    return {
        "title": "Roads",
        "sources": [{"number": 1, "title": "A report"}],
        "citations": CITED,
        "claims": [{"fact": "stage", "stage": stage, "citations": cited}] if stage else [],
        "interventions": [done] if done else [],
    }
