"""What an administrator may do to somebody else's account besides: end its sessions, take its factor."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse

from procurement import actions
from procurement.accounts import reauthentication, resets

# What an administrator may do to somebody else's account besides: title, what it means, the button.
STEPS = {
    "end_sessions": (
        "End all its sessions",
        "Wherever this account is logged in, it is asked to log in again at the next page. What is being typed there"
        " is kept in the browser.",
        "End the sessions",
    ),
    "remove_second_factor": (
        "Remove its second factor",
        "Its apps, keys and recovery codes are taken away, as after a lost phone, and its sessions end; at the next"
        " login it is asked to set up new ones. Be sure that it is the owner of the account who asks you.",
        "Remove the second factor",
    ),
}

# Steps before which whoever does them shows once more who they are.
TO_CONFIRM = ("remove_second_factor",)


def _said_of(step, done):
    """Say what a step did, of which there were so many."""
    kind = "session" if step == "end_sessions" else "app, key or set of recovery codes"
    kinds = "sessions" if step == "end_sessions" else "apps, keys and sets of recovery codes"
    verb = "Ended" if step == "end_sessions" else "Removed"
    if not done:
        return f"There was no {kind}."
    return f"{verb}: 1 {kind}." if done == 1 else f"{verb}: {done} {kinds}."


class AccountSteps(admin.ModelAdmin):
    """The pages of the steps, one for each."""

    def get_urls(self):
        return [
            path(
                f"<path:object_id>/{step}/",
                self.admin_site.admin_view(self._view_of(step)),
                name=f"auth_user_{step}",
            )
            for step in STEPS
        ] + super().get_urls()

    def _view_of(self, step):
        def view(request, object_id):
            return self.step_view(request, object_id, step)

        return view

    def step_view(self, request, object_id, step):
        """Say what a step does; do it on POST."""
        account = self.get_object(request, unquote(object_id))
        if account is None:
            raise Http404("There is no such account.")
        if not self._may_step(request, account):
            raise PermissionDenied
        page = reverse("admin:auth_user_change", args=[account.pk])
        title, says, button = STEPS[step]
        if step in TO_CONFIRM and request.method != "POST":
            reauthentication.require(request)
        elif step in TO_CONFIRM and reauthentication.is_due(request, reauthentication.TYPING):
            return redirect(request.path)
        if request.method == "POST":
            try:
                done = getattr(actions, step)(account, by=request.user)
            except actions.Refused as refused:
                messages.error(request, str(refused))
            else:
                messages.success(request, _said_of(step, done))
                if step == "remove_second_factor" and done:
                    resets.notify(account.email, resets.FACTOR, account, request.user)
            return redirect(page)
        context = {
            **self.admin_site.each_context(request),
            "title": title, "says": says, "button": button,
            "original": account, "opts": self.opts, "change_url": page,
        }  # fmt: skip
        return render(request, "admin/procurement/account_step.html", context)

    def _may_step(self, request, account):
        return account.pk != request.user.pk and self.has_change_permission(request, account)

    def steps(self, account) -> list[tuple[str, str]]:
        """Give (title, address) of the steps that an account's page leads to."""
        return [
            (title, reverse(f"admin:auth_user_{step}", args=[account.pk]))
            for step, (title, *_) in STEPS.items()
        ]
