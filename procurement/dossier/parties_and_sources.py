"""How parties and sources stand in a dossier: as last published, else as first to be published.

Saving a party changes nothing public, so a dossier takes its name from the copy where one is.
"""

from typing import NamedTuple

from procurement import plaintext
from procurement.models import Buyer, PublicParty, PublicSource, Vendor

# Several, whom a source names only together: “were”, not “was”.
GROUP = "group"


class Key(NamedTuple):
    """What names a party in a register document."""

    kind: str
    public_id: int


def party_entry(party) -> dict:
    """Give the public form of a party, working or public: what a dossier says where it names it."""
    return {
        "kind": party.kind,
        "id": party.public_id,
        "name": party.name,
        "the": party.takes_the,
        "plural": getattr(party, "is_a", "") == GROUP,
        "slug": getattr(party, "slug", None) or plaintext.slug(party.name),
    }


def source_entry(source, root: int | None) -> dict:
    """Give the public form of a source, working or public, whose story goes back to a root."""
    date = source.published
    return {
        "id": source.public_id,
        "title": source.title,
        "kind": source.kind,
        "primary": source.is_primary,
        "publisher": source.publisher,
        "author": source.author,
        "published": date and date.as_json(),
        "url": source.url,
        "archive_url": source.archive_url,
        "accessed_on": source.accessed_on and source.accessed_on.isoformat(),
        "root": root,
    }


def published_roots(sources) -> dict[int, int]:
    """Give {public id: root} of those public among sources and what they repeat. One query."""
    ids = _chained(sources)
    rows = PublicSource.objects.filter(public_id__in=ids) if ids else PublicSource.objects.none()
    return dict(rows.values_list("public_id", "root"))


def root_of(source, roots: dict[int, int]) -> int | None:
    """Give the number of the story that a working source tells. Reads `repeats`.

    Where it repeats a public source, that one's is as published: its own edit may be pending.
    """
    for earlier in source.chain()[0][1:]:
        if earlier.public_id in roots:
            return roots[earlier.public_id]
    return source.root().public_id


def _chained(sources):
    return {one.public_id for source in sources for one in source.chain()[0] if one.public_id}


class Names:
    """The public forms of the parties and sources of one dossier, looked up in two queries.

    With `hidden`, parties of a document that are not public yet read as they will. `roots` are those that
    `published_roots` gives.
    """

    def __init__(self, parties, sources, *, hidden: bool = False) -> None:
        self._parties = _published_parties(parties, hidden)
        self._sources = _published_sources(sources)
        self.roots = {id_: form["root"] for id_, form in self._sources.items()}

    def party(self, party) -> dict | None:
        """Give the form of a party; None for none."""
        if party is None:
            return None
        return self._parties.get((party.kind, party.public_id)) or party_entry(party)

    def register_party(self, kind: str, public_id: int | None, name: str) -> dict:
        """Give the form of a party of a register document; of one that is not public, by its name there."""
        form = self._parties.get(Key(kind, public_id)) if public_id else None
        return form or {
            "kind": kind,
            "id": public_id,
            "name": name,
            "the": False,
            "plural": False,
            "slug": plaintext.slug(name),
        }

    def source(self, source) -> dict:
        """Give the form of a source."""
        return self._sources.get(source.public_id) or source_entry(
            source, root_of(source, self.roots)
        )


def _published_parties(parties, hidden):
    """{key: form}, of merged ones as they are named. Two queries, two more where some are not public."""
    keys = {Key(party.kind, party.public_id) for party in parties if party and party.public_id}
    found = _forms(keys)
    # What a document names may not be public yet.
    lacking = {party for party in parties if isinstance(party, Key)} - found.keys()
    if lacking and hidden:
        found |= _hidden(lacking)
    return found


def _forms(keys):
    ids = {key.public_id for key in keys}
    rows = PublicParty.objects.filter(public_id__in=ids) if ids else ()
    return {Key(row.kind, row.public_id): party_entry(row) for row in rows}


def _hidden(keys) -> dict[Key, dict]:
    """{key: form} of those that are not public, and will be first when what names them is."""
    found: dict[Key, dict] = {}
    for model in (Buyer, Vendor):
        kind = str(model._meta.model_name)
        ids = [key.public_id for key in keys if key.kind == kind]
        rows = model._default_manager.filter(public_id__in=ids) if ids else ()
        found |= {Key(kind, row.public_id or 0): party_entry(row) for row in rows}
    return found


def _published_sources(sources):
    ids = _chained(sources)
    rows = PublicSource.objects.filter(public_id__in=ids) if ids else ()
    return {row.public_id: source_entry(row, row.root) for row in rows}
