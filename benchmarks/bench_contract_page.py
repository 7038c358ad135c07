"""The founding case's page beside a bare template of 25 rows, on the same server, in one run.

Bars: at least 0.4 of the floor's requests per second; under 60 kB with its CSS; a repeat visit is
a 304. Uses wrk where it is installed (Debian: wrk), else a client of its own, which is slower and
shares the server's cores, and says so. Run by `make bench`.
"""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = int(os.environ.get("BENCH_SECONDS", "5"))
CLIENTS = 8


def main() -> None:
    """Serve the demonstration record from a scratch folder, measure, print the table."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"DATA_DIR": folder, "LOG_LEVEL": "ERROR"}
        for command in (["migrate", "-v0"], ["collectstatic", "--no-input", "-v0"], ["load_demo"]):
            manage(environment, *command)
        with serving(environment) as port:
            report(port)


def manage(environment, *arguments):
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)


class serving:
    """The production server with the floor page, on a free port; stopped at the end."""

    def __init__(self, environment):
        self.environment = environment

    def __enter__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "granian", "benchmarks.floor:application"]
        options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
        options += ["--workers", "2", "--blocking-threads", "4", "--http", "1", "--no-ws"]
        self.server = subprocess.Popen(
            [*command, *options, "--log-level", "error"], cwd=ROOT, env=self.environment
        )
        wait_for(port)
        return port

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait(timeout=15)


def wait_for(port):
    for _ in range(150):
        try:
            if fetch(port, "/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def fetch(port, path, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=headers or {})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, dict(response.getheaders()), body


def report(port):
    page = fetch(port, "/contracts/1/")[1]["Location"]
    status, headers, body = fetch(port, page)
    etag = headers["ETag"]
    styles = re.findall(r'href="(/static/[^"]+\.css)"', body.decode())
    css = sum(len(fetch(port, style)[2]) for style in styles)
    print(f"page weight: {len(body):,} B of HTML + {css:,} B of CSS = {len(body) + css:,} B")
    print(f"repeat visit: {fetch(port, page, {'If-None-Match': etag})[0]}")
    rates = {
        "floor: bare template, 25 rows": rate(port, "/floor/"),
        "contract page": rate(port, page),
        "contract page, 304": rate(port, page, {"If-None-Match": etag}),
        "contract list": rate(port, "/contracts/"),
        "front page": rate(port, "/"),
    }
    floor = rates["floor: bare template, 25 rows"]
    print(f"{'page':32}{'requests/s':>12}{'of the floor':>14}")
    for name, measured in rates.items():
        print(f"{name:32}{measured:>12.0f}{measured / floor:>14.2f}")


def rate(port, path, headers=None):
    """Give the requests answered per second."""
    measure = with_wrk if shutil.which("wrk") else with_threads
    return measure(port, path, headers or {})


def with_wrk(port, path, headers):
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{SECONDS}s"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True
    )
    return float(re.search(r"Requests/sec:\s+([0-9.]+)", done.stdout).group(1))


def with_threads(port, path, headers):
    answered = [0] * CLIENTS
    end = time.monotonic() + SECONDS

    def ask(number):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        while time.monotonic() < end:
            connection.request("GET", path, headers=headers)
            connection.getresponse().read()
            answered[number] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(answered) / SECONDS


if __name__ == "__main__":
    print("client:", "wrk" if shutil.which("wrk") else "this program (wrk is not installed)")
    main()
