"""Who may edit, and in which role."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from .shown import KeepsTyped
from .site import site


@admin.register(User, site=site)
class AccountAdmin(KeepsTyped, UserAdmin):
    """Accounts of editors."""


@admin.register(Group, site=site)
class RoleAdmin(KeepsTyped, GroupAdmin):
    """Their roles."""
