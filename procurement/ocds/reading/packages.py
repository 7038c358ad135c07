"""What a file of OCDS is made of: packages, records, arrays, lines; and the releases in them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from .errors import FileRefused
from .json_scanner import LARGEST_VALUE, Scanner, Unfinished

# A document up to this size is read at once; a longer one by its releases.
_AT_ONCE = 1 << 20
_LISTS = ("releases", "records")
# What a record says of a release that stands elsewhere: a link to it, or a mention of it.
_STUB = frozenset(("url", "ocid", "id", "date", "tag", "language", "initiationType"))
# More releases than any record has: beyond, what is listed is no record.
_MOST_STUBS = 10_000
ACCEPTED = "Accepted: release packages, record packages, releases, arrays of them, JSON Lines."


class PackagedRelease(NamedTuple):
    """What stands in the place of a release: where, what, and its text where that is at hand."""

    position: str
    value: Any
    text: str


def releases(scanner: Scanner) -> Iterator[PackagedRelease]:
    """Yield what stands in the place of a release anywhere in a file, one at a time."""
    document = 0
    while character := scanner.peek():
        document += 1
        where = f"document {document}: " if document > 1 else ""
        if character == "[":
            yield from _array(scanner, where)
        elif character == "{":
            yield from _object(scanner, where)
        else:
            _refuse_start(scanner, document)
    if not document:
        raise FileRefused("It is empty.", advice=ACCEPTED)


def _refuse_start(scanner, document):
    if document > 1:
        scanner.refuse("more stands after the end of the document")
    if scanner.peek() == "<":
        raise FileRefused(
            "It is a web page or XML, not JSON.", position="line 1, column 1",
            advice="Fetch the file again; a page that says why may have come in its place.",
        )  # fmt: skip
    try:
        scanner.value()
    except FileRefused as error:
        error.advice = f"{error.advice} {ACCEPTED}"
        raise
    raise FileRefused("It holds no object, so it is no OCDS.", advice=ACCEPTED)


def _array(scanner, where):
    scanner.expect("[")
    number = 0
    while not scanner.skip("]"):
        if number:
            scanner.expect(",")
        value, text = _value(scanner)
        yield from _in_value(value, f"{where}/{number}", text, top=not number)
        number += 1


def _object(scanner, where):
    """A document of its own: read at once, or by its releases where it is long."""
    try:
        value, text = scanner.value(_AT_ONCE)
    except Unfinished:
        yield from _long(scanner, where)
    else:
        yield from _in_value(value, where, text, top=True)


def _long(scanner, where):
    """A long object: the members of its releases or records one by one, the rest as it is."""
    rest: dict[str, Any] = {}
    stubs: list[PackagedRelease] = []
    listed = whole = 0
    scanner.expect("{")
    while not scanner.skip("}"):
        if rest:
            scanner.expect(",")
        key, _ = _value(scanner)
        if type(key) is not str or key in rest:
            scanner.refuse("a key is missing, or given twice")
        scanner.expect(":")
        if key in _LISTS and scanner.peek() == "[":
            rest[key] = []
            listed += 1
            for found in _members(scanner, f"{where}/{key}"):
                if _is_stub(found.value) and len(stubs) < _MOST_STUBS:
                    stubs.append(found)
                else:
                    whole += 1
                    yield found
        else:
            rest[key], _ = _value(scanner)
    if not listed:
        yield from _in_value(rest, where, "", top=True)
    elif "ocid" not in rest:
        yield from stubs
    elif not whole:
        yield from _record(rest, where, "")


def _members(scanner, where):
    scanner.expect("[")
    number = 0
    while not scanner.skip("]"):
        if number:
            scanner.expect(",")
        value, text = _value(scanner)
        yield from _member(value, f"{where}/{number}", text)
        number += 1


def _value(scanner):
    try:
        return scanner.value()
    except Unfinished:
        scanner.refuse(f"one value is longer than {LARGEST_VALUE >> 20} MB")


def _in_value(value, where, text, *, top):
    """What a document, or a member of an array, holds: a package, a record or a release."""
    lists = [key for key in _LISTS if key in value] if isinstance(value, dict) else []
    if not lists:
        if top and not _is_release(value):
            raise FileRefused(
                "It has no releases, no records and no OCID, so it is no OCDS.",
                position=where or "line 1", advice=ACCEPTED,
            )  # fmt: skip
        yield PackagedRelease(where or "/", value, text)
    elif "ocid" in value:
        yield from _record(value, where, text)
    for key in lists if "ocid" not in (value if isinstance(value, dict) else ()) else ():
        if not isinstance(value[key], list):
            raise FileRefused(
                f"“{key}” is no array.", position=f"{where}/{key}",
                advice="Ask its publisher for a valid file, or fetch it again.",
            )  # fmt: skip
        for number, member in enumerate(value[key]):
            yield from _member(member, f"{where}/{key}/{number}", text)


def _is_release(value):
    return isinstance(value, dict) and ("ocid" in value or "compiledRelease" in value)


def _member(value, where, text):
    if isinstance(value, dict) and _is_record(value):
        yield from _record(value, where, text)
    else:
        yield PackagedRelease(where, value, text)


def _is_record(value):
    return "compiledRelease" in value or "versionedRelease" in value or "releases" in value


def _is_stub(value):
    """Tell whether a member of a record only says where a release is, or that there is one."""
    link = isinstance(value, dict) and "url" in value and "ocid" not in value
    return link or (isinstance(value, dict) and value.keys() <= _STUB)


def _record(record, where, text):
    """The releases of a record that stand in it whole; else the one compiled from them."""
    members = record.get("releases")
    whole = [
        (number, one)
        for number, one in enumerate(members if isinstance(members, list) else [])
        if not _is_stub(one)
    ]
    for number, one in whole:
        yield PackagedRelease(f"{where}/releases/{number}", one, text)
    if not whole and isinstance(record.get("compiledRelease"), dict):
        yield PackagedRelease(f"{where}/compiledRelease", record["compiledRelease"], text)
    elif not whole:
        yield PackagedRelease(where, None, text)
