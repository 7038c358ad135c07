"""Interventions and their grounds."""

from django.contrib import admin
from django.db.models import Prefetch

from procurement.models import Ground, Intervention, InterventionActor, InterventionGround
from procurement.models.citation import uncited

from .desk.looking import LooksAgain
from .desk.statements_listed import ListsStatements
from .desk.work import InterventionWorkFilter
from .filters import OverdueFilter
from .history import KeepsHistory
from .large_tables import ReadOnlyAdmin
from .search import FindsGrounds
from .site import site
from .unsaved_input import NoCopies


@admin.register(Intervention, site=site)
class InterventionAdmin(LooksAgain, ListsStatements):
    """Interventions across all contracts."""

    list_display = ("who", "type", "contract", "happened", "due", "ready", "cited")
    list_display_links = ("who",)
    list_filter = ("type", "effect", "outcome", "ready", InterventionWorkFilter, OverdueFilter)
    list_select_related = ("contract",)
    search_fields = ("acting__stakeholder__name", "contract__title", "summary")
    search_help_text = "Who acted, the contract, or words of the summary."

    def get_queryset(self, request):
        rows = super().get_queryset(request).with_actors()
        return rows.annotate(bare=uncited("intervention"))

    @admin.display(description="who")
    def who(self, act):
        return ", ".join([one.name for one in act.actors])

    @admin.display(description="date", ordering="happened_on", empty_value="not stated")
    def happened(self, act):
        return act.happened and act.happened.show()

    @admin.display(description="due to end", ordering="expires_on", empty_value="")
    def due(self, act):
        return act.expires_on and f"{act.expires_on:%-d %B %Y}"

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
