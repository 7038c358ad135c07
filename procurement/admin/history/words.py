"""What entries of the history say, in words."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import BooleanField, DateField
from django.utils.text import capfirst

from procurement import wording
from procurement.dates import PartialDate
from procurement.models import (
    Citation,
    Claim,
    Contract,
    Identifier,
    Intervention,
    InterventionGround,
    Stakeholder,
    Vendor,
)
from procurement.models.claim import COLUMN
from procurement.models.fields import partial_date
from procurement.models.history import TRACKED, State, fields_of, states
from procurement.money import Money

LINKED: dict[Any, Any] = {Contract: Vendor, Intervention: Stakeholder}
LINKS = {Contract: "Vendors", Intervention: "Who acted"}
NOTES = "notes"


class Change(NamedTuple):
    """One field of a row: how it was and how it is from then on, in words."""

    field: str
    what: str
    before: str
    after: str


class Names:
    """What the rows are called that states point to: loaded once, one query for each kind."""

    def __init__(self, pairs: Iterable[tuple[Any, State]]) -> None:
        wanted: dict[Any, set[int]] = defaultdict(set)
        for model, state in pairs:
            for field in map(model._meta.get_field, fields_of(model).keys() - {"links"}):
                if field.related_model and state.get(field.attname):
                    wanted[field.related_model].add(state[field.attname])
            if model in LINKED:
                wanted[LINKED[model]].update(state["links"])
        self._names = {model: _names(model, pks) for model, pks in wanted.items()}

    def of(self, model: Any, pk: int) -> str:
        """Give what a row is called, or was when there was one."""
        name = str(model._meta.verbose_name)
        return (
            self._names[model].get(pk)
            or f"{'an' if name[0] in 'aeiou' else 'a'} {name} that is gone"
        )


def _names(model, pks):
    if model is Intervention:
        return {row.pk: str(row) for row in Intervention.objects.filter(pk__in=pks).with_actors()}
    found = {pk: str(row) for pk, row in model._base_manager.in_bulk(pks).items()}
    if gone := pks - found.keys():
        column = "title" if hasattr(model, "title") else "name"
        rows = model.history.filter(id__in=gone).order_by("history_id")
        found |= dict(rows.values_list("id", column))
    return found


def changes(
    model: Any, before: State | None, after: State, names: Names, *, with_notes: bool
) -> list[Change]:
    """Give what differs between two states of a row, field by field; of a new row, all that it states."""
    found = []
    for field, columns in fields_of(model).items():
        if field == NOTES and not with_notes:
            continue
        if before is None or any(before[name] != after[name] for name in columns):
            was = in_words(model, field, before, names) if before else ""
            now = in_words(model, field, after, names)
            if was != now:
                found.append(Change(field, called(model, field), was, now))
    return found


def called(model: Any, field: str) -> str:
    """Give what a field is called on a page."""
    if field == "links":
        return LINKS[model]
    return capfirst(str(model._meta.get_field(field).verbose_name))


def in_words(model: Any, name: str, state: State, names: Names) -> str:
    """Give what a field says in a state; "" where nothing is stated."""
    if name == "links":
        return wording.listed([names.of(LINKED[model], pk) for pk in state["links"]])
    field = model._meta.get_field(name)
    value = state[field.attname]
    if isinstance(field, BooleanField):
        return "yes" if value else "no"
    if value in (None, ""):
        return ""
    if field.related_model:
        return names.of(field.related_model, value)
    if name == "value_minor":
        return Money(value, state["currency"]).exact()
    if isinstance(field, DateField):
        date = partial_date(value, state.get(f"{name}_precision") or "day") or PartialDate(value)
        return date.show()
    return str(dict(field.flatchoices).get(value, value))


def row_in_words(model: Any, state: State, names: Names) -> str:
    """Say which row it is, among those of one page; "" for what the page itself is about."""

    def said(name):
        return in_words(model, name, state, names)

    if model is Contract:
        return "Title and parties"
    if model is Claim:
        return f"Claim, {said('fact').lower()}: {said(COLUMN[state['fact']])}"
    if model is Intervention:
        by = said("links")
        return f"{said('type')} by {by}" if by else said("type")
    if model is InterventionGround:
        return f"Ground: {said('words') or said('ground')}"
    if model is Citation:
        return f"Source: {said('source')}"
    return f"Number {state['scheme']}-{state['value']}" if model is Identifier else ""


def statements_in_words(keys: Iterable[str]) -> dict[str, str]:
    """Give {key: which statement it is} of statements of contracts, those that are gone as they last were."""
    found = {"heading": "Title and parties"}
    for model in (Claim, Intervention):
        kind = f"{model._meta.model_name}-"
        pks = {int(key.removeprefix(kind)) for key in keys if key.startswith(kind)}
        there = states(model, list(pks)) | _last(model, pks)
        names = Names((model, state) for state in there.values())
        found |= {f"{kind}{pk}": row_in_words(model, one, names) for pk, one in there.items()}
    return found


def subjects_in_words(keys: Iterable[str]) -> dict[str, str]:
    """Give {key: what it is called} of contracts, parties and sources, of those that are gone as they last were."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for kind, _, pk in (key.partition("-") for key in keys):
        wanted[kind].add(int(pk))
    models = [(model, wanted.get(model._meta.model_name)) for model in TRACKED]
    return {
        f"{model._meta.model_name}-{pk}": name
        for model, pks in models
        if pks
        for pk, name in _names(model, pks).items()
    }


def _last(model, pks):
    there = set(model._base_manager.filter(pk__in=pks).values_list("pk", flat=True))
    rows = model.history.filter(id__in=pks - there).order_by("history_id")
    return {row["id"]: row for row in rows.values()}


class DifferenceInWords(NamedTuple):
    """One `Difference`, in words."""

    key: str
    field: str
    row: str
    what: str
    then: str
    now: str
    why_not: str


def differences(found: Iterable[Any]) -> list[DifferenceInWords]:
    """Give the differences between then and now in words."""
    found = list(found)
    names = Names(
        (one.row[0], state) for one in found for state in (one.then, one.now) if state is not None
    )
    return [_shown(one, names) for one in found]


def _shown(one, names):
    model = one.row[0]
    row = row_in_words(model, one.then or one.now, names)
    if one.field:
        then, now = (in_words(model, one.field, state, names) for state in (one.then, one.now))
        return DifferenceInWords(
            one.key, one.field, row, called(model, one.field), then, now, one.why_not
        )
    there = [
        "not there" if state is None else _whole(model, state, names)
        for state in (one.then, one.now)
    ]
    return DifferenceInWords(one.key, "", row, "The whole of it", *there, one.why_not)


def _whole(model, state, names):
    stated = changes(model, None, state, names, with_notes=False)
    return "; ".join(f"{one.what}: {one.after}" for one in stated if one.after != "no")
