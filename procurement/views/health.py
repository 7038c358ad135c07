"""What a machine asks of the site: is the process alive, and can it serve."""

from time import monotonic

from django.contrib.sessions.models import Session
from django.db import Error, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import get_random_string

from procurement import schema
from procurement.outages import BUSY, UNWRITABLE, outage

from .errors import read_only

BETWEEN_WRITES = 5.0  # seconds: it may be asked every second
PAGES = "x" * 16_384


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
    """Say whether the database answers, has every migration and no other, and keeps what it is given; else 503."""
    try:
        executor = MigrationExecutor(connection)
        refusal = schema.refusal(executor.loader)
        if refusal:
            return _not_ready(refusal)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if missing:
            return _not_ready(f"{len(missing)} migrations are not applied; run manage.py migrate")
        return _writable()
    except Error as error:
        wrong = outage(error)
        # One that was opened while the file could only be read would only read it for ever.
        connection.close()
        said = wrong.name if wrong is UNWRITABLE else "the database does not answer"
        return _not_ready(f"{said} ({type(error).__name__})")


def _writable():
    try:
        _write_now_and_then()
    except Error as error:
        if outage(error) is not BUSY:
            raise
        # Somebody else is writing.
    return plain("ok")


def _not_ready(why: str) -> HttpResponse:
    return plain(f"not ready: {why}", status=503)


_written_at = 0.0


def _write_now_and_then() -> None:
    """Write some pages and take them back, unless this process did a moment ago.

    A full disk, and one that may only be read, are known by no other sign.
    """
    global _written_at
    if monotonic() - _written_at < BETWEEN_WRITES:
        return
    key = get_random_string(32)
    with transaction.atomic():
        Session.objects.create(session_key=key, session_data=PAGES, expire_date=timezone.now())
        Session.objects.filter(session_key=key).delete()
    _written_at = monotonic()
