"""The pages that publish a contract, put an earlier revision back and withdraw: what the public will read, and why."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html

from procurement import actions, dossier, public
from procurement.accounts import work_mails
from procurement.models import PublicContract, Revision, Submission

from ..keys import is_key
from ..unsaved_input import shows_typed, version_sent
from .page import holding, listed
from .publication_form import PublicationForm
from .with_reason import Publishes, ReasonForm

# What is ticked, and on which version of each statement the page was opened.
TICKS, SEEN = "only", "_seen"
# The button that shows the page with other ticks, and publishes nothing.
SHOW = "_show"
ALONG = "What was ticked took along what it rests on:"


class PublishesContracts(Publishes):
    """Publishing what is ticked, putting a revision back, withdrawing."""

    def get_urls(self):
        views = {
            "publish": ("publish/", self.publish_view),
            "put_back": ("put-back/<int:number>/", self.put_back_view),
            "withdraw": ("withdraw/", self.withdraw_view),
        }
        return [
            path(
                f"<path:object_id>/{end}",
                self.admin_site.admin_view(view),
                name=f"procurement_contract_{name}",
            )
            for name, (end, view) in views.items()
        ] + super().get_urls()

    @shows_typed
    def publish_view(self, request, object_id):
        """Show what differs, statement by statement; publish what is ticked on POST."""
        contract = self._wanted(request, object_id)
        if not self.may_publish(request):
            return self._refused(request, contract, "You may not publish")
        form, status, problems = self._form(request, contract), 200, []
        seen = seen_versions(request.POST.get(SEEN, ""))
        if form.is_bound:
            ticked = request.POST.getlist(TICKS)
            along = _unticked(contract, ticked)
            done, status, problems = self._try(request, form, lambda reason: actions.publish(
                contract, by=request.user, reason=reason, change=form.change(), only=ticked,
                versions=of_ticked(contract, ticked, seen),
            ))  # fmt: skip
            if done:
                return self._done(request, contract, "Published", along)
        context = self._publication(request, contract, seen)
        context |= {"title": "Publish", "form": form, "problems": problems}
        return render(request, "admin/desk/publish.html", context, status=status)

    def _form(self, request, contract):
        first = not contract.published_version
        if SHOW in request.POST:
            return PublicationForm(first=first, initial=request.POST.dict())
        return PublicationForm(request.POST or None, first=first)

    def _publication(self, request, contract, seen, *, ticked=None, to_review=False):
        """What the page shows; `seen` are the versions that it was opened on, none where it is opened now.

        Without `ticked`, what can go out and does not wait already is; one's own where it goes `to_review` only.
        """
        desk = actions.desk(contract)
        pending = [one for one in desk.statements if one.is_pending]
        own, waiting = _own(pending, request.user), _waiting(contract)
        if ticked is None:
            fit = [
                one.key for one in pending
                if not one.lacks and one.key not in waiting and (to_review or not own[one.key])
            ]  # fmt: skip
            ticked = request.POST.getlist(TICKS) if request.method == "POST" else fit
        labels = {one.key: one.label for one in desk.statements}
        shown = [
            _tick(one, ticked, labels) | {"own": own[one.key], "waits": waiting.get(one.key)}
            for one in pending
        ]
        return self._page(request, contract) | {
            "first": desk.before is None,
            "resting": {key for one in pending for key in one.rests_on},
            "shown": sum(one["is_ticked"] for one in shown),
            "headline": dossier.as_of(actions.preview(contract, ticked), public.today())[
                "headline"
            ],
            "pending": shown,
            "drafts": [listed(one) for one in desk.statements if one.state == "not_ready"],
            "holding": holding(desk),
            "moved": _moved(desk, seen) if seen else [],
            "seen": " ".join(
                f"{key}:{number}" for one in desk.statements for key, number in one.versions.items()
            ),
        }

    def _done(self, request, contract, what, along=()):
        contract.refresh_from_db()
        link = format_html('<a href="{}">{}</a>', self.public_url(contract), contract)
        also = f" {ALONG} {'; '.join(along)}." if along else ""
        messages.success(request, format_html("{}: {}.{}", what, link, also))
        return redirect("admin:procurement_contract_change", contract.pk)

    def public_url(self, contract) -> str:
        """Give the public address of a published contract."""
        slug = PublicContract.objects.values_list("slug", flat=True).get(
            public_id=contract.public_id
        )
        return reverse("contract-detail", args=[contract.public_id, *([slug] if slug else [])])

    @shows_typed
    def put_back_view(self, request, object_id, number):
        """Show what an earlier revision would change; make what it said public again on POST."""
        contract = self._wanted(request, object_id)
        if not self.may_publish(request):
            return self._refused(request, contract, "You may not put a revision back")
        form, status, problems = ReasonForm(request.POST or None), 200, []
        if request.method == "POST":
            done, status, problems = self._try(request, form, lambda reason: actions.put_back(
                contract, number, by=request.user, reason=reason, version=version_sent(request) or 0
            ))  # fmt: skip
            if done:
                return self._done(request, contract, f"What revision {number} said is put back")
        contract = self._wanted(request, object_id)
        context = self._page(request, contract) | self._earlier(request, contract, number)
        context |= {"title": f"Put revision {number} back", "form": form, "number": number}
        context["problems"] = [one for one in problems if one not in context["why_not"]]
        return render(request, "admin/desk/put_back.html", context, status=status)

    def _earlier(self, request, contract, number):
        revision = Revision.objects.of_contracts([contract.public_id or 0]).filter(number=number)
        context = {"revision": revision.first(), "version": contract.version}
        if context["revision"] is None:
            raise Http404("There is no such revision.")
        try:
            after, why_not = actions.preview_put_back(contract, number, by=request.user)
        except actions.Refused as refused:
            return context | {"why_not": refused.problems}
        before = actions.public_form(contract)
        return context | {"why_not": why_not, "changes": dossier.changes(before, after)}

    @shows_typed
    def withdraw_view(self, request, object_id):
        """Say what the public will see after a withdrawal; withdraw on POST."""
        contract = self._wanted(request, object_id)
        if not self.may_publish(request):
            return self._refused(request, contract, "You may not withdraw")
        form, problems = ReasonForm(request.POST or None), []
        if request.method == "POST":
            waiting = [*Submission.objects.open().filter(contract=contract)]
            done, _, problems = self._try(
                request,
                form,
                lambda reason: actions.withdraw(contract, by=request.user, reason=reason),
            )
            if done:
                for one in Submission.objects.filter(pk__in=[one.pk for one in waiting]):
                    work_mails.tell_of_answer(one)
                messages.success(request, f"“{contract}” is withdrawn from the public record.")
                return redirect("admin:procurement_contract_change", contract.pk)
        context = self._page(request, contract) | {
            "title": "Withdraw", "form": form, "problems": problems,
            "is_public": contract.is_public,
        }  # fmt: skip
        return render(request, "admin/procurement/withdraw.html", context)


def _own(pending, user):
    """Of each statement, what goes out with it and may not be published by an account that saved it last."""
    own = actions.own_among(pending, user)
    resting = {one.key: one.rests_on for one in pending}
    found = {}
    for key in resting:
        going = actions.with_what_they_rest_on([key], resting)
        labels = [label for along in resting if along in going for label in own.get(along, ())]
        found[key] = list(dict.fromkeys(labels))
    return found


def _waiting(contract):
    """The submission in which each statement is in review or scheduled already, by its key."""
    return {
        key: one for one in Submission.objects.open().filter(contract=contract) for key in one.statements
    }  # fmt: skip


def _tick(one, ticked, labels):
    """What the page says of a statement that would change, and whether it is ticked."""
    along = [labels[key] for key in one.rests_on if key in labels]
    return listed(one) | {
        "lacks": one.lacks, "changes": one.changes, "along": along,
        "firsts": list(dict.fromkeys(map(str, one.firsts))),
        "is_ticked": one.key in ticked,
    }  # fmt: skip


def _unticked(contract, ticked):
    """Label what would go out though it is not ticked, as what is ticked rests on it."""
    going = of_ticked(contract, ticked, {})
    statements = actions.desk(contract).statements
    return [
        one.label for one in statements
        if one.key in going and one.key not in ticked and one.is_pending
    ]  # fmt: skip


def seen_versions(text: str) -> dict[str, int]:
    """Read the versions that a page was opened on: "heading:3 claim-4:2"."""
    pairs = (one.partition(":") for one in text.split())
    # A version that is none is 0, which no row has.
    return {key: int(number) if is_key(number) else 0 for key, _, number in pairs}


def of_ticked(contract, ticked, seen):
    """Give the versions that must not have moved on: of what is ticked, and of all that goes out with it."""
    going = actions.versions_going_out(ticked, actions.desk(contract).statements)
    return {key: seen.get(key, 0) for key in going}


def _moved(desk, seen):
    """Give (statement, who saved it) of each that was saved since the page was opened."""
    return [
        (listed(one), one.saved_by if seen.get(one.key) != one.version else None)
        for one in desk.statements
        if not one.versions.items() <= seen.items()
    ]
