"""Strict JSON from a stream of text, one value at a time.

Stricter than `json`: refuses keys given twice. A number that no reader keeps as it is written stands
as a `Literal`, `000` too, which is no JSON but which Find a Tender is known to publish. NaN and
Infinity are no JSON either, but end where they are seen to end: each stands as a `NoNumber`, for
which its release alone is refused.
"""

import json
import math
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from .errors import FileRefused, escaped

# One release; a record of twelve was seen with 21.6 MB.
LARGEST_VALUE = 64 << 20
# Where a value may be cut by the end of what was read so far.
_NEAR_END = 16
_SPACE = re.compile(r"[ \t\r\n]*")
_ZEROS = re.compile(r"0{2,}(?=[ \t\r\n]*[,}])")
_KEY = re.compile(r'"[ \t\r\n]*:[ \t\r\n]*$')
# How `000` stands in the text once it was found to be a value: JSON takes it, and nobody writes it.
_ZEROS_AS = "0e"
# What is read as zero and is not: `000`, and what is smaller than any number that a float keeps.
_NOT_ZERO = re.compile(r"0e00|-?[0.]*[1-9]")
# More digits than any number has that is kept as one.
_LONGEST_WHOLE = 20
# People are no part of the register: contact points are dropped before anything is kept.
_PERSONAL = ("contactPoint", "additionalContactPoints")


class NotStrict(Exception):
    """What JSON allows, and this does not."""


class Literal(str):
    """A number as it is written: it has more digits than are kept, is beyond any, or is `000`."""

    __slots__ = ()


class NoNumber(str):
    """NaN, Infinity or -Infinity, which JSON does not know."""

    __slots__ = ()


class Scanner:
    """Reads values from text."""

    def __init__(self, chunks: Iterator[str]) -> None:
        self._chunks, self._ended = chunks, False
        self._text, self._at = "", 0
        self._lines, self._columns = 0, 0
        # How often NaN or Infinity stood in what was read, and in the value that is being read.
        self.constants = self._constants = 0
        self._decoder = self._reader()

    def peek(self) -> str:
        """Give the next character that is no space; "" at the end."""
        while True:
            self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def skip(self, character: str) -> bool:
        """Take the next character if it is this one."""
        found = self.peek() == character
        self._at += found
        return found

    def expect(self, character: str) -> None:
        """Take the next character, which must be this one."""
        if not self.skip(character):
            self.refuse(f"“{character}” is missing")

    def value(self, most: int = LARGEST_VALUE) -> tuple[Any, str]:
        """Give the next value and its text. `Unfinished` where it is longer than `most`."""
        self.peek()
        while True:
            self._constants = 0
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._mended(error):
                    continue
                self._go_on_or_refuse(error, most)
                continue
            except (NotStrict, RecursionError) as error:
                self.refuse(_words(error))
            except ValueError:  # thousands of digits, which `int` does not take
                self._decoder = self._reader(parse_int=_whole)
                continue
            length = end - self._at
            # A number may go on behind what seems its end.
            if end > len(self._text) - _NEAR_END and self._more():
                continue
            if length > LARGEST_VALUE:
                raise Unfinished
            self.constants += self._constants
            text = self._text[self._at : self._at + length]
            self._at += length
            return value, text

    def refuse(self, reason: str, at: int | None = None, advice: str = "") -> None:
        """Raise `FileRefused` for what stands here."""
        at = self._at if at is None else at
        raise FileRefused(
            f"It is not strict JSON: {reason}.",
            position=self.position(at),
            value=escaped(self._text[at : at + 40], 40),
            advice=advice or "Ask its publisher for a valid file, or fetch it again.",
        )

    def position(self, at: int | None = None) -> str:
        """Give the line and column of what stands here."""
        before = self._text[: self._at if at is None else at]
        lines = self._lines + before.count("\n")
        column = (
            len(before) - before.rfind("\n") - 1 if "\n" in before else self._columns + len(before)
        )
        return f"line {lines + 1}, column {column + 1}"

    def _go_on_or_refuse(self, error, most):
        unfinished = (
            error.msg.startswith("Unterminated") or error.pos >= len(self._text) - _NEAR_END
        )
        if not unfinished:
            self.refuse(_words(error), error.pos)
        if len(self._text) - self._at > most:
            raise Unfinished
        if not self._more():
            self.refuse(f"it breaks off ({_words(error)})", min(error.pos, len(self._text)))

    def _more(self) -> bool:
        """Read on, at least as much as is held already, so that long values are not read often."""
        if self._ended:
            return False
        self._forget()
        wanted, parts = len(self._text), [self._text]
        while wanted >= 0:
            chunk = next(self._chunks, None)
            if chunk is None:
                self._ended = True
                break
            parts.append(chunk)
            wanted -= max(len(chunk), 1)
        self._text = "".join(parts)
        return len(parts) > 1

    def _forget(self):
        """Let go of what was taken."""
        taken = self._text[: self._at]
        if "\n" in taken:
            self._lines += taken.count("\n")
            self._columns = 0
        self._columns += len(taken) - taken.rfind("\n") - 1
        self._text, self._at = self._text[self._at :], 0

    def _mended(self, error) -> bool:
        """Let `000` through where it is the value of a key; it is no number in JSON."""
        start = error.pos - 1
        found = _ZEROS.match(self._text, start) if start >= 0 else None
        if not found or not _KEY.search(self._text, max(self._at, start - 40), start):
            return False
        self._text = f"{self._text[:start]}{_ZEROS_AS}{self._text[start:]}"
        return True

    def _reader(self, parse_int=None) -> json.JSONDecoder:
        return json.JSONDecoder(
            object_pairs_hook=_unique, parse_float=_number, parse_int=parse_int,
            parse_constant=self._constant,
        )  # fmt: skip

    def _constant(self, text: str) -> NoNumber:
        self._constants += 1
        return NoNumber(text)


class Unfinished(Exception):
    """A value that is longer than was allowed for."""


def _unique(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for place, key in enumerate(keys) if key in keys[:place])
        raise NotStrict(f"the key “{escaped(twice, 40)}” is given twice in one object")
    for key in _PERSONAL:
        found.pop(key, None)
    return found


def _number(text: str) -> float | Literal:
    number = float(text)
    if math.isinf(number) or (not number and _NOT_ZERO.match(text)):
        return Literal(text.removeprefix(_ZEROS_AS) if text.startswith(f"{_ZEROS_AS}00") else text)
    # Up to 15 digits a float keeps what was written; of more, it may not.
    if len(text) > 16 and number and Decimal(repr(number)) != Decimal(text):
        return Literal(text)
    return number


def _whole(text: str) -> int | Literal:
    return Literal(text) if len(text) > _LONGEST_WHOLE else int(text)


def _words(error):
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    if isinstance(error, json.JSONDecodeError):
        return error.msg[:1].lower() + error.msg[1:]
    return str(error)
