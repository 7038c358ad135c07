"""What is refused, in words; and what may mean several things, or something like it, with what it may mean."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.urls import reverse

from procurement import plaintext, search

# How many parties are offered where a name fits several.
MOST_CALLED = 10
LONGEST_WORDS = 200
LONGEST_SHOWN = 40


def printable(text: str, longest: int = LONGEST_SHOWN) -> str:
    """Give what was given as it can be printed: cut, and with a mark for what cannot be seen."""
    cut = plaintext.visible(text[:longest], mark="\ufffd")
    return f"{cut}…" if len(text) > longest else cut


def refuse(text: str, accepted: str) -> ValidationError:
    """Give the error that says what was given and what is accepted."""
    return ValidationError(f"“{printable(text)}” is not on offer. Accepted: {accepted}.")


def error_in_words(text: str, error: Exception) -> str:
    """Give the words of an error, with what was given where they do not repeat it."""
    return str(error) if f"“{text}”" in str(error) else f"“{printable(text)}”: {error}"


class Answer(NamedTuple):
    """One thing that a value may mean: what to give in its place, and that in words."""

    value: str
    label: str
    aside: str = ""


class Doubt(ValidationError):
    """A value that is not taken as it stands, with `answers` of which one may be meant.

    Where it `asks`, it is no mistake but a question: `count` answers fit, of which `every` is the
    address, where there are more than are given.
    """

    def __init__(
        self, message: str, given: str, answers: Sequence[Answer], asks="", count=0, every=""
    ) -> None:
        super().__init__(message)
        self.given, self.answers, self.asks = given, answers, asks
        self.count, self.every = count, every


def of_parties(parties: Sequence) -> list[Answer]:
    """Give the answers that parties are, each by its number; it is said where two bear one name."""
    often = Counter(one.name.casefold() for one in parties)
    return [
        Answer(str(one.public_id), one.name, _counted(one, said=often[one.name.casefold()] > 1))
        for one in parties
    ]


def _counted(party, *, said):
    contracts = f"{party.contract_count:,} contract{'' if party.contract_count == 1 else 's'}"
    return f"{contracts}; number {party.public_id}" if said else contracts


def every_called(kind: str, text: str, sample: str) -> str:
    """Give the address of the list of all parties whose names a text fits; empty where too long.

    `sample` is what is given for that parameter.
    """
    asked = {"q": str(search.beginnings(text))} | ({"sample": sample} if sample else {})
    return (
        f"{reverse(f'{kind}-list')}?{urlencode(asked)}" if len(asked["q"]) <= LONGEST_WORDS else ""
    )
