"""Which passwords are refused: those that somebody who guesses would try early.

There are no rules about what a password is made of. What is looked for is what is left of it once
the usual disguises are taken off: capitals, digits for letters, digits and signs before or behind,
the same again and again. What is left must be nothing that many use, nor the account's own name or
the site's, nor a row of keys.
"""

import unicodedata
from functools import lru_cache

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

FEWEST_DIFFERENT = 5
# Nothing that long is a disguise of something short.
LONGEST_LOOKED_AT = 128
SHORTEST_PART, SHORTEST_RUN = 4, 3
DISGUISES = str.maketrans("0134578@$!|+", "oieastbasiit")
SITE = ("procurement", "decision", "decisions", "tracker", "publicdecisions", "editing", "editor")
COLUMNS = ["1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik", "9ol"]
ROWS = ("1234567890" * 2, "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
RUNS = [run for row in (*ROWS, *COLUMNS) for run in (row, row[::-1])]

TOO_FEW = (
    f"This has fewer than {FEWEST_DIFFERENT} different characters. Use more: four or five words"
    " that do not belong together are good."
)
ROW_OF_KEYS = (
    "This is a row of keys or letters, which is guessed early. Four or five words that do not"
    " belong together are good."
)
COMMON = (
    "Many people use this, or what it comes down to without its digits, signs and repetitions."
    " Four or five words that do not belong together are good."
)
OWN_NAME = (
    "This comes down to a name: your own, or that of this site. Four or five words that do not"
    " belong together are good."
)


class UncommonPasswordValidator:
    """Refuse passwords that come down to something easily guessed."""

    def validate(self, password, user=None):
        """Raise ValidationError, with a sentence that says why, for one that is easily guessed."""
        if len(set(password.casefold())) < FEWEST_DIFFERENT:
            raise ValidationError(TOO_FEW, code="too_few_different")
        if len(password) > LONGEST_LOOKED_AT:
            return
        if is_row_of_keys(password):
            raise ValidationError(ROW_OF_KEYS, code="row_of_keys")
        left = undisguised(password)
        if left & names_of(user):
            raise ValidationError(OWN_NAME, code="own_name")
        if any(is_common(one) for one in left):
            raise ValidationError(COMMON, code="common")

    def get_help_text(self):
        return "Not one that others use, with or without digits behind it."


def undisguised(password: str) -> set[str]:
    """Give everything that a password may come down to, itself included."""
    found: set[str] = set()
    waiting = [_plain(password)]
    while waiting:
        one = waiting.pop()
        if one and one not in found:
            found.add(one)
            waiting += [_bare(one), _together(one), one.translate(DISGUISES), _once(one)]
    return found


def _plain(text):
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _bare(text):
    """Take off the digits and signs before and behind the letters."""
    letters = [place for place, character in enumerate(text) if character.isalpha()]
    return text[letters[0] : letters[-1] + 1] if letters else text


def _together(text):
    return "".join(character for character in text if character.isalnum())


def _once(text):
    """Give what a text repeats, as "ab" of "ababa"."""
    # The first place at which a text begins again as itself.
    length = next((n for n in range(1, len(text)) if text[n:] == text[: len(text) - n]), len(text))
    return text[:length]


def is_common(text: str) -> bool:
    """Say whether many use a password, or it is two of those put together."""
    known = common()
    return text in known or any(
        text[:place] in known and text[place:] in known
        for place in range(SHORTEST_PART, len(text) - SHORTEST_PART + 1)
    )


def is_row_of_keys(password: str) -> bool:
    """Say whether a password is nothing but rows of neighbouring keys, letters or digits."""
    text, place = _together(_plain(password)), 0
    while place < len(text):
        run = _run(text[place:])
        if run < SHORTEST_RUN:
            return False
        place += run
    return True


def _run(text):
    """Give the length of the longest run that a text begins with."""
    length = 0
    while length < len(text) and any(text[: length + 1] in run for run in RUNS):
        length += 1
    return length


def names_of(user) -> set[str]:
    """Give the names that no password may come down to: an account's own, and the site's."""
    own = [getattr(user, name, "") or "" for name in ("username", "first_name", "last_name")]
    own += (getattr(user, "email", "") or "").split("@")
    hosts = [host.strip(".") for host in settings.ALLOWED_HOSTS]
    names = {_plain(name) for name in (*own, *hosts, *SITE)}
    return {name for name in names | {_together(name) for name in names} if len(name) > 2}


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """Give the passwords that many use: Django's list."""
    return frozenset(CommonPasswordValidator().passwords)
