"""Open an account for a member of staff."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from procurement import actions
from procurement.management.accounts import link_in_words
from procurement.models import AuditEntry, roles


class Command(BaseCommand):
    """Open an account in a role, and print the link by which its owner sets a password."""

    help = "Opens an account for a member of staff, and prints a link to set its first password."

    def add_arguments(self, parser):
        parser.add_argument("name", help="what they log in by")
        parser.add_argument(
            "--role", required=True, help=", ".join(role.code for role in roles.ROLES)
        )
        parser.add_argument("--email", default="", help="where a link for a new password is sent")

    def handle(self, *args, name, role, email, **options):
        given = self._role(role)
        account = User(username=name, email=email, is_staff=True)
        account.set_unusable_password()
        self._check(account)
        with transaction.atomic():
            account.save()
            roles.give(account, given)
            AuditEntry.record("account_opened", about=name, said=f"as {given.label}")
        self.stdout.write(
            f"The account {name} is open, in the role {given.label}. To set its password:"
        )
        self.stdout.write(link_in_words(account))

    def _role(self, name):
        role = roles.role_called(name)
        if role is None:
            known = ", ".join(one.label for one in roles.ROLES)
            raise CommandError(f"There is no role {name!r}; there are {known}.")
        return role

    def _check(self, account):
        if said := actions.name_fault(account.username):
            raise CommandError(said)
        try:
            account.clean_fields(exclude=["password", "email"])
            if account.email:
                validate_email(account.email)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
