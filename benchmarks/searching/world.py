"""A register of invented contracts, straight from a seed: what each row of it says."""

import datetime
import random
from collections.abc import Iterator
from typing import NamedTuple

from procurement import codelists

from .words import vocabulary, zipf

FIRST, DAYS = datetime.date(2016, 1, 1), 3900
# One is imported after the other, each in the order of its decisions, give or take some weeks.
SOURCES, LATE = 2, 60
# In three contracts, whatever their number.
RARE = "quillfeather"
STAGES = ("award", "complete", "active", "tender", "planning", "cancelled", "unsuccessful")
STAGE_WEIGHTS = (34, 24, 18, 14, 5, 3, 2)
CATEGORIES, CATEGORY_WEIGHTS = ("services", "goods", "works", "not_stated"), (56, 24, 14, 6)
METHODS, METHOD_WEIGHTS = (
    ("open", "selective", "limited", "direct", "not_stated"),
    (46, 22, 8, 10, 14),
)
HOLDS = ("on_hold", "blocked", "suspended_by_law", "conditional", "under_review")
TYPES = ("hold", "objection", "legal_challenge", "review_opened", "call_in", "approval_conditional")
GROUNDS = ("data_protection", "value_for_money", "no_competition", "public_trust", "data_security")
# One contract in so many is kept by editors, with interventions.
TRACKED = 250


class Act(NamedTuple):
    """One intervention."""

    type: str
    ground: str
    outcome: str
    on: datetime.date


class Row(NamedTuple):
    """One contract."""

    number: int
    title: str
    description: str
    buyer: int
    vendors: tuple[int, ...]
    stage: str
    hold: str
    minor: int | None
    currency: str
    decided: datetime.date
    last: datetime.date
    cpv: str
    category: str
    method: str
    disputed: bool
    acts: tuple[Act, ...]


class World:
    """All of it: names of buyers and vendors, and the contracts one by one."""

    def __init__(self, count: int, seed: int) -> None:
        self.count, self.seed = count, seed
        buyers, vendors = max(50, count // 200), max(300, count * 6 // 100)
        self._words = vocabulary()
        self.buyers = [self._name(number, "Council") for number in range(buyers)]
        self.vendors = [self._name(number, "Ltd") for number in range(vendors)]
        self._weights = zipf(len(self._words))
        self._of_buyers, self._of_vendors = zipf(buyers, 20), zipf(vendors, 40)
        self._divisions = codelists.DIVISION.codes()

    def rows(self) -> Iterator[Row]:
        """Give the contracts."""
        chance = random.Random(self.seed + 1)
        rare = {self.count // 5, self.count // 2, self.count * 4 // 5}
        for number in range(1, self.count + 1):
            yield self._row(chance, number, RARE if number in rare else "")

    def _name(self, number, ending):
        """Two seldom words, which no other name has in this order."""
        size = len(self._words) // 2
        more, one = divmod(number, size)
        return f"{self._words[-1 - one]} {self._words[size - 1 - more]} {ending}".title()

    def _row(self, chance, number, rare):
        words = chance.choices(self._words, cum_weights=self._weights, k=chance.randint(24, 44))
        decided = self._decided(chance, number)
        acts = self._acts(chance, decided) if number % TRACKED == 0 else ()
        open_ = acts and acts[0].type == "hold" and acts[0].outcome == "pending"
        return Row(
            number,
            " ".join(words[:6]).capitalize(),
            " ".join([*words[6:], rare]).capitalize(),
            self._pick(chance, self._of_buyers),
            tuple({self._pick(chance, self._of_vendors) for _ in range(_how_many(chance))}),
            chance.choices(STAGES, STAGE_WEIGHTS)[0],
            chance.choice(HOLDS) if open_ else "none",
            *_value(chance),
            decided,
            max(
                [decided + datetime.timedelta(days=chance.randrange(60)), *(act.on for act in acts)]
            ),
            f"{chance.choice(self._divisions)}{chance.randrange(1000):03}000",
            chance.choices(CATEGORIES, CATEGORY_WEIGHTS)[0],
            chance.choices(METHODS, METHOD_WEIGHTS)[0],
            bool(acts) and chance.random() < 0.1,
            acts,
        )

    def _decided(self, chance, number):
        told = -(-self.count // SOURCES)
        place = (number - 1) % told / told
        days = int(place * (DAYS - LATE)) + chance.randrange(LATE)
        return FIRST + datetime.timedelta(days=days)

    @staticmethod
    def _pick(chance, weights):
        return chance.choices(range(len(weights)), cum_weights=weights)[0]

    @staticmethod
    def _acts(chance, decided):
        return tuple(
            Act(
                chance.choice(TYPES),
                chance.choice(GROUNDS),
                chance.choice(("pending", "pending", "upheld", "rejected")),
                decided + datetime.timedelta(days=chance.randrange(300)),
            )
            for _ in range(chance.randint(1, 3))
        )


def _how_many(chance):
    return chance.choices((0, 1, 2, 5), (25, 65, 8, 2))[0]


def _value(chance):
    """Pence, mostly of some hundred thousand pounds; three in ten state none."""
    if chance.random() < 0.3:
        return None, ""
    minor = int(chance.lognormvariate(16.5, 2.0)) + 100
    return minor, "GBP" if chance.random() < 0.97 else chance.choice(("EUR", "USD"))
