"""The working page of a contract: the record as the public page would read it, with what editors do beside it."""

import re

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import TemplateDoesNotExist, get_template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from procurement import actions, codelists, dossier, holds, public
from procurement.dossier import STATEMENT_STATE
from procurement.dossier.finish import causes
from procurement.models import Contract

from ..filters import STATES
from ..keys import is_key
from .marks import SHAPES, Marks, component
from .review_beside import beside
from .source_in_hand import source_in_hand
from .who_field import WhoWidget

# What others put beside the record, where it is there.
_SLOTS = ("admin/desk/source.html", "admin/desk/review.html")
NOT_THERE = "It is not in the record."
_HEADING = re.compile(r'<h2 id="([a-z]+)">(.*?)</h2>', re.DOTALL)


class WorkingPage:
    """The working page, of whoever may look at a contract."""

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show the record with its states; change nothing."""
        if strange := self._strange(request):
            return strange
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        desk = self._desk(request, object_id)
        contract = desk.contract
        body = dossier.as_of(desk.body, public.today())
        accounts = public.accounts(body)
        marks = Marks(
            desk.statements,
            accounts,
            may_edit=self.has_change_permission(request),
            base=_base(contract),
        )
        record = _record(request, body, accounts, marks if contract.tracked else None)
        context = self._page(request, contract) | {
            "title": contract.title,
            "record": record,
            "left": marks.left() if contract.tracked else "",
            "contents": _HEADING.findall(record),
            "holding": holding(desk),
            "changing": [listed(one) for one in desk.statements if one.is_pending],
            "stamp": stamp_reasons(body),
            "body": body,
            "state": STATES[contract.state],
            "public_url": _public_url(contract, desk.before),
            "may_edit": self.may_edit(request),
            "may_publish": self.may_publish(request),
            "may_delete": self._may_delete_draft(request, contract),
            "review": beside(
                request.user, contract, {one.key: one.version for one in desk.statements}
            ),
            "media": WhoWidget().media,
            "source_in_hand": source_in_hand(request),
            "slots": [one for one in map(_template, _SLOTS) if one],
        }
        return render(request, "admin/desk/page.html", context)

    def _may_delete_draft(self, request, contract):
        return contract.public_id is None and self.has_delete_permission(request, contract)

    def _desk(self, request, object_id):
        key = unquote(object_id)
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if not is_key(key):
            raise Http404(NOT_THERE)
        try:
            return actions.desk(Contract(pk=int(key)))
        except Contract.DoesNotExist:
            raise Http404(NOT_THERE) from None


def holding(desk) -> list[tuple[str, str]]:
    """Give (key of its statement, sentence) of each reason for which a record cannot go out; "" for the whole."""
    pending = [one for one in desk.statements if one.is_pending]
    lacking = [(one.key, says) for one in pending for says in one.lacks]
    return [*(("", says) for says in desk.faults), *lacking]


def listed(one) -> dict:
    """Give what a list says of a statement."""
    state = STATEMENT_STATE.label(one.state)
    return {"key": one.key, "label": one.label, "state": state, "shape": SHAPES[one.state]}


def _base(contract):
    """The beginning of the addresses of its statements' forms."""
    url = reverse("admin:procurement_contract_statement", args=[contract.pk, "KEY"])
    return url.removesuffix("KEY/")


def _public_url(contract, before):
    """The address of what the public reads, "" where that is nothing."""
    if before is None or not contract.is_public:
        return ""
    args = [contract.public_id, *([before["slug"]] if before["slug"] else [])]
    return reverse("contract-detail", args=args)


def _record(request, body, accounts, marks) -> SafeString:
    """The record by the components of the public page."""
    record = component("record_html", "record")(
        body=body,
        accounts=accounts,
        needing_power=public.needing_power(),
        newest=request.GET.get("order") == "newest",
        path=request.path,
        desk=marks,
    )
    return mark_safe(record)  # noqa: S308 -- a macro escapes


def _template(name):
    try:
        return get_template(name)
    except TemplateDoesNotExist:
        return None


def stamp_reasons(body: dict) -> list[dict]:
    """Give [{"acts", "hold", "endings"}]: the acts behind the hold of a structure, by what ends them.

    `endings` are the outcomes that end such an act, in words; a later act that lifts or resolves it
    ends it too.
    """
    found: dict[tuple, list] = {}
    for act, cause in zip(body["interventions"], causes(body["interventions"]), strict=True):
        if act["id"] in body["hold"]["interventions"]:
            found.setdefault(_endings(cause), []).append(act)
    hold = codelists.HOLD.label(body["hold"]["code"])
    return [{"acts": acts, "hold": hold, "endings": list(ends)} for ends, acts in found.items()]


def _endings(cause):
    return tuple(
        codelists.OUTCOME.label(code).lower() for code in holds.ending(cause.type, cause.effect)
    )
