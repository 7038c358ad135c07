"""The queries that are measured, as this site asks them, and as Datasette does."""

import math
from typing import NamedTuple
from urllib.parse import urlencode

from . import words
from .world import RARE, World

WORDS_A_CONTRACT = 34  # on average, of the vocabulary
YEAR = 2021
PLACE, CATEGORY, STAGE = 40, "works", "planning"


class Asked(NamedTuple):
    """One query. `theirs` is None where Datasette has no way to say it."""

    name: str
    ours: str
    theirs: str | None

    @property
    def address(self) -> str:
        """Give the page on this site."""
        return f"/contracts/?{self.ours}"


def queries(world: World) -> list[Asked]:
    """Give them, with words that stand in as many contracts as their names say, whatever the size."""
    every, often, other, seldom = (word(one) for one in (0.36, 0.05, 0.045, 0.002))
    second = words.vocabulary()[1]
    newest = {"_sort_desc": "last_event"}
    highest = {"_sort_desc": "value"}
    buyer, vendor = world.buyers[1], world.vendors[0]
    begins, nothing = second[:3], "zyxxyvian"
    year = {"date_from": f"{YEAR}-01-01", "date_to": f"{YEAR}-12-31"}
    their_year = {"decided__gte": year["date_from"], "decided__lte": year["date_to"]}
    ten_million = 10_000_000
    return [
        _asked("everything", {}, newest),
        _asked("everything, by value", {"sort": "-value"}, highest),
        _asked(f"everything, page {PLACE}", {"page": PLACE}, None),
        _text("word in 36%", every),
        _text("word in 36%, newest", every, {"sort": "-last_event"}, newest),
        _text("word in 36%, by value", every, {"sort": "-value"}, highest),
        _text("word in 5%", often),
        _text("word in 0.2%", seldom),
        _text("word in 3 contracts", RARE),
        _text("no hits, newest", nothing, {"sort": "-last_event"}, newest),
        _text("two words", f"{every} {often}", said=f"{every} AND {often}"),
        _text("phrase", f'"{every} {second}"'),
        _text("beginning of a word", f"{begins}*"),
        _text("one word or another", f"{often} OR {other}"),
        _text("word without another", f"{every} -{second}", said=f"{every} NOT {second}"),
        _text("category and word", often, {"category": CATEGORY}, {"category__exact": CATEGORY}),
        _asked(
            "vendor, from 10m, by value",
            {"vendor": 1, "value_min": "10m", "sort": "-value"},
            {"vendors__contains": f'"{vendor}"', "currency__exact": "GBP",
             "value__gte": ten_million * 100, **highest},
        ),
        _asked("vendor", {"vendor": 1}, {"vendors__contains": f'"{vendor}"', **newest}),
        _asked("buyer in a year", {"buyer": 2, **year}, {"buyer__exact": buyer, **their_year, **newest}),
        _asked("stage", {"stage": STAGE}, {"stage__exact": STAGE, **newest}),
        _asked("on hold", {"hold": "on_hold"}, {"hold__exact": "on_hold", **newest}),
        _asked(
            "ever on hold, by ground",
            {"ever": "on_hold", "ground": "data_protection"},
            {"ever__contains": ",on_hold,", "acts__contains": "ground data_protection", **newest},
        ),
        _asked(
            "challenge, pending",
            {"type": "legal_challenge", "outcome": "pending"},
            {"acts__contains": "type legal_challenge outcome pending", **newest},
        ),
        _asked("value disputed", {"disputed": "value"}, {"disputed__exact": 1, **newest}),
    ]  # fmt: skip


def word(share: float) -> str:
    """Give the word of the vocabulary that stands in about such a share of contracts."""
    known = words.vocabulary()
    drawn = -math.log(1 - share) / WORDS_A_CONTRACT
    rank = 1 / (drawn * words.zipf(len(known))[-1]) - words.FLAT
    return known[max(round(rank), 1) - 1]


def _asked(name, ours, theirs):
    return Asked(name, urlencode(ours), None if theirs is None else urlencode(theirs))


def _text(name, text, ours=(), theirs=(), *, said=""):
    """Words: in Datasette as FTS5 reads them, by the primary key unless an order is given."""
    told = {"_search": said or text, "_searchmode": "raw", **dict(theirs)}
    return _asked(name, {"q": text, **dict(ours)}, told)
