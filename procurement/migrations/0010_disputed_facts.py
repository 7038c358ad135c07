"""Which facts of a contract are disputed, where it was only kept whether any is."""

import json

from django.db import migrations, models
from django.db.models import OuterRef, Subquery

NAME = "publiccontract_disputed"


def listed(codes):
    return "".join(f",{code}" for code in codes) + ("," if codes else "")


def facts(apps, schema_editor):
    """Take them from the form that each contract was last published in."""
    contracts = apps.get_model("procurement", "PublicContract").objects
    bodies = apps.get_model("procurement", "RevisionBody").objects.exclude(text="")
    last = bodies.filter(revision__contract__public_id=OuterRef("public_id")).order_by(
        "-revision__number"
    )
    disputed = contracts.filter(disputed=True).annotate(body=Subquery(last.values("text")[:1]))
    for pk, body in list(disputed.values_list("pk", "body")):
        codes = json.loads(body)["disputed"] if body else []
        contracts.filter(pk=pk).update(facts=listed(codes))


def whether(apps, schema_editor):
    """Keep only whether there is any."""
    apps.get_model("procurement", "PublicContract").objects.exclude(facts="").update(disputed=True)


class Migration(migrations.Migration):
    dependencies = [("procurement", "0009_publiccontract_value")]

    operations = [
        migrations.AddField(
            model_name="publiccontract",
            name="facts",
            field=models.TextField(
                blank=True,
                default="",
                help_text="Facts that accounts differ on: “,value,stage,”.",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(facts, whether),
        migrations.RemoveIndex(model_name="publiccontract", name=NAME),
        migrations.RemoveField(model_name="publiccontract", name="disputed"),
        migrations.RenameField(model_name="publiccontract", old_name="facts", new_name="disputed"),
        migrations.AddIndex(
            model_name="publiccontract",
            index=models.Index(condition=~models.Q(disputed=""), fields=["-recency"], name=NAME),
        ),
    ]
