"""How long a reader waits for a page, over HTTP: nothing cached, a connection for each page."""

import http.client
import time
from collections.abc import Mapping

TIMEOUT = 300


class Pages:
    """The pages of one server, by the names of what they answer."""

    def __init__(self, port: int, addresses: Mapping[str, str]) -> None:
        self._port, self.addresses = port, addresses
        self.said: dict[str, str] = {}

    def ask(self, name: str) -> float:
        """Ask for one page; give how many milliseconds it took, once connected."""
        address = self.addresses[name]
        # Kept open, a connection would be closed by the server while the others are asked.
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=TIMEOUT)
        connection.connect()
        began = time.perf_counter()
        connection.request("GET", address)
        answer = connection.getresponse()
        body = answer.read()
        ms = (time.perf_counter() - began) * 1000
        connection.close()
        told = answer.getheader("Location") or ""
        assert answer.status == 200, f"{address}: {answer.status} {told}"
        self.said[name] = body.decode()
        return ms
