"""What every list has in common: its parameters, problems, count, page, and what is on."""

from functools import cached_property

import django_filters
from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict

from procurement import plaintext, public

from .conditions import PageFilter, PlainChoice, Words
from .parameters import LONGEST_TEXT, Choice, shown

PER_PAGE = 25
# Choices beyond this many fold away.
LONGEST_OPEN = 12


class Query(forms.Form):
    """What all lists check across parameters."""

    def clean(self):
        """Refuse an order by relevance where nothing is searched for, and a time that ends before it begins."""
        data = super().clean()
        if data.get("sort") == "relevance" and not data.get("q") and "q" not in self.errors:
            self.add_error(
                "sort", "“relevance” needs words to search for. Add words, or choose another order."
            )
        first, last = data.get("date_from"), data.get("date_to")
        if first and last and first > last:
            self.add_error(
                "date_to",
                f"{last:%Y-%m-%d} is before {first:%Y-%m-%d}. Accepted: a date not before the first.",
            )
        return data


class Listing(django_filters.FilterSet):
    """A list as a query string asks for it. Ask `errors` first: the rest needs a valid one."""

    SORTS: dict[str, str] = {}
    # The kinds of party that the list offers to choose from.
    CHOOSERS: tuple[str, ...] = ()
    # Parameters in view, and under "More filters", in the order of the form.
    IN_VIEW: tuple[str, ...] = ()
    MORE: tuple[str, ...] = ()

    q = Words(label="Search")
    sample = PlainChoice(label="Demonstration records", options=[("1", "Show them")])

    class Meta:
        form = Query

    @classmethod
    def get_filters(cls):
        """Add `page`, whose name on the class is the method that gives the page."""
        return super().get_filters() | {"page": PageFilter(label="Page")}

    @cached_property
    def given(self) -> dict[str, list[str]]:
        """The values given for the parameters that this list has, in its order."""
        values = {name: self.form[name].value() for name in self.filters}
        return {name: value for name, value in values.items() if value}

    @property
    def problems(self) -> list[dict]:
        """[{"field", "message", "short"}]: what is refused, with the form field it is about.

        `short` leaves out what is accepted, for where the field itself says it.
        """
        return [
            {"field": self.form[name], "message": message, "short": message.split(" Accepted: ")[0]}
            for name, messages in self.form.errors.items()
            for message in messages
        ]

    @property
    def asked(self) -> dict:
        """What each parameter means, of a valid query string."""
        if self.problems:
            raise ValueError("A query string that is refused means nothing.")
        return self.form.cleaned_data

    def filter_queryset(self, queryset, *, without=()):
        """Narrow and order, leaving out the filters named in `without`."""
        if not self.shows_sample:
            queryset = queryset.filter(is_sample=False)
        for name, value in self.asked.items():
            if name not in without:
                queryset = self.filters[name].filter(queryset, value)
        return self.ordered(queryset)

    def ordered(self, queryset: QuerySet) -> QuerySet:
        """Put the rows in the order asked for."""
        raise NotImplementedError

    @property
    def sort(self) -> str:
        """The order asked for, or the first on offer."""
        return self.asked.get("sort") or next(iter(self.SORTS))

    @cached_property
    def has_real(self) -> bool:
        """Whether a real contract is public: then sample rows step back. One query."""
        return public.has_real()

    @property
    def shows_sample(self) -> bool:
        """Whether sample rows are in the list."""
        return not self.has_real or self.given.get("sample") == ["1"]

    @cached_property
    def count(self) -> int:
        """How many rows there are in all. One query."""
        return self.qs.count()

    @cached_property
    def paginator(self) -> Paginator:
        """The rows, cut into pages."""
        paginator = Paginator(self.qs, PER_PAGE)
        paginator.count = self.count
        return paginator

    @cached_property
    def page(self) -> Page:
        """The page asked for; `EmptyPage` beyond the end."""
        return self.paginator.page(self.asked.get("page") or 1)

    # What a page says about the query

    @cached_property
    def in_view(self) -> list[dict]:
        """The parameters in view, as `_part` gives them."""
        return [self._part(name) for name in self.IN_VIEW]

    @cached_property
    def more(self) -> list[dict]:
        """The parameters under "More filters", as `_part` gives them."""
        return [self._part(name) for name in self.MORE]

    @property
    def more_is_on(self) -> bool:
        """Whether something under "More filters" is given."""
        return any(name in self.given for name in self.MORE)

    @cached_property
    def tallies(self) -> dict[str, dict[str, int]]:
        """{parameter: {code: rows}} for the parameters whose choices are counted."""
        return {}

    def _part(self, name):
        """Give {"field", "kind", "options", "given", "folds", "shown"} of one parameter of a form.

        `kind` is text, one or any; options are {"code", "label", "on", "number"}.
        """
        field, given = self.form[name], self.given.get(name, [])
        options = self.choosers[name] if name in self.CHOOSERS else self.options(name)
        any_ = isinstance(field.field, Choice) and (field.field.many or len(options) == 1)
        numbers = {} if self.problems else self.tallies.get(name, {})
        return {
            "field": field,
            "kind": ("any" if any_ else "one") if options or name in self.CHOOSERS else "text",
            "given": given,
            "folds": name in self.MORE or len(options) > LONGEST_OPEN,
            "shown": plaintext.visible(given[0])[:LONGEST_TEXT] if given else "",
            "options": [
                {
                    "code": code,
                    "label": label,
                    "on": code in given,
                    "number": numbers.get(code, 0) if numbers else None,
                }
                for code, label in options
            ],
        }

    def options(self, name: str) -> list[tuple[str, str]]:
        """Give what a form offers for a parameter; none for text."""
        field = self.form[name].field
        return field.options if isinstance(field, Choice) else []

    @property
    def is_filtered(self) -> bool:
        """Whether the rows are narrowed."""
        return any(name not in ("sort", "page", "sample") for name in self.given)

    @property
    def usual(self) -> dict[str, str]:
        """What a parameter means where it is not given."""
        return {"sort": next(iter(self.SORTS)), "page": "1"}

    @property
    def is_wordy(self) -> bool:
        """Whether the query string gives a parameter that is empty, or as it is without it."""
        given = (
            (name, value.strip()) for name in self.filters for value in self.data.getlist(name)
        )
        return any(value in ("", self.usual.get(name)) for name, value in given)

    def query(self, **changes: list[str]) -> str:
        """Give the query string with some parameters changed, of any page but the first if asked.

        It is the shortest that means the same: without unknown parameters and usual values.
        """
        query = QueryDict(mutable=True)
        for name, values in ({**self.given, "page": []} | changes).items():
            if values != [self.usual.get(name)]:
                query.setlist(name, values)
        return query.urlencode()

    def _to(self, **changes):
        query = self.query(**changes)
        return f"?{query}" if query else ""

    @property
    def address(self) -> str:
        """The shortest query string of this very page, with "?" before it."""
        return self._to(page=self.given.get("page", []))

    def to_page(self, number: int) -> str:
        """Give the query string of another page."""
        return self._to(page=[str(number)])

    @property
    def words(self) -> str:
        """The words searched for, as they can be printed."""
        return plaintext.visible(self.given.get("q", [""])[0])[:LONGEST_TEXT]

    @property
    def to_previous(self) -> str:
        """The query string of the page before."""
        return self.to_page(self.page.number - 1)

    @property
    def to_next(self) -> str:
        """The query string of the page after."""
        return self.to_page(self.page.number + 1)

    @property
    def with_sample(self) -> str:
        """The query string that shows sample rows too."""
        return self._to(sample=["1"])

    @property
    def without_sample(self) -> str:
        """The query string that leaves sample rows out."""
        return self._to(sample=[])

    @cached_property
    def chips(self) -> list[dict]:
        """[{"label", "text", "query"}]: each value that is on, and the query string without it."""
        skipped = ("sort", "page", "sample")
        return [
            {
                "label": self.form[name].label,
                "text": self._say(name, value),
                "query": self.query(**{name: [v for v in values if v != value]}),
            }
            for name, values in self.given.items()
            if name not in skipped
            for value in values
        ]

    @cached_property
    def sorts(self) -> list[dict]:
        """[{"label", "query", "on"}]: the orders on offer. Relevance only with words."""
        now = (self.given.get("sort") or list(self.SORTS))[0]
        return [
            {"label": label, "query": self.query(sort=[code]), "on": code == now}
            for code, label in self.SORTS.items()
            if code != "relevance" or self.given.get("q")
        ]

    @cached_property
    def choosers(self) -> dict[str, list[tuple[str, str]]]:
        """{kind: [(value, name)]}: the most named parties, and whoever is chosen. One query."""
        given = {kind: self.given.get(kind, []) for kind in self.CHOOSERS}
        offered = public.choosers(
            {kind: _ids(values) for kind, values in given.items()}, sample=self.shows_sample
        )
        for kind, values in given.items():
            known = {value for value, _ in offered[kind]}
            offered[kind] += [(value, shown(value)) for value in values if value not in known]
        return offered

    @property
    def to_merged(self) -> str:
        """The query string of this page for the parties that those asked for were merged into.

        Empty where none was. Reads `choosers`, and makes a query for each kind with a stranger.
        """
        changes = {}
        for kind in self.CHOOSERS:
            strange = self._strange(kind)
            moved = public.all_moved(kind, strange) if strange else {}
            if moved:
                now = {str(old): str(new) for old, new in moved.items()}
                values = [now.get(value, value) for value in self.given[kind]]
                changes[kind] = list(dict.fromkeys(values))
        return self._to(page=self.given.get("page", []), **changes) if changes else ""

    def _strange(self, kind):
        """The numbers asked for that no public party of the kind has."""
        names = dict(self.choosers[kind]) if self.given.get(kind) else {}
        ids = _ids(self.given.get(kind, []))
        return [number for number in ids if names[str(number)] == str(number)]

    @property
    def strangers(self) -> list[str]:
        """Sentences about the numbers asked for that no public party of their kind has."""
        return [
            f"There is no {kind} number {number} on this record."
            for kind in self.CHOOSERS
            for number in self._strange(kind)
        ]

    def _say(self, name, value):
        options = self.choosers[name] if name in self.CHOOSERS else self.options(name)
        return dict(options).get(value) or shown(plaintext.visible(value))


def _ids(values):
    return [
        int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 10
    ]
