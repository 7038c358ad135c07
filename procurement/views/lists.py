"""The lists: a query string in, a page of rows out."""

from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from procurement.filters import ContractFilter, InterventionFilter, Listing

from . import etags


@etags.list_page
def contract_list(request: HttpRequest) -> HttpResponse:
    """List the public contracts that the query string asks for."""
    return listed(request, ContractFilter(request.GET), "procurement/contract_list.html")


@etags.list_page
def intervention_list(request: HttpRequest) -> HttpResponse:
    """List the public interventions that the query string asks for."""
    return listed(request, InterventionFilter(request.GET), "procurement/intervention_list.html")


def listed(request: HttpRequest, listing: Listing, template: str, **context) -> HttpResponse:
    """Render a list; as 400 with the form still filled where the query string is refused.

    Raises `Http404` for a page beyond the end.
    """
    page = None
    if not listing.problems:
        try:
            page = listing.page
        except EmptyPage:
            raise Http404 from None
    context |= {
        "listing": listing,
        "page": page,
        "canonical": request.build_absolute_uri(f"{request.path}{_query(listing, page)}"),
    }
    return render(request, template, context, status=400 if page is None else 200)


def _query(listing, page):
    """The query string of this page, in one order and without what this site does not know."""
    number = [str(page.number)] if page and page.number > 1 else []
    query = listing.query(page=number)
    return f"?{query}" if query else ""
