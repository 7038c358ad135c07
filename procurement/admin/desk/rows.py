"""Rows in a statement's form, such as its sources: flat, each under a name of its own.

A row's fields are called `citation-12-quotation`: of which kind it is, its key (or `new1`), the
field. So there is nothing to count: the rows that were sent are those with a field. A saved row that
was not sent is left as it is.
"""

import re
from collections.abc import Callable

from django import forms
from django.http import QueryDict

from .record_form import RecordForm

MOST = 100
MOST_NEW = 900
STRANGE = (
    "A {} that was sent is no part of this, or not any more: it stands below as a new one. Look it"
    " through, then save."
)
TOO_MANY = f"Nothing was saved: at most {MOST} rows can be sent at once."


class RowForm(RecordForm):
    """A row of a statement's form. One that was public once is taken out, and never deleted."""

    label = "row"
    # What a new one begins with, where that alone makes it none.
    preset: dict = {}
    ready = forms.BooleanField(required=False, label="Ready to publish", initial=True)
    remove = forms.BooleanField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        row, remove = self.instance, self.fields["remove"]
        if self.is_public:
            del self.fields["ready"]
            remove.initial = not row.ready
            remove.label = f"Take this {self.label} out, when it is next published"
        elif row._state.adding:
            del self.fields["remove"]
        else:
            remove.label = f"Delete this {self.label}"
        if "ready" in self.fields:
            if not hasattr(row, "ready"):
                del self.fields["ready"]
            elif not row._state.adding:
                self.initial["ready"] = row.ready

    @property
    def is_public(self) -> bool:
        """Whether it has, or had, a public number."""
        return getattr(self.instance, "public_id", None) is not None

    @property
    def is_blank(self) -> bool:
        """Whether it is new, and nothing was typed into it beyond what it began with."""
        if not self.instance._state.adding:
            return False
        return not self.is_bound or not self.has_changed() or not self._typed()

    def _typed(self):
        return [
            name for name in self.changed_data
            if name not in self.preset or self.fields[name].has_changed(self.preset[name], self[name].data)
        ]  # fmt: skip

    @property
    def is_wrong(self) -> bool:
        """Whether something is wrong with what was typed into it."""
        return self.is_bound and not self.is_blank and bool(self.errors)

    @property
    def is_open(self) -> bool:
        """Whether its fields are shown at once: those of a new one, and of one that was changed."""
        return self.instance._state.adding or (self.is_bound and self.has_changed())

    @property
    def is_out(self) -> bool:
        """Whether it was public and is taken out, or is to be."""
        return self.is_public and not self.instance.ready

    @property
    def is_deleted(self) -> bool:
        """Whether it is a draft that is to be deleted."""
        return not self.is_public and bool(getattr(self, "cleaned_data", {}).get("remove"))

    def clean(self):
        cleaned = super().clean()
        if self.is_public and "remove" in cleaned:
            self.instance.ready = not cleaned["remove"]
        elif "ready" in cleaned:
            self.instance.ready = cleaned["ready"]
        return cleaned

    def columns(self):
        """Give the columns to save; a box that takes a public row out is its `ready`."""
        columns = super().columns()
        if self.is_public and "remove" in self.changed_data:
            return [*columns, "ready"] if columns else ["ready", "updated_at"]
        return columns


class Rows:
    """The rows of one kind in a form: those that are saved, then new ones.

    `build(prefix, row, data, preset)` makes the form of one; `row` is None for a new one.
    """

    def __init__(self, kind: str, label: str, build: Callable, saved, data=None, new: int = 0):
        self.kind, self.label, self.build, self.data = kind, label, build, data
        self.saved = {str(row.pk): row for row in saved}
        sent = row_names(data, kind) if data is not None else []
        self.forms = [
            build(f"{kind}-{name}", row, data if name in sent else None)
            for name, row in self.saved.items()
        ]
        self.forms += [
            build(f"{kind}-{name}", None, data) for name in sent if name not in self.saved
        ]
        for _ in range(new):
            self.add()

    def add(self) -> None:
        """Add a row that is shown, and not sent yet."""
        places = [
            int(one.prefix.rpartition("-new")[2]) for one in self.forms if "-new" in one.prefix
        ]
        self.forms.append(self.build(f"{self.kind}-new{max(places, default=0) + 1}", None, None))

    def live(self) -> list:
        """Give the rows that were sent and are not blank."""
        return [one for one in self.forms if one.is_bound and not one.is_blank]

    def is_valid(self) -> bool:
        """Tell whether all of them can be saved; each is looked at."""
        return all([one.is_valid() for one in self.live()])


def is_too_many(data: QueryDict) -> bool:
    """Tell whether more rows were sent than a form takes: a row costs a thousand times what it costs to send."""
    rows = {tuple(key.split("-")[:2]) for key in data if key.count("-") >= 2}
    return len(rows) > MOST


def row_names(data: QueryDict, kind: str) -> list[str]:
    """Give the names of the rows of one kind that were sent: saved ones by key, new ones in order."""
    pattern = re.compile(rf"{kind}-([1-9][0-9]{{0,17}}|new[1-9][0-9]{{0,2}})-", re.ASCII)
    found = {match[1] for key in data if (match := pattern.match(key))}
    return sorted(found, key=lambda name: (name.startswith("new"), len(name), name))


def with_known_rows(data: QueryDict, kind: str, label: str, saved) -> tuple[QueryDict, list[str]]:
    """Give what was sent, rows that are no part of the statement as new ones; and what to say of it."""
    known, names = {str(row.pk) for row in saved}, row_names(data, kind)
    strange = [name for name in names if not name.startswith("new") and name not in known]
    if not strange:
        return data, []
    renamed = {
        f"{kind}-{name}-": f"{kind}-new{MOST_NEW + place}-"
        for place, name in enumerate(strange[:90])
    }
    changed = type(data)(mutable=True)
    for key, values in data.lists():
        begins = "-".join(key.split("-")[:2]) + "-"
        changed.setlist(key.replace(begins, renamed.get(begins, begins), 1), values)
    return changed, [STRANGE.format(label)]
