"""The source of a citation: one that the record cites already, or one that is found by address or title."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from procurement.codelists import level_of
from procurement.models import Citation, Source

from ..keys import Chosen, keys_of
from ..search import sources_found

CHOOSE = "Choose above which source “%(text)s” is, or empty the field."
NONE_FOUND = "No source is found by “%(text)s”. Enter it as a new one, then find it here."
FOUND = "Found, and in the list: choose there, then save."
NOTHING_TYPED = "Type an address or words of a title, then press Find."
LONGEST = 1_000


class SourceWidget(forms.Select):
    """A list of sources, and a field to find others by; *Find* sends the form, which comes back with them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Those that are likely, which whoever makes the form knows.
        self.offered: list[Source] = []
        self.text, self.find = "", False

    def value_from_datadict(self, data, files, name):
        self.text = str(data.get(f"{name}_text", "")).strip()
        self.find = data.get("_find") == name
        return super().value_from_datadict(data, files, name)

    def found(self) -> list[Source]:
        """Give those that what was typed may mean."""
        return sources_found(self.text[:LONGEST]) if self.text else []

    def _answer(self):
        """Say what *Find* came to: that is no fault."""
        if not self.text:
            return NOTHING_TYPED
        return FOUND if self.found() else NONE_FOUND % {"text": self.text[:80]}

    def optgroups(self, name, value, attrs=None):
        chosen = Source.objects.filter(
            pk__in=set(keys_of(value)) - {str(one.pk) for one in self.offered}
        )
        rows = {str(one.pk): one for one in (*self.offered, *chosen, *self.found())}
        options = [("", "---------"), *((key, label_of(row)) for key, row in rows.items())]
        found = []
        for place, (key, label) in enumerate(options):
            option = self.create_option(name, key, label, key in value, place)
            if key in rows:
                # By which a script lets how it is known follow the source that is chosen.
                source = rows[key]
                option["attrs"]["data-level"] = level_of(source.kind, source.is_primary)
            found.append((None, [option], place))
        return found

    def render(self, name, value, attrs=None, renderer=None):
        context = self.get_context(name, value, attrs)
        chosen = [
            option["label"]
            for _, options, _ in context["widget"]["optgroups"]
            for option in options
            if option["selected"] and option["value"]
        ]
        context = {
            "listed": self._render(self.template_name, context, renderer),
            "chosen": "".join(chosen[:1]), "name": name, "id": (attrs or {}).get("id", f"id_{name}"),
            "text": self.text, "described_by": (attrs or {}).get("aria-describedby", ""),
            "answer": self._answer() if self.find else "",
        }  # fmt: skip
        # A template, escaped.
        return mark_safe(render_to_string("admin/desk/source_field.html", context))  # noqa: S308


class SourceField(Chosen):
    """One source; what was typed to find it by, and not chosen, is not passed over."""

    widget = SourceWidget

    def __init__(self, **kwargs):
        super().__init__(Source.objects.all(), **kwargs)

    def clean(self, value):
        text = {"text": self.widget.text[:80]}
        found = {str(one.pk) for one in self.widget.found()}
        if self.widget.text and value not in found:
            raise ValidationError(CHOOSE if found else NONE_FOUND, code="choose", params=text)
        if self.widget.find:
            raise ValidationError(FOUND, code="find")
        return super().clean(value)

    def has_changed(self, initial, data):
        return bool(self.widget.text or self.widget.find) or super().has_changed(initial, data)


def label_of(source: Source) -> str:
    """Name a source so that two of one title are told apart."""
    date = source.published
    return f"{source}, {date.show()}" if date else str(source)


def cited_under(contract) -> QuerySet[Source]:
    """Give the sources that anything under a contract cites."""
    under = Q(contract=contract) | Q(claim__contract=contract)
    under |= Q(intervention__contract=contract) | Q(ground__intervention__contract=contract)
    cited = Citation.objects.filter(under).order_by()
    return Source.objects.filter(pk__in=cited.values("source"))
