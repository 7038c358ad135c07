"""Releases into files: a release package, or JSON Lines; one release at a time."""

import json
from collections.abc import Iterable
from typing import Any, TextIO

Releases = Iterable[dict[str, Any]]
URI = "https://example.org/releases/sample.json"
PUBLISHER = "Invented for demonstration"

# Releases are trees, so nothing is lost by not looking for circles.
encode = json.JSONEncoder(
    separators=(",", ":"), ensure_ascii=False, check_circular=False, allow_nan=False
).encode


def package(releases: Releases, uri: str = URI) -> dict[str, Any]:
    """Give a release package of all the releases, held in memory at once."""
    return _head(uri) | {"releases": list(releases)}


def write_package(file: TextIO, releases: Releases, uri: str = URI) -> int:
    """Write a release package, one release to a line of the array. Gives how many."""
    file.write(encode(_head(uri))[:-1] + ',"releases":[\n')
    count = 0
    for count, release in enumerate(releases, 1):
        file.write((",\n" if count > 1 else "") + encode(release))
    file.write("\n]}\n")
    return count


def write_lines(file: TextIO, releases: Releases) -> int:
    """Write JSON Lines, one release to a line. Gives how many."""
    count = 0
    for release in releases:
        file.write(encode(release) + "\n")
        count += 1
    return count


def _head(uri: str) -> dict[str, Any]:
    return {
        "uri": uri,
        "version": "1.1",
        "publishedDate": "2026-10-31T19:00:00Z",
        "publisher": {"name": PUBLISHER},
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
    }
