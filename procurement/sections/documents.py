"""Which documents notices name, and where they are. Source: OCDS 1.1.5 documents, documentation extension."""

from procurement.codelists import DOCUMENT_TYPE

from .fields import Entry, Field, FieldKind

_FIELDS = (
    Field("type", "documentType", codes=DOCUMENT_TYPE),
    Field("type_text", "documentTypeDetails"),
    Field("title", "title", FieldKind.TITLE),
    Field("text", "description", FieldKind.PROSE),
    Field("url", "url", FieldKind.URL),
    Field("published_on", "datePublished", FieldKind.DAY),
    Field("changed_on", "dateModified", FieldKind.DAY),
    Field("format", "format"),
    Field("language", "language"),
    Field("access", "accessDetails", FieldKind.PROSE),
    Field("access_url", "accessDetailsURL", FieldKind.URL),
    Field("notice", "noticeType"),
    Field("lots", "relatedLots", FieldKind.LINES),
)

DOCUMENTS = (
    Entry("document", ("planning", "tender", "award", "agreement"), "documents/*", _FIELDS),
    Entry("report", ("agreement",), "implementation/documents/*", _FIELDS),
)
