"""The documents that notices name, each with where it is."""

from procurement.codelists import DOCUMENT_TYPE, LANGUAGE

from ..days import in_words
from .lines import Group, Line, row, sentence
from .whose import Whose

_SHOWN = 3
# Longer descriptions are no names.
_NAME = 120
_EMPTY = ("n/a", "none", "-")
# What readers look for first.
_FIRST = ("contractSigned", "evaluationReports", "winningBid", "contractSummary", "subContract")
_FORMATS = {
    "application/pdf": "PDF", "application/msword": "Word", "text/html": "", "text/csv": "CSV",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "application/vnd.ms-excel": "Excel", "application/zip": "ZIP",
    "application/vnd.oasis.opendocument.text": "OpenDocument",
    **dict.fromkeys(("application/pkcs7-signature", "application/x-pkcs7-signature"), "Electronic signature"),
}  # fmt: skip


def documents(body: dict, whose: Whose) -> Group:
    """Give the documents but for the notices that the page lists already."""
    register = body["register"]
    told = {one["at"] for one in register.get("related", ())}
    notices = {one["url"] for one in body["notices"] if one.get("url")}
    said = [
        one
        for one in register.get("documents", ())
        if one["at"] not in told and one.get("url") not in notices
    ]
    said.sort(key=lambda one: one.get("type") not in _FIRST)
    return Group(
        "Documents", row("Documents", whose.merged((one, _line(one)) for one in said), _SHOWN)
    )


def _line(one):
    kind = DOCUMENT_TYPE.label(one.get("type", "")) or one.get("type_text", "")
    title, text, url = (one.get(key, "") for key in ("title", "text", "url"))
    text = "" if text.lower() in _EMPTY else text
    name = title or (text if len(text) <= _NAME else "") or kind or url or text[:_NAME]
    code = one.get("type", "")
    # Where there is nothing to open, it is said what such a document is.
    meaning = DOCUMENT_TYPE[code].definition if code in DOCUMENT_TYPE and not url else ""
    said = sentence(
        "" if name == kind else kind,
        _language(one),
        _FORMATS.get(one.get("format", ""), one.get("format", "")),
        f"published {in_words(one['published_on'])}" if "published_on" in one else "",
        f"changed {in_words(one['changed_on'])}" if _is_changed(one) else "",
    )
    words = text if text != name else one.get("access", "")
    return Line(said, name, words, url=url or one.get("access_url", ""), meaning=meaning)


def _language(one):
    code = one.get("language", "").lower()
    return "" if code == "en" else f"in {LANGUAGE.label(code)}" if code else ""


def _is_changed(one):
    return "changed_on" in one and one["changed_on"] != one.get("published_on")
