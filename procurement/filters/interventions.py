"""The list of interventions: its parameters, and what each narrows to."""

from django.db.models import F

from procurement import codelists, public

from .conditions import of_interventions
from .contracts import THERE_IS_ONE
from .parameters import Choice, Day
from .presentation import Listing
from .results import Codes, Parties, Single


class InterventionFilter(Listing):
    """The public interventions that a query string asks for."""

    SORTS = {"-date": "Newest", "date": "Oldest"}
    FILES = {"csv": "CSV", "json": "JSON"}
    FEED = "atom"
    CHOOSERS = ("stakeholder", "vendor", "buyer")
    IN_VIEW = ("type", "ground", "stakeholder")
    CONTRACT, BUYER = "contract", "contract__buyer"

    # fmt: off
    type = Codes(label="Intervention", options=codelists.TYPE.choices())
    ground = Codes(label="Ground", options=[])
    layer = Codes(label="Ground is", options=codelists.LAYER.choices())
    stakeholder = Parties(label="Stakeholder")
    capacity = Codes(label="Capacity", options=codelists.CAPACITY.choices())
    effect = Codes(label="Effect", options=codelists.EFFECT.choices())
    outcome = Codes(label="Outcome", options=codelists.OUTCOME.choices())
    attribution = Single(
        Choice, label="Known at least as", options=codelists.ATTRIBUTION.choices()
    )
    has_primary_source = Single(Choice, label="Primary source", options=THERE_IS_ONE)
    has_reply = Single(Choice, label="Reply", options=THERE_IS_ONE)
    has_outcome = Single(Choice, label="End", options=[("1", "It is known")])
    vendor = Parties(label="Vendor", method="of_vendors")
    buyer = Parties(label="Buyer", method="of_buyers")
    date_from = Single(Day, "happened_on", "gte", label="Happened from")
    date_to = Single(Day, "happened_on", "lte", label="Happened to", last=True)
    sort = Single(Choice, label="Order", options=list(SORTS.items()))
    # fmt: on

    def __init__(self, data):
        super().__init__(data, public.interventions())

    def narrowed(self, *, without=""):
        """Narrow; ground and layer must hold of the same ground."""
        rows = super().narrowed(without=without)
        wanted = of_interventions(self, without=without)
        return rows.filter(**wanted) if wanted else rows

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
