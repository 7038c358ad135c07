"""The text that search finds a public row by: all that its public form says."""

from procurement.dossier.texts import texts_of


def words_of(part: dict) -> str:
    """Give the text of a structure, what it says more than once only once."""
    return " ".join(dict.fromkeys(texts_of(part)))
