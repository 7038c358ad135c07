"""What imports and publication write: to look at, never to change here."""

from django.contrib import admin

from procurement.models import Notice, PartyName, Revision

from .large_tables import ReadOnlyAdmin, Untouched
from .search import FindsByOcid, FindsNames
from .site import site


@admin.register(Notice, site=site)
class NoticeAdmin(FindsByOcid, Untouched):
    """Notices, as published."""

    list_display = ("__str__", "contract", "published_at")
    list_select_related = ("contract",)
    exclude = ("packed",)

    def get_queryset(self, request):
        return super().get_queryset(request).defer("packed")


@admin.register(PartyName, site=site)
class PartyNameAdmin(FindsNames, Untouched):
    """The names that the register gives to buyers and vendors: imports know them by these."""

    list_display = ("name", "buyer", "vendor")
    list_select_related = ("buyer", "vendor")


@admin.register(Revision, site=site)
class RevisionAdmin(ReadOnlyAdmin):
    """What was published when, why and by whom."""

    list_display = ("contract", "number", "kind", "reason", "by", "at")
    list_filter = ("kind",)
    list_select_related = ("contract", "by")
    search_fields = ("contract__title", "reason")
