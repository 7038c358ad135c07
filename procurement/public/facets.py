"""How many contracts a search finds, and how many of which kind: all of it in one statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection

from procurement.models import PublicContract, PublicIntervention, PublicInterventionGround

from .plan import Search

# Counts are exact up to here; beyond, they are of this many: those of the newest last event.
MOST_COUNTED = 10_000
# To find a page of so many in an index of another order, a fortieth of it would be read.
FEW = 1000

_TABLE = PublicContract._meta.db_table

FACETS = ("stage", "hold", "category", "method", "division", "year", "buyer")
INTERVENTION_FACETS = ("type", "ground")
_OFFERED_BUYERS = 10


class Facet(NamedTuple):
    """How many contracts have which value; `more` where there are more than were counted."""

    counts: dict[str, int]
    labels: dict[str, str]
    more: bool


@dataclass(frozen=True)
class SearchCounts:
    """How many contracts there are, up to `MOST_COUNTED`, and the counts of each facet.

    `few` are the keys of them all, where there are no more than `FEW`.
    """

    count: int
    more: bool
    facets: dict[str, Facet]
    few: tuple[int, ...] | None


def count_search(
    asked: Search, without: Mapping[str, Search], of_interventions: Mapping[str, Mapping[str, Any]]
) -> SearchCounts:
    """Count contracts, and how many have which value of each facet. One statement.

    `without` are the facets that are set, each with what is asked for without it; `of_interventions`
    is what an intervention, or a ground of one, must meet for a facet of theirs to count it, as
    lookups of it. All facets are of the newest by last event, where there are more than `MOST_COUNTED`.
    """
    told = _Tally(asked, without, of_interventions)
    rows = told.fetch()
    numbers = {key: number for kind, key, _, number in rows if kind == "set"}
    facets = {}
    for facet in (*FACETS, *INTERVENTION_FACETS):
        counted = facet if facet in without else "every"
        facets[facet] = _facet(rows, facet, counted, more=numbers[counted] > MOST_COUNTED)
    count = numbers["every"]
    few = tuple(int(key) for kind, key, _, _ in rows if kind == "few") if count <= FEW else None
    return SearchCounts(min(count, MOST_COUNTED), count > MOST_COUNTED, facets, few)


def _facet(rows, facet, counted, *, more):
    mine = [(key, label, found) for kind, key, label, found in rows if kind == facet]
    counts = {key: found for key, _, found in mine if key}
    if more and facet in FACETS:
        # One row more was read than is counted, to see whether there is one: it is not counted.
        last = next(key for kind, key, _, _ in rows if kind == f"last {counted}")
        value = last.split("|")[_counting(counted).index(facet)]
        if value in counts:
            counts[value] -= 1
    return Facet(counts, {key: label for key, label, _ in mine if label}, more)


class _Tally:
    """The statement that counts, put together piece by piece."""

    def __init__(self, asked, without, of_interventions) -> None:
        self._asked = {"every": asked, **without}
        self._of_interventions = of_interventions

    def fetch(self) -> list[tuple]:
        """Give (kind, key, label, number) rows."""
        sets, parameters = [], []
        for name, asked in self._asked.items():
            try:
                sql, more = self._set(name, asked)
            except EmptyResultSet:
                sql, more = f'SELECT {_columns(name)} FROM "{_TABLE}" WHERE 1 = 0', []  # noqa: S608
            sets.append(f"s_{name} AS MATERIALIZED ({sql})")
            parameters += more
        parts = list(self._parts())
        sql = f"WITH {', '.join(sets)} " + " UNION ALL ".join(sql for sql, _ in parts)
        parameters += [one for _, more in parts for one in more]
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return [(kind, _text(key), label or "", n) for kind, key, label, n in cursor.fetchall()]

    def _set(self, name, asked):
        found = asked.selected(whole=True)
        return (
            f"SELECT {_columns(name)} FROM {found.tables} WHERE {found.condition}"  # noqa: S608
            f" ORDER BY {found.newest} LIMIT {MOST_COUNTED + 1}",
            found.parameters,
        )

    def _parts(self):
        yield (
            "SELECT 'few', CAST(id AS varchar), '', 1 FROM s_every"  # noqa: S608
            f" WHERE (SELECT count(*) FROM s_every) <= {FEW}",
            [],
        )
        for name in self._asked:
            yield f"SELECT 'set', '{name}', '', count(*) FROM s_{name}", []  # noqa: S608
            yield _last(name), []
        for facet in FACETS:
            yield _counted(facet, f"s_{facet}" if facet in self._asked else "s_every"), []
        for facet in INTERVENTION_FACETS:
            yield from self._of_acts(facet)

    def _of_acts(self, facet):
        """Contracts of which an intervention has it, that is all else that is asked of one."""
        counted = facet if facet in self._asked else "every"
        try:
            only, parameters = self._only(facet)
        except EmptyResultSet:
            return
        # In this order, as few of the contracts have any: SQLite keeps to a CROSS JOIN.
        joined = f"s_{counted} AS s CROSS JOIN procurement_publicintervention AS i"
        value, ground = "i.type", ""
        if facet == "ground":
            joined += " CROSS JOIN procurement_publicinterventionground AS g"
            value, ground = "g.ground", " AND g.intervention_id = i.id"
        yield (
            f"SELECT '{facet}', {value}, '', count(DISTINCT s.id) FROM {joined}"  # noqa: S608
            f" WHERE s.tracked AND i.contract_id = s.id{ground}{only}"
            # One row more was read than is counted.
            f" AND s.recency > {_beyond(counted, otherwise='-1')} GROUP BY {value}",
            parameters,
        )

    def _only(self, facet):
        """That an act, or a ground of one, is one of those that count, where not all do."""
        wanted = self._of_interventions[facet]
        if not wanted:
            return "", []
        model = PublicInterventionGround if facet == "ground" else PublicIntervention
        rows = model.objects.order_by().filter(**wanted).values("pk")
        sql, parameters = rows.query.get_compiler(connection=connection).as_sql()
        # The plus keeps SQLite from trying each of these for each contract.
        counted = "g" if facet == "ground" else "i"
        return f" AND +{counted}.id IN ({sql})", list(parameters)


def _counting(name):
    """The facets that a set is counted by: one that leaves a facet out is read for that one alone."""
    return FACETS if name == "every" else tuple({name} & {*FACETS})


def _columns(name):
    counting = (f"{one}_id" if one == "buyer" else one for one in _counting(name))
    kept = ["id", "recency", "tracked", *counting]
    return ", ".join(f'"{_TABLE}"."{column}"' for column in kept)


def _counted(facet, counted):
    """How many contracts have each value; of several buyers, for each. Few have several: these come first."""
    if facet != "buyer":
        return (
            f"SELECT '{facet}', CAST({facet} AS varchar), '', count(*) FROM {counted}"  # noqa: S608
            f" GROUP BY {facet}"
        )
    return f"""
        SELECT 'buyer', CAST(b.public_id AS varchar), b.name, f.number FROM (
            SELECT buyer_id, count(*) AS number FROM (
                SELECT buyer_id FROM {counted} WHERE buyer_id IS NOT NULL UNION ALL
                SELECT p.buyer_id FROM procurement_publiccontractbuyer AS p
                CROSS JOIN {counted} AS s WHERE s.id = p.contract_id AND s.buyer_id <> p.buyer_id
            ) AS e GROUP BY buyer_id ORDER BY count(*) DESC, buyer_id LIMIT {_OFFERED_BUYERS}
        ) AS f JOIN procurement_publicparty AS b ON b.id = f.buyer_id
    """  # noqa: S608


def _last(name):
    """The values of the row beyond those that are counted, where there is one."""
    buyer = "(SELECT public_id FROM procurement_publicparty WHERE id = buyer_id)"
    values = [buyer if facet == "buyer" else facet for facet in _counting(name)] or ["''"]
    told = " || '|' || ".join(f"COALESCE(CAST({value} AS varchar), '')" for value in values)
    # By its place alone: to put the rows in order, the database would write this out for each.
    return f"SELECT 'last {name}', {told}, '', 1 FROM s_{name} WHERE recency = {_beyond(name)}"  # noqa: S608


def _beyond(name, otherwise="NULL"):
    """The place of that row."""
    return (
        f"(SELECT CASE WHEN count(*) > {MOST_COUNTED} THEN min(recency) ELSE {otherwise} END"  # noqa: S608
        f" FROM s_{name})"
    )


def _text(key):
    return "" if key is None else str(key)


def count(asked: Search) -> int:
    """Give how many contracts a search finds, all of them. One statement."""
    return counts({"all": asked}, most=None)["all"]


def counts(asked: Mapping[str, Search], *, most: int | None = MOST_COUNTED + 1) -> dict[str, int]:
    """Give how many contracts each search finds, as far as to `most`. One statement."""
    parts, parameters = [], []
    limit = "" if most is None else f" LIMIT {most}"
    for number, one in enumerate(asked.values()):
        try:
            found = one.selected(whole=True)
        except EmptyResultSet:
            continue
        parts.append(
            f"SELECT {number}, count(*) FROM (SELECT 1 FROM {found.tables}"  # noqa: S608
            f" WHERE {found.condition}{limit}) AS c{number}"
        )
        parameters += found.parameters
    if not parts:
        return dict.fromkeys(asked, 0)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        rows = dict(cursor.fetchall())
    return {name: rows.get(number, 0) for number, name in enumerate(asked)}
