"""What was typed on a page that is not the newest any more: compared with the record as it is now,
and put on top of it.
"""

from typing import Any

from django import forms
from django.http import QueryDict

LIMIT = 1000
NOTHING = "nothing"


class Merged:
    """What was typed, on top of the newest version.

    `data` is what a browser would send for it. `differences` is [{"what", "typed", "now"}]: where
    the two are not the same.
    """

    def __init__(self, typed, form, formsets) -> None:
        self.typed = typed
        self.data = QueryDict(mutable=True)
        self.differences: list[dict[str, str]] = []
        for key in typed:
            if key.startswith("_"):
                self.data.setlist(key, typed.getlist(key))
        self._fields(form, lambda name: name, "")
        self._not_asked_any_more(form)
        for formset in formsets:
            self._rows(formset, formset.prefix, "")

    def _fields(self, form, old, where):
        """Put the typed fields over those of a form that shows the record as it is now."""
        for bound in form:
            if bound.is_hidden:
                self.data[bound.html_name] = "" if bound.value() is None else str(bound.value())
                continue
            typed = bound.field.widget.value_from_datadict(self.typed, {}, old(bound.name))
            if bound.field.has_changed(bound.initial, typed):
                self._differs(f"{where}{bound.label}", _said(bound, typed), _said(bound))
            if old(bound.name) in self.typed:
                self.data.setlist(bound.html_name, self.typed.getlist(old(bound.name)))

    def _not_asked_any_more(self, form):
        """What was typed where the register's words stand by now, which nobody can change."""
        row = form.instance
        for column in (*row._meta.concrete_fields, *row._meta.many_to_many):
            field = column.formfield()
            if field is None or column.name in form.fields or column.name not in self.typed:
                continue
            typed = field.widget.value_from_datadict(self.typed, {}, column.name)
            now = column.value_from_object(row)
            now = [one.pk for one in now] if column.many_to_many else now
            if field.has_changed(now, typed):
                self._differs(str(field.label), _in_words(field, typed), _in_words(field, now))

    def _rows(self, formset, old, where):
        typed = self._typed_rows(old)
        kind = str(formset.inline.one or formset.model._meta.verbose_name)
        for form in formset.initial_forms:
            row = typed.pop(str(form.instance.pk), None)
            label = f"{where}{kind} “{form.instance}”"
            if row is None:
                self._differs(label, NOTHING, "added meanwhile")
                self._as_it_is(form)
                continue
            self._fields(form, lambda name, row=row: f"{row}-{name}", f"{label}: ")
            for beneath in form.nested:
                self._rows(beneath, f"{row}-{_last(beneath.prefix)}", f"{label}: ")
        for position, row in enumerate(typed.values(), formset.initial_form_count()):
            self._added(formset, row, f"{formset.prefix}-{position}", f"{where}{kind}")
        total = formset.initial_form_count() + len(typed)
        self._management(formset.prefix, total, formset.initial_form_count())

    def _typed_rows(self, old):
        """Give {primary key, or the row's own name for a new one: where the row was typed}."""
        count = _number(self.typed.get(f"{old}-TOTAL_FORMS"))
        rows = [f"{old}-{index}" for index in range(count)]
        # A row has its key with it; one that was not sent was not typed into.
        sent = [row for row in rows if f"{row}-id" in self.typed]
        return {self.typed[f"{row}-id"] or row: row for row in sent}

    def _added(self, formset, row, prefix, where):
        """A row that is not in the record: new, or taken away by somebody else meanwhile."""
        gone = bool(self.typed.get(f"{row}-id"))
        for key in self.typed:
            if not key.startswith(f"{row}-"):
                continue
            name = prefix + key.removeprefix(row)
            if key.endswith("-INITIAL_FORMS"):
                self.data[name] = "0"
            elif key.endswith("-id"):
                self.data[name] = ""
            else:
                self.data.setlist(name, self.typed.getlist(key))
        blank = formset.form(prefix=row, use_required_attribute=False)
        formset.add_fields(blank, None)
        self._told(blank, where, "taken away meanwhile" if gone else "not in the record")

    def _told(self, blank, where, now):
        for bound in blank:
            if bound.is_hidden:
                continue
            typed = bound.field.widget.value_from_datadict(self.typed, {}, bound.html_name)
            if bound.field.has_changed(bound.initial, typed):
                self._differs(f"{where}: {bound.label}", _said(bound, typed), now)
        for beneath in blank.nested:
            kind = str(beneath.inline.one or beneath.model._meta.verbose_name)
            for row in self._typed_rows(beneath.prefix).values():
                form = beneath.form(prefix=row, use_required_attribute=False)
                beneath.add_fields(form, None)
                self._told(form, f"{where}: {kind}", now)

    def _as_it_is(self, form):
        for bound in form:
            values = _posted(bound.value())
            if values:
                self.data.setlist(bound.html_name, values)
        for beneath in form.nested:
            for row in beneath.initial_forms:
                self._as_it_is(row)
            count = beneath.initial_form_count()
            self._management(beneath.prefix, count, count)

    def _management(self, prefix, total, initial):
        self.data[f"{prefix}-TOTAL_FORMS"] = str(total)
        self.data[f"{prefix}-INITIAL_FORMS"] = str(initial)
        self.data[f"{prefix}-MIN_NUM_FORMS"] = "0"
        self.data[f"{prefix}-MAX_NUM_FORMS"] = str(LIMIT)

    def _differs(self, what, typed, now):
        self.differences.append({"what": what, "typed": typed or NOTHING, "now": now or NOTHING})


def _last(prefix):
    return prefix.rpartition("-")[2]


def _number(text) -> int:
    return min(int(text), LIMIT) if text and text.isascii() and text.isdigit() else 0


def _posted(value) -> list[str]:
    if value is None or value is False:
        return []
    if value is True:
        return ["on"]
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]


def _said(bound, *typed) -> str:
    """Give a field's value in words: what was typed, or else what the record says."""
    return _in_words(bound.field, typed[0] if typed else bound.value())


def _in_words(field, value) -> str:
    if isinstance(field, forms.ModelChoiceField):
        return ", ".join(_names(field, _posted(value)))
    if isinstance(field, forms.BooleanField):
        return "yes" if value else "no"
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return str(dict(choices).get(value, value or ""))
    return "" if value is None else str(value)


def _names(field, keys):
    keys = [key for key in keys if key.isascii() and key.isdigit() and len(key) < 19]
    return [str(row) for row in field.queryset.filter(pk__in=keys)] if keys else []
