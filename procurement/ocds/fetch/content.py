"""What can be told of an answer without trusting it to be JSON: whole, how many, what comes next.

Find a Tender writes amounts as `000`, which no strict reader takes; the importer knows what to do
with that. So nothing is parsed here: strings are skipped, and what is left must close every bracket
that it opens. The answer itself is judged, not the content type that it claims.
"""

import json
import re

# Possessive, so that an answer that breaks off inside a string takes no longer than another.
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"|".*', re.DOTALL)
_OCID = re.compile(rb'"ocid"\s*:')
_PACKAGE = re.compile(rb'"(?:releases|results)"\s*:')
_NEXT = re.compile(rb'"links"\s*:\s*\{[^{}]*?"next"\s*:\s*("(?:[^"\\]|\\.)*")')
_TOO_MANY = re.compile(rb"request limit", re.IGNORECASE)
_BOM = b"\xef\xbb\xbf"
_BEGINNING = 1000


def is_object(body: bytes) -> bool:
    """Say whether it begins as a JSON object does: a page of HTML or a line of text does not."""
    return body.removeprefix(_BOM).lstrip().startswith(b"{")


def is_whole(body: bytes) -> bool:
    """Say whether every bracket is closed, so that nothing was cut off."""
    bare = _STRING.sub(b"", body).rstrip()
    pairs = ((b"{", b"}"), (b"[", b"]"))
    return bare.endswith(b"}") and all(bare.count(one) == bare.count(two) for one, two in pairs)


def is_package(body: bytes) -> bool:
    """Say whether it has a list of releases, or of packages as Contracts Finder had before 2022."""
    return bool(_PACKAGE.search(body))


def is_too_many(body: bytes) -> bool:
    """Say whether it is the text that goes with status 429, which comes with status 200 too."""
    return not is_package(body) and bool(_TOO_MANY.search(body[:_BEGINNING]))


def releases(body: bytes) -> int:
    """Count the releases, by the key `ocid`, which OCDS 1.1 has once in each and nowhere else."""
    return len(_OCID.findall(body))


def next_link(body: bytes) -> str:
    """Return `links.next` of the package, or nothing."""
    found = _NEXT.search(body)
    try:
        return json.loads(found[1]) if found else ""
    except ValueError:
        return ""
