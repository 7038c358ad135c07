"""The lists of buyers, vendors and stakeholders."""

from django.db.models import F

from procurement import public

from .parameters import Choice
from .presentation import Listing
from .results import Single


class PartyFilter(Listing):
    """The public parties of one kind that a query string asks for."""

    SORTS = {"name": "Name", "-contracts": "Most contracts"}

    sort = Single(Choice, label="Order", options=list(SORTS.items()))

    def __init__(self, data, kind):
        super().__init__(data, public.parties(kind))

    def ordered(self, queryset):
        """Put the rows in order of their name, the same on both databases."""
        if self.sort == "-contracts":
            return public.by_name(queryset, "-contract_count")
        return public.by_name(queryset)


class TotalFilter(PartyFilter):
    """The public buyers or vendors that a query string asks for: they have totals."""

    SORTS = PartyFilter.SORTS | {"-value": "Highest total"}
    currency_used = "GBP"

    sort = Single(Choice, label="Order", options=list(SORTS.items()))

    def ordered(self, queryset):
        """Add the order by total: in pounds, those without one last."""
        if self.sort == "-value":
            return public.by_name(queryset, F("value_minor").desc(nulls_last=True))
        return super().ordered(queryset)

    @property
    def compares_values(self) -> bool:
        """Whether totals are compared, so that the page says in which currency."""
        return self.sort == "-value"
