"""Contracts: one page in the order of the public page, with everything beneath it."""

from django.contrib import admin
from django.shortcuts import redirect
from django.utils.html import format_html

from procurement.models import Claim, Contract, RegisterDocument

from .base import PartAdmin, RecordAdmin
from .desk.noting import KeepsNotesOfRecords
from .desk.page import WorkingPage
from .desk.preview import Previews
from .desk.publishing import PublishesContracts
from .desk.reviewing import Reviews
from .desk.statement_views import WritesStatements
from .desk.work import WorkFilter
from .filters import STATES, StateFilter, TrackedFilter, UnsourcedFilter
from .forms import ClaimForm, ContractForm
from .interventions import InterventionInline
from .large_tables import LargeTable
from .merging import is_chooser
from .nested import NestedFormSet, NestedInline
from .register_facts import (
    days_in_words,
    kind_in_words,
    said_in_words,
    stage_in_words,
    value_in_words,
    vendors_in_words,
)
from .same_awards import SetsApart
from .search import FindsContracts
from .site import site
from .sources import CitationInline, ContractCitationInline
from .tracking import Tracks

# What imports alone write: never editable, and shown only where there are notices.
REGISTER = ("stage", "value", "days", "kind")
# What they write too of a contract that no editor made by hand.
IMPORTED = ("title", "description", "buyer", "user_body", "all_vendors")
OWNED = (
    "The register owns the title, description and parties: official notices alone change them."
    " Where a source says otherwise, add a claim."
)
STATEMENT = ("value_minor", "value_kind", "stage", "stated_on", "stakeholder", "buyer", "vendor")
CLAIM = ("fact", *STATEMENT, ("rank", "ready"))


class ClaimFormSet(NestedFormSet):
    """The claims about one contract: of each fact, one is preferred."""

    def clean(self):
        preferred = set()
        for form in self.live_forms():
            cleaned = getattr(form, "cleaned_data", {})
            fact = cleaned.get("fact")
            if cleaned.get("rank") != "preferred" or fact == "vendor":
                continue
            if fact in preferred:
                form.add_error("rank", "Another claim about this fact is preferred: prefer one.")
            preferred.add(fact)
        super().clean()


class ClaimInline(NestedInline):
    """The claims about the facts of a contract."""

    model = Claim
    form = ClaimForm
    formset = ClaimFormSet
    one = "claim"
    autocomplete_fields = ("stakeholder", "buyer", "vendor")
    beneath = (CitationInline,)
    intro = "What a source says about one fact: its value, its stage, a date, who decides."
    fieldsets = (
        (None, {"fields": CLAIM}),
        ("Notes", {"fields": ("notes",), "classes": ("collapse",)}),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("stakeholder", "buyer", "vendor")


@admin.register(Contract, site=site)
class ContractAdmin(
    WritesStatements, WorkingPage, Previews, Reviews, KeepsNotesOfRecords, Tracks, SetsApart,
    PublishesContracts, FindsContracts, RecordAdmin, LargeTable,
):  # fmt: skip
    """Contracts; whatever is said about one is entered on its page and saved at once."""

    form = ContractForm
    inlines = (ContractCitationInline, ClaimInline, InterventionInline)
    list_display = ("title", "buyer", "all_vendors", "state_in_words", "assigned_to", "updated_at")
    list_filter = (WorkFilter, TrackedFilter, StateFilter, UnsourcedFilter)
    list_select_related = ("buyer", "assigned_to")
    autocomplete_fields = ("buyer", "user_body", "vendors")
    fieldsets = (
        (None, {"fields": ("title", "purpose", "buyer", "vendors")}),
        (
            "User, description, OCID and notes",
            {"fields": ("user_body", "description", "ocid", "notes"), "classes": ("collapse",)},
        ),
    )

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

    def get_fieldsets(self, request, obj=None):
        if obj is None or not obj.has_notices():
            return super().get_fieldsets(request, obj)
        first, *others = super().get_fieldsets(request, obj)
        if obj.from_register:
            fields = ("title", "purpose", "buyer", "all_vendors")
            first = (None, {"fields": fields, "description": OWNED})
        register = "From the register: official notices alone change it"
        return (first, *others, (register, {"fields": REGISTER}))

    def get_readonly_fields(self, request, obj=None):
        if obj is None or not obj.has_notices():
            return REGISTER
        return (*REGISTER, "ocid", *(IMPORTED if obj.from_register else ()))

    @admin.display(description="stage")
    def stage(self, contract):
        return said_in_words(contract, stage_in_words)

    @admin.display(description="value")
    def value(self, contract):
        return said_in_words(contract, value_in_words)

    @admin.display(description="days")
    def days(self, contract):
        return said_in_words(contract, days_in_words)

    @admin.display(description="kind")
    def kind(self, contract):
        return said_in_words(contract, kind_in_words)

    @admin.display(description="vendors")
    def all_vendors(self, contract):
        return vendors_in_words(contract)

    @admin.display(description="state")
    def state_in_words(self, contract):
        return STATES[contract.state]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context["state"] = STATES[obj.state]
            if obj.is_public:
                context["public_url"] = self.public_url(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_add(self, request, obj, post_url_continue=None):
        return self._on_to_publish(request, obj) or super().response_add(
            request, obj, post_url_continue
        )

    def response_change(self, request, obj):
        return self._on_to_publish(request, obj) or super().response_change(request, obj)

    def _on_to_publish(self, request, obj):
        if "_publish" in request.POST:
            self.message_user(request, format_html("Saved: “{}”.", obj))
            return redirect("admin:procurement_contract_publish", obj.pk)
        return None

    def permanent(self, row):
        return super().permanent(row) if not row.revisions.exists() else ""


@admin.register(Claim, site=site)
class ClaimAdmin(PartAdmin):
    """Claims across all contracts."""

    form = ClaimForm
    inlines = (CitationInline,)
    list_display = ("__str__", "contract", "rank", "ready")
    list_filter = ("fact", "rank", "ready")
    list_select_related = ("contract", "stakeholder", "buyer", "vendor")
    search_fields = ("contract__title",)
    autocomplete_fields = ("contract", "stakeholder", "buyer", "vendor")
    show_full_result_count = False
    fieldsets = (
        (None, {"fields": ("contract", *CLAIM)}),
        ("Notes", {"fields": ("notes",), "classes": ("collapse",)}),
    )
