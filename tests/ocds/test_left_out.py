"""Each value that notices of the United Kingdom state is said by the register document, or left out for a reason.

Found by taking it away: what changes no document is read by nothing.
"""

import json
from collections import defaultdict
from copy import deepcopy

import pytest

from procurement.ocds.register import compiled, document, embedded
from procurement.ocds.values import nothing

from .left_out import LEFT_OUT
from .samples import expected, needs_samples, releases_of

pytestmark = pytest.mark.once
# So many of the values at a path are taken away, from as many releases.
TRIED = 4


def leaves(value, path=()):
    """Yield the path of each value that is stated, places in arrays with it."""
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in pairs:
            yield from leaves(one, (*path, key))
    elif value not in (None, ""):
        yield path


def named(path):
    return "/".join(key for key in path if isinstance(key, str) and not key.isdigit())


def told(release):
    return json.dumps(
        document(compiled([embedded(release, nothing)]), "ocds-test-1"), sort_keys=True
    )


def without(release, path):
    release = deepcopy(release)
    inside = release
    for key in path[:-1]:
        inside = inside[key]
    del inside[path[-1]]
    return release


def unread(releases):
    """Give the paths of which none of the values that are tried makes a difference."""
    places = defaultdict(dict)
    for number, release in enumerate(releases):
        for path in leaves(release):
            places[named(path)].setdefault(number, path)
    documents = [told(release) for release in releases]
    return {
        name
        for name, found in places.items()
        if all(
            told(without(releases[number], path)) == documents[number]
            for number, path in list(found.items())[:: max(1, len(found) // TRIED)]
        )
    }


def reasons():
    return {path: reason for reason, paths in LEFT_OUT.items() for path in paths.split()}


@needs_samples
def test_what_no_document_says_is_left_out_for_a_reason():
    releases = [
        release
        for name, one in expected().items()
        if name.startswith("uk/") and one["kind"] == "ocds"
        for release in releases_of(name)
    ]

    found = unread(releases)

    assert sorted(found - reasons().keys()) == []
    assert sorted(reasons().keys() - found) == [], "These are read: they need no reason."


def test_a_value_that_nothing_reads_is_found():
    tender = {"title": "Roads", "unheardOf": [{"deep": "x"}], "lots": [{"id": "1"}]}

    assert unread([{"ocid": "ocds-test-1", "tender": tender}]) == {
        "ocid", "tender/unheardOf/deep"
    }  # fmt: skip


def test_each_path_has_one_reason():
    paths = [path for some in LEFT_OUT.values() for path in some.split()]

    assert len(set(paths)) == len(paths)
