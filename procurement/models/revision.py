"""Revision: the public form of a contract as it stood from a moment on, chained by hash."""

import hashlib
import json

from django.conf import settings
from django.db import models

from procurement.codelists import Code, Codelist

from .fields import LineField, ProseField, code_check, code_field

KIND = Codelist(
    "revision_kind",
    Code("published", "Published", "The contract was published."),
    Code("shared", "Name or source changed", "A party or source that it names was published."),
    Code("register", "Register changed", "An official notice changed what the register says."),
    Code("withdrawn", "Withdrawn", "The contract was taken out of the public record."),
)

# What the chain of a contract begins with.
GENESIS = "0" * 64


def canonical(body) -> str:
    """Give a JSON structure as the one text that its hash is taken of."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    """Give the SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


class RevisionQuerySet(models.QuerySet):
    def latest_of(self, contract):
        """The newest revision of a contract, or None."""
        return self.filter(contract=contract).order_by("-number").first()

    def broken(self):
        """Give the revisions whose hash, or whose link to the one before, does not hold.

        Returns a list: it walks every chain in order, one row at a time.
        """
        broken, previous = [], None
        chains = self.order_by("contract_id", "number").select_related("body")
        for revision in chains.iterator(chunk_size=200):
            first = previous is None or previous.contract_id != revision.contract_id
            expected = GENESIS if first else previous.hash
            if revision.previous_hash != expected or not revision.holds():
                broken.append(revision)
            previous = revision
        return broken


class Revision(models.Model):
    """One change of what the public sees of one contract. Append-only: triggers refuse the rest.

    The hash covers the hash of the body, so that a body can be emptied where the law demands it.
    Standard: PROV-O `wasRevisionOf`.
    """

    contract = models.ForeignKey(
        "Contract", models.PROTECT, related_name="revisions", help_text="What it is a form of."
    )
    contract_public_id = models.PositiveIntegerField(help_text="The contract's public id.")
    number = models.PositiveIntegerField(help_text="1 for the first of its contract.")
    kind = code_field(KIND, default="published", help_text="What was done.")
    payload_hash = models.CharField(max_length=64, help_text="SHA-256 of the body.")
    previous_hash = models.CharField(max_length=64, help_text="Hash of the revision before.")
    hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of this revision.")
    reason = ProseField(help_text="Why, in words that the public reads.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+",
        help_text="Who did it; not public.",
    )  # fmt: skip
    role = LineField(max_length=60, help_text="In which role they did it; public.")
    at = models.DateTimeField(help_text="From when on it stood.")
    demonstration = models.BooleanField(
        default=False, help_text="Part of the demonstration record."
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["contract", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "number"],
                name="revision_number_is_unique_in_its_contract",
                violation_error_message="This contract already has a revision of this number.",
            ),
            code_check("revision", "kind", KIND),
        ]

    def __str__(self):
        return f"Revision {self.number} of contract {self.contract_public_id}"

    def expected_hash(self) -> str:
        """Give the hash that the other columns make."""
        return sha256(
            canonical(
                {
                    "contract": self.contract_public_id,
                    "number": self.number,
                    "kind": self.kind,
                    "payload": self.payload_hash,
                    "previous": self.previous_hash,
                    "reason": self.reason,
                    "role": self.role,
                    "at": self.at.isoformat(),
                }
            )
        )

    def holds(self) -> bool:
        """Tell whether its hash and its body's are right. Reads `self.body`."""
        try:
            text = self.body.text
        except RevisionBody.DoesNotExist:
            return False
        return self.hash == self.expected_hash() and (not text or sha256(text) == self.payload_hash)


class RevisionBody(models.Model):
    """The public form itself, as canonical JSON. It may only go from text to empty."""

    revision = models.OneToOneField(
        Revision, models.PROTECT, related_name="body", help_text="What it is the body of."
    )
    text = models.TextField(help_text="Canonical JSON; empty where the law demanded it.")

    class Meta:
        verbose_name_plural = "revision bodies"

    def __str__(self):
        return f"Body of {self.revision}"

    def load(self):
        """Give the structure; None where the body was emptied."""
        return _renamed(json.loads(self.text)) if self.text else None


def _renamed(body):
    """Forms had one flag for both until they had two: what notices told of was invented."""
    if "is_sample" in body:
        demonstration = body.pop("is_sample")
        invented = demonstration and bool(body.get("register"))
        body |= {"demonstration": demonstration, "invented": invented}
    if "title" in body and "days" not in body:
        # Nor had they the days that their stage is told by; and they kept the sentence at the top.
        body.pop("headline", None)
        body["days"] = {fact: told["date"]["on"] for fact, told in body["dates"].items()}
    return body
