"""A query string as it was given: what it says, what of it is refused, and how it is written."""

from functools import cached_property

import django_filters
from django import forms
from django.http import QueryDict

from procurement import plaintext, public, search

from .doubt import MOST_CALLED, Doubt, every_called, of_parties
from .parameters import LONGEST_TEXT, Name, shown


class QueryString(forms.Form):
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
        self.named = {}
        for kind in self.kinds:
            self._names(kind, data.get(kind) or [])
        return data

    def _names(self, kind, values):
        """Put the party that bears a name in its place; where several may, they are offered."""
        names = [value for value in values if isinstance(value, Name)]
        for name in names:
            found = public.named_like(kind, name, MOST_CALLED, invented=self.shows_invented)
            exact = [one for one in found if search.fold(one.name) == search.fold(name)]
            if len(exact or found) == 1:
                self.named[kind, str(name)] = (exact or found)[0]
            else:
                self.add_error(kind, self._unclear(kind, name, found))
        if names and kind not in self.errors:
            self.cleaned_data[kind] = [
                self.named[kind, value].public_id if isinstance(value, Name) else value
                for value in values
            ]

    def _unclear(self, kind, name, found):
        """A name that is several parties', or nobody's but like some."""
        if not found:
            like = public.alike(kind, name, MOST_CALLED, invented=self.shows_invented)
            message = (
                f"No {kind} on this record is called “{shown(name)}”. Accepted: a number, an"
                " identifier such as GB-COH-01234567, or words that its name begins with."
            )
            return Doubt(message, name, of_parties(like))
        count = public.all_named_like(kind, name, invented=self.shows_invented).count()
        message = (
            f"“{shown(name)}” fits the names of {count:,} {kind}s."
            " Accepted: a number, an identifier or one’s whole name."
        )
        every = every_called(kind, name, self.data.get("sample", "")) if count > len(found) else ""
        asks = f"Which {kind} is “{shown(name)}”?"
        return Doubt(message, name, of_parties(found), asks, count, every)


class Asking(django_filters.FilterSet):
    """A query string. Ask `problems` first: `asked` needs a valid one."""

    SORTS: dict[str, str] = {}

    @cached_property
    def given(self) -> dict[str, list[str]]:
        """The values given for the parameters that this list has, in its order."""
        values = {name: self.form[name].value() for name in self.filters}
        return {name: value for name, value in values.items() if value}

    @cached_property
    def problems(self) -> list[dict]:
        """[{"field", "message", "short", "answers", "doubt"}]: what is not taken as it stands.

        `short` leaves out what is accepted, for where the field itself says it. `doubt` is a Doubt,
        or None; `answers` are {"answer", "query"} of what may be meant.
        """
        return [self._problem(name, one) for name, one in self._refused()]

    def _refused(self):
        found = self.form.errors.as_data()
        return [(name, one) for name, errors in found.items() for one in errors]

    def _problem(self, name, error):
        doubt = error if isinstance(error, Doubt) else None
        message = str(error.message)
        return {
            "field": self.form[name],
            "message": message,
            "short": message.split(" Accepted: ")[0],
            "doubt": doubt,
            "answers": self._answers(name, doubt) if doubt else [],
        }

    def _answers(self, name, doubt):
        """Each in place of the value that may mean it; the others that are asked for stay."""
        chosen = [
            (answer, [answer.value if one == doubt.given else one for one in self.given[name]])
            for answer in doubt.answers
        ]
        return [
            {"answer": answer, "query": self.query(**{name: values})} for answer, values in chosen
        ]

    @property
    def questions(self) -> list[dict]:
        """Those of the `problems` that are no mistake: what was given may mean several things."""
        return [one for one in self.problems if _asks(one)]

    @property
    def mistakes(self) -> list[dict]:
        """Those of the `problems` that are no question."""
        return [one for one in self.problems if not _asks(one)]

    def unsettled(self, name: str) -> tuple[str, str]:
        """Give what is refused of a parameter, and which of its values is asked about; "" for none."""
        mine = [one for one in self.problems if one["field"].name == name]
        mistakes = [one["message"] for one in mine if not _asks(one)]
        asked = [one["doubt"].given for one in mine if _asks(one)]
        return next(iter(mistakes), ""), next(iter(asked), "")

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


def _asks(problem):
    return bool(problem["doubt"] and problem["doubt"].asks)
