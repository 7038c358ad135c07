"""What every list has in common: its rows, their count and pages, and what its page says is on."""

from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from procurement import plaintext, public, search

from .conditions import PageFilter, PlainChoice, Words
from .parameters import Choice, shown
from .query_string import Asking, QueryString

PER_PAGE = 25
# Choices beyond this many fold away.
LONGEST_OPEN = 12


class Pages(Paginator):
    """The rows of a list, cut into pages; no further than they are counted."""

    def __init__(self, listing: "Listing") -> None:
        super().__init__([], PER_PAGE)
        self._listing = listing
        self.count = listing.count

    def page(self, number: int | str) -> Page:
        """Give a page with its rows; `EmptyPage` beyond the end."""
        number = self.validate_number(number)
        rows = self._listing.rows((number - 1) * PER_PAGE, PER_PAGE) if self.count else []
        return Page(rows, number, self)


class Listing(Asking):
    """A list as a query string asks for it. Ask `problems` first: the rest needs a valid one."""

    # {how an address ends: what it gives} of the files of any search, and how that of its feed ends.
    FILES: dict[str, str] = {}
    FEED = ""
    # The kinds of party that the list offers to choose from.
    CHOOSERS: tuple[str, ...] = ()
    # Parameters in view, and under "More filters", in the order of the form.
    IN_VIEW: tuple[str, ...] = ()
    MORE: tuple[str, ...] = ()

    q = Words(label="Search")
    sample = PlainChoice(
        label="Invented records", options=[("1", "Show them"), ("0", "Leave them out")]
    )

    class Meta:
        form = QueryString

    @classmethod
    def get_filters(cls):
        """Add `page`, whose name on the class is the method that gives the page."""
        return super().get_filters() | {"page": PageFilter(label="Page")}

    def get_form_class(self):
        """Let the form know whose names may be given."""
        # Asked only where a name is given: it takes a query.
        told = {
            "kinds": self.CHOOSERS,
            "shows_invented": property(lambda form: self.shows_invented),
        }
        return type("Query", (super().get_form_class(),), told)

    # Rows

    def filter_queryset(self, queryset, *, without=()):
        """Narrow and order, leaving out the filters named in `without`."""
        return self.ordered(self.narrowed(queryset, without=without))

    def narrowed(self, queryset: QuerySet, *, without=()) -> QuerySet:
        """Narrow, leaving out the filters named in `without`."""
        if not self.shows_invented:
            queryset = queryset.filter(invented=False)
        for name, value in self.asked.items():
            if name not in without:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    def ordered(self, queryset: QuerySet) -> QuerySet:
        """Put the rows in the order asked for."""
        raise NotImplementedError

    def rows(self, start: int, most: int) -> list:
        """Give the rows of a page."""
        return list(self.qs[start : start + most])

    @property
    def sort(self) -> str:
        """The order asked for, or the usual one."""
        return self.asked.get("sort") or self.usual_sort

    @cached_property
    def record_contents(self) -> public.RecordContents:
        """What is public: anything real, anything invented, and which grounds. One query."""
        return public.record_contents()

    @property
    def has_real(self) -> bool:
        """Whether a real contract is public: then the invented step back."""
        return self.record_contents.real

    @property
    def shows_invented(self) -> bool:
        """Whether invented rows are in the list, where there are any."""
        # As it was given: the form itself asks, before it is read.
        given = self.data.getlist("sample")
        return given == ["1"] or (given != ["0"] and not self.has_real)

    @cached_property
    def count(self) -> int:
        """How many rows there are in all, or as many as are counted. One query."""
        return self.qs.count()

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

    # Parties

    @cached_property
    def meant(self) -> dict[str, dict]:
        """{kind: {value: parties}}: whom the parties asked for are. At most two queries."""
        wanted = {kind: self.asked[kind] for kind in self.CHOOSERS if self.asked.get(kind)}
        return public.resolved(wanted) if wanted else {}

    def parties_meant(self, kind: str) -> list[int]:
        """Give the keys of the parties of a kind that are asked for."""
        return [party.pk for found in self.meant.get(kind, {}).values() for party in found]

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

    @property
    def strangers(self) -> list[str]:
        """Sentences about the numbers asked for that no public party of their kind has."""
        return [
            f"There is no {kind} number {value} on this record."
            if isinstance(value, int)
            else f"No {kind} on this record has the identifier {'-'.join(filter(None, value))}."
            for kind, found in self.meant.items()
            for value, parties in found.items()
            if not parties
        ]

    # What a page says about the query

    @cached_property
    def nearest(self) -> dict:
        """{"respelt", "looser"}: other searches that find something; see `ContractFilter`."""
        return {"respelt": None, "looser": []}

    @property
    def most_counted(self) -> int:
        """How far rows are counted, and so shown in pages."""
        return public.MOST_COUNTED

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
    def tallies(self) -> dict[str, public.Facet]:
        """{parameter: how many rows have which value} for the parameters whose choices are counted."""
        return {}

    def _part(self, name):
        """Give {"field", "kind", "options", "given", "folds", "shown", "more", "error", "asked"} of a form's
        parameter.

        `kind` is text, one, any or party; options are {"code", "label", "on", "number"}. `error` says
        what is refused, `asked` is what is not clear and asked about beside the form.
        """
        field, given = self.form[name], self.given.get(name, [])
        facet = None if self.form.errors else self.tallies.get(name)
        options = self.offered(name)
        error, asked = self.unsettled(name)
        return {
            "field": field,
            "error": error,
            "asked": asked,
            "kind": self._kind(name, field.field, options),
            "given": given,
            "folds": name in self.MORE or len(options) > LONGEST_OPEN,
            "shown": plaintext.visible(asked or given[0])[:200] if given else "",
            "more": bool(facet and facet.more),
            "options": [
                {
                    "code": code,
                    "label": label,
                    "on": code in given,
                    "number": facet.counts.get(code, 0) if facet else None,
                }
                for code, label in options
            ],
        }

    def _kind(self, name, field, options):
        if name in self.CHOOSERS:
            return "party"
        if not options:
            return "text"
        any_ = isinstance(field, Choice) and (field.many or len(options) == 1)
        return "any" if any_ else "one"

    def offered(self, name: str) -> list[tuple[str, str]]:
        """Give what a form offers for a parameter; none for text. Of parties, those that are chosen."""
        field = self.form[name].field
        if isinstance(field, Choice):
            return self.options(name)
        return self.chosen(name) if name in self.CHOOSERS else []

    def options(self, name: str) -> list[tuple[str, str]]:
        """Give the (code, label) pairs of a parameter that is a choice."""
        return self.form[name].field.options

    def chosen(self, kind: str) -> list[tuple[str, str]]:
        """Give (value, name) of the parties that are asked for."""
        if self.form.errors:
            _, asked = self.unsettled(kind)
            return [(value, shown(value)) for value in self.given.get(kind, []) if value != asked]
        found = self.meant.get(kind, {})
        given = zip(self.given.get(kind, []), self.asked.get(kind) or [], strict=True)
        return [
            (text, ", ".join(party.name for party in found.get(value, ())) or shown(text))
            for text, value in given
        ]

    @property
    def to_file(self) -> str:
        """The query string of a file of all the rows."""
        return self.to()

    def to_page(self, number: int) -> str:
        """Give the query string of another page."""
        return self.to(page=[str(number)])

    @property
    def to_previous(self) -> str:
        """The query string of the page before."""
        return self.to_page(self.page.number - 1)

    @property
    def to_next(self) -> str:
        """The query string of the page after."""
        return self.to_page(self.page.number + 1)

    @property
    def with_invented(self) -> str:
        """The query string that shows the invented too."""
        return self.to(sample=["1"])

    @property
    def without_invented(self) -> str:
        """The query string that leaves the invented out."""
        return self.to(sample=[])

    @cached_property
    def chips(self) -> list[dict]:
        """[{"label", "text", "query"}]: each value that is on, and the query string without it."""
        return [
            {
                "label": self.form[name].label,
                "text": self.say(name, value),
                "query": self.query(**{name: [v for v in values if v != value]}),
            }
            for name, values in self.given.items()
            if name not in self.beside
            for value in values
        ]

    @property
    def filters_on(self) -> int:
        """How many values are on beside the words."""
        return len(self.chips) - len(self.given.get("q", []))

    @cached_property
    def sorts(self) -> list[dict]:
        """[{"label", "query", "on"}]: the orders on offer. Relevance only with words."""
        now = (self.given.get("sort") or [self.usual_sort])[0]
        return [
            {"label": label, "query": self.query(sort=[code]), "on": code == now}
            for code, label in self.SORTS.items()
            if code != "relevance" or self.given.get("q")
        ]

    def say(self, name: str, value: str) -> str:
        """Give a value that is asked for in words."""
        return dict(self.offered(name)).get(value) or shown(plaintext.visible(value))

    @cached_property
    def said(self) -> search.TextQuery:
        """What the words ask for, as search reads them."""
        return search.parse(self.asked.get("q") or "")
