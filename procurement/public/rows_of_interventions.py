"""Interventions as rows: plain values of each intervention of a list, for files and feeds."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from django.db.models import IntegerField, QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from procurement import wording
from procurement.models import PublicIntervention, PublicInterventionGround

from .reading import CHUNK, NamedParty, among, each_party, moment, parties_of

_WIDTH = {"year": 4, "month": 7, "day": 10}


class InterventionRow(NamedTuple):
    """One intervention."""

    key: int
    id: int
    contract_id: int
    contract_title: str
    buyer: NamedParty | None
    vendors: list[NamedParty]
    stakeholder: NamedParty
    takes_the: bool
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

    @property
    def actor(self) -> str:
        """Who acted, as the name reads inside a sentence."""
        return wording.party_name(self.stakeholder.name, self.takes_the)


# In the order in which `_row` takes them. Dates and flags are as the database writes them, so that no
# object is made of them.
_COLUMNS = (
    "pk", "public_id", "contract__public_id", "contract__title",
    "contract__buyer__public_id", "contract__buyer__name", "stakeholder__public_id",
    "stakeholder__name", Cast("stakeholder__takes_the", IntegerField()), "type", "capacity", "effect",
    "outcome", Cast("happened_on", TextField()),
    "happened_on_precision", "sentence", "level", "known_as", "has_primary_source", "has_reply",
    "has_outcome", "demonstration", "invented", Cast("contract__changed_at", TextField()),
)  # fmt: skip


def intervention_rows(rows: QuerySet[PublicIntervention]) -> Iterator[InterventionRow]:
    """Give the interventions of a list. One query, and one more for each chunk of them."""
    # Not those whose awards all came to nothing.
    linked = (
        "l.contract_id = procurement_publicintervention.contract_id AND l.counted <> 'cancelled'"
    )
    vendors = parties_of("procurement_publiccontractvendor", "vendor", linked)
    columns = (*_COLUMNS, RawSQL(vendors, ()))  # noqa: S611 -- names of our own
    plain = rows.select_related(None).prefetch_related(None).values_list(*columns)
    values = plain.iterator(chunk_size=CHUNK)
    while part := list(islice(values, CHUNK)):
        grounds = _grounds([row[0] for row in part])
        for row in part:
            yield _row(grounds.get(row[0], []), *row)


def _row(
    grounds, key, id_, contract_id, title, buyer_id, buyer, actor_id, actor, the, type_, capacity,
    effect, outcome, happened, precision, sentence, level, known_as, primary, reply, ended,
    demonstration, invented, changed, vendors,
):  # fmt: skip
    return InterventionRow(
        key, id_, contract_id, title, NamedParty(buyer_id, buyer) if buyer_id else None,
        each_party(vendors),
        NamedParty(actor_id, actor), the == 1, type_, capacity, effect, outcome,
        happened[: _WIDTH[precision]] if happened else "", sentence, level, known_as, grounds,
        primary, reply, ended, demonstration, invented, moment(changed),
    )  # fmt: skip


def _grounds(keys: Iterable[int]) -> dict[int, list[dict]]:
    """{intervention: its grounds}. One query."""
    columns = ("intervention", "ground", "name", "layer", "direction")
    grounds = PublicInterventionGround.objects.filter(intervention__in=among(keys))
    found = grounds.order_by("intervention", "pk").values_list(*columns)
    return {
        key: [dict(zip(columns[1:], one[1:], strict=True)) for one in group]
        for key, group in groupby(found, key=itemgetter(0))
    }
