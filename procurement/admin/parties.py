"""Buyers, vendors and stakeholders, with their identifiers."""

from typing import ClassVar

from django.contrib import admin

from procurement.models import Buyer, Identifier, Stakeholder, Vendor

from .deleting import Deletes
from .desk.publishing_shared import PublishesShared
from .desk.subject_pages import WorksOnSubject
from .filters import MergedFilter, NamesakesFilter, PendingFilter
from .history import KeepsHistory
from .large_tables import LargeTable, Untouched
from .merging import Merges
from .notes import KeepsNotes
from .search import FindsParties
from .site import site
from .unsaved_input import NoCopies


class PartyAdmin(
    WorksOnSubject, Merges, PublishesShared, FindsParties, KeepsHistory, KeepsNotes, NoCopies, Deletes,
    LargeTable,
):  # fmt: skip
    """What the three kinds of party share."""

    list_display: tuple = ("name", "state", "updated_at")
    list_filter: ClassVar[tuple] = (PendingFilter, MergedFilter)


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


@admin.register(Identifier, site=site)
class IdentifierAdmin(KeepsHistory, Untouched):
    """All identifiers, to look through; they are edited on the page of their party."""

    list_display = ("__str__", "buyer", "vendor", "stakeholder")
    list_filter = ("scheme",)
    list_select_related = ("buyer", "vendor", "stakeholder")
    search_fields = ("value",)
