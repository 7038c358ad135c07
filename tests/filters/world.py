"""A public record drawn by lot, always the same: contracts, parties and interventions in their tables."""

import datetime
import random

from procurement import codelists, dates
from procurement.models import (
    PublicContract,
    PublicContractVendor,
    PublicIntervention,
    PublicInterventionActor,
    PublicInterventionGround,
    PublicParty,
)
from procurement.models.recency import recency
from procurement.models.when import WHEN_COLUMNS
from procurement.search import indexed

from .naive import ASKED, COLUMNS

HOLDS = ("none", "none", "on_hold", "blocked")
CPVS = ("72000000", "72222300", "72222000", "45233120", "")
CURRENCIES = ("GBP", "GBP", "EUR", "USD", "JPY", "")
TYPES, GROUNDS = ("hold", "objection", "ruling"), ("data_protection", "public_trust", "efficiency")
OUTCOMES, EFFECTS = ("pending", "upheld"), ("none_yet", "procurement_paused")
CAPACITIES, LAYERS = codelists.CAPACITY.codes()[:3], codelists.LAYER.codes()
WORDS = ("police", "policing", "data", "platform", "school", "meals", "radios", "O’Brien")
AT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
DAYS = [datetime.date(2025, 1, 1) + datetime.timedelta(days=120 * step) for step in range(5)]


def write(number: int, *, buyers: int = 4, seed: int = 7) -> None:
    """Write some contracts, some of the demonstration, of them some invented, with all they name."""
    lot = random.Random(seed)  # noqa: S311 -- not for secrets
    parties = {
        kind: [_party(kind, place) for place in range(1, most + 1)]
        for kind, most in (("buyer", buyers), ("vendor", 4), ("stakeholder", 3))
    }
    contracts = [_contract(lot, place, parties["buyer"]) for place in range(1, number + 1)]
    PublicContract.objects.bulk_create(contracts)
    PublicContractVendor.objects.bulk_create(
        PublicContractVendor(contract=contract, vendor=vendor)
        for contract in contracts
        for vendor in lot.sample(parties["vendor"], lot.randint(0, 2))
    )
    _acts(lot, [one for one in contracts if one.tracked], parties["stakeholder"])


def _party(kind, place):
    name = f"{kind.title()} {place}"
    return PublicParty.objects.create(
        kind=kind, public_id=place, name=name, slug="x", words=indexed(name)
    )


def _contract(lot, number, buyers):
    title, text = (" ".join(lot.choices(WORDS, k=lot.randint(1, 3))) for _ in range(2))
    last, dated, cpv = lot.choice([*DAYS, None]), lot.choice(DAYS), lot.choice(CPVS)
    currency, hold = lot.choice(CURRENCIES), lot.choice(HOLDS)
    return PublicContract(
        public_id=number, title=title, slug="x", headline=title, known_as="official record",
        title_words=indexed(title), words=indexed(text),
        hold=hold, cpv=cpv, division=cpv[:2],
        buyer=lot.choice([*buyers, None]),
        ever=lot.choice(["", "", ",on_hold,", ",on_hold,blocked,"]),
        held_since=None if hold == "none" else lot.choice([*DAYS, None]),
        value_minor=lot.choice([100, 200, 200, 50_000]) if currency else None, currency=currency,
        dated_on=dated, year=dated.year, last_event_on=last, recency=recency(last, number),
        last_event_on_precision="day", held_since_precision="day",
        published_at=AT + datetime.timedelta(days=lot.randint(0, 3)), changed_at=AT,
        **_when(lot), appeared_at=lot.choice([None, AT, AT + datetime.timedelta(days=1)]),
        tracked=lot.random() < 0.7,
        **{name: lot.choice(values) for name, values in COLUMNS.items()},
        demonstration=number % 8 in (0, 1), invented=number % 8 == 0,
    )  # fmt: skip


def _when(lot):
    """Days around today, so that each time has some, and none."""
    today = dates.today()
    near = [None, *(today + datetime.timedelta(days=days) for days in (-400, -1, 0, 1, 400))]
    return {name: lot.choice(near) for name in WHEN_COLUMNS}


def _acts(lot, contracts, stakeholders):
    numbers = iter(range(1, 10_000))
    acts = [
        PublicIntervention(
            public_id=next(numbers), contract=contract, type=lot.choice(TYPES),
            capacity=lot.choice(CAPACITIES), effect=lot.choice(EFFECTS), outcome=lot.choice(OUTCOMES),
            level=lot.choice(codelists.ATTRIBUTION.codes()),
            has_primary_source=lot.random() < 0.5, has_reply=lot.random() < 0.5,
            has_outcome=lot.random() < 0.5, demonstration=contract.demonstration,
            invented=contract.invented, sentence="x", words="x",
        )
        for contract in contracts
        for _ in range(lot.randint(0, 3))
    ]  # fmt: skip
    PublicIntervention.objects.bulk_create(acts)
    PublicInterventionActor.objects.bulk_create(
        PublicInterventionActor(intervention=act, party=party, position=place)
        for act in acts
        for place, party in enumerate(lot.sample(stakeholders, lot.randint(1, 3)), start=1)
    )
    PublicInterventionGround.objects.bulk_create(
        PublicInterventionGround(
            intervention=act, ground=ground, name=ground.title(), layer=lot.choice(LAYERS)
        )
        for act in acts
        for ground in lot.sample(GROUNDS, lot.randint(0, 2))
    )


def asked(number: int, seed: int = 3) -> list[dict[str, list[str]]]:
    """Give some query strings by lot, as {parameter: values}."""
    lot = random.Random(seed)  # noqa: S311 -- not for secrets
    return [_asked(lot) for _ in range(number)]


def _asked(lot):
    names = lot.sample(list(VALUES), lot.choice([0, 1, 1, 2, 2, 3, 4]))
    return {name: lot.sample(VALUES[name], min(len(VALUES[name]), lot.choice(MANY[name])))
            for name in names}  # fmt: skip


QUERIES = (
    "police", "police data", "data OR meals", "data -police", "-data", '"police data"', "pol*",
    "obrien", "zebra", "!", "zebra OR school -platform",
)  # fmt: skip
VALUES: dict[str, list[str]] = {
    **ASKED,
    "q": list(QUERIES),
    "hold": ["none", "on_hold", "blocked", "conditional"],
    "ever": ["on_hold", "blocked"],
    "buyer": ["1", "2", "3", "999"],
    "vendor": ["1", "2", "3"],
    "year": ["2025", "2026", "1999"],
    "cpv": ["72", "45", "72222", "72222300", "03"],
    "type": list(TYPES),
    "ground": list(GROUNDS),
    "layer": list(LAYERS),
    "capacity": list(CAPACITIES),
    "effect": list(EFFECTS),
    "outcome": list(OUTCOMES),
    "stakeholder": ["1", "2"],
    "attribution": codelists.ATTRIBUTION.codes()[:3],
    "has_primary_source": ["1"],
    "has_reply": ["1"],
    "has_outcome": ["1"],
    "tracked": ["1", "0"],
    "value_min": ["1", "2"],
    "value_max": ["2", "400"],
    "currency": ["EUR", "JPY"],
    "date_from": ["2025-05-01"],
    "date_to": ["2025-12-31"],
    "sample": ["1"],
    "when": ["open", "running", "over"],
}
ONE = {"q", "attribution", "tracked", "value_min", "value_max", "currency"}
MANY = {name: [1] if name in ONE else [1, 1, 2] for name in VALUES}
