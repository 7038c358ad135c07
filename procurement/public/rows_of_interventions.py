"""Interventions as rows: plain values of each intervention of a list, for files and feeds."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from django.db.models import QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from procurement import dates, models, wording

from .reading import CHUNK, NamedParty, among, each_party, moment, parties_of


class InterventionRow(NamedTuple):
    """One intervention; `by` says who acted as it reads inside a sentence."""

    key: int
    id: int
    contract_id: int
    contract_title: str
    buyer: NamedParty | None
    vendors: list[NamedParty]
    actors: list[NamedParty]
    by: str
    type: str
    capacity: str
    effect: str
    outcome: str
    happened_on: str
    sentence: str
    level: str
    known_as: str
    grounds: list[dict]
    has_primary_source: bool
    has_reply: bool
    has_outcome: bool
    demonstration: bool
    invented: bool
    changed_at: str


# In the order in which `_row` takes them. Dates and flags are as the database writes them, so that no
# object is made of them.
_COLUMNS = (
    "pk", "public_id", "contract__public_id", "contract__title",
    "contract__buyer__public_id", "contract__buyer__name", "type", "capacity",
    "effect", "outcome", Cast("happened_on", TextField()),
    "happened_on_precision", "sentence", "level", "known_as", "has_primary_source", "has_reply",
    "has_outcome", "demonstration", "invented", Cast("contract__changed_at", TextField()),
)  # fmt: skip


def intervention_rows(rows: QuerySet[models.PublicIntervention]) -> Iterator[InterventionRow]:
    """Give the interventions of a list. One query, and two more for each chunk of them."""
    # Not those whose awards all came to nothing, who are only proposed or were removed.
    linked = (
        "l.contract_id = procurement_publicintervention.contract_id AND "
        " l.counted NOT IN ('cancelled', 'proposed', 'removed')"
    )
    vendors = parties_of("procurement_publiccontractvendor", "vendor", linked)
    columns = (*_COLUMNS, RawSQL(vendors, ()))  # noqa: S611 -- names of our own
    plain = rows.select_related(None).prefetch_related(None).values_list(*columns)
    values = plain.iterator(chunk_size=CHUNK)
    while part := list(islice(values, CHUNK)):
        keys = [row[0] for row in part]
        actors, grounds = _actors(keys), _grounds(keys)
        for row in part:
            yield _row(actors.get(row[0], []), grounds.get(row[0], []), *row)


def _row(
    actors, grounds, key, id_, contract_id, title, buyer_id, buyer, type_, capacity, effect, outcome,
    happened, precision, sentence, level, known_as, primary, reply, ended,
    demonstration, invented, changed, vendors,
):  # fmt: skip
    return InterventionRow(
        key, id_, contract_id, title, NamedParty(buyer_id, buyer) if buyer_id else None,
        each_party(vendors),
        [party for party, _ in actors], wording.listed([name for _, name in actors]), type_, capacity, effect, outcome,
        happened[: dates.WIDTHS[precision]] if happened else "", sentence, level, known_as, grounds,
        primary, reply, ended, demonstration, invented, moment(changed),
    )  # fmt: skip


def _actors(keys: Iterable[int]) -> dict[int, list[tuple[NamedParty, str]]]:
    """{intervention: its actors, each with its name as it reads inside a sentence}. One query."""
    columns = ("intervention", "party__public_id", "party__name", "party__takes_the")
    actors = models.PublicInterventionActor.objects.filter(intervention__in=among(keys))
    found = actors.order_by("intervention", "position").values_list(*columns)
    return {
        key: [(NamedParty(id_, name), wording.party_name(name, the)) for _, id_, name, the in group]
        for key, group in groupby(found, key=itemgetter(0))
    }


def _grounds(keys: Iterable[int]) -> dict[int, list[dict]]:
    """{intervention: its grounds}. One query."""
    columns = ("intervention", "ground", "name", "layer", "direction")
    grounds = models.PublicInterventionGround.objects.filter(intervention__in=among(keys))
    found = grounds.order_by("intervention", "pk").values_list(*columns)
    return {
        key: [dict(zip(columns[1:], one[1:], strict=True)) for one in group]
        for key, group in groupby(found, key=itemgetter(0))
    }
