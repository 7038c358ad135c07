"""What the throttle of logins remembers: failures of late, and addresses that accounts have used."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from procurement.codelists import LOGIN_FAILURE

from . import fields

KEY = 64  # of a keyed SHA-256, in hexadecimal


class LoginFailure(models.Model):
    """One failure to come in. Kept for as long as the throttle counts it.

    Name and address are kept as keyed hashes: people type passwords into the wrong field, and an
    address would outlast the time that the log keeps it.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True, help_text="When.")
    kind = fields.code_field(LOGIN_FAILURE, help_text="What failed.")
    name = models.CharField(max_length=KEY, help_text="Keyed hash of the name that was typed.")
    address = models.CharField(
        max_length=KEY, blank=True,
        help_text="Keyed hash of the address or network; empty where none is known.",
    )  # fmt: skip

    class Meta:
        constraints = [fields.code_check("loginfailure", "kind", LOGIN_FAILURE)]
        indexes = [
            models.Index(fields=["name", "at"], name="login_failure_of_name"),
            models.Index(fields=["address", "at"], name="login_failure_of_address"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.at:%Y-%m-%d %H:%M:%S}"


class KnownAddress(models.Model):
    """An address from which an account has come in: nobody elsewhere can lock it out there."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="known_addresses",
        help_text="Whose.",
    )  # fmt: skip
    address = models.CharField(
        max_length=KEY, help_text="Keyed hash of the address or network, with the account."
    )
    last_used = models.DateTimeField(
        default=timezone.now, db_index=True, help_text="When it was used last."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "address"], name="known_address_stands_once_for_an_account"
            )
        ]

    def __str__(self):
        return f"An address of {self.account}"
