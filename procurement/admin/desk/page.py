"""The working page of a contract: the record as the public page would read it, with what editors do beside it."""

import re

from django.shortcuts import render
from django.template.loader import TemplateDoesNotExist, get_template
from django.urls import path, reverse
from django.utils.safestring import SafeString, mark_safe

from procurement import actions, codelists, dossier, public
from procurement.dossier import STATEMENT_STATE

from ..filters import STATES
from .marks import SHAPES, Marks, component
from .stamp import reasons

# What others put beside the record, where it is there.
_SLOTS = ("admin/desk/source.html", "admin/desk/review.html")
_HEADING = re.compile(r'<h2 id="([a-z]+)">(.*?)</h2>', re.DOTALL)


class WorkingPage:
    """The working page, of whoever may look at a contract."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.desk_view)
        return [
            path("<path:object_id>/desk/", view, name="procurement_contract_desk")
        ] + super().get_urls()

    def desk_view(self, request, object_id):
        """Show the record with its states; change nothing."""
        contract = self.wanted(request, object_id)
        desk = actions.desk(contract)
        body = dossier.as_of(desk.body, public.today())
        accounts = public.accounts(body)
        marks = Marks(desk.statements, accounts, may_edit=self.has_change_permission(request))
        record = _record(request, body, accounts, marks if contract.tracked else None)
        context = self._page(request, contract) | {
            "title": contract.title,
            "record": record,
            "left": marks.left() if contract.tracked else "",
            "contents": _HEADING.findall(record),
            "statements": [_listed(one) for one in desk.statements],
            "faults": desk.faults,
            "stamp": reasons(body),
            "body": body,
            "state": STATES[contract.state],
            "public_url": self.public_url(contract) if contract.is_public else "",
            "may_edit": self.may_edit(request),
            "may_publish": self.may_publish(request),
            "slots": [one for one in map(_template, _SLOTS) if one],
        }
        return render(request, "admin/desk/page.html", context)


def _listed(one):
    return {
        "key": one.key,
        "label": one.label,
        "is_pending": one.is_pending,
        "state": STATEMENT_STATE.label(one.state),
        "shape": SHAPES[one.state],
        "lacks": one.lacks,
    }


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
