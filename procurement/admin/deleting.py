"""Deleting: a draft can be, by whoever may write it; nothing that was public, and nothing unseen."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_permission_codename
from django.shortcuts import redirect
from django.utils.html import format_html

from procurement.models import Conflict
from procurement.models.versions import advance

from .unsaved_input import VERSION, version_sent


class Deletes(admin.ModelAdmin):
    """A page whose draft can be deleted, on the version that was shown."""

    def versioned(self, row):
        """Give the row whose version covers this one: itself, or its contract."""
        return row

    def has_delete_permission(self, request, obj=None):
        """Whoever may write it may ask; of what was public, the page says why it stays."""
        own = obj is not None and self.has_change_permission(request, obj)
        return own or super().has_delete_permission(request, obj)

    def _may_delete(self, request, name):
        """Tell whether rows beneath may be deleted, of a kind whose own page only shows them."""
        models = [
            one._meta for one in self.admin_site._registry if str(one._meta.verbose_name) == name
        ]
        return all(
            request.user.has_perm(f"{one.app_label}.{get_permission_codename('delete', one)}")
            for one in models
            if one != self.opts
        )

    def get_actions(self, request):
        # Deleting in bulk would pass by the version of the contract.
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_deleted_objects(self, objs, request):
        deleted, count, lacking, protected = super().get_deleted_objects(objs, request)
        lacking = {name for name in lacking if not self._may_delete(request, name)}
        for row in objs:
            if permanent := self.permanent(row):
                protected.append(permanent)
        return deleted, count, lacking, protected

    def permanent(self, row) -> str:
        """Say what of a row must stay for ever, if anything."""
        if self.versioned(row) is row and row.public_id is not None:
            return format_html("the public address of “{}”, which is permanent", row)
        return ""

    def delete_view(self, request, object_id, extra_context=None):
        # What is deleted is what was shown: the address of the question carries its version.
        row = self.get_object(request, unquote(object_id))
        if row is not None and self.has_delete_permission(request, row):
            version = str(self.versioned(row).version)
            if request.GET.get(VERSION) != version:
                if request.method == "POST":
                    messages.error(request, f"Not deleted: “{row}” has changed. Look again.")
                query = request.GET.copy()
                query[VERSION] = version
                return redirect(f"{request.path}?{query.urlencode()}")
        try:
            return super().delete_view(request, object_id, extra_context)
        except Conflict:
            messages.error(request, f"Not deleted: “{row}” has changed. Look again.")
            return redirect(request.path)

    def delete_model(self, request, obj):
        # Whoever saved between the look above and here has the later word.
        advance(self.versioned(obj), version_sent(request, request.GET) or 0)
        super().delete_model(request, obj)
