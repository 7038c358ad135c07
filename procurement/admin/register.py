"""What imports and publication write: to look at, never to change here."""

from django.contrib import admin

from procurement.models import Agreement, Award, AwardVendor, Notice, PartyName, Revision

from .finding import FindsByOcid, FindsNames
from .large import ReadOnlyAdmin, Untouched
from .site import site


@admin.register(Award, site=site)
class AwardAdmin(FindsByOcid, Untouched):
    """Awards, as imported."""

    list_display = ("__str__", "contract", "decided_on")
    list_select_related = ("contract",)


@admin.register(AwardVendor, site=site)
class AwardVendorAdmin(FindsByOcid, Untouched):
    """Which vendor was awarded what, as imported."""

    list_display = ("vendor", "award", "by_name")
    list_select_related = ("vendor", "award")
    of_contract = "award__contract"


@admin.register(Agreement, site=site)
class AgreementAdmin(FindsByOcid, Untouched):
    """Agreements, as imported."""

    list_display = ("__str__", "contract", "signed_on")
    list_select_related = ("contract",)


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
