"""Buyers, vendors and stakeholders found alike, and told apart by what they are, their numbers and their contracts."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db.models import F

from procurement import codelists, plaintext, search
from procurement.alike import name_key
from procurement.lookalikes import lookalikes
from procurement.models import PARTIES, Identifier, PublicParty

from ..keys import is_key
from ..search import keys_with_words

# Of each kind, and of all.
MOST_OF_KIND, MOST = 20, 15
NEW = "new"


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be meant: `token` is what a form sends, `said` tells them from another of that name.

    `number` is what was typed as the official number of a new one; None where none is asked for.
    """

    token: str
    name: str
    said: str
    number: str | None = None

    def as_json(self) -> dict[str, str | None]:
        """Give it as a combobox reads it."""
        return asdict(self)

    def numbered(self, numbers: dict[str, str]) -> "Candidate":
        """Give it with the number that was typed beside it, by token, where it is asked for one."""
        return self if self.number is None else replace(self, number=numbers.get(self.token, ""))


def token_of(party) -> str:
    """Give what stands for a party in a form: "vendor-12"."""
    return f"{party.kind}-{party.pk}"


def party_of(token: str):
    """Give the party that a token stands for, None where there is none, or none any more."""
    return parties_of([token]).get(token)


def parties_of(tokens: Iterable[str]) -> dict[str, Any]:
    """Give the parties that tokens stand for, by token: one query for each kind."""
    keys: dict[str, set[str]] = {}
    for kind, _, key in (token.partition("-") for token in tokens):
        if kind in PARTIES and is_key(key):
            keys.setdefault(kind, set()).add(key)
    found = (
        row
        for kind, numbers in keys.items()
        for row in PARTIES[kind]._default_manager.select_related("canonical").filter(pk__in=numbers)
    )
    return {token_of(row): row for row in found}


def candidates(text: str, wanted: str) -> list[Candidate]:
    """Give whom a text may mean, those of its very name first, then those of the kind that is wanted.

    A text is words of any name, an official number or a public one. Of a body that is here as a stakeholder and as a
    buyer or vendor, the row of the kind that is wanted stands for it. No more than `MOST`.
    """
    # Of what no name has, PostgreSQL takes no NUL.
    text = plaintext.visible(text).strip()
    found = [row for kind in PARTIES for row in _rows(kind, text)]
    tokens = {token_of(row) for row in found}
    twice = set()
    for stakeholder in found:
        for body in _bodies(stakeholder) & tokens:
            twice.add(token_of(stakeholder) if body.startswith(f"{wanted}-") else body)
    left = [row for row in found if token_of(row) not in twice]
    said = _said(left)
    key = name_key(text)
    left.sort(
        key=lambda row: (
            row.name_key != key,
            row.kind != wanted,
            -said[token_of(row)][1],
            row.name,
            row.pk,
        )
    )
    return [Candidate(token_of(row), row.name, said[token_of(row)][0]) for row in left[:MOST]]


def described(parties: Iterable) -> list[Candidate]:
    """Give parties as candidates, in their order."""
    rows = list(parties)
    said = _said(rows)
    return [Candidate(token_of(row), row.name, said[token_of(row)][0]) for row in rows]


def described_by_token(tokens: Iterable[str]) -> dict[str, Candidate]:
    """Give those whom tokens stand for, by token: three queries for each kind."""
    return {one.token: one for one in described(parties_of(tokens).values())}


def alike(text: str, found: Iterable[Candidate]) -> list[Candidate]:
    """Give those of some that have the name of a text, but for its legal form."""
    return [one for one in found if name_key(one.name) == name_key(text)]


