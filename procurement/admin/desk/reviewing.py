"""Two people: statements are submitted, somebody else looks at them, and they go out, now or at a time."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from procurement import actions
from procurement.accounts import work_mails
from procurement.models import Conflict, Submission

from ..keys import is_key
from ..unsaved_input import shows_typed
from .publishing import SEEN, SHOW, TICKS, of_ticked, seen_versions
from .review_beside import NOTES
from .submission_forms import NO_TIME, AnswerForm, SubmissionForm
from .submission_page import may_take_back, submission_context
from .with_reason import PERMISSION

SUBMIT = "procurement.add_submission"
MOVED_ON = "Nothing was done: a statement of it was changed since. Look at it; it can be submitted again as it is now."
WHO_ANSWERS = (
    "Whoever may publish answers what was submitted; whoever submitted it may take it back."
)
# What is typed here, or on the publish page.
WORDS = ("kind", "reason", "was_said", "is_right", "note", "due_at")
# The buttons of the page of a submission: what each does, in which words, and whether it is a publisher's.
BUTTONS = {
    "_publish": ("Published.", True),
    "_schedule": ("Scheduled: it is published when its time comes.", True),
    "_send_back": ("Sent back.", True),
    "_take_back": ("Taken back.", False),
}


class Reviews:
    """The pages on which a contract's statements are submitted, and on which a submission is answered."""

    def get_urls(self):
        views = {
            "review": ("review/", self.review_view),
            "submission": ("review/<int:number>/", self.submission_view),
        }
        return [
            path(f"<path:object_id>/{end}", self.admin_site.admin_view(view),
                 name=f"procurement_contract_{name}")
            for name, (end, view) in views.items()
        ] + super().get_urls()  # fmt: skip

    @shows_typed
    def review_view(self, request, object_id):
        """Show what differs; submit what is ticked, or have it published at a time, on POST.

        What was ticked and typed is brought along from the publish page, or from what is submitted `?again`.
        """
        contract = self._wanted(request, object_id)
        if not request.user.has_perm(SUBMIT):
            return self._refused(
                request, contract, "You may not submit anything for review", for_editors=True
            )
        ticked, brought = brought_along(request, contract)
        form = SubmissionForm(
            request.POST if request.method == "POST" and brought is None else None,
            first=not contract.published_version,
            may_publish=self.may_publish(request),
            initial=brought,
        )
        status, problems, seen = 200, [], seen_versions(request.POST.get(SEEN, ""))
        if form.is_bound:
            done, status, problems = self._try(
                request, form, lambda reason: self._submit(request, contract, form, seen)
            )
            if done:
                return redirect("admin:procurement_contract_change", contract.pk)
        context = self._publication(request, contract, seen, ticked=ticked, to_review=True)
        context |= {"title": "Submit for review", "form": form, "problems": problems}
        return render(request, "admin/desk/submit.html", context, status=status)

    def _submit(self, request, contract, form, seen):
        ticked, data = request.POST.getlist(TICKS), form.cleaned_data
        due = data.get("due_at") if "_schedule" in request.POST else None
        if "_schedule" in request.POST and not due:
            raise actions.Refused([NO_TIME])
        with transaction.atomic():
            one = actions.submit(
                contract, of_ticked(contract, ticked, seen), by=request.user,
                reason=data["reason"], change=form.change(), note=data["note"],
            )  # fmt: skip
            if due:
                actions.schedule(one, by=request.user, due_at=due)
        if due:
            when = timezone.localtime(due)
            messages.success(request, f"Scheduled for {when:%-d %B %Y, %H:%M}, in London.")
        else:
            work_mails.tell_of_submission(one)
            messages.success(request, "Submitted for review. Nothing is public yet.")

    @shows_typed
    def submission_view(self, request, object_id, number):
        """Show what was submitted and how it differs now; answer it on POST."""
        contract = self._wanted(request, object_id)
        one = Submission.objects.filter(contract=contract, pk=number).first()
        if one is None:
            raise Http404("There is no such submission.")
        form, status, problems = AnswerForm(request.POST or None), 200, []
        if request.method == "POST":
            done, status, problems = self._try_answer(request, one, form)
            if done:
                return redirect("admin:procurement_contract_change", contract.pk)
            one.refresh_from_db()
        context = self._page(request, contract) | submission_context(request.user, one)
        context |= {"title": "Submission", "form": form, "problems": problems}
        return render(request, "admin/desk/submission.html", context, status=status)

    def _try_answer(self, request, one, form):
        button = next((name for name in BUTTONS if name in request.POST), "")
        says, needs_publisher = BUTTONS.get(button, ("", True))
        if not may_answer(request.user, one, needs_publisher):
            raise PermissionDenied(WHO_ANSWERS)
        if not button or not form.is_valid():
            return False, 200, []
        try:
            _answer(button, one, request.user, form.cleaned_data)
        except Conflict:
            return False, 409, [MOVED_ON]
        except actions.Refused as refused:
            return False, 200, refused.problems
        messages.success(request, says)
        return True, 302, []


def brought_along(request, contract) -> tuple[list[str] | None, dict | None]:
    """Give the ticks, and what the form begins with: of the publish page, of this one with other ticks, or of an
    earlier submission; or None.
    """
    if "_to_review" in request.POST or SHOW in request.POST:
        typed = request.POST
        return typed.getlist(TICKS), {name: typed[name] for name in WORDS if name in typed}
    again = request.GET.get("again", "") if request.method != "POST" else ""
    rows = Submission.objects.filter(contract=contract, pk=int(again)) if is_key(again) else ()
    for one in rows:
        kept = {
            "kind": one.change,
            "reason": one.reason,
            "was_said": one.was_said,
            "is_right": one.is_right,
        }
        noted = {"note": one.note} if request.user.has_perm(NOTES) else {}
        return [*one.statements], kept | noted
    return None, None


def may_answer(user, submission, needs_publisher: bool) -> bool:
    """Tell whether an account may answer a submission, or take it back."""
    return user.has_perm(PERMISSION) if needs_publisher else may_take_back(user, submission)


def _answer(button, one, user, data):
    if button == "_publish":
        actions.publish_submission(one, by=user)
    elif button == "_schedule":
        actions.schedule(one, by=user, due_at=data["due_at"])
    elif button == "_send_back":
        work_mails.tell_of_answer(actions.send_back(one, by=user, note=data["note"]))
    else:
        actions.take_back(one, by=user, note=data["note"])
