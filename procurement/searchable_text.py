"""The texts that what is public is found by: what people wrote in it, without codes and addresses."""

from collections.abc import Iterable, Iterator
from operator import itemgetter

from procurement import codelists
from procurement.identifiers import reference
from procurement.money import Money
from procurement.search import indexed

# Keys whose texts are codes or addresses, said in words elsewhere.
_NOT_WORDS = {
    "kind", "slug", "level", "breadth", "layer", "direction", "precision", "on", "url",
    "archive_url", "currency", "amount", "code", "effect", "outcome", "capacity", "relation",
    "category", "method", "label", "fact", "rank", "value_kind", "type", "stage",
    "unknown", "what", "party_citations", "arguments", "source", "is_a",
    "status", "days", "said_on",
}  # fmt: skip

_LABELS = {
    "type": codelists.TYPE,
    "stage": codelists.STAGE,
    "capacity": codelists.CAPACITY,
}
_SILENT = {"", "not_stated", "unknown"}


def texts_of(part) -> Iterator[str]:
    """Give every text of a structure, each as often as it stands there, by the order of its keys.

    So a structure that was kept gives them in the same order as one that was just made.
    """
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for value in part:
            yield from texts_of(value)
    elif isinstance(part, dict):
        if part.get("currency") and isinstance(part.get("minor"), int):
            money = Money(part["minor"], part["currency"])
            yield from dict.fromkeys((money.short(), money.exact()))
        for key, value in sorted(part.items(), key=itemgetter(0)):
            if key in _LABELS and isinstance(value, str):
                yield "" if value in _SILENT else _LABELS[key].label(value)
            elif key not in _NOT_WORDS:
                yield from texts_of(value)


def words_of(part: dict) -> str:
    """Give the text that search finds a structure by: what it says more than once only once."""
    return " ".join(dict.fromkeys(texts_of(part)))


def document_words(said: dict, ocid: str, notices: Iterable[str]) -> str:
    """Give the text that search finds a contract of the register by, but for its title, as the index takes it.

    `notices` are their ids, of which those are found that people quote.
    """
    rows = [*said["awards"], *said["agreements"]]
    titles = [
        row[key] for row in rows for key in ("title", "description", "rationale") if key in row
    ]
    names = [party["name"] for party in said["parties"]]
    # Bidders, subcontractors, and who was taken off a list of vendors are no parties.
    names += [one["name"] for one in said.get("suppliers", {}).get("named", ()) if "name" in one]
    stated = (one["number"] for one in said.get("notes", ()) if one["what"] == "reference")
    numbers = [*stated, *map(reference, notices)]
    texts = [said.get("description", ""), ocid, said.get("cpv", ""), *numbers, *names, *titles]
    return indexed(" ".join(dict.fromkeys(texts)))
