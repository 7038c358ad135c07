"""What imports and publication write: to look at, never to change here."""

from django.contrib import admin

from procurement.models import Agreement, Award, Notice, Revision

from .base import ReadOnlyAdmin
from .site import site


@admin.register(Award, site=site)
class AwardAdmin(ReadOnlyAdmin):
    """Awards, as imported."""

    list_display = ("__str__", "contract", "decided_on")
    list_select_related = ("contract",)
    search_fields = ("local_id", "title")


@admin.register(Agreement, site=site)
class AgreementAdmin(ReadOnlyAdmin):
    """Agreements, as imported."""

    list_display = ("__str__", "contract", "signed_on")
    list_select_related = ("contract",)
    search_fields = ("local_id",)


@admin.register(Notice, site=site)
class NoticeAdmin(ReadOnlyAdmin):
    """Notices, as published."""

    list_display = ("__str__", "contract", "published_at")
    list_select_related = ("contract",)
    search_fields = ("title",)


@admin.register(Revision, site=site)
class RevisionAdmin(ReadOnlyAdmin):
    """What was published when, why and by whom."""

    list_display = ("contract", "number", "kind", "reason", "by", "at")
    list_filter = ("kind",)
    list_select_related = ("contract", "by")
    search_fields = ("contract__title", "reason")
