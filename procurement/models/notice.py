"""Notice: one official publication about a contract, as published."""

import zlib

from django.db import models

from . import fields
from .versions import Dated


class Notice(Dated):
    """One publication. Append-only, written by imports; the register is rebuilt from all of them.

    A public row, read while its contract is public: nothing of it comes from anywhere but the publication.

    Standard: OCDS release; UK notice types UK1 to UK17.
    """

    # The constraint is its index.
    contract = models.ForeignKey(
        "Contract", models.CASCADE, related_name="notices", db_index=False,
        help_text="What it is about.",
    )  # fmt: skip
    release_id = fields.LineField(max_length=200, blank=True, help_text="OCDS release id.")
    content_hash = models.CharField(max_length=64, help_text="SHA-256 of the release as kept.")
    published_at = models.DateTimeField(null=True, blank=True, help_text="OCDS release date.")
    type = fields.LineField(
        max_length=40, blank=True, help_text="UK notice type, such as UK6, or tag."
    )
    title = fields.LineField(max_length=1000, blank=True, help_text="Its title.")
    url = fields.LinkField("address", blank=True, help_text="Where it is published.")
    changes = models.JSONField(
        default=list, help_text="What it changed from the one before: [{what, before, after}]."
    )
    packed = models.BinaryField(
        default=b"", help_text="The release without its contact points: JSON, compressed by zlib."
    )

    class Meta:
        ordering = ["published_at", "release_id", "content_hash"]
        constraints = [
            # The content names its OCID and its id, and a contract has one OCID.
            models.UniqueConstraint(
                fields=["contract", "content_hash"],
                name="notice_is_kept_once",
                violation_error_message="This notice is already held.",
            ),
            fields.link_check("notice", "url"),
        ]

    def __str__(self):
        return self.title or f"{self.type or 'Notice'} {self.release_id}"

    @property
    def release(self) -> bytes:
        """The release as kept, as JSON text in UTF-8; empty where none is kept."""
        return zlib.decompress(bytes(self.packed)) if self.packed else b""
