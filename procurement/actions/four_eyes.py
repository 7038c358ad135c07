"""Whether who publishes had also written it: where the site asks for two people, they may not."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from procurement.models import Identifier, Revision
from procurement.models.roles import DEMONSTRATION

from .errors import Refused
from .public_ids import first_named
from .revisions import is_service_account
from .statements import label_of

OWN = "You saved “{label}” last: somebody else has to publish it."


def one_person(statements: Iterable[Any], by) -> bool | None:
    """Tell whether an account saved any of some statements last, or of what first goes out with them; None where
    nobody is known to have.
    """
    statements = list(statements)
    firsts = [thing for one in statements for thing in first_named(one.row)]
    writers = {one.row.saved_by_id for one in statements} | {*_writers(firsts).values()}
    return by.pk in writers if writers - {None} else None


def refuse_own(statements: Iterable[Any], by) -> None:
    """Raise `Refused`, naming them, where an account saved some of them last, or of what first goes out with them,
    and two people are asked for.
    """
    _refuse([label for own in own_among(statements, by).values() for label in own])


def _refuse(own):
    if own:
        raise Refused(_sentences(own))


def _sentences(own):
    return [OWN.format(label=label) for label in dict.fromkeys(own)]


def _writers(things: Iterable[Any]) -> dict[Any, int]:
    """Give {party or source: the account that saved it last}, as their history has it. A query for each kind."""
    by_subject = {thing.place_in_history()[0]: thing for thing in things}
    newest: dict[str, tuple] = {}
    for model in {type(thing) for thing in by_subject.values()} | (
        {Identifier} if by_subject else set()
    ):
        entries = model.history.filter(
            subject__in=by_subject, history_user__isnull=False
        ).order_by()
        columns = ("subject", "history_date", "history_id", "history_user_id")
        for subject, *saved in entries.values_list(*columns):
            newest[subject] = max(newest.get(subject, ()), tuple(saved))
    return {by_subject[subject]: saved[-1] for subject, saved in newest.items()}


def one_person_shares(things: Iterable[Any], by) -> bool | None:
    """Tell whether an account saved any of some parties and sources last, as their history has it; None where
    nobody did.
    """
    writers = {*_writers(things).values()}
    return by.pk in writers if writers else None


def own_shared(things: Iterable[Any], by) -> list[str]:
    """Say of which parties and sources an account may not make them public, because it saved them last."""
    own = [thing for thing, writer in _writers(things).items() if writer == by.pk]
    return _sentences(map(str, own)) if _is_asked_of(by) else []


def is_own_shared(thing: Any, by) -> bool:
    """Tell whether an account may not publish a party or a source, because it saved it last."""
    return bool(_is_asked_of(by) and one_person_shares([thing], by))


def refuse_own_shared(thing: Any, by) -> None:
    """Raise `Refused` where an account saved a party or a source last and two people are asked for."""
    if is_own_shared(thing, by):
        _refuse([str(thing)])


def undoing_own(latest: Revision, by, number: int) -> list[str]:
    """Say so where an account would undo its own publication and two people are asked for.

    What it withdrew itself it may put back as it was.
    """
    as_it_was = latest.kind == "withdrawn" and number == latest.number - 1
    if _is_asked_of(by) and latest.by_id == by.pk and not as_it_was:
        return [f"You made revision {latest.number}: somebody else has to undo it."]
    return []


def _is_asked_of(by):
    # By the demonstration's own account nobody comes in: what it enters and publishes is in the code.
    return settings.FOUR_EYES and not is_service_account(DEMONSTRATION, by)


def own_among(statements: Iterable[Any], by) -> dict[str, list[str]]:
    """Give {key of a statement: names of what an account may not publish of it}, because it saved it last: the
    statement itself, and parties and sources that first go out with it.
    """
    if not _is_asked_of(by):
        return {}
    firsts = {one.key: (one.row, first_named(one.row)) for one in statements}
    writers = _writers(thing for _, things in firsts.values() for thing in things)
    return {
        key: [label_of(row)] * (row.saved_by_id == by.pk)
        + [str(thing) for thing in things if writers.get(thing) == by.pk]
        for key, (row, things) in firsts.items()
    }
