"""How a parameter narrows rows: each is a `method` of django-filter, (rows, column, value) → fewer rows."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from procurement import codelists, public

# How a parameter is asked of an intervention.
OF_INTERVENTIONS = {
    "type": "type__in",
    "capacity": "capacity__in",
    "effect": "effect__in",
    "outcome": "outcome__in",
}
# And of one and the same of its grounds.
OF_GROUNDS = {"ground": "ground__in", "layer": "layer__in"}
FLAGS = ("has_primary_source", "has_reply", "has_outcome")
OF_ONE_INTERVENTION = {*OF_INTERVENTIONS, *OF_GROUNDS, *FLAGS, "stakeholder", "attribution"}


def joined(rows: QuerySet, column: str, value) -> QuerySet:
    """Narrow nothing: the list asks it together with others."""
    return rows


def flag(rows: QuerySet, column: str, code: str) -> QuerySet:
    """Narrow to the rows for which a column is true; with 0, false."""
    return rows.filter(**{column: code == "1"})


def seldom(rows: QuerySet, column: str, codes: list[str]) -> QuerySet:
    """Narrow to one of some codes in a column that most rows have nothing in: an index knows which have."""
    return rows.exclude(**{column: ""}).filter(**{f"{column}__in": codes})


def listed(rows: QuerySet, column: str, codes: Iterable[str]) -> QuerySet:
    """Narrow to the rows in whose column one of some codes is listed: few have any, which an index knows."""
    return rows.exclude(**{column: ""}).filter(_any_of(column, codes))


def places(rows: QuerySet, column: str, codes: list[str]) -> QuerySet:
    """Narrow to what is delivered in one of some regions, or in a part of it."""
    if "UK" in codes:
        return rows.exclude(**{column: ""})
    within = [part for code in codes for part in codelists.parts_of_region(code)]
    return rows.filter(_any_of(column, dict.fromkeys(within)))


def _any_of(column, codes):
    return reduce(or_, (Q(**{f"{column}__contains": f",{code},"}) for code in codes))


def disputed(rows: QuerySet, column: str, codes: list[str]) -> QuerySet:
    """Narrow to what accounts differ on: one of the facts given, or with 1 any."""
    return rows.exclude(**{column: ""}) if "1" in codes else listed(rows, column, codes)


def holds(rows: QuerySet, column: str, codes: list[str]) -> QuerySet:
    """Narrow to what one of some holds is on: few are held up at all, which an index knows."""
    few = rows if "none" in codes else rows.exclude(**{column: "none"})
    return few.filter(**{f"{column}__in": codes})


def ranges(rows: QuerySet, column: str, given: list[tuple[int, int]]) -> QuerySet:
    """Narrow to the rows whose column is within one of some ranges."""
    return rows.filter(reduce(or_, (Q(**{f"{column}__range": one}) for one in given)))


def cpvs(rows: QuerySet, column: str, codes: list[str]) -> QuerySet:
    """Narrow to the rows whose CPV code begins with one of some: a whole division by its column."""
    divisions = [code for code in codes if len(code) == len("72")]
    # A range of texts is found in an index; a beginning is not, on either database.
    longer = [code for code in codes if code not in divisions]
    narrower = [Q(division=code[:2], cpv__startswith=code) for code in longer]
    return rows.filter(reduce(or_, narrower, Q(division__in=divisions)))


def times(rows: QuerySet, column: str, codes: list[str]) -> QuerySet:
    """Narrow to the contracts that are any of some times today, by their stored days."""
    return public.at_times(rows, codes, public.today())


def of_interventions(listing, *, without: str = "") -> dict:
    """Give what one and the same intervention must meet; empty where nothing is asked of any."""
    asked = {name: listing.asked[name] for name in listing.given if name != without}
    found: dict = {
        lookup: asked[name] for name, lookup in OF_INTERVENTIONS.items() if name in asked
    }
    found |= {name: True for name in FLAGS if name in asked}
    if "attribution" in asked:
        levels = codelists.ATTRIBUTION.codes()  # The strongest comes first.
        found["level__in"] = levels[: levels.index(asked["attribution"]) + 1]
    grounds = {lookup: asked[name] for name, lookup in OF_GROUNDS.items() if name in asked}
    if "stakeholder" in asked:
        found["pk__in"] = public.interventions_by(party__in=listing.parties_meant("stakeholder"))
    if grounds:
        by = {"intervention__in": found["pk__in"]} if "pk__in" in found else {}
        found["pk__in"] = public.interventions_on(**grounds, **by)
    return found
