"""What the public will read of parties and sources that become public with a statement, beside their names."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from procurement import codelists
from procurement.models import Identifier, Source


def lines_of(firsts: Iterable[Any]) -> dict[Any, dict[str, str]]:
    """Give {party or source: {"what", "before", "after"}} of those that become public, as differences are told.

    One query where there is a party. What has nothing to tell but its name is left out.
    """
    firsts = list(firsts)
    numbers = _numbers([one for one in firsts if not isinstance(one, Source)])
    told = {
        one: _about_source(one) if isinstance(one, Source) else _about_party(one, numbers)
        for one in firsts
    }
    return {
        one: {"what": f"New {one._meta.verbose_name}: {one}", "before": "", "after": after}
        for one, after in told.items()
        if after
    }


def _numbers(parties):
    found = defaultdict(list)
    borne = Q()
    for kind in Identifier.PLACE:
        if keys := [one.pk for one in parties if one.kind == kind]:
            borne |= Q(**{f"{kind}__in": keys})
    for number in Identifier.objects.filter(borne) if borne else ():
        found[number.place_in_history()[0]].append(str(number))
    return found


def _about_party(party, numbers):
    parts = [f"also called {name}" for name in party.other_names]
    parts += numbers[party.place_in_history()[0]]
    return "; ".join([*parts, *([party.website] if party.website else [])])


def _about_source(source):
    published = source.published.show() if source.published else ""
    parts = [codelists.SOURCE_KIND.label(source.kind), source.publisher, source.author, published]
    return "; ".join(part for part in [*parts, source.url, source.archive_url] if part)
