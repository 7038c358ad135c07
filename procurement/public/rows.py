"""Rows for files: plain values of every contract or intervention of a list, in its order.

A few hundred are in memory at a time. Dates are text as exact as they are known: "2026-05".
"""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple, TypeVar

from django.db.models import (
    Aggregate,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Concat

from procurement import codelists, dates, wording
from procurement.models import (
    PublicContract,
    PublicContractBuyer,
    PublicContractVendor,
    PublicIntervention,
    PublicInterventionGround,
    Revision,
)

# Fewer make more queries; with more, Python keeps looking through what it cannot throw away yet.
CHUNK = 250

# Between vendors, and within one: no text of the record holds such characters.
_BETWEEN, _WITHIN = "\x1e", "\x1f"
_WIDTH = {"year": 4, "month": 7, "day": 10}
One = TypeVar("One")


class NamedParty(NamedTuple):
    """A party: its public id and its name."""

    id: int
    name: str


class ContractRow(NamedTuple):
    """One contract as it reads today. Dates are ISO 8601, as exact as they are known; none is ""."""

    key: int
    id: int
    ocid: str
    title: str
    headline: str
    stage: str
    stage_in_words: str
    days: dict[str, str]
    hold: str
    known_as: str
    held_since: str
    value_minor: int | None
    currency: str
    value_kind: str
    buyer_id: int | None
    buyer_name: str
    user_body_id: int | None
    user_body_name: str
    other_buyers: list[NamedParty]
    vendors: list[NamedParty]
    decided_on: str
    decided_from: str
    last_event_on: str
    last_event: str
    category: str
    method: str
    cpv: str
    bids_received: int | None
    regions: list[str]
    framework: str
    rationales: list[str]
    tracked: bool
    disputed: list[str]
    demonstration: bool
    invented: bool
    published_at: str
    changed_at: str
    revision_hash: str

    @property
    def buyer(self) -> NamedParty | None:
        """Who buys."""
        return NamedParty(self.buyer_id, self.buyer_name) if self.buyer_id else None

    @property
    def user_body(self) -> NamedParty | None:
        """Who uses it."""
        return NamedParty(self.user_body_id, self.user_body_name) if self.user_body_id else None


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


def contract_rows(*turns: QuerySet[PublicContract]) -> Iterator[ContractRow]:
    """Give the contracts of some querysets, one after another.

    One query for each, and one more for a chunk with days that are unsure.
    """
    for rows in turns:
        for part in chunks(rows, (*_CONTRACT, _other_buyers(), _vendors_of("pk"))):
            today = dates.today()
            yield from _with_decisions([_contract(today, *row) for row in part])


def contract_row(public_id: int) -> ContractRow | None:
    """Give one public contract, if it is one. At most two queries."""
    found = PublicContract.objects.filter(public_id=public_id)
    return next(contract_rows(found), None)


def intervention_rows(rows: QuerySet[PublicIntervention]) -> Iterator[InterventionRow]:
    """Give the interventions of a list. One query, and one more for each chunk of them."""
    for part in chunks(rows, (*_ACT, _vendors_of("contract_id"))):
        grounds = _grounds([row[0] for row in part])
        for row in part:
            yield _act(grounds.get(row[0], []), *row)


def chunks(rows: QuerySet, columns: Iterable) -> Iterator[list[tuple]]:
    """Give the values of some columns of all rows, as lists of tuples. One query."""
    plain = rows.select_related(None).prefetch_related(None).values_list(*columns)
    values = plain.iterator(chunk_size=CHUNK)
    while part := list(islice(values, CHUNK)):
        yield part


def _text(column):
    """A date or moment as the database writes it, so that no object is made of it."""
    return Cast(column, TextField())


def _flag(column):
    """A flag as 0 or 1: Django looks at each true and false of SQLite."""
    return Cast(column, IntegerField())


class _Joined(Aggregate):
    """Texts, one after another."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, chr(30))"
    output_field = TextField()

    def as_sqlite(self, compiler, connection, **extra):
        """SQLite has it under another name."""
        return super().as_sql(
            compiler,
            connection,
            function="GROUP_CONCAT",
            template=self.template.replace("chr", "char"),
        )


def _vendors_of(contract: str) -> Subquery:
    """The vendors of a contract as one text, which `_each` reads. No query of its own."""
    return _as_text(PublicContractVendor.objects.filter(contract=OuterRef(contract)), "vendor")


def _other_buyers() -> Subquery:
    """Those who buy beside the buyer of a contract, as `_vendors_of` gives vendors."""
    parts = PublicContractBuyer.objects.filter(contract=OuterRef("pk"))
    return _as_text(parts.exclude(buyer=F("contract__buyer")), "buyer")


def _as_text(links, party) -> Subquery:
    number = Cast(f"{party}__public_id", TextField())
    within = Value(_WITHIN, output_field=TextField())
    one = Concat(f"{party}__words", within, number, within, f"{party}__name")
    rows = links.order_by().values("contract")
    return Subquery(rows.annotate(all=_Joined(one)).values("all"))


def _each(parties: str | None) -> list[NamedParty]:
    """Parties by name, as pages have them: UTF-8 sorts as its characters do."""
    if not parties:
        return []
    found = [one.split(_WITHIN) for one in parties.split(_BETWEEN)]
    found.sort(key=lambda one: (one[0], int(one[1])))
    return [NamedParty(int(id_), name) for _, id_, name in found]


# In the order in which `_contract` and `_act` take them.
_CONTRACT = (
    "pk", "public_id", "ocid", "title", "headline", "stage", "days", "hold", "known_as",
    _text("held_since"), "held_since_precision", "value_minor", "currency", "value_kind",
    "buyer__public_id", "buyer__name", "user_body__public_id", "user_body__name",
    _text("decided_on"), "decided_from", _text("last_event_on"), "last_event_on_precision", "last_event",
    "category", "method", "cpv", "bids_received", "regions", "framework", "rationales",
    _flag("tracked"), "disputed", _flag("demonstration"), _flag("invented"),
    _text("published_at"), _text("changed_at"), "revision_hash",
)  # fmt: skip
_ACT = (
    "pk", "public_id", "contract__public_id", "contract__title",
    "contract__buyer__public_id", "contract__buyer__name", "stakeholder__public_id",
    "stakeholder__name", _flag("stakeholder__takes_the"), "type", "capacity", "effect", "outcome",
    _text("happened_on"),
    "happened_on_precision", "sentence", "level", "known_as", "has_primary_source", "has_reply",
    "has_outcome", "demonstration", "invented", _text("contract__changed_at"),
)  # fmt: skip


def _contract(
    today, key, id_, ocid, title, headline, stage, days, hold, known_as, held, held_precision, minor,
    currency, kind, buyer_id, buyer, user_id, user, decided, decided_from, last, last_precision, event,
    category, method, cpv, bids, regions, framework, rationales, tracked, disputed, demonstration, invented,
    published, changed, hash_, others, vendors,
):  # fmt: skip
    telling = wording.stage_in_words(stage, days, today)
    # Not by its fields: a hundred thousand of these are made for one file.
    return ContractRow._make((
        key, id_, ocid, title, wording.headline_in_words(headline, telling), stage,
        telling.label if telling else codelists.STAGE.label(stage), days, hold, known_as,
        held[: _WIDTH[held_precision]] if held else "", minor, currency, kind, buyer_id, buyer or "",
        user_id, user or "", _each(others), _each(vendors), decided or "", decided_from,
        last[: _WIDTH[last_precision]] if last else "", event, category, method, cpv,
        bids, regions.split(",")[1:-1], framework, rationales.split(",")[1:-1],
        tracked == 1, disputed.split(",")[1:-1], demonstration == 1, invented == 1,
        _moment(published), _moment(changed), hash_,
    ))  # fmt: skip


@lru_cache(maxsize=1024)
def _moment(text: str) -> str:
    """Both databases write it in UTC, with what is less than a second after it."""
    return f"{text[:10]}T{text[11:19]}Z"


def _act(
    grounds, key, id_, contract_id, title, buyer_id, buyer, actor_id, actor, the, type_, capacity,
    effect, outcome, happened, precision, sentence, level, known_as, primary, reply, ended,
    demonstration, invented, changed, vendors,
):  # fmt: skip
    return InterventionRow(
        key, id_, contract_id, title, NamedParty(buyer_id, buyer) if buyer_id else None, _each(vendors),
        NamedParty(actor_id, actor), the == 1, type_, capacity, effect, outcome,
        happened[: _WIDTH[precision]] if happened else "", sentence, level, known_as, grounds,
        primary, reply, ended, demonstration, invented, _moment(changed),
    )  # fmt: skip


def among(keys: Iterable[int]) -> RawSQL:
    """Give numbers of our own for a condition that a column is one of them.

    Written out: Django takes longer over hundreds of parameters than a database over their rows.
    """
    return RawSQL(",".join(map(str, map(int, keys))) or "NULL", ())  # noqa: S611 -- whole numbers


def _grounds(keys) -> dict[int, list[dict]]:
    """{intervention: its grounds}. One query."""
    columns = ("intervention", "ground", "name", "layer", "direction")
    grounds = PublicInterventionGround.objects.filter(intervention__in=among(keys))
    found = grounds.order_by("intervention", "pk").values_list(*columns)
    return {
        key: [dict(zip(columns[1:], one[1:], strict=True)) for one in group]
        for key, group in groupby(found, key=itemgetter(0))
    }


def _with_decisions(rows: list[ContractRow]) -> list[ContractRow]:
    """Say no more of the day of decision than is known. One query where it may be less than a day.

    A copy has it without its precision: what is known to the month stands on its first day. The
    register knows days, and what editors wrote is in the revision.
    """
    unsure = {row.revision_hash for row in rows if row.revision_hash and row.decided_on[8:] == "01"}
    if not unsure:
        return rows
    found = Revision.objects.filter(hash__in=unsure).values_list("hash", "body__text")
    decided = {hash_: _decided(text) for hash_, text in found}
    return [
        row._replace(decided_on=decided.get(row.revision_hash, ""))
        if row.revision_hash in unsure
        else row
        for row in rows
    ]


def _decided(text: str) -> str:
    told = json.loads(text or "{}").get("dates", {}).get("decided_on")
    return told["date"]["on"] if told else ""
