"""What the notices of one contract say together: its document, and what each notice changed."""

import datetime
import zlib
from collections.abc import Iterable
from typing import Any, NamedTuple

import orjson

from procurement.searchable_text import document_words

from .changes import changed
from .organisations import Organisation
from .register import award_ids, compiled, document, organisations_named


class ReadNotice(NamedTuple):
    """One notice of a contract: its place among them, its release as `embedded`, whether it just came in.

    `document` is what it says alone, where that is known.
    """

    order: tuple
    hash: str
    at: datetime.datetime | None
    release: dict[str, Any]
    is_new: bool
    document: dict[str, Any] | None = None


class Compiled(NamedTuple):
    """What the notices with these hashes say: the document as JSON and as it is kept, and what it is found by."""

    hashes: frozenset[str]
    document: bytes
    packed: bytes
    words: str
    # {hash of a notice: what it changed}, of those that stand after a new one.
    changes: dict[str, list[dict[str, str]]]
    # {id of an award: when a notice first stated it}, where several tell of the contract.
    stated_at: dict[str, datetime.datetime]
    # All that were ever named, so that who is who is the same however notices came in.
    buyers: list[Organisation]
    suppliers: list[Organisation]


def compiled_notices(ocid: str, notices: Iterable[ReadNotice]) -> Compiled:
    """Put notices of one contract, each there once, together in their order."""
    told = sorted(notices, key=lambda one: one.order)
    said, changes = _together(ocid, told)
    stated_at, buyers, suppliers = _over_time(told) if len(told) > 1 else ({}, [], [])
    json = orjson.dumps(said)
    return Compiled(
        hashes=frozenset(one.hash for one in told),
        document=json,
        packed=zlib.compress(json, 1),
        words=document_words(said, ocid, (one.order[1] for one in told)),
        changes=changes,
        stated_at=stated_at,
        buyers=buyers,
        suppliers=suppliers,
    )


def _together(ocid, told):
    """The document of all releases, put together one by one, and what each changed on the way.

    From the first new one on: before it nothing is otherwise. Where none is new, they are read again, all of them.
    """
    last = len(told) - 1
    first = next((place for place, one in enumerate(told) if one.is_new), 0)
    first = max(first, 1)
    whole: dict[str, Any] = {}
    stated: dict[str, Any] = {}
    changes = {}
    for place, one in enumerate(told):
        whole = compiled([whole, one.release]) if place else one.release
        if first - 1 <= place or place == last:
            before, stated = stated, _stated(ocid, whole, told, place)
            if place >= first:
                changes[one.hash] = changed(before, stated)
    return stated, changes


def _stated(ocid, whole, told, place):
    """What the releases so far state: of them all the document, of a new one alone its own."""
    if place == 0 and told[0].document:
        return told[0].document
    return document(whole, ocid)


def _over_time(told):
    stated_at: dict[str, datetime.datetime] = {}
    for one in reversed(told):
        if one.at:
            stated_at |= dict.fromkeys(award_ids(one.release), one.at)
    buyers, suppliers = [], []
    for one in told:
        bought, supplied = organisations_named(one.release)
        buyers += bought
        suppliers += supplied
    return stated_at, buyers, suppliers
