"""Whoever and whatever bears an identifier: found through the words that search keeps."""

from django.db.models import TextField, Value
from django.db.models.functions import Concat

from procurement import search
from procurement.models import Contract, PublicContract, PublicParty


def bearers(scheme: str, value: str) -> list[PublicParty]:
    """Give the public parties that bear an identifier, by kind. One query."""
    parties = PublicParty.objects.order_by("kind", "public_id")
    found = search.match(parties, search.exactly(value))
    # The index finds beginnings too: “1” begins a great many numbers.
    whole = found.annotate(padded=Concat(Value(" "), "words", Value(" "), output_field=TextField()))
    found = whole.filter(padded__contains=f" {search.fold(value)} ")
    borne = {"scheme": scheme, "value": value}
    columns = ("kind", "public_id", "name", "slug", "identifiers")
    return [party for party in found.only(*columns) if borne in party.identifiers]


def contract_with(ocid: str) -> PublicContract | None:
    """Give the public contract of an OCID. One query.

    The working rows have the index, and the copy the say: an OCID that is not published finds
    nothing.
    """
    rows = Contract.objects.exclude(ocid="").filter(ocid=ocid).order_by()
    return PublicContract.objects.filter(ocid=ocid, public_id__in=rows.values("public_id")).first()
