"""A public page: a template of the engine that the settings name for them."""

from django import shortcuts
from django.http import HttpRequest, HttpResponse


def render(
    request: HttpRequest,
    template: str,
    context: dict | None = None,
    *,
    status: int = 200,
    content_type: str | None = None,
) -> HttpResponse:
    """Render a public template."""
    return shortcuts.render(request, template, context, content_type, status, using="pages")
