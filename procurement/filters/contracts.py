"""The list of contracts: its parameters, and what each narrows to."""

from collections import Counter as Tally
from functools import cached_property, reduce
from operator import add

from django.db.models import Case, Count, Exists, F, OuterRef, Value, When

from procurement import codelists, money, public, search

from .conditions import (
    Codes,
    Ever,
    Flag,
    OfActors,
    OfActs,
    Parties,
    Plain,
    PlainChoice,
    PlainDay,
    Suppliers,
    chosen,
)
from .grounds import ground_options
from .listing import Listing, Query
from .parameters import shown, told

# What a form offers; every currency of ISO 4217 is accepted.
OFFERED_CURRENCIES = ("EUR", "USD")
DEFAULT_CURRENCY = "GBP"
DATED = "Where no date of decision is stated: first published here."


class ContractQuery(Query):
    """What only contracts have: amounts, in one currency."""

    def clean(self):
        """Read the amounts in the currency asked for."""
        data = super().clean()
        if "currency" not in self.errors:
            currency = data.get("currency") or DEFAULT_CURRENCY
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
            return self.add_error(name, told(text, error))
        if amount.currency != currency:
            return self.add_error(
                name,
                f"“{shown(text)}” is in {amount.currency}, and values are compared in {currency}."
                f" Accepted: an amount in {currency}, or choose {amount.currency} as the currency.",
            )
        return amount.minor

    def _check_order(self, data):
        least, most = data.get("value_min"), data.get("value_max")
        if least is not None and most is not None and least > most:
            self.add_error(
                "value_max", "It is below the least value. Accepted: a value not below it."
            )


