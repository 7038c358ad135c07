"""Fetch notices from the public services, and import them."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError

from procurement.ocds.fetch import LONDON, SERVICES, Fetch, FetchError, Timing, span
from procurement.ocds.importing import Busy, import_files

SOME_REJECTED, FAILED = 1, 2
COUNTED = (
    "windows",
    "requests",
    "waited_seconds",
    "releases",
    "created",
    "updated",
    "unchanged",
    "rejected",
    "problems",
    "seconds",
)


class Command(BaseCommand):
    """`manage.py fetch_notices --from find-a-tender`: gets the notices of the last week, or of other days.

    One line for each window on standard error; at the end one line of JSON on standard output. Exits
    1 where releases were rejected, 2 where something was refused or a service stayed away.
    """

    help = "Fetch notices from a public service and import them; needs the network."
    stealth_options = ("services", "take", "timing")  # for callers in Python, never typed

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--from", dest="service", required=True, choices=sorted(SERVICES), help="the service"
        )
        parser.add_argument(
            "--since",
            default="",
            metavar="DATE",
            help="first day, as 2026-05-21; default: a week ago",
        )
        parser.add_argument(
            "--until", default="", metavar="DATE", help="last day, as 2026-05-28; default: today"
        )
        parser.add_argument(
            "--again",
            action="store_true",
            help="ask once more for answers that could not be read and are not asked for any more",
        )

    def handle(self, *args, **options) -> None:
        fetch = self._fetch(options)
        now = fetch.timing.now().astimezone(LONDON).replace(tzinfo=None)
        try:
            start, end = span(fetch.service, options["since"], options["until"], now)
        except FetchError as error:
            raise CommandError(str(error), returncode=FAILED) from None
        try:
            fetch.run(start, end)
        except (FetchError, Busy, DatabaseError, OSError) as error:
            raise CommandError(str(error), returncode=FAILED) from error
        finally:
            self.stdout.write(json.dumps(counts(fetch)))
        judge(fetch)

    def _fetch(self, options) -> Fetch:
        return Fetch(
            options.get("services", SERVICES)[options["service"]],
            take=options.get("take", import_files),
            place=settings.DATA_DIR,
            days=settings.FETCHED_DAYS,
            insist=options["again"],
            say=lambda line: self.stderr.write(line, str),
            timing=options.get("timing") or Timing(),
        )


def counts(fetch: Fetch) -> dict[str, str | int | float]:
    """Give what was done, as the last line has it."""
    counted = {name: getattr(fetch.tally, name) for name in COUNTED}
    return {"from": fetch.service.name} | {
        name: round(count, 1) if isinstance(count, float) else count
        for name, count in counted.items()
    }


def judge(fetch: Fetch) -> None:
    """Raise `CommandError` where not everything was taken."""
    if fetch.tally.refused:
        raise CommandError(
            f"The importer refused {len(fetch.tally.refused)} of the answers; the lines above name them.",
            returncode=FAILED,
        )
    if fetch.tally.rejected:
        raise CommandError(
            f"{fetch.tally.rejected} releases were rejected; see Import problems in the admin.",
            returncode=SOME_REJECTED,
        )
