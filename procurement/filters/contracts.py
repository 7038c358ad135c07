"""The list of contracts: its parameters, and what each narrows to."""

from dataclasses import replace
from functools import cached_property

from procurement import codelists, money, public

from . import conditions
from .conditions import OF_ONE_INTERVENTION, of_interventions
from .nearest import nearest
from .parameters import Bids, Choice, Cpv, Day, Parameter, Place, Year
from .presentation import Listing
from .query_string import ContractQueryForm
from .results import Codes, Parties, Several, Single

DEFAULT_CURRENCY = "GBP"
# What a form offers; every currency of ISO 4217 is accepted. The usual ones first: a refusal names them all.
OFFERED_CURRENCIES = [(code, code) for code in (DEFAULT_CURRENCY, "EUR", "USD")]
CURRENCIES = [
    *OFFERED_CURRENCIES,
    *((code, code) for code in sorted(money.CURRENCIES) if (code, code) not in OFFERED_CURRENCIES),
]
# What a form offers; any number and any range is accepted.
BIDS = [("0", "No bid"), ("1", "One bid"), ("2-4", "2 to 4"), ("5-", "5 and more")]
DATED = (
    "Where this record has no date of decision, the date of first publication is used. A date known"
    " only to the month or year counts as its first day."
)
OF_BIDS = "As notices state it; of several lots or awards, the fewest; where somebody won, not 0."
OF_PLACES = "England and the United Kingdom have all their regions in them."
WHEN = "By the deadline, start and end that are stated. Where none is, it is none of these."
# {facet: the parameter that narrows to a value of it}.
PARAMETERS = {one: one for one in (*public.FACETS, *public.INTERVENTION_FACETS)}
PARAMETERS["division"] = "cpv"
THERE_IS_ONE = [("1", "There is one")]


