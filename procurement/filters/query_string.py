"""A query string as it was given: what it says, what of it is refused, and how it is written."""

from functools import cache, cached_property, partial
from typing import Any, cast

import django_filters
from django import forms
from django.http import QueryDict

from procurement import money, public, search

from .doubt import MOST_CALLED, Doubt, error_in_words, every_called, of_parties, printable
from .parameters import Choice, Name, values_given


class QueryForm(forms.Form):
    """What is checked across the parameters of a list."""

    def __init__(self, data, *, listing: Any, prefix=None) -> None:
        super().__init__(data, prefix=prefix)
        self.listing = listing
        # {(kind, name): party} of the parties that are given by name.
        self.named: dict[tuple[str, str], Any] = {}
        if "ground" in self.fields:
            ground = cast(Choice, self.fields["ground"])
            self.fields["ground"] = ground.among(listing.grounds_offered)

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
        for kind in self.listing.CHOOSERS:
            self._names(kind, data.get(kind) or [])
        return data

    def _names(self, kind, values):
        """Put the party that bears a name in its place; where several may, they are offered."""
        names = [value for value in values if isinstance(value, Name)]
        if not names:
            return
        # Asked only where a name is given: it takes a query.
        invented = self.listing.shows_invented
        for name in names:
            found = public.named_like(kind, name, MOST_CALLED, invented=invented)
            exact = [one for one in found if search.fold(one.name) == search.fold(name)]
            if len(exact or found) == 1:
                self.named[kind, str(name)] = (exact or found)[0]
            else:
                self.add_error(kind, self._unclear(kind, name, found, invented))
        if kind not in self.errors:
            self.cleaned_data[kind] = [
                self.named[kind, value].public_id if isinstance(value, Name) else value
                for value in values
            ]

    def _unclear(self, kind, name, found, invented):
        """A name that is several parties', or nobody's but like some."""
        if not found:
            like = public.alike(kind, name, MOST_CALLED, invented=invented)
            message = (
                f"No {kind} on this record is called “{printable(name)}”. Accepted: a number, an"
                " identifier such as GB-COH-01234567, or words that its name begins with."
            )
            return Doubt(message, name, of_parties(like))
        count = public.all_named_like(kind, name, invented=invented).count()
        message = (
            f"“{printable(name)}” fits the names of {count:,} {kind}s."
            " Accepted: a number, an identifier or one’s whole name."
        )
        every = every_called(kind, name, self.data.get("sample", "")) if count > len(found) else ""
        asks = f"Which {kind} is “{printable(name)}”?"
        return Doubt(message, name, of_parties(found), asks, count, every)


class ContractQueryForm(QueryForm):
    """What is checked of contracts besides: amounts, which are read and compared in one currency."""

    def clean(self):
        """Read the amounts in the currency asked for."""
        data = super().clean()
        if "currency" not in self.errors:
            currency = data.get("currency") or self.listing.usual["currency"]
            for name in ("value_min", "value_max"):
                data[name] = self._minor(name, data.get(name), currency)
            self._check_order(data)
        return data

    def _minor(self, name, text, currency):
        if not text:
            return None
        try:
            amount = money.parse(text, currency)
        except money.MoneyError as error:
            return self.add_error(name, error_in_words(text, error))
        if amount.currency != currency:
            return self.add_error(
                name,
                f"“{printable(text)}” is in {amount.currency}, and values are compared in {currency}."
                f" Accepted: an amount in {currency}, or choose {amount.currency} as the currency.",
            )
        return amount.minor

    def _check_order(self, data):
        least, most = data.get("value_min"), data.get("value_max")
        if least is not None and most is not None and least > most:
            self.add_error(
                "value_max", "It is below the least value. Accepted: a value not below it."
            )


class QueryString(django_filters.FilterSet):
    """A query string. Ask `problems` first: `asked` needs a valid one."""

    SORTS: dict[str, str] = {}
    # The kinds of party that may be given.
    CHOOSERS: tuple[str, ...] = ()

    class Meta:
        form = QueryForm

    def get_form_class(self):
        """Give the form of this list, made once, for this query string."""
        return partial(_form_class(type(self)), listing=self)

    @cached_property
    def given(self) -> dict[str, list[str]]:
        """The values given for the parameters that this list has, in its order."""
        values = {name: values_given(self.data, name) for name in self.filters if name in self.data}
        return {name: value for name, value in values.items() if value}

    @cached_property
    def problems(self) -> list[dict]:
        """[{"field", "message", "short", "answers", "doubt"}]: what is not taken as it stands.

        `short` leaves out what is accepted, for where the field itself says it. `doubt` is a Doubt,
        or None; `answers` are {"answer", "query"} of what may be meant.
        """
        found = self.form.errors.as_data()
        return [self._problem(name, one) for name, errors in found.items() for one in errors]

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
        return [one for one in self.problems if one["doubt"] and one["doubt"].asks]

    @property
    def mistakes(self) -> list[dict]:
        """Those of the `problems` that are no question."""
        return [one for one in self.problems if one not in self.questions]

    @cached_property
    def asked(self) -> dict:
        """What each parameter means, of a valid query string."""
        if self.form.errors:
            raise ValueError("A query string that is refused means nothing.")
        return self.form.cleaned_data

    @cached_property
    def beside(self) -> tuple[str, ...]:
        """The parameters that narrow nothing."""
        return ("sort", "page", "sample")

    @property
    def is_filtered(self) -> bool:
        """Whether the rows are narrowed."""
        return any(name not in self.beside for name in self.given)

    @cached_property
    def usual(self) -> dict[str, str]:
        """What a parameter means where it is not given."""
        return {"sort": next(iter(self.SORTS)), "page": "1"}

    @property
    def sort(self) -> str:
        """The order asked for, or the usual one."""
        return self.asked.get("sort") or self.usual["sort"]

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


@cache
def _form_class(listed: type[QueryString]) -> type[forms.Form]:
    fields = {name: one.field for name, one in listed.base_filters.items()}
    return type(f"{listed.__name__}Form", (listed._meta.form,), fields)
