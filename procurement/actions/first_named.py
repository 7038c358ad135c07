"""Parties and sources that become public with the statement that names them."""

from collections.abc import Iterator
from typing import Any

from procurement.dossier.loading import is_ready
from procurement.dossier.register import parties
from procurement.models import Contract


def first_named(row: Any) -> list[str]:
    """Name the parties and sources that a statement of a loaded contract would make public; those of notices are."""
    found = [one for one in _named(row) if one is not None and not one.published_version]
    return list(dict.fromkeys(str(one) for one in found))


def _named(row: Any) -> Iterator[Any]:
    if isinstance(row, Contract):
        yield from parties(row, None)
    elif row._meta.model_name == "claim":
        yield from (row.stakeholder, row.buyer, row.vendor)
    else:
        yield from row.actors
    for part in (row, *getattr(row, "all_grounds", ())):
        for citation in part.all_citations if is_ready(part) else ():
            if is_ready(citation):
                yield from (citation.speaker, citation.source, citation.source.root())
