"""What a page says of a query string: its form, what is on, and the searches that lie beside it."""

from functools import cached_property

from procurement import plaintext, public

from .doubt import printable
from .parameters import LONGEST_TEXT, Choice, Year
from .results import Results

# Choices beyond this many fold away.
LONGEST_OPEN = 12


class Listing(Results):
    """How a list is shown. Numbers of rows come from the list itself."""

    # {how an address ends: what it gives} of the files of any search, and how that of its feed ends.
    FILES: dict[str, str] = {}
    FEED = ""
    # Parameters in view, in the order of the form. The others stand under "More filters".
    IN_VIEW: tuple[str, ...] = ()

    @cached_property
    def nearest(self) -> dict:
        """{"respelt", "looser"}: other searches that find something; see `ContractFilter`."""
        return {"respelt": None, "looser": []}

    @cached_property
    def tallies(self) -> dict[str, public.Facet]:
        """{parameter: how many rows have which value} for the parameters whose choices are counted."""
        return {}

    @property
    def most_counted(self) -> int:
        """How far rows are counted, and so shown in pages."""
        return public.MOST_COUNTED

    @property
    def compares_values(self) -> bool:
        """Whether values are compared, so that the page says in which currency."""
        return False

    # The form

    @cached_property
    def in_view(self) -> list[dict]:
        """The parameters in view, as `_part` gives them."""
        return [self._part(name) for name in self.IN_VIEW]

    @cached_property
    def more(self) -> list[dict]:
        """The parameters under "More filters", as `_part` gives them."""
        return [self._part(name) for name in self._folded]

    @property
    def more_is_on(self) -> bool:
        """Whether something under "More filters" is given."""
        return any(name in self.given for name in self._folded)

    @property
    def _folded(self):
        apart = (*self.IN_VIEW, "q", "sort", "page", "sample")
        return [name for name in self.filters if name not in apart]

    def _part(self, name):
        """Give {"field", "kind", "options", "given", "folds", "shown", "more", "error", "asked"} of a form's
        parameter.

        `kind` is text, one, any or party; options are {"code", "label", "on", "number"}. `error` says
        what is refused, `asked` is what is not clear and asked about beside the form.
        """
        given, options = self.given.get(name, []), self.offered(name)
        facet = None if self.problems else self.tallies.get(name)
        error, asked = self._unsettled(name) if self.problems else ("", "")
        return {
            "field": self.form[name],
            "error": error,
            "asked": asked,
            "kind": self._kind(name, options),
            "given": given,
            "folds": name not in self.IN_VIEW or len(options) > LONGEST_OPEN,
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

    def _kind(self, name, options):
        field = self.form.fields[name]
        if name in self.CHOOSERS:
            return "party"
        if not options:
            return "text"
        any_ = isinstance(field, Choice) and (field.many or len(options) == 1)
        return "any" if any_ else "one"

    def _unsettled(self, name):
        """What is refused of a parameter, and which of its values is asked about; "" for none."""
        mistakes = [one["message"] for one in self.mistakes if one["field"].name == name]
        asked = [one["doubt"].given for one in self.questions if one["field"].name == name]
        return next(iter(mistakes), ""), next(iter(asked), "")

    def offered(self, name: str) -> list[tuple[str, str]]:
        """Give what a form offers for a parameter: none for text. Of parties and years, what is found most."""
        counted = None if self.problems else self.tallies.get(name)
        if name in self.CHOOSERS:
            return self.chosen(name) + (self._most_found(name, counted) if counted else [])
        if counted and isinstance(self.form.fields[name], Year):
            years = {*counted.counts, *self.given.get(name, [])}
            return [(year, year) for year in sorted(years, key=int, reverse=True)]
        return self.options(name)

    def _most_found(self, kind, counted):
        """Beside those that are chosen."""
        by_count = sorted(counted.labels, key=lambda one: (-counted.counts[one], int(one)))
        chosen = self.given.get(kind, [])
        return [(one, counted.labels[one]) for one in by_count if one not in chosen]

    def options(self, name: str) -> list[tuple[str, str]]:
        """Give the (code, label) pairs of a parameter that is a choice, and whatever else is chosen."""
        field = self.form.fields[name]
        if not isinstance(field, Choice):
            return []
        given = self.given.get(name, ())
        if not given or name in self.form.errors:
            return field.offered
        known = dict(field.offered)
        return field.offered + [(one, one) for one in given if one not in known]

    def chosen(self, kind: str) -> list[tuple[str, str]]:
        """Give (value, name) of the parties that are asked for."""
        if self.problems:
            _, asked = self._unsettled(kind)
            return [
                (value, printable(value)) for value in self.given.get(kind, []) if value != asked
            ]
        found = self.meant.get(kind, {})
        given = zip(self.given.get(kind, []), self.asked.get(kind) or [], strict=True)
        return [
            (text, ", ".join(party.name for party in found.get(value, ())) or printable(text))
            for text, value in given
        ]

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

    # What is on

    @cached_property
    def chips(self) -> list[dict]:
        """[{"label", "text", "query"}]: each value that is on, and the query string without it."""
        return [
            {
                "label": self.form.fields[name].label,
                "text": self.in_words(name, value),
                "query": self.query(**{name: [v for v in values if v != value]}),
            }
            for name, values in self.given.items()
            if name not in self.beside
            for value in values
        ]

    @property
    def words(self) -> str:
        """The words searched for, as they can be printed."""
        return plaintext.visible(self.given.get("q", [""])[0])[:LONGEST_TEXT]

    @property
    def filters_on(self) -> int:
        """How many values are on beside the words."""
        return len(self.chips) - len(self.given.get("q", []))

    def in_words(self, name: str, value: str) -> str:
        """Give a value that is asked for in words."""
        known = self.chosen(name) if name in self.CHOOSERS else self.options(name)
        label = dict(known).get(value, value)
        return label if label != value else printable(plaintext.visible(value))

    # Searches beside it

    @cached_property
    def sorts(self) -> list[dict]:
        """[{"label", "query", "on"}]: the orders on offer. Relevance only with words."""
        now = (self.given.get("sort") or [self.usual["sort"]])[0]
        return [
            {"label": label, "query": self.query(sort=[code]), "on": code == now}
            for code, label in self.SORTS.items()
            if code != "relevance" or self.given.get("q")
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
