"""Telling the log what was published, withdrawn or merged, and by whom."""

from procurement.models import AuditEntry, roles
from procurement.models.roles import DEMONSTRATION, IMPORTER

from .revisions import is_service_account


def log_action(what: str, thing, *, by, reason: str, about: str = ""):
    """Write one entry, in the transaction of what it tells. Imports are nobody's doing: they write none.

    `thing` is what it was done to, `about` what else has to be said of it. What somebody did to the
    demonstration record stays when that goes; only what its own account did goes with it.
    """
    if is_service_account(IMPORTER, by):
        return
    AuditEntry.record(
        what,
        by=by,
        role=roles.label_of(by),
        about=f"{describe(thing)}{about}",
        said=reason,
        subject=thing.place_in_history()[0],
        demonstration=is_service_account(DEMONSTRATION, by),
    )


def describe(thing) -> str:
    """Give the kind, the public number and the name of a contract, a party or a source."""
    number = f" {thing.public_id}" if thing.public_id is not None else ""
    return f"{str(thing._meta.verbose_name).capitalize()}{number}: {thing}"
