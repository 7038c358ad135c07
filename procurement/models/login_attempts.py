"""What the throttle of logins remembers: failures of late, and addresses that accounts have used."""

from django.conf import settings
from django.db import models
from django.utils import timezone

KEY = 64  # of a keyed SHA-256, in hexadecimal


class LoginFailure(models.Model):
    """One failure to come in. Kept for as long as the throttle counts it.

    The name is kept as a keyed hash: people type passwords into the wrong field.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True, help_text="When.")
    name = models.CharField(max_length=KEY, help_text="Keyed hash of the name that was typed.")
    address = models.CharField(max_length=64, help_text="From which address or network.")
    code = models.BooleanField(
        default=False, help_text="The password was right, and the code was not."
    )

    class Meta:
        indexes = [
            models.Index(fields=["name", "at"], name="login_failure_of_name"),
            models.Index(fields=["address", "at"], name="login_failure_of_address"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M:%S} from {self.address}"


class KnownAddress(models.Model):
    """An address from which an account has come in: nobody elsewhere can lock it out there."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="known_addresses",
        help_text="Whose.",
    )  # fmt: skip
    address = models.CharField(
        max_length=KEY, help_text="Keyed hash of the address or network, with the account."
    )
    last_used = models.DateTimeField(default=timezone.now, help_text="When it was used last.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "address"], name="known_address_stands_once_for_an_account"
            )
        ]

    def __str__(self):
        return f"An address of {self.account}"
