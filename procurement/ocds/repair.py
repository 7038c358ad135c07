"""What publishing systems did to titles and descriptions, undone where it cannot be mistaken.

The notice keeps what was sent; what is shown and indexed is this. Each rule was found in notices of
Contracts Finder, Public Contracts Scotland and Sell2Wales. A text that is left as it came does less
harm than one that is changed wrongly, so what could be meant is left.
"""

import html
import re

# UTF-8 that was read as Windows-1252: £, é, ŵ; dashes, quotation marks, bullets; €, ™, ≤, ≥. Only
# pairs of which no word ends with the first while the second stands beside a word are taken, so
# «CAFÉ» and AMANHÃ… stay.
_MISREAD = re.compile(
    "Â[\xa0-\xbf]|Ã[¡-ª¬-º¼-¿]|Å[´-·]|â€[\x81\x8d\x8f\x90\x9d€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\xa0-\xbf]"
    "|â‚¬|â„¢|â‰[¤¥]"
)
# Entities that were encoded twice, and are decoded once by now.
_TWICE = re.compile(
    r"&(?:#[0-9]{2,5}|#x[0-9a-fA-F]{2,4}|amp|lt|gt|quot|apos|nbsp|pound|euro|bull|hellip"
    r"|[lr][sd]quo|[nm]dash);"
)
_MARKUP = re.compile(r"[ \t]*(?:<br ?/?>|</p>\s*<p>)[ \t]*", re.IGNORECASE)
_PARAGRAPH = re.compile(r"</?p>", re.IGNORECASE)
# A line break in the writing of programs: whole, or its first half before a real one.
_WRITTEN = re.compile(r"\\r\\n|\\r(?=\r?\n)")

# Line breaks, "\r\n", of which the backslashes were lost: such a text has no real one, and has "rn"
# where nobody writes it. Words end in -rn after a vowel, w and y among them in Welsh, but not in -eern, -gern, -lern,
# -mern, -pern, -rern, -sern or -uern.
_LOST = re.compile(
    r"rnrn(?=[A-Z\s•-]|rn|$)|[.:;!?)]rn(?=[A-Z0-9(*•\s-]|$)|[.:;!?)] +rn(?=[A-Z])|(?<![^\s])rn {2,}"
    r"|(?:[a-z][bcdfghjklmnpqrstvxz]|[A-Z]{2}|[eglmprsu]e|[0-9,/%+])rn(?=\s|$)"
)
# In it every "rn" is one at which a word ends, but for that of a word in -rn.
_LOST_BREAK = re.compile(
    r"(?<![0-9/])rn(?:rn)*(?=[A-Z0-9(*•\s]|[–-][ t]|https?:|$)"
    r"|(?<=[0-9])rn(?:rn)*(?=[A-Z(*•\s]|$)"
    r"|(?<=/)rn(?:rn)*(?=\s|$)"
    r"|(?<=\s)rn(?=[b-z])"
)
_WORD_BEFORE = re.compile(r"[^\W\d_]*$")
_LONGEST_WORD = 40
# Words in -rn, whatever stands before them: Blackburn, north-western, overturn.
_ENDS = (
    "born", "bourn", "burn", "eastern", "modern", "northern", "southern", "thorn", "turn", "western",
)  # fmt: skip
# All others. Not "torn", "arn" or "norn": each of them is the end of a line after "to", "a", "no".
_WORDS = """
    acorn adjourn adorn astern bairn barn cairn careworn cavern churn cistern concern corn darn discern earn
    extern fern foghorn forlorn forsworn govern horn inborn intern journ lantern learn lectern lovelorn mourn outworn
    pattern peppercorn popcorn postern quern relearn scorn shoehorn shorn sojourn spurn stern stubborn subaltern
    suborn sworn tarn tavern tern timeworn unicorn unlearn urn warn waterworn wearn wivern worn wyvern yarn
    yearn asgwrn barn cadarn carn chwyrn cyrn darn dwrn garn gwern haearn migwrn sarn swrn tafarn teyrn uffern
"""
# Names, which begin with a capital: "Bern" is one, and "bern" is not.
_NAMES = """
    Ahern Auldearn Bayern Bern Dolbadarn Dorn Earn Edern Glencairn Hearn Kearn Kern Llanbadarn Llanedern Lorn
    Luzern Malvern Morvern Nairn Padarn Pitcairn Redfern Severn Strathearn Vern Wern
"""
_KNOWN = frozenset(_WORDS.split())
_KNOWN_NAMES = frozenset(_NAMES.split())
# A tab after the mark of an item of a list, which lost its backslash too.
_LOST_TAB = re.compile(r"^([ ]*[•*–-])t(?=[A-Z0-9])", re.MULTILINE)
# And after the number or letter of a paragraph: "2.tThe bidder", "(a) tGas", at the beginning of a line "3.2tThe" too.
_LOST_TAB_OF_PARAGRAPH = re.compile(
    r"(?:(?<!\S)([0-9]{1,2}\.|\(?[a-z]\))|^ *([0-9]{1,2}(?:\.[0-9]{1,2})+)) ?t(?=[A-Z][A-Za-z])",
    re.MULTILINE,
)
_MANY_BREAKS = re.compile(r"\n{3,}")


def repaired(text: str) -> str:
    """Return a text, whose entities are decoded, as it was written, as far as that is beyond doubt."""
    if "&" in text:
        text = _TWICE.sub(lambda found: html.unescape(found[0]), text)
    if not text.isascii():
        text = _MISREAD.sub(_read_rightly, text)
    if "rn" in text and "\n" not in text and _LOST.search(text):
        text = _with_breaks(text)
    if "\t" not in text:
        text = _LOST_TAB_OF_PARAGRAPH.sub(lambda found: f"{found[1] or found[2]} ", text)
    if "<" in text:
        text = _without_markup(text)
    if "\\r" in text:
        text = _WRITTEN.sub(lambda found: "\n" if found[0] == r"\r\n" else "", text)
    return text


def _read_rightly(found):
    data = b"".join(
        bytes([ord(one)]) if ord(one) < 0x100 else one.encode("cp1252") for one in found[0]
    )
    return data.decode(errors="replace")


def _without_markup(text):
    text = _MARKUP.sub("\n", text)
    if "<p>" in text.lower() and "</p>" in text.lower():
        text = _PARAGRAPH.sub("", text)
    return text


def _with_breaks(text):
    text = _LOST_BREAK.sub(_break, text)
    text = _LOST_TAB.sub(r"\1 ", text)
    text = "\n".join(one.strip(" \t") for one in text.split("\n"))
    return _MANY_BREAKS.sub("\n\n", text).strip()


def _break(found):
    """The line breaks that "rn" stands for; after a word that ends with the first, one less."""
    start = found.start()
    before = _WORD_BEFORE.search(found.string[max(start - _LONGEST_WORD, 0) : start])[0]
    breaks = len(found[0]) // 2
    return "rn" + "\n" * (breaks - 1) if _is_word(before) else "\n" * breaks


def _is_word(before):
    """Whether what stands before "rn" makes a word with it: letters beyond ASCII might."""
    word = f"{before}rn"
    if before[-2:].isupper() and len(before) > 1:
        return False
    return (
        not before.isascii()
        or word.casefold() in _KNOWN
        or word.casefold().endswith(_ENDS)
        or word in _KNOWN_NAMES
    )
