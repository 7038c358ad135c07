"""Asking a service patiently, until a whole answer has come or it is clear that none will."""

from collections.abc import Callable

from . import content
from .addresses import printable, redirected
from .errors import AgainError, FetchError
from .exchange import Answer, exchange
from .rate_limit import RateLimit, Timing, pause
from .services import Service

HOPS = 3
MOVED = (301, 302, 303, 307, 308)
PASSING = (403, 408, 429, 500, 502, 503, 504)


class Client:
    """Asks one service; counts its requests and the seconds it waited."""

    def __init__(
        self, service: Service, pace: RateLimit, timing: Timing, say: Callable[[str], object]
    ) -> None:
        self.service, self.requests, self.waited = service, 0, 0.0
        self._pace, self._timing, self._say = pace, timing, say

    def get(self, url: str) -> bytes:
        """Return the body at an address of the service: what closes as a JSON object with releases.

        Raises `FetchError` where the service stays away, or sends what cannot be taken.
        """
        for attempt in range(self.service.attempts):
            try:
                return judged(self.service, self._followed(url))
            except AgainError as error:
                refusal = error
            if attempt + 1 < self.service.attempts:
                self._pause(refusal, attempt)
        raise FetchError(
            f"{refusal} Asked {self.service.attempts} times. What was kept stays; "
            "the next run goes on from there."
        )

    def _pause(self, refusal: AgainError, attempt: int) -> None:
        seconds = pause(self.service, refusal, attempt, self._timing)
        self._say(f"{refusal} Waiting {seconds:.0f} seconds.")
        self._timing.sleep(seconds)
        self.waited += seconds

    def _followed(self, url: str) -> Answer:
        for _ in range(HOPS + 1):
            self.waited += self._pace.wait()
            self.requests += 1
            answer = exchange(self.service, url)
            if answer.status not in MOVED:
                return answer
            url = redirected(self.service, url, answer.location)
        raise FetchError(f"{self.service.name} redirected more than {HOPS} times.")


def judged(service: Service, answer: Answer) -> bytes:
    """Return the body of a good answer. Raises `AgainError` where a later one may be good."""
    name, status, body = service.name, answer.status, answer.body
    words = f"“{printable(body[:1000].decode(errors='replace'))}”" if body.strip() else "no words"
    if status in PASSING:
        raise AgainError(f"{name} answered {status} with {words}.", status, answer.retry_after)
    if status != 200:
        raise FetchError(f"{name} answered {status}, which is not understood, with {words}.")
    if content.is_too_many(body):
        raise AgainError(f"{name} answered 200 with {words}.", 429, answer.retry_after)
    if not content.is_object(body):
        raise AgainError(f"{name} answered with something other than JSON: {words}.")
    if not content.is_whole(body):
        raise AgainError(f"{name} sent JSON that breaks off after {len(body):,} bytes.")
    if not content.is_package(body):
        raise AgainError(f"{name} answered without releases: {words}.")
    return body
