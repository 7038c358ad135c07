"""How much one page holds: how many rows are sent with it, and what is too much to be shown on it.

A page is one form, and what it costs grows with its fields. Measured on two shared cores, a page of
2,000 fields is shown in 3 s and one of 3,900 in 6 s; above 10,000 Django refuses to read it at all.
"""

import re
from dataclasses import dataclass, field

from django.contrib.admin.utils import flatten_fieldsets
from django.forms.models import _get_foreign_key
from django.urls import reverse

# Of a page as it is opened: with fewer, rows can be added to it and still be saved.
MOST_FIELDS = 2_000
# Of a page as it is sent; a row that was sent has its key, be it empty.
MOST_ROWS = 400
_ROW = re.compile(r"-\d+-id$")
TOO_MANY_ROWS = (
    f"This page was sent with %s rows; it takes at most {MOST_ROWS:,}. Nothing was saved. What you typed"
    " is listed below, and rows that you added do not come back by the browser's Back: copy what you"
    " need from here. Save fewer rows at a time, or those of one intervention or claim on its own page."
)


def rows_sent(data) -> int:
    """Count the rows that were sent with a page, at every depth."""
    return sum(1 for key in data if _ROW.search(key))


def counted(data, prefix: str, known, claimed: int) -> tuple[int, int]:
    """Give how many rows of one kind were sent, and how many of them, first, are those `known`.

    A row has its key with it. `claimed` is how many rows the page says it has; those that follow are
    looked at until one is missing, and none beyond what a page can hold.
    """
    keys = []
    for place in range(MOST_ROWS):
        key = data.get(f"{prefix}-{place}-id")
        if key is None and place >= claimed:
            break
        keys.append(key)
    total = max((place for place, key in enumerate(keys, 1) if key is not None), default=0)
    first = 0
    left = set(known)
    while first < total and keys[first] in left:
        left.remove(keys[first])
        first += 1
    return total, first


@dataclass
class LeftOut:
    """Rows of one kind that are too many for a page, and where each is edited instead."""

    kind: str
    number: int
    listed: str = ""
    added: str = ""


@dataclass
class _Weight:
    """What the rows of one inline, with all beneath them, put on a page."""

    inline: object
    rows: int
    fields: int
    name: str = field(default="")


def left_out(page, inlines, request, row) -> dict:
    """Give {inline: LeftOut} for those that are left off the page of a row, the heaviest first."""
    weights = [_weight(inline, page.model, request, row) for inline in inlines]
    out = {}
    while sum(one.fields for one in weights) > MOST_FIELDS:
        heaviest = max(weights, key=lambda one: one.fields)
        weights.remove(heaviest)
        out[heaviest.inline] = _told(page, heaviest, request, row)
    return out


def _weight(inline, above, request, row, path="", parents=1):
    key = _get_foreign_key(above, inline.model, fk_name=inline.fk_name)
    path = f"{key.name}__{path}" if path else key.name
    rows = inline.model._default_manager.filter(**{path: row}).order_by().count()
    # A blank row for each, beside its key and the box that removes it.
    shown = rows + parents
    fields = shown * (len(flatten_fieldsets(inline.get_fieldsets(request))) + 2)
    for beneath in getattr(inline, "beneath", ()):
        part = beneath(inline.model, inline.admin_site)
        fields += _weight(part, inline.model, request, row, path, shown).fields
    return _Weight(inline, rows, fields, key.name)


def _told(page, weight, request, row):
    model, opts = weight.inline.model, weight.inline.model._meta
    told = LeftOut(str(opts.verbose_name_plural), weight.rows)
    own = page.admin_site._registry.get(model)
    if own is not None and own.has_change_permission(request):
        base = f"admin:{opts.app_label}_{opts.model_name}"
        told.listed = f"{reverse(f'{base}_changelist')}?{weight.name}__id__exact={row.pk}"
        if own.has_add_permission(request):
            told.added = f"{reverse(f'{base}_add')}?{weight.name}={row.pk}"
    return told
