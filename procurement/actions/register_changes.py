"""What an import does to what editors keep: it never touches it, and says what it changed."""

import datetime

from django.db import transaction

from procurement.dates import LONDON, PartialDate
from procurement.models import PARTIES, Revision

from .merging import merge_parties
from .revisions import importer
from .reworth import record_register


def merge_as_notices_say(kind: str, kept: int, merged: int) -> None:
    """Merge two parties that an official notice shows to be one, by their keys."""
    parties = PARTIES[kind].objects.in_bulk([kept, merged])
    merge_parties(
        parties[kept], parties[merged], by=importer(),
        reason="An official notice gives one organisation the name and numbers of both.",
    )  # fmt: skip


@transaction.atomic
def register_changed(contract_pk: int, event: str, at: datetime.datetime | None) -> Revision | None:
    """Record what the register says now of a contract that editors have published.

    Their part stays as it was last published. None where nothing public changed.
    """
    day = f" of {PartialDate(at.astimezone(LONDON).date()).show()}" if at else ""
    reason = f"An official notice changed what the register says: {event}{day}."
    return record_register(contract_pk, by=importer(), reason=reason)
