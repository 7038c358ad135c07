"""The one flag of the demonstration record becomes two, and exploration a type of intervention.

What notices told of was invented; the founding case was not.
"""

from django.db import migrations, models
from django.db.models import Exists, F, OuterRef, Q

FLAGGED = (
    "buyer", "contract", "importrun", "partymerge", "partyredirect", "publiccontract",
    "publicintervention", "publicparty", "publicsource", "revision", "source", "stakeholder",
    "tombstone", "vendor",
)  # fmt: skip
INVENTED = ("contract", "publiccontract", "publicintervention", "publicparty", "publicsource")
COUNTED = (
    "invented", "tracked", "stage", "hold", "category", "method", "division", "year", "buyer",
)  # fmt: skip
TYPES = [
    ("concern_raised", "Concern raised"),
    ("objection", "Objection"),
    ("complaint", "Complaint"),
    ("call_in", "Call-in"),
    ("review_opened", "Review opened"),
    ("investigation", "Investigation"),
    ("hold", "Hold"),
    ("approval_refused", "Approval refused"),
    ("approval", "Approval"),
    ("approval_conditional", "Conditional approval"),
    ("legal_challenge_threatened", "Legal challenge threatened"),
    ("legal_challenge", "Legal challenge"),
    ("automatic_suspension", "Automatic suspension"),
    ("interim_order", "Interim order"),
    ("ruling", "Ruling"),
    ("direction", "Direction"),
    ("recommendation", "Recommendation"),
    ("modification", "Modification"),
    ("extension", "Extension"),
    ("cancellation", "Cancellation"),
    ("termination", "Termination"),
    ("withdrawal_by_supplier", "Withdrawal by the vendor"),
    ("reprocurement_ordered", "New procurement ordered"),
    ("exploration", "Exploration"),
    ("support_statement", "Support"),
    ("response", "Response"),
]
CODES = [code for code, _ in TYPES]


def alone(name, *first, more=()):
    """Give an index in an order, with all that is counted in it."""
    rest = [column for column in COUNTED if column not in first]
    return models.Index(fields=[*first, "-recency", *rest, *more, "id"], name=name)


INDEXES = [
    alone("publiccontract_by_recency", more=("currency", "value_minor", "dated_on")),
    alone("publiccontract_by_stage", "stage"),
    alone("publiccontract_by_buyer", "buyer"),
    alone("publiccontract_by_cpv", "division"),
    alone("publiccontract_by_year", "year", more=("dated_on",)),
    models.Index(
        fields=["currency", "value_minor", "recency", "value_kind", "invented", "demonstration"],
        name="publiccontract_by_value",
    ),
]


def tell_apart(apps, schema_editor):
    """Say what of the demonstration is invented."""
    model = {name: apps.get_model("procurement", name).objects for name in INVENTED}
    mention = apps.get_model("procurement", "publicmention").objects
    link = apps.get_model("procurement", "publiccontractvendor").objects
    of_demonstration = {name: rows.filter(demonstration=True) for name, rows in model.items()}
    of_demonstration["contract"].filter(from_register=True).update(invented=True)
    invented = model["contract"].filter(invented=True).values("public_id")
    contracts = of_demonstration["publiccontract"].filter(public_id__in=invented)
    contracts.update(invented=True)
    contracts.filter(revision_hash="").update(known_as="invented")
    of_demonstration["publicintervention"].filter(contract__invented=True).update(invented=True)
    named, others = OuterRef("pk"), model["publiccontract"].filter(invented=False)
    of_demonstration["publicparty"].update(
        invented=~Exists(mention.filter(party=named, contract__invented=False))
        & ~Exists(others.filter(buyer=named))
        & ~Exists(others.filter(user_body=named))
        & ~Exists(link.filter(vendor=named, contract__invented=False))
    )
    of_demonstration["publicsource"].update(
        invented=~Exists(mention.filter(source=named, contract__invented=False))
    )


def count_again(apps, schema_editor):
    """Count what is not invented for parties that real contracts name too; holdings by themselves."""
    parties = apps.get_model("procurement", "publicparty").objects.filter(demonstration=False)
    shown = apps.get_model("procurement", "publiccontract").objects.filter(
        demonstration=True, invented=False
    )
    for contract in shown:
        parties.filter(mentions__contract=contract).update(contract_count=F("contract_count") + 1)
        supplied = Q(pk__in=contract.publiccontractvendor_set.values("vendor"))
        ends = parties.filter(supplied | Q(pk=contract.buyer_id))
        ends.update(demonstration_count=F("demonstration_count") + 1)
        for actor in contract.interventions.values_list("stakeholder", flat=True):
            acted = parties.filter(pk=actor)
            acted.update(intervention_count=F("intervention_count") + 1)
    # What is missing is counted at the end of the migration.
    apps.get_model("procurement", "publicholdings").objects.all().delete()


