"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Decisions about public contracts</title>
</head>
<body>
<main>
<h1>Decisions about public contracts</h1>
</main>
</body>
</html>
"""


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Say what this is."""
    return HttpResponse(PAGE)
