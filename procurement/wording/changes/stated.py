"""The entries of a register document, and what each of them states, in words: so two documents can be compared."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from procurement.codelists import Codelist
from procurement.plaintext import caseless

from ..days import in_words
from ..register.lines import figure, money, price, yes_no
from .nouns import ENTRIES, codes_of, entry_noun, rows_of

# What entries are known by, what they are of, and what follows from others.
_LEFT_OUT = frozenset(("what", "of", "id", "at", "main", "strong", "currency", "basis", "facts"))
_OURS = {"counted_as", "why", "marked", "otherwise", "same", "award"}
# The days of awards and agreements are periods.
_TERM = {"starts_on", "ends_on", "latest_end_on"}
_LEFT_OUT_OF = {
    "awards": _OURS | _TERM,
    "agreements": _OURS | _TERM | {"ended", "ended_on"},
    "terminations": {"award", "status"},
    "amounts": {"kind"},
    "bids/statistics": {"measure"},
    "suppliers/named": {"awards"},
}
_PARTIES = frozenset(("suppliers", "vendors", "buyers", "earlier", "removed"))
_THINGS = frozenset(("ids", "lots", "lot"))
_REASONS = frozenset(("grounds", "reasons"))
# Amounts that another section has as a field, and those that a notice gives as the value of a decision.
_ELSEWHERE = frozenset(("changed", "final", "penalty", "measured", "subcontract", "bid"))
Rows = Mapping[str, Codelist | None]
_NO_ROWS: Rows = {}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Stated(NamedTuple):
    """An entry of a section, and {field: what it states, in words}."""

    section: str
    entry: dict[str, Any]
    texts: dict[str, str]

    @property
    def key(self) -> tuple:
        """What it is known by in its section: its place, and what stands there."""
        entry = self.entry
        return self.section, entry.get("what"), entry["at"], entry.get("id"), entry.get("kind")

    @property
    def content(self) -> tuple:
        """All that it states, wherever it stands."""
        of = self.entry.get("of"), self.entry.get("id")
        return self.section, entry_noun(self.section, self.entry), of, *sorted(self.texts.items())

    @property
    def name(self) -> str:
        """The name or title that it bears; "" for none."""
        return self.texts.get("name") or self.texts.get("title") or ""


def entries(
    document: Mapping[str, Any], other: Mapping[str, Any], untold: set[str]
) -> Iterator[Stated]:
    """Give the entries of a document but for those that another has in the same place.

    `untold` are ids of lots, awards and agreements that they are not said to be of.
    """
    for section in ENTRIES:
        rows = rows_of_section(document, section)
        others = () if section in _ROOTS else rows_of_section(other, section)
        for place, row in enumerate(rows):
            is_same = place < len(others) and others[place] == row
            if not is_same and not _is_elsewhere(section, row):
                entry = {"at": f"{_ROOTS.get(section, section)}/{place}"} | row
                yield Stated(section, entry, _texts(section, entry, document, untold))


def rows_of_section(document: Mapping[str, Any], section: str) -> Sequence[dict[str, Any]]:
    """Give the entries of a section of a document, as they stand there."""
    name, _, part = section.partition("/")
    rows = document.get(name, ())
    return rows.get(part, ()) if part and rows else rows


# Where those stand that name no place; they name parties by places that differ from document to document.
_ROOTS = {"awards": "awards", "agreements": "contracts"}


def listed_names(names: Iterable[str]) -> str:
    """Give names in their order, each once: however notices order them, they read the same."""
    return ", ".join(sorted(set(names), key=lambda name: (caseless(name), name)))


def _is_elsewhere(section, row):
    # A notice of the contract, and the day of one, are told where it is listed; what was said earlier, as a change.
    if section == "documents":
        return "notice" in row or row.get("type", "").endswith("Notice")
    if section in ("periods", "procedure"):
        return row["what"] in ("published", "earlier")
    if section != "amounts":
        return False
    kind, of = row.get("kind", ""), row["of"]
    of_lot = of == "lot" and kind in ("estimate", "least")
    return not kind or kind in _ELSEWHERE or of_lot or of in ("bid", "lot group")


def _texts(section, entry, document, untold):
    found = {}
    for name, value in entry.items():
        if name in _LEFT_OUT or name in _LEFT_OUT_OF.get(section, ()):
            continue
        if name == "minor":
            text = money({"minor": value, "currency": entry["currency"]})
        elif name in _PARTIES and section in ("awards", "agreements"):
            text = listed_names(document["parties"][place]["name"] for place in value)
        elif name in _THINGS:
            text = _listed(
                one for one in ([value] if name == "lot" else value) if one not in untold
            )
        elif name in _REASONS:
            text = _listed(one.get("text") or one.get("code", "") for one in value)
        else:
            text = in_text(value, codes_of(section, entry, name), rows_of(section, entry, name))
        if text:
            found[name] = text
    return found


def in_text(value: Any, codes: Codelist | None = None, rows: Rows = _NO_ROWS) -> str:
    """Give a value of a document in words, in which order of members and line breaks make no difference.

    `codes` are those that it may be, `rows` those of the fields of an object that it is.
    """
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, list):
        return _listed(in_text(one, codes, rows) for one in value)
    if isinstance(value, dict):
        if "minor" in value:
            return money(value)
        if "currency" in value:
            return price(value)
        parts = [in_text(one, rows.get(name)) for name, one in value.items()]
        return ", ".join(part for part in parts if part)
    if not isinstance(value, str):
        return figure(value)
    if codes and value in codes:
        return codes.label(value)
    return in_words(value) if _DAY.fullmatch(value) else " ".join(value.split())


def _listed(texts):
    return "; ".join(sorted(text for text in texts if text))
