"""Where in the published text of a contract the words stand that it was found by."""

from django.db.models import OuterRef, Subquery

from procurement import dossier, search
from procurement.models import PublicContract, RegisterDocument, Revision
from procurement.models.register_document import unpacked
from procurement.searchable_text import texts_of

from .contract_row import ContractRow
from .reading import among


def with_passages(rows: list[ContractRow], query: search.TextQuery) -> list[ContractRow]:
    """Give contracts with the passage that says most of what was asked for, as `search.passage` does.

    Of a contract that editors keep from its newest revision, of the others from the description in
    their register document; none where the words stand elsewhere in their notices. One query.
    """
    body = Revision.objects.filter(hash=OuterRef("revision_hash")).values("body__text")
    document = RegisterDocument.objects.filter(public_id=OuterRef("public_id"))
    found = PublicContract.objects.filter(pk__in=among(row.key for row in rows)).values_list(
        "pk", Subquery(body), Subquery(document.values("packed"))
    )
    told = {key: texts for key, *texts in found}
    return [
        row._replace(passage=search.passage(_texts(row.title, *told[row.key]), query))
        if row.key in told
        else row
        for row in rows
    ]


def _texts(title: str, body: str | None, document: bytes | None) -> list[str]:
    """The texts of a contract besides its title, which every row shows."""
    if body:
        said = texts_of(dossier.rest_of(body))
        return [text for text in dict.fromkeys(said) if text != title]
    return [unpacked(bytes(document)).get("description", "")] if document else [""]
