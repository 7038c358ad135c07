"""The list of interventions: its parameters, and what each narrows to."""

from django.db.models import Exists, F, OuterRef

from procurement import codelists, public

from .conditions import Codes, Parties, PlainChoice, PlainDay, Suppliers
from .grounds import ground_options
from .listing import Listing


class Grounds(Codes):
    """Interventions on one of the grounds given."""

    def filter(self, qs, value):
        """Narrow to them."""
        if not value:
            return qs
        same = public.interventions().filter(pk=OuterRef("pk"), grounds__ground__in=value)
        return qs.filter(Exists(same))


class InterventionFilter(Listing):
    """The public interventions that a query string asks for."""

    SORTS = {"-date": "Newest", "date": "Oldest"}
    CHOOSERS = ("stakeholder", "vendor", "buyer")
    IN_VIEW = ("type", "ground", "stakeholder")
    MORE = ("effect", "outcome", "vendor", "buyer", "date_from", "date_to")

    type = Codes("type", label="Intervention", options=codelists.TYPE.choices())
    ground = Grounds(label="Ground", options=ground_options)
    stakeholder = Parties("stakeholder", kind="stakeholder", label="Stakeholder")
    effect = Codes("effect", label="Effect", options=codelists.EFFECT.choices())
    outcome = Codes("outcome", label="Outcome", options=codelists.OUTCOME.choices())
    vendor = Suppliers("contract_id", kind="vendor", label="Vendor")
    buyer = Parties("contract__buyer", kind="buyer", label="Buyer")
    date_from = PlainDay("happened_on", lookup_expr="gte", label="Happened from")
    date_to = PlainDay("happened_on", lookup_expr="lte", label="Happened to", last=True)
    sort = PlainChoice(label="Order", options=list(SORTS.items()))

    def __init__(self, data):
        super().__init__(data, public.interventions())

    def ordered(self, queryset):
        """Put the rows in order of their date, those without one last."""
        if self.sort == "date":
            return queryset.order_by(
                F("happened_on").asc(nulls_last=True), "contract__public_id", "position"
            )
        return public.latest_first(queryset)
