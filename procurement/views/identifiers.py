"""From an official identifier to the page of whatever bears it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from procurement import identifiers, public

from . import errors, etags
from .pages import render


@etags.list_page
def identifier_detail(request: HttpRequest, scheme: str, identifier: str) -> HttpResponse:
    """Lead to the page of what bears an identifier; where several do, list them."""
    try:
        scheme, value = _read(scheme, identifier.removesuffix("/"))
    except identifiers.IdentifierError as error:
        return errors.identifier_not_found(request, str(error))
    found = _found(scheme, value)
    if not found:
        return errors.identifier_not_found(
            request, f"Nothing on this record has the identifier {scheme} {value}."
        )
    if len(found) == 1:
        return redirect(_address(found[0]))
    context = {"scheme": scheme, "value": value, "found": found}
    return render(request, "procurement/identifier.html", context)


def _read(scheme, identifier):
    if scheme.lower() == "ocid":
        return "OCID", identifiers.clean_ocid(identifier)
    scheme = identifiers.scheme_of(scheme)
    return scheme, identifiers.normalise(scheme, identifier)


def _found(scheme, value):
    if scheme != "OCID":
        return public.parties_with_identifier(scheme, value)
    contract = public.contract_with_ocid(value)
    return [contract] if contract else []


def _address(row):
    kind = getattr(row, "kind", "contract")
    args = [row.public_id, row.slug] if row.slug else [row.public_id]
    return reverse(f"{kind}-detail", args=args)
