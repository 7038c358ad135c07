"""Every table of the record, each after those that it points to.

Written by scripts/squash, without what is for people (docs/decisions/0037-one-migration.md). What a
database needs beyond its tables is put in place after every migration (procurement/models/post_migrate.py).
"""

from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Substr
from django.utils import timezone

from procurement.models.recency import Recency, Year

from ._conditions import MONEY, dated, on_the_web

KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False)
AUDIT = """
    login login_failed code_failed locked login_locked logout session_ended reset_refused
    reset_asked reset password_changed second_factor_added second_factor_removed confirmed
    recovery_code_used account_opened account_closed account_reopened account_changed role_changed
    published withdrawn put_back looked_again submitted sent_back taken_back scheduled
    publication_failed assigned merged set_apart put_together emptied unmerged
""".split()
LOGIN_FAILURE = """
    password code reset together together_code
""".split()
FACT = """
    value stage decided_on signed_on open_until starts_on ends_on latest_end_on ended_on
    decision_maker buyer user_body vendor
""".split()
HOLD = """
    none on_hold blocked suspended_by_law conditional under_review
""".split()
STAGE = """
    planning tender award_proposed award contract_pending active complete ended terminated_early
    cancelled unsuccessful withdrawn unknown
""".split()
VALUE_KIND = """
    decided proposed estimate ceiling yearly gross same_award unknown
""".split()
ATTRIBUTION = """
    official_record finding on_record reported alleged
""".split()
SOURCE_KIND = """
    official_notice official_decision court_document legislation contract_document foi_release
    parliamentary_record company_filing press_release news_report investigation campaign_publication
    social_post expert_analysis mirror_or_aggregator
""".split()
GROUND_GROUP = """
    procurement money rights_and_data trust capability other
""".split()
LAYER = """
    stated attributed not_relied_on
""".split()
CAPACITY = """
    elected_executive oversight_body contracting_authority review_body court regulator
    parliament_or_council auditor competitor supplier civil_society trade_union expert
    public_petition not_stated
""".split()
EFFECT = """
    none_yet signature_blocked procurement_paused performance_suspended scope_reduced
    conditions_added value_changed contract_ended cleared_to_proceed unknown
""".split()
OUTCOME = """
    pending upheld partly_upheld rejected overtaken withdrawn settled decision_confirmed
    decision_modified decision_rescinded proceeded_unchanged proceeded_with_conditions
    proceeded_reduced reprocured cancelled lapsed unknown_as_of
""".split()
STAKEHOLDER_KIND = """
    office person organisation group
""".split()
TYPE = """
    concern_raised objection complaint call_in review_opened investigation hold approval_refused
    approval approval_conditional legal_challenge_threatened legal_challenge automatic_suspension
    interim_order ruling direction recommendation modification extension cancellation termination
    withdrawal_by_supplier reprocurement_ordered exploration support_statement response
""".split()


