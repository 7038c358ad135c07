"""Why a contract cannot be published as it is."""

from collections import Counter as Tally
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from procurement import codelists, dates, dossier
from procurement.dossier.loading import is_ready, loaded
from procurement.dossier.statement_states import key_of
from procurement.models import Contract, PublicIntervention

from .emptying import taken_out


class Problem(NamedTuple):
    """One sentence, and the key of the statement that it is about; of none where it is the whole record."""

    key: str
    says: str


def problems(contract: Contract) -> list[str]:
    """Give the sentences that say why a contract cannot be published as it is; none if it can."""
    return [one.says for one in problems_of(loaded(contract.pk))]


def problems_of(whole: Any, before: dict | None = None) -> list[Problem]:
    """Give why the chosen statements of a loaded contract cannot be published; `before` is what the public reads."""
    claims = _preferred_among(row for row in whole.chosen_claims if row.rank == "preferred")
    own = {act["id"] for act in (before or {}).get("interventions", ())}
    return [*_of_the_record(whole), *_of_statements(whole, own), *claims]


def preferred_twice(whole: Any, body: dict) -> list[Problem]:
    """Give the facts of which a form prefers several claims: one of them may stay as it is public."""
    live = {claim["key"] for claim in body["claims"] if claim["rank"] == "preferred"}
    return _preferred_among(row for row in whole.all_claims if row.public_id in live)


def drafts_among(whole: Any, keys: Iterable[str]) -> list[Problem]:
    """Give those of some statements that are drafts, which are not published."""
    rows = (*whole.all_claims, *whole.all_acts)
    return [
        Problem(key_of(row), f"{_capitalised(row)} is not marked as ready.")
        for row in rows
        if key_of(row) in keys and not is_ready(row) and row.public_id is None
    ]


def _of_the_record(whole) -> list[Problem]:
    said = "Start tracking this contract before you publish it."
    return [] if whole.tracked else [Problem("", said)]


def lacking(whole: Any) -> Iterator[Problem]:
    """Give what the chosen statements of a loaded contract lack: a source, who acted, a day that has come."""
    for row in dossier.uncited(whole):
        yield _about(row, f"No citation backs {_names(row)}.")
    for act in whole.chosen_acts:
        if not act.actors:
            yield _about(act, f"Nobody acts in {_names(act)}: say who did.")
    for act in _ahead(whole):
        yield _about(
            act,
            f"{_capitalised(act)} is dated {act.happened.show()}, which is still ahead: publish it when it has"
            " happened.",
        )


def _of_statements(whole, own) -> Iterator[Problem]:
    yield from lacking(whole)
    for copy in _public_elsewhere(whole, own):
        about = str(copy).removesuffix(".")
        said = f"“{about}” is still public under “{copy.contract}”: publish that first."
        [act] = [one for one in whole.chosen_acts if one.public_id == copy.public_id]
        yield _about(act, said)
    for row in taken_out(whole):
        yield _about(
            row,
            f"{_capitalised(row)} was taken out of what had been published: it cannot be published again."
            " Delete it, and enter anew what may be said.",
        )


def _about(row, says):
    # A source stands beside all statements.
    own = row if isinstance(row, Contract) else getattr(row, "statement", lambda: None)()
    return Problem(key_of(own) if own else "", says)


def _ahead(whole):
    """Acts with a date that is still ahead: what has not happened holds nothing up."""
    today = dates.today()
    return [act for act in whole.chosen_acts if act.happened_on and act.happened_on > today]


def _capitalised(row):
    return _names(row).capitalize()


def _names(row):
    if isinstance(row, Contract):
        return "the contract itself: its title, buyer and vendors"
    if row._meta.model_name == "interventionground":
        return f"the ground “{row}” of “{row.intervention}”"
    return f"the {row._meta.verbose_name} “{row}”"


def _preferred_among(claims: Iterable[Any]) -> list[Problem]:
    """Give the facts of which several claims are preferred."""
    rows = list(claims)
    # Several vendors can be preferred: they supply together.
    times = Tally(row.fact for row in rows if row.fact != "vendor")
    return [
        _about(
            next(row for row in rows if row.fact == fact),
            f"Several claims about “{codelists.FACT.label(fact)}” are preferred: prefer one.",
        )
        for fact, number in times.items()
        if number > 1
    ]


def _public_elsewhere(whole, own):
    """Public copies, under other contracts, of the acts that were moved to this one; not of its `own`."""
    ids = {act.public_id for act in whole.chosen_acts if act.public_id} - own
    return (
        PublicIntervention.objects.filter(public_id__in=ids)
        .exclude(contract__public_id=whole.public_id)
        .select_related("contract")
    )
