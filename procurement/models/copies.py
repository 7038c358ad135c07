"""The copies: the only rows that public pages read. Publishing and imports write them.

Nothing here is edited; all of it can be written anew from revisions and the register.
"""

from django.db import models
from django.db.models import Q

from procurement.codelists import Code, Codelist
from procurement.dates import PartialDate
from procurement.money import Money

from .fields import partial_date

PARTY_KIND = Codelist(
    "party_kind",
    Code("buyer", "Buyer", "A public body that buys."),
    Code("vendor", "Vendor", "An organisation that supplies."),
    Code("stakeholder", "Stakeholder", "Whoever acts on a contract."),
)


def _code(**kwargs):
    return models.CharField(max_length=40, blank=True, **kwargs)


class PublicParty(models.Model):
    """One buyer, vendor or stakeholder, as public. Here only while a public contract names it."""

    kind = models.CharField(
        max_length=20, choices=PARTY_KIND.choices(), help_text="Buyer, vendor or stakeholder."
    )
    public_id = models.PositiveIntegerField(help_text="Permanent, unique within its kind.")
    name = models.TextField(help_text="The name as published.")
    takes_the = models.BooleanField(default=False, help_text="Reads with “the” in a sentence.")
    slug = models.CharField(max_length=80, help_text="The cosmetic part of its address.")
    is_a = _code(help_text="For a stakeholder: person, office, organisation or group.")
    aliases = models.JSONField(default=list, help_text="Other names, as a list.")
    identifiers = models.JSONField(default=list, help_text="[{scheme, value}] as published.")
    website = models.TextField(blank=True, help_text="Its own address on the web.")
    same_as = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="also",
        help_text="For a stakeholder: the public buyer or vendor that is the same body.",
    )  # fmt: skip
    contract_count = models.PositiveIntegerField(default=0, help_text="Public contracts naming it.")
    intervention_count = models.PositiveIntegerField(default=0, help_text="Its public acts.")
    is_sample = models.BooleanField(default=False, help_text="Part of the demonstration record.")
    words = models.TextField(help_text="Its names, folded for search.")

    class Meta:
        verbose_name_plural = "public parties"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "public_id"], name="publicparty_id_is_unique_in_its_kind"
            )
        ]
        indexes = [
            # lists of parties, and choosers in filters
            models.Index(fields=["kind", "-contract_count", "name"], name="publicparty_by_count"),
        ]

    def __str__(self):
        return self.name


class PublicSource(models.Model):
    """One source, as public. Here only while a public contract cites it."""

    public_id = models.PositiveIntegerField(unique=True, help_text="Permanent.")
    title = models.TextField(help_text="Its title.")
    kind = _code(help_text="What kind of document it is.")
    is_primary = models.BooleanField(default=False, help_text="A primary source.")
    publisher = models.TextField(blank=True, help_text="Who published it.")
    author = models.TextField(blank=True, help_text="Who wrote it.")
    published_on = models.DateField(null=True, help_text="When it was published.")
    published_on_precision = _code(help_text="How exactly that is known.")
    url = models.TextField(blank=True, help_text="Where it is.")
    archive_url = models.TextField(blank=True, help_text="Where a copy is kept.")
    accessed_on = models.DateField(null=True, help_text="When we last read it.")
    repeats = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="copies", help_text="What it repeats."
    )
    root = models.PositiveIntegerField(help_text="Same number: one and the same story.")
    is_sample = models.BooleanField(default=False, help_text="Part of the demonstration record.")
    words = models.TextField(help_text="Title, publisher and author, folded for search.")

    def __str__(self):
        return self.title

    @property
    def published(self) -> PartialDate | None:
        """When it was published, as exactly as is known."""
        return partial_date(self.published_on, self.published_on_precision)


