"""Of which lots, awards and agreements something is stated, in words."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..names import capitalise, listed
from .lines import Line, plain

# An id that people say: "2", "LOT-0003", "A.1", "Lot 4"; no hash and no GUID.
_SAID = re.compile(r"(?=.{1,12}$)(?:[A-Za-z]+|[0-9]+)(?:[-_./ ]?[0-9]+|[-_./ ][A-Za-z]+)*[A-Za-z]?")
# Of more than these it is said which are left out, where those are fewer; still more are counted.
_NAMED, _LISTED = 6, 20
_NONE: Mapping[tuple[str, str], str] = {}


class Whose:
    """The lots, awards and agreements of one contract, as they are told apart on its page."""

    def __init__(self, body: dict, named: Mapping[tuple[str, str], str] = _NONE) -> None:
        """`named` is {(kind, id): how it is called beside the list of its kind}."""
        self._named = named
        lots = body["register"].get("lots", ())
        self._lots_of = {
            one.get("id", ""): one.get("lots", []) for one in lots if one["what"] == "group"
        }
        bids = body["register"].get("bids", {}).get("details", ())
        self._bidders = {
            one["id"]: listed([who["name"] for who in one["tenderers"]])
            for one in bids
            if one.get("id") and one.get("tenderers")
        }
        self._known = {
            "lot": [one.get("id", "") for one in lots if one["what"] == "lot"],
            "award": [one["id"] for one in body["awards"]],
            "agreement": [one["id"] for one in body["agreements"]],
        }

    def merged(self, said: Iterable[tuple[dict, Line]]) -> list[Line]:
        """Give lines of entries, what is the same of several things once, with what it is of."""
        found: dict[Line, tuple[Line, dict[tuple[str, str], None]]] = {}
        for entry, line in said:
            if line.says:
                alike = line._replace(words=plain(line.words), name=plain(line.name))
                found.setdefault(alike, (line, {}))[1].update(dict.fromkeys(_owners(entry)))
        return [_headed(line, self._of(owners)) for line, owners in found.values()]

    def words(self, entry: dict) -> str:
        """Give what an entry is of: "Lots 1 and 2"; "" for all of the contract."""
        return self._of(dict.fromkeys(_owners(entry)))

    def _of(self, owners: Iterable[tuple[str, str]]) -> str:
        by_kind: dict[str, list[str]] = {}
        for kind, id_ in owners:
            by_kind.setdefault(kind, []).append(id_)
        # What is stated of the whole is not said to be of its parts.
        if "" in by_kind:
            return ""
        parts = [
            self._groups(ids) if kind == "group" else self._some(kind, ids)
            for kind, ids in by_kind.items()
        ]
        return capitalise("; ".join(part for part in parts if part))

    def _groups(self, ids):
        """Groups of lots by the lots that are in them: what is said of them is said of no lot alone."""
        groups = [self._lots_of.get(id_, []) for id_ in ids]
        if len(groups) > _NAMED or not all(groups):
            return f"{len(ids)} groups of lots" if len(ids) > 1 else "a group of lots"
        named = [self._some("lot", lots) for lots in groups]
        return listed([f"{lots} as a group" for lots in named])

    def _some(self, kind, ids):
        if kind == "bid" and all(id_ in self._bidders for id_ in ids):
            return "; ".join(f"bid of {self._bidders[id_]}" for id_ in ids)
        known = self._known.get(kind, [])
        if not known or len(known) == 1 and known == ids:
            # Of a thing that is alone, and of one that has no list here.
            return "" if known else kind
        if len(ids) == len(known):
            return f"all {len(ids)} {kind}s"
        if len(ids) <= _NAMED and all((kind, id_) in self._named for id_ in ids):
            return _these(kind, ids, [self._named[kind, id_] for id_ in ids])
        names = _in_order(known, ids)
        if not names or len(names) > _LISTED:
            of = f" of {len(known)}" if len(known) > len(ids) else ""
            return f"{len(ids)}{of} {kind}s" if len(ids) > 1 else f"one {kind}"
        left = [one for one in known if one not in ids]
        others = _in_order(known, left)
        if others and len(names) > _NAMED and len(others) < len(names):
            return f"{len(ids)} of {len(known)} {kind}s (not {_these(kind, left, others)})"
        return _these(kind, ids, names)


def _these(kind, ids, names):
    return f"{kind}{'' if len(ids) == 1 else 's'} {listed(names)}"


def _in_order(known, ids):
    """How they are named, three numbers or more in a row as one: ["1", "3 to 5"]; [] where one has no name."""
    names = [*dict.fromkeys(_name(known, id_) for id_ in ids)]
    if not all(names):
        return []
    return _runs(sorted(map(int, names))) if all(map(str.isdecimal, names)) else names


def _runs(numbers):
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [[f"{one[0]} to {one[-1]}"] if len(one) > 2 else [*map(str, one)] for one in runs]
    return [name for names in said for name in names]


def _name(known, id_):
    """Its id where all of them are short and can be read aloud, else its place among them."""
    if all(map(_SAID.fullmatch, filter(None, known))):
        return id_ and (id_.removeprefix("LOT-").lstrip("0") or id_)
    return str(known.index(id_) + 1) if id_ in known else ""


def _headed(line, of):
    """A line with what it is of, after what heads it already."""
    return line._replace(whose="; ".join(part for part in (line.whose, of) if part))


def _owners(entry: dict[str, Any]):
    """(kind, id) of what an entry is of: ("", "") for the contract as a whole."""
    of = entry.get("of", "")
    if entry.get("lots") or entry.get("lot"):
        return [("lot", id_) for id_ in entry.get("lots") or [entry["lot"]]]
    if of in ("", "tender", "planning"):
        return [("", "")]
    return [(of, id_) for id_ in entry.get("ids") or [entry.get("id", "")]]
