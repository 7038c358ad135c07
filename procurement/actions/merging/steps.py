"""One version further: whoever has the page of a row open finds that it has changed."""

from django.db.models import Case, F, IntegerField, QuerySet, When
from django.utils import timezone


def step(rows: QuerySet, *, settled: bool = True) -> None:
    """Move rows one version on; those without a pending edit have none after it, if `settled`."""
    following = F("version") + 1
    published = Case(
        When(published_version=F("version"), then=following),
        default=F("published_version"),
        output_field=IntegerField(),
    )
    changed = {"published_version": published} if settled else {}
    rows.update(version=following, updated_at=timezone.now(), **changed)
