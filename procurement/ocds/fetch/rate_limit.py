"""How gently a service is asked: so many requests in so much time, and how long to wait when refused."""

import json
import random
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from .errors import AgainError
from .private_files import write
from .services import Service

MARGIN = timedelta(seconds=1)  # requests may arrive closer together than they were sent
FIRST, LONGEST = 15.0, 600.0  # seconds
SPREAD = 0.25  # of a wait is added at most, so that those who were refused together come back apart


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Timing:
    """The clock, how to sleep some seconds, and a number from 0 to 1 that nobody foresees.

    Given by argument, so that a test takes no time and meets no chance.
    """

    now: Callable[[], datetime] = _now
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.SystemRandom().random


class RateLimit:
    """At most `service.requests` in any `service.within`, whether in one run or in several.

    The times of the last requests are kept in `file`, because cron may start one run after another.
    """

    def __init__(self, service: Service, timing: Timing, file: Path) -> None:
        self._timing, self._file = timing, file
        self._within = service.within + MARGIN
        self._sent = deque(_kept(file), maxlen=service.requests)

    def wait(self) -> float:
        """Sleep until one more request is allowed, and note it; give the seconds slept."""
        now = self._timing.now()
        seconds = 0.0
        if len(self._sent) == self._sent.maxlen:
            # A clock that was set back must not make this wait for days.
            left = min(self._sent[0] + self._within - now, self._within)
            seconds = max(0.0, left.total_seconds())
        if seconds:
            self._timing.sleep(seconds)
        self._sent.append(self._timing.now())
        write(self._file, json.dumps([sent.isoformat() for sent in self._sent]).encode())
        return seconds


def pause(service: Service, refusal: AgainError, attempt: int, timing: Timing) -> float:
    """Return the seconds to wait after the refusal of attempt 0, 1, 2 …

    As long as the service says, but at most ten minutes; else twice as long each time. Never
    shorter than `service.pauses` has it for the status. A random part of a quarter is added.
    """
    asked = retry_after(refusal.retry_after, timing.now())
    seconds = FIRST * 2**attempt if asked is None else asked
    seconds = max(min(seconds, LONGEST), service.pauses.get(refusal.status, 0))
    return seconds * (1 + SPREAD * timing.chance())


def retry_after(header: str, now: datetime) -> float | None:
    """Return the seconds that the header Retry-After asks for; nothing where it makes no sense.

    Source: RFC 9110, 10.2.3: a number of seconds, or a date.
    """
    header = header.strip()
    if header.isascii() and header.isdigit():
        return float(header[:9])
    try:
        moment = parsedate_to_datetime(header)
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, TypeError):  # no date, or one without a zone
        return None


def _kept(file: Path) -> list[datetime]:
    try:
        return [datetime.fromisoformat(sent) for sent in json.loads(file.read_text())]
    except (OSError, ValueError, TypeError):
        return []
