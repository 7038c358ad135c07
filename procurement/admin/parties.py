"""Buyers, vendors and stakeholders, with their identifiers."""

from typing import ClassVar

from django.contrib import admin

from procurement.models import Buyer, Identifier, Stakeholder, Vendor

from .base import RecordAdmin
from .filters import MergedFilter, NamesakesFilter, PendingFilter
from .forms import RecordForm
from .history import KeepsHistory
from .large_tables import LargeTable, Untouched
from .merging import Merges
from .nested import NestedInline
from .publication import PublishesShared
from .search import FindsParties
from .site import site

NAMES = ("name", "takes_the", "aliases", "website")


class IdentifierInline(NestedInline):
    """The official numbers of a party."""

    model = Identifier
    form = RecordForm
    one = "identifier"
    fields = (("scheme", "value"),)


class PartyAdmin(Merges, PublishesShared, FindsParties, RecordAdmin, LargeTable):
    """What the three kinds of party share."""

    inlines = (IdentifierInline,)
    list_display: tuple = ("name", "state", "updated_at")
    list_filter: ClassVar[tuple] = (PendingFilter, MergedFilter)
    fieldsets: ClassVar[tuple] = (
        ("Identity", {"fields": NAMES}),
        ("Keeping", {"fields": ("notes",)}),
    )


@admin.register(Buyer, site=site)
class BuyerAdmin(PartyAdmin):
    """Buyers."""

    list_filter = (PendingFilter, NamesakesFilter, MergedFilter)


@admin.register(Vendor, site=site)
class VendorAdmin(PartyAdmin):
    """Vendors."""

    list_filter = (PendingFilter, NamesakesFilter, MergedFilter)


@admin.register(Stakeholder, site=site)
class StakeholderAdmin(PartyAdmin):
    """Stakeholders."""

    list_display = ("name", "is_a", "state", "updated_at")
    list_filter = (PendingFilter, MergedFilter, "is_a")
    autocomplete_fields = ("buyer", "vendor")
    fieldsets = (
        ("Identity", {"fields": (*NAMES, "is_a")}),
        ("The same body elsewhere in the record", {"fields": ("buyer", "vendor")}),
        ("Keeping", {"fields": ("notes",)}),
    )


@admin.register(Identifier, site=site)
class IdentifierAdmin(KeepsHistory, Untouched):
    """All identifiers, to look through; they are edited on the page of their party."""

    list_display = ("__str__", "buyer", "vendor", "stakeholder")
    list_filter = ("scheme",)
    list_select_related = ("buyer", "vendor", "stakeholder")
    search_fields = ("value",)
