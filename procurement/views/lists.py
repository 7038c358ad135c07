"""The lists: a query string in, a page of rows out."""

from django.core.paginator import EmptyPage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from procurement import public
from procurement.filters import ContractFilter, InterventionFilter, Listing

from . import errors, etags
from .pages import render


@etags.list_page
def contract_list(request: HttpRequest) -> HttpResponse:
    """List the public contracts that the query string asks for."""
    listing = ContractFilter(request.GET)
    whole = not listing.problems and not listing.is_filtered
    # It counts the same contracts as the list does, or is left out.
    usual = whole and listing.shows_invented != listing.has_real
    holdings = public.holdings(invented=listing.shows_invented) if usual else None
    return listed(request, listing, "procurement/contract_list.html", holdings=holdings)


@etags.list_page
def intervention_list(request: HttpRequest) -> HttpResponse:
    """List the public interventions that the query string asks for."""
    return listed(request, InterventionFilter(request.GET), "procurement/intervention_list.html")


def listed(request: HttpRequest, listing: Listing, template: str, **context) -> HttpResponse:
    """Render a list; as 400 with the form still filled where the query string is refused.

    One that may mean several things is answered with the question which of them is meant.

    A query string that says nothing with many words is sent on to the short one, and one
    that names a party, or one that was merged into another, to the same with its number.
    """
    page = None
    if not listing.problems:
        if listing.is_wordy:
            return redirect(f"{request.path}{listing.address}")
        if listing.to_settled:
            return redirect(f"{request.path}{listing.to_settled}", permanent=listing.is_moved)
        try:
            page = listing.page
        except EmptyPage:
            pages = listing.paginator.num_pages
            return errors.beyond(request, pages, f"{request.path}{listing.to_page(pages)}")
    context |= {
        "listing": listing,
        "page": page,
        "canonical": request.build_absolute_uri(f"{request.path}{listing.canonical}"),
        "files": request.path.rstrip("/"),
        "today": public.today(),
    }
    return render(request, template, context, status=400 if listing.mistakes else 200)
