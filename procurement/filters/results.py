"""What every list has in common: which rows a query string means, how many there are, and their pages."""

from collections.abc import Iterator
from copy import copy
from functools import cached_property

import django_filters
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from procurement import codelists, public, search

from . import conditions
from .parameters import Choice, PageNumber, Parameter, Party, Text
from .query_string import QueryString

PER_PAGE = 25


class Single(django_filters.Filter):
    """A filter whose form field is a parameter, given once. Without column or method, its list applies it."""

    def __init__(
        self, parameter: type[Parameter], column: str | None = None, lookup="exact", **kwargs
    ) -> None:
        self.field_class = parameter
        if column is None:
            kwargs.setdefault("method", conditions.joined)
        super().__init__(column, lookup, **kwargs)

    def __deepcopy__(self, memo):
        """A list takes its own for each request; the field, which keeps nothing of one, stays."""
        own = copy(self)
        own.method = self.method
        return own


class Several(Single):
    """One that may be given several times, which means any of them."""

    def __init__(self, parameter: type[Parameter], column: str | None = None, **kwargs) -> None:
        super().__init__(parameter, column, "in", many=True, **kwargs)


class Codes(Several):
    """Codes of a list, of which any may be meant."""

    def __init__(self, column: str | None = None, **kwargs) -> None:
        super().__init__(Choice, column, **kwargs)


class Parties(Several):
    """Parties of the kind that the parameter is called by, of which any may be meant.

    The list narrows by them: to know who is meant takes a query, one for all of its parameters.
    """

    def __init__(self, **kwargs) -> None:
        super().__init__(Party, **kwargs)


class Pages(Paginator):
    """The rows of a list, cut into pages; no further than they are counted."""

    def __init__(self, listing: "Results") -> None:
        super().__init__([], PER_PAGE)
        self._listing = listing
        self.count = listing.count

    def page(self, number: int | str) -> Page:
        """Give a page with its rows; `EmptyPage` beyond the end."""
        number = self.validate_number(number)
        rows = self._listing.rows((number - 1) * PER_PAGE, PER_PAGE) if self.count else []
        return Page(rows, number, self)


