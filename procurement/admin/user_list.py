"""The list of accounts, in our words, and what it can be narrowed by."""

from types import SimpleNamespace

from django.contrib import admin

from procurement.models import roles

from .lists import BoundedList


class ListedAccount:
    """What Django knows of a model, told in our words."""

    verbose_name, verbose_name_plural = "account", "accounts"
    app_config = SimpleNamespace(verbose_name="People")

    def __init__(self, opts):
        self._opts = opts

    def __getattr__(self, name):
        return getattr(self._opts, name)


class AccountList(BoundedList):
    """The list of accounts, in our words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.opts, self.title = self.model_admin.opts, "Accounts"


class OpenFilter(admin.BooleanFieldListFilter):
    """Those that are open, or closed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "open"


class RoleFilter(admin.SimpleListFilter):
    """The group of a role; whoever is in two of them is in both lists."""

    title = "role"
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return [(role.code, role.label) for role in roles.ROLES]

    def queryset(self, request, queryset):
        role = roles.BY_CODE.get(self.value() or "")
        return queryset.filter(groups__name=role.group) if role else queryset
