"""Each choice has its definition beside it, from the codelists; an outcome says whether it ends the act."""

from procurement import codelists, holds

LISTS = {
    "fact": codelists.FACT, "value_kind": codelists.VALUE_KIND, "stage": codelists.STAGE,
    "rank": codelists.RANK, "type": codelists.TYPE, "capacity": codelists.CAPACITY,
    "effect": codelists.EFFECT, "outcome": codelists.OUTCOME, "relation": codelists.RELATION,
    "attribution": codelists.ATTRIBUTION, "layer": codelists.LAYER,
    "direction": codelists.DIRECTION, "kind": codelists.SOURCE_KIND,
    "is_a": codelists.STAKEHOLDER_KIND,
}  # fmt: skip


def define(form) -> None:
    """Put beside each choice of a form what its codes mean: `definitions` of the field."""
    for name, field in form.fields.items():
        if name in LISTS and hasattr(field, "choices"):
            field.definitions = list(LISTS[name])
            if name == "outcome":
                field.choices = _outcomes(form)


def _outcomes(form):
    """Give the outcomes in groups by what each makes of an act of this type."""
    groups: dict[str, list] = {}
    type_ = form["type"].value() if "type" in form.fields else form.instance.type
    for code in codelists.OUTCOME:
        groups.setdefault(holds.outcome_in_words(type_ or "", code.code), []).append(
            (code.code, code.label)
        )
    return list(groups.items())
