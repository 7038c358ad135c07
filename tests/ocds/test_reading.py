"""How releases are found in files, and what of them is kept."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement.ocds.reading import FileRefused, take_in
from procurement.ocds.reading.json_scanner import Scanner
from procurement.ocds.reading.packages import releases

from .samples import package, release

LONG = "x" * (3 << 20)


def kept(content):
    """Give [(position, release)] of a file."""
    spool = take_in(io.BytesIO(content if isinstance(content, bytes) else content.encode()))
    try:
        return [(one.position, one.json and json.loads(one.json)) for one in spool]
    finally:
        spool.close()


def positions(content):
    return [position for position, _ in kept(json.dumps(content))]


def test_position_is_a_pointer_into_the_file():
    record = {"ocid": "ocds-test-1", "releases": [release(), release(2)]}

    assert positions(release()) == ["/"]
    assert positions(package(release(), release())) == ["/releases/0", "/releases/1"]
    assert positions({"records": [record]}) == [
        "/records/0/releases/0",
        "/records/0/releases/1",
    ]
    assert positions([release(), release()]) == ["/0", "/1"]
    assert positions([package(release())]) == ["/0/releases/0"]
    assert positions({"records": [{"compiledRelease": release()}]}) == [
        "/records/0/compiledRelease"
    ]


def test_position_says_which_document():
    text = "\n".join(json.dumps(one) for one in (release(), package(release(2))))

    assert [position for position, _ in kept(text)] == ["/", "document 2: /releases/0"]


def test_releases_of_one_contract_come_together_in_the_place_of_the_first():
    apart = [release(1, "a"), release(2, "b"), release(3, "a"), release(4, "c"), release(5, "b")]

    assert positions(apart) == ["/0", "/2", "/1", "/4", "/3"]


def test_spool_can_be_read_again():
    spool = take_in(io.BytesIO(json.dumps([release(1, "a"), release(2, "b")]).encode()))

    assert list(spool) == list(spool)
    assert spool.count == 2
    spool.close()


LINKED = {
    "ocid": "ocds-test-1",
    "releases": [{"url": "https://example.org/1"}],
    "compiledRelease": release(),
}
STUBS = LINKED | {
    "releases": [
        {"id": "1", "date": "2025-01-01T00:00:00Z", "tag": ["award"]},
        {"id": "2", "tag": []},
    ]
}
SHAPES = {
    "package": (package(release(1), release(2)), 2),
    "package of nothing": (package(), 0),
    "records": ({"records": [{"ocid": "ocds-test-1", "releases": [release(1), release(2)]}]}, 2),
    "record": ({"ocid": "ocds-test-1", "releases": [release(1), release(2)]}, 2),
    "record of links": (LINKED, 1),
    "record of links, the compiled release first": (dict(reversed(LINKED.items())), 1),
    "record of stubs": (STUBS, 1),
    "record of stubs, the compiled release first": (dict(reversed(STUBS.items())), 1),
    "records of stubs": ({"records": [STUBS, STUBS]}, 2),
    "record of stubs that name their process": (
        STUBS | {"releases": [{"ocid": "ocds-test-1", "id": "1", "date": "x", "tag": []}]}, 1,
    ),
    "record of stubs and links": (STUBS | {"releases": STUBS["releases"] + LINKED["releases"]}, 1),
    "record of empty members": (STUBS | {"releases": [{}, {}]}, 1),
    "record of one stub among releases": (STUBS | {"releases": [{"id": "1"}, release(), {"id": "2"}]}, 1),
    "record of stubs alone": ({key: STUBS[key] for key in ("ocid", "releases")}, 1),
    "package of releases that say nothing": ({"releases": [{"ocid": "ocds-test-1"}, {"id": "1"}]}, 2),
    "record without releases": ({"ocid": "ocds-test-1", "releases": [],
                                 "compiledRelease": release()}, 1),
    "records of links": ({"records": [LINKED]}, 1),
    "release": (release(), 1),
    "compiled release alone": ({"compiledRelease": release()}, 1),
}  # fmt: skip


@pytest.mark.parametrize("place", ["first", "last"])
@pytest.mark.parametrize(("content", "number"), SHAPES.values(), ids=SHAPES)
def test_long_file_is_read_as_a_short_one(content, number, place):
    """Beyond a megabyte, a document is read by its parts."""
    note = {"description": LONG}
    long = note | content if place == "first" else content | note

    short, found = kept(json.dumps(content)), kept(json.dumps(long))

    assert len(short) == number
    assert [position for position, _ in found] == [position for position, _ in short]
    assert [body and body | note for _, body in found] == [
        body and body | note for _, body in short
    ]


def test_content_is_kept_without_people_and_in_one_order():
    person = {"contactPoint": {"name": "A. Person", "email": "a@example.org"}}
    body = release(buyer={"name": "B"} | person, parties=[{"id": "1"} | person])
    body["tender"] |= {"a": 1, "additionalContactPoints": [person]}

    [(_, found)] = kept(json.dumps(dict(reversed(body.items()))))

    assert found == release(
        buyer={"name": "B"}, parties=[{"id": "1"}], tender=body["tender"] | {"a": 1}
    ) | {"tender": {"a": 1, "status": "active", "title": "Road works"}}


def test_encoding_is_noted_where_it_was_guessed():
    spool = take_in(io.BytesIO('{"ocid": "é"}'.encode("cp1252")))

    assert (spool.encoding, [note.value for note in spool.notes]) == ("cp1252", ["cp1252"])
    spool.close()


def test_byte_that_windows_does_not_know_is_latin_1():
    spool = take_in(io.BytesIO(b'{"ocid": "\x81\xe9"}'))

    assert spool.encoding == "latin-1"
    spool.close()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=8)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=4), inside, max_size=3),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(JSON, min_size=1, max_size=4), st.integers(1, 9), st.booleans())
def test_values_are_those_that_json_reads_however_the_text_is_cut(values, size, spaced):
    text = ("\n " if spaced else "\n").join(json.dumps(one) for one in values)
    scanner = Scanner(iter([text[at : at + size] for at in range(0, len(text), size)]))

    found = []
    while scanner.peek():
        found.append(scanner.value()[0])

    assert found == [json.loads(json.dumps(one)) for one in values]


@given(st.binary(max_size=60))
def test_any_bytes_are_taken_or_refused(content):

    try:
        take_in(io.BytesIO(content)).close()
    except FileRefused as refused:
        assert refused.reason and refused.advice


@given(st.text(alphabet='{}[],:" 01eE+-.antlufrs\\d"ocid', max_size=40))
def test_any_text_that_looks_like_json_is_taken_or_refused(text):

    try:
        found = list(releases(Scanner(iter([text]))))
    except FileRefused:
        return
    assert found == [] or json.loads(text) is not None