class PublicContract(models.Model):
    """One public contract: what lists, filters and sorting need. The rest is in its revision."""

    # Identity
    public_id = models.PositiveIntegerField(unique=True, help_text="Permanent.")
    ocid = models.TextField(blank=True, help_text="Open Contracting ID.")
    title = models.TextField(help_text="Its title as published.")
    slug = models.CharField(max_length=80, help_text="The cosmetic part of its address.")
    headline = models.TextField(help_text="The sentence at the top of its page.")
    known_as = models.TextField(help_text="How stage and hold are known, in a few words.")

    # Parties
    buyer = models.ForeignKey(
        PublicParty, models.PROTECT, null=True, related_name="bought", help_text="Who buys."
    )
    user_body = models.ForeignKey(
        PublicParty, models.PROTECT, null=True, related_name="used", help_text="Who uses it."
    )
    vendors = models.ManyToManyField(
        PublicParty, through="PublicContractVendor", related_name="supplied",
        help_text="Who supplies.",
    )  # fmt: skip

    # Stage and hold
    stage = _code(help_text="How far the process is.")
    hold = _code(help_text="What holds it up now.")
    held_since = models.DateField(null=True, help_text="Since when, where stated.")
    held_since_precision = _code(help_text="How exactly that is known.")
    ever = models.TextField(blank=True, help_text="Holds it has ever had: “,on_hold,blocked,”.")

    # Money and dates
    value_minor = models.BigIntegerField(null=True, help_text="Headline value, minor units.")
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217 code.")
    value_kind = _code(help_text="Decided, proposed, estimated or unknown.")
    decided_on = models.DateField(null=True, help_text="When it was decided to buy.")
    dated_on = models.DateField(help_text="decided_on, else the day of first publication.")
    last_event_on = models.DateField(null=True, help_text="When something last happened.")
    last_event_on_precision = _code(help_text="How exactly that is known.")
    last_event = models.TextField(blank=True, help_text="What last happened, in a sentence.")
    published_at = models.DateTimeField(help_text="When it was first published.")
    changed_at = models.DateTimeField(help_text="When its public form last changed.")

    # Kind
    category = _code(help_text="Goods, services or works.")
    method = _code(help_text="How the vendor was chosen.")
    tracked = models.BooleanField(default=True, help_text="Editors keep it.")
    disputed = models.BooleanField(default=False, help_text="Claims about it differ.")
    is_sample = models.BooleanField(default=False, help_text="Part of the demonstration record.")

    # Keeping
    revision_hash = models.CharField(max_length=64, help_text="Hash of its newest revision.")
    title_words = models.TextField(help_text="Title and parties, folded, between spaces.")
    words = models.TextField(help_text="All its public text, folded for search.")

    class Meta:
        indexes = [
            # list sorted by last event, the default
            models.Index(
                fields=["-last_event_on", "-published_at"], name="publiccontract_by_event"
            ),
            # list sorted by value
            models.Index(fields=["-value_minor"], name="publiccontract_by_value"),
            # filters of stage and hold
            models.Index(fields=["hold", "stage"], name="publiccontract_by_hold"),
        ]

    def __str__(self):
        return self.title

    @property
    def money(self) -> Money | None:
        """The headline value."""
        return None if self.value_minor is None else Money(self.value_minor, self.currency)

    @property
    def held(self) -> PartialDate | None:
        """Since when it is held up, as exactly as is known."""
        return partial_date(self.held_since, self.held_since_precision)

    @property
    def last_happened(self) -> PartialDate | None:
        """When something last happened, as exactly as is known."""
        return partial_date(self.last_event_on, self.last_event_on_precision)


class PublicContractVendor(models.Model):
    """A vendor of a public contract."""

    contract = models.ForeignKey(PublicContract, models.CASCADE, help_text="The contract.")
    vendor = models.ForeignKey(PublicParty, models.PROTECT, help_text="The vendor.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "vendor"], name="publiccontractvendor_is_named_once"
            )
        ]

    def __str__(self):
        return f"{self.vendor}: {self.contract}"


class PublicMention(models.Model):
    """A public contract names a party or a source, in whichever part. Keeps both public."""

    contract = models.ForeignKey(
        PublicContract, models.CASCADE, related_name="mentions", help_text="Who names."
    )
    party = models.ForeignKey(
        PublicParty, models.PROTECT, null=True, related_name="mentions", help_text="Which party."
    )
    source = models.ForeignKey(
        PublicSource, models.PROTECT, null=True, related_name="mentions", help_text="Which source."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="publicmention_is_of_one_thing",
                condition=Q(party__isnull=True, source__isnull=False)
                | Q(party__isnull=False, source__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["contract", "party"], name="publicmention_names_a_party_once"
            ),
            models.UniqueConstraint(
                fields=["contract", "source"], name="publicmention_names_a_source_once"
            ),
        ]

    def __str__(self):
        return f"{self.contract}: {self.party or self.source}"


