"""Make the first staff login of an installation on somebody's own machine."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand
from django.db import transaction

from procurement.models.roles import ADMINISTRATOR

NAME = "editor"


class Command(BaseCommand):
    """Create the administrator `editor` with a random password, where nobody can sign in; in development only."""

    help = "Create the staff login 'editor' where nobody can sign in yet (development only), and say where it stands."

    def handle(self, *args, **options) -> None:
        if settings.PRODUCTION:
            self.stdout.write("Production: make the first staff login with manage.py open_account.")
            return
        users, file = User.objects, Path(settings.DATA_DIR) / "first-login.txt"
        if not any(user.has_usable_password() for user in users.filter(is_staff=True)):
            password = secrets.token_urlsafe(12)
            with transaction.atomic():
                make_account(password)
                write_private(file, f"user: {NAME}\npassword: {password}\n")
            self.stdout.write(f"Staff login: {NAME}, password {password} (kept in {file})")
        elif file.exists():
            self.stdout.write(
                f"Staff login: {NAME}, password in {file}, unless it was changed since."
            )
        else:
            self.stdout.write("Staff logins exist; make another with manage.py open_account.")


def make_account(password: str) -> None:
    """Make the account, as an administrator."""
    account = User.objects.create_user(NAME, password=password, is_staff=True)
    account.groups.add(Group.objects.get(name=ADMINISTRATOR.group))


def write_private(file: Path, text: str) -> None:
    """Write `file` anew, for its owner's eyes alone from the first byte on."""
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        opened.write(text)
