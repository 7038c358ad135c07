"""The site with one page more: a bare template of 25 rows, the floor that pages are measured by."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

application = get_wsgi_application()

from tracker import urls  # noqa: E402 -- needs the app registry

# About 20 kB, as a list page of 25 rows is.
_ROWS = [
    {"title": f"Contract {n}", "buyer": f"Buyer {n}", "text": "what happened, in words " * 25}
    for n in range(25)
]
_TEMPLATE = engines["django"].from_string(
    "<!doctype html><title>Floor</title><ul>{% for row in rows %}<li><h2>{{ row.title }}</h2>"
    "<p>{{ row.buyer }}</p><p>{{ row.text }}</p></li>{% endfor %}</ul>"
)


def floor(request: HttpRequest) -> HttpResponse:
    """Render the bare template: no query, no look-up."""
    return HttpResponse(_TEMPLATE.render({"rows": _ROWS}))


urls.urlpatterns.insert(0, path("floor/", floor))
