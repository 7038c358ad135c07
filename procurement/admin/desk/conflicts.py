"""A statement that somebody else saved meanwhile: what it was, what it is now, what was typed.

A page carries what it was opened with, signed. So each field is told three times, and of those that
differ one is chosen: theirs or yours. What is chosen is saved as any form is.
"""

from typing import Any

from django import forms
from django.core import signing
from django.http import QueryDict

from ..keys import keys_of
from .record_form import as_sent
from .who_field import Sent, candidates_of

OPENED, TAKE, CHOOSE = "_opened", "_take-", "_choose"
SALT = "procurement.admin.desk"
NOTHING = "nothing"
THEIRS, YOURS = "theirs", "yours"
NOT_CHOSEN = "Of each line that both of you changed, choose which one is to stand."


def opened_with(form) -> str:
    """Give what a form was opened with, to be carried by its page."""
    return signing.dumps(form.as_sent(), salt=SALT, compress=True)


def read_opened(data: QueryDict) -> dict[str, list[str]]:
    """Give what a page carries of what it was opened with; nothing where it was changed on its way."""
    try:
        return signing.loads(data.get(OPENED, ""), salt=SALT)
    except signing.BadSignature:
        return {}


def unresolved(data: QueryDict) -> bool:
    """Tell whether a page of a conflict was sent without each choice that it asks for."""
    chosen = {THEIRS, YOURS}
    return any(data.get(f"{TAKE}{name}") not in chosen for name in data.getlist(CHOOSE))


def resolved(data: QueryDict) -> QueryDict:
    """Give what was sent with theirs in the place of what was typed, wherever theirs was chosen."""
    theirs = read_opened(data)
    if not any(name.startswith(TAKE) for name in data):
        return data
    changed = type(data)(mutable=True)
    for name, values in data.lists():
        if name.startswith((TAKE, CHOOSE)):
            continue
        # What was typed to find somebody by goes with whom was chosen.
        own = name.removesuffix("_text")
        taken = data.get(f"{TAKE}{own}") or data.get(TAKE + "-".join(name.split("-")[:2]))
        if taken != THEIRS:
            changed.setlist(name, values)
    for name in data:
        # A box that is ticked in theirs sent nothing of its own.
        own = name.removeprefix(TAKE)
        if name.startswith(TAKE) and data[name] == THEIRS and theirs.get(own):
            changed.setlist(own, theirs[own])
    return changed


class Differences:
    """What differs between a form as the record fills it now and what was sent.

    `lines` is [{"name", "what", "base", "theirs", "yours", "taken", "choose"}]; `taken` is what is
    ticked before anybody chooses.
    """

    def __init__(self, form, data: QueryDict) -> None:
        self.data, self.opened = data, read_opened(data)
        self.lines: list[dict[str, Any]] = []
        sent = {name.rpartition("-")[0] for name in data if not name.startswith("_")}
        self._fields(form.head, "")
        for rows in form.rows.values():
            for one in rows.forms:
                if one.instance.pk and one.prefix in sent:
                    self._fields(one, f"{rows.label.capitalize()} “{one.instance}”: ")
                elif one.instance.pk:
                    self._line(one.prefix, f"{rows.label.capitalize()} “{one.instance}”", NOTHING,
                               "added meanwhile", "", None)  # fmt: skip
            self._gone(rows, sent)

    def _fields(self, form, where):
        for bound in form:
            widget = bound.field.widget
            if widget.value_omitted_from_data(self.data, {}, bound.html_name):
                # It was not on the page that was sent, so it is left as it is.
                continue
            typed = widget.value_from_datadict(self.data, {}, bound.html_name)
            if not bound.field.has_changed(bound.initial, typed):
                continue
            was = self._opened(bound)
            theirs, yours = in_words(bound.field, bound.value()), in_words(bound.field, typed)
            base = "not known" if was is None else in_words(bound.field, was)
            touched = was is None or bound.field.has_changed(_plain(bound, was), typed)
            changed = was is None or self.opened[bound.html_name] != as_sent(bound)
            taken = {(True, False): YOURS, (False, True): THEIRS}.get((touched, changed), "")
            self._line(bound.html_name, f"{where}{bound.label}", base, theirs, yours, taken)

    def _opened(self, bound):
        """Give what the page was opened with in a field; None where that is not known."""
        if bound.html_name not in self.opened:
            return None
        was = QueryDict(mutable=True)
        was.setlist(bound.html_name, self.opened[bound.html_name])
        if not self.opened[bound.html_name]:
            del was[bound.html_name]
        return bound.field.widget.value_from_datadict(was, {}, bound.html_name)

    def _gone(self, rows, sent):
        """Rows that were sent, and that somebody took away meanwhile."""
        known = {one.prefix for one in rows.forms if one.instance.pk}
        for prefix in sorted(sent - known):
            if prefix.startswith(f"{rows.kind}-") and "-new" not in prefix:
                yours = [
                    values for name in self.data if name.startswith(f"{prefix}-")
                    for values in self.data.getlist(name) if values
                ]  # fmt: skip
                what = f"A {rows.label} that you had open"
                self._line(prefix, what, "as you opened it", "taken away", " · ".join(yours), "")

    def _line(self, name, what, base, theirs, yours, taken):
        self.lines.append(
            {"name": name, "what": what, "base": base or NOTHING, "theirs": theirs or NOTHING,
             "yours": yours or NOTHING, "taken": taken or "", "asks": taken is not None,
             "choose": taken == ""}
        )  # fmt: skip


def carried(data: QueryDict) -> list[tuple[str, str]]:
    """Give (name, value) of all that was typed, for a page to carry."""
    return [
        (name, value)
        for name, values in data.lists()
        if not name.startswith("_") and name != "csrfmiddlewaretoken"
        for value in values
    ]


def _plain(bound, was):
    """Give what a page was opened with as a field compares it: as its `initial`."""
    field = bound.field
    if isinstance(field, forms.BooleanField):
        return bool(was)
    return was


def in_words(field, value) -> str:
    """Give the value of a field in words: the names of rows, the labels of codes."""
    if isinstance(value, Sent):
        named = [one.name for one in candidates_of(value, field.wanted)]
        return ", ".join([*named, *([f"“{value.text}”"] if value.text else [])])
    if isinstance(field, forms.ModelChoiceField):
        return ", ".join(_names(field, value))
    if isinstance(field, forms.BooleanField):
        return "yes" if value else "no"
    if isinstance(field, forms.ChoiceField):
        labels: dict[Any, Any] = {}
        choices: Any = field.choices
        for code, label in choices:
            labels |= dict(label) if isinstance(label, (list, tuple)) else {code: label}
        return str(labels.get(value, value or ""))
    return "" if value is None else str(value)


def _names(field, value):
    values = value if isinstance(value, (list, tuple)) else [value]
    rows = {str(row.pk): row for row in field.queryset.filter(pk__in=keys_of(values))}
    return [str(rows.get(str(one), one)) for one in values if one]
