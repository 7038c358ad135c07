"""Characters and numbers inside a release that no database or reader takes, mended and told."""

import re
from typing import Any

from .errors import escaped
from .json_scanner import Literal, NoNumber

NO_NUMBER = "This is no JSON, so this release cannot be read."
LITERAL = "A number that cannot be kept exactly as one."
AS_TEXT = "It is kept as text, as it was sent."

# Escapes by which such characters can come in; nothing else in decoded text can hold them.
_SUSPECT = re.compile(r"\\u0000|\\u[dD][89a-fA-F]")
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_LARGEST = 2**63

Told = tuple[str, str, str, str]


def needs_mending(text: str) -> bool:
    """Tell whether the text of a release may hold what `mended` mends."""
    return bool(_SUSPECT.search(text))


def mended(value: Any) -> tuple[Any, list[Told]]:
    """Give a copy without NUL, lone surrogates and numbers that cannot be kept; and what was mended.

    What is told with the reason `NO_NUMBER` was not: its release is to be refused. Raises
    `RecursionError` where it is nested too deep.
    """
    told: list[Told] = []
    return _mended(value, "", told), told


def _mended(value, path, told):
    if isinstance(value, dict):
        return {
            _text(key, path, told): _mended(one, f"{path}/{key}" if path else key, told)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [_mended(one, f"{path}/{number}", told) for number, one in enumerate(value)]
    if isinstance(value, NoNumber):
        told.append((path, str(value), NO_NUMBER, "Ask its publisher for a valid release."))
        return None
    if isinstance(value, Literal):
        told.append((path, escaped(value, 40), LITERAL, AS_TEXT))
        return str(value)
    if isinstance(value, str):
        return _text(value, path, told)
    if isinstance(value, int) and not -_LARGEST <= value < _LARGEST:
        told.append((path, escaped(str(value), 40), LITERAL, AS_TEXT))
        return str(value)
    return value


def _text(text, path, told):
    if not _UNFIT.search(text):
        return text
    shown = text[:80].encode("unicode_escape", "surrogatepass").decode("ascii", "replace")
    told.append((path.encode(errors="replace").decode(), shown, "A character that no text has (NUL, or half of one).",
                 "It is replaced by a mark."))  # fmt: skip
    return _UNFIT.sub("\ufffd", text)
