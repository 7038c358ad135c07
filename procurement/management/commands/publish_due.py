"""Publish what was scheduled and whose time has come."""

import signal
import sys
import time

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, close_old_connections

from procurement import actions
from procurement.accounts.work_mails import tell_of_answer


class Command(BaseCommand):
    """`manage.py publish_due`: exit 0 all published, 1 some not, each with its reason. With --every it goes on."""

    help = (
        "Publish what was scheduled and whose time has come. Several at once publish nothing twice."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--every", type=int, metavar="SECONDS",
            help="Go on doing so, every so many seconds (1 to 3600), until it is stopped.",
        )  # fmt: skip

    def handle(self, *args, every=None, **options):
        if every is None:
            if not all([self.say(done) for done in actions.publish_due()]):
                raise SystemExit(1)
            return
        if not 1 <= every <= 3600:
            raise CommandError("--every takes 1 to 3600 seconds.")
        # As the first process of a container it would not be ended by SIGTERM otherwise.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        while True:
            self.try_once()
            time.sleep(every)

    def try_once(self) -> None:
        """Publish what is due; while the database is away, say so, and leave it for the next time."""
        close_old_connections()
        try:
            for done in actions.publish_due():
                self.say(done)
        except (OperationalError, InterfaceError) as error:
            self.stderr.write(f"The database did not answer: {error}. It is tried again.")

    def say(self, done: actions.Due) -> bool:
        """Say what became of one; tell whether it is public."""
        contract = f"contract {done.submission.contract_id}, “{done.submission.contract}”"
        if done.revision:
            self.stdout.write(f"Published: {contract}, revision {done.revision.number}.")
        else:
            self.stderr.write(f"Failed: {contract}: {done.says}")
            tell_of_answer(done.submission)
        return done.revision is not None
