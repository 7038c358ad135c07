"""The whole page as readers will see it, before they do: by the public template, for staff alone."""

from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from procurement import actions, dossier, public
from procurement.models import Revision

from .publishing import TICKS

REASON = "the reason that is given with it"


class Previews:
    """The preview of a contract, at an address of its own."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview_view)
        return [
            path("<path:object_id>/preview/", view, name="procurement_contract_preview")
        ] + super().get_urls()

    def preview_view(self, request, object_id):
        """Show the page that publishing what is ticked would make; without ticks, all that is ready."""
        contract = self._wanted(request, object_id)
        if request.method == "POST":
            ticked = [(TICKS, key) for key in request.POST.getlist(TICKS)]
            return redirect(f"{request.path}?{urlencode(ticked or [(TICKS, '')])}")
        only = request.GET.getlist(TICKS) if TICKS in request.GET else None
        body = dossier.as_of(actions.preview(contract, only), public.today())
        revision = _next_revision(contract, body)
        cited = reverse("contract-revision", args=[revision.subject_id, revision.number])
        context = {
            "body": body,
            "revision": revision,
            "permanent": request.build_absolute_uri(cited),
            "accounts": public.accounts(body),
            "needing_power": public.needing_power(),
            "newest": request.GET.get("order") == "newest",
            "preview": reverse("admin:procurement_contract_change", args=[contract.pk]),
        }
        response = render(request, "procurement/contract_detail.html", context, using="pages")
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response


def _next_revision(contract, body):
    latest = Revision.objects.latest_of(contract)
    return Revision(
        subject_kind="contract", subject_id=body["id"], number=latest.number + 1 if latest else 1,
        kind="published", reason=REASON, at=timezone.now(),
    )  # fmt: skip
