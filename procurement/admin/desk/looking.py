"""Looked again, nothing new: one click in the list of acts, or beside a record."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme

from procurement import actions
from procurement.codelists import NO_OUTCOME

from .with_reason import PERMISSION

DESCRIPTION = "last looked how it ended"
BUTTON = '<button formaction="{}" formmethod="post">Looked, nothing new</button>'


class LooksAgain(admin.ModelAdmin):
    """A list of acts in which somebody says that they looked how one ended."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.look_again_view)
        return [
            path("<path:object_id>/look-again/", view, name="procurement_intervention_look_again")
        ] + super().get_urls()

    def get_list_display(self, request):
        column = "look_again" if request.user.has_perm(PERMISSION) else "looked"
        return (*super().get_list_display(request), column)

    @admin.display(description=DESCRIPTION, empty_value="")
    def looked(self, act):
        """The day on which somebody last looked how an act ended."""
        return act.looked_on and f"{act.looked_on:%-d %B %Y}"

    @admin.display(description=DESCRIPTION, empty_value="")
    def look_again(self, act):
        """That day, with the button that says so again, of an act whose end the public does not read."""
        if not (act.public_id and act.ready and act.outcome in NO_OUTCOME):
            return self.looked(act)
        url = reverse("admin:procurement_intervention_look_again", args=[act.pk])
        return format_html("{} " + BUTTON, self.looked(act) or "", url)

    def look_again_view(self, request, object_id):
        """Publish that day; on POST alone, by whoever may publish."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied("You may not publish, so you may not say that you looked again.")
        act = self.get_object(request, object_id)
        if act is None:
            raise Http404("It is not in the record.")
        try:
            revision = actions.look_again(act, by=request.user)
        except actions.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(
                request, f"Published as revision {revision.number}: nothing new about {act}."
            )
        return redirect(_back(request))


def _back(request):
    """Where the button stood, where that is a page of the admin."""
    came = request.META.get("HTTP_REFERER", "")
    ours = url_has_allowed_host_and_scheme(came, {request.get_host()}, request.is_secure())
    return came if ours else reverse("admin:procurement_intervention_changelist")
