"""Days by which stages are told: deadlines and terms; what OCDS calls terminated is a stage of its own."""

from django.db import migrations, models

NEW_FACTS = ("open_until", "latest_end_on", "ended_on")


def go_back(apps, schema_editor):
    """The earlier release knows neither the stage nor the facts, and refuses their rows."""
    for name in ("contract", "claim", "publiccontract"):
        rows = apps.get_model("procurement", name).objects
        rows.filter(stage="ended").update(stage="complete")
    claims = apps.get_model("procurement", "claim").objects.filter(fact__in=NEW_FACTS)
    apps.get_model("procurement", "citation").objects.filter(claim__in=claims).delete()
    claims.delete()
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [
        ("procurement", "0013_labels_of_what_is_not_on_this_record"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="claim",
            name="claim_fact_is_a_known_code",
        ),
        migrations.RemoveConstraint(
            model_name="claim",
            name="claim_stage_is_a_known_code",
        ),
        migrations.RemoveConstraint(
            model_name="claim",
            name="claim_states_what_its_fact_needs",
        ),
        migrations.RemoveConstraint(
            model_name="contract",
            name="contract_stage_is_a_known_code",
        ),
        migrations.RemoveIndex(
            model_name="publiccontract",
            name="publiccontract_by_publishing",
        ),
        migrations.AddField(
            model_name="contract",
            name="ended_on",
            field=models.DateField(
                blank=True,
                help_text="When a termination ended it.",
                null=True,
                verbose_name="day of ending",
            ),
        ),
        migrations.AddField(
            model_name="contract",
            name="ends_on",
            field=models.DateField(
                blank=True,
                help_text="When it ends, without any option used.",
                null=True,
                verbose_name="end",
            ),
        ),
        migrations.AddField(
            model_name="contract",
            name="latest_end_on",
            field=models.DateField(
                blank=True,
                help_text="When it ends with every option used.",
                null=True,
                verbose_name="latest end",
            ),
        ),
        migrations.AddField(
            model_name="contract",
            name="open_until",
            field=models.DateField(
                blank=True,
                help_text="Until when bids may be made.",
                null=True,
                verbose_name="deadline for bids",
            ),
        ),
        migrations.AddField(
            model_name="contract",
            name="starts_on",
            field=models.DateField(
                blank=True,
                help_text="When what was awarded or signed begins.",
                null=True,
                verbose_name="start",
            ),
        ),
        migrations.AddField(
            model_name="publiccontract",
            name="appeared_at",
            field=models.DateTimeField(
                help_text="Date of its first notice; of one made by hand, of publication here.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="publiccontract",
            name="days",
            field=models.JSONField(
                default=dict,
                help_text="What its stage is told by: {“ends_on”: “2026-09”}, as stated.",
            ),
        ),
        migrations.AddField(
            model_name="publiccontract",
            name="ends_on",
            field=models.DateField(help_text="Last day that it runs, without options.", null=True),
        ),
        migrations.AddField(
            model_name="publiccontract",
            name="latest_end_on",
            field=models.DateField(help_text="Last day that it may run.", null=True),
        ),
        migrations.AddField(
            model_name="publiccontract",
            name="open_until",
            field=models.DateField(help_text="Last day for bids, while it is a tender.", null=True),
        ),
        migrations.AddField(
            model_name="publiccontract",
            name="starts_on",
            field=models.DateField(help_text="First day that it runs.", null=True),
        ),
        migrations.AlterField(
            model_name="agreement",
            name="status",
            field=models.CharField(
                blank=True,
                choices=[
                    ("pending", "Not signed"),
                    ("active", "Signed"),
                    ("cancelled", "Cancelled"),
                    ("terminated", "Called terminated"),
                ],
                help_text="OCDS contracts/status.",
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="claim",
            name="fact",
            field=models.CharField(
                choices=[
                    ("value", "Value"),
                    ("stage", "Stage"),
                    ("decided_on", "Date of the decision"),
                    ("signed_on", "Date of signature"),
                    ("open_until", "Deadline for bids"),
                    ("starts_on", "Start"),
                    ("ends_on", "End"),
                    ("latest_end_on", "Latest end"),
                    ("ended_on", "Day of ending"),
                    ("decision_maker", "Decision-maker"),
                    ("buyer", "Buyer"),
                    ("user_body", "User"),
                    ("vendor", "Vendor"),
                ],
                help_text="Which fact it states.",
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="claim",
            name="stage",
            field=models.CharField(
                blank=True,
                choices=[
                    ("planning", "Planning"),
                    ("tender", "Tender"),
                    ("award_proposed", "Proposed award"),
                    ("award", "Awarded"),
                    ("contract_pending", "Contract pending"),
                    ("active", "Active"),
                    ("complete", "Complete"),
                    ("ended", "Called terminated"),
                    ("terminated_early", "Terminated early"),
                    ("cancelled", "Cancelled"),
                    ("unsuccessful", "Unsuccessful"),
                    ("withdrawn", "Withdrawn"),
                    ("unknown", "Stage not on this record"),
                ],
                help_text="How far the process is.",
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="contract",
            name="stage",
            field=models.CharField(
                choices=[
                    ("planning", "Planning"),
                    ("tender", "Tender"),
                    ("award_proposed", "Proposed award"),
                    ("award", "Awarded"),
                    ("contract_pending", "Contract pending"),
                    ("active", "Active"),
                    ("complete", "Complete"),
                    ("ended", "Called terminated"),
                    ("terminated_early", "Terminated early"),
                    ("cancelled", "Cancelled"),
                    ("unsuccessful", "Unsuccessful"),
                    ("withdrawn", "Withdrawn"),
                    ("unknown", "Stage not on this record"),
                ],
                default="unknown",
                help_text="How far the register says it is.",
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="publiccontract",
            name="headline",
            field=models.TextField(
                help_text="The sentence at the top of its page; its verb is left open where the day decides."
            ),
        ),
        migrations.AddIndex(
            model_name="publiccontract",
            index=models.Index(
                fields=["-appeared_at", "-public_id"],
                name="publiccontract_by_appearing",
            ),
        ),
        migrations.AddIndex(
            model_name="publiccontract",
            index=models.Index(
                condition=models.Q(("open_until__isnull", False)),
                fields=["open_until"],
                name="publiccontract_open_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "fact__in",
                        [
                            "value",
                            "stage",
                            "decided_on",
                            "signed_on",
                            "open_until",
                            "starts_on",
                            "ends_on",
                            "latest_end_on",
                            "ended_on",
                            "decision_maker",
                            "buyer",
                            "user_body",
                            "vendor",
                        ],
                    )
                ),
                name="claim_fact_is_a_known_code",
                violation_error_message="“fact” takes one of: value, stage, decided_on, signed_on, open_until, starts_on, ends_on, latest_end_on, ended_on, decision_maker, buyer, user_body, vendor.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "stage__in",
                        [
                            "planning",
                            "tender",
                            "award_proposed",
                            "award",
                            "contract_pending",
                            "active",
                            "complete",
                            "ended",
                            "terminated_early",
                            "cancelled",
                            "unsuccessful",
                            "withdrawn",
                            "unknown",
                            "",
                        ],
                    )
                ),
                name="claim_stage_is_a_known_code",
                violation_error_message="“stage” takes one of: planning, tender, award_proposed, award, contract_pending, active, complete, ended, terminated_early, cancelled, unsuccessful, withdrawn, unknown.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("fact", "value"),
                        ("buyer__isnull", True),
                        ("stage", ""),
                        ("stakeholder__isnull", True),
                        ("stated_on__isnull", True),
                        ("value_minor__isnull", False),
                        ("vendor__isnull", True),
                    ),
                    models.Q(
                        ("fact", "stage"),
                        ("buyer__isnull", True),
                        models.Q(("stage", ""), _negated=True),
                        ("stakeholder__isnull", True),
                        ("stated_on__isnull", True),
                        ("value_minor__isnull", True),
                        ("vendor__isnull", True),
                    ),
                    models.Q(
                        ("fact", "decided_on"),
                        ("buyer__isnull", True),
                        ("stage", ""),
                        ("stakeholder__isnull", True),
                        ("stated_on__isnull", False),
                        ("value_minor__isnull", True),
                        ("vendor__isnull", True),
                    ),
                    models.Q(
                        ("fact", "signed_on"),
                        ("buyer__isnull", True),
                        ("stage", ""),
                        ("stakeholder__isnull", True),
                        ("stated_on__isnull", False),
                        ("value_minor__isnull", True),
                        ("vendor__isnull", True),
                    ),
                    models.Q(
                        ("fact", "open_until"),
                        ("buyer__isnull", True),
                        ("stage", ""),
                        ("stakeholder__isnull", True),
                        ("stated_on__isnull", False),
                        ("value_minor__isnull", True),
                        ("vendor__isnull", True),
                    ),
                    models.Q(
                        ("fact", "starts_on"),
                        ("buyer__isnull", True),
                        ("stage", ""),
                        ("stakeholder__isnull", True),
                        ("stated_on__isnull", False),
                        ("value_minor__isnull", True),
                        ("vendor__isnull", True),
                    ),
                    models.Q(
                        ("fact", "ends_on"),
                        ("buyer__isnull", True),
                        ("stage", ""),
                        ("stakeholder__isnull", True),
                        ("stated_on__isnull", False),
                        ("value_minor__isnull", True),
                        ("vendor__isnull", True),
                    ),
                    models.Q(
                        ("fact", "latest_end_on"),
                        ("buyer__isnull", True),
                        ("stage", ""),
                        ("stakeholder__isnull", True),
                        ("stated_on__isnull", False),
                        ("value_minor__isnull", True),
                        ("vendor__isnull", True),
                    ),
                    models.Q(
                        ("fact", "ended_on"),
                        ("buyer__isnull", True),
                        ("stage", ""),
                        ("stakeholder__isnull", True),
                        ("stated_on__isnull", False),
                        ("value_minor__isnull", True),
                        ("vendor__isnull", True),
                    ),
                    models.Q(
                        ("fact", "decision_maker"),
                        ("buyer__isnull", True),
                        ("stage", ""),
                        ("stakeholder__isnull", False),
                        ("stated_on__isnull", True),
                        ("value_minor__isnull", True),
                        ("vendor__isnull", True),
                    ),
                    models.Q(
                        ("fact", "buyer"),
                        ("buyer__isnull", False),
                        ("stage", ""),
                        ("stakeholder__isnull", True),
                        ("stated_on__isnull", True),
                        ("value_minor__isnull", True),
                        ("vendor__isnull", True),
                    ),
                    models.Q(
                        ("fact", "user_body"),
                        ("buyer__isnull", False),
                        ("stage", ""),
                        ("stakeholder__isnull", True),
                        ("stated_on__isnull", True),
                        ("value_minor__isnull", True),
                        ("vendor__isnull", True),
                    ),
                    models.Q(
                        ("fact", "vendor"),
                        ("buyer__isnull", True),
                        ("stage", ""),
                        ("stakeholder__isnull", True),
                        ("stated_on__isnull", True),
                        ("value_minor__isnull", True),
                        ("vendor__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="claim_states_what_its_fact_needs",
                violation_error_message="State what the fact needs, and nothing else.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "stage__in",
                        [
                            "planning",
                            "tender",
                            "award_proposed",
                            "award",
                            "contract_pending",
                            "active",
                            "complete",
                            "ended",
                            "terminated_early",
                            "cancelled",
                            "unsuccessful",
                            "withdrawn",
                            "unknown",
                        ],
                    )
                ),
                name="contract_stage_is_a_known_code",
                violation_error_message="“stage” takes one of: planning, tender, award_proposed, award, contract_pending, active, complete, ended, terminated_early, cancelled, unsuccessful, withdrawn, unknown.",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, go_back),
    ]
