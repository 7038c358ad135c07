"""A site that says what it was asked, on the socket of the admin."""

import hashlib
import json
import os
import threading
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

import django

django.setup()

from tracker.admin_proxy import Received  # noqa: E402

LONG = "x" * 200_000
COOKIES = ["sid=1; Path=/", "csrf=2; Path=/", "sid=3; Path=/admin/"]
# Seconds between the two parts of what streams, and how long a sleeper sleeps.
PAUSE, SLEEP = 1.0, 3.0


class Streamed:
    """Two parts, the second of which comes later, or never."""

    def __init__(self, breaks: bool) -> None:
        self.breaks = breaks

    def __iter__(self):
        yield b"first"
        time.sleep(PAUSE)
        if self.breaks:
            os._exit(1)
        yield b"second"

    def close(self) -> None:
        """Nothing is left open."""


def answered(environ, start):
    """Answer as the path says."""
    path = environ["PATH_INFO"]
    if path == "/admin/sleeps":
        time.sleep(SLEEP)
    if path == "/admin/fails":
        raise RuntimeError("a mistake of ours")
    if path in ("/admin/streams", "/admin/breaks"):
        start("200 OK", [("Content-Type", "text/csv")])
        return Streamed(path == "/admin/breaks")
    if path == "/admin/moved":
        start("302 Found", [("Location", f"/admin/?q={LONG}"), ("Content-Length", "0")])
        return [b""]
    body = environ["wsgi.input"].read()
    told = {name: value for name, value in environ.items() if isinstance(value, str)}
    told |= {"read": len(body), "digest": hashlib.sha256(body).hexdigest()}
    data = json.dumps(told | {"threads": threading.active_count()}).encode()
    start("203 Non-Authoritative Information", [("Set-Cookie", one) for one in COOKIES])
    return [data]


admin = Received(answered)
