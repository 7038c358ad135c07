"""The documentation names what there is."""

import re

import pytest
from django.apps import apps
from django.conf import settings

from tests import data_dictionary, files_dictionary

DOCS = settings.BASE_DIR / "docs"
COMMANDS = settings.BASE_DIR / "procurement" / "management" / "commands"
FIELDS = [
    (model._meta.model_name, field)
    for model in apps.get_app_config("procurement").get_models()
    for field in [*model._meta.fields, *model._meta.many_to_many]
    if not field.primary_key and not model._meta.auto_created
]


def variables():
    """Give the names that the settings read from the environment, and what each reader adds."""
    text = (settings.BASE_DIR / "tracker" / "settings.py").read_text(encoding="utf-8")
    read = r"(?:env_\w+|environ(?:\.get)?|getenv)[(\[]\s*\"([A-Z][A-Z_]+)\""
    return sorted(set(re.findall(read, text)))


@pytest.mark.parametrize(("model", "field"), FIELDS, ids=[f"{m}.{f.name}" for m, f in FIELDS])
def test_field_says_what_it_holds(model, field):
    assert field.help_text.strip()


def test_data_dictionary_is_current():
    page = data_dictionary.PAGE.read_text(encoding="utf-8")

    assert page == data_dictionary.text(), "Run python -m tests.data_dictionary."


def test_columns_of_files_are_current():
    page = files_dictionary.PAGE.read_text(encoding="utf-8")

    assert page == files_dictionary.text(), "Run python -m tests.files_dictionary."


def test_settings_are_found():
    assert {"SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "DATA_DIR"} <= set(variables())


@pytest.mark.parametrize("name", variables())
def test_operators_read_of_each_setting(name):
    assert f"`{name}`" in (DOCS / "operators.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(file.stem for file in COMMANDS.glob("[a-z]*.py")))
def test_docs_name_each_command(name):
    docs = [settings.BASE_DIR / "README.md", *DOCS.glob("*.md")]

    assert any(name in file.read_text(encoding="utf-8") for file in docs)


PAGES = sorted([*settings.BASE_DIR.glob("*.md"), *DOCS.rglob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_of_a_page_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    near = [link for link in links if "://" not in link]

    assert [link for link in near if not (page.parent / link).exists()] == []