def keep_merged(apps, schema_editor):
    """What was kept of merged parties, to be put back, has the columns that parties have now."""
    for merge, copy in _merged(apps):
        copy["demonstration"] = copy.pop("is_sample")
        # Counted anew when it is put back.
        copy |= {"invented": False, "demonstration_count": 0}
        merge.save(update_fields=["moved"])


def keep_merged_as_before(apps, schema_editor):
    """And has those that they had."""
    for merge, copy in _merged(apps):
        copy["is_sample"] = copy.pop("demonstration")
        del copy["invented"], copy["demonstration_count"]
        merge.save(update_fields=["moved"])


def _merged(apps):
    for merge in apps.get_model("procurement", "partymerge").objects.iterator():
        if (merge.moved.get("public") or {}).get("copy"):
            yield merge, merge.moved["public"]["copy"]


def settle(apps, schema_editor):
    """Check the foreign keys of what was written: PostgreSQL makes no index before."""
    schema_editor.connection.check_constraints()


def favour(apps, schema_editor):
    """Going back: the earlier release has no nearer type, and had entered it so."""
    for name in ("intervention", "publicintervention"):
        acts = apps.get_model("procurement", name).objects
        acts.filter(type="exploration").update(type="support_statement")


class Migration(migrations.Migration):
    dependencies = [("procurement", "0010_disputed_facts")]

    operations = [
        *[migrations.RemoveIndex("publiccontract", index.name) for index in INDEXES],
        *[migrations.RenameField(model, "is_sample", "demonstration") for model in FLAGGED],
        migrations.RenameField("publicholdings", "with_samples", "with_invented"),
        *[
            migrations.AddField(
                model,
                "invented",
                models.BooleanField(
                    default=False,
                    editable=model != "contract",
                    help_text="Made up for the demonstration record.",
                ),
            )
            for model in INVENTED
        ],
        migrations.AddField(
            "publicparty",
            "demonstration_count",
            models.PositiveIntegerField(
                default=0,
                help_text="Contracts of the demonstration record beside real ones; in no total.",
            ),
        ),
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
        migrations.RunPython(count_again, migrations.RunPython.noop),
        migrations.RunPython(keep_merged, keep_merged_as_before),
        migrations.RunPython(settle, settle),
        *[migrations.AddIndex("publiccontract", index) for index in INDEXES],
        migrations.AddIndex(
            "publiccontract",
            models.Index(
                fields=["-recency"], condition=Q(invented=True), name="publiccontract_invented"
            ),
        ),
        *[
            migrations.AddConstraint(
                model,
                models.CheckConstraint(
                    name=f"{model}_invented_is_of_the_demonstration",
                    condition=Q(invented=False) | Q(demonstration=True),
                    violation_error_message="What is invented is part of the demonstration record.",
                ),
            )
            for model in INVENTED
        ],
        migrations.AlterField(
            "publicholdings",
            "with_invented",
            models.BooleanField(
                unique=True, help_text="Whether invented contracts are counted too."
            ),
        ),
        migrations.AlterField(
            "publicholdings",
            "counted",
            models.PositiveIntegerField(help_text="Contracts that the sums are of."),
        ),
        migrations.AlterField(
            "publicholdings",
            "sums",
            models.JSONField(
                default=dict,
                help_text=(
                    "Decided values, {currency: minor units}; once there is a real contract, of"
                    " those alone."
                ),
            ),
        ),
        migrations.RemoveConstraint("intervention", "intervention_type_is_a_known_code"),
        migrations.AlterField(
            "intervention",
            "type",
            models.CharField(choices=TYPES, help_text="What kind of act it is.", max_length=40),
        ),
        migrations.AddConstraint(
            "intervention",
            models.CheckConstraint(
                name="intervention_type_is_a_known_code",
                condition=Q(type__in=CODES),
                violation_error_message=f"“type” takes one of: {', '.join(CODES)}.",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, favour),
    ]
