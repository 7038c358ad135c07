"""Characters and numbers inside a release that no database or reader takes, mended and told."""

import re
from typing import Any

from .refusal import escaped
from .scan import Digits, NoAmount

FTS_AMOUNTS = "An amount that is no number, as Find a Tender is known to publish."
DIGITS = "A number with more digits than can be kept exactly."

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

    Raises `RecursionError` where it is nested too deep.
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
    if isinstance(value, Digits):
        told.append((path, escaped(value, 40), DIGITS, "It is kept as text."))
        return str(value)
    if isinstance(value, str):
        return _text(value, path, told)
    if isinstance(value, NoAmount):
        told.append((path, escaped(value.literal, 40), FTS_AMOUNTS, "It is read as no amount."))
        return None
    if isinstance(value, int) and not -_LARGEST <= value < _LARGEST:
        reason = "A whole number too large to keep as one."
        told.append((path, escaped(str(value), 40), reason, "It is kept as text."))
        return str(value)
    return value


def _text(text, path, told):
    if not _UNFIT.search(text):
        return text
    shown = text[:80].encode("unicode_escape", "surrogatepass").decode("ascii", "replace")
    told.append((path.encode(errors="replace").decode(), shown, "A character that no text has (NUL, or half of one).",
                 "It is replaced by a mark."))  # fmt: skip
    return _UNFIT.sub("\ufffd", text)