class Results(QueryString):
    """A list as a query string asks for it. Ask `problems` first: the rest needs a valid one."""

    # Where a row has its contract, and that its first buyer.
    CONTRACT, BUYER = "pk", "buyer"

    q = Single(Text, label="Search", method="of_words")
    sample = Single(
        Choice,
        label="Invented records",
        options=[("1", "Show them"), ("0", "Leave them out")],
    )

    @classmethod
    def get_filters(cls):
        """Add `page`, whose name on the class is the page itself."""
        page = Single(PageNumber, label="Page")
        return super().get_filters() | {"page": page}

    # Rows

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Narrow by everything, and order."""
        return self.ordered(self.narrowed())

    def narrowed(self, *, without: str = "") -> QuerySet:
        """Narrow by all parameters but the one named in `without`."""
        rows = self.queryset
        if not self.shows_invented:
            rows = rows.filter(invented=False)
        for name in self.given:
            if name != without:
                rows = self.filters[name].filter(rows, self.asked[name])
        return rows

    def of_words(self, rows: QuerySet, column: str | None, text: str) -> QuerySet:
        """Narrow to what words ask for."""
        return search.match(rows, text)

    def ordered(self, queryset: QuerySet) -> QuerySet:
        """Put the rows in the order asked for."""
        raise NotImplementedError

    def rows(self, start: int, most: int) -> list:
        """Give the rows of a page."""
        return list(self.qs[start : start + most])

    def every_row(self) -> Iterator:
        """Give all rows, in order."""
        return iter(self.qs)

    @property
    def total(self) -> int:
        """How many rows there are. One query."""
        return self.qs.order_by().count()

    @cached_property
    def record_contents(self) -> public.RecordContents:
        """What is public: anything real, anything invented, and which grounds. One query."""
        return public.record_contents()

    def grounds_offered(self) -> list[tuple[str, str]]:
        """Give (code, name) of grounds: those every installation starts with, and others used."""
        known = {ground.code: ground.label for _, ground in codelists.GROUNDS}
        return list((known | self.record_contents.grounds).items())

    @property
    def has_real(self) -> bool:
        """Whether a real contract is public: then the invented step back."""
        return self.record_contents.real

    @cached_property
    def shows_invented(self) -> bool:
        """Whether invented rows are in the list, where there are any."""
        # As it was given: the form itself asks, before it is read.
        given = self.data.getlist("sample")
        return given == ["1"] or (given != ["0"] and not self.has_real)

    @cached_property
    def count(self) -> int:
        """How many rows there are in all, or as many as are counted. One query."""
        return self.total

    @property
    def is_wide(self) -> bool:
        """Whether there are more rows than are counted, and so shown in pages."""
        return False

    @cached_property
    def paginator(self) -> Pages:
        """The rows, cut into pages."""
        return Pages(self)

    @cached_property
    def page(self) -> Page:
        """The page asked for; `EmptyPage` beyond the end."""
        return self.paginator.page(self.asked.get("page") or 1)

    @cached_property
    def text(self) -> search.TextQuery:
        """What the words ask for, as search reads them."""
        return search.parse(self.asked.get("q") or "")

    # Parties

    @cached_property
    def meant(self) -> dict[str, dict]:
        """{kind: {value: parties}}: whom the parties asked for are. At most two queries."""
        wanted = {kind: self.asked[kind] for kind in self.CHOOSERS if self.asked.get(kind)}
        return public.resolved(wanted) if wanted else {}

    def parties_meant(self, kind: str) -> list[int]:
        """Give the keys of the parties of a kind that are asked for."""
        return [party.pk for found in self.meant.get(kind, {}).values() for party in found]

    def of_vendors(self, rows: QuerySet, column: str | None, value: list) -> QuerySet:
        """Narrow to what one of some vendors supplies."""
        supplied = public.supplied_by(self.parties_meant("vendor"))
        return rows.filter(**{f"{self.CONTRACT}__in": supplied})

    def of_buyers(self, rows: QuerySet, column: str | None, value: list) -> QuerySet:
        """Narrow to what one of some buyers buys. Few buy beside others, who are found by an index."""
        buyers = self.parties_meant("buyer")
        if self.buys_beside:
            return rows.filter(**{f"{self.CONTRACT}__in": public.bought_by(buyers)})
        return rows.filter(**{f"{self.BUYER}__in": buyers})

    @property
    def buys_beside(self) -> bool:
        """Whether a buyer that is asked for is one of several of some contract, and not its first."""
        found = self.meant.get("buyer", {}).values()
        return any(party.buys_beside for parties in found for party in parties)

    @property
    def to_settled(self) -> str:
        """The query string with each party under its number: typed names, and those merged since.

        Empty where all are.
        """
        changes = self.settlements
        return self.to(page=self.given.get("page", []), **changes) if changes else ""

    @property
    def settlements(self) -> dict[str, list[str]]:
        """{parameter: what is to be given for it} of those that are given otherwise."""
        changes = {}
        for kind in self.meant:
            values = [self._settled(kind, value) for value in self.given[kind]]
            if values != self.given[kind]:
                changes[kind] = list(dict.fromkeys(values))
        return changes

    @property
    def is_moved(self) -> bool:
        """Whether that is for good: parties merged since, and no name that another may yet bear."""
        return not self.form.named

    def _settled(self, kind, value):
        party = self.form.named.get((kind, value))
        if party is None and value.isdigit() and not value.startswith("0"):
            found = self.meant[kind].get(int(value), [])
            # An official number may be borne by several, and by others later: it stays as it is.
            if found and not any(one["value"] == value for one in found[0].identifiers):
                party = found[0]
        return str(party.public_id) if party else value
