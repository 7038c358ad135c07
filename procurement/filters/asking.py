"""A query string as it was given: what it says, what of it is refused, and how it is written."""

from functools import cached_property

import django_filters
from django import forms
from django.http import QueryDict

from procurement import plaintext, public, search

from .parameters import LONGEST_TEXT, Name, shown

# How many parties are offered where a name fits several.
MOST_CALLED = 10


class Query(forms.Form):
    """What all lists check across parameters."""

    # The kinds of party whose names may be given; filled for each list.
    kinds: tuple[str, ...] = ()
    shows_invented = True

    def clean(self):
        """Refuse an order by relevance where nothing is searched for, a time that ends before it begins,
        and a name that is not just one party's.
        """
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
        self.candidates, self.named = {}, {}
        for kind in self.kinds:
            self._names(kind, data.get(kind) or [])
        return data

    def _names(self, kind, values):
        """Put the party that bears a name in its place; where several may, they are offered."""
        names = [value for value in values if isinstance(value, Name)]
        for name in names:
            found = public.called(kind, name, MOST_CALLED, invented=self.shows_invented)
            exact = [one for one in found if search.fold(one.name) == search.fold(name)]
            if len(exact or found) == 1:
                self.named[kind, str(name)] = (exact or found)[0]
                continue
            message = _unclear(kind, name, found)
            exact = (
                exact
                or found
                or public.alike(kind, name, MOST_CALLED, invented=self.shows_invented)
            )
            self.candidates[kind, message] = str(name), exact
            self.add_error(kind, message)
        if names and kind not in self.errors:
            self.cleaned_data[kind] = [
                self.named[kind, value].public_id if isinstance(value, Name) else value
                for value in values
            ]


def _unclear(kind, name, found):
    if found:
        return (
            f"“{shown(name)}” may mean more than one {kind}."
            " Accepted: a number, an identifier or one’s whole name."
        )
    return (
        f"No {kind} on this record is called “{shown(name)}”."
        " Accepted: a number, an identifier such as GB-COH-01234567, or words that its name begins with."
    )


class Asking(django_filters.FilterSet):
    """A query string. Ask `problems` first: `asked` needs a valid one."""

    SORTS: dict[str, str] = {}

    @cached_property
    def given(self) -> dict[str, list[str]]:
        """The values given for the parameters that this list has, in its order."""
        values = {name: self.form[name].value() for name in self.filters}
        return {name: value for name, value in values.items() if value}

    @property
    def problems(self) -> list[dict]:
        """[{"field", "message", "short", "candidates"}]: what is refused, and which field it is about.

        `short` leaves out what is accepted, for where the field itself says it; `candidates` are
        {"party", "query"} of the parties that a name may mean.
        """
        return [
            {
                "field": self.form[name],
                "message": message,
                "short": message.split(" Accepted: ")[0],
                "candidates": self._candidates(name, message),
            }
            for name, messages in self.form.errors.items()
            for message in messages
        ]

    def _candidates(self, kind, message):
        """Each in place of the name that may mean it; the other parties asked for stay."""
        text, found = getattr(self.form, "candidates", {}).get((kind, message), ("", []))
        chosen = [
            (party, [str(party.public_id) if one == text else one for one in self.given[kind]])
            for party in found
        ]
        return [{"party": party, "query": self.query(**{kind: given})} for party, given in chosen]

    @property
    def asked(self) -> dict:
        """What each parameter means, of a valid query string."""
        if self.form.errors:
            raise ValueError("A query string that is refused means nothing.")
        return self.form.cleaned_data

    @property
    def beside(self) -> tuple[str, ...]:
        """The parameters that narrow nothing."""
        return ("sort", "page", "sample")

    @property
    def is_filtered(self) -> bool:
        """Whether the rows are narrowed."""
        return any(name not in self.beside for name in self.given)

    @property
    def usual(self) -> dict[str, str]:
        """What a parameter means where it is not given."""
        return {"sort": self.usual_sort, "page": "1"}

    @property
    def usual_sort(self) -> str:
        """The order where none is asked for."""
        return next(iter(self.SORTS))

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

    def to(self, **changes: list[str]) -> str:
        """Give the query string as `query` does, with "?" before it where there is any."""
        query = self.query(**changes)
        return f"?{query}" if query else ""

    @property
    def address(self) -> str:
        """The shortest query string of this very page, with "?" before it."""
        return self.to(page=self.given.get("page", []))

    @property
    def canonical(self) -> str:
        """The one query string of all that mean the same: parameters and values in a fixed order."""
        changes = {name: sorted(values) for name, values in self.given.items() if name != "q"}
        return self.to(**changes | {"page": self.given.get("page", [])})

    @property
    def words(self) -> str:
        """The words searched for, as they can be printed."""
        return plaintext.visible(self.given.get("q", [""])[0])[:LONGEST_TEXT]
