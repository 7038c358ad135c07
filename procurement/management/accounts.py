"""What the commands about accounts share."""

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import CommandError

from procurement.accounts import resets


def find(name: str) -> User:
    """Give the member of staff of that name. Raises CommandError, with a sentence, for none."""
    account = User.objects.filter(username=name).first()
    if account is None:
        raise CommandError(f"There is no account {name!r}. Capital letters in the name count.")
    if not account.is_staff:
        raise CommandError(f"{name!r} is no account of staff: nobody can come in by it.")
    if not account.is_active:
        raise CommandError(
            f"The account {name!r} is closed. Open it again in the admin, under Accounts."
        )
    return account


def link_in_words(account: User) -> str:
    """Give the link by which an account gets a new password, and what to know about it."""
    return (
        f"{resets.link(account)}\n"
        f"It works once, within {settings.PASSWORD_RESET_TIMEOUT // 60} minutes: give it to nobody else."
    )