class Migration(migrations.Migration):
    initial = True
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel("AuditEntry", [
            ("id", KEY),
            ("at", models.DateTimeField(default=timezone.now)),
            ("what", models.CharField(max_length=40)),
            ("account", models.ForeignKey(db_index=False, null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("who", models.CharField(max_length=150)),
            ("role", models.CharField(blank=True, max_length=60)),
            ("about", models.CharField(blank=True, max_length=300)),
            ("said", models.TextField(blank=True)),
            ("address", models.CharField(blank=True, max_length=45)),
            ("demonstration", models.BooleanField(default=False)),
        ], {
            "verbose_name": "log entry",
            "verbose_name_plural": "log",
            "ordering": ["-at", "-pk"],
            "indexes": [
                models.Index(fields=["-at", "-id"], name="auditentry_newest"),
                models.Index(fields=["what", "-at", "-id"], name="auditentry_what"),
                models.Index(fields=["role", "-at", "-id"], name="auditentry_role"),
                models.Index(fields=["account", "-at", "-id"], name="auditentry_account"),
                models.Index(condition=Q(("about", ""), _negated=True), fields=["-at", "-id"], name="auditentry_about"),
                models.Index(condition=Q(("address", ""), _negated=True), fields=["address", "-at"], name="auditentry_from"),
                models.Index(condition=Q(("address", ""), _negated=True), fields=["at"], name="auditentry_with_address"),
            ],
            "constraints": [
                models.CheckConstraint(condition=Q(("what__in", AUDIT)), name="auditentry_what_is_a_known_code"),
            ],
        }),
        migrations.CreateModel("AwardFingerprint", [
            ("id", KEY),
            ("public_id", models.PositiveIntegerField()),
            ("award", models.TextField()),
            ("key", models.BigIntegerField()),
            ("buyers", models.TextField()),
            ("vendors", models.TextField()),
            ("first", models.TextField()),
        ], {
            "indexes": [
                models.Index(fields=["key", "public_id"], name="awardfingerprint_by_key"),
            ],
            "constraints": [
                models.UniqueConstraint(fields=("public_id", "award"), name="awardfingerprint_is_of_one_award"),
            ],
        }),
        migrations.CreateModel("NotTheSame", [
            ("id", KEY),
            ("public_id", models.PositiveIntegerField()),
            ("award", models.TextField()),
            ("reason", models.TextField()),
            ("by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("at", models.DateTimeField()),
            ("demonstration", models.BooleanField(default=False)),
        ], {
            "verbose_name": "award that is no other",
            "verbose_name_plural": "awards that are no others",
            "constraints": [
                models.UniqueConstraint(fields=("public_id", "award"), name="notthesame_is_said_once"),
            ],
        }),
        migrations.CreateModel("Buyer", [
            ("id", KEY),
            ("created_at", models.DateTimeField(auto_now_add=True)),
            ("updated_at", models.DateTimeField(auto_now=True)),
            ("public_id", models.PositiveIntegerField(null=True, unique=True)),
            ("name", models.CharField(max_length=1000)),
            ("takes_the", models.BooleanField(default=False)),
            ("aliases", models.TextField(blank=True)),
            ("website", models.CharField(blank=True, max_length=2000)),
            ("notes", models.TextField(blank=True)),
            ("demonstration", models.BooleanField(default=False)),
            ("version", models.PositiveIntegerField(default=1)),
            ("published_version", models.PositiveIntegerField(default=0)),
            ("from_register", models.BooleanField(default=False)),
            ("canonical", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="merged", to="procurement.buyer")),
            ("name_key", models.CharField(blank=True, max_length=500)),
            ("stale", models.PositiveSmallIntegerField(default=0)),
        ], {
            "ordering": ["name", "pk"],
            "indexes": [
                models.Index(fields=["name_key"], name="buyer_by_name_key"),
            ],
            "constraints": [
                models.CheckConstraint(condition=on_the_web("website"), name="buyer_website_is_on_the_web"),
            ],
        }),
        migrations.CreateModel("Vendor", [
            ("id", KEY),
            ("created_at", models.DateTimeField(auto_now_add=True)),
            ("updated_at", models.DateTimeField(auto_now=True)),
            ("public_id", models.PositiveIntegerField(null=True, unique=True)),
            ("name", models.CharField(max_length=1000)),
            ("takes_the", models.BooleanField(default=False)),
            ("aliases", models.TextField(blank=True)),
            ("website", models.CharField(blank=True, max_length=2000)),
            ("notes", models.TextField(blank=True)),
            ("demonstration", models.BooleanField(default=False)),
            ("version", models.PositiveIntegerField(default=1)),
            ("published_version", models.PositiveIntegerField(default=0)),
            ("from_register", models.BooleanField(default=False)),
            ("canonical", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="merged", to="procurement.vendor")),
            ("name_key", models.CharField(blank=True, max_length=500)),
            ("stale", models.PositiveSmallIntegerField(default=0)),
        ], {
            "ordering": ["name", "pk"],
            "indexes": [
                models.Index(fields=["name_key"], name="vendor_by_name_key"),
            ],
            "constraints": [
                models.CheckConstraint(condition=on_the_web("website"), name="vendor_website_is_on_the_web"),
            ],
        }),
        migrations.CreateModel("Contract", [
            ("id", KEY),
            ("created_at", models.DateTimeField(auto_now_add=True)),
            ("updated_at", models.DateTimeField(auto_now=True)),
            ("public_id", models.PositiveIntegerField(null=True, unique=True)),
            ("ocid", models.CharField(blank=True, max_length=200)),
            ("title", models.CharField(max_length=1000)),
            ("purpose", models.CharField(blank=True, max_length=300)),
            ("description", models.TextField(blank=True)),
            ("buyer", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="contracts", to="procurement.buyer")),
            ("user_body", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="used_contracts", to="procurement.buyer")),
            ("from_register", models.BooleanField(default=False)),
            ("tracked", models.BooleanField(default=True)),
            ("notes", models.TextField(blank=True)),
            ("demonstration", models.BooleanField(default=False)),
            ("invented", models.BooleanField(default=False)),
            ("assigned_to", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("version", models.PositiveIntegerField(default=1)),
            ("heading_version", models.PositiveIntegerField(default=1)),
            ("saved_by", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("published_version", models.PositiveIntegerField(default=0)),
            ("vendors", models.ManyToManyField(related_name="contracts", to="procurement.vendor")),
        ], {
            "ordering": ["-updated_at", "-pk"],
            "permissions": [("publish_contract", "Can publish and withdraw contracts, parties and sources")],
            "indexes": [
                models.Index(condition=Q(("tracked", True)), fields=["-updated_at", "-id"], name="contract_tracked_by_saving"),
            ],
            "constraints": [
                models.UniqueConstraint(condition=Q(("ocid", ""), _negated=True), fields=("ocid",), name="contract_ocid_is_unique"),
                models.CheckConstraint(condition=Q(("invented", False), ("demonstration", True), _connector="OR"),
                    name="contract_invented_is_of_the_demonstration"),
            ],
        }),
        migrations.CreateModel("Intervention", [
            ("id", KEY),
            ("created_at", models.DateTimeField(auto_now_add=True)),
            ("updated_at", models.DateTimeField(auto_now=True)),
            ("version", models.PositiveIntegerField(default=1)),
            ("saved_by", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("contract", models.ForeignKey(on_delete=models.CASCADE, related_name="interventions", to="procurement.contract")),
            ("public_id", models.PositiveIntegerField(null=True, unique=True)),
            ("type", models.CharField(max_length=40)),
            ("capacity", models.CharField(default="not_stated", max_length=40)),
            ("happened_on", models.DateField(null=True)),
            ("happened_on_precision", models.CharField(blank=True, max_length=40)),
            ("power", models.CharField(blank=True, max_length=300)),
            ("summary", models.TextField(blank=True)),
            ("effect", models.CharField(default="unknown", max_length=40)),
            ("outcome", models.CharField(default="pending", max_length=40)),
            ("outcome_on", models.DateField(null=True)),
            ("outcome_on_precision", models.CharField(blank=True, max_length=40)),
            ("expires_on", models.DateField(null=True)),
            ("looked_on", models.DateField(null=True)),
            ("related", models.ForeignKey(null=True, on_delete=models.SET_NULL, related_name="followed_by", to="procurement.intervention")),
            ("relation", models.CharField(blank=True, max_length=40)),
            ("position", models.PositiveSmallIntegerField(default=0)),
            ("ready", models.BooleanField(default=False)),
            ("notes", models.TextField(blank=True)),
        ], {
            "ordering": ["position", "pk"],
            "constraints": [
                models.CheckConstraint(condition=Q(("type__in", TYPE)), name="intervention_type_is_a_known_code"),
                models.CheckConstraint(condition=Q(("capacity__in", CAPACITY)), name="intervention_capacity_is_a_known_code"),
                models.CheckConstraint(condition=Q(("effect__in", EFFECT)), name="intervention_effect_is_a_known_code"),
                models.CheckConstraint(condition=Q(("outcome__in", OUTCOME)), name="intervention_outcome_is_a_known_code"),
                models.CheckConstraint(condition=Q(("relation__in", ["responds_to", "resolves", "lifts", ""])),
                    name="intervention_relation_is_a_known_code"),
                models.CheckConstraint(condition=dated("happened_on"), name="intervention_happened_on_goes_with_its_precision"),
                models.CheckConstraint(condition=dated("outcome_on"), name="intervention_outcome_on_goes_with_its_precision"),
                models.CheckConstraint(condition=Q(("related__isnull", True), Q(("relation", ""), _negated=True), _connector="OR"),
                    name="intervention_relation_needs_an_earlier_one"),
                models.CheckConstraint(condition=Q(("related__isnull", True), Q(("related", F("id")), _negated=True), _connector="OR"),
                    name="intervention_is_not_about_itself"),
            ],
        }),
        migrations.CreateModel("Ground", [
            ("id", KEY),
            ("created_at", models.DateTimeField(auto_now_add=True)),
            ("updated_at", models.DateTimeField(auto_now=True)),
            ("code", models.SlugField(max_length=40, unique=True)),
            ("name", models.CharField(max_length=300)),
            ("group", models.CharField(default="other", max_length=40)),
            ("definition", models.TextField(blank=True)),
            ("standard", models.CharField(blank=True, max_length=300)),
            ("position", models.PositiveSmallIntegerField(default=1000)),
        ], {
            "ordering": ["position", "name"],
            "constraints": [
                models.CheckConstraint(condition=Q(("group__in", GROUND_GROUP)), name="ground_group_is_a_known_code"),
            ],
        }),
        migrations.CreateModel("InterventionGround", [
            ("id", KEY),
            ("created_at", models.DateTimeField(auto_now_add=True)),
            ("updated_at", models.DateTimeField(auto_now=True)),
            ("intervention", models.ForeignKey(on_delete=models.CASCADE, related_name="grounds", to="procurement.intervention")),
            ("public_id", models.PositiveIntegerField(null=True, unique=True)),
            ("ground", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="procurement.ground")),
            ("layer", models.CharField(default="stated", max_length=40)),
            ("direction", models.CharField(default="against", max_length=40)),
            ("words", models.CharField(blank=True, max_length=300)),
            ("ready", models.BooleanField(default=True)),
        ], {
            "ordering": ["pk"],
            "constraints": [
                models.CheckConstraint(condition=Q(("layer__in", LAYER)), name="interventionground_layer_is_a_known_code"),
                models.CheckConstraint(condition=Q(("direction__in", ["against", "for"])),
                    name="interventionground_direction_is_a_known_code"),
                models.UniqueConstraint(fields=("intervention", "ground", "layer", "direction"),
                    name="interventionground_is_given_once"),
            ],
        }),
        migrations.CreateModel("Stakeholder", [
            ("id", KEY),
            ("created_at", models.DateTimeField(auto_now_add=True)),
            ("updated_at", models.DateTimeField(auto_now=True)),
            ("public_id", models.PositiveIntegerField(null=True, unique=True)),
            ("name", models.CharField(max_length=1000)),
            ("takes_the", models.BooleanField(default=False)),
            ("aliases", models.TextField(blank=True)),
            ("website", models.CharField(blank=True, max_length=2000)),
            ("notes", models.TextField(blank=True)),
            ("demonstration", models.BooleanField(default=False)),
            ("version", models.PositiveIntegerField(default=1)),
            ("published_version", models.PositiveIntegerField(default=0)),
            ("from_register", models.BooleanField(default=False)),
            ("canonical", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="merged", to="procurement.stakeholder")),
            ("name_key", models.CharField(blank=True, max_length=500)),
            ("stale", models.PositiveSmallIntegerField(default=0)),
            ("is_a", models.CharField(default="organisation", max_length=40)),
            ("buyer", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="stakeholders", to="procurement.buyer")),
            ("vendor", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="stakeholders", to="procurement.vendor")),
        ], {
            "ordering": ["name", "pk"],
            "indexes": [
                models.Index(fields=["name_key"], name="stakeholder_by_name_key"),
            ],
            "constraints": [
                models.CheckConstraint(condition=on_the_web("website"), name="stakeholder_website_is_on_the_web"),
                models.CheckConstraint(condition=Q(("is_a__in", STAKEHOLDER_KIND)), name="stakeholder_is_a_is_a_known_code"),
            ],
        }),
        migrations.CreateModel("Claim", [
            ("id", KEY),
            ("created_at", models.DateTimeField(auto_now_add=True)),
            ("updated_at", models.DateTimeField(auto_now=True)),
            ("version", models.PositiveIntegerField(default=1)),
            ("saved_by", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("contract", models.ForeignKey(on_delete=models.CASCADE, related_name="claims", to="procurement.contract")),
            ("public_id", models.PositiveIntegerField(null=True, unique=True)),
            ("fact", models.CharField(max_length=40)),
            ("value_minor", models.BigIntegerField(null=True)),
            ("currency", models.CharField(blank=True, max_length=3)),
            ("value_kind", models.CharField(default="unknown", max_length=40)),
            ("stage", models.CharField(blank=True, max_length=40)),
            ("stated_on", models.DateField(null=True)),
            ("stated_on_precision", models.CharField(blank=True, max_length=40)),
            ("stakeholder", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="claims", to="procurement.stakeholder")),
            ("buyer", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="claims", to="procurement.buyer")),
            ("vendor", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="claims", to="procurement.vendor")),
            ("rank", models.CharField(default="normal", max_length=40)),
            ("ready", models.BooleanField(default=False)),
            ("notes", models.TextField(blank=True)),
        ], {
            "ordering": ["pk"],
            "constraints": [
                models.CheckConstraint(condition=Q(("fact__in", FACT)), name="claim_fact_is_a_known_code"),
                models.CheckConstraint(condition=Q(("value_kind__in", VALUE_KIND)), name="claim_value_kind_is_a_known_code"),
                models.CheckConstraint(condition=Q(("stage__in", [*STAGE, ""])), name="claim_stage_is_a_known_code"),
                models.CheckConstraint(condition=Q(("rank__in", ["preferred", "normal", "deprecated"])),
                    name="claim_rank_is_a_known_code"),
                models.CheckConstraint(condition=dated("stated_on"), name="claim_stated_on_goes_with_its_precision"),
                models.CheckConstraint(condition=MONEY, name="claim_value_goes_with_a_currency"),
                models.CheckConstraint(condition=Q(
                    Q(("fact", "value"), ("buyer__isnull", True), ("stage", ""), ("stakeholder__isnull", True), ("stated_on__isnull", True), ("value_minor__isnull", False), ("vendor__isnull", True)),
                    Q(("fact", "stage"), ("buyer__isnull", True), Q(("stage", ""), _negated=True), ("stakeholder__isnull", True), ("stated_on__isnull", True), ("value_minor__isnull", True), ("vendor__isnull", True)),
                    Q(("fact", "decided_on"), ("buyer__isnull", True), ("stage", ""), ("stakeholder__isnull", True), ("stated_on__isnull", False), ("value_minor__isnull", True), ("vendor__isnull", True)),
                    Q(("fact", "signed_on"), ("buyer__isnull", True), ("stage", ""), ("stakeholder__isnull", True), ("stated_on__isnull", False), ("value_minor__isnull", True), ("vendor__isnull", True)),
                    Q(("fact", "open_until"), ("buyer__isnull", True), ("stage", ""), ("stakeholder__isnull", True), ("stated_on__isnull", False), ("value_minor__isnull", True), ("vendor__isnull", True)),
                    Q(("fact", "starts_on"), ("buyer__isnull", True), ("stage", ""), ("stakeholder__isnull", True), ("stated_on__isnull", False), ("value_minor__isnull", True), ("vendor__isnull", True)),
                    Q(("fact", "ends_on"), ("buyer__isnull", True), ("stage", ""), ("stakeholder__isnull", True), ("stated_on__isnull", False), ("value_minor__isnull", True), ("vendor__isnull", True)),
                    Q(("fact", "latest_end_on"), ("buyer__isnull", True), ("stage", ""), ("stakeholder__isnull", True), ("stated_on__isnull", False), ("value_minor__isnull", True), ("vendor__isnull", True)),
                    Q(("fact", "ended_on"), ("buyer__isnull", True), ("stage", ""), ("stakeholder__isnull", True), ("stated_on__isnull", False), ("value_minor__isnull", True), ("vendor__isnull", True)),
                    Q(("fact", "decision_maker"), ("buyer__isnull", True), ("stage", ""), ("stakeholder__isnull", False), ("stated_on__isnull", True), ("value_minor__isnull", True), ("vendor__isnull", True)),
                    Q(("fact", "buyer"), ("buyer__isnull", False), ("stage", ""), ("stakeholder__isnull", True), ("stated_on__isnull", True), ("value_minor__isnull", True), ("vendor__isnull", True)),
                    Q(("fact", "user_body"), ("buyer__isnull", False), ("stage", ""), ("stakeholder__isnull", True), ("stated_on__isnull", True), ("value_minor__isnull", True), ("vendor__isnull", True)),
                    Q(("fact", "vendor"), ("buyer__isnull", True), ("stage", ""), ("stakeholder__isnull", True), ("stated_on__isnull", True), ("value_minor__isnull", True), ("vendor__isnull", False)), _connector="OR"),
                    name="claim_states_what_its_fact_needs"),
            ],
        }),
        migrations.CreateModel("Source", [
            ("id", KEY),
            ("created_at", models.DateTimeField(auto_now_add=True)),
            ("updated_at", models.DateTimeField(auto_now=True)),
            ("public_id", models.PositiveIntegerField(null=True, unique=True)),
            ("title", models.CharField(max_length=300)),
            ("kind", models.CharField(default="news_report", max_length=40)),
            ("is_primary", models.BooleanField(default=False)),
            ("publisher", models.CharField(blank=True, max_length=300)),
            ("author", models.CharField(blank=True, max_length=300)),
            ("published_on", models.DateField(null=True)),
            ("published_on_precision", models.CharField(blank=True, max_length=40)),
            ("url", models.CharField(blank=True, max_length=2000)),
            ("archive_url", models.CharField(blank=True, max_length=2000)),
            ("repeats", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="copies", to="procurement.source")),
            ("url_key", models.CharField(blank=True, max_length=500)),
            ("accessed_on", models.DateField(null=True)),
            ("notes", models.TextField(blank=True)),
            ("demonstration", models.BooleanField(default=False)),
            ("version", models.PositiveIntegerField(default=1)),
            ("published_version", models.PositiveIntegerField(default=0)),
        ], {
            "ordering": ["title", "pk"],
            "indexes": [
                models.Index(fields=["url_key"], name="source_by_url_key"),
            ],
            "constraints": [
                models.CheckConstraint(condition=Q(("kind__in", SOURCE_KIND)), name="source_kind_is_a_known_code"),
                models.CheckConstraint(condition=dated("published_on"), name="source_published_on_goes_with_its_precision"),
                models.CheckConstraint(condition=Q(("repeats__isnull", True), Q(("repeats", F("id")), _negated=True), _connector="OR"),
                    name="source_does_not_repeat_itself"),
                models.CheckConstraint(condition=on_the_web("url"), name="source_url_is_on_the_web"),
                models.CheckConstraint(condition=on_the_web("archive_url"), name="source_archive_url_is_on_the_web"),
            ],
        }),
        migrations.CreateModel("Citation", [
            ("id", KEY),
            ("created_at", models.DateTimeField(auto_now_add=True)),
            ("updated_at", models.DateTimeField(auto_now=True)),
            ("public_id", models.PositiveIntegerField(null=True, unique=True)),
            ("contract", models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="citations", to="procurement.contract")),
            ("intervention", models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="citations", to="procurement.intervention")),
            ("ground", models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="citations", to="procurement.interventionground")),
            ("claim", models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="citations", to="procurement.claim")),
            ("source", models.ForeignKey(on_delete=models.PROTECT, related_name="citations", to="procurement.source")),
            ("attribution", models.CharField(default="reported", max_length=40)),
            ("speaker", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="citations", to="procurement.stakeholder")),
            ("hedge", models.CharField(blank=True, max_length=60)),
            ("quotation", models.TextField(blank=True)),
            ("place", models.CharField(blank=True, max_length=300)),
            ("ready", models.BooleanField(default=True)),
        ], {
            "ordering": ["pk"],
            "constraints": [
                models.CheckConstraint(condition=Q(("attribution__in", ATTRIBUTION)), name="citation_attribution_is_a_known_code"),
                models.CheckConstraint(condition=Q(
                    Q(("claim__isnull", True), ("contract__isnull", False), ("ground__isnull", True), ("intervention__isnull", True)),
                    Q(("claim__isnull", True), ("contract__isnull", True), ("ground__isnull", True), ("intervention__isnull", False)),
                    Q(("claim__isnull", True), ("contract__isnull", True), ("ground__isnull", False), ("intervention__isnull", True)),
                    Q(("claim__isnull", False), ("contract__isnull", True), ("ground__isnull", True), ("intervention__isnull", True)), _connector="OR"),
                    name="citation_backs_exactly_one_thing"),
                models.CheckConstraint(condition=Q(
                    Q(("attribution", "on_record"), _negated=True), ("speaker__isnull", False), _connector="OR"),
                    name="citation_on_record_needs_a_speaker"),
            ],
        }),
        migrations.CreateModel("Counter", [
            ("id", KEY),
            ("name", models.CharField(max_length=20, unique=True)),
            ("last", models.PositiveIntegerField(default=0)),
        ], {
        }),
        migrations.CreateModel("DistinctPair", [
            ("id", KEY),
            ("first", models.CharField(max_length=40)),
            ("second", models.CharField(max_length=40)),
            ("by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("at", models.DateTimeField(auto_now_add=True)),
        ], {
            "constraints": [
                models.UniqueConstraint(fields=("first", "second"), name="distinctpair_is_said_once"),
            ],
        }),
        migrations.CreateModel("Revision", [
            ("id", KEY),
            ("subject_kind", models.CharField(default="contract", max_length=40)),
            ("subject_id", models.PositiveIntegerField()),
            ("contract", models.ForeignKey(on_delete=models.PROTECT, related_name="revisions", to="procurement.contract")),
            ("number", models.PositiveIntegerField()),
            ("kind", models.CharField(default="published", max_length=40)),
            ("leaves", models.TextField()),
            ("payload_hash", models.CharField(max_length=64)),
            ("previous_hash", models.CharField(max_length=64)),
            ("hash", models.CharField(max_length=64, unique=True)),
            ("reason", models.TextField()),
            ("was_said", models.TextField(blank=True)),
            ("is_right", models.TextField(blank=True)),
            ("puts_back", models.PositiveIntegerField(null=True)),
            ("one_person", models.BooleanField(null=True)),
            ("by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("role", models.CharField(max_length=60)),
            ("at", models.DateTimeField()),
            ("demonstration", models.BooleanField(default=False)),
        ], {
            "ordering": ["subject_kind", "subject_id", "number"],
            "constraints": [
                models.UniqueConstraint(fields=("subject_kind", "subject_id", "number"),
                    name="revision_number_is_unique_in_its_subject"),
                models.CheckConstraint(condition=Q(("kind__in", ["published", "corrected", "slip", "put_back", "looked_again", "shared", "register", "withdrawn"])),
                    name="revision_kind_is_a_known_code"),
                models.CheckConstraint(condition=Q(("subject_kind__in", ["contract"])), name="revision_subject_kind_is_a_known_code"),
                models.CheckConstraint(condition=Q(
                    Q(("kind", "corrected"), Q(("was_said", ""), _negated=True), Q(("is_right", ""), _negated=True)),
                    Q(Q(("kind", "corrected"), _negated=True), ("is_right", ""), ("was_said", "")), _connector="OR"),
                    name="revision_of_a_correction_says_what_is_right"),
                models.CheckConstraint(condition=Q(
                    Q(("kind", "put_back"), ("puts_back__isnull", False)),
                    Q(Q(("kind", "put_back"), _negated=True), ("puts_back__isnull", True)), _connector="OR"),
                    name="revision_that_is_put_back_says_which"),
            ],
        }),
        migrations.CreateModel("RevisionBody", [
            ("id", KEY),
            ("revision", models.OneToOneField(on_delete=models.PROTECT, related_name="body", to="procurement.revision")),
            ("text", models.TextField()),
            ("salts", models.TextField()),
        ], {
            "verbose_name_plural": "revision bodies",
        }),
        migrations.CreateModel("EmptiedLeaf", [
            ("id", KEY),
            ("revision", models.ForeignKey(on_delete=models.PROTECT, related_name="emptied", to="procurement.revision")),
            ("name", models.CharField(max_length=40)),
            ("reason", models.TextField()),
            ("at", models.DateTimeField(default=timezone.now)),
        ], {
            "verbose_name": "emptied leaf",
            "verbose_name_plural": "emptied leaves",
            "ordering": ["revision", "pk"],
            "constraints": [
                models.UniqueConstraint(fields=("revision", "name"), name="emptiedleaf_is_emptied_once"),
            ],
        }),
        migrations.CreateModel("ImportRun", [
            ("id", KEY),
            ("started_at", models.DateTimeField(auto_now_add=True)),
            ("finished_at", models.DateTimeField(null=True)),
            ("status", models.CharField(default="running", max_length=40)),
            ("names", models.TextField()),
            ("files", models.PositiveIntegerField(default=0)),
            ("releases", models.PositiveIntegerField(default=0)),
            ("created", models.PositiveIntegerField(default=0)),
            ("updated", models.PositiveIntegerField(default=0)),
            ("unchanged", models.PositiveIntegerField(default=0)),
            ("rejected", models.PositiveIntegerField(default=0)),
            ("problems", models.PositiveIntegerField(default=0)),
            ("milliseconds", models.PositiveBigIntegerField(default=0)),
            ("demonstration", models.BooleanField(default=False)),
        ], {
            "ordering": ["-pk"],
            "constraints": [
                models.CheckConstraint(condition=Q(("status__in", ["running", "finished", "refused", "interrupted"])),
                    name="importrun_status_is_a_known_code"),
                models.CheckConstraint(condition=Q(("releases", CombinedExpression(CombinedExpression(CombinedExpression(F("created"), "+", F("updated")), "+", F("unchanged")), "+", F("rejected")))),
                    name="importrun_adds_up"),
            ],
        }),
        migrations.CreateModel("ImportProblem", [
            ("id", KEY),
            ("run", models.ForeignKey(on_delete=models.CASCADE, related_name="problem_rows", to="procurement.importrun")),
            ("kind", models.CharField(max_length=40)),
            ("file", models.TextField()),
            ("position", models.TextField(blank=True)),
            ("ocid", models.TextField(blank=True)),
            ("release_id", models.TextField(blank=True)),
            ("field", models.TextField(blank=True)),
            ("value", models.TextField(blank=True)),
            ("reason", models.TextField()),
            ("advice", models.TextField(blank=True)),
        ], {
            "ordering": ["pk"],
            "constraints": [
                models.CheckConstraint(condition=Q(("kind__in", ["refused", "rejected", "noted", "review"])),
                    name="importproblem_kind_is_a_known_code"),
            ],
        }),
        migrations.CreateModel("InterventionActor", [
            ("id", KEY),
            ("intervention", models.ForeignKey(on_delete=models.CASCADE, related_name="acting", to="procurement.intervention")),
            ("stakeholder", models.ForeignKey(on_delete=models.PROTECT, related_name="acting", to="procurement.stakeholder")),
            ("position", models.PositiveSmallIntegerField()),
        ], {
            "ordering": ["intervention", "position"],
            "constraints": [
                models.UniqueConstraint(fields=("intervention", "stakeholder"), name="interventionactor_is_named_once"),
            ],
        }),
        migrations.CreateModel("LoginFailure", [
            ("id", KEY),
            ("at", models.DateTimeField(db_index=True, default=timezone.now)),
            ("kind", models.CharField(max_length=40)),
            ("name", models.CharField(max_length=64)),
            ("address", models.CharField(blank=True, max_length=64)),
        ], {
            "indexes": [
                models.Index(fields=["name", "at"], name="login_failure_of_name"),
                models.Index(fields=["address", "at"], name="login_failure_of_address"),
            ],
            "constraints": [
                models.CheckConstraint(condition=Q(("kind__in", LOGIN_FAILURE)), name="loginfailure_kind_is_a_known_code"),
            ],
        }),
        migrations.CreateModel("KnownAddress", [
            ("id", KEY),
            ("account", models.ForeignKey(on_delete=models.CASCADE, related_name="known_addresses", to=settings.AUTH_USER_MODEL)),
            ("address", models.CharField(max_length=64)),
            ("last_used", models.DateTimeField(db_index=True, default=timezone.now)),
        ], {
            "constraints": [
                models.UniqueConstraint(fields=("account", "address"), name="known_address_stands_once_for_an_account"),
            ],
        }),
        migrations.CreateModel("Note", [
            ("id", KEY),
            ("contract", models.ForeignKey(on_delete=models.CASCADE, related_name="desk_notes", to="procurement.contract")),
            ("statement", models.CharField(blank=True, max_length=40)),
            ("text", models.TextField(max_length=5000)),
            ("by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("at", models.DateTimeField(auto_now_add=True)),
            ("settled_by", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("settled_at", models.DateTimeField(null=True)),
        ], {
            "ordering": ["pk"],
            "default_permissions": ("view", "add"),
        }),
        migrations.CreateModel("Notice", [
            ("id", KEY),
            ("created_at", models.DateTimeField(auto_now_add=True)),
            ("updated_at", models.DateTimeField(auto_now=True)),
            ("contract", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="notices", to="procurement.contract")),
            ("release_id", models.CharField(blank=True, max_length=200)),
            ("content_hash", models.CharField(max_length=64)),
            ("published_at", models.DateTimeField(null=True)),
            ("type", models.CharField(blank=True, max_length=40)),
            ("title", models.CharField(blank=True, max_length=1000)),
            ("url", models.CharField(blank=True, max_length=2000)),
            ("changes", models.JSONField(default=list)),
            ("packed", models.BinaryField(default=b"")),
        ], {
            "ordering": ["published_at", "release_id", "content_hash"],
            "constraints": [
                models.UniqueConstraint(fields=("contract", "content_hash"), name="notice_is_kept_once"),
                models.CheckConstraint(condition=on_the_web("url"), name="notice_url_is_on_the_web"),
            ],
        }),
        migrations.CreateModel("Identifier", [
            ("id", KEY),
            ("created_at", models.DateTimeField(auto_now_add=True)),
            ("updated_at", models.DateTimeField(auto_now=True)),
            ("buyer", models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="identifiers", to="procurement.buyer")),
            ("vendor", models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="identifiers", to="procurement.vendor")),
            ("stakeholder", models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="identifiers", to="procurement.stakeholder")),
            ("scheme", models.CharField(max_length=20)),
            ("value", models.CharField(max_length=100)),
        ], {
            "ordering": ["scheme", "value"],
            "constraints": [
                models.CheckConstraint(condition=Q(
                    Q(("buyer__isnull", False), ("stakeholder__isnull", True), ("vendor__isnull", True)),
                    Q(("buyer__isnull", True), ("stakeholder__isnull", True), ("vendor__isnull", False)),
                    Q(("buyer__isnull", True), ("stakeholder__isnull", False), ("vendor__isnull", True)), _connector="OR"),
                    name="identifier_belongs_to_one_party"),
                models.UniqueConstraint(condition=Q(("buyer__isnull", False)), fields=("scheme", "value"),
                    name="identifier_is_borne_by_one_buyer"),
                models.UniqueConstraint(condition=Q(("vendor__isnull", False)), fields=("scheme", "value"),
                    name="identifier_is_borne_by_one_vendor"),
                models.UniqueConstraint(condition=Q(("stakeholder__isnull", False)), fields=("scheme", "value"),
                    name="identifier_is_borne_by_one_stakeholder"),
            ],
        }),
        migrations.CreateModel("PublicParty", [
            ("id", KEY),
            ("kind", models.CharField(max_length=20)),
            ("public_id", models.PositiveIntegerField()),
            ("name", models.TextField()),
            ("takes_the", models.BooleanField(default=False)),
            ("slug", models.CharField(max_length=80)),
            ("is_a", models.CharField(blank=True, max_length=40)),
            ("aliases", models.JSONField(default=list)),
            ("identifiers", models.JSONField(default=list)),
            ("website", models.TextField(blank=True)),
            ("canonical", models.ForeignKey(null=True, on_delete=models.SET_NULL, related_name="merged", to="procurement.publicparty")),
            ("same_as", models.ForeignKey(null=True, on_delete=models.SET_NULL, related_name="also", to="procurement.publicparty")),
            ("contract_count", models.PositiveIntegerField(default=0)),
            ("intervention_count", models.PositiveIntegerField(default=0)),
            ("totals", models.JSONField(default=dict)),
            ("value_minor", models.BigIntegerField(null=True)),
            ("shared_count", models.PositiveIntegerField(default=0)),
            ("beside", models.JSONField(default=list)),
            ("unknown_count", models.PositiveIntegerField(default=0)),
            ("demonstration_count", models.PositiveIntegerField(default=0)),
            ("demonstration", models.BooleanField(default=False)),
            ("invented", models.BooleanField(default=False)),
            ("words", models.TextField()),
        ], {
            "verbose_name_plural": "public parties",
            "indexes": [
                models.Index(fields=["kind", "-contract_count", "name"], name="publicparty_by_count"),
                models.Index(fields=["kind", "-value_minor"], name="publicparty_by_value"),
            ],
            "constraints": [
                models.CheckConstraint(condition=Q(("invented", False), ("demonstration", True), _connector="OR"),
                    name="publicparty_invented_is_of_the_demonstration"),
                models.UniqueConstraint(fields=("kind", "public_id"), name="publicparty_id_is_unique_in_its_kind"),
            ],
        }),
        migrations.CreateModel("PartyMerge", [
            ("id", KEY),
            ("kind", models.CharField(max_length=40)),
            ("kept_pk", models.BigIntegerField()),
            ("kept_public_id", models.PositiveIntegerField(null=True)),
            ("kept_name", models.CharField(max_length=1000)),
            ("merged_pk", models.BigIntegerField()),
            ("merged_public_id", models.PositiveIntegerField(null=True)),
            ("merged_name", models.CharField(max_length=1000)),
            ("reason", models.TextField()),
            ("by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("at", models.DateTimeField()),
            ("undone_at", models.DateTimeField(null=True)),
            ("undone_by", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("undone_reason", models.TextField(blank=True)),
            ("demonstration", models.BooleanField(default=False)),
        ], {
            "ordering": ["-pk"],
            "constraints": [
                models.CheckConstraint(condition=Q(("kind__in", ["buyer", "vendor", "stakeholder"])),
                    name="partymerge_kind_is_a_known_code"),
                models.UniqueConstraint(condition=Q(("undone_at__isnull", True)), fields=("kind", "merged_pk"),
                    name="partymerge_stands_once"),
                models.CheckConstraint(condition=Q(
                    Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                    Q(("undone_at__isnull", False), ("undone_by__isnull", False)), _connector="OR"),
                    name="partymerge_is_undone_by_somebody"),
            ],
        }),
        migrations.CreateModel("PartyRedirect", [
            ("id", KEY),
            ("kind", models.CharField(max_length=40)),
            ("public_id", models.PositiveIntegerField()),
            ("to_public_id", models.PositiveIntegerField()),
            ("demonstration", models.BooleanField(default=False)),
        ], {
            "constraints": [
                models.CheckConstraint(condition=Q(("kind__in", ["buyer", "vendor", "stakeholder"])),
                    name="partyredirect_kind_is_a_known_code"),
                models.UniqueConstraint(fields=("kind", "public_id"), name="partyredirect_leads_to_one_place"),
                models.CheckConstraint(condition=Q(("public_id", F("to_public_id")), _negated=True),
                    name="partyredirect_leads_elsewhere"),
            ],
        }),
        migrations.CreateModel("PartyName", [
            ("id", KEY),
            ("buyer", models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="names", to="procurement.buyer")),
            ("vendor", models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="names", to="procurement.vendor")),
            ("name", models.TextField()),
            ("folded", models.TextField()),
        ], {
            "constraints": [
                models.CheckConstraint(condition=Q(
                    Q(("buyer__isnull", False), ("vendor__isnull", True)),
                    Q(("buyer__isnull", True), ("vendor__isnull", False)), _connector="OR"),
                    name="partyname_belongs_to_one_party"),
                models.UniqueConstraint(condition=Q(("buyer__isnull", False)), fields=("folded", "buyer"),
                    name="partyname_is_kept_once_of_a_buyer"),
                models.UniqueConstraint(condition=Q(("vendor__isnull", False)), fields=("folded", "vendor"),
                    name="partyname_is_kept_once_of_a_vendor"),
            ],
        }),
        migrations.CreateModel("PublicContract", [
            ("id", KEY),
            ("public_id", models.PositiveIntegerField(unique=True)),
            ("ocid", models.TextField(blank=True)),
            ("title", models.TextField()),
            ("slug", models.CharField(max_length=80)),
            ("headline", models.TextField()),
            ("known_as", models.TextField()),
            ("buyer", models.ForeignKey(db_index=False, null=True, on_delete=models.PROTECT, related_name="bought", to="procurement.publicparty")),
            ("user_body", models.ForeignKey(null=True, on_delete=models.DO_NOTHING, related_name="used", to="procurement.publicparty")),
            ("run_by", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="ran", to="procurement.publicparty")),
            ("unnamed_vendors", models.TextField(blank=True)),
            ("stage", models.CharField(blank=True, max_length=40)),
            ("hold", models.CharField(blank=True, max_length=40)),
            ("held_since", models.DateField(null=True)),
            ("held_since_precision", models.CharField(blank=True, max_length=40)),
            ("ever", models.TextField(blank=True)),
            ("value_minor", models.BigIntegerField(null=True)),
            ("currency", models.CharField(blank=True, max_length=3)),
            ("value_kind", models.CharField(blank=True, max_length=40)),
            ("decided_on", models.DateField(null=True)),
            ("decided_from", models.CharField(blank=True, max_length=40)),
            ("dated_on", models.DateField()),
            ("last_event_on", models.DateField(null=True)),
            ("last_event_on_precision", models.CharField(blank=True, max_length=40)),
            ("last_event", models.TextField(blank=True)),
            ("days", models.JSONField(default=dict)),
            ("merged", models.JSONField(default=dict)),
            ("merged_version", models.PositiveIntegerField(db_default=0)),
            ("open_until", models.DateField(null=True)),
            ("starts_on", models.DateField(null=True)),
            ("ends_on", models.DateField(null=True)),
            ("latest_end_on", models.DateField(null=True)),
            ("appeared_at", models.DateTimeField(null=True)),
            ("published_at", models.DateTimeField()),
            ("changed_at", models.DateTimeField()),
            ("cpv", models.CharField(blank=True, max_length=10)),
            ("category", models.CharField(blank=True, max_length=40)),
            ("method", models.CharField(blank=True, max_length=40)),
            ("bids_received", models.PositiveIntegerField(null=True)),
            ("regions", models.TextField(blank=True)),
            ("framework", models.CharField(blank=True, max_length=40)),
            ("rationales", models.TextField(blank=True)),
            ("tracked", models.BooleanField(default=True)),
            ("disputed", models.TextField(blank=True)),
            ("demonstration", models.BooleanField(default=False)),
            ("invented", models.BooleanField(default=False)),
            ("recency", models.BigIntegerField()),
            ("year", models.PositiveSmallIntegerField()),
            ("division", models.CharField(blank=True, max_length=2)),
            ("revision_hash", models.CharField(blank=True, max_length=64)),
            ("title_words", models.TextField()),
            ("party_words", models.TextField()),
            ("words", models.TextField()),
        ], {
            "indexes": [
                models.Index(fields=["-recency", "invented", "tracked", "stage", "hold", "category", "method", "division", "year", "buyer", "currency", "value_minor", "dated_on", "regions", "id"],
                    name="publiccontract_by_recency"),
                models.Index(fields=["stage", "-recency", "invented", "tracked", "hold", "category", "method", "division", "year", "buyer", "id"],
                    name="publiccontract_by_stage"),
                models.Index(fields=["buyer", "-recency", "invented", "tracked", "stage", "hold", "category", "method", "division", "year", "id"],
                    name="publiccontract_by_buyer"),
                models.Index(fields=["division", "-recency", "invented", "tracked", "stage", "hold", "category", "method", "year", "buyer", "id"],
                    name="publiccontract_by_cpv"),
                models.Index(fields=["year", "-recency", "invented", "tracked", "stage", "hold", "category", "method", "division", "buyer", "dated_on", "id"],
                    name="publiccontract_by_year"),
                models.Index(condition=Q(("ocid", ""), _negated=True), fields=["ocid"], name="publiccontract_by_ocid"),
                models.Index(condition=Q(("hold", "none"), _negated=True), fields=["hold", "-recency"], name="publiccontract_by_hold"),
                models.Index(condition=Q(("tracked", True)), fields=["-recency"], name="publiccontract_tracked"),
                models.Index(condition=Q(("invented", True)), fields=["-recency"], name="publiccontract_invented"),
                models.Index(condition=Q(("disputed", ""), _negated=True), fields=["-recency"], name="publiccontract_disputed"),
                models.Index(condition=Q(("ever", ""), _negated=True), fields=["-recency"], name="publiccontract_ever_held"),
                models.Index(condition=Q(("bids_received__isnull", False)), fields=["-recency", "bids_received", "invented", "tracked", "stage", "hold", "category", "method", "division", "year", "buyer", "id"],
                    name="publiccontract_by_bids"),
                models.Index(condition=Q(("framework", ""), _negated=True), fields=["-recency", "framework", "invented", "tracked", "stage", "hold", "category", "method", "division", "year", "buyer", "id"],
                    name="publiccontract_by_framework"),
                models.Index(condition=Q(("rationales", ""), _negated=True), fields=["-recency", "rationales", "invented", "tracked", "stage", "hold", "category", "method", "division", "year", "buyer", "id"],
                    name="publiccontract_by_rationale"),
                models.Index(fields=["currency", "value_minor", "recency", "value_kind", "invented", "demonstration"],
                    name="publiccontract_by_value"),
                models.Index(fields=["-appeared_at", "-public_id"], name="publiccontract_by_appearing"),
                models.Index(condition=Q(("open_until__isnull", False)), fields=["open_until"], name="publiccontract_open_until"),
                models.Index(condition=Q(("held_since__isnull", False)), fields=["held_since"], name="publiccontract_held_since"),
            ],
            "constraints": [
                models.CheckConstraint(condition=Q(("invented", False), ("demonstration", True), _connector="OR"),
                    name="publiccontract_invented_is_of_the_demonstration"),
                models.CheckConstraint(condition=MONEY, name="publiccontract_value_goes_with_a_currency"),
                models.CheckConstraint(condition=Q(("recency", Recency("last_event_on", "public_id"))),
                    name="publiccontract_recency_is_its_own"),
                models.CheckConstraint(condition=Q(("year", Year("dated_on"))), name="publiccontract_year_is_its_own"),
                models.CheckConstraint(condition=Q(("division", Substr("cpv", 1, 2))), name="publiccontract_division_is_its_own"),
            ],
        }),
        migrations.CreateModel("PublicContractBuyer", [
            ("id", KEY),
            ("contract", models.ForeignKey(db_index=False, on_delete=models.CASCADE, to="procurement.publiccontract")),
            ("buyer", models.ForeignKey(on_delete=models.PROTECT, to="procurement.publicparty")),
            ("counted", models.CharField(blank=True, max_length=40)),
            ("value_minor", models.BigIntegerField(null=True)),
            ("currency", models.CharField(blank=True, max_length=3)),
            ("shared_with", models.PositiveIntegerField(default=0)),
        ], {
            "constraints": [
                models.UniqueConstraint(fields=("contract", "buyer"), name="publiccontractbuyer_is_named_once"),
            ],
        }),
        migrations.CreateModel("PublicContractVendor", [
            ("id", KEY),
            ("contract", models.ForeignKey(db_index=False, on_delete=models.CASCADE, to="procurement.publiccontract")),
            ("vendor", models.ForeignKey(on_delete=models.PROTECT, to="procurement.publicparty")),
            ("counted", models.CharField(blank=True, max_length=40)),
            ("value_minor", models.BigIntegerField(null=True)),
            ("currency", models.CharField(blank=True, max_length=3)),
            ("shared_with", models.PositiveIntegerField(default=0)),
        ], {
            "constraints": [
                models.UniqueConstraint(fields=("contract", "vendor"), name="publiccontractvendor_is_named_once"),
            ],
        }),
        migrations.CreateModel("PublicHoldings", [
            ("id", KEY),
            ("with_invented", models.BooleanField(unique=True)),
            ("contracts", models.PositiveIntegerField()),
            ("buyers", models.PositiveIntegerField()),
            ("counted", models.PositiveIntegerField()),
            ("sums", models.JSONField(default=dict)),
            ("beside", models.JSONField(default=list)),
        ], {
            "verbose_name_plural": "public holdings",
        }),
        migrations.CreateModel("PublicIntervention", [
            ("id", KEY),
            ("public_id", models.PositiveIntegerField(unique=True)),
            ("contract", models.ForeignKey(on_delete=models.CASCADE, related_name="interventions", to="procurement.publiccontract")),
            ("type", models.CharField(blank=True, max_length=40)),
            ("capacity", models.CharField(blank=True, max_length=40)),
            ("effect", models.CharField(blank=True, max_length=40)),
            ("outcome", models.CharField(blank=True, max_length=40)),
            ("happened_on", models.DateField(null=True)),
            ("happened_on_precision", models.CharField(blank=True, max_length=40)),
            ("position", models.PositiveSmallIntegerField(default=0)),
            ("sentence", models.TextField()),
            ("level", models.CharField(blank=True, max_length=40)),
            ("known_as", models.TextField()),
            ("has_primary_source", models.BooleanField(default=False)),
            ("has_reply", models.BooleanField(default=False)),
            ("has_outcome", models.BooleanField(default=False)),
            ("demonstration", models.BooleanField(default=False)),
            ("invented", models.BooleanField(default=False)),
            ("party_words", models.TextField()),
            ("words", models.TextField()),
        ], {
            "indexes": [
                models.Index(fields=["-happened_on"], name="publicintervention_by_date"),
            ],
            "constraints": [
                models.CheckConstraint(condition=Q(("invented", False), ("demonstration", True), _connector="OR"),
                    name="publicintervention_invented_is_of_the_demonstration"),
            ],
        }),
        migrations.CreateModel("PublicInterventionActor", [
            ("id", KEY),
            ("intervention", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="acting", to="procurement.publicintervention")),
            ("party", models.ForeignKey(on_delete=models.PROTECT, related_name="acts", to="procurement.publicparty")),
            ("position", models.PositiveSmallIntegerField()),
        ], {
            "ordering": ["intervention", "position"],
            "constraints": [
                models.UniqueConstraint(fields=("intervention", "party"), name="publicinterventionactor_is_named_once"),
            ],
        }),
        migrations.CreateModel("PublicInterventionGround", [
            ("id", KEY),
            ("intervention", models.ForeignKey(on_delete=models.CASCADE, related_name="grounds", to="procurement.publicintervention")),
            ("ground", models.CharField(max_length=40)),
            ("name", models.TextField()),
            ("layer", models.CharField(blank=True, max_length=40)),
            ("direction", models.CharField(blank=True, max_length=40)),
        ], {
            "indexes": [
                models.Index(fields=["ground", "intervention"], name="publicground_by_code"),
            ],
        }),
        migrations.CreateModel("PublicSource", [
            ("id", KEY),
            ("public_id", models.PositiveIntegerField(unique=True)),
            ("title", models.TextField()),
            ("kind", models.CharField(blank=True, max_length=40)),
            ("is_primary", models.BooleanField(default=False)),
            ("publisher", models.TextField(blank=True)),
            ("author", models.TextField(blank=True)),
            ("published_on", models.DateField(null=True)),
            ("published_on_precision", models.CharField(blank=True, max_length=40)),
            ("url", models.TextField(blank=True)),
            ("archive_url", models.TextField(blank=True)),
            ("accessed_on", models.DateField(null=True)),
            ("repeats", models.ForeignKey(null=True, on_delete=models.SET_NULL, related_name="copies", to="procurement.publicsource")),
            ("root", models.PositiveIntegerField()),
            ("demonstration", models.BooleanField(default=False)),
            ("invented", models.BooleanField(default=False)),
        ], {
            "constraints": [
                models.CheckConstraint(condition=Q(("invented", False), ("demonstration", True), _connector="OR"),
                    name="publicsource_invented_is_of_the_demonstration"),
            ],
        }),
        migrations.CreateModel("PublicMention", [
            ("id", KEY),
            ("contract", models.ForeignKey(on_delete=models.CASCADE, related_name="mentions", to="procurement.publiccontract")),
            ("party", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="mentions", to="procurement.publicparty")),
            ("source", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="mentions", to="procurement.publicsource")),
        ], {
            "constraints": [
                models.CheckConstraint(condition=Q(
                    Q(("party__isnull", True), ("source__isnull", False)),
                    Q(("party__isnull", False), ("source__isnull", True)), _connector="OR"),
                    name="publicmention_is_of_one_thing"),
                models.UniqueConstraint(fields=("contract", "party"), name="publicmention_names_a_party_once"),
                models.UniqueConstraint(fields=("contract", "source"), name="publicmention_names_a_source_once"),
            ],
        }),
        migrations.CreateModel("PublicSum", [
            ("id", KEY),
            ("contract", models.ForeignKey(on_delete=models.CASCADE, related_name="sums", to="procurement.publiccontract")),
            ("link", models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="sums", to="procurement.publiccontractvendor")),
            ("part", models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="sums", to="procurement.publiccontractbuyer")),
            ("kind", models.CharField(max_length=20)),
            ("currency", models.CharField(max_length=3)),
            ("minor", models.BigIntegerField()),
        ], {
        }),
        migrations.CreateModel("RegisterDocument", [
            ("public_id", models.PositiveIntegerField(primary_key=True, serialize=False)),
            ("reader", models.PositiveSmallIntegerField()),
            ("parties", models.JSONField(default=list)),
            ("same", models.JSONField(default=dict)),
            ("packed", models.BinaryField()),
        ], {
        }),
        migrations.CreateModel("SourceInHand", [
            ("id", KEY),
            ("user", models.OneToOneField(on_delete=models.CASCADE, related_name="source_in_hand", to=settings.AUTH_USER_MODEL)),
            ("source", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="procurement.source")),
            ("speaker", models.ForeignKey(null=True, on_delete=models.SET_NULL, related_name="+", to="procurement.stakeholder")),
        ], {
            "verbose_name_plural": "sources in hand",
        }),
        migrations.CreateModel("SourceText", [
            ("id", KEY),
            ("source", models.OneToOneField(on_delete=models.CASCADE, related_name="pasted", to="procurement.source")),
            ("text", models.TextField()),
            ("by", models.ForeignKey(null=True, on_delete=models.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("at", models.DateTimeField(auto_now=True)),
        ], {
        }),
        migrations.CreateModel("Submission", [
            ("id", KEY),
            ("contract", models.ForeignKey(on_delete=models.CASCADE, related_name="submissions", to="procurement.contract")),
            ("statements", models.JSONField()),
            ("state", models.CharField(default="in_review", max_length=40)),
            ("reason", models.TextField()),
            ("change", models.CharField(default="published", max_length=40)),
            ("was_said", models.TextField(blank=True)),
            ("is_right", models.TextField(blank=True)),
            ("note", models.TextField(blank=True)),
            ("by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("at", models.DateTimeField(auto_now_add=True)),
            ("due_at", models.DateTimeField(null=True)),
            ("answer", models.TextField(blank=True)),
            ("answered_by", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("answered_at", models.DateTimeField(null=True)),
            ("revision", models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="submissions", to="procurement.revision")),
        ], {
            "ordering": ["-pk"],
            "default_permissions": ("view", "add"),
            "indexes": [
                models.Index(condition=Q(("state__in", ("published", "cancelled")), _negated=True), fields=["state", "due_at"],
                    name="submission_unfinished"),
            ],
            "constraints": [
                models.CheckConstraint(condition=Q(("state__in", ["in_review", "sent_back", "scheduled", "failed", "published", "cancelled"])),
                    name="submission_state_is_a_known_code"),
                models.CheckConstraint(condition=Q(("change__in", ["published", "corrected", "slip", "put_back", "looked_again", "shared", "register", "withdrawn"])),
                    name="submission_change_is_a_known_code"),
                models.CheckConstraint(condition=Q(
                    Q(("state", "scheduled"), _negated=True), Q(("answered_by__isnull", False), ("due_at__isnull", False)), _connector="OR"),
                    name="submission_that_is_scheduled_has_its_time"),
                models.CheckConstraint(condition=Q(
                    Q(("revision__isnull", False), ("state", "published")),
                    Q(Q(("state", "published"), _negated=True), ("revision__isnull", True)), _connector="OR"),
                    name="submission_that_is_published_became_a_revision"),
            ],
        }),
        migrations.CreateModel("Tombstone", [
            ("id", KEY),
            ("kind", models.CharField(max_length=20)),
            ("public_id", models.PositiveIntegerField()),
            ("reason", models.TextField()),
            ("at", models.DateTimeField()),
            ("demonstration", models.BooleanField(default=False)),
        ], {
            "constraints": [
                models.UniqueConstraint(fields=("kind", "public_id"), name="tombstone_stands_once"),
            ],
        }),
        migrations.AddField("PublicContract", "vendors", models.ManyToManyField(related_name="supplied", through="procurement.PublicContractVendor", to="procurement.publicparty")),
    ]
