"""Revision: the public form of a subject as it stood from a moment on, chained by hash."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from procurement.codelists import Code, Codelist

from . import fields
from .leaves import FOLLOWS, canonical, hashes, joined, leaves, salt, sha256

KIND = Codelist(
    "revision_kind",
    Code("published", "Published", "The contract was published: new facts, or the first of them."),
    Code("corrected", "Corrected", "Something that was published was wrong, and was put right."),
    Code("slip", "A slip put right", "Words were put right; no fact changed."),
    Code("put_back", "Put back", "What an earlier revision said was published again."),
    Code(
        "looked_again", "Looked again", "Somebody looked how an act ended, and found nothing new."
    ),
    Code("shared", "Name or source changed", "A party or source that it names was published."),
    Code("register", "Register changed", "An official notice changed what the register says."),
    Code("withdrawn", "Withdrawn", "The contract was taken out of the public record."),
)

SUBJECT = Codelist(
    "revision_subject", Code("contract", "Contract", "A contracting process, by its public id.")
)

# The leaf of the account that published; what it says is not public.
ACCOUNT = "account"
# That of what a correction says was said and is right: it can be emptied by itself, and this stands there then.
CORRECTION, TAKEN_OUT = "correction", "Taken out, because the law demanded it."
# What the chain of a subject begins with.
GENESIS = "0" * 64


class RevisionQuerySet(models.QuerySet):
    def latest_of(self, contract):
        """The newest revision of a contract, or None."""
        return self.filter(contract=contract).select_related("body").order_by("-number").first()

    def of_contracts(self, public_ids: Iterable[int] | models.QuerySet):
        """The revisions of contracts, by their public ids."""
        return self.filter(subject_kind="contract", subject_id__in=public_ids)

    def broken(self):
        """Give the revisions whose hash, or whose link to the one before, does not hold.

        Returns a list: it walks every chain in order, one row at a time.
        """
        broken, previous = [], None
        chains = self.order_by("subject_kind", "subject_id", "number").select_related("body")
        chains = chains.prefetch_related("emptied")
        for revision in chains.iterator(chunk_size=200):
            first = previous is None or previous.subject != revision.subject
            expected = GENESIS if first else previous.hash
            if revision.previous_hash != expected or not revision.holds():
                broken.append(revision)
            previous = revision
        return broken


class Revision(models.Model):
    """One change of what the public sees of one subject. Append-only: triggers refuse the rest.

    The hash covers the hashes of the leaves of its body (`leaves.py`), so that the body, or a part of
    it, can be emptied where the law demands it. Standard: PROV-O `wasRevisionOf`.
    """

    subject_kind = fields.code_field(SUBJECT, default="contract", help_text="What it is a form of.")
    subject_id = models.PositiveIntegerField(help_text="The public id of that.")
    contract = models.ForeignKey(
        "Contract", models.PROTECT, related_name="revisions", help_text="Its working record."
    )
    number = models.PositiveIntegerField(help_text="1 for the first of its subject.")
    kind = fields.code_field(KIND, default="published", help_text="What was done.")
    leaves = models.TextField(help_text="The hash of each leaf of the body, as canonical JSON.")
    payload_hash = models.CharField(max_length=64, help_text="SHA-256 of those.")
    previous_hash = models.CharField(max_length=64, help_text="Hash of the revision before.")
    hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of this revision.")
    reason = fields.ProseField(help_text="Why, in words that the public reads.")
    was_said = fields.ProseField(
        blank=True, help_text="Of a correction: what was said, and is wrong."
    )
    is_right = fields.ProseField(blank=True, help_text="Of a correction: what is right.")
    puts_back = models.PositiveIntegerField(
        null=True,
        help_text="Of one that was put back: the number of the revision that it says again.",
    )
    one_person = models.BooleanField(
        null=True,
        help_text="Whether who published it had also written some of it last; empty where nobody wrote it.",
    )
    by = fields.account_field("Who did it; not public.")
    role = fields.LineField(max_length=60, help_text="In which role they did it; public.")
    at = models.DateTimeField(help_text="From when on it stood.")
    demonstration = fields.demonstration_field()

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["subject_kind", "subject_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "number"],
                name="revision_number_is_unique_in_its_subject",
                violation_error_message="This subject already has a revision of this number.",
            ),
            fields.code_check("revision", "kind", KIND),
            fields.code_check("revision", "subject_kind", SUBJECT),
            models.CheckConstraint(
                name="revision_of_a_correction_says_what_is_right",
                condition=Q(kind="corrected") & ~Q(was_said="") & ~Q(is_right="")
                | ~Q(kind="corrected") & Q(was_said="", is_right=""),
                violation_error_message="A correction, and nothing else, says what was said and what is right.",
            ),
            models.CheckConstraint(
                name="revision_that_is_put_back_says_which",
                condition=Q(kind="put_back", puts_back__isnull=False)
                | ~Q(kind="put_back") & Q(puts_back__isnull=True),
                violation_error_message="What is put back, and nothing else, says which revision it was.",
            ),
        ]

    def __str__(self):
        return f"Revision {self.number} of {self.subject_kind} {self.subject_id}"

    @property
    def subject(self) -> tuple[str, int]:
        """What the chain that it is a link of is about: its kind and its public id."""
        return self.subject_kind, self.subject_id

    def seal(self, body: dict) -> "RevisionBody":
        """Take all hashes of a body and of the other columns; give the body, neither being saved."""
        said = leaves(body)
        salts = {name: salt() for name in said | self.beside()}
        self.leaves = canonical(dict(hashes(said | self.beside(), salts)))
        self.payload_hash = sha256(self.leaves)
        self.hash = sha256(canonical(self.covered()))
        return RevisionBody(revision=self, text=canonical(said), salts=canonical(salts))

    def beside(self) -> dict[str, Any]:
        """Give the leaves that stand beside its body: the account, and of a correction what that says."""
        return {ACCOUNT: self.by_id} | self.correction()

    def correction(self) -> dict[str, Any]:
        """Give the leaf of a correction; nothing of another revision, or where it was emptied."""
        if self.kind != "corrected" or self.was_said == TAKEN_OUT:
            return {}
        return {CORRECTION: {"was_said": self.was_said, "is_right": self.is_right}}

    def covered(self) -> dict[str, Any]:
        """Give what its hash is taken of."""
        return {
            "subject": list(self.subject),
            "number": self.number,
            "kind": self.kind,
            "payload": self.payload_hash,
            "previous": self.previous_hash,
            "reason": self.reason,
            "puts_back": self.puts_back,
            "one_person": self.one_person,
            "role": self.role,
            "at": self.at.isoformat(),
            "demonstration": self.demonstration,
        }

    def holds(self) -> bool:
        """Tell whether its hash and those of its leaves are right, and of what is gone it is recorded that
        it was emptied. Reads `self.body` and `self.emptied`.
        """
        try:
            body = self.body
        except RevisionBody.DoesNotExist:
            return False
        covered = sha256(self.leaves) == self.payload_hash
        if not covered or self.hash != sha256(canonical(self.covered())):
            return False
        listed, told = json.loads(self.leaves), body.hashes(self.beside())
        emptied = {one.name for one in self.emptied.all()}
        gone = {*emptied, FOLLOWS} if emptied else set()
        return (
            not body.text or told.items() <= listed.items() and listed.keys() - told.keys() <= gone
        )

    def says(self, body: dict) -> bool:
        """Tell whether a structure is what it says, to the letter. Reads `self.body`."""
        return self.body.text == canonical(leaves(body))


class RevisionBody(models.Model):
    """The public form itself. It may only lose leaves, each with its salt, or all of them."""

    revision = models.OneToOneField(
        Revision, models.PROTECT, related_name="body", help_text="What it is the body of."
    )
    text = models.TextField(
        help_text="Its leaves as canonical JSON; empty where the law demanded it."
    )
    salts = models.TextField(help_text="What each leaf is hashed with; it goes with the leaf.")

    class Meta:
        verbose_name_plural = "revision bodies"

    def __str__(self):
        return f"Body of {self.revision}"

    @property
    def said(self) -> dict[str, Any]:
        """Its leaves, {name: what it says}; none where it was emptied."""
        return json.loads(self.text) if self.text else {}

    def load(self) -> dict[str, Any] | None:
        """Give the structure as its leaves have it; None where it was emptied.

        Where one was taken out, what follows from the others is made anew by `dossier.rest_of`.
        """
        return joined(self.said) if self.text else None

    def hashes(self, beside: dict[str, Any]) -> dict[str, str]:
        """Give the hash of each leaf as it stands, and of those beside it; of one of which it cannot be told, none
        that is right.
        """
        try:
            return dict(hashes(self.said | beside, json.loads(self.salts)))
        except (ValueError, KeyError, TypeError):
            return {"": ""}  # it was tampered with
