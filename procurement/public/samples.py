"""The demonstration record steps back once a real contract is public."""

from django.db.models import Exists, Q

from procurement.models import PublicContract


def has_real() -> bool:
    """Say whether any contract beyond the demonstration record is public. One query."""
    return PublicContract.objects.filter(is_sample=False).exists()


def without_samples(rows, is_sample="is_sample"):
    """Leave the demonstration record out once a real contract is public, as lists do."""
    real = PublicContract.objects.filter(is_sample=False)
    return rows.filter(Q(**{is_sample: False}) | ~Exists(real))
