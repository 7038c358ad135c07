"""The history of working rows: how a row was after each change, and whose change it was.

A save or deletion writes an entry where it changes anything; what writes rows in bulk does so within `recorded`. What
came about otherwise (a name that a notice changed) is entered, as nobody's, before the next change.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Max
from django.db.models.signals import m2m_changed, pre_save
from django.utils import timezone
from simple_history.models import HistoricalRecords

from procurement import author

from . import fields

# Counted and numbered by publication, imports and saves: no change of what a row says.
LEFT_OUT = {
    "created_at", "updated_at", "public_id", "version", "heading_version", "published_version", "saved_by",
    "canonical", "stale", "assigned_to", "looked_on", "name_key", "url_key",
}  # fmt: skip
UNSEEN = "As it stood before: imported, or written without an entry."
CREATED, CHANGED, DELETED = "+", "~", "-"
State = dict[str, Any]
TRACKED: list[Any] = []  # the models that have a history

_is_off: ContextVar[bool] = ContextVar("history_is_off", default=False)


class HistoryEntry(models.Model):
    """What every entry has: whose history it is part of, in which edit it was written, and who did it."""

    subject = models.CharField(
        max_length=40, help_text="Whose history it is part of, with its key: “contract-5”."
    )
    statement = models.CharField(
        max_length=40, blank=True, help_text="Of a contract, which statement: “heading”, “claim-7”."
    )
    edit = models.UUIDField(help_text="The same for all that was written at once.")
    who = fields.LineField(max_length=150, blank=True, help_text="The name of the account then.")
    links = models.JSONField(
        default=list, help_text="Keys of its vendors; of an act, of who acted, in their order."
    )

    emptied = models.BooleanField(
        default=False, help_text="What it said was taken out, where the law demanded it."
    )

    class Meta:
        abstract = True


class History(HistoricalRecords):
    """The entries of one model, in a table beside its own, as `history` of the model."""

    def __init__(self) -> None:
        super().__init__(
            bases=(HistoryEntry,),
            history_id_field=models.BigAutoField(),
            history_change_reason_field=models.TextField(
                blank=True, default="", help_text="Why, where that was said."
            ),
        )

    def create_history_model(self, model, inherited):
        names = {one.name for one in model._meta.fields}
        self.excluded_fields = sorted(names & LEFT_OUT)
        return super().create_history_model(model, inherited)

    def get_extra_fields(self, model, fields):
        extra = super().get_extra_fields(model, fields)
        fields["id"].help_text = "The key of the row."
        extra["history_date"].help_text = "When."
        extra["history_type"].help_text = "Whether it was created (+), changed (~) or deleted (-)."
        return extra

    def get_meta_options(self, model):
        options = super().get_meta_options(model)
        newest = models.Index(fields=("subject", "history_date", "history_id"))
        return options | {"indexes": (*options["indexes"], newest)}

    def _get_history_user_fields(self):
        account = models.ForeignKey(
            settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False,
            help_text="Whose account did it; empty for a command or an import.",
        )  # fmt: skip
        return {"history_user": account}

    def finalize(self, sender, **kwargs):
        super().finalize(sender, **kwargs)
        if sender is self.cls:
            TRACKED.append(sender)
            pre_save.connect(self.pre_save, sender=sender, weak=False)
            if hasattr(sender, "LINKS"):
                through = getattr(sender, sender.LINKS).through
                m2m_changed.connect(self.links_changed, sender=through, weak=False)

    def pre_save(self, instance, **kwargs):
        if not instance._state.adding and not _is_off.get():
            instance.before_saving = states(type(instance), [instance.pk]).get(instance.pk)

    def post_save(self, instance, created, using=None, update_fields=None, **kwargs):
        if kwargs.get("raw") or _is_off.get():
            return
        before = None if created else vars(instance).pop("before_saving", None)
        after = _state(instance) | {"links": before["links"] if before else []}
        if before and update_fields is not None:
            written = {type(instance)._meta.get_field(name).attname for name in update_fields}
            after = {name: (after if name in written else before)[name] for name in before}
        _write(type(instance), {instance.pk: before} if before else {}, {instance.pk: after})

    def pre_delete(self, instance, **kwargs):
        if not _is_off.get():
            _write(type(instance), states(type(instance), [instance.pk]), {})

    def post_delete(self, instance, using=None, **kwargs):
        """It was entered before."""

    def links_changed(self, instance, action, reverse, **kwargs):
        if _is_off.get() or reverse:
            return
        model, pk = type(instance), instance.pk
        if action in ("pre_add", "pre_remove", "pre_clear"):
            instance.before_saving = states(model, [pk])
        elif action in ("post_add", "post_remove", "post_clear"):
            _write(model, vars(instance).pop("before_saving", {}), states(model, [pk]))


def fields_of(model: Any) -> dict[str, tuple[str, ...]]:
    """Give {field as people know it: its columns} of what entries of a model say; `links` for all links.

    A date is one field with its precision, an amount with its currency. What a row is part of is none.
    """
    found: dict[str, tuple[str, ...]] = {}
    columns = {field.name: field.attname for field in model.history.model.tracked_fields}
    place = {"id", "demonstration", "invented", "from_register", *getattr(model, "PLACE", ())}
    for name, column in columns.items():
        beside = "currency" if name == "value_minor" else f"{name}_precision"
        if name not in place and name != "currency" and not name.endswith("_precision"):
            found[name] = (column, beside) if beside in columns else (column,)
    return found | ({"links": ("links",)} if hasattr(model, "linked") else {})


@contextmanager
def recorded(rows: models.QuerySet, *, by: Any = None, reason: str = "") -> Iterator[None]:
    """Enter what becomes of rows that are changed in bulk meanwhile."""
    model = rows.model
    before = states(model, list(rows.values_list("pk", flat=True)))
    with author.editing(by, reason):
        yield
        _write(model, before, states(model, list(before)))


def record_new(rows: list) -> None:
    """Enter rows of one model that were written in bulk."""
    for model in {type(row) for row in rows}:
        _write(model, {}, states(model, [row.pk for row in rows]))


@contextmanager
def switched_off() -> Iterator[None]:
    """Enter nothing meanwhile: what is deleted goes with its history."""
    token = _is_off.set(True)
    try:
        yield
    finally:
        _is_off.reset(token)


def states(model: type[models.Model], pks: list[int]) -> dict[int, State]:
    """Give {key: columns, and `links`} of rows as they are in the database."""
    rows = model._base_manager.filter(pk__in=pks).order_by("pk")
    found = {row["id"]: row | {"links": []} for row in rows.values(*_columns(model))}
    if found and (links := getattr(model, "linked", None)):
        for pk, to in links(list(found)):
            found[pk]["links"].append(to)
    return found


def _columns(model) -> list[str]:
    return [field.attname for field in model.history.model.tracked_fields]


def _state(row):
    return {
        field.attname: field.to_python(getattr(row, field.attname))
        for field in row.history.model.tracked_fields
    }


def _write(model, before: dict[int, State], after: dict[int, State]) -> None:
    """Write the entries of rows that are not as before, and first of those that no entry says how they were."""
    last = _last(model, before)
    emptied = {pk: state for pk, state in last.items() if state.pop("emptied")}
    entries = []
    for pk, state in before.items():
        if after.get(pk) == state:
            continue
        if pk not in emptied and last.get(pk) != state:
            how = CHANGED if pk in last else CREATED
            entries.append(_entry(model, pk, how, state, author.Edit(reason=UNSEEN)))
        if pk not in after:
            said = emptied.get(pk, state)
            entries.append(_entry(model, pk, DELETED, said, author.current(), pk in emptied))
    for pk, state in after.items():
        if before.get(pk) != state:
            said = _beside_emptied(before[pk], state, emptied[pk]) if pk in emptied else state
            how = CHANGED if pk in before else CREATED
            entries.append(_entry(model, pk, how, said, author.current(), said != state))
    model.history.bulk_create(entries)


def _beside_emptied(before, after, last):
    """What a row says still, and its history no more, does not come back with what it says anew."""
    return {name: last[name] if after[name] == before[name] else after[name] for name in after}


def _last(model, pks):
    """Give {key: how the newest entry says that a row is}."""
    if not pks:
        return {}
    of_rows = model.history.filter(id__in=list(pks)).order_by()
    newest = of_rows.values("id").annotate(newest=Max("history_id")).values("newest")
    rows = model.history.filter(history_id__in=newest).exclude(history_type=DELETED).order_by()
    return {row["id"]: row for row in rows.values("emptied", "links", *_columns(model))}


def _entry(model, pk, how, state, edit, emptied=False):
    account = edit.account()
    row = model(**{name: value for name, value in state.items() if name != "links"})
    subject, statement = row.place_in_history()
    return model.history.model(
        **state,
        subject=subject,
        statement=statement,
        history_type=how,
        history_date=timezone.now(),
        history_user=account,
        who=account.get_username() if account else "",
        history_change_reason=edit.reason,
        edit=edit.key,
        emptied=emptied,
    )
