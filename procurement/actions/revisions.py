"""One more link in the chain of a contract's public forms."""

import datetime

from django.contrib.auth import get_user_model
from django.utils import timezone

from procurement.models import AuditEntry, Contract, Counter, Revision, roles
from procurement.models.revision import GENESIS
from procurement.models.roles import IMPORTER

from .change import Change

IMPORT_ROLE = "Register import"


def importer():
    """Give the user in whose name imports act: nobody can sign in as it.

    One by which somebody could is closed first, and the log told.
    """
    users = get_user_model().objects
    user, created = users.get_or_create(username=IMPORTER, defaults={"is_active": False})
    if user.is_active or user.has_usable_password():
        if not created:
            AuditEntry.record("account_closed", about=IMPORTER, said="It acts for imports alone.")
        user.is_active = False
        user.set_unusable_password()
        user.save(update_fields=["is_active", "password"])
    return user


def is_service_account(name: str, user) -> bool:
    """Tell whether a user is the site's own of that name: one by which nobody comes in."""
    return user.get_username() == name and not user.is_active


def add_revision(
    contract: Contract, body: dict, change: Change, *, by, reason, at=None,
    previous: Revision | None = None, one_person: bool | None = None,
) -> Revision:  # fmt: skip
    """Write a Revision with its body, after the newest one of the contract; count the data on.

    `previous` is that newest one, where it is at hand; `one_person` whether who publishes had also
    written some of it last, None where nobody wrote it.
    """
    previous = previous or Revision.objects.latest_of(contract)
    revision = Revision(
        contract=contract,
        subject_id=body["id"],
        number=previous.number + 1 if previous else 1,
        **change._asdict(),
        one_person=one_person,
        previous_hash=previous.hash if previous else GENESIS,
        reason=reason,
        by=by,
        role=role_of(by),
        at=(at or timezone.now()).astimezone(datetime.UTC),
        demonstration=contract.demonstration,
    )
    kept = revision.seal(body)
    revision.save(force_insert=True)
    kept.save(force_insert=True)
    Counter.next("data")
    return revision


def role_of(user) -> str:
    """Give the role that the public reads in place of a name."""
    if is_service_account(IMPORTER, user):
        return IMPORT_ROLE
    role = roles.of(user)
    return role.told if role else "Editor"
