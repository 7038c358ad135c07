"""Finding working rows by words: without case, accents and apostrophes, by how words begin."""

from django.db.models import QuerySet

from procurement.alike import address_key
from procurement.models import Source
from procurement.search import fold

MOST = 50


def keys_with_words(rows: QuerySet, text: str, *columns: str) -> list[int]:
    """Give the keys of the rows in whose columns every word of a text begins a word. Reads them all."""
    words = [f" {word}" for word in fold(text).split()]
    if not words:
        return []
    found = []
    for pk, *texts in rows.order_by().values_list("pk", *columns).iterator():
        plain = f" {fold(' '.join(texts))}"
        if all(word in plain for word in words):
            found.append(pk)
    return found


def sources_found(text: str) -> list[Source]:
    """Give the sources of an address, else those whose title, publisher or author has the words: `MOST` at most."""
    rows = Source.objects.order_by("-pk")
    key = address_key(text if "//" in text else f"//{text}")
    same = list(rows.filter(url_key=key)[:MOST]) if key else []
    words = keys_with_words(rows, text, "title", "publisher", "author") if not same else ()
    return same or list(rows.filter(pk__in=words)[:MOST])
