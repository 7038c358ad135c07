"""Where in the published text of a contract the words stand that it was found by."""

import json
from collections.abc import Iterable, Iterator

from django.db.models import OuterRef, Subquery

from procurement import search
from procurement.models import Contract, PublicContract, Revision
from procurement.searchable_text import texts_of


def passages(contracts: Iterable[PublicContract], query: search.TextQuery) -> dict[int, list]:
    """Give {key: the passage that says most of what was asked for, as `search.passage` does}.

    Of a contract that editors keep from its newest revision, of the others from the description in
    the register; without those whose words stand elsewhere in their notices. One query.
    """
    body = Revision.objects.filter(hash=OuterRef("revision_hash")).values("body__text")
    described = Contract.objects.filter(public_id=OuterRef("public_id"), tracked=False)
    rows = PublicContract.objects.filter(pk__in=[one.pk for one in contracts]).values_list(
        "pk", "title", Subquery(body), Subquery(described.values("description"))
    )
    found = {pk: search.passage(_texts(*told), query) for pk, *told in rows}
    return {pk: pieces for pk, pieces in found.items() if pieces}


def _texts(title, body, description) -> Iterator[str]:
    """The texts of a contract besides its title, which every row shows."""
    if not body:
        yield description or ""
        return
    yield from (text for text in texts_of(json.loads(body)) if text != title)
