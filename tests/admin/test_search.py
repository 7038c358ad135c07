"""What the search boxes and choosers of the admin find, of rows as imports write them."""

import pytest
from django.urls import reverse

from procurement.models import Buyer, Contract, PartyName, Source, Vendor
from tests.factories import make_buyer, make_contract, make_source
from tests.ocds.samples import Importing, awarded, party

NAMES = ("O’Brien & Société (Ireland)", "A & B Limited")


@pytest.fixture
def imported(tmp_path):
    """Vendors that an import made."""
    suppliers = [party(name, f"GB-COH-0123456{place}") for place, name in enumerate(NAMES)]
    Importing(tmp_path)([awarded(1, suppliers=suppliers)])
    return {vendor.name: vendor for vendor in Vendor.objects.all()}


def found(client, model, text):
    page = client.get(reverse(f"admin:procurement_{model}_changelist"), {"q": text})
    return [str(row) for row in page.context["cl"].result_list]


def chosen(client, text, model="contract", field="vendors"):
    query = {"term": text, "app_label": "procurement", "model_name": model, "field_name": field}
    answer = client.get(reverse("admin:autocomplete"), query).json()
    return [one["text"] for one in answer["results"]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("O'Brien", 0), ("o’brien", 0), ("Société", 0), ("societe obrien", 0), ("A & B", 1),
        ("a b", 1), ("A & B Lim", 1),
    ],
)  # fmt: skip
@pytest.mark.parametrize("model", ["vendor", "partyname"])
def test_vendors_of_an_import_are_found_as_people_type_them(editor, imported, model, text, name):
    assert NAMES[name] in imported
    assert PartyName.objects.count() == len(NAMES)

    assert found(editor, model, text) == [NAMES[name]]


@pytest.mark.parametrize("text", ["obrien", "SOCIÉTÉ", "societe o"])
def test_drafts_are_found_as_people_type_them(editor, text):
    name = "O’Brien & Société"
    make_buyer(name=name)
    make_contract(title=name)
    make_source(title=name)

    for model in (Buyer, Contract, Source):
        assert found(editor, model._meta.model_name, text) == [
            str(row)
            for row in model.objects.filter(**{"title" if model is not Buyer else "name": name})
        ]


def test_choosers_tell_two_of_one_name_apart_and_show_titles_whole(editor, imported):
    Vendor.objects.create(name="A & B Limited")
    title = "Decision of the Deputy Mayor " * 8

    make_source(title=title.strip(), publisher="The Authority")

    assert sorted(chosen(editor, "a & b")) == [
        "A & B Limited (Vendor · GB-COH-01234561 · 1 contract · vendor 2)",
        "A & B Limited (Vendor · not public)",
    ]
    assert chosen(editor, "deputy", "citation", "source") == [f"{title.strip()} (The Authority)"]


@pytest.mark.parametrize(
    ("text", "ground"), [("privacy", "Data protection"), ("too expensive", "Value for money")]
)
def test_grounds_are_found_under_everyday_words(editor, text, ground):
    assert ground in chosen(editor, text, "interventionground", "ground")
