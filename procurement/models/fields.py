"""Model fields that refuse what must not stand in the record, and helpers that constrain codes."""

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Substr
from django.db.models.lookups import Exact

from procurement import identifiers, links, money, plaintext
from procurement.codelists import Codelist
from procurement.dates import PartialDate

from .date_parts import DayOfMonth, Month


class LineField(models.CharField):
    """One line of plain text: NFC, trimmed, without control or bidirectional characters."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 300)
        super().__init__(*args, **kwargs)

    def clean(self, value, model_instance):
        return super().clean(_plain(value, multiline=False), model_instance)


class ProseField(models.TextField):
    """Plain text of several lines, refused and normalised like a `LineField`."""

    def clean(self, value, model_instance):
        return super().clean(_plain(value, multiline=True), model_instance)


class OcidField(LineField):
    """The id of a contracting process, as published: plain ASCII without spaces."""

    def clean(self, value, model_instance):
        value = super().clean(value, model_instance)
        try:
            return identifiers.clean_ocid(value) if value else value
        except identifiers.IdentifierError as error:
            raise ValidationError(str(error), code="ocid") from error


class PlaceField(models.PositiveSmallIntegerField):
    """A place in an order. SQLite would take a greater number than PostgreSQL does."""

    default_validators = [MaxValueValidator(32767)]


class LinkField(models.CharField):
    """An address on the public web: http or https, no credentials, no private host."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 2000)
        super().__init__(*args, **kwargs)

    def clean(self, value, model_instance):
        if value:
            try:
                value = links.check(value)
            except links.LinkError as error:
                raise ValidationError(str(error), code="link") from error
        return super().clean(value, model_instance)


def _plain(value, multiline):
    try:
        return plaintext.clean(value or "", multiline=multiline)
    except plaintext.PlainTextError as error:
        raise ValidationError(str(error), code="plaintext") from error


def partial_date(on, precision: str) -> PartialDate | None:
    """Give the two columns of a date as one value, None where it is not stated."""
    return PartialDate(on, precision) if on else None


def demonstration_field(**kwargs) -> models.BooleanField:
    """Give the column that marks rows of the demonstration record."""
    said = "Part of the demonstration record."
    return models.BooleanField(default=False, help_text=said, **kwargs)


def public_id_field() -> models.PositiveIntegerField:
    """Give the column for the public id of a working row."""
    said = "Given at first publication; permanent."
    return models.PositiveIntegerField(null=True, editable=False, unique=True, help_text=said)


def account_field(help_text: str, **kwargs) -> models.ForeignKey:
    """Give the column for the account that did something: it is closed, never deleted."""
    to, kept = settings.AUTH_USER_MODEL, models.PROTECT
    return models.ForeignKey(to, kept, related_name="+", help_text=help_text, **kwargs)


def code_field(codelist: Codelist, **kwargs) -> models.CharField:
    """Give a text field that takes one code of a closed list."""
    return models.CharField(max_length=40, choices=codelist.choices(), **kwargs)


def copied_code(**kwargs) -> models.CharField:
    """Give a text field for the code that a copy carries; its list was checked where it was typed."""
    return models.CharField(max_length=40, blank=True, **kwargs)


def code_check(model: str, field: str, codelist: Codelist, blank=False) -> models.CheckConstraint:
    """Give the constraint that a column holds a code of its list."""
    codes = codelist.codes() + ([""] if blank else [])
    return models.CheckConstraint(
        name=f"{model}_{field}_is_a_known_code",
        condition=Q(**{f"{field}__in": codes}),
        violation_error_message=f"“{field}” takes one of: {', '.join(codelist.codes())}.",
    )


def link_check(model: str, field: str) -> models.CheckConstraint:
    """Give the constraint that an address is empty or begins as one on the web does."""
    # LIKE is blind to case on SQLite and not on PostgreSQL; "=" sees it on both.
    begins = [Exact(Substr(field, 1, len(scheme)), scheme) for scheme in ("https://", "http://")]
    return models.CheckConstraint(
        name=f"{model}_{field}_is_on_the_web",
        condition=Q(**{field: ""}) | Q(begins[0]) | Q(begins[1]),
        violation_error_message="An address begins with https:// or http://.",
    )


def date_check(model: str, field: str) -> models.CheckConstraint:
    """Give the constraint that a date and its precision are both stated or both not.

    A date known to the month stands on its first day, one known to the year on 1 January.
    """
    precision = f"{field}_precision"
    # Said each time: a comparison with NULL is not false, and CHECK refuses only what is false.
    stated = {f"{field}__isnull": False}
    first, january = Q(Exact(DayOfMonth(field), 1)), Q(Exact(Month(field), 1))
    return models.CheckConstraint(
        name=f"{model}_{field}_goes_with_its_precision",
        condition=(
            Q(**{f"{field}__isnull": True, precision: ""})
            | Q(**stated, **{precision: "day"})
            | (Q(**stated, **{precision: "month"}) & first)
            | (Q(**stated, **{precision: "year"}) & first & january)
        ),
        violation_error_message="A date needs its precision: day, month (on the 1st) or year.",
    )


def invented_check(model: str) -> models.CheckConstraint:
    """Give the constraint that what is invented is part of the demonstration record."""
    return models.CheckConstraint(
        name=f"{model}_invented_is_of_the_demonstration",
        condition=Q(invented=False) | Q(demonstration=True),
        violation_error_message="What is invented is part of the demonstration record.",
    )


def money_check(model: str) -> models.CheckConstraint:
    """Give the constraint that an amount has a currency, and a currency an amount; never negative."""
    known = {
        "value_minor__isnull": False,
        "value_minor__gte": 0,
        "currency__in": sorted(money.CURRENCIES),
    }
    return models.CheckConstraint(
        name=f"{model}_value_goes_with_a_currency",
        condition=Q(value_minor__isnull=True, currency="") | Q(**known),
        violation_error_message="An amount needs a currency (ISO 4217) and is not negative.",
    )


def listed(codes: Iterable[str]) -> str:
    """Give codes in one column, in which each is found between commas: ",a,b,"; "" for none."""
    found = "".join(f",{code}" for code in codes)
    return f"{found}," if found else ""
