"""A working record by statements: what the public reads of each, what it lacks, what goes out with it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from copy import copy
from typing import Any, NamedTuple

from procurement import dossier
from procurement.dossier.build import dossier_of, name_all, stated
from procurement.dossier.finish import finish
from procurement.dossier.loading import choose, is_ready, loaded
from procurement.dossier.partly import partly_published
from procurement.dossier.statement_states import PENDING, Statement, compared, key_of
from procurement.models import Contract, Revision
from procurement.models.leaves import canonical, leaves
from procurement.models.versions import version_of

from .becoming_public import lines_of
from .problems import lacking, problems_of
from .public_ids import assign_ids, first_named, preview_ids, versions_of_shared
from .resting import rests_on, with_what_they_rest_on


class DeskStatement(NamedTuple):
    """A statement as editors see it.

    `key` is "heading", "claim-12" or "intervention-7"; `state` a code of `dossier.STATEMENT_STATE`; `changes`
    [{"what", "before", "after"}], with what becomes public of parties and sources; `lacks` sentences: why it
    cannot go out; `rests_on` the keys of what goes out together with it; `firsts` the parties and sources that
    become public with it; `saved_by` the account that saved it last, or None; `is_draft` whether it never had a
    public number, so that it can be deleted.
    """

    key: str
    kind: str
    row: Any
    state: str
    label: str
    changes: list[dict[str, str]]
    lacks: list[str]
    rests_on: frozenset[str]
    firsts: list[Any]
    version: int
    saved_by: Any
    is_draft: bool

    @property
    def is_pending(self) -> bool:
        """Whether a publication would change what the public reads of it."""
        return self.state in PENDING

    @property
    def versions(self) -> dict[str, int]:
        """The versions of the statement, and of what becomes public with it, by their keys."""
        return {self.key: self.version} | versions_of_shared(self.firsts)


class Desk(NamedTuple):
    """A working record. `body` has all of it but what is taken out, each entry with its key as `desk`; `before`
    is what the public reads, None for nothing; `faults` why the whole cannot go out.
    """

    contract: Any
    body: dict
    before: dict | None
    statements: list[DeskStatement]
    faults: list[str]


def desk(contract: Contract) -> Desk:
    """Give a contract as its editors see it: a fixed number of queries. Writes nothing.

    Of the contract only its key is read.
    """
    whole = loaded(contract.pk)
    # Without the public ids to come.
    row = copy(whole)
    before = public_form(whole)
    drafts = {id(row) for row in _rows(whole) if row.public_id is None}
    lacks = defaultdict(list)
    for one in [*problems_of(whole, before), *_lacking_drafts(whole, drafts)]:
        lacks[one.key].append(one.says)
    resting, listed = rests_on(whole, before), compare(whole, before)
    firsts = {one.key: first_named(one.row) for one in listed}
    told = lines_of({thing for one in listed if one.is_pending for thing in firsts[one.key]})
    statements = [
        DeskStatement(
            one.key, one.kind, one.row, one.state, label_of(one.row),
            one.changes + [told[thing] for thing in firsts[one.key] if thing in told], lacks[one.key],
            resting[one.key], firsts[one.key], version_of(one.row), one.row.saved_by, id(one.row) in drafts,
        )
        for one in listed
    ]  # fmt: skip
    body = dossier_of(_with_drafts(whole, drafts))
    return Desk(row, _keyed(body, whole), before, statements, lacks[""])


def _with_drafts(whole, drafts):
    return choose(whole, lambda row: is_ready(row) or id(row) in drafts)


def _lacking_drafts(whole, drafts):
    """What those lack that are not marked as ready, with whatever else is not."""
    waiting = {key_of(row) for row in statements_of(whole) if not is_ready(row)}
    return [one for one in lacking(_with_drafts(whole, drafts)) if one.key in waiting]


def _rows(whole):
    for row in (whole, *whole.all_claims, *whole.all_acts):
        yield row
        yield from row.all_citations
        for ground in getattr(row, "all_grounds", ()):
            yield ground
            yield from ground.all_citations


def public_form(contract: Contract) -> dict | None:
    """Give what the public reads of a contract now; None where that is nothing."""
    return form_of(Revision.objects.latest_of(contract), contract)


def form_of(latest: Revision | None, contract: Contract) -> dict | None:
    """Give what the public reads of a contract whose `latest` revision is at hand; None where that is nothing."""
    if latest:
        return dossier.rest_of(latest.body.text) if latest.kind != "withdrawn" else None
    return dossier.register_dossier(contract.public_id) if contract.public_id else None


def compare(whole: Any, before: dict | None) -> list[Statement]:
    """Compare a loaded contract with what the public reads. What has no public id is given one to come."""
    given = {key_of(row) for row in statements_of(whole) if row.public_id is not None}
    assign_ids(name_all(whole), preview_ids())
    return compared(whole, dossier_of(choose(whole, is_ready)), before, given)


def changed_statements(whole: Any, body: dict, before: dict | None) -> list[Statement]:
    """Give those of which a form would say something else than what the public reads now."""
    return [one for one in compared(whole, body, before, ()) if one.is_pending]


def label_of(row: Any) -> str:
    """Give what a statement is called where it is listed."""
    if isinstance(row, Contract):
        return "Title and parties"
    if row._meta.model_name == "claim":
        return str(row)
    return f"{row}, {row.happened.show() if row.happened else 'date not stated'}"


def versions_going_out(
    keys: Iterable[str], statements: Collection[DeskStatement]
) -> dict[str, int]:
    """Give the versions of all that goes out with what is ticked: what it rests on, and what becomes public with it."""
    ticked = with_what_they_rest_on(keys, {one.key: one.rests_on for one in statements})
    going = [one.versions for one in statements if one.key in ticked]
    return {key: version for versions in going for key, version in versions.items()}


def choose_ticked(whole: Any, ticked: Collection[str]) -> None:
    """Let what is ready of the ticked statements of a loaded contract be chosen."""
    choose(whole, lambda row: is_ready(row) and key_of(_statement(row)) in ticked)


def composed(whole: Any, before: dict | None, ticked: Collection[str]) -> dict:
    """Give the form in which the ticked statements are as they are chosen, and the others as `before` has them."""
    if before is None:
        return dossier_of(whole)
    kept = [row for row in (*whole.all_claims, *whole.all_acts) if key_of(row) not in ticked]
    kinds: dict[str, set] = {"claim": set(), "intervention": set()}
    for row in kept:
        kinds[row._meta.model_name].add(row.public_id)
    heading = "heading" not in ticked
    if not kept and not heading:
        return dossier_of(whole)
    form = partly_published(
        stated(whole), before, whole, heading=heading, claims=kinds["claim"], acts=kinds["intervention"]
    )  # fmt: skip
    return finish(form)


def statements_of(whole: Any) -> list[Any]:
    """Give the working rows of all statements of a loaded contract; the contract itself for its heading."""
    return [whole, *whole.all_claims, *whole.all_acts]


def is_pending(whole: Any, body: dict) -> bool:
    """Tell whether publishing all that is ready of a loaded contract would change a form."""
    assign_ids(choose(whole, is_ready), preview_ids())
    return canonical(leaves(dossier_of(whole))) != canonical(leaves(body))


def preview(contract: Contract, only: Iterable[str] | None = None) -> dict:
    """Give the public form that publishing would write now; `only` as in `publish`. Writes nothing."""
    whole = loaded(contract.pk)
    before = None if only is None else public_form(whole)
    keys = {key_of(row) for row in statements_of(whole)}
    ticked = keys if only is None else with_what_they_rest_on(only, rests_on(whole, before)) & keys
    choose_ticked(whole, ticked)
    assign_ids(whole, preview_ids())
    return composed(whole, before, ticked)


def _statement(row):
    return row if isinstance(row, Contract) else row.statement()


def _keyed(body, whole):
    """With the key of its working row at each statement."""
    body["desk"] = "heading"
    places = (("claims", "key", whole.all_claims), ("interventions", "id", whole.all_acts))
    for name, key, rows in places:
        keys = {row.public_id: key_of(row) for row in rows}
        for entry in body[name]:
            entry["desk"] = keys[entry[key]]
    return body