class PublicIntervention(models.Model):
    """One public intervention: what lists and filters need."""

    public_id = models.PositiveIntegerField(unique=True, help_text="Permanent.")
    contract = models.ForeignKey(
        PublicContract, models.CASCADE, related_name="interventions", help_text="What it is about."
    )
    stakeholder = models.ForeignKey(
        PublicParty, models.PROTECT, related_name="acts", help_text="Who acted."
    )
    type = _code(help_text="What kind of act it is.")
    capacity = _code(help_text="In which capacity they acted.")
    effect = _code(help_text="What it did.")
    outcome = _code(help_text="How it ended.")
    happened_on = models.DateField(null=True, help_text="When it happened.")
    happened_on_precision = _code(help_text="How exactly that is known.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Its place in the trail.")
    sentence = models.TextField(help_text="What happened, with how it is known.")
    level = _code(help_text="Its attribution level.")
    known_as = models.TextField(help_text="How it is known, in a few words.")
    is_sample = models.BooleanField(default=False, help_text="Part of the demonstration record.")
    words = models.TextField(help_text="All its public text, folded for search.")

    class Meta:
        indexes = [
            # intervention list, newest first
            models.Index(fields=["-happened_on"], name="publicintervention_by_date"),
        ]

    def __str__(self):
        return self.sentence

    @property
    def happened(self) -> PartialDate | None:
        """When it happened, as exactly as is known."""
        return partial_date(self.happened_on, self.happened_on_precision)


class PublicInterventionGround(models.Model):
    """A ground of a public intervention."""

    intervention = models.ForeignKey(
        PublicIntervention, models.CASCADE, related_name="grounds", help_text="The intervention."
    )
    ground = models.CharField(max_length=40, help_text="Code of the ground.")
    name = models.TextField(help_text="Its name as published.")
    layer = _code(help_text="Stated, attributed or not relied on.")
    direction = _code(help_text="Against or for.")

    class Meta:
        indexes = [
            # filter by ground
            models.Index(fields=["ground", "intervention"], name="publicground_by_code"),
        ]

    def __str__(self):
        return self.name


class Tombstone(models.Model):
    """What answers 410 at an address that was public: why, and since when."""

    kind = models.CharField(max_length=20, help_text="contract, intervention, source or a party.")
    public_id = models.PositiveIntegerField(help_text="The id in the address.")
    reason = models.TextField(help_text="Why, in words that the public reads.")
    at = models.DateTimeField(help_text="Since when.")
    is_sample = models.BooleanField(default=False, help_text="Part of the demonstration record.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "public_id"], name="tombstone_stands_once")
        ]

    def __str__(self):
        return f"{self.kind} {self.public_id}: {self.reason}"


class Counter(models.Model):
    """The last number given out under one name: public ids by kind, and the version of the data.

    Public ids come from here and never from primary keys, whose gaps would show drafts.
    """

    name = models.CharField(max_length=20, unique=True, help_text="What is counted.")
    last = models.PositiveIntegerField(default=0, help_text="The last number given.")

    def __str__(self):
        return f"{self.name}: {self.last}"

    @classmethod
    def hold(cls) -> None:
        """Make every other writer of the public record wait until this transaction ends.

        Each of them calls this before it locks or reads anything else, so none can block another
        half-way, and none gives a number that another is giving. SQLite has one writer anyway.
        """
        cls.objects.get_or_create(name="data")
        cls.objects.select_for_update().get(name="data")

    @classmethod
    def next(cls, name: str) -> int:
        """Give the next number. Safe under concurrency: the update locks the row until commit."""
        cls.objects.get_or_create(name=name)
        cls.objects.filter(name=name).update(last=models.F("last") + 1)
        return cls.objects.get(name=name).last
