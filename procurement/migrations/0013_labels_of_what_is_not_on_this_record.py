"""What is not read is said not to be on this record: labels alone, nothing changes in the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("procurement", "0012_plain_checks_of_dates"),
    ]

    operations = [
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
            name="category",
            field=models.CharField(
                choices=[
                    ("goods", "Goods"),
                    ("services", "Services"),
                    ("works", "Works"),
                    ("not_stated", "Category not on this record"),
                ],
                default="not_stated",
                help_text="Goods, services or works.",
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="contract",
            name="method",
            field=models.CharField(
                choices=[
                    ("open", "Open"),
                    ("selective", "Selective"),
                    ("limited", "Limited"),
                    ("direct", "Direct"),
                    ("not_stated", "Method not on this record"),
                ],
                default="not_stated",
                help_text="How the vendor was chosen.",
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
    ]
