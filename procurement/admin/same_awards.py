"""The page on which editors say of an award that it is not the same as another, or take that back."""

from django.contrib import admin, messages
from django.shortcuts import redirect, render
from django.urls import path

from procurement import actions, dossier
from procurement.models import NotTheSame

from .desk.with_reason import Publishes, ReasonForm
from .unsaved_input import shows_typed


class SetsApart(Publishes, admin.ModelAdmin):
    """A contract whose awards the register states twice."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.same_view)
        return [
            path("<path:object_id>/same/", view, name="procurement_contract_same")
        ] + super().get_urls()

    @shows_typed
    def same_view(self, request, object_id):
        """Show the awards that count elsewhere, or were set apart; set one apart, or together, on POST."""
        contract = self._wanted(request, object_id)
        if not self.may_publish(request):
            return self._refused(request, contract, "You may not say that awards are not the same")
        form, problems = ReasonForm(request.POST or None), []
        if request.method == "POST":
            done, _, problems = self._try(request, form, lambda reason: _say(
                contract, request.POST, by=request.user, reason=reason
            ))  # fmt: skip
            if done:
                messages.success(request, "Done: what the contract adds up to is told anew.")
                return redirect("admin:procurement_contract_same", contract.pk)
        context = self._page(request, contract) | {
            "title": "Same awards", "form": form, "problems": problems,
            "chosen": request.POST.get("award", ""),
            "same": _same(contract), "apart": _apart(contract),
        }  # fmt: skip
        return render(request, "admin/procurement/same_awards.html", context)


def _say(contract, typed, *, by, reason):
    said = actions.put_together if "_together" in typed else actions.set_apart
    there = _apart(contract) if "_together" in typed else _same(contract)
    award = typed.get("award", "")
    if award not in {one["award"] for one in there}:
        raise actions.Refused(["Choose one of the awards."])
    said(contract, award, by=by, reason=reason)


def _same(contract) -> list[dict]:
    """Give [{"award", "contracts", "awards", "rule"}] of those that do not count here."""
    said = dossier.document_of(contract)
    return [
        {"award": award["id"], "title": award.get("title", "")} | one
        for award in (said["awards"] if said else ())
        for one in award.get("same", ())
        if not one["counts"]
    ]


def _apart(contract) -> list:
    """Give [{"award", "reason", "by", "at"}] of those that editors have set apart."""
    rows = NotTheSame.objects.filter(public_id=contract.public_id or 0).order_by("award")
    return list(rows.values("award", "reason", "at", "by__username"))
