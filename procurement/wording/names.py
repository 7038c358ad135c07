"""Names and lists of names as they read inside a sentence."""

import re
from collections.abc import Iterable, Sequence

from procurement.codelists import NOTHING_BOUGHT
from procurement.unnamed import stands_for

# A name that its notice breaks off before it says for whom.
_BROKEN_OFF = re.compile(r",? acting (?:for and )?on behalf of$", re.IGNORECASE)
# A code in words written together, parts of it after a dot: "environmental.climateChangeMitigation".
_TOGETHER = re.compile(r"[a-z]{2,}(?:\.?[A-Za-z]+)*")
_NEXT = re.compile(r"(?<=[a-z])(?=[A-Z])")


def party_name(name: str, takes_the: bool) -> str:
    """Give a party's name as it reads inside a sentence: "the Mayor", "a spokesperson for it"."""
    name = _BROKEN_OFF.sub("", name)
    article, _, rest = name.partition(" ")
    if takes_the:
        return f"the {rest if article == 'The' and rest else name}"
    return f"{article.lower()} {rest}" if article in ("A", "An", "The") and rest else name


def possessive(name: str) -> str:
    """Give the possessive of a name: "the Metropolitan Police's", "Campaigners'"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def and_others(buyer: str, others: int) -> str:
    """Give a buyer with how many buy beside it: "Acme Water and 28 other buyers"."""
    if not others:
        return buyer
    return f"{buyer} and {'one other buyer' if others == 1 else f'{others} other buyers'}"


def unnamed(what: str, words: Sequence[str], who: str = "The notice") -> str:
    """Give what stands in the place of a name: "The notice names no vendor: “Withheld”."; "" for nothing."""
    return f"{who} names no {what}: {_quoted(words)}." if words else ""


def unnamed_besides(what: str, words: Sequence[str]) -> str:
    """Give what stands in the place of some names, where others are there; "" for nothing."""
    return f"Not every {what} is named: a notice has {_quoted(words)} instead." if words else ""


def _quoted(words):
    return listed([f"“{one}”" for one in words])


def unnamed_vendors(awards: Iterable[dict]) -> str:
    """Give, in words, the vendors of the awards that stand of whom the notices have no name; "" for none.

    Two awards may be of one of them: so many as are stated for one award alone are told.
    """
    standing = (one for one in awards if one.get("status") not in NOTHING_BOUGHT)
    words = [word for award in standing for word in award.get("unnamed", ())]
    number = stands_for(words[0]) if len(words) == 1 else None
    if number == 1:
        return "a vendor that is not named"
    several = f"{number} vendors" if number else "one or more vendors"
    return f"{several} that are not named" if words else ""


def listed(names: Sequence[str]) -> str:
    """Give names as a list in a sentence: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def spelled_out(code: str) -> str:
    """Give the words that a code is written together of, "below threshold" for "belowThreshold"; all else as it is."""
    if not _TOGETHER.fullmatch(code) or code.islower():
        return code
    words = _NEXT.sub(" ", code.replace(".", ": ")).split()
    return " ".join(word if word.isupper() else word.lower() for word in words)


def capitalise(text: str) -> str:
    """Give the text with its first letter large and the rest as it is."""
    return text[:1].upper() + text[1:]


def join(*parts: str) -> str:
    """Give what there is of some words, a space apart."""
    return " ".join(part for part in parts if part)
