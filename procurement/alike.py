"""What two rows that may be one are alike in: a name without its legal form, an address without its trimmings.

Keys to compare by, never to be shown. Two rows of one key may still be two.
"""

from urllib.parse import parse_qsl, urlencode, urlsplit

from procurement.search import fold

# An index of PostgreSQL takes at most 2,700 bytes; a letter has up to four.
LONGEST_KEY = 500

# As `fold` leaves them: those of the UK, and the commonest of companies elsewhere.
_FORMS = frozenset([
    "ltd", "limited", "plc", "llp", "lp", "cic", "cio", "cyf", "ccc", "inc", "incorporated", "corp", "corporation",
    "llc", "gmbh", "mbh", "ag", "kg", "ohg", "ev", "se", "sa", "sas", "sarl", "sasu", "srl", "spa", "nv", "bv", "ab",
    "asa", "as", "oy", "oyj", "aps", "sl", "slu", "pty", "pte",
])  # fmt: skip
_LONG_FORMS = (
    ("public", "limited", "company"),
    ("limited", "liability", "partnership"),
    ("community", "interest", "company"),
    ("charitable", "incorporated", "organisation"),
)
# They stand between a name and its form, as in “& Co. KG”, and are part of a name elsewhere.
_BEFORE_FORM = ("co", "company")
_TRACKING = (
    "fbclid",
    "gclid",
    "mc_cid",
    "mc_eid",
    "igshid",
    "ito",
    "cmpid",
    "at_medium",
    "at_campaign",
)


def name_key(name: str) -> str:
    """Return a name without case, accents, punctuation, “the” before it, “and” in it and its legal form.

    “The Foo & Bar Company (Ltd.)” is "foo bar". Of a name that is nothing else, the form stays.
    """
    words = [word for word in fold(name).split() if word != "and"]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(_without_form(words))[:LONGEST_KEY]


def _without_form(words: list[str]) -> list[str]:
    left = words
    while shorter := _shortened(left):
        left = shorter[:-1] if len(shorter) > 1 and shorter[-1] in _BEFORE_FORM else shorter
    return left


def _shortened(words):
    """The words without the form that they end in; none where that is all they are, or they end in none."""
    for form in _LONG_FORMS:
        if tuple(words[-len(form) :]) == form:
            return words[: -len(form)]
    # “p.l.c.” and “S.p.A.” are folded to letters.
    letters = 0
    while letters < len(words) and len(words[-1 - letters]) == 1:
        letters += 1
    for length in range(letters, 1, -1):
        if "".join(words[-length:]) in _FORMS:
            return words[:-length]
    return words[:-1] if words and words[-1] in _FORMS else []


def address_key(url: str) -> str:
    """Return a web address without scheme, “www.”, slash at its end, fragment and what only tracks readers.

    What is left of its query stands in order. "" for no address.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    if not host:
        return ""
    asked = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.lower().startswith("utm_") and name.lower() not in _TRACKING
    )
    # Of some pages the fragment says which: those that a script makes.
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{host}{parts.path.rstrip('/')}{query}{fragment}"[:LONGEST_KEY]
