"""The list of interventions: its parameters, and what each narrows to."""

from django.db.models import F

from procurement import codelists, public

from .acts import OfOneGround, grounds_offered, levels_from
from .conditions import Buyers, Codes, Flag, Parties, PlainChoice, PlainDay, Suppliers
from .listing import Listing


class InterventionFilter(Listing):
    """The public interventions that a query string asks for."""

    SORTS = {"-date": "Newest", "date": "Oldest"}
    FILES = {"csv": "CSV", "json": "JSON"}
    FEED = "atom"
    CHOOSERS = ("stakeholder", "vendor", "buyer")
    IN_VIEW = ("type", "ground", "stakeholder")
    MORE = (
        "layer", "capacity", "effect", "outcome", "attribution", "has_primary_source", "has_reply",
        "has_outcome", "vendor", "buyer", "date_from", "date_to",
    )  # fmt: skip

    type = Codes("type", label="Intervention", options=codelists.TYPE.choices())
    ground = OfOneGround(label="Ground", options=[])
    layer = OfOneGround(label="Ground is", options=codelists.LAYER.choices())
    stakeholder = Parties("stakeholder", kind="stakeholder", label="Stakeholder")
    capacity = Codes("capacity", label="Capacity", options=codelists.CAPACITY.choices())
    effect = Codes("effect", label="Effect", options=codelists.EFFECT.choices())
    outcome = Codes("outcome", label="Outcome", options=codelists.OUTCOME.choices())
    attribution = PlainChoice(label="Known at least as", options=codelists.ATTRIBUTION.choices())
    has_primary_source = Flag(
        "has_primary_source", label="Primary source", options=[("1", "There is one")]
    )
    has_reply = Flag("has_reply", label="Reply", options=[("1", "There is one")])
    has_outcome = Flag("has_outcome", label="End", options=[("1", "It is known")])
    vendor = Suppliers("contract", kind="vendor", label="Vendor")
    buyer = Buyers("contract__buyer", contract="contract", label="Buyer")
    date_from = PlainDay("happened_on", lookup_expr="gte", label="Happened from")
    date_to = PlainDay("happened_on", lookup_expr="lte", label="Happened to", last=True)
    sort = PlainChoice(label="Order", options=list(SORTS.items()))

    def __init__(self, data):
        super().__init__(data, public.interventions())
        self.filters["ground"].extra["options"] = lambda: grounds_offered(self)

    def narrowed(self, queryset, *, without=()):
        """Narrow; ground and layer must hold of the same ground."""
        queryset = super().narrowed(queryset, without=without)
        grounds = {
            lookup: self.asked[name]
            for name, lookup in (("ground", "ground__in"), ("layer", "layer__in"))
            if self.asked.get(name)
        }
        if grounds:
            queryset = queryset.filter(pk__in=public.interventions_on(**grounds))
        least = self.asked.get("attribution")
        return queryset.filter(level__in=levels_from(least)) if least else queryset

    def ordered(self, queryset):
        """Put the rows in order of their date, those without one last."""
        if self.sort == "date":
            return queryset.order_by(
                F("happened_on").asc(nulls_last=True), "contract__public_id", "position"
            )
        return public.latest_first(queryset)
