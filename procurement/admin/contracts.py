"""Contracts: the list, and the working page of each, from which all else of it is reached."""

from django.contrib import admin

from procurement.models import Claim, Contract, RegisterDocument

from .deleting import Deletes
from .desk.noting import KeepsNotesOfRecords
from .desk.page import WorkingPage
from .desk.preview import Previews
from .desk.publishing import PublishesContracts
from .desk.reviewing import Reviews
from .desk.statement_views import WritesStatements
from .desk.statements_listed import ListsStatements
from .desk.work import WorkFilter
from .filters import STATES, AssignedFilter, StateFilter, TrackedFilter, UnsourcedFilter
from .history import KeepsHistory
from .large_tables import LargeTable
from .merging import is_chooser
from .notes import KeepsNotes
from .register_facts import vendors_in_words
from .same_awards import SetsApart
from .search import FindsContracts
from .site import site
from .tracking import Tracks
from .unsaved_input import NoCopies

WITHDRAWN = (
    "Statements of it can be taken out, and that published; or a publisher withdraws all of it."
)
GONE = "It is not public any more: its address says why."


@admin.register(Contract, site=site)
class ContractAdmin(
    WritesStatements, WorkingPage, Previews, Reviews, KeepsNotesOfRecords, Tracks, SetsApart,
    PublishesContracts, FindsContracts, KeepsHistory, KeepsNotes, NoCopies, Deletes, LargeTable,
):  # fmt: skip
    """Contracts; whatever is said about one is entered from its page, statement by statement."""

    list_display = ("title", "buyer", "all_vendors", "state_in_words", "assigned", "updated_at")
    list_filter = (WorkFilter, TrackedFilter, StateFilter, AssignedFilter, UnsourcedFilter)
    list_per_page = 50
    list_select_related = ("buyer", "assigned_to")

    def get_queryset(self, request):
        return super().get_queryset(request).with_parties()

    def get_changelist_instance(self, request):
        """Load what the notices of the page's contracts say: one query."""
        shown = super().get_changelist_instance(request)
        contracts = list(shown.result_list)
        bodies = RegisterDocument.objects.bodies(
            one.public_id for one in contracts if one.from_register and one.public_id
        )
        for one in contracts:
            one.said = bodies.get(one.public_id)
        shown.result_list = contracts
        return shown

    def get_search_results(self, request, queryset, search_term):
        """Find; choosers offer what editors keep."""
        found, twice = super().get_search_results(request, queryset, search_term)
        return (found.filter(tracked=True) if is_chooser(request) else found), twice

    def get_ordering(self, request):
        # Of all there are, only the order of their keys costs nothing.
        everything = request.GET.get("kept") in ("register", "all") or request.GET.get("q")
        return ("-pk",) if everything else ("-updated_at", "-pk")

    def get_sortable_by(self, request):
        return () if self.get_ordering(request) == ("-pk",) else super().get_sortable_by(request)

    @admin.display(description="vendors")
    def all_vendors(self, contract):
        return vendors_in_words(contract)

    @admin.display(
        description="assigned to", ordering="assigned_to__username", empty_value="nobody"
    )
    def assigned(self, contract):
        return contract.assigned_to

    @admin.display(description="state")
    def state_in_words(self, contract):
        return STATES[contract.state]

    def instead(self, row):
        return WITHDRAWN if row.is_public else GONE


@admin.register(Claim, site=site)
class ClaimAdmin(ListsStatements):
    """Claims across all contracts."""

    list_display = ("__str__", "contract", "rank", "ready")
    list_filter = ("fact", "rank", "ready")
    list_select_related = ("contract", "stakeholder", "buyer", "vendor")
    search_fields = ("contract__title",)
