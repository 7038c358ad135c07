"""Names and texts of every kind that people type and the record accepts."""

import string

from hypothesis import strategies as st

from procurement import plaintext

from .reading import FAULTS

# Names that break sentences, pages or files where they are not handled as text.
ODD = [
    "O’Brien & Sons", "O'Brien", "<b>Bold</b> Works", "</title><h1>x", "{name} Group", "{0} {{ x }}",
    "100% %s %(x)s", "Acme Ltd.", "Wing & Co.", "What Now?", "Act Now!", "The Board", "An Agency",
    "A. B. Services", "“Quoted” Works", '"Quoted" Works', "Société d’État", "Bodies, Joint",
    "עיריית צפון", "شركة البيانات", "Zoë A\u030angstro\u0308m", "数据平台", "👩‍💻 Data", "👍🏽", "A", "ß",
    "7", "٣", "İstanbul", "a-b/d\\e", "=1+1", "+44", "-5", "@home", "x" * 300,
    "word " * 59 + "word", "Ｆｕｌｌ", "S", "Services", "#1", "a &amp; b", "C:\\new", "a|b", "mayor",
    "Part 4E (a)", "e̋̈",
]  # fmt: skip
_LETTERS = st.characters(
    codec="utf-8", categories=("Lu", "Ll", "Lo", "Lt", "Nd", "Mn", "Sm", "Sc", "So", "Po", "Pd")
)
_PLAIN = st.sampled_from(string.ascii_letters + "   -'&")


def _fit(text: str) -> str:
    """Give a text as the record keeps it; nothing where it would refuse it, or be a fault itself."""
    try:
        text = " ".join(plaintext.clean(text).split())
    except plaintext.PlainTextError:
        return ""
    ends = text and all(one.isalnum() for one in (text[0], text[-1]))
    return text if ends and not FAULTS.search(f"{text} {text}") else ""


def lines(longest: int = 300) -> st.SearchStrategy[str]:
    """Give names and other texts of one line, of 1 to `longest` characters."""
    typed = st.text(_PLAIN | _LETTERS, min_size=1, max_size=min(longest, 40)).map(_fit).filter(bool)
    odd = [one for one in ODD if len(one) <= longest]
    return st.one_of(st.sampled_from(odd), st.sampled_from(odd), typed)


def prose() -> st.SearchStrategy[str]:
    """Give texts of several lines, some of them long."""
    some = st.lists(lines(), min_size=1, max_size=4).map("\n".join)
    return st.one_of(lines(), some, lines().map(lambda line: (f"{line} and so on. " * 60).strip()))


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    """Give what may be stated, or not."""
    return st.none() | strategy
