"""Parties that *Who* makes: drafts of a name, a new vendor with its official number."""

from django.core.exceptions import ValidationError

from procurement import actions, author, codelists, identifiers
from procurement.models import PARTIES, Identifier, Stakeholder, Vendor

from .parties_found import NEW, alike, candidates, parties_of

NOT_HERE = "“%(text)s” is not on offer; find them by name."
THEIRS = "%(number)s is the number of “%(name)s”, who is here already: choose that one."
_THE = "the "


def made_of(token: str, wanted: str, number: str = ""):
    """Make a new draft of the kind that is wanted; of a stakeholder the token says what it is.

    A vendor may be given its official number, with its register unless that is Companies House.
    Raises `ValidationError` where it cannot be. Whoever asks undoes what was made of what is refused.
    """
    name = token.removeprefix(f"{NEW}-")
    kind, _, rest = name.partition("-")
    columns = {"is_a": kind} if wanted == Stakeholder.kind else {}
    if wanted == Stakeholder.kind:
        name = rest
        if kind not in codelists.STAKEHOLDER_KIND:
            raise ValidationError(NOT_HERE, code="invalid_choice", params={"text": token[:40]})
    row = PARTIES[wanted](name=without_the(name), takes_the=name.startswith(_THE), **columns)
    _check_new(row)
    likely = alike(row.name, candidates(row.name, wanted))
    row.save()
    if number and wanted == Vendor.kind:
        _add_number(row, number)
    if by := author.current().account():
        # Whoever makes it was told of those, and says that it is another.
        for other in parties_of(one.token for one in likely).values():
            actions.set_two(row, other, by=by)
    return row


def _add_number(vendor, text):
    """Give a vendor its number; one without a register is of Companies House, as most are."""
    scheme, value = identifiers.parted(text) or ("GB-COH", text)
    number = Identifier(vendor=vendor, scheme=scheme, value=value)
    try:
        number.clean()
    except ValidationError as refused:
        raise ValidationError(refused.messages, code="number") from refused
    there = Identifier.objects.filter(vendor__isnull=False, scheme=scheme, value=number.value)
    if other := there.select_related("vendor").first():
        params = {"number": number, "name": other.vendor}
        raise ValidationError(THEIRS, code="number", params=params)
    _check_new(number)
    number.save()


def _check_new(row):
    try:
        row.full_clean()
    except ValidationError as refused:
        raise ValidationError(refused.messages, code="new") from refused


def without_the(text: str) -> str:
    """Give a name that was typed after “the” without it."""
    return text.removeprefix(_THE)
