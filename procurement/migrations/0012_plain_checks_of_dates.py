"""Checks of dates that SQLite's own tools understand, in place of those that need Django's functions.

They refuse the same rows. SQLite makes each table anew, which drops its triggers: these are put
back after every migration.
"""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.lookups import Exact

from procurement.models.days import DayOfMonth, Month

DATES = (
    ("award", "decided_on"), ("claim", "stated_on"), ("contract", "decided_on"),
    ("intervention", "happened_on"), ("intervention", "outcome_on"), ("source", "published_on"),
)  # fmt: skip


def name(model, field):
    return f"{model}_{field}_goes_with_its_precision"


def check(model, field):
    """Give the constraint that a date and its precision are both stated or both not."""
    precision, stated = f"{field}_precision", {f"{field}__isnull": False}
    first, january = Exact(DayOfMonth(field), 1), Exact(Month(field), 1)
    return models.CheckConstraint(
        name=name(model, field),
        condition=(
            Q(**{f"{field}__isnull": True, precision: ""})
            | Q(**stated, **{precision: "day"})
            | (Q(**stated, **{precision: "month"}) & Q(first))
            | (Q(**stated, **{precision: "year"}) & Q(first) & Q(january))
        ),
        violation_error_message="A date needs its precision: day, month (on the 1st) or year.",
    )


class Migration(migrations.Migration):
    dependencies = [("procurement", "0011_two_flags_and_exploration")]

    operations = [
        operation
        for model, field in DATES
        for operation in (
            migrations.RemoveConstraint(model_name=model, name=name(model, field)),
            migrations.AddConstraint(model_name=model, constraint=check(model, field)),
        )
    ]
