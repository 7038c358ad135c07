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
GOES_ON, ENDS = "The act is still in force", "Ends the act"


def define(form) -> None:
    """Put beside each choice of a form what its codes mean: `definitions` of the field."""
    for name, field in form.fields.items():
        if name in LISTS and hasattr(field, "choices"):
            field.definitions = list(LISTS[name])
            if name == "outcome":
                field.choices = _outcomes()


def _outcomes():
    """Give the outcomes in two groups: those that leave the act in force, and those that end it."""
    codes = [(code.code, code.label) for code in codelists.OUTCOME]
    return [
        (GOES_ON, [one for one in codes if one[0] in holds.IN_EFFECT]),
        (ENDS, [one for one in codes if one[0] not in holds.IN_EFFECT]),
    ]
