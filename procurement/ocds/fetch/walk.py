"""Through a window until all that it holds has been kept and imported.

Find a Tender's `links.next` is never followed: its cursor runs on a key that is not in the order of
the notices, and drops some where pages meet. A window is asked without one; when its answer is full,
there may be more, and both halves are asked.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from ..report import COUNTS, Report, Tally
from . import content
from .client import Client
from .errors import TooLargeError
from .rate_limit import Timing
from .services import PAGE
from .store import FULL, IMPORTED, REFUSED, AnswerStore, StoredAnswer
from .windows import Window

Take = Callable[[list[str]], Report]
MISSING = "notices may be missing."
# In how many further runs a window is asked for whose answer the importer refused.
FURTHER_RUNS = 3


class Walk:
    """Asks, keeps, and has imported, in this order."""

    def __init__(
        self,
        client: Client,
        store: AnswerStore,
        *,
        take: Take,
        tally: Tally,
        timing: Timing,
        say: Callable[[str], object],
        insist: bool = False,
    ) -> None:
        self._client, self._store, self._take = client, store, take
        self._tally, self._timing, self._say = tally, timing, say
        self._settled, self._refused = store.settled(), store.refused()
        self._insist, self._seen = insist, set[tuple[str, str]]()

    def refused(self) -> None:
        """Get the windows whose answers the importer refused in earlier runs, where they are due."""
        for bounds in self._refused:
            self.window(Window.between(*bounds))

    def window(self, window: Window) -> None:
        """Get all of a window, once in a run, unless it was whole and over for a day when it was kept.

        One whose answer was refused is asked for in the next runs too, and then only on request.
        """
        bounds = window.bounds()
        if bounds in self._seen:
            return
        self._seen.add(bounds)
        if bounds not in self._refused or self._is_due(window):
            self._get(window)

    def _is_due(self, window: Window) -> bool:
        again = self._refused[window.bounds()]
        if again >= FURTHER_RUNS and not self._insist:
            self._say(
                f"{window}: cannot be read, and was asked for {again + 1} times; --again asks."
            )
            return False
        self._refused[window.bounds()] = again + 1
        self._store.ask_again(window, again + 1)
        return True

    def _get(self, window: Window) -> None:
        kept, floor = self._settled.get(window.bounds()), self._client.service.floor
        if kept and kept.status != FULL:
            self._say(f"{window}: kept already.")
        elif floor is None:
            self._follow(window)
        elif kept or not self._fits(window, window.can_be_halved(floor)):
            for half in window.halves():
                self.window(half)

    def take(self, kept: StoredAnswer) -> StoredAnswer:
        """Have an answer imported, or write down that the importer refused it."""
        report = self._take([str(self._store.file(kept))])
        self._tally.add(report)
        self._say(f"{Window.between(*kept.window)}: {_counts(report)}.")
        for message in report.refused:
            self._say(f"Refused: {message}")
        if not report.refused:
            return self._store.mark(kept, status=IMPORTED)
        again = self._refused.get(kept.window, 0)
        return self._store.mark(kept, status=REFUSED, last=False, again=again)

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
            self._store.supersede(self._store.mark(kept, status=FULL, last=True))
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
        is_read = True
        while url not in asked and len(asked) < self._client.service.most_pages:
            asked.add(url)
            kept, body = self._ask(url, window)
            url = content.next_link(body)
            if not url:
                finish = self._finish if is_read else self.take
                finish(kept)
                return
            if kept.sha256 in bodies:
                break
            bodies.add(kept.sha256)
            is_read &= self.take(kept).status == IMPORTED
        self._say(f"Warning: the pages of {window} repeat themselves, or do not end; {MISSING}")

    def _finish(self, kept: StoredAnswer) -> None:
        """Have the answer imported with which its window is whole."""
        taken = self.take(self._store.mark(kept, last=True))
        if taken.status == IMPORTED:
            self._store.supersede(taken)

    def _ask(self, url: str, window: Window) -> tuple[StoredAnswer, bytes]:
        body = self._client.get(url)
        return self._store.add(url, window, body, self._timing.now()), body

    def _url(self, window: Window) -> str:
        service = self._client.service
        bounds = zip(service.bounds, window.bounds(), strict=True)
        return f"{service.origin}{service.path}?{urlencode([*bounds, ('limit', PAGE)], safe=':')}"


def _counts(report: Report) -> str:
    return ", ".join(f"{name} {getattr(report, name)}" for name in COUNTS)
