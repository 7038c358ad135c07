"""The list of contracts: its parameters, and what each narrows to."""

from functools import cached_property

from procurement import codelists, money, public, search

from .acts import OfOneGround, asked_of_acts, grounds_offered
from .amounts import DEFAULT_CURRENCY, ContractQuery
from .conditions import (
    Buyers,
    Codes,
    Counts,
    Cpvs,
    Disputed,
    Flag,
    FlagOfActs,
    Holds,
    Listed,
    OfActors,
    OfActs,
    Places,
    Plain,
    PlainChoice,
    PlainDay,
    SeldomCodes,
    Suppliers,
    Times,
    Years,
)
from .listing import Listing
from .nearest import nearest

# What a form offers; every currency of ISO 4217 is accepted.
OFFERED_CURRENCIES = ("EUR", "USD")
# The usual ones first: a refusal names them all.
CURRENCIES = [
    (code, code)
    for code in dict.fromkeys((DEFAULT_CURRENCY, *OFFERED_CURRENCIES, *sorted(money.CURRENCIES)))
]
# What may be given beside what is on offer.
FREE = ("currency", "cpv", "bids")
DATED = (
    "Where this record has no date of decision, the date of first publication is used. A date known"
    " only to the month or year counts as its first day."
)
# What a form offers; any number and any range is accepted.
BIDS = [("0", "No bid"), ("1", "One bid"), ("2-4", "2 to 4"), ("5-", "5 and more")]
OF_BIDS = "As notices state it; of several lots or awards, the fewest."
OF_PLACES = "England and the United Kingdom have all their regions in them."
WHEN = "By the deadline, start and end that are stated. Where none is, it is none of these."


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
    FILES = {
        "csv": "CSV",
        "xlsx": "Excel",
        "json": "JSON",
        "jsonl": "JSON Lines",
        "ocds.json": "OCDS",
    }
    FEED = "atom"
    CHOOSERS = ("buyer", "vendor", "stakeholder")
    IN_VIEW = ("hold", "stage", "buyer", "vendor", "year", "category", "type", "ground")
    MORE = (
        "stakeholder", "capacity", "layer", "effect", "outcome", "attribution",
        "has_primary_source", "has_reply", "has_outcome", "ever", "value_min", "value_max",
        "currency", "when", "date_from", "date_to", "cpv", "method", "bids", "place", "framework",
        "rationale", "tracked", "disputed",
    )  # fmt: skip

    stage = Codes("stage", label="Stage", options=codelists.STAGE.choices())
    when = Times(label="When", options=codelists.WHEN.choices(), help_text=WHEN)
    hold = Holds("hold", label="Hold", options=codelists.HOLD.choices())
    buyer = Buyers("buyer", contract="pk", label="Buyer")
    vendor = Suppliers("pk", kind="vendor", label="Vendor")
    year = Years("year", label="Year")
    category = Codes("category", label="Category", options=codelists.CATEGORY.choices())
    type = OfActs(label="Intervention", options=codelists.TYPE.choices())
    ground = OfOneGround(label="Ground", options=[])
    stakeholder = OfActors(kind="stakeholder", label="Stakeholder")
    capacity = OfActs(label="Capacity", options=codelists.CAPACITY.choices())
    layer = OfOneGround(label="Ground is", options=codelists.LAYER.choices())
    effect = OfActs(label="Effect", options=codelists.EFFECT.choices())
    outcome = OfActs(label="Outcome", options=codelists.OUTCOME.choices())
    attribution = PlainChoice(
        label="Intervention known at least as", options=codelists.ATTRIBUTION.choices()
    )
    has_primary_source = FlagOfActs(
        label="Primary source for an intervention", options=[("1", "There is one")]
    )
    has_reply = FlagOfActs(label="Reply to an intervention", options=[("1", "There is one")])
    has_outcome = FlagOfActs(label="End of an intervention", options=[("1", "It is known")])
    ever = Listed("ever", label="Ever", options=codelists.HOLD.choices()[1:])
    value_min = Plain(label="Value from")
    value_max = Plain(label="Value to")
    currency = PlainChoice(label="Currency", options=CURRENCIES)
    date_from = PlainDay("dated_on", lookup_expr="gte", label="Decided from", help_text=DATED)
    date_to = PlainDay("dated_on", lookup_expr="lte", label="Decided to", last=True)
    cpv = Cpvs(label="CPV division", options=codelists.DIVISION.choices())
    method = Codes("method", label="Procedure", options=codelists.METHOD.choices())
    bids = Counts("bids_received", label="Bids received", options=BIDS, help_text=OF_BIDS)
    place = Places(
        "regions", label="Place", options=codelists.REGION.choices(), help_text=OF_PLACES
    )
    framework = SeldomCodes("framework", label="Framework", options=codelists.FRAMEWORK.choices())
    rationale = Listed(
        "rationales", label="Reason for a direct award", options=codelists.RATIONALE.choices()
    )
    tracked = Flag(
        "tracked", label="Kept by", options=[("1", "Editors too"), ("0", "The register alone")]
    )
    disputed = Disputed(
        "disputed",
        label="Accounts differ on",
        options=[("1", "Anything"), *codelists.DISPUTABLE.choices()],
    )
    sort = PlainChoice(label="Order", options=list(SORTS.items()))

    class Meta(Listing.Meta):
        form = ContractQuery

    def __init__(self, data):
        super().__init__(data, public.contracts())
        self.filters["ground"].extra["options"] = lambda: grounds_offered(self)

    # Rows

    def filter_queryset(self, queryset, *, without=()):
        """Narrow by everything, and order."""
        rows = self.narrowed(queryset, without=without)
        found = search.match(rows, self.asked["q"]) if self.asked.get("q") else rows
        return self.ordered(found)

    def narrowed(self, queryset, *, without=()):
        """Narrow by all but words; what is asked of acts must hold of the same one."""
        queryset = super().narrowed(queryset, without=(*without, "q"))
        dropped = next((name for name in without if name != "q"), "")
        conditions = asked_of_acts(self, without=dropped)
        if conditions:
            acts = public.interventions().filter(**conditions)
            queryset = queryset.filter(pk__in=public.contracts_with(acts))
        return self._valued(self._within_a_year(queryset, without), without)

    def _within_a_year(self, queryset, without):
        """Say the year of a time that is within one: it has an index of its own."""
        first, last = (
            None if name in without else self.asked.get(name) for name in ("date_from", "date_to")
        )
        within = first and last and first.year == last.year
        return queryset.filter(year=first.year) if within else queryset

    def _valued(self, queryset, without):
        data = self.asked
        least, most = (
            None if name in without else data.get(name) for name in ("value_min", "value_max")
        )
        if least is None and most is None:
            return queryset
        queryset = queryset.filter(currency=self.currency_used, value_minor__isnull=False)
        if least is not None:
            queryset = queryset.filter(value_minor__gte=least)
        return queryset if most is None else queryset.filter(value_minor__lte=most)

    def ordered(self, queryset):
        """Put the rows in the order asked for; ties by public id, so that pages never overlap."""
        return public.ordered(queryset, self.order)

    @property
    def settlements(self):
        """Add the codes of places that are given by name."""
        codes = list(dict.fromkeys(self.asked["place"]))
        named = codes != self.given.get("place", [])
        return super().settlements | ({"place": codes} if named else {})

    @property
    def order(self) -> public.Order:
        """The order asked for."""
        if self.sort in ("-value", "value"):
            return public.by_value(self.currency_used, highest=self.sort == "-value")
        if self.sort == "relevance":
            return public.by_relevance(self.said)
        if self.sort == "-published":
            return public.by_publishing()
        return public.by_days_on_hold() if self.sort == "-days_on_hold" else public.by_last_event()

    def rows(self, start, most):
        """Give the rows of a page, with words each with the passage that has them. Three queries."""
        count = None if self.is_wide else self.count
        rows = public.page(
            self.asking(), self.order, start=start, most=most, count=count, few=self.found.few
        )
        told = public.passages(rows, self.said) if self.said and rows else {}
        for contract in rows:
            contract.passage = told.get(contract.pk, [])
        return rows

    def asking(self, *, without: str = "") -> public.ContractSearch:
        """Give what is asked for, or all but one parameter of it."""
        rows = self.narrowed(self.queryset.order_by(), without=(without,) if without else ())
        words = self.asked.get("q") and without != "q"
        if words and not self.said:
            rows = rows.none()
        return public.ContractSearch(rows, self.said if words else None)

    # How many

    @cached_property
    def found(self) -> public.SearchCounts:
        """How many there are, and of which kind. One query."""
        without = {
            facet: self.asking(without=_parameter(facet))
            for facet in (*public.FACETS, *public.INTERVENTION_FACETS)
            if _parameter(facet) in self.given
        }
        acts = {
            name: public.interventions().filter(**asked_of_acts(self, without=name) or {})
            for name in public.INTERVENTION_FACETS
        }
        grounds = public.grounds_of(acts["ground"], layers=self.asked["layer"])
        return public.count_search(self.asking(), without, acts | {"ground": grounds})

    @cached_property
    def count(self) -> int:
        """How many contracts there are, or as many as are counted."""
        return self.found.count

    @property
    def is_wide(self) -> bool:
        """Whether there are more than are counted."""
        return self.found.more

    @property
    def tallies(self):
        """How many contracts have which value, each under all filters but its own."""
        return {_parameter(facet): told for facet, told in self.found.facets.items()}

    @cached_property
    def nearest(self):
        """Other searches that find something, where this one finds nothing. At most two queries."""
        return nearest(self)

    # What a page says

    @property
    def usual_sort(self):
        """With words, what they fit best comes first."""
        return "relevance" if self.given.get("q") else super().usual_sort

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
        asked = {"value_min", "value_max"} & self.given.keys()
        return bool(asked) or "value" in "".join(self.given.get("sort", []))

    @property
    def to_awards(self) -> str:
        """The query string of the file of all awards."""
        return f"{self.to_file}&shape=awards" if self.to_file else "?shape=awards"

    @property
    def beside(self):
        """Add the currency where no values are compared in it."""
        return super().beside if self.compares_values else (*super().beside, "currency")

    def options(self, name):
        """Give what a form offers: of what may be given freely the usual ones, and whichever is chosen."""
        offered = super().options(name)
        if name == "currency":
            offered = [(code, code) for code in (DEFAULT_CURRENCY, *OFFERED_CURRENCIES)]
        if name not in FREE or name in self.form.errors:
            return offered
        known = dict(offered)
        return offered + [(one, one) for one in self.given.get(name, []) if one not in known]

    def offered(self, name):
        """Add what is found most: buyers, and years."""
        if name not in ("buyer", "year") or self.form.errors:
            return super().offered(name)
        facet = self.tallies[name]
        if name == "year":
            years = {*facet.counts, *self.given.get("year", [])}
            return [(year, year) for year in sorted(years, key=int, reverse=True)]
        chosen = super().offered(name)
        known = {value for value, _ in chosen}
        by_count = sorted(facet.labels, key=lambda one: (-facet.counts[one], int(one)))
        return chosen + [(one, facet.labels[one]) for one in by_count if one not in known]


def _parameter(facet):
    """The parameter that narrows to a value of a facet."""
    return "cpv" if facet == "division" else facet
