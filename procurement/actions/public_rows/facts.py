"""The facts that public rows are made of, whether a published body gives them or a register document."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from procurement.shares import Share

# (kind, currency, minor units) of what a headline value leaves out
Sums = Sequence[tuple[str, str, int]]


class Merged(NamedTuple):
    """Of a party that was merged: its kind, the key of its own row, the public id and slug of its canonical party."""

    kind: str
    key: int
    canonical_id: int
    slug: str


class NamedParty(NamedTuple):
    """A public party as a contract names it.

    The key of the row that contracts link to, of one that was merged that of its canonical party; its own public
    id and name; and all that it is found by, folded.
    """

    key: int
    public_id: int
    name: str
    the: bool
    pieces: list[str]
    merged: Merged | None = None

    @property
    def canonical_id(self) -> int:
        """The public id of the party that it is."""
        return self.merged.canonical_id if self.merged else self.public_id


def merged_among(parties: Iterable[NamedParty]) -> dict[str, list[Any]]:
    """Give the merged ones among some parties, as `dossier.follow_merges` takes them."""
    return {
        f"{one.merged.kind} {one.public_id}": [one.merged.canonical_id, one.merged.slug]
        for one in parties
        if one.merged
    }


class Moments(NamedTuple):
    """When a contract came to be told of, and what happened to it last."""

    appeared_at: datetime.datetime | None
    published_at: datetime.datetime
    changed_at: datetime.datetime
    last_event: str
    last_event_on: datetime.date | None
    last_event_on_precision: str


class Value(NamedTuple):
    """What heads a contract as its value: minor units, currency, and what it counts as."""

    minor: int | None
    currency: str
    kind: str


NO_VALUE = Value(None, "", "")


class InterventionFacts(NamedTuple):
    """One intervention: its columns but for the contract's, the keys of its actors in their order, and
    (code, name, layer, direction) of its grounds.
    """

    columns: Mapping[str, Any]
    actors: Sequence[int]
    grounds: Sequence[tuple[str, str, str, str]]


class EditedFacts(NamedTuple):
    """What editors alone say of a contract; of one that the register alone speaks of, nothing."""

    hold: str = "none"
    held_since: datetime.date | None = None
    held_since_precision: str = ""
    ever: Sequence[str] = ()
    disputed: Sequence[str] = ()
    revision_hash: str = ""
    interventions: Sequence[InterventionFacts] = ()


NOT_EDITED = EditedFacts()


class Facts(NamedTuple):
    """What the public rows of one contract say.

    `parties` are all that it names, each once; `vendors` and `buyers` give the part of each by the key of
    its row, `buyers` only where there are several; `mentions` are (key of a party, key of a source), one of
    them None; `merged` says whom merged ones lead to; `text` is its text but for title and parties, as the
    index takes it.
    """

    public_id: int
    ocid: str
    title: str
    headline: str
    known_as: str
    unnamed_vendors: str
    buyer: NamedParty | None
    user_body: NamedParty | None
    run_by: NamedParty | None
    parties: Sequence[NamedParty]
    vendors: Mapping[int, Share]
    buyers: Mapping[int, Share]
    mentions: Sequence[tuple[int | None, int | None]]
    merged: Mapping[str, list[Any]]
    stage: str
    days: Mapping[str, str]
    value: Value
    beside: Sums
    decided_on: datetime.date | None
    decided_from: str
    moments: Moments
    cpv: str
    category: str
    method: str
    noticed: Mapping[str, Any]
    text: str
    demonstration: bool
    invented: bool
    edited: EditedFacts = NOT_EDITED
