"""What a machine asks of the site: is the process alive, and can it serve."""

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

from .errors import read_only


def plain(text: str, *, status: int = 200) -> HttpResponse:
    """Give one line of plain text that nobody keeps."""
    return HttpResponse(
        f"{text}\n",
        status=status,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )


@read_only
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process is alive. Asks nothing of the database."""
    return plain("ok")


@read_only
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the database answers and has every migration; 503 with what is wrong where not."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error as error:
        return plain(
            f"not ready: the database does not answer ({type(error).__name__})", status=503
        )
    if missing:
        return plain(
            f"not ready: {len(missing)} migrations are not applied; run manage.py migrate",
            status=503,
        )
    return plain("ok")
