"""The lists of buyers, vendors and stakeholders."""

from procurement import public

from .conditions import PlainChoice
from .listing import Listing


class PartyFilter(Listing):
    """The public parties of one kind that a query string asks for."""

    SORTS = {"name": "Name", "-contracts": "Most contracts"}

    sort = PlainChoice(label="Order", options=list(SORTS.items()))

    def __init__(self, data, kind):
        super().__init__(data, public.parties(kind))

    def ordered(self, queryset):
        """Put the rows in order of their name, the same on both databases."""
        if self.sort == "-contracts":
            return public.by_name(queryset, "-contract_count")
        return public.by_name(queryset)
