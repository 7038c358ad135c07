"""Source: one document or report, used by any number of records."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from procurement import alike, codelists
from procurement.dates import PartialDate

from . import fields
from .history import History
from .versions import Dated, PublishedQuerySet


class Source(Dated):
    """One document or report. Public only while a public contract cites it.

    Standard: PROV-O `hadPrimarySource`.
    """

    derived = {"url_key": ("url", alike.address_key)}

    # Identity
    public_id = fields.public_id_field()
    title = fields.LineField(help_text="Its title, or what it is where it has none.")
    kind = fields.code_field(
        codelists.SOURCE_KIND, default="news_report", help_text="What kind of document it is."
    )
    is_primary = models.BooleanField(
        "primary source",
        default=False,
        help_text="The notice, decision or judgment itself, not a report of it.",
    )

    # Where it is from
    publisher = fields.LineField(blank=True, help_text="Who published it; empty where not stated.")
    author = fields.LineField(blank=True, help_text="Who wrote it; empty where not stated.")
    published_on = models.DateField(
        null=True, blank=True, help_text="When it was published; empty where not stated."
    )
    published_on_precision = fields.code_field(
        codelists.PRECISION, blank=True, editable=False, help_text="How exactly that is known."
    )
    url = fields.LinkField("address", blank=True, help_text="Where it is on the web, if it is.")
    archive_url = fields.LinkField("archived copy", blank=True, help_text="Where a copy is kept.")
    repeats = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="copies",
        help_text="The source whose story this one repeats: two copies are one source.",
    )  # fmt: skip

    # Keeping
    url_key = models.CharField(
        max_length=alike.LONGEST_KEY, blank=True, editable=False,
        help_text="The address without scheme, www. and what tracks readers: likely duplicates have the same.",
    )  # fmt: skip
    accessed_on = models.DateField(null=True, blank=True, help_text="When we last read it.")
    notes = fields.ProseField(blank=True, help_text="For editors only; never published.")
    demonstration = fields.demonstration_field(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Counts its saves.")
    published_version = models.PositiveIntegerField(
        default=0, editable=False, help_text="The version that the public sees; 0 for none."
    )

    objects = PublishedQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["title", "pk"]
        # likely duplicates
        indexes = [models.Index(fields=["url_key"], name="source_by_url_key")]
        constraints = [
            fields.code_check("source", "kind", codelists.SOURCE_KIND),
            fields.date_check("source", "published_on"),
            models.CheckConstraint(
                name="source_does_not_repeat_itself",
                condition=Q(repeats__isnull=True) | ~Q(repeats=F("id")),
                violation_error_message="A source cannot repeat itself.",
            ),
            fields.link_check("source", "url"),
            fields.link_check("source", "archive_url"),
        ]

    def __str__(self):
        return f"{self.title} ({self.publisher})" if self.publisher else self.title

    @property
    def published(self) -> PartialDate | None:
        """When it was published, as exactly as is known."""
        return fields.partial_date(self.published_on, self.published_on_precision)

    def root(self) -> "Source":
        """Give the source that this one repeats in the end, or itself.

        Of sources that repeat one another in a circle, it is the one that was entered first.
        Reads `self.repeats`: one query for each step of the chain unless loaded.
        """
        chain, circle = self.chain()
        return min(circle, key=lambda source: source.pk) if circle else chain[-1]

    def chain(self) -> tuple[list["Source"], list["Source"]]:
        """Give this source and those it repeats, and the part of them that goes in a circle.

        Reads `self.repeats`: one query for each step unless loaded.
        """
        chain = [self]
        while (earlier := chain[-1].repeats) is not None:
            if earlier in chain:
                return chain, chain[chain.index(earlier) :]
            chain.append(earlier)
        return chain, []

    def clean(self):
        """Refuse a circle: then nobody could say which of them was first."""
        if self.chain()[1]:
            refusal = ValidationError("That source repeats this one.", code="circle")
            raise ValidationError({"repeats": refusal})
