"""The text that search finds a public row by: all that its public form says."""

from procurement.dossier.texts import texts_of


def words_of(part: dict, parties=()) -> str:
    """Give the text of a structure, with the other names of the parties it names."""
    texts = dict.fromkeys(texts_of(part))
    aliases = [alias for party in parties for alias in party.aliases]
    return " ".join([*texts, *aliases])
