"""The data dictionary, docs/data.md, from the models' own words.

`python -m tests.data_dictionary` writes it anew; tests/test_docs.py sees that it is current.
"""

import os
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "data.md"
HEAD = """# The data

Every table, and every column that is not a primary key. Written by `python -m tests.data_dictionary` from the models
(`procurement/models/`), which say more; [architecture.md](architecture.md) says how rows come about.

**Working records** are what editors and imports write. **Copies** (Public…) are what the public reads: publishing and
imports write them, nothing edits them. Money is in the currency's minor unit, such as pence. A date known only to the
month or the year has that beside it, in its `…_precision`.
"""
# By the end of the name of the field's kind.
KINDS = {
    "BinaryField": "bytes", "BooleanField": "yes or no", "DateField": "date",
    "DateTimeField": "moment", "IntegerField": "number", "JSONField": "JSON", "CharField": "text",
    "SlugField": "text", "TextField": "text", "UUIDField": "key",
}  # fmt: skip


def text() -> str:
    """Give the whole page."""
    from django.apps import apps  # noqa: PLC0415 -- needs the app registry

    models = sorted(apps.get_app_config("procurement").get_models(), key=_name)
    history = [model for model in models if hasattr(model, "instance_type")]
    tables = [one for one in models if one not in history and not one._meta.auto_created]
    return "\n".join([HEAD, *map(_table, tables), _history(history)])


def _history(models):
    """The tables of the history, which have the columns of others and some of their own, once for all."""
    first = models[0]
    there = {one.name for one in first.instance_type._meta.concrete_fields}
    names = ", ".join(f"`{model.__name__}`" for model in models)
    said = f"The history of working rows. One table for each kind: {names}. An entry has the columns of its row, as it"
    said += " was from then on (links by their keys, whatever became of those), and:"
    fields = [
        one for one in first._meta.concrete_fields if one.name not in there and not one.primary_key
    ]
    return f"## Historical…\n\n{said}\n\n{_columns(fields)}"


def _name(model):
    return model.__name__


def _table(model):
    said = model.__doc__.split("\n\n")[0].replace("\n    ", " ").strip()
    fields = [one for one in model._meta.concrete_fields if not one.primary_key]
    return f"## {_name(model)}\n\n{said}\n\n{_columns([*fields, *model._meta.local_many_to_many])}"


def _columns(fields):
    rows = "".join(f"| `{one.name}` | {_kind(one)} | {_cell(one.help_text)} |\n" for one in fields)
    return f"| column | | what it holds |\n|---|---|---|\n{rows}"


def _kind(field):
    if field.is_relation:
        many = "links to" if field.many_to_many else "link to"
        return f"{many} {_name(field.related_model)}"
    if field.choices:
        return "code"
    return next(kind for end, kind in KINDS.items() if field.get_internal_type().endswith(end))


def _cell(words):
    return str(words).replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    import django

    django.setup()
    PAGE.write_text(text(), encoding="utf-8")
