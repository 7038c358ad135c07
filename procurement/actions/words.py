"""The text that search finds a public row by: all that its public form says."""

from procurement import codelists

# Keys whose texts are codes or addresses, said in words elsewhere.
_NOT_WORDS = {
    "kind", "slug", "level", "breadth", "layer", "direction", "precision", "on", "url",
    "archive_url", "currency", "amount", "code", "effect", "outcome", "capacity", "relation",
    "category", "method", "label", "fact", "rank", "value_kind", "type", "stage",
    "unknown", "what", "party_citations", "arguments", "source", "is_a",
}  # fmt: skip

_LABELS = {
    "type": codelists.TYPE,
    "stage": codelists.STAGE,
    "capacity": codelists.CAPACITY,
}
_SILENT = {"", "not_stated", "unknown"}


def words_of(part: dict, parties=()) -> str:
    """Give the text of a structure, with the other names of the parties it names."""
    texts = dict.fromkeys(_texts(part))
    aliases = [alias for party in parties for alias in party.aliases]
    return " ".join([*texts, *aliases])


def _texts(part):
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for value in part:
            yield from _texts(value)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in _LABELS and isinstance(value, str):
                yield "" if value in _SILENT else _LABELS[key].label(value)
            elif key not in _NOT_WORDS:
                yield from _texts(value)
