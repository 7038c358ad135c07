"""How a statement, a party or a source was at an entry of the history, beside how it is."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from procurement.models import (
    PARTIES,
    Citation,
    Claim,
    Contract,
    Ground,
    Identifier,
    Intervention,
    InterventionGround,
    Source,
    Stakeholder,
    Vendor,
)
from procurement.models.history import DELETED, State, fields_of, states
from procurement.models.party import Party

Row = tuple[Any, int]
# What belongs to what is edited by itself, by which path; whole rows come back in this order.
_PARTS: dict[str, list[tuple[Any, str]]] = {
    kind: [(party, "pk"), (Identifier, kind)] for kind, party in PARTIES.items()
} | {
    "contract": [(Contract, "pk"), (Citation, "contract")],
    "claim": [(Claim, "pk"), (Citation, "claim")],
    "intervention": [
        (Intervention, "pk"),
        (InterventionGround, "intervention"),
        (Citation, "intervention"),
        (Citation, "ground__intervention"),
    ],
    "source": [(Source, "pk")],
    "ground": [(Ground, "pk")],
}
_ORDER: list[Any] = [
    *PARTIES.values(), Source, Ground, Contract, Claim, Intervention, InterventionGround, Citation, Identifier,
]  # fmt: skip
LINKED: dict[Any, Any] = {Contract: Vendor, Intervention: Stakeholder}
EMPTIED = "What it said was taken out, where the law demanded it."
# Of a contract that the register has too, notices alone say these.
_REGISTER = {"title", "description", "buyer", "user_body", "links", "ocid"}


class Difference(NamedTuple):
    """What is not as it was then: a field of a row, or (`field` empty) a row that is gone or has come since."""

    row: Row
    field: str
    then: State | None
    now: State | None
    why_not: str = ""

    @property
    def key(self) -> str:
        """How a form names it."""
        model, pk = self.row
        return ".".join(filter(None, (f"{model._meta.model_name}-{pk}", self.field)))


class Then(NamedTuple):
    """What is edited by itself, as it was at an entry: its row (None where it is gone) and what differs now."""

    row: Any
    is_gone: bool
    differences: list[Difference]


def then(entry: Any) -> Then:
    """Compare what an entry of the history is about with how it is now.

    After a deletion that is how it was when it was deleted; of a contract, with all that went with it.
    """
    kind, pk, scope = _scope(entry)
    own = _PARTS[kind][0][0]
    deleted = _deleted(entry, scope)
    is_deletion = (own, pk) in deleted
    if is_deletion and own is Contract:
        deleted = _deleted(entry, {"subject": entry.subject})
    was = deleted if is_deletion else _as_of(entry, kind, scope)
    now = _now(kind, pk)
    row = own._base_manager.filter(pk=pk).first()
    return Then(row, row is None, list(_differences(was, now, row)))


def _scope(entry) -> tuple[str, int, dict[str, str]]:
    subject, statement = entry.subject, entry.statement
    key = subject if statement in ("", "heading") else statement
    kind, _, pk = key.partition("-")
    return kind, int(pk), {"subject": subject, "statement": statement}


def _deleted(entry, scope) -> dict[Row, State]:
    """The rows that the edit of an entry deleted, as they were."""
    return {
        (model, row["id"]): row
        for model in _ORDER
        for row in model.history.filter(**scope, edit=entry.edit, history_type=DELETED).values()
    }


def _as_of(entry, kind, scope) -> dict[Row, State]:
    """The rows of a scope, as they were after the edit of an entry."""
    models = dict.fromkeys(model for model, _ in _PARTS[kind])
    edits = [model.history.filter(**scope, edit=entry.edit) for model in models]
    until = max(
        max(one.values_list("history_date", flat=True), default=entry.history_date) for one in edits
    )
    found: dict[Row, State] = {}
    for model in models:
        rows = model.history.filter(**scope, history_date__lte=until).order_by("history_id")
        for row in rows.values():
            found[model, row["id"]] = row
    return {row: state for row, state in found.items() if state["history_type"] != DELETED}


def _now(kind, pk) -> dict[Row, State]:
    found: dict[Row, State] = {}
    for model, path in _PARTS[kind]:
        pks = model._base_manager.filter(**{path: pk}).values_list("pk", flat=True)
        found |= {(model, one): state for one, state in states(model, list(pks)).items()}
    return found


def _differences(was, now, own) -> Iterable[Difference]:
    for row in sorted(was.keys() | now.keys(), key=lambda row: (_ORDER.index(row[0]), row[1])):
        then_, now_ = was.get(row), now.get(row)
        if then_ is None or now_ is None:
            why_not = EMPTIED if then_ and then_.get("emptied") else _why_no_row(row[0], then_, was)
            yield Difference(row, "", then_, now_, why_not)
            continue
        for field, columns in fields_of(row[0]).items():
            if any(then_[name] != now_[name] for name in columns):
                why_not = _why_not(row[0], field, columns, then_, own)
                why_not = EMPTIED if then_.get("emptied") else why_not
                yield Difference(row, field, then_, now_, why_not)


def _why_no_row(model, state, was) -> str:
    """Say why a row cannot come back: what it belongs to or names is gone, and does not come back with it."""
    if state is None:
        return ""
    place = {name: (model._meta.get_field(name).attname,) for name in getattr(model, "PLACE", ())}
    for name, columns in (place | fields_of(model)).items():
        to = name != "links" and model._meta.get_field(name).related_model
        if to and (to, state[columns[0]]) in was:
            continue
        if why_not := _why_not(model, name, columns, state, None):
            return why_not
    return ""


def _why_not(model, field, columns, state, own) -> str:
    """Say why a field cannot be as it was; "" where it can, as far as it can be told by itself."""
    if model is Contract and field == "tracked":
        return "Contracts that editors keep stay kept." if own else ""
    if model is Contract and own is not None and own.from_register and field in _REGISTER:
        return "The register owns it: official notices alone change it."
    if field == "links":
        return next(filter(None, (_why_no_party(LINKED[model], pk) for pk in state["links"])), "")
    to = model._meta.get_field(field).related_model
    pk = state[columns[0]]
    if not to or pk is None:
        return ""
    if issubclass(to, Party):
        return _why_no_party(to, pk)
    there = to._base_manager.filter(pk=pk).exists()
    return "" if there else f"That {to._meta.verbose_name} is gone."


def _why_no_party(model, pk):
    party = model._base_manager.select_related("canonical").filter(pk=pk).first()
    if party is None:
        return f"That {model._meta.verbose_name} is gone."
    return f"“{party}” was merged into “{party.canonical}” since." if party.canonical else ""
