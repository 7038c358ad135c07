"""Each choice has its definition beside it, from the codelists; an outcome says whether it ends the act."""

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from procurement import codelists, holds

LISTS = {
    "fact": codelists.FACT, "value_kind": codelists.VALUE_KIND, "stage": codelists.STAGE,
    "rank": codelists.RANK, "type": codelists.TYPE, "capacity": codelists.CAPACITY,
    "effect": codelists.EFFECT, "outcome": codelists.OUTCOME, "relation": codelists.RELATION,
    "attribution": codelists.ATTRIBUTION, "layer": codelists.LAYER,
    "direction": codelists.DIRECTION, "kind": codelists.SOURCE_KIND,
    "is_a": codelists.STAKEHOLDER_KIND,
}  # fmt: skip
# So few are shown whole: one press chooses, with the definitions in sight.
FEW = 4


class Radios(forms.RadioSelect):
    """Radio buttons, each with what it means: {value: definition}."""

    class Media:
        css = {"all": ("procurement/admin/radios.css",)}

    def __init__(self, definitions: dict[str, str] | None = None, **kwargs) -> None:
        super().__init__(**kwargs)
        self.definitions = definitions or {}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"definition": self.definitions.get(str(value), "")}

    def id_for_label(self, id_, index=None):
        """Give the first of them, where nobody says which: what is wrong leads there."""
        return super().id_for_label(id_, index or "0")

    def render(self, name, value, attrs=None, renderer=None):
        context = self.get_context(name, value, attrs)
        # A template, escaped.
        return mark_safe(render_to_string("admin/desk/radios.html", context))  # noqa: S308


def define(form) -> None:
    """Put beside each choice of a form what its codes mean: `definitions` of the field, or of its radio buttons."""
    for name, field in form.fields.items():
        if name not in LISTS or not hasattr(field, "choices"):
            continue
        codes = list(LISTS[name])
        if len(codes) <= FEW:
            _show_whole(field, codes)
            continue
        field.definitions = codes
        if name == "outcome":
            field.choices = _outcomes(form)


def _show_whole(field, codes):
    none = [] if field.required else [("", "None")]
    field.widget = Radios({one.code: one.definition for one in codes})
    field.widget.is_required = field.required
    field.choices = [*none, *((one.code, one.label) for one in codes)]


def _outcomes(form):
    """Give the outcomes in groups by what each makes of an act of this type."""
    groups: dict[str, list] = {}
    type_ = form["type"].value() if "type" in form.fields else form.instance.type
    for code in codelists.OUTCOME:
        groups.setdefault(holds.outcome_in_words(type_ or "", code.code), []).append(
            (code.code, code.label)
        )
    return list(groups.items())
