"""*Likely duplicates*: pairs of rows that may be one, each to be made one, or said to be two."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse

from procurement import actions
from procurement.models import PARTIES, Conflict, Source, Stakeholder

from ..site import site
from .parties_found import described
from .source_in_hand import may_work
from .with_reason import PERMISSION

PER_PAGE = 50
WHY = {"address": "Of one address", "name": "Of one name", "number": "With one official number"}
GONE = "Nothing was done: these two are not asked about any more."


@site.page("likely-duplicates/", "likely_duplicates")
def likely_duplicates(request):
    """List the pairs; on POST say of one that they are two, or one body."""
    if request.method == "POST":
        may_work(request)
        return _decide(request)
    if not all(request.user.has_perm(f"procurement.view_{kind}") for kind in (*PARTIES, "source")):
        raise PermissionDenied
    page = Paginator(actions.likely_duplicates(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **site.each_context(request),
        "title": "Likely duplicates",
        "page": page,
        "pairs": [_pair(one, request.user) for one in page],
        "may_edit": request.user.has_perm("procurement.add_citation"),
    }
    return render(request, "admin/desk/duplicates.html", context)


def _pair(one, user) -> dict:
    rows = [_told(row) for row in one[:2]]
    same_kind = type(one.row) is type(one.other) is not Source
    merges = same_kind and user.has_perm(PERMISSION)
    return {
        "why": WHY[one.why],
        "rows": rows,
        "keys": one.keys,
        "links": isinstance(one.row, Stakeholder) and not isinstance(one.other, Stakeholder),
        "merge": f"{_page(one.row, 'merge')}?other={one.other.pk}" if merges else "",
    }


def _told(row) -> dict:
    if isinstance(row, Source):
        return {
            "name": row.title,
            "said": f"{row.publisher or 'Publisher not stated'} · {row.url}",
            "url": _page(row),
        }
    [one] = described([row])
    return {"name": one.name, "said": one.said, "url": _page(row)}


def _page(row, what="change"):
    return reverse(f"admin:procurement_{row._meta.model_name}_{what}", args=[row.pk])


def _decide(request):
    keys = (request.POST.get("first", ""), request.POST.get("second", ""))
    pair = next((one for one in actions.likely_duplicates() if one.keys == keys), None)
    if pair is None:
        messages.warning(request, GONE)
    elif "_two" in request.POST:
        actions.set_two(pair.row, pair.other, by=request.user)
        messages.success(request, f"They are two: “{pair.row}” and “{pair.other}”.")
    elif "_body" in request.POST and isinstance(pair.row, Stakeholder):
        _link(request, pair)
    return redirect("admin:likely_duplicates")


def _link(request, pair):
    try:
        actions.link_body(pair.row, pair.other)
    except Conflict as conflict:
        messages.error(request, f"Nothing was done: {conflict}")
        return
    told = f"One body: the stakeholder “{pair.row}” is the {pair.other.kind} “{pair.other}”."
    pending = " That is public once the stakeholder is published." if pair.row.public_id else ""
    messages.success(request, f"{told}{pending}")
