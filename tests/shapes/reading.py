"""What must never stand on a page, whatever a record holds: found in its text and in its parts."""

import json
import re
from html.parser import HTMLParser

# Each is a fault wherever it stands. What is generated never holds one of them itself.
FAULTS = re.compile(
    r"""
      \bNone\b(?!\ is\ (?:on\ this\ record|ever\ rewritten))   # Python's words for nothing
    | \b(?:nan|NaN|undefined)\b | \{\} | \[\] | \(\) | “” | ‘’
    | \ [.,;:!?)”]                                # a stop that stands by itself
    | [(“]\ | ^[.,;:·)”]                          # …
    | (?<!\.)\.\.(?!\.) | [?!…]\. | ,, | ;; | [,;:]\. | [,;]$ | ·$ | ·\ ·   # two stops
    | \b(?:by|of|according\ to|and|from|until|since|after)[.,;:)]      # nobody, nothing
    | \bthe\ The\b | \bTrue\b | \bFalse\b
    """,
    re.VERBOSE,
)
# A code, as it stands in the database, where words are due.
CODE = re.compile(r"(?<![=\w/?&])[a-z]{3,}_[a-z]{2,}(?:_[a-z]+)*\b(?!=)")
BLOCKS = {
    "h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "td", "th", "summary", "legend", "figcaption",
    "title", "option", "button", "label", "a", "q", "bdi", "strong", "time", "code", "span", "text",
}  # fmt: skip
INLINE = {
    "a",
    "q",
    "bdi",
    "strong",
    "time",
    "code",
    "span",
    "em",
    "mark",
    "cite",
    "sup",
    "del",
    "ins",
}
VOID = {"meta", "link", "input", "br", "img", "hr"}
SAYING = {"svg", "input", "select", "img", "ul", "ol", "dl", "table", "p"}


class Page(HTMLParser):
    """The blocks of a page with their text, [(element, text)], and what its attributes say."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[list] = []
        self.blocks: list[tuple[str, str]] = []
        self.empty: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("aria-label", "title", "content", "placeholder"):
                self.blocks.append((f"@{name}", value or ""))
        self._show(tag in SAYING)
        if tag not in VOID:
            # Name, pieces of text that stand in no block beneath, whether it shows anything, attributes.
            self.open.append([tag, [], False, dict(attributes)])

    def handle_startendtag(self, tag, attributes):
        self._show(tag in SAYING)

    def _show(self, shows):
        if shows:
            for one in self.open:
                one[2] = True

    def handle_data(self, data):
        for one in reversed(self.open):
            one[1].append(data)
            if one[0] not in INLINE:
                break
        self._show(not data.isspace())

    def handle_endtag(self, tag):
        name, own, shows, attributes = self.open.pop()
        if name != tag:
            raise AssertionError(f"<{name}> is closed by </{tag}>")
        if name in ("style", "script", "datalist"):
            return
        self.blocks.append((name, " ".join("".join(own).split())))
        if name in BLOCKS and not shows and "aria-label" not in attributes:
            self.empty.append(name)


def of_page(html: str) -> list[str]:
    """Give the faults of a page: [“<dd>: text”], none where all is well."""
    page = Page(html)
    found = [f"<{name}> is empty" for name in page.empty]
    for name, text in page.blocks:
        if fault := FAULTS.search(text) or (name[0] != "@" and CODE.search(text)):
            found.append(f"<{name}>: {fault[0]!r} in {_near(text, fault)!r}")
    if len(re.findall(r"<h1[ >]", html)) != 1:
        found.append("a page has one h1")
    ids = re.findall(r'\sid="([^"]*)"', html)
    found += [f"id “{one}” twice" for one in sorted({one for one in ids if ids.count(one) > 1})]
    found += [
        f"#{one} leads nowhere" for one in re.findall(r'href="#([^"]*)"', html) if one not in ids
    ]
    return found


def of_texts(value, where="") -> list[str]:
    """Give the faults of every text of a JSON structure, doubled spaces among them."""
    if isinstance(value, dict):
        return [one for key, inner in value.items() for one in of_texts(inner, f"{where}.{key}")]
    if isinstance(value, list):
        return [one for inner in value for one in of_texts(inner, f"{where}[]")]
    if not isinstance(value, str):
        return []
    if value.startswith(("http://", "https://")):
        return []
    fault = FAULTS.search(" ".join(value.split("\n"))) or re.search(r"  ", value)
    return [f"{where}: {fault[0]!r} in {_near(value, fault)!r}"] if fault else []


def strict(text: str):
    """Read JSON as the standard has it: no NaN, no Infinity, no key twice."""

    def refuse(constant):
        raise AssertionError(f"{constant} is no JSON")

    def once(pairs):
        assert len(dict(pairs)) == len(pairs), "a key stands twice"
        return dict(pairs)

    return json.loads(text, parse_constant=refuse, object_pairs_hook=once)


def _near(text, fault):
    return text[max(fault.start() - 60, 0) : fault.end() + 40]
