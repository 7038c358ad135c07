"""Starting to track a contract of the register from its page."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import path

from procurement import actions
from procurement.models import Conflict

from .desk.with_reason import Publishes


class Tracks(Publishes, admin.ModelAdmin):
    """A contract that the register alone speaks of is read, until somebody starts tracking it."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.track_view)
        return [
            path("<path:object_id>/track/", view, name="procurement_contract_track")
        ] + super().get_urls()

    def may_edit(self, request) -> bool:
        """Tell whether whoever asks may change contracts at all."""
        return super().has_change_permission(request)

    def has_change_permission(self, request, obj=None):
        return self.may_edit(request) and (obj is None or obj.tracked)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.tracked)

    def track_view(self, request, object_id):
        """Start tracking; on POST alone."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        contract = self._wanted(request, object_id)
        if not self.may_edit(request):
            raise PermissionDenied
        try:
            actions.track(contract, by=request.user)
        except (actions.Refused, Conflict) as refused:
            messages.error(request, str(refused))
        else:
            messages.success(
                request,
                "You track this contract now. Nothing public changes until it is published.",
            )
        return redirect("admin:procurement_contract_change", contract.pk)
