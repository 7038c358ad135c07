"""Drafts drawn by lot: what editors leave in a record, in shapes that nobody thought of; none of it is public."""

import datetime
from random import Random

from procurement import actions, author, codelists
from procurement.models import Claim, Intervention, InterventionGround, Source, Stakeholder
from procurement.models.claim import COLUMN
from tests import factories as make
from tests.browser.drawn import NAMES

GROUNDS = ["data_security", "collusion", "other", "no_impact_assessment"]


def leave(lot: Random, contract) -> None:
    """Leave some in a contract; what is public of it stays as it is, as do its versions that are to go out."""
    by = make.make_user()
    for way in lot.sample(WAYS, 4):
        with author.editing(by):
            way(lot, contract, by)


def _act(lot, contract, by):
    # A day on which a month and a year begin, so that it may be known to any of them.
    day = lot.choice([None, datetime.date(2026, 1, 1)])
    earlier = lot.choice([None, *contract.interventions.exclude(public_id=None)])
    made = make.make_intervention(
        contract, stakeholder=_actor(lot), type=_code(lot, codelists.TYPE), outcome=_code(lot, codelists.OUTCOME),
        effect=_code(lot, codelists.EFFECT), summary=lot.choice(["", "hidden", "hidden " * 200]), related=earlier,
        relation=_code(lot, codelists.RELATION) if earlier else "", position=lot.randint(0, 9), happened_on=day,
        happened_on_precision=_code(lot, codelists.PRECISION) if day else "", expires_on=day, saved_by=by,
    )  # fmt: skip
    for code in lot.sample(GROUNDS, lot.randint(0, 3)):
        link = make.make_ground_link(made, code)
        _cited(lot, ground=link)
    _cited(lot, intervention=made)
    return made


def _claim(lot, contract, by):
    fact = _code(lot, codelists.FACT)
    stated = {
        "value_minor": {"value_minor": lot.choice([0, 1, 9 * 10**14]), "currency": "JPY"},
        "stage": {"value_minor": None, "currency": "", "stage": _code(lot, codelists.STAGE)},
        "stated_on": {"value_minor": None, "currency": "", "stated_on": "2026-05-01", "stated_on_precision": "month"},
    }.get(COLUMN[fact])  # fmt: skip
    if stated is None:
        makes = {"stakeholder": _actor, "buyer": _buyer, "vendor": _vendor}[COLUMN[fact]]
        stated = {"value_minor": None, "currency": "", COLUMN[fact]: makes(lot)}
    made = make.make_claim(
        contract, fact=fact, rank=_code(lot, codelists.RANK), saved_by=by, **stated
    )
    _cited(lot, claim=made)
    return made


def _came_and_went(lot, contract, by):
    """A draft that was edited, deleted and put back, with all that was under it."""
    made = lot.choice([_act, _claim])(lot, contract, by)
    made.notes = "hidden"
    made.save()
    key = made.pk
    made.delete()
    gone = type(made).history.filter(id=key, history_type="-").latest("history_id")
    keys = [one.key for one in actions.then(gone).differences if not one.why_not]
    if lot.choice([True, False]) and keys:
        actions.restore(gone, keys, by=by, version=None, reason="hidden")


def _told(lot, contract, by):
    key = lot.choice(["", "heading", *(f"claim-{one.pk}" for one in contract.claims.all())])
    note = actions.add_note(contract, lot.choice(NAMES), by=by, statement=key)
    if lot.choice([True, False]):
        actions.settle_note(note, by=by)
    actions.assign(contract, lot.choice([None, by]), by=by)


def _looked_through(lot, contract, by):
    actions.preview(contract)
    _act(lot, contract, by)


WAYS = (_act, _claim, _came_and_went, _told, _looked_through)


def pend(lot: Random, contract) -> None:
    """Leave edits of what is public: statements taken out, or said otherwise, and put back from history."""
    by = make.make_user()
    rows = [
        *contract.interventions.exclude(public_id=None),
        *contract.claims.exclude(public_id=None),
    ]
    rows += InterventionGround.objects.filter(intervention__contract=contract).exclude(
        public_id=None
    )
    for row in lot.sample(rows, lot.randint(0, len(rows))):
        with author.editing(by):
            row.ready = False
            row.save()
        if isinstance(row, (Claim, Intervention)) and lot.choice([True, False]):
            with author.editing(by):
                row.notes = "hidden"
                row.save()


def _cited(lot, **of):
    for _ in range(lot.randint(0, 2)):
        source = lot.choice([make.make_source(title="Hidden"), *Source.objects.published()[:2]])
        make.make_citation(source=source, quotation=lot.choice(["", "hidden"]), **of)


def _actor(lot):
    known = Stakeholder.objects.published().first()
    is_a = _code(lot, codelists.STAKEHOLDER_KIND)
    return lot.choice([known, make.make_stakeholder(name=lot.choice(NAMES), is_a=is_a)]) or _actor(
        lot
    )


def _buyer(lot):
    return make.make_buyer(name=lot.choice(NAMES))


def _vendor(lot):
    return make.make_vendor(name=lot.choice(NAMES))


def _code(lot, codelist):
    return lot.choice(sorted(codelist.codes()))
