"""Contract: one contracting process, with its headline facts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from . import fields
from .citation import uncited
from .history import History
from .versions import Dated

if TYPE_CHECKING:
    from .party import Vendor


# The version that imports publish: of a contract of the register, an editor's is always greater.
REGISTER_PART = 1


class ContractQuerySet(models.QuerySet):
    def touch(self):
        """Count one more version of each: something under it was saved."""
        return self.update(version=F("version") + 1, updated_at=timezone.now())

    def drafts(self):
        """Contracts that have never been published."""
        return self.filter(public_id__isnull=True)

    def pending(self):
        """Public contracts with an edit that is not published, after one that is."""
        return (
            self.filter(tracked=True, published_version__gt=0)
            .exclude(version=F("published_version"))
            .exclude(from_register=True, published_version=REGISTER_PART)
        )

    def unfinished(self):
        """Contracts that editors keep, with something that is not public."""
        never = Q(public_id__isnull=True) | Q(from_register=True, published_version=REGISTER_PART)
        edited = Q(published_version__gt=0) & ~Q(version=F("published_version"))
        return self.filter(never | edited, tracked=True)

    def register_drafts(self):
        """Contracts of which the public reads the register's part, and none of the editors' yet."""
        return self.filter(
            tracked=True,
            from_register=True,
            published_version=REGISTER_PART,
            public_id__isnull=False,
        )

    def withdrawn(self):
        """Contracts that were public and are not any more."""
        return self.filter(public_id__isnull=False, published_version=0)

    def untracked(self):
        """Contracts that the register alone speaks of."""
        return self.filter(tracked=False)

    def uncited(self):
        """Contracts of which no ready citation backs the title and parties, and no notice."""
        return self.filter(uncited("contract"), notices__isnull=True)

    def with_parties(self):
        """Load what a list shows, in the same query."""
        return self.select_related("buyer").prefetch_related("vendors")


class Contract(Dated):
    """One contracting process: what a public body set out to buy, and what came of it.

    The working record: the public sees only what was copied from it at publication.
    Source: OCDS 1.1, contracting process; `ocid` identifies it across imports.
    """

    # Identity
    public_id = fields.public_id_field()
    ocid = fields.OcidField(
        "OCID", blank=True, max_length=200, help_text="Open Contracting ID, where it has one."
    )
    title = fields.LineField(
        max_length=1000, help_text="What is bought, by whom: the heading of the page."
    )
    purpose = fields.LineField(
        "what it is for",
        blank=True,
        help_text="As it reads after “for” in a sentence: a new data platform.",
    )
    description = fields.ProseField(blank=True, help_text="More about it, in words of ours.")

    # Parties
    buyer = models.ForeignKey(
        "Buyer", models.PROTECT, null=True, blank=True, related_name="contracts",
        help_text="The public body that buys. OCDS buyer.",
    )  # fmt: skip
    user_body = models.ForeignKey(
        "Buyer", models.PROTECT, null=True, blank=True, related_name="used_contracts",
        verbose_name="used by",
        help_text="The body that will use it, where it is another one.",
    )  # fmt: skip
    vendors: "models.ManyToManyField[Vendor, models.Model]" = models.ManyToManyField(
        "Vendor", blank=True, related_name="contracts",
        help_text="Who supplies, or is to supply. OCDS suppliers.",
    )  # fmt: skip

    # Register
    from_register = models.BooleanField(
        default=False, editable=False,
        help_text="Its title and parties are the register's too; no editor made it by hand.",
    )  # fmt: skip
    tracked = models.BooleanField(
        default=True, editable=False, help_text="Editors keep it, beyond what the register says."
    )
    # Keeping
    notes = fields.ProseField(blank=True, help_text="For editors only; never published.")
    demonstration = fields.demonstration_field(editable=False)
    invented = models.BooleanField(
        default=False, editable=False, help_text="Made up for the demonstration record."
    )
    assigned_to = fields.account_field(
        "Who is to work on it next; not public.", null=True, blank=True, editable=False
    )
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Counts the saves of it and of all that is under it."
    )
    heading_version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Counts the saves of its title and parties."
    )
    saved_by = fields.account_field(
        "Who saved its title and parties last; not public.", null=True, blank=True, editable=False
    )
    published_version = models.PositiveIntegerField(
        default=0, editable=False, help_text="The version that the public sees; 0 for none."
    )

    objects = ContractQuerySet.as_manager()
    history = History()
    # The links that an entry keeps.
    LINKS = "vendors"

    class Meta:
        ordering = ["-updated_at", "-pk"]
        permissions = [
            ("publish_contract", "Can publish and withdraw contracts, parties and sources")
        ]
        indexes = [
            # the editors' list: what they keep, newest first, among all that the register holds
            models.Index(
                fields=["-updated_at", "-id"],
                condition=Q(tracked=True),
                name="contract_tracked_by_saving",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["ocid"],
                condition=~Q(ocid=""),
                name="contract_ocid_is_unique",
                violation_error_message="Another contract already has this OCID.",
            ),
            fields.invented_check("contract"),
        ]

    def __str__(self):
        return self.title

    @property
    def state(self) -> str:
        """Say where it stands with the public.

        draft, published, pending, withdrawn; register: public without an editor's part; or
        register_draft: public likewise, while editors have a part that they never published.
        """
        if self.public_id is None:
            return "draft"
        if not self.published_version:
            return "withdrawn"
        if not self.tracked:
            return "register"
        if self.from_register and self.published_version == REGISTER_PART:
            return "register_draft"
        return "published" if self.version == self.published_version else "pending"

    @classmethod
    def linked(cls, pks: list[int]) -> Iterator[tuple[int, int]]:
        """Give (key of a contract, key of a vendor) for each vendor of some contracts."""
        rows = cls.vendors.through._default_manager.filter(contract__in=pks).order_by("vendor")
        yield from rows.values_list("contract", "vendor")

    def place_in_history(self):
        return f"contract-{self.pk}", "heading"

    @property
    def is_public(self) -> bool:
        """Whether the public reads anything of it."""
        return self.public_id is not None and self.published_version > 0

    def has_notices(self) -> bool:
        """Tell whether the register owns its facts. One query unless notices are loaded."""
        return self.notices.exists()
