"""The log: who did what, when and from where. To look at; nobody changes it, and no page deletes it."""

import datetime

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format

from procurement.accounts.events import NOBODY
from procurement.models import AuditEntry, roles
from procurement.models.audit_entry import COMMAND_LINE

from .history.event import Subject
from .history.pages import show
from .large_tables import Untouched
from .site import site

# Of what is everywhere, the newest are enough to see that more has to be said.
NEWEST = 1_000
MONTHS = 24
LONGEST_SHOWN = 90


class WhenFilter(admin.SimpleListFilter):
    """The last days, or one month of the last two years."""

    title = "time"
    parameter_name = "when"

    def lookups(self, request, model_admin):
        days = [("1", "The last 24 hours"), ("7", "The last 7 days")]
        return [*days, *((f"{one:%Y-%m}", date_format(one, "F Y")) for one in _months())]

    def queryset(self, request, queryset):
        if self.value() in ("1", "7"):
            return queryset.filter(at__gte=timezone.now() - datetime.timedelta(int(self.value())))
        months = {f"{one:%Y-%m}": one for one in _months()}
        begins = months.get(self.value() or "")
        return queryset.filter(at__gte=begins, at__lt=_following(begins)) if begins else queryset


def _months():
    """Give the first moment of each month, the newest first."""
    begins = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    for _ in range(MONTHS):
        yield begins
        begins = _midnight(begins - datetime.timedelta(days=1))


def _following(begins):
    return _midnight(begins + datetime.timedelta(days=40))


def _midnight(moment):
    """The first moment of its month; zones change between summer and winter."""
    first = datetime.datetime(moment.year, moment.month, 1)  # noqa: DTZ001 -- made aware here
    return timezone.make_aware(first)


class RoleFilter(admin.SimpleListFilter):
    """Of those whose role was this when they did it."""

    title = "role"
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return [(role.label, role.label) for role in roles.ROLES]

    def queryset(self, request, queryset):
        return queryset.filter(role=self.value()) if self.value() else queryset


@admin.register(AuditEntry, site=site)
class AuditEntryAdmin(Untouched):
    """The log, newest first."""

    # From where before what is long: that stays within a window.
    list_display = ("moment", "what", "who", "role", "address", "about", "particulars")
    list_filter = (("what", admin.ChoicesFieldListFilter), WhenFilter, RoleFilter)
    ordering = ("-at", "-pk")
    search_fields = ("who",)
    search_help_text = (
        "Part of the name of an account, an address, or part of what it was done to"
        f" (the newest {NEWEST:,} of each)."
    )
    fields = (
        "moment", "what", "who", "account_now", "role", "about", "said", "from_where", "demonstration",
    )  # fmt: skip
    readonly_fields = ("moment", "account_now", "from_where")

    @admin.display(description="time")
    def moment(self, entry):
        return date_format(timezone.localtime(entry.at), "j F Y, H:i:s T")

    @admin.display(description="particulars")
    def particulars(self, entry):
        said = entry.said
        return said if len(said) <= LONGEST_SHOWN else f"{said[:LONGEST_SHOWN]}…"

    @admin.display(description="account, as it is called now")
    def account_now(self, entry):
        return entry.account.get_username() if entry.account else ""

    @admin.display(description="address")
    def from_where(self, entry):
        return entry.address or "none known, or erased by now"

    def get_urls(self):
        view = self.admin_site.admin_view(self.everything_view)
        return [
            path("history/", view, name="procurement_auditentry_everything")
        ] + super().get_urls()

    def everything_view(self, request):
        """Show all that was done, the log and every edit of working rows, the newest first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return show(
            self.admin_site, request, Subject(with_notes=True), {"title": "All that was done"}
        )

    def lookup_allowed(self, lookup, value, request=None):
        # Of every other column, and of accounts, a list could be asked letter by letter.
        return lookup in ("what__exact", WhenFilter.parameter_name, RoleFilter.parameter_name)

    def changelist_view(self, request, extra_context=None):
        kept = {"address_days": settings.ADDRESS_DAYS}
        return super().changelist_view(request, kept | (extra_context or {}))

    def get_search_results(self, request, queryset, search_term):
        """Narrow to what was asked for: each way by its own index."""
        text = search_term.strip()
        if not text:
            return queryset, False
        keys: set[int] = set()
        for found in _ways(text):
            rows = AuditEntry.objects.filter(found).order_by("-at", "-pk")
            keys.update(rows.values_list("pk", flat=True)[:NEWEST])
        return queryset.filter(pk__in=keys), False


def _ways(text):
    """Yield the conditions by which a text may be meant."""
    accounts = User.objects.filter(username__icontains=text).values_list("pk", flat=True)
    yield Q(account__in=list(accounts[:NEWEST]))
    if others := [name for name in (NOBODY, COMMAND_LINE) if text.lower() in name.lower()]:
        yield Q(account=None, who__in=others)
    yield Q(address=text) & ~Q(address="")
    yield Q(about__icontains=text) & ~Q(about="")
