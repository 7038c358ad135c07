"""OCDS: what is declared stands where it stood, and read again says the same."""

import json

import pytest

from procurement.files.ocds import declared as files
from procurement.files.ocds.tree import Tree
from procurement.ocds.reading import FileRefused
from procurement.ocds.register import compiled, declared, embedded
from procurement.ocds.values import nothing
from procurement.sections import SECTIONS
from tests.declared import first_of, release_of
from tests.ocds.samples import expected, needs_samples, releases_of

pytestmark = pytest.mark.once

EVERY = [
    pytest.param(entry, of, id=f"{section}-{entry.what}-{of}")
    for section, entries in SECTIONS.items()
    for entry in entries
    for of in entry.of
]


def put_back(release):
    """Give what the declared sections of a release become in OCDS."""
    tree = Tree()
    files.put(tree, declared.read(release, nothing))
    return tree.object()


@pytest.mark.parametrize(("entry", "of"), EVERY)
def test_all_that_is_declared_stands_where_it_stood(entry, of):
    release = release_of(entry, of)

    told = put_back(release)

    assert missing(told, release) == []


def missing(told, stated, path=""):
    """Give the paths at which OCDS does not say what a release does, but for ids."""
    if isinstance(stated, dict) and isinstance(told, dict):
        pairs = ((key, one) for key, one in stated.items() if key != "id")
        return [
            fault for key, one in pairs for fault in missing(told.get(key), one, f"{path}/{key}")
        ]
    if isinstance(stated, list) and isinstance(told, list) and len(told) == len(stated):
        pairs = zip(told, stated, strict=True)
        return [fault for one, other in pairs for fault in missing(one, other, f"{path}/*")]
    return [] if told == stated else [path]


def test_code_of_no_closed_list_is_left_out():
    """Of every closed list: OCDS would refuse it."""
    closed = [
        (entry, field)
        for entries in SECTIONS.values()
        for entry in entries
        for field in entry.fields
        if field.only
    ]

    for entry, field in closed:
        release = release_of(entry, entry.of[0])
        unknown = json.loads(json.dumps(release).replace(f'"{first_of(field)}"', '"unheard"'))
        assert "unheard" in json.dumps(declared.read(unknown, nothing))
        assert "unheard" not in json.dumps(put_back(unknown))


def said(release):
    """Give {section: its entries}, each once and in any order, without ids, places and what OCDS has no way to say."""
    found = {}
    for section, entries in declared.read(release, nothing).items():
        told = [
            {key: one for key, one in entry.items() if _is_sayable(key, one)} for entry in entries
        ]
        found[section] = {json.dumps(one, sort_keys=True) for one in told if one.keys() > {"what"}}
    return found


def _is_sayable(key, one):
    return key not in ("at", "id") and one != "no limit"


@needs_samples
@pytest.mark.parametrize(
    "name", [name for name, one in expected().items() if one["kind"] == "ocds"]
)
def test_samples_read_again_say_the_same(name):
    try:
        releases = releases_of(name)
    except FileRefused:
        pytest.skip("It holds no OCDS.")

    for release in releases:
        release = compiled([embedded(release, nothing)])
        assert said(put_back(release)) == said(release)
