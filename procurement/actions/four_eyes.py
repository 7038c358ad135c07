"""Whether who publishes had also written it: where the site asks for two people, they may not."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from procurement.models import Identifier, Revision, Source
from procurement.models.roles import DEMONSTRATION

from .errors import Refused
from .revisions import is_service_account
from .statements import label_of

OWN = "You saved “{label}” last: somebody else has to publish it."


def one_person(statements: Iterable[Any], by) -> bool | None:
    """Tell whether an account saved any of some statements last; None where nobody is known to have."""
    writers = {one.row.saved_by_id for one in statements} - {None}
    return by.pk in writers if writers else None


def refuse_own(statements: Iterable[Any], by) -> None:
    """Raise `Refused`, naming them, where an account saved some of them last and two people are asked for."""
    _refuse(own_among(statements, by))


def _refuse(own):
    if own:
        raise Refused([OWN.format(label=label) for label in own])


def one_person_shares(thing: Any, by) -> bool | None:
    """Tell whether an account saved a party or a source last, as its history has it; None where nobody did."""
    tracked: list[Any] = [type(thing)] if isinstance(thing, Source) else [type(thing), Identifier]
    subject, _ = thing.place_in_history()
    newest = [
        model.history.filter(subject=subject, history_user__isnull=False)
        .order_by("-history_date", "-history_id")
        .values_list("history_date", "history_user_id")
        .first()
        for model in tracked
    ]
    saved = [one for one in newest if one]
    return max(saved)[1] == by.pk if saved else None


def is_own_shared(thing: Any, by) -> bool:
    """Tell whether an account may not publish a party or a source, because it saved it last."""
    return bool(_is_asked_of(by) and one_person_shares(thing, by))


def refuse_own_shared(thing: Any, by) -> None:
    """Raise `Refused` where an account saved a party or a source last and two people are asked for."""
    if is_own_shared(thing, by):
        _refuse([str(thing)])


def refuse_undoing_own(latest: Revision, by, number: int) -> None:
    """Raise `Refused` where an account would undo its own publication and two people are asked for.

    What it withdrew itself it may put back as it was.
    """
    as_it_was = latest.kind == "withdrawn" and number == latest.number - 1
    if _is_asked_of(by) and latest.by_id == by.pk and not as_it_was:
        raise Refused([f"You made revision {latest.number}: somebody else has to undo it."])


def _is_asked_of(by):
    # By the demonstration's own account nobody comes in: what it enters and publishes is in the code.
    return settings.FOUR_EYES and not is_service_account(DEMONSTRATION, by)


def own_among(statements: Iterable[Any], by) -> list[str]:
    """Give the names of the statements that an account may not publish, because it saved them last."""
    if not _is_asked_of(by):
        return []
    return [label_of(one.row) for one in statements if one.row.saved_by_id == by.pk]
