"""How parameters narrow a list: each kind is a django-filter filter with its form field."""

from collections.abc import Iterable
from copy import copy
from functools import reduce
from operator import or_

import django_filters
from django.db.models import Q, QuerySet

from procurement import codelists, public, search

from .parameters import Bids, Choice, Cpv, Day, PageNumber, Parameter, Party, Place, Text, Year


class Condition(django_filters.Filter):
    """What all of them are."""

    def __deepcopy__(self, memo):
        """A list takes its own for each request; what they offer need not be copied each time."""
        own = copy(self)
        own.extra = dict(self.extra)
        return own


class Years(Condition):
    """Rows of one of the years given."""

    field_class = Year

    def __init__(self, field_name, *, label):
        super().__init__(field_name, lookup_expr="in", label=label, many=True)


class Plain(Condition):
    """A parameter that its list applies itself."""

    field_class: type[Parameter] = Parameter

    def filter(self, qs, value):
        """Narrow nothing."""
        return qs


class Words(Condition):
    """Rows that are what words ask for, as `search.parse` reads them."""

    field_class = Text

    def filter(self, qs, value):
        """Narrow to the rows that match."""
        return search.match(qs, value) if value else qs


class Codes(Condition):
    """Rows whose column is one of the codes given."""

    field_class = Choice

    def __init__(self, field_name=None, *, options, label, **kwargs):
        super().__init__(
            field_name, lookup_expr="in", label=label, options=options, many=True, **kwargs
        )


class Times(Codes):
    """Contracts that are any of some times today: open, running or over."""

    def filter(self, qs, value):
        """Narrow to them, by their stored days."""
        return public.at_times(qs, value, public.today()) if value else qs


class PlainChoice(Plain):
    """One code from a list, that the list applies itself."""

    field_class = Choice


class PlainDay(Condition):
    """A column before or after a day."""

    field_class = Day


class Parties(Condition):
    """Rows that name one of the parties given."""

    field_class = Party

    def __init__(self, field_name="", *, kind, label):
        self.kind = kind
        super().__init__(field_name, label=label, many=True)

    def filter(self, qs, value):
        """Narrow to the rows whose column is one of the parties."""
        return self.naming(qs, self.parent.parties_meant(self.kind)) if value else qs

    def naming(self, qs: QuerySet, parties: list[int]) -> QuerySet:
        """Narrow to the rows that name one of some parties, by their keys."""
        return qs.filter(**{f"{self.field_name}__in": parties})


class Suppliers(Parties):
    """Rows whose contract, at `field_name`, is supplied by one of the vendors given."""

    def naming(self, qs, parties):
        """Narrow to the rows whose contract has such a vendor."""
        return qs.filter(**{f"{self.field_name}__in": public.supplied_by(parties)})


class OfActors(Parties):
    """Parties of whom one must have made that same intervention."""

    def naming(self, qs, parties):
        """Narrow nothing: the list joins these parameters."""
        return qs


class Cpvs(Condition):
    """Rows whose CPV code begins with one of the codes given."""

    field_class = Cpv

    def __init__(self, *, label, options):
        super().__init__(label=label, options=options, many=True)

    def filter(self, qs, value):
        """Narrow to them: a whole division by its column."""
        if not value:
            return qs
        divisions = [code for code in value if len(code) == len("72")]
        # A range of texts is found in an index; a beginning is not, on either database.
        ranges = [Q(division=code[:2], cpv__startswith=code) for code in value]
        narrower = [one for one, code in zip(ranges, value, strict=True) if code not in divisions]
        return qs.filter(reduce(or_, narrower, Q(division__in=divisions)))


class PageFilter(Plain):
    """Which page."""

    field_class = PageNumber


class Listed(Codes):
    """Contracts in whose column one of the codes given is listed."""

    def filter(self, qs, value):
        """Narrow to them."""
        # Few have any, which an index knows.
        return qs.exclude(**{self.field_name: ""}).filter(self.any_of(value)) if value else qs

    def any_of(self, codes: Iterable[str]) -> Q:
        """Give the condition that one of some codes is listed."""
        return reduce(or_, (Q(**{f"{self.field_name}__contains": f",{one},"}) for one in codes))


class Places(Listed):
    """Contracts delivered in one of the regions given, or in a part of it."""

    field_class = Place

    def filter(self, qs, value):
        """Narrow to them."""
        if "UK" in value:
            return qs.exclude(**{self.field_name: ""})
        within = [one for code in value for one in codelists.parts_of_region(code)]
        return qs.filter(self.any_of(dict.fromkeys(within))) if within else qs


class Counts(Codes):
    """Rows whose column is within one of the ranges given."""

    field_class = Bids

    def filter(self, qs, value):
        """Narrow to them."""
        within = [Q(**{f"{self.field_name}__range": one}) for one in value]
        return qs.filter(reduce(or_, within)) if within else qs


class SeldomCodes(Codes):
    """Rows whose column is one of the codes given, which most have none of."""

    def filter(self, qs, value):
        """Narrow to them: which rows have any, an index knows."""
        return super().filter(qs.exclude(**{self.field_name: ""}) if value else qs, value)


class Disputed(Listed):
    """Contracts on which accounts differ: on one of the facts given, or with 1 on any."""

    def filter(self, qs, value):
        """Narrow to them."""
        if "1" in value:
            return qs.exclude(disputed="")
        return super().filter(qs, value)


class Holds(Codes):
    """Contracts that one of the holds given is on."""

    def filter(self, qs, value):
        """Narrow to them: few are held up at all, which an index knows."""
        if value and "none" not in value:
            qs = qs.exclude(hold="none")
        return super().filter(qs, value)


class OfActs(Codes):
    """Codes that must hold of one and the same intervention."""

    def filter(self, qs, value):
        """Narrow nothing: the list joins these parameters."""
        return qs


class Flag(Condition):
    """Rows for which a column is true, or with 0 false, where that is on offer."""

    field_class = Choice

    def filter(self, qs, value):
        """Narrow to them."""
        return qs.filter(**{self.field_name: value == "1"}) if value else qs


class FlagOfActs(Flag):
    """What must be true of that same intervention."""

    def filter(self, qs, value):
        """Narrow nothing: the list joins these parameters."""
        return qs
