"""Interventions and their grounds."""

from django.contrib import admin
from django.db.models import Prefetch

from procurement.models import Ground, Intervention, InterventionActor, InterventionGround
from procurement.models.citation import uncited

from .base import NoCopies, PartAdmin
from .desk.looking import LooksAgain
from .desk.work import InterventionWorkFilter
from .filters import OverdueFilter
from .forms import GroundForm, InterventionForm
from .history import KeepsHistory
from .large_tables import ReadOnlyAdmin
from .nested import NestedFormSet, NestedInline
from .search import FindsGrounds
from .site import site
from .sources import CitationInline

IN_VIEW = (("type", "actors"), ("happened_on", "effect"))
FOLDED = (
    "capacity", "power", "summary", ("outcome", "outcome_on"), "expires_on",
    ("relation", "related"), "position", "notes",
)  # fmt: skip


class GroundFormSet(NestedFormSet):
    """The grounds of one intervention: each is given once for each layer and direction."""

    def clean(self):
        seen = set()
        for form in self.live_forms():
            cleaned = getattr(form, "cleaned_data", {})
            given = tuple(cleaned.get(name) for name in ("ground", "layer", "direction"))
            if given in seen and all(given):
                form.add_error("ground", "This ground is given twice, in the same way. Keep one.")
            seen.add(given)
        super().clean()


class GroundInline(NestedInline):
    """The grounds given for an intervention, each with its own citations folded."""

    model = InterventionGround
    form = GroundForm
    formset = GroundFormSet
    one = "ground"
    verbose_name_plural = "Grounds"
    extra = 2
    autocomplete_fields = ("ground",)
    beneath = (type("GroundCitationInline", (CitationInline,), {
        "folded": True, "verbose_name_plural": "Sources of this ground alone",
    }),)  # fmt: skip
    fieldsets = ((None, {"fields": ("ground", ("layer", "direction"), "words")}),)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("ground")


class InterventionInline(NestedInline):
    """The interventions of a contract."""

    model = Intervention
    form = InterventionForm
    one = "intervention"
    autocomplete_fields = ("related",)
    beneath = (GroundInline, CitationInline)
    fieldsets = (
        (None, {"fields": (*IN_VIEW, "ready")}),
        ("Capacity, power, outcome and more", {"fields": FOLDED, "classes": ("collapse",)}),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).with_actors()


@admin.register(Intervention, site=site)
class InterventionAdmin(LooksAgain, PartAdmin):
    """Interventions across all contracts."""

    form = InterventionForm
    inlines = (GroundInline, CitationInline)
    list_display = ("who", "type", "contract", "happened", "ready", "cited")
    list_display_links = ("who",)
    list_filter = ("type", "effect", "outcome", "ready", InterventionWorkFilter, OverdueFilter)
    list_select_related = ("contract",)
    search_fields = ("acting__stakeholder__name", "contract__title", "summary")
    search_help_text = "Who acted, the contract, or words of the summary."
    autocomplete_fields = ("contract", "related")
    show_full_result_count = False
    fieldsets = (
        ("What was done", {"fields": ("contract", *IN_VIEW, "ready")}),
        ("Capacity, power, outcome and more", {"fields": FOLDED, "classes": ("collapse",)}),
    )

    def get_queryset(self, request):
        rows = super().get_queryset(request).with_actors()
        return rows.annotate(bare=uncited("intervention"))

    @admin.display(description="who")
    def who(self, act):
        return ", ".join([one.name for one in act.actors])

    @admin.display(description="date", ordering="happened_on", empty_value="not stated")
    def happened(self, act):
        return act.happened and act.happened.show()

    @admin.display(description="cited", boolean=True, ordering="bare")
    def cited(self, act):
        return not act.bare


@admin.register(Ground, site=site)
class GroundAdmin(KeepsHistory, FindsGrounds, NoCopies):
    """The list of grounds; a code stands in addresses, so it is never changed."""

    actions = None
    list_display = ("name", "code", "group", "position")
    list_filter = ("group",)

    def get_readonly_fields(self, request, obj=None):
        return ("code",) if obj else ()


@admin.register(InterventionGround, site=site)
class InterventionGroundAdmin(KeepsHistory, ReadOnlyAdmin):
    """Grounds as given, to look through; they are edited beneath their intervention."""

    list_display = ("ground", "intervention", "layer", "direction")
    list_filter = ("layer", "direction")
    list_select_related = ("ground", "intervention")
    search_fields = ("ground__name", "words")

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .prefetch_related(Prefetch("intervention__acting", InterventionActor.objects.named()))
        )
