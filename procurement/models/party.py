"""Party: the word for buyer, vendor or stakeholder alike, and the identifiers they bear."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from procurement import alike, codelists, identifiers
from procurement.unnamed import names_nobody

from . import fields
from .history import History
from .versions import Dated, PublishedQuerySet

# How stale what names a party is: its public rows lack a name or number of it, or are to be written anew; or
# its contracts are to be read again, for their notices may name another party.
LACKING, REWRITE, REMATCH = 1, 2, 3
_NOBODY = "“{}” names nobody. Write who it is; of a contract whose {} is not named, state none."


class PartyQuerySet(PublishedQuerySet):
    def current(self):
        """Parties that were not merged into another."""
        return self.filter(canonical__isnull=True)


class Party(Dated):
    """A body or person named by contracts. Public only while a public contract names it."""

    kind = ""
    derived = {"name_key": ("name", alike.name_key)}

    # Identity
    public_id = fields.public_id_field()
    name = fields.LineField(max_length=1000, help_text="The name as it is to be shown.")
    takes_the = models.BooleanField(
        "reads with “the”",
        default=False,
        help_text="Tick where the name reads with “the” in a sentence: the Metropolitan Police.",
    )
    aliases = fields.ProseField(
        blank=True, help_text="Other names it goes by, one per line. Searched, and shown."
    )
    website = fields.LinkField(blank=True, help_text="Its own address on the web.")

    # Keeping
    notes = fields.ProseField(blank=True, help_text="For editors only; never published.")
    demonstration = fields.demonstration_field(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Counts its saves.")
    published_version = models.PositiveIntegerField(
        default=0, editable=False, help_text="The version that the public sees; 0 for none."
    )
    from_register = models.BooleanField(
        default=False,
        editable=False,
        help_text="Made by an import: by the names that notices give it.",
    )
    # Rows go on naming a party that was merged, as they were written; whoever reads them follows this.
    canonical = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="merged",
        help_text="The party that it was found to be: never one that was merged itself.",
    )  # fmt: skip
    name_key = models.CharField(
        max_length=alike.LONGEST_KEY, blank=True, editable=False,
        help_text="The name without case, accents, punctuation and legal form: likely duplicates have the same.",
    )  # fmt: skip
    # Set and taken back by imports, so that one that was stopped half-way is caught up with.
    stale = models.PositiveSmallIntegerField(
        default=0, editable=False,
        help_text="Whether public rows that name it lack a name or number of it (1), or are to be written anew (2), or"
        " notices may mean another by its name (3).",
    )  # fmt: skip

    objects = PartyQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name", "pk"]
        constraints = [fields.link_check("%(class)s", "website")]
        # likely duplicates
        indexes = [models.Index(fields=["name_key"], name="%(class)s_by_name_key")]

    def __str__(self):
        return self.name

    def clean_fields(self, exclude=None):
        """Refuse what names nobody as well: all that is so named would be added up as of one body."""
        super().clean_fields(exclude)
        if "name" not in (exclude or ()) and names_nobody(self.name):
            raise ValidationError({"name": _NOBODY.format(self.name, self.kind)})

    @property
    def is_of_notices(self) -> bool:
        """Whether notices alone say what it is called: an import made it, and no editor has saved it."""
        return self.from_register and self.version == 1

    @property
    def other_names(self) -> list[str]:
        """The aliases as a list."""
        return [line.strip() for line in self.aliases.splitlines() if line.strip()]


class Buyer(Party):
    """One public body that buys. Standard: OCDS `buyer`, `procuringEntity`."""

    kind = "buyer"
    history = History()

    class Meta(Party.Meta):
        pass


class Vendor(Party):
    """One organisation that supplies, or is to. Standard: OCDS `supplier`."""

    kind = "vendor"
    history = History()

    class Meta(Party.Meta):
        pass


class Stakeholder(Party):
    """One person, office, organisation or group that acts on contracts, or speaks of them.

    Standard: OCDS `interestedParty`, `reviewBody`.
    """

    kind = "stakeholder"
    history = History()

    # What it is
    is_a = fields.code_field(
        codelists.STAKEHOLDER_KIND,
        verbose_name="kind",
        default="organisation",
        help_text="A person, an office, an organisation, or a group a source names only together.",
    )
    buyer = models.ForeignKey(
        "Buyer", models.PROTECT, null=True, blank=True, related_name="stakeholders",
        help_text="The buyer that is the same body, if any.",
    )  # fmt: skip
    vendor = models.ForeignKey(
        "Vendor", models.PROTECT, null=True, blank=True, related_name="stakeholders",
        help_text="The vendor that is the same body, if any.",
    )  # fmt: skip

    class Meta(Party.Meta):
        constraints = [
            *Party.Meta.constraints,
            fields.code_check("stakeholder", "is_a", codelists.STAKEHOLDER_KIND),
        ]


# Buyers and vendors come first, so that a stakeholder can point to the one that it is.
PARTIES: dict[str, type[Party]] = {party.kind: party for party in (Buyer, Vendor, Stakeholder)}


class Identifier(Dated):
    """One official number of one party, by its scheme, such as GB-COH 01234567."""

    # Exactly one of the three bears it.
    buyer = models.ForeignKey(
        "Buyer", models.CASCADE, null=True, blank=True, related_name="identifiers",
        help_text="The buyer that bears it.",
    )  # fmt: skip
    vendor = models.ForeignKey(
        "Vendor", models.CASCADE, null=True, blank=True, related_name="identifiers",
        help_text="The vendor that bears it.",
    )  # fmt: skip
    stakeholder = models.ForeignKey(
        "Stakeholder", models.CASCADE, null=True, blank=True, related_name="identifiers",
        help_text="The stakeholder that bears it.",
    )  # fmt: skip
    scheme = models.CharField(
        max_length=20,
        # Called, so that a register more is no change of the tables.
        choices=identifiers.choices,
        help_text="The register that gave the number (org-id.guide code).",
    )
    value = fields.LineField(max_length=100, help_text="The number in that register.")

    history = History()
    PLACE = ("buyer", "vendor", "stakeholder")

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            models.CheckConstraint(
                name="identifier_belongs_to_one_party",
                condition=(
                    Q(buyer__isnull=False, vendor__isnull=True, stakeholder__isnull=True)
                    | Q(buyer__isnull=True, vendor__isnull=False, stakeholder__isnull=True)
                    | Q(buyer__isnull=True, vendor__isnull=True, stakeholder__isnull=False)
                ),
                violation_error_message="An identifier belongs to one buyer, vendor or stakeholder.",
            ),
            *[
                models.UniqueConstraint(
                    fields=["scheme", "value"],
                    condition=Q(**{f"{kind}__isnull": False}),
                    name=f"identifier_is_borne_by_one_{kind}",
                    violation_error_message=f"Another {kind} already bears this identifier.",
                )
                for kind in ("buyer", "vendor", "stakeholder")
            ],
        ]

    def __str__(self):
        # As it stands: a form shows a number that was refused by this, too.
        return f"{self.scheme}-{self.value}"

    def place_in_history(self):
        kind = next(kind for kind in PARTIES if getattr(self, f"{kind}_id"))
        return f"{kind}-{getattr(self, f'{kind}_id')}", ""

    def clean(self):
        """Normalise the number as its scheme writes it."""
        if self.scheme and self.value:
            try:
                self.value = identifiers.normalise(self.scheme, self.value)
            except identifiers.IdentifierError as error:
                raise ValidationError({"value": str(error)}) from error
