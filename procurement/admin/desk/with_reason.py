"""What the pages that publish, withdraw and merge share: who may, the reason, and how an action is tried."""

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from procurement import actions, plaintext
from procurement.models import Conflict

from ..unsaved_input import VERSION, ShowsTyped

PERMISSION = "procurement.publish_contract"
MOVED_ON = (
    "Nothing was published: the record was changed since this page was opened. Below is how it is now."
    " Your reason is kept."
)


class ReasonForm(ShowsTyped, forms.Form):
    """Why it is published or withdrawn, as the public will read it."""

    reason = forms.CharField(
        label="Reason",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text="Published in the history of the record. Say what is new, or what was wrong.",
        error_messages={"required": "Say why: the reason is published with it."},
    )

    def clean_reason(self):
        try:
            return plaintext.clean(self.cleaned_data["reason"], multiline=True)
        except plaintext.PlainTextError as error:
            raise forms.ValidationError(str(error)) from error


class Publishes:
    """What the pages of publication share: who may, and how an action is tried."""

    def may_publish(self, request) -> bool:
        """Tell whether whoever asks may publish."""
        return request.user.has_perm(PERMISSION)

    def _wanted(self, request, object_id):
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404("It is not in the record.")
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return row

    def _refused(self, request, row, title, *, for_editors=False):
        context = {**self._page(request, row), "title": title, "for_editors": for_editors}
        return render(request, "admin/procurement/not_allowed.html", context, status=403)

    def _page(self, request, row):
        return {
            **self.admin_site.each_context(request),
            "original": row,
            "opts": self.opts,
            "change_url": reverse(
                f"admin:procurement_{self.opts.model_name}_change", args=[row.pk]
            ),
            "version_name": VERSION,
        }

    def _try(self, request, form, action):
        """Try an action; give whether it was done, the status of the page, and its sentences."""
        if not form.is_valid():
            return False, 200, []
        try:
            action(form.cleaned_data["reason"])
        except Conflict:
            return False, 409, [MOVED_ON]
        except actions.Refused as refused:
            return False, 200, refused.problems
        return True, 302, []
