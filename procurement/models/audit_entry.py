"""AuditEntry: what somebody did that others must be able to look up later."""

import datetime
import logging

from django.db import models, transaction
from django.utils import timezone

from procurement import origin
from procurement.codelists import AUDIT

from . import fields

logger = logging.getLogger("procurement.audit")
COMMAND_LINE = "the command line"
AT_ONCE = 5_000


class AuditEntryQuerySet(models.QuerySet):
    def with_addresses_before(self, moment: datetime.datetime):
        """Those from before a moment that still say from where."""
        return self.filter(at__lt=moment).exclude(address="")

    def erase_some_addresses(self, before: datetime.datetime) -> int:
        """Empty the addresses of `AT_ONCE` from before a moment; give how many there were.

        All at once, of millions, would keep everybody else from writing meanwhile.
        """
        pks = list(self.with_addresses_before(before).values_list("pk", flat=True)[:AT_ONCE])
        return self.filter(pk__in=pks).update(address="") if pks else 0


class AuditEntry(models.Model):
    """One line of the log: who, what, when, from where. Append-only: triggers refuse the rest.

    Only the address may be emptied. Names are kept as they were then.
    """

    at = models.DateTimeField(default=timezone.now, help_text="When.")
    what = fields.code_field(AUDIT, help_text="What was done.")
    account = fields.account_field(
        "Whose account did it, or was meant; empty for a command or an unknown name.",
        null=True,
        blank=True,
        db_index=False,
    )
    who = fields.LineField(max_length=150, help_text="The name of that account then.")
    role = fields.LineField(max_length=60, blank=True, help_text="In which role.")
    about = fields.LineField(blank=True, help_text="What it was done to.")
    subject = models.CharField(
        max_length=40,
        blank=True,
        help_text="In whose history it stands, with its key: “contract-5”.",
    )
    said = fields.ProseField(blank=True, help_text="Particulars, such as the reason.")
    address = models.CharField(
        max_length=45, blank=True, help_text="From which address; emptied after a time."
    )
    demonstration = fields.demonstration_field()

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "log entry"
        verbose_name_plural = "log"
        constraints = [fields.code_check("auditentry", "what", AUDIT)]
        indexes = [
            # The log in the admin, newest first; then by each filter, and by each way to search it.
            models.Index(fields=["-at", "-id"], name="auditentry_newest"),
            models.Index(fields=["what", "-at", "-id"], name="auditentry_what"),
            models.Index(fields=["role", "-at", "-id"], name="auditentry_role"),
            models.Index(fields=["account", "-at", "-id"], name="auditentry_account"),
            models.Index(
                fields=["-at", "-id"], condition=~models.Q(about=""), name="auditentry_about"
            ),
            models.Index(
                fields=["address", "-at"], condition=~models.Q(address=""), name="auditentry_from"
            ),
            models.Index(
                fields=["subject", "at"], condition=~models.Q(subject=""), name="auditentry_subject"
            ),
            # erase_addresses
            models.Index(
                fields=["at"], condition=~models.Q(address=""), name="auditentry_with_address"
            ),
        ]

    def __str__(self):
        what = self.get_what_display()
        return f"{what}: {self.about}, by {self.who}" if self.about else f"{what}: {self.who}"

    @classmethod
    def record(
        cls, what, *, by=None, who="", role="", about="", said="", subject="", demonstration=False
    ):
        """Write one entry, and one line to the log of the server once it stands; of the
        demonstration, which nobody did, no line.

        `by` is the account, None for the command line or a name that is no account: then `who`
        says whom. The address is that of the request being answered.
        """
        entry = cls.objects.create(
            what=what,
            account=by,
            who=(who or (by.get_username() if by else COMMAND_LINE))[:150],
            role=role[:60],
            about=str(about)[:300],
            said=said,
            subject=subject,
            address=origin.current(),
            demonstration=demonstration,
        )
        if not demonstration:
            transaction.on_commit(entry.tell)
        return entry

    def tell(self) -> None:
        """Write it to the log of the server."""
        parts = [self.what, f"who={self.who!r}", f"from={self.address or 'here'}"]
        parts += [
            f"{name}={value!r}"
            for name in ("role", "about", "said")
            if (value := getattr(self, name))
        ]
        logger.info(" ".join(parts))
