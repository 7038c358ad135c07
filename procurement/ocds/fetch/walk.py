"""Through a window until all that it holds has been kept and imported.

Find a Tender's `links.next` is never followed: its cursor runs on a key that is not in the order of
the notices, and drops some where pages meet. A window is asked without one; when its answer is full,
there may be more, and both halves are asked.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from . import content
from .client import Client
from .errors import TooLargeError
from .kept import FULL, IMPORTED, Kept, Store
from .services import PAGE
from .tally import COUNTS, Report, Take, Tally
from .timing import Timing
from .windows import Window

MISSING = "notices may be missing."


class Walk:
    """Asks, keeps, and has imported, in this order."""

    def __init__(
        self,
        client: Client,
        store: Store,
        *,
        take: Take,
        tally: Tally,
        timing: Timing,
        say: Callable[[str], object],
    ) -> None:
        self._client, self._store, self._take = client, store, take
        self._tally, self._timing, self._say = tally, timing, say
        self._settled = store.settled()

    def window(self, window: Window) -> None:
        """Get all of a window, unless it was whole and over for a day when it was kept."""
        kept, floor = self._settled.get(window.bounds()), self._client.service.floor
        if kept and kept.status != FULL:
            self._say(f"{window}: kept already.")
        elif floor is None:
            self._follow(window)
        elif kept or not self._fits(window, window.can_be_halved(floor)):
            for half in window.halves():
                self.window(half)

    def take(self, kept: Kept) -> Kept:
        """Have an answer imported; where the importer refuses it, its window is asked for again next time."""
        report = self._take([str(self._store.file(kept))])
        self._tally.add(report)
        self._say(f"{Window.between(*kept.window)}: {_counts(report)}.")
        for message in report.refused:
            self._say(f"Refused: {message}")
        changes = {"last": False} if report.refused else {"status": IMPORTED}
        return self._store.mark(kept, **changes)

    def _fits(self, window: Window, can_be_halved: bool) -> bool:
        """Ask for a window; say no where it may hold more than came, and its halves can be asked."""
        self._tally.windows += 1
        try:
            kept, body = self._ask(self._url(window), window)
        except TooLargeError as error:
            if not can_be_halved:
                raise
            self._say(f"{window}: {error} Asking for its halves.")
            return False
        if content.releases(body) >= PAGE and can_be_halved:
            self._store.mark(kept, status=FULL, last=True)
            self._say(f"{window}: full. Asking for its halves.")
            return False
        if content.releases(body) >= PAGE:
            self._say(f"Warning: {window} is full and too short to be halved; {MISSING}")
        self._finish(kept)
        return True

    def _follow(self, window: Window) -> None:
        """Ask for a window page by page, from each to its `links.next`."""
        self._tally.windows += 1
        url, asked, bodies = self._url(window), set[str](), set[str]()
        while url not in asked and len(asked) < self._client.service.most_pages:
            asked.add(url)
            kept, body = self._ask(url, window)
            url = content.next_link(body)
            if not url:
                self._finish(kept)
                return
            if kept.sha256 in bodies:
                break
            bodies.add(kept.sha256)
            self.take(kept)
        self._say(f"Warning: the pages of {window} repeat themselves, or do not end; {MISSING}")

    def _finish(self, kept: Kept) -> None:
        """Have the answer imported with which its window is whole."""
        taken = self.take(self._store.mark(kept, last=True))
        if taken.status == IMPORTED:
            self._store.supersede(taken)

    def _ask(self, url: str, window: Window) -> tuple[Kept, bytes]:
        body = self._client.get(url)
        return self._store.keep(url, window, body, self._timing.now()), body

    def _url(self, window: Window) -> str:
        service = self._client.service
        bounds = zip(service.bounds, window.bounds(), strict=True)
        return f"{service.origin}{service.path}?{urlencode([*bounds, ('limit', PAGE)], safe=':')}"


def _counts(report: Report) -> str:
    return ", ".join(f"{name} {getattr(report, name)}" for name in COUNTS)
