"""What differs between two register documents, entry by entry, in words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from procurement.codelists import VALUE_KIND

from ..names import capitalise
from ..register.lines import Line
from ..register.whose import Whose
from .naming import named_things
from .nouns import entry_noun, field_label, field_noun
from .stated import Stated, entries, rows_of_section

# More additions of one kind are counted, and the first of them named.
_MOST = 5
_LONGEST_NAME = 80
# What a notice adds whole, and what it is of itself: all that stands under it comes with it.
THINGS = {"awards": "award", "agreements": "agreement", "lots": "lot"}
_OF_ORGANISATIONS = ("organisations", "identifiers", "suppliers/named")
# Told by the heads of the documents where these say the same.
_HEADED = ("awards", "agreements", "periods")

# What an entry is known by stands first, and needs no word for what it is.
_NAMES = ("name", "title", "text", "description", "url", "number")

Change = dict[str, str]
# (the entry, what of it, before, after)
Told = tuple[Stated, str, str, str]


class Comparison:
    """Two documents: what was added, taken away and changed between them. `told` are changes that are told already."""

    def __init__(
        self, before: Mapping[str, Any], after: Mapping[str, Any], told: Iterable[Change]
    ) -> None:
        self._documents = before, after
        self._in_both = _names(before) & _names(after)
        untold = _ids(before) ^ _ids(after) | _alone(before) | _alone(after)
        old, new = list(entries(before, after, untold)), list(entries(after, before, untold))
        self._pairs, self._gone, self._come = _matched(old, new)
        self._told = list(told)

    def changes(self) -> list[Change]:
        """Give [{"what", "before", "after"}]: "" for what is not stated before, or not after; of a sentence, both."""
        whose_before, whose = map(_whose, self._documents)
        changed = [one for pair in self._pairs for one in self._changed(*pair)]
        gone = [one for entry in self._apart(self._gone) for one in self._whole(entry, 0)]
        come = [one for entry in self._apart(self._come) for one in self._whole(entry, 1)]
        return [
            *_merged(changed, whose),
            *_counted(_merged(come, whose)),
            *_merged(gone, whose_before),
        ]

    def _changed(self, old: Stated, new: Stated) -> Iterator[Told]:
        for name in dict.fromkeys([*old.texts, *new.texts]):
            before, after = old.texts.get(name, ""), new.texts.get(name, "")
            if before == after or self._is_told(new, name, before, after):
                continue
            if name == "removed" and not before:
                were = "were" if len(new.entry["removed"]) > 1 else "was"
                yield new, f"{after} {were} removed", "", ""
            else:
                yield new, self._noun(new, name), before, after

    def _noun(self, one, name):
        """What a field is called, with what its entry is where that is not told by whose it is."""
        if label := field_label(one.section, one.entry, name):
            return label
        noun, field = entry_noun(one.section, one.entry), field_noun(one.section, name)
        if one.section in THINGS and field:
            return field
        rows = rows_of_section(self._documents[1], one.section)
        if len(rows) > 1 and one.name and name not in ("name", "title"):
            noun = f"{noun} “{_shortened(one.name)}”"
        return f"{noun}: {field}" if field else noun

    def _is_told(self, one, name, before, after):
        """Whether the heads say it already: a day, a value, a name, that the tender is over."""
        if one.section == "notes" and name == "status":
            return any(line["what"] == "Stage" for line in self._told)
        if one.section in _OF_ORGANISATIONS and name == "name":
            return any(before in line["before"] and after in line["after"] for line in self._told)
        told = [
            line
            for line in self._told
            if _same(before, line["before"]) and _same(after, line["after"])
        ]
        if one.section == "amounts":
            return any(_is_estimate(after, line["after"]) for line in told)
        return one.section in _HEADED and bool(told)

    def _apart(self, found: list[Stated]) -> list[Stated]:
        """Entries but for those that come or go with a thing that is told, or an organisation that is."""
        roots = {one.entry["at"] for one in found if one.section in THINGS}
        return [
            one
            for one in found
            if (one.section in THINGS or roots.isdisjoint(_above(one.entry["at"])))
            and not self._is_named(one)
        ]

    def _is_named(self, one):
        """Whether it is of an organisation that one document does not name, which is told by its role."""
        if one.section not in _OF_ORGANISATIONS or not one.name:
            return False
        if one.name in self._in_both:
            return False
        roles = [line[side] for line in self._told for side in ("before", "after")]
        return one.section != "organisations" or any(one.name in text for text in roles)

    def _whole(self, one: Stated, side: int) -> Iterator[Told]:
        """An entry that is there in one document alone: its fields by their labels, else as one."""
        untold = [name for name in one.texts if not self._is_known(one, name, side)]
        labelled = [name for name in untold if field_label(one.section, one.entry, name)]
        for name in labelled:
            yield one, self._noun(one, name), *_sided(one.texts[name], side)
        parts = _parts(one, [name for name in untold if name not in labelled])
        if parts:
            yield one, entry_noun(one.section, one.entry), *_sided("; ".join(parts), side)

    def _is_known(self, one, name, side):
        """Whether the heads say it of an entry as a whole, or it is the status of all decisions that stand."""
        text, stated = one.texts[name], "after" if side else "before"
        if one.section == "amounts" and name == "minor":
            return any(_is_estimate(text, line[stated]) for line in self._told)
        if one.section in THINGS:
            stands = name == "status" and one.entry["status"] == "active"
            return stands or any(_same(text, line[stated]) for line in self._told)
        return name != "name" and self._is_told(one, name, *_sided(text, side))


def _parts(one, names):
    """What an entry is known by, then what it says besides."""
    known_by = [name for name in _NAMES if name in names]
    found = [one.texts[name] for name in known_by]
    for name in names:
        text, noun = one.texts[name], field_noun(one.section, name)
        # A code may say no more than the title.
        if name not in known_by and text not in found[: len(known_by)]:
            found.append(f"{noun}: {text}" if noun else text)
    return found


def _merged(told: Iterable[Told], whose: Whose) -> list[Change]:
    """The same of several things once, with what it is of."""
    found = []
    lines = [(_owner(one), Line(what, before, after)) for one, what, before, after in told]
    nouns = {
        line: entry_noun(one.section, one.entry)
        for (one, *_), (_, line) in zip(told, lines, strict=True)
        if one.section in THINGS
    }
    for line in whose.merged(lines):
        noun = nouns.get(line._replace(whose=""), "")
        parts = [line.whose or noun, line.text if line.text != noun else ""]
        what = ": ".join(part for part in parts if part)
        found.append({"what": capitalise(what), "before": line.name, "after": line.words})
    return found


def _owner(one: Stated) -> dict[str, Any]:
    """What an entry is of; of a lot, an award or an agreement, itself."""
    kind = THINGS.get(one.section)
    return {"of": kind, "id": one.entry.get("id", "")} if kind else one.entry


def _whose(document):
    return Whose({**document, "register": document}, named_things(document))


def _ids(document):
    things = [*document["awards"], *document["agreements"], *document.get("lots", ())]
    return {one["id"] for one in things if "id" in one}


def _alone(document):
    """The id of the only lot: that something is of it goes without saying."""
    lots = document.get("lots", ())
    return {one["id"] for one in lots if "id" in one} if len(lots) == 1 else set()


def _names(document):
    return {one["name"] for one in document["parties"]}


def _matched(old, new):
    """(pairs of what stands in both and differs, what is gone, what has come): first by content, then by place."""
    same = Counter(one.content for one in old) & Counter(one.content for one in new)
    before = {one.key: one for one in _but(old, same)}
    pairs, come = [], []
    for one in _but(new, same):
        other = before.pop(one.key, None)
        if other:
            pairs.append((other, one))
        else:
            come.append(one)
    return pairs, list(before.values()), come


def _but(found, same):
    left = Counter(same)
    for one in found:
        if left[one.content]:
            left[one.content] -= 1
        else:
            yield one


def _above(at):
    """A place, and all that it stands under."""
    steps = at.split("/")
    return ["/".join(steps[:number]) for number in range(1, len(steps) + 1)]


def _same(text, head):
    """Whether the head says a text: of a value it says which kind besides."""
    return text == head or bool(text) and head.startswith(f"{text} (")


def _is_estimate(text, head):
    return head == f"{text} ({VALUE_KIND.label('estimate').lower()})"


def _sided(text, side):
    return ("", text) if side else (text, "")


def _counted(lines):
    """Many of one kind as one: how many, and the first."""
    often = Counter(line["what"] for line in lines)
    found: dict[str, Change] = {}
    for number, line in enumerate(lines):
        what = line["what"]
        if often[what] <= _MOST:
            found[str(number)] = line
        elif what not in found:
            first = [_shortened(one["after"]) for one in lines if one["what"] == what][:_MOST]
            found[what] = line | {"after": f"{often[what]} added: {'; '.join(first)} …"}
    return list(found.values())


def _shortened(text):
    return (
        text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 2].rsplit(' ', 1)[0]} …"
    )