def new_candidates(text: str, wanted: str, found: Iterable[Candidate] = ()) -> list[Candidate]:
    """Give what may be made of a name: of a stakeholder each kind; `found` is whom the name may mean.

    Letters that look like others are told of each: it may be somebody who is here, written otherwise.
    """
    if not search.fold(text):
        return []
    likely = alike(text, found)
    there = f"Likely here already: {likely[0].name}. " if likely else ""
    letters = lookalikes(text)
    strange = f"Letters of it look like others: {', '.join(letters)}. " if letters else ""
    if wanted != "stakeholder":
        said = "This makes another." if likely else f"No {wanted} of this name is here yet."
        said = strange + there + said
        number = "" if wanted == "vendor" else None
        return [Candidate(f"{NEW}-{text}", f"New {wanted}: {text}", said, number)]
    return [
        Candidate(
            f"{NEW}-{one.code}-{text}",
            f"New {one.label.lower()}: {text}",
            f"{strange}{there}{one.definition}",
        )
        for one in codelists.STAKEHOLDER_KIND
    ]


def _rows(kind, text):
    """The rows of a kind that a text may mean; of what was merged, what it leads to."""
    rows = PARTIES[kind]._default_manager.order_by()
    keys: set[int] = set(
        rows.filter(name_key=name_key(text) or None).values_list("pk", flat=True)[:MOST_OF_KIND]
    )
    public = search.match(PublicParty.objects.filter(kind=kind), search.beginnings(text))
    ids = list(
        public.order_by("-contract_count", "pk").values_list("public_id", flat=True)[:MOST_OF_KIND]
    )
    keys.update(rows.filter(public_id__in=ids).values_list("pk", flat=True))
    pending = rows.exclude(version=F("published_version"))
    keys.update(keys_with_words(pending, text, "name", "aliases")[:MOST_OF_KIND])
    value = text.upper().rpartition("-")[2]
    keys.update(rows.filter(identifiers__value__in={text, value}).values_list("pk", flat=True))
    if is_key(text) and len(text) < 10:
        keys.update(rows.filter(public_id=text).values_list("pk", flat=True))
    bodies = ("buyer", "vendor") if kind == "stakeholder" else ()
    found = rows.filter(pk__in=keys).select_related("canonical", *bodies)
    return list({(row.canonical or row).pk: row.canonical or row for row in found}.values())


def _bodies(row) -> set[str]:
    """The buyer and the vendor that a stakeholder is, as tokens."""
    bodies = (getattr(row, "buyer", None), getattr(row, "vendor", None))
    return {f"{body.kind}-{body.canonical_id or body.pk}" for body in bodies if body}


def _said(rows) -> dict[str, tuple[str, int]]:
    """{token: (what tells a party from others, how many public contracts name it)}."""
    found = {}
    for kind in PARTIES:
        of_kind = [row for row in rows if row.kind == kind]
        if not of_kind:
            continue
        numbers: dict[int, list[str]] = {}
        for one in Identifier.objects.filter(**{f"{kind}__in": of_kind}):
            numbers.setdefault(getattr(one, f"{kind}_id"), []).append(str(one))
        ids = [row.public_id for row in of_kind if row.public_id]
        copies = {
            copy.public_id: copy
            for copy in PublicParty.objects.filter(kind=kind, public_id__in=ids)
        }
        for row in of_kind:
            copy = copies.get(row.public_id)
            parts = [_what(row), *numbers.get(row.pk, [])[:2], *_names(row), *_named(row, copy)]
            found[token_of(row)] = " · ".join(parts), copy.contract_count if copy else 0
    return found


def _what(row):
    if row.kind != "stakeholder":
        return row.kind.capitalize()
    also = [kind for kind in ("buyer", "vendor") if getattr(row, f"{kind}_id")]
    return ", also a ".join([row.get_is_a_display(), *also])


def _names(row):
    return [f"also {row.other_names[0]}"] if row.other_names else []


def _named(row, copy):
    if copy is None:
        return ["not public"]
    if row.kind == "stakeholder":
        counted = _counted(copy.intervention_count, "act")
    else:
        counted = _counted(copy.contract_count, "contract")
    return [counted, f"{row.kind} {row.public_id}"]


def _counted(number, noun):
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
