"""Deleting: a draft can be, by whoever may write it; nothing that was public, and nothing unseen."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_permission_codename
from django.shortcuts import redirect

from procurement.models import Conflict
from procurement.models.versions import advance

from .unsaved_input import VERSION, version_sent

STAYS = "“{row}” has a public address, which is permanent, so it is never deleted. {instead}"
TAKEN_OUT = "Take out what names it, and publish that: what nothing public names any more is not public either."


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
        protected += [says for says in map(self.stays, objs) if says]
        # What stays whoever asks is for no other account either.
        return deleted, count, set() if protected else lacking, protected

    def stays(self, row) -> str:
        """Say why a row can never be deleted, and what can be done instead; nothing of a draft."""
        if row.public_id is None:
            return ""
        return STAYS.format(row=row, instead=self.instead(row))

    def instead(self, row) -> str:
        """Say how what was published is taken from the public."""
        return TAKEN_OUT

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
            extra_context = {**(extra_context or {}), "stays": self.stays(row)}
        try:
            return super().delete_view(request, object_id, extra_context)
        except Conflict:
            messages.error(request, f"Not deleted: “{row}” has changed. Look again.")
            return redirect(request.path)

    def delete_model(self, request, obj):
        # Whoever saved between the look above and here has the later word.
        advance(self.versioned(obj), version_sent(request, request.GET) or 0)
        super().delete_model(request, obj)
