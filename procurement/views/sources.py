"""The page of one source."""

from django.http import HttpRequest, HttpResponse

from procurement import public
from procurement.filters import PER_PAGE

from . import errors, etags
from .pages import render


@etags.list_page
def source_detail(request: HttpRequest, public_id: int) -> HttpResponse:
    """Show a source: what it is, who else carries the same story, and what it is cited for."""
    source = public.sources().filter(public_id=public_id).first()
    if source is None:
        return errors.missing(request, "source", public_id)
    naming = public.contracts_naming(source)
    context = {
        "source": source,
        "copies": public.sources()
        .filter(root=source.root)
        .exclude(pk=source.pk)
        .order_by("public_id"),
        "count": naming.count(),
        "cited": public.cited_for(source, PER_PAGE),
        "most": PER_PAGE,
    }
    return render(request, "procurement/source_detail.html", context)
