"""How parameters narrow a list: each kind is a django-filter filter with its form field."""

from functools import reduce
from operator import or_

import django_filters
from django.db.models import Q, QuerySet

from procurement import public, search

from .parameters import Choice, Cpv, Day, PageNumber, Parameter, Party, Text, Year


class Years(django_filters.Filter):
    """Rows of one of the years given."""

    field_class = Year

    def __init__(self, field_name, *, label):
        super().__init__(field_name, lookup_expr="in", label=label, many=True)


class Plain(django_filters.Filter):
    """A parameter that its list applies itself."""

    field_class: type[Parameter] = Parameter

    def filter(self, qs, value):
        """Narrow nothing."""
        return qs


class Words(django_filters.Filter):
    """Rows that are what words ask for, as `search.parse` reads them."""

    field_class = Text

    def filter(self, qs, value):
        """Narrow to the rows that match."""
        return search.match(qs, value) if value else qs


class Codes(django_filters.Filter):
    """Rows whose column is one of the codes given."""

    field_class = Choice

    def __init__(self, field_name=None, *, options, label, **kwargs):
        super().__init__(
            field_name, lookup_expr="in", label=label, options=options, many=True, **kwargs
        )


class PlainChoice(Plain):
    """One code from a list, that the list applies itself."""

    field_class = Choice


class PlainDay(django_filters.Filter):
    """A column before or after a day."""

    field_class = Day


class Parties(django_filters.Filter):
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


class Cpvs(django_filters.Filter):
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


class Ever(Codes):
    """Contracts that have ever had one of the holds given."""

    def filter(self, qs, value):
        """Narrow to them."""
        had = [Q(ever__contains=f",{code},") for code in value]
        # Few have had any, which an index knows.
        return qs.exclude(ever="").filter(reduce(or_, had)) if had else qs


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


class Flag(django_filters.Filter):
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
