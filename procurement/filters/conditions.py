"""How parameters narrow a list: each kind is a django-filter filter with its form field."""

from functools import reduce
from operator import or_

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from procurement import public, search

from .parameters import Choice, Day, PageNumber, Parameter, Party, Text


class Plain(django_filters.Filter):
    """A parameter that its list applies itself."""

    field_class: type[Parameter] = Parameter

    def filter(self, qs, value):
        """Narrow nothing."""
        return qs


class Words(django_filters.Filter):
    """Rows that hold every word, each matched from its beginning."""

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

    def __init__(self, field_name, *, kind, label):
        self.kind = kind
        super().__init__(field_name, label=label, many=True)

    def filter(self, qs, value):
        """Narrow to the rows whose column is one of the parties."""
        return qs.filter(**{f"{self.field_name}__in": chosen(self.kind, value)}) if value else qs


class Suppliers(Parties):
    """Rows whose contract, at `field_name`, is supplied by one of the vendors given."""

    def filter(self, qs, value):
        """Narrow to the rows whose contract has such a vendor."""
        if not value:
            return qs
        return qs.filter(Exists(chosen("vendor", value).filter(supplied=OuterRef(self.field_name))))


class PageFilter(Plain):
    """Which page."""

    field_class = PageNumber


def chosen(kind: str, values: list) -> QuerySet:
    """Give the public parties that ids and (scheme, value) pairs name. One query for each pair."""
    ids = [value for value in values if isinstance(value, int)]
    pairs = [value for value in values if not isinstance(value, int)]
    bearers = [pk for pair in pairs for pk in public.bearers(kind, *pair)]
    meant = Q(pk__in=bearers)
    if ids:
        # A party that was merged into another means that one.
        meant |= Q(public_id__in=ids) | Q(public_id__in=public.led_to(kind, ids))
    return public.parties(kind).filter(meant)


class Ever(Codes):
    """Contracts that have ever had one of the holds given."""

    def filter(self, qs, value):
        """Narrow to them."""
        had = [Q(ever__contains=f",{code},") for code in value]
        return qs.filter(reduce(or_, had)) if had else qs


class OfActs(Codes):
    """Codes that must hold of one and the same intervention."""

    def filter(self, qs, value):
        """Narrow nothing: the list joins these parameters."""
        return qs


class OfActors(Plain):
    """Parties of whom one must have made that same intervention."""

    field_class = Party


class Flag(django_filters.Filter):
    """Rows for which a column is true."""

    field_class = Choice

    def filter(self, qs, value):
        """Narrow to them."""
        return qs.filter(**{self.field_name: True}) if value else qs
