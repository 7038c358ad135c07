"""Letters that look like others: “аpple” begins with one of the Cyrillic alphabet.

They are told, and not refused: some names are written with letters of two scripts.
Source: Unicode Technical Standard 39, mixed-script confusables.
"""

import re
import unicodedata

# Scripts with letters that are drawn as Latin ones are.
_ALIKE = {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"}
_WORD = re.compile(r"[^\W\d_]+")


def lookalikes(text: str) -> list[str]:
    """Give the letters of a text that look like Latin ones and are none, each once: “U+0430 CYRILLIC …”.

    Of a word that mixes scripts, those that are not Latin; and those of any word that are Latin letters drawn
    otherwise, such as full-width ones.
    """
    found: dict[str, None] = {}
    for word in _WORD.findall(text):
        scripts = {letter: unicodedata.name(letter, "").partition(" ")[0] for letter in word}
        mixed = "LATIN" in scripts.values()
        for letter, script in scripts.items():
            drawn = unicodedata.normalize("NFKC", letter)
            otherwise = drawn != letter and drawn.isascii()
            if otherwise or (mixed and script in _ALIKE):
                found[f"U+{ord(letter):04X} {unicodedata.name(letter, '')}"] = None
    return list(found)
