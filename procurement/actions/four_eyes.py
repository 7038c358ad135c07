"""Whether who publishes had also written it: where the site asks for two people, they may not."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from procurement.models.roles import DEMONSTRATION

from .errors import Refused
from .revisions import is_service_account
from .statements import label_of


def one_person(statements: Iterable[Any], by) -> bool | None:
    """Tell whether an account saved any of some statements last; None where nobody is known to have."""
    writers = {one.row.saved_by_id for one in statements} - {None}
    return by.pk in writers if writers else None


def refuse_own(statements: Iterable[Any], by) -> None:
    """Raise `Refused`, naming them, where an account saved some of them last and two people are asked for."""
    if own := own_among(statements, by):
        raise Refused(
            [f"You saved “{label}” last: somebody else has to publish it." for label in own]
        )


def _is_asked_of(by):
    # By the demonstration's own account nobody comes in: what it enters and publishes is in the code.
    return settings.FOUR_EYES and not is_service_account(DEMONSTRATION, by)


def own_among(statements: Iterable[Any], by) -> list[str]:
    """Give the names of the statements that an account may not publish, because it saved them last."""
    if not _is_asked_of(by):
        return []
    return [label_of(one.row) for one in statements if one.row.saved_by_id == by.pk]
