"""A server on this machine that answers as badly as it is told to, and what a fetch needs to meet it."""

import contextlib
import gzip
import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from procurement.ocds.fetch import SERVICES, Service, Timing


@dataclass
class Reply:
    """One answer. `promised` is its Content-Length, None for none; `drip` seconds pass between bytes."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    promised: int | None = -1
    drip: float = 0
    endless: bool = False


@dataclass
class Asked:
    """One request, as it came."""

    path: str
    headers: dict[str, str]

    def query(self, name: str) -> str:
        """Return one parameter, "" where it is missing."""
        return parse_qs(urlsplit(self.path).query).get(name, [""])[0]


class Handler(BaseHTTPRequestHandler):
    """Passes each request to the server's `script`, and sends what that returns."""

    def do_GET(self) -> None:
        """Answer."""
        asked = Asked(self.path, dict(self.headers))
        self.server.asked.append(asked)
        reply = self.server.script(asked)
        self.send_response(reply.status)
        for name, value in ({"Content-Type": "application/json"} | reply.headers).items():
            self.send_header(name, value)
        if reply.promised is not None and not reply.endless:
            size = len(reply.body) if reply.promised < 0 else reply.promised
            self.send_header("Content-Length", str(size))
        self.end_headers()
        with contextlib.suppress(OSError):  # whoever asked has had enough
            self._send(reply)

    def _send(self, reply: Reply) -> None:
        while reply.endless:
            self.wfile.write(reply.body)
        pieces = re.findall(rb"(?s).", reply.body) if reply.drip else [reply.body]
        for piece in pieces:
            self.wfile.write(piece)
            time.sleep(reply.drip)

    def log_message(self, *arguments) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """On a free port of 127.0.0.1. `script` makes the answers; `asked` holds the requests."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[Asked] = []
        self.script: Callable[[Asked], Reply] = lambda asked: Reply(package())
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def origin(self) -> str:
        """Return the address of the server."""
        return f"http://127.0.0.1:{self.server_port}"

    def say(self, *replies: Reply) -> None:
        """Answer with these, one after another, and with the last for ever."""
        left = list(replies)
        self.script = lambda asked: left.pop(0) if len(left) > 1 else left[0]

    def service(self, name: str = "find-a-tender", **changes) -> Service:
        """Return the service of this name, but standing here, and allowed to."""
        changes = {"origin": self.origin, "fault": lambda address: "", **changes}
        return replace(SERVICES[name], **changes)


@dataclass
class Clock:
    """A clock that only sleeping moves. Random numbers are 0."""

    moment: datetime = datetime(2026, 9, 10, 12, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        """Take no time."""
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)

    def timing(self, chance: float = 0.0) -> Timing:
        """Return what a fetch takes."""
        return Timing(now=lambda: self.moment, sleep=self.sleep, chance=lambda: chance)


@dataclass
class Done:
    """What the importer says."""

    releases: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    problems: int = 0
    refused: list[str] = field(default_factory=list)


class Importer:
    """Reads what it is given, and remembers it. What holds one of `refuses` is refused."""

    def __init__(self, *refuses: bytes) -> None:
        self.bodies: list[bytes] = []
        self.refuses = refuses

    def __call__(self, paths: list[str]) -> Done:
        done = Done()
        for path in paths:
            body = gzip.decompress(Path(path).read_bytes())
            self.bodies.append(body)
            if any(word in body for word in self.refuses):
                done.refused.append(f"{path}: it holds a word that is not taken")
                continue
            done.releases += body.count(b'"ocid"')
            done.created += body.count(b'"ocid"')
        return done

    def ids(self) -> list[str]:
        """Return the ids of all releases that were given, in order."""
        return [one["id"] for body in self.bodies for one in json.loads(body)["releases"]]


def package(*ids: str, next: str = "", **more) -> bytes:
    """Make a release package, with `links.next` where there is one."""
    releases = [{"ocid": f"ocds-h6vhtk-{one}", "id": one, "tag": ["tender"]} for one in ids]
    links = {"links": {"next": next}} if next else {}
    return json.dumps({"version": "1.1", "releases": releases} | more | links, indent=1).encode()


def many(count: int, prefix: str = "n") -> list[str]:
    """Make ids of releases."""
    return [f"{prefix}{number}" for number in range(count)]


def unpacked(folder: Path) -> list[bytes]:
    """Return the bodies kept in a folder, in the order of their names."""
    return [gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("*.gz"))]


def indexes(folder: Path) -> list[dict]:
    """Return what is written beside them, in the same order."""
    return [json.loads(path.read_text()) for path in sorted(folder.glob("*.index.json"))]