class ContractFilter(Listing):
    """The public contracts that a query string asks for."""

    SORTS = {
        "-last_event": "Last event",
        "relevance": "Relevance",
        "-value": "Highest value",
        "value": "Lowest value",
        "-published": "Newly published",
        "-days_on_hold": "Longest on hold",
    }
    CHOOSERS = ("vendor", "buyer", "stakeholder")
    OF_ACTS = {
        "type": "type__in",
        "ground": "grounds__ground__in",
        "effect": "effect__in",
        "outcome": "outcome__in",
    }
    IN_VIEW = ("stage", "hold", "vendor", "buyer", "stakeholder")
    MORE = (
        "type", "ground", "effect", "outcome", "ever", "value_min", "value_max", "currency",
        "date_from", "date_to", "category", "method", "disputed",
    )  # fmt: skip

    stage = Codes("stage", label="Stage", options=codelists.STAGE.choices())
    hold = Codes("hold", label="Hold", options=codelists.HOLD.choices())
    vendor = Suppliers("pk", kind="vendor", label="Vendor")
    buyer = Parties("buyer", kind="buyer", label="Buyer")
    stakeholder = OfActors(label="Stakeholder", many=True)
    type = OfActs(label="Intervention", options=codelists.TYPE.choices())
    ground = OfActs(label="Ground", options=ground_options)
    effect = OfActs(label="Effect", options=codelists.EFFECT.choices())
    outcome = OfActs(label="Outcome", options=codelists.OUTCOME.choices())
    ever = Ever(label="Ever", options=codelists.HOLD.choices()[1:])
    value_min = Plain(label="Value from")
    value_max = Plain(label="Value to")
    currency = PlainChoice(label="Currency", options=[(code, code) for code in money.CURRENCIES])
    date_from = PlainDay("dated_on", lookup_expr="gte", label="Decided from", help_text=DATED)
    date_to = PlainDay("dated_on", lookup_expr="lte", label="Decided to", last=True)
    category = Codes("category", label="Category", options=codelists.CATEGORY.choices())
    method = Codes("method", label="Procedure", options=codelists.METHOD.choices())
    disputed = Flag("disputed", label="Accounts", options=[("1", "They differ")])
    sort = PlainChoice(label="Order", options=list(SORTS.items()))

    class Meta(Listing.Meta):
        form = ContractQuery

    def __init__(self, data):
        super().__init__(data, public.contracts())

    def filter_queryset(self, queryset, *, without=()):
        """Narrow and order; what is asked of acts must hold of the same one."""
        queryset = super().filter_queryset(queryset, without=without)
        data = self.asked
        conditions = {lookup: data[name] for name, lookup in self.OF_ACTS.items() if data.get(name)}
        if data.get("stakeholder"):
            conditions["stakeholder__in"] = chosen("stakeholder", data["stakeholder"])
        if conditions:
            acts = public.interventions().filter(contract=OuterRef("pk"), **conditions)
            queryset = queryset.filter(Exists(acts))
        return self._valued(queryset)

    def _valued(self, queryset):
        data = self.asked
        least, most = data.get("value_min"), data.get("value_max")
        if least is None and most is None:
            return queryset
        queryset = queryset.filter(currency=self.currency_used, value_minor__isnull=False)
        if least is not None:
            queryset = queryset.filter(value_minor__gte=least)
        return queryset if most is None else queryset.filter(value_minor__lte=most)

    @property
    def currency_used(self) -> str:
        """The currency in which values are compared."""
        return (self.given.get("currency") or [DEFAULT_CURRENCY])[0]

    @property
    def usual(self):
        """Add the currency in which values are compared unless another is given."""
        return super().usual | {"currency": DEFAULT_CURRENCY}

    @property
    def compares_values(self) -> bool:
        """Whether values are compared, so that the page says in which currency."""
        return bool({"value_min", "value_max"} & self.given.keys()) or "value" in self.sort

    def options(self, name):
        """Give what a form offers: of currencies the usual ones, and whichever is chosen."""
        if name != "currency":
            return super().options(name)
        offered = [DEFAULT_CURRENCY, *OFFERED_CURRENCIES, *self.given.get("currency", [])]
        return [(code, code) for code in dict.fromkeys(offered)]

    def ordered(self, queryset):
        """Put the rows in the order asked for; ties by public id, so that pages never overlap."""
        queryset = public.by_last_event(queryset)
        last_event = queryset.query.order_by
        if self.sort in ("-value", "value"):
            return self._by_value(queryset)
        if self.sort == "relevance":
            return queryset.annotate(hits=self._hits()).order_by("-hits", *last_event)
        if self.sort == "-published":
            return queryset.order_by("-published_at", "-public_id")
        if self.sort == "-days_on_hold":
            return queryset.order_by(F("held_since").asc(nulls_last=True), *last_event)
        return queryset

    def _by_value(self, queryset):
        """Values in the currency asked for, then each other currency apart, then none."""
        place = Case(
            When(value_minor__isnull=True, then=2),
            When(currency=self.currency_used, then=0),
            default=1,
        )
        value = F("value_minor").desc() if self.sort == "-value" else F("value_minor").asc()
        return queryset.annotate(place=place).order_by("place", "currency", value, "-public_id")

    def _hits(self):
        """How many of the words asked for begin a word of the title or of a party's name."""
        words = dict.fromkeys(search.fold(self.asked["q"]).split())
        hits = [Case(When(title_words__contains=f" {word}", then=1), default=0) for word in words]
        return reduce(add, hits, Value(0))

    @cached_property
    def count(self) -> int:
        """How many contracts there are in all."""
        return sum(self._tally(self.given.get("stage"), self.given.get("hold")).values())

    @cached_property
    def tallies(self) -> dict[str, dict[str, int]]:
        """{"stage": {code: contracts}, "hold": …}, each under all filters but its own."""
        stages: Tally[str] = Tally()
        holds: Tally[str] = Tally()
        for (stage, _), number in self._tally(None, self.given.get("hold")).items():
            stages[stage] += number
        for (_, hold), number in self._tally(self.given.get("stage"), None).items():
            holds[hold] += number
        return {"stage": stages, "hold": holds}

    def _tally(self, stages, holds):
        return {
            (stage, hold): number
            for (stage, hold), number in self._groups.items()
            if (not stages or stage in stages) and (not holds or hold in holds)
        }

    @cached_property
    def _groups(self):
        """{(stage, hold): contracts} under all other filters. One query."""
        rows = self.filter_queryset(self.queryset, without=("stage", "hold"))
        rows = rows.select_related(None).prefetch_related(None).order_by()
        groups = rows.values("stage", "hold").annotate(number=Count("pk"))
        return {(group["stage"], group["hold"]): group["number"] for group in groups}
