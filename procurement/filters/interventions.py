"""The list of interventions: its parameters, and what each narrows to."""

from django.db.models import F

from procurement import codelists, public

from .conditions import joined, of_interventions
from .contracts import THERE_IS_ONE
from .listing import Codes, Listing, One, Parties
from .parameters import Choice, Day


class InterventionFilter(Listing):
    """The public interventions that a query string asks for."""

    SORTS = {"-date": "Newest", "date": "Oldest"}
    FILES = {"csv": "CSV", "json": "JSON"}
    FEED = "atom"
    CHOOSERS = ("stakeholder", "vendor", "buyer")
    IN_VIEW = ("type", "ground", "stakeholder")

    # fmt: off
    type = Codes(label="Intervention", options=codelists.TYPE.choices(), method=joined)
    ground = Codes(label="Ground", options=[], method=joined)
    layer = Codes(label="Ground is", options=codelists.LAYER.choices(), method=joined)
    stakeholder = Parties(label="Stakeholder")
    capacity = Codes(label="Capacity", options=codelists.CAPACITY.choices(), method=joined)
    effect = Codes(label="Effect", options=codelists.EFFECT.choices(), method=joined)
    outcome = Codes(label="Outcome", options=codelists.OUTCOME.choices(), method=joined)
    attribution = One(
        Choice, label="Known at least as", options=codelists.ATTRIBUTION.choices(), method=joined
    )
    has_primary_source = One(Choice, label="Primary source", options=THERE_IS_ONE, method=joined)
    has_reply = One(Choice, label="Reply", options=THERE_IS_ONE, method=joined)
    has_outcome = One(Choice, label="End", options=[("1", "It is known")], method=joined)
    vendor = Parties(label="Vendor", method="of_vendors")
    buyer = Parties(label="Buyer", method="of_buyers")
    date_from = One(Day, "happened_on", "gte", label="Happened from")
    date_to = One(Day, "happened_on", "lte", label="Happened to", last=True)
    sort = One(Choice, label="Order", options=list(SORTS.items()), method=joined)
    # fmt: on

    def __init__(self, data):
        super().__init__(data, public.interventions())

    def narrowed(self, *, without=""):
        """Narrow; ground and layer must hold of the same ground."""
        rows = super().narrowed(without=without)
        wanted = of_interventions(self, without=without)
        return rows.filter(**wanted) if wanted else rows

    def of_vendors(self, rows, column, value):
        """Narrow to the interventions on what one of some vendors supplies."""
        return rows.filter(contract__in=public.supplied_by(self.parties_meant("vendor")))

    def of_buyers(self, rows, column, value):
        """Narrow to those on what one of some buyers buys."""
        buyers = self.parties_meant("buyer")
        if self.buys_beside:
            return rows.filter(contract__in=public.bought_by(buyers))
        return rows.filter(contract__buyer__in=buyers)

    def ordered(self, queryset):
        """Put the rows in order of their date, those without one last."""
        if self.sort == "date":
            return queryset.order_by(
                F("happened_on").asc(nulls_last=True), "contract__public_id", "position"
            )
        return public.latest_first(queryset)

    def every_row(self):
        """Give all interventions, in order."""
        return public.intervention_rows(self.qs)
