"""Which statements of a contract the public reads as they stand, and how the others differ."""

from collections.abc import Collection
from typing import Any, NamedTuple

from procurement.codelists import Code, Codelist
from procurement.models import Contract
from procurement.models.leaves import without_following

from .facts import is_claimed
from .partly import heading_keys
from .statement_words import statement_lines

STATE = Codelist(
    "statement_state",
    Code("published", "Published", "The public reads it as it stands here."),
    Code("changed", "Changed", "The public reads an earlier form of it."),
    Code("new", "New", "The public does not read it yet."),
    Code("not_ready", "Not ready", "A draft, which cannot go out before it is marked as ready."),
    Code("taking_out", "To be taken out", "The public reads it until that is published."),
    Code("taken_out", "Taken out", "The public read it once, and does not any more."),
)

# What a publication changes.
PENDING = frozenset(("changed", "new", "taking_out"))
# Where each kind stands in a structure, by which key, and as which leaf.
_PLACES = {"claim": ("claims", "key", "claim"), "intervention": ("interventions", "id", "act")}


class Statement(NamedTuple):
    """A statement of a working record beside what the public reads of it.

    `key` is "heading", "claim-12" or "intervention-7", after the working row; `state` a code of STATE;
    `changes` [{"what", "before", "after"}] in words.
    """

    key: str
    kind: str
    row: Any
    state: str
    changes: list[dict[str, str]]

    @property
    def is_pending(self) -> bool:
        """Whether a publication would change what the public reads of it."""
        return self.state in PENDING


def key_of(row: Any) -> str:
    """Give the key of a statement."""
    return "heading" if isinstance(row, Contract) else f"{row._meta.model_name}-{row.pk}"


def compared(
    whole: Any, body: dict, before: dict | None, given: Collection[str]
) -> list[Statement]:
    """Give each statement of a loaded contract beside what the public reads, in the order of the page.

    `body` is made of all that is ready, with a public id each; `before` is what the public reads, None
    for nothing; `given` are the keys of those that have had a public id before.
    """
    acts = {row.public_id: row for row in whole.all_acts}
    told = [acts[act["id"]] for act in body["interventions"]]
    # What is not ready stands in no order of days: after the others.
    rows = [*whole.all_claims, *told, *(row for row in whole.all_acts if row not in told)]
    return [
        _heading(whole, body, before),
        *(_listed(row, body, before, key_of(row) in given) for row in rows),
    ]


def _heading(whole, body, before):
    keys = [key for key in heading_keys(whole) if not is_claimed(body, key)]
    if before is not None:
        keys = [key for key in keys if not is_claimed(before, key)]
    new, old = ({key: one[key] for key in keys} if one else None for one in (body, before))
    forms = [_led(one, form) for one, form in ((new, body), (old, before))]
    state = "new" if before is None else "changed" if forms[0] != forms[1] else "published"
    changes = _differences("heading", (body, body), (before, before)) if state in PENDING else []
    return Statement("heading", "heading", whole, state, changes)


def _listed(row, body, before, was_given):
    kind = row._meta.model_name
    name, key, leaf = _PLACES[kind]

    def entry(one):
        found = (form for form in (one or {}).get(name, ()) if form[key] == row.public_id)
        return next(found, None)

    new, old = entry(body), entry(before)
    if new is None:
        state = "taking_out" if old else "taken_out" if was_given else "not_ready"
    elif old is None:
        state = "new"
    else:
        same = _stated(leaf, new, body) == _stated(leaf, old, before)
        state = "published" if same else "changed"
    changes = _differences(kind, (new, body), (old, before)) if state in PENDING else []
    return Statement(key_of(row), kind, row, state, changes)


def _stated(leaf, entry, body):
    """What an entry states, whatever the numbers of its sources are."""
    form = _led(without_following(leaf, entry), body)
    if "grounds" in form:
        form["grounds"] = [_stated("ground", ground, body) for ground in form["grounds"]]
    return form


def _led(form, body):
    if form is None or body is None:
        return form
    ids = {one["number"]: one["id"] for one in body["sources"]}
    cited = [one | {"source": ids[one["source"]]} for one in form["citations"]]
    return form | {"citations": cited}


def _differences(kind, new, old):
    """What differs between two (entry, structure), in words; an entry may be None."""
    after, before = (statement_lines(kind, *one) if one[0] else {} for one in (new, old))
    return [
        {"what": what, "before": before.get(what, ""), "after": after.get(what, "")}
        for what in dict.fromkeys([*after, *before])
        if before.get(what, "") != after.get(what, "")
    ]