class ContractFilter(Listing):
    """The public contracts that a query string asks for."""

    # fmt: off
    SORTS = {
        "-last_event": "Last event", "relevance": "Relevance", "-value": "Highest value",
        "value": "Lowest value", "-published": "Newly published", "-days_on_hold": "Longest on hold",
    }
    FILES = {"csv": "CSV", "xlsx": "Excel", "json": "JSON", "jsonl": "JSON Lines", "ocds.json": "OCDS"}
    FEED = "atom"
    CHOOSERS = ("buyer", "vendor", "stakeholder")
    IN_VIEW = ("hold", "stage", "buyer", "vendor", "year", "category", "type", "ground")

    stage = Codes("stage", label="Stage", options=codelists.STAGE.choices())
    hold = Codes("hold", label="Hold", options=codelists.HOLD.choices(), method=conditions.holds)
    buyer = Parties(label="Buyer", method="of_buyers")
    vendor = Parties(label="Vendor", method="of_vendors")
    year = Several(Year, "year", label="Year")
    category = Codes("category", label="Category", options=codelists.CATEGORY.choices())
    type = Codes(label="Intervention", options=codelists.TYPE.choices())
    ground = Codes(label="Ground", options=[])
    stakeholder = Parties(label="Stakeholder")
    capacity = Codes(label="Capacity", options=codelists.CAPACITY.choices())
    layer = Codes(label="Ground is", options=codelists.LAYER.choices())
    effect = Codes(label="Effect", options=codelists.EFFECT.choices())
    outcome = Codes(label="Outcome", options=codelists.OUTCOME.choices())
    attribution = Single(Choice, label="Intervention known at least as", options=codelists.ATTRIBUTION.choices())
    has_primary_source = Single(Choice, label="Primary source for an intervention", options=THERE_IS_ONE)
    has_reply = Single(Choice, label="Reply to an intervention", options=THERE_IS_ONE)
    has_outcome = Single(Choice, label="End of an intervention", options=[("1", "It is known")])
    ever = Codes("ever", label="Ever", options=codelists.HOLD.choices()[1:], method=conditions.listed)
    value_min = Single(Parameter, label="Value from")
    value_max = Single(Parameter, label="Value to")
    currency = Single(Choice, label="Currency", options=CURRENCIES, offered=OFFERED_CURRENCIES)
    when = Codes(label="When", options=codelists.WHEN.choices(), help_text=WHEN, method=conditions.times)
    date_from = Single(Day, "dated_on", "gte", label="Decided from", help_text=DATED)
    date_to = Single(Day, "dated_on", "lte", label="Decided to", last=True)
    cpv = Several(Cpv, label="CPV division", options=codelists.DIVISION.choices(), method=conditions.cpvs)
    method = Codes("method", label="Procedure", options=codelists.METHOD.choices())
    bids = Several(
        Bids, "bids_received", label="Bids received", options=BIDS, help_text=OF_BIDS,
        method=conditions.ranges,
    )
    place = Several(
        Place, "regions", label="Place", options=codelists.REGION.choices(), help_text=OF_PLACES,
        method=conditions.places,
    )
    framework = Codes(
        "framework", label="Framework", options=codelists.FRAMEWORK.choices(), method=conditions.seldom
    )
    rationale = Codes(
        "rationales", label="Reason for a direct award", options=codelists.RATIONALE.choices(),
        method=conditions.listed,
    )
    tracked = Single(
        Choice, "tracked", label="Kept by", options=[("1", "Editors too"), ("0", "The register alone")],
        method=conditions.flag,
    )
    disputed = Codes(
        "disputed", label="Accounts differ on", options=[("1", "Anything"), *codelists.DISPUTABLE.choices()],
        method=conditions.disputed,
    )
    sort = Single(Choice, label="Order", options=list(SORTS.items()))
    # fmt: on

    class Meta:
        form = ContractQueryForm

    def __init__(self, data):
        super().__init__(data, public.contracts())

    # Rows

    @cached_property
    def search(self) -> public.Search:
        """The plan that page, counts, files and feed are read by."""
        return replace(self.searching(), order=self.order)

    def searching(self, *, without: str = "") -> public.Search:
        """Give the plan of all that is asked for but one parameter, in the usual order."""
        rows = self.narrowed(without=without)
        words = self.asked.get("q") and without != "q"
        if words and not self.text:
            rows = rows.none()
        return public.Search(rows, self.text if words else None)

    def narrowed(self, *, without=""):
        """Narrow by all but words; what is asked of interventions must hold of the same one."""
        rows = super().narrowed(without=without)
        if wanted := self._wanted(without):
            rows = rows.filter(pk__in=public.contracts_with(**wanted))
        asked = self.asked | ({without: None} if without else {})
        first, last = asked["date_from"], asked["date_to"]
        if first and last and first.year == last.year:
            rows = rows.filter(year=first.year)  # It has an index of its own.
        least, most = asked["value_min"], asked["value_max"]
        if least is None and most is None:
            return rows
        bounds = {"value_minor__gte": least, "value_minor__lte": most}
        bounds = {name: value for name, value in bounds.items() if value is not None}
        return rows.filter(currency=self.currency_used, value_minor__isnull=False, **bounds)

    def of_words(self, rows, column, text):
        """Narrow nothing: the plan has the words."""
        return rows

    @property
    def order(self) -> public.Order:
        """The order asked for; ties by public id, so that pages never overlap."""
        if self.sort in ("-value", "value"):
            return public.by_value(self.currency_used, highest=self.sort == "-value")
        if self.sort == "relevance":
            return public.by_relevance(self.text)
        others = {"-published": public.by_publishing, "-days_on_hold": public.by_days_on_hold}
        return others.get(self.sort, public.Order)()

    def filter_queryset(self, queryset):
        """Narrow by all but words and put in no order: those are the plan's."""
        return self.search.rows

    def rows(self, start, most):
        """Give the rows of a page, with words each with the passage that has them. Two queries."""
        found = self.found
        rows = public.page(self.search, start=start, most=most, wide=found.more, few=found.few)
        return public.with_passages(rows, self.text) if self.text and rows else rows

    def every_row(self):
        """Give all contracts, in order."""
        return public.contract_rows(self.search)

    @property
    def settlements(self):
        """Add the codes of places that are given by name."""
        codes = list(dict.fromkeys(self.asked["place"]))
        named = codes != self.given.get("place", [])
        return super().settlements | ({"place": codes} if named else {})

    # How many

    @cached_property
    def found(self) -> public.SearchCounts:
        """How many there are, and of which kind. One query."""
        without = {
            facet: self.searching(without=parameter)
            for facet, parameter in PARAMETERS.items()
            if parameter in self.given
        }
        counted = {"type": self._wanted("type"), "ground": self._wanted_of_grounds()}
        return public.count_search(self.search, without, counted)

    def _wanted(self, without=""):
        asked = self.given.keys() & OF_ONE_INTERVENTION
        return of_interventions(self, without=without) if asked else {}

    def _wanted_of_grounds(self):
        wanted = {f"intervention__{name}": one for name, one in self._wanted("ground").items()}
        return wanted | ({"layer__in": self.asked["layer"]} if self.asked["layer"] else {})

    @property
    def total(self):
        """How many contracts there are. One query."""
        return public.count(self.search)

    @property
    def count(self) -> int:
        """How many contracts there are, or as many as are counted."""
        return self.found.count

    @property
    def is_wide(self) -> bool:
        """Whether there are more than are counted."""
        return self.found.more

    @cached_property
    def tallies(self):
        """How many contracts have which value, each under all filters but its own."""
        return {PARAMETERS[facet]: counted for facet, counted in self.found.facets.items()}

    @cached_property
    def nearest(self):
        """Other searches that find something, where this one finds nothing. At most two queries."""
        return nearest(self)

    # What a page says

    @cached_property
    def usual(self):
        """With words, what they fit best comes first; and the currency in which values are compared."""
        sort = {"sort": "relevance"} if self.given.get("q") else {}
        return super().usual | sort | {"currency": DEFAULT_CURRENCY}

    @property
    def currency_used(self) -> str:
        """The currency in which values are compared."""
        return (self.given.get("currency") or [DEFAULT_CURRENCY])[0]

    @property
    def compares_values(self) -> bool:
        """Whether values are compared, so that the page says in which currency."""
        asked = {"value_min", "value_max"} & self.given.keys()
        return bool(asked) or "value" in "".join(self.given.get("sort", []))

    @property
    def to_awards(self) -> str:
        """The query string of the file of all awards."""
        return f"{self.to_file}&shape=awards" if self.to_file else "?shape=awards"

    @cached_property
    def beside(self):
        """Add the currency where no values are compared in it."""
        return super().beside if self.compares_values else (*super().beside, "currency")
