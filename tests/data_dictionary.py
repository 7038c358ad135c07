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
    "SlugField": "text", "TextField": "text",
}  # fmt: skip


def text() -> str:
    """Give the whole page."""
    from django.apps import apps  # noqa: PLC0415 -- needs the app registry

    models = sorted(apps.get_app_config("procurement").get_models(), key=_name)
    return "\n".join([HEAD, *[_table(model) for model in models if not model._meta.auto_created]])


def _name(model):
    return model.__name__


def _table(model):
    said = model.__doc__.split("\n\n")[0].replace("\n    ", " ").strip()
    fields = [one for one in model._meta.concrete_fields if not one.primary_key]
    rows = "".join(
        f"| `{one.name}` | {_kind(one)} | {_cell(one.help_text)} |\n"
        for one in [*fields, *model._meta.local_many_to_many]
    )
    return f"## {_name(model)}\n\n{said}\n\n| column | | what it holds |\n|---|---|---|\n{rows}"


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
