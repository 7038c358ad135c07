"""One fetch, from the lock to the last import."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from ..report import Tally
from .client import Client
from .private_files import alone
from .rate_limit import RateLimit, Timing
from .services import Service
from .store import KEPT, AnswerStore
from .walk import Take, Walk
from .windows import windows

LOCK, FOLDER, SENT = "fetch.lock", "fetched", "requests.json"


@dataclass
class Fetch:
    """One fetch from one service into the folder `place`; `tally` counts, even where it fails.

    `take` imports the files whose paths it is given, packed with gzip. Answers are forgotten `days` after they came.
    `insist` asks once more for answers that could not be read and are not asked for any more.
    """

    service: Service
    take: Take
    place: Path
    days: int
    insist: bool = False
    say: Callable[[str], object] = print
    timing: Timing = field(default_factory=Timing)
    tally: Tally = field(default_factory=Tally)

    def run(self, start: datetime, end: datetime) -> Tally:
        """Get the notices of a time, from `start` to `end` on UK clocks, and import them.

        First imports what an earlier run kept and did not import; last asks again, in three further
        runs, for what could not be read when it came. Raises `FetchError` where another fetch is
        running, and where the service stays away; what was kept until then stays.
        """
        began = time.monotonic()
        try:
            with alone(self.place / LOCK):
                self._run(start, end)
        finally:
            self.tally.seconds = time.monotonic() - began
        return self.tally

    def _run(self, start: datetime, end: datetime) -> None:
        store = AnswerStore(self.place / FOLDER / self.service.name)
        store.tidy()
        pace = RateLimit(self.service, self.timing, store.path / SENT)
        client = Client(self.service, pace, self.timing, self.say)
        walk = Walk(
            client, store, take=self.take, tally=self.tally, timing=self.timing, say=self.say,
            insist=self.insist,
        )  # fmt: skip
        for kept in [kept for kept in store.all() if kept.status == KEPT]:
            walk.take(kept)
        self._forget()
        try:
            for window in windows(start, end, self.service.step):
                walk.window(window)
            walk.refused()
        finally:
            self.tally.requests, self.tally.waited_seconds = client.requests, client.waited

    def _forget(self) -> None:
        before = self.timing.now() - timedelta(days=self.days)
        for path in (self.place / FOLDER).iterdir():
            if path.is_dir():  # of this service, and of others that may not be asked any more
                AnswerStore(path).forget(before)
