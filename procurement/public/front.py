"""What the front page shows, and what every list rests on."""

import datetime

from django.db.models import F

from procurement.models import Counter, PublicSource

from .contracts import contracts
from .interventions import interventions, latest_first
from .samples import without_samples


def data_version() -> int:
    """Count of all changes of the public record: what a list's ETag rests on."""
    counter = Counter.objects.filter(name="data").first()
    return counter.last if counter else 0


def today() -> datetime.date:
    """The day in UTC, which pages that print elapsed days put into their ETag."""
    return datetime.datetime.now(datetime.UTC).date()


def front() -> dict:
    """Give what the front page shows: open holds, latest decisions and acts, and how many."""
    shown, acts = without_samples(contracts()), without_samples(interventions())
    held = shown.exclude(hold="none").order_by(
        F("held_since").desc(nulls_last=True), "-changed_at", "-public_id"
    )
    return {
        "held": held[:5],
        "held_count": held.count(),
        "latest": shown.order_by("-changed_at", "-public_id")[:5],
        "acts": latest_first(acts)[:5],
        "contract_count": shown.count(),
        "act_count": acts.count(),
        "source_count": without_samples(PublicSource.objects.all()).count(),
    }
