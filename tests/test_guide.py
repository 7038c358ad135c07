"""The editors' guide names what stands on the pages: each label in bold is a label of the admin."""

import ast
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.utils.text import capfirst

from procurement import codelists
from procurement.codelists import Codelist
from tests.guide_pictures import MOST_BYTES, PICTURES

pytestmark = pytest.mark.once
GUIDE = settings.BASE_DIR / "docs" / "editors.md"
TEXT = GUIDE.read_text(encoding="utf-8")
TEMPLATES = [
    *(settings.BASE_DIR / "templates" / "admin").rglob("*.html"),
    *(
        settings.BASE_DIR / "templates" / "components" / name
        for name in ("desk_marks.html", "record.html")
    ),
]
CODE = [*(settings.BASE_DIR / "procurement" / "admin").rglob("*.py")]
# What a template or an f-string fills in.
FILLED = re.compile(r"\{\{.*?\}\}")
ANYTHING = "\0"


def sayings() -> set[str]:
    """Give what the admin says, each in one piece; ANYTHING where something is filled in."""
    found = set(codelist_labels()) | set(column_labels())
    for file in TEMPLATES:
        found |= set(pieces(file.read_text(encoding="utf-8")))
    for file in CODE:
        found |= set(literals(ast.parse(file.read_text(encoding="utf-8"))))
    return {" ".join(one.split()) for one in found}


def pieces(template):
    """The words between the tags of a page, and those of its buttons."""
    text = FILLED.sub(ANYTHING, re.sub(r"\{#.*?#\}", "", template, flags=re.DOTALL))
    yield from re.findall(r'\bvalue="([^"]+)"', text)
    for part in re.split(r"\{%.*?%\}", text):
        # A tag may have template tags in it, and then stands there in parts.
        yield from re.split(r"<[^<>]*>|^[^<>]*>|<[^<>]*$", part)


def literals(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else ANYTHING
                for part in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from pieces(node.value)


def codelist_labels():
    lists = [one for one in vars(codelists).values() if isinstance(one, Codelist)]
    return [code.label for one in lists for code in one]


def column_labels():
    for model in apps.get_app_config("procurement").get_models():
        yield capfirst(model._meta.verbose_name_plural)
        yield from (capfirst(str(field.verbose_name)) for field in model._meta.fields)


def is_said(label, said):
    if label in said:
        return True
    filled = [one for one in said if ANYTHING in one and re.match("[A-Z][a-z]{2}", one)]
    return any(re.fullmatch(re.escape(one).replace(ANYTHING, ".+"), label) for one in filled)


LABELS = sorted(set(re.findall(r"\*\*(.+?)\*\*", TEXT, flags=re.DOTALL)))


def test_each_label_in_bold_stands_on_a_page_of_the_admin():
    said = sayings()

    assert len(LABELS) > 80
    assert [label for label in LABELS if not is_said(" ".join(label.split()), said)] == []


def test_a_label_that_no_page_has_is_seen():
    said = sayings()

    assert not is_said("Publish all that is ticked", said)
    assert is_said("Add a ground", said)


def test_each_picture_is_shown_is_small_and_says_what_is_seen():
    shown = dict(re.findall(r"!\[([^\]]*)\]\(pictures/([a-z]+\.png)\)", TEXT))
    files = sorted(PICTURES.glob("*.png"))

    assert sorted(shown.values()) == [file.name for file in files]
    assert len(files) <= 8
    assert [file.name for file in files if file.stat().st_size > MOST_BYTES] == []
    assert [alt for alt in shown if len(alt) < 40] == []
