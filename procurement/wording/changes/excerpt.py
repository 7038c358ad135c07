"""The part in which two long texts differ, so that a reader sees what changed."""

from typing import NamedTuple

# Texts up to this length are shown whole.
_LONGEST = 160
# Words around what differs.
_AROUND = 6


class Excerpt(NamedTuple):
    """What of two texts is shown, and whether anything of them was left out."""

    before: str
    after: str
    cut: bool


def excerpt(before: str, after: str) -> Excerpt:
    """Give two texts, of long ones the words that differ with some on either side."""
    if max(len(before), len(after)) <= _LONGEST:
        return Excerpt(before, after, False)
    if not before or not after:
        return Excerpt(_beginning(before), _beginning(after), True)
    old, new = before.split(), after.split()
    first = _common(old, new)
    last = _common(old[first:][::-1], new[first:][::-1])
    first_shown, last_shown = (_part(words, first, len(words) - last) for words in (old, new))
    return Excerpt(first_shown, last_shown, (first_shown, last_shown) != (before, after))


def _beginning(text):
    return text and f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def _common(one, other):
    """How many words two lists begin with alike."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _part(words, first, end):
    start, stop = max(first - _AROUND, 0), min(end + _AROUND, len(words))
    shown = " ".join(words[start:stop])
    return f"{'… ' if start else ''}{shown}{' …' if stop < len(words) else ''}"
