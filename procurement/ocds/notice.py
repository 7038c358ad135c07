"""What a release is as a notice: its key, its kind, its title and where it is published."""

import datetime
import re
import zlib
from typing import Any, NamedTuple

import orjson

from procurement import identifiers, links
from procurement.codelists import NOTICE_TYPE

from .compiled_notices import ReadNotice
from .reading import Note, Release
from .reading.errors import escaped
from .reading.mending import LITERAL
from .register import document, embedded
from .texts import line, title
from .values import moment, nothing

_UK = re.compile(r"UK[0-9]{1,2}")
# Where a release keeps the documents of the notice that it is, the last stage first.
_SECTIONS = ("contracts", "awards", "tender", "planning")
# Tags in the order in which they name a notice, the one that says most first.
_TAGS = (
    "contractTermination", "contractAmendment", "implementationUpdate", "implementation",
    "awardCancellation", "tenderCancellation", "contractUpdate", "awardUpdate", "award", "contract",
    "tenderAmendment", "tenderUpdate", "tender", "planningUpdate", "planning", "compiled",
)  # fmt: skip
_PLAIN_LINK = re.compile(
    r"https?://([a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?\.){1,4}(uk|org|com|wales|eu|scot)/[!-\[\]-~]*"
)
# Whoever opens these gets the release again, as data.
_DATA = re.compile(r"\.(?:json|xml|csv)\b|\bapi\b", re.IGNORECASE)
FIRST = datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)


class Rejected(Exception):
    """A release that is not taken; the note says why."""

    def __init__(self, note: Note, ocid: str = "") -> None:
        super().__init__(note.reason)
        self.note, self.ocid = note, ocid


class Notice(NamedTuple):
    """One release, ready to be kept: nothing about it is left to judge."""

    ocid: str
    release_id: str
    hash: str
    at: datetime.datetime | None
    type: str
    title: str
    url: str
    packed: bytes
    position: str
    notes: list[Note]

    @property
    def order(self) -> tuple:
        """Its place among the notices of its contract: by date, release id, content."""
        return (self.at or FIRST, self.release_id, self.hash)


def read(release: Release) -> tuple[Notice, ReadNotice]:
    """Give a release as a notice, and what it says. `Rejected` where it has no OCID that can be kept."""
    if not release.json:
        raise Rejected(release.notes[-1], escaped(release.ocid, 80))
    body = orjson.loads(release.json)
    ocid = _ocid(body)
    notes = list(release.notes)
    literals = {one.field: place for place, one in enumerate(notes) if one.reason == LITERAL}

    noted = set()

    def note(field: str, value: Any, reason: str) -> None:
        fault = escaped(str(value), 80)
        # What heads a document and a section of it may read the same field: one fault, told once.
        if (field, fault, reason) in noted:
            return
        noted.add((field, fault, reason))
        place = literals.pop(field, None)
        if place is None:
            notes.append(Note(field, fault, reason, "Ask its publisher to mend it."))
        else:  # a literal that is no number has been told of already
            notes[place] = notes[place]._replace(reason=f"{LITERAL} {reason}")

    documents = _documents(body)
    whole = embedded(body, note)
    said = document(whole, ocid, note)
    notice = Notice(
        ocid=ocid,
        release_id=line(body.get("id"), "id", note, 200),
        hash=release.hash,
        at=_at(body, note),
        type=_type(body, documents),
        title=_title(body, note),
        url=_url(documents, note, body.get("uri")),
        packed=zlib.compress(release.json, 1),
        position=release.position,
        notes=notes,
    )
    return notice, ReadNotice(notice.order, notice.hash, notice.at, whole, True, said)


def unpacked_release(packed: bytes) -> dict[str, Any]:
    """Give the release of a notice that is held, as `embedded`; its notes were told when it came in."""
    return embedded(orjson.loads(zlib.decompress(packed)), nothing)


def _ocid(body):
    ocid = body.get("ocid")
    try:
        return identifiers.clean_ocid(ocid if isinstance(ocid, str) else "")
    except identifiers.IdentifierError as error:
        reason = str(error) if isinstance(ocid, str) else "It has no OCID as text."
        note = Note("ocid", escaped(str(ocid), 80), reason, "Ask its publisher for one.")
        raise Rejected(note, escaped(str(ocid or ""), 80)) from None


def _at(body, note):
    at = moment(body.get("date"), "date", note)
    try:
        return at and at.astimezone(datetime.UTC)
    except OverflowError:
        return None


def _documents(body):
    """Give (section, document) pairs, those of the last stage first."""
    found = []
    for section in _SECTIONS:
        part = body.get(section)
        for thing in part if isinstance(part, list) else [part]:
            documents = thing.get("documents") if isinstance(thing, dict) else None
            if isinstance(documents, list):
                found += [one for one in documents if isinstance(one, dict)]
    return found


def _type(body, documents):
    for one in documents:
        kind = one.get("noticeType")
        if isinstance(kind, str) and _UK.fullmatch(kind) and kind in NOTICE_TYPE:
            return kind
    tag = body.get("tag")
    tags = tag if isinstance(tag, list) else [tag]
    return next((one for one in _TAGS if one in tags), "")


def _title(body, note):
    rows = [body.get("tender"), *_list(body.get("awards")), *_list(body.get("contracts"))]
    titles = (row.get("title") for row in rows if isinstance(row, dict))
    return title(next((one for one in titles if one), ""), "title", nothing)


def _list(value):
    return value if isinstance(value, list) else []


def _url(documents, note, uri=None):
    """The address of the notice itself: that of the document that says it is one, else that of the release.

    One that gives the release again, as data, is no original.
    """
    notices = [one for one in documents if str(one.get("documentType", "")).endswith("Notice")]
    notices.sort(key=lambda one: "noticeType" not in one)
    stated = [("documents/url", one.get("url")) for one in notices]
    if isinstance(uri, str) and uri.startswith("http") and not _DATA.search(uri):
        stated.append(("uri", uri))
    for field, url in stated:
        if not isinstance(url, str) or not url:
            continue
        if len(url) <= links.LONGEST_URL and _PLAIN_LINK.fullmatch(url):
            return url
        try:
            return links.check(url)
        except links.LinkError as error:
            note(field, url, f"{error} It is left out.")
    return ""
