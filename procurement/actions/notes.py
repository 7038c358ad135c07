"""What editors say to one another about a record, and whom they ask to work on it. Never public."""

from django.db import transaction
from django.utils import timezone

from procurement.models import Contract, Note, roles

from .action_log import log_action
from .errors import Refused, checked_text


def add_note(contract: Contract, text: str, *, by, statement: str = "") -> Note:
    """Add a note about a record, or the statement of it with a key. Raises `Refused` without words."""
    if not (text := checked_text("The note", text)):
        raise Refused(["Write something."])
    return Note.objects.create(contract=contract, statement=statement[:40], text=text, by=by)


def settle_note(note: Note, *, by) -> None:
    """Say that nothing is left to do about a note; it stays to be read."""
    Note.objects.open().filter(pk=note.pk).update(settled_by=by, settled_at=timezone.now())


@transaction.atomic
def assign(contract: Contract, to, *, by) -> None:
    """Ask an account to work on a contract next, or nobody, where it is None.

    It is no edit: the version stays. Raises `Refused` for one that may not edit.
    """
    if to is not None and to not in roles.who_may("procurement.change_contract"):
        raise Refused([f"{to} may not edit: choose an editor."])
    Contract.objects.filter(pk=contract.pk).update(assigned_to=to)
    about = f", to {to}" if to else ", to nobody"
    log_action("assigned", contract, about=about, by=by, reason="")
