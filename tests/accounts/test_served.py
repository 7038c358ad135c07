"""The throttle through the real server, with all its processes and threads, and after it was started anew."""

import http.client
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from django.db import connection

from tests.tracker.site import Site, environment, manage, serving

from .conftest import LOGIN, PASSWORD

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or connection.vendor != "sqlite",
    reason="it makes a database of its own; counting at once is tested on both by threads",
)
MAKE = (
    "from django.contrib.auth.models import User;"
    f"User.objects.create_user('ros', password={PASSWORD!r}, is_staff=True)"
)
COUNT = (
    "from procurement.models import AuditEntry as A;"
    "print(*[A.objects.filter(what=one).count() for one in ('login_failed', 'login_locked', 'login')])"
)


def guess(site: Site, number: int, password: str) -> int:
    """Ask for the login page, send name and password as from an address of one's own; give the status."""
    client = http.client.HTTPConnection("127.0.0.1", site.port, timeout=120)
    said = {"X-Forwarded-For": f"6.6.6.6, 192.0.2.{number}"}
    client.request("GET", LOGIN, headers=said)
    page = client.getresponse()
    cookie = page.headers["Set-Cookie"].split(";")[0]
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.read().decode())[1]
    body = urlencode({"csrfmiddlewaretoken": token, "username": "ros", "password": password})
    form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    client.request("POST", LOGIN, body, said | form)
    status = client.getresponse().status
    client.close()
    return status


def told(own, capfd) -> list[int]:
    capfd.readouterr()
    manage(own, "shell", "--no-imports", "-c", COUNT)
    return [int(word) for word in capfd.readouterr().out.split()]


def test_of_many_at_once_no_more_than_five_are_looked_at_and_a_start_changes_nothing(
    tmp_path, capfd
):
    # As many threads as wait: what is tested is that none is looked at, not that none is busy.
    own = environment(
        tmp_path,
        f"sqlite:///{tmp_path}/site.sqlite3",
        TRUSTED_PROXIES="127.0.0.1",
        PAGES_AT_ONCE="8",
    )
    manage(own, "migrate")
    manage(own, "shell", "--no-imports", "-c", MAKE)
    with serving(tmp_path, own) as site, ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda one: guess(site, one, f"guess {one}"), range(24)))
    counted = told(own, capfd)
    assert set(answers) <= {200, 429, 503}
    assert answers.count(200) == counted[0] == 5
    assert counted[1] == answers.count(429) > 0

    with serving(tmp_path, own) as site:
        assert guess(site, 99, PASSWORD) == 429

    assert told(own, capfd)[2] == 0
    assert "procurement.audit: login_locked who='ros' from=192.0.2.99" in site.log.read_text()
