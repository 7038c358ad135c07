"""How a browser searches this site from its own box."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from . import etags


@etags.etagged(lambda request: ())
def opensearch(request: HttpRequest) -> HttpResponse:
    """Give the OpenSearch 1.1 description: https://github.com/dewitt/opensearch."""
    search = request.build_absolute_uri(reverse("contract-list"))
    context = {"search": search, "feed": search.rstrip("/") + ".atom"}
    kind = "application/opensearchdescription+xml"
    return render(request, "procurement/opensearch.xml", context, content_type=kind)
