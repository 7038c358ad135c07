"""What every test stands on: no network, one throw-away database, plain static files, a browser."""

import datetime
import os
import shutil
import socket
import tempfile
import time
from ipaddress import ip_address
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connections
from django.template.backends import jinja2
from django.test import Client, TransactionTestCase
from django.test.signals import template_rendered

from tests.chromium import chromium

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# In a session: when whoever it is showed who they are, and by what.
SHOWN = "account_authentication_methods"
WHO = f"{SHOWN}_user"
PLACE = pytest.StashKey[str]()


def pytest_configure(config):
    """Set what differs from development: files in a temporary folder, fast passwords, no network."""
    place = config.stash[PLACE] = tempfile.mkdtemp(prefix="tests-")
    settings.DATA_DIR = Path(place)
    settings.STATIC_ROOT = Path(place)
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    # Rows that a test makes by itself move no version on: pages are made anew, but where one asks for it.
    settings.CACHES["pages"]["BACKEND"] = "django.core.cache.backends.dummy.DummyCache"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    default = settings.DATABASES["default"]
    if default["ENGINE"].endswith("sqlite3"):
        # A file, as in use: a database in memory has neither WAL nor two connections.
        default.setdefault("TEST", {})["NAME"] = f"{place}/test.sqlite3"
    refuse_network()
    flush_without_triggers()


def pytest_unconfigure(config):
    """Remove the temporary folder."""
    shutil.rmtree(config.stash.get(PLACE, ""), ignore_errors=True)


def pytest_collection_modifyitems(config, items):
    """Leave out on PostgreSQL what has no part in a database: it ran on SQLite. Then the browser."""
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        there = [item for item in items if depends_on_a_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(there)])
        items[:] = there
    skip_without_a_browser(items)


def depends_on_a_database(item) -> bool:
    """Tell whether a test may end otherwise on another database."""
    if item.get_closest_marker("once"):
        return False
    named = {"django_db", "skipif"} & {mark.name for mark in item.iter_markers()}
    return bool(named or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())))


def skip_without_a_browser(items):
    """Skip browser tests, saying so, where there is no browser; fail where one is required."""
    tests = [item for item in items if item.get_closest_marker("browser")]
    if not tests or chromium():
        return
    if os.environ.get("REQUIRE_BROWSER", "0") not in ("", "0"):
        raise pytest.UsageError(
            "REQUIRE_BROWSER is set, and there is no chromium; CHROMIUM can name one."
        )
    for item in tests:
        item.add_marker(
            pytest.mark.skip(reason="no chromium is installed, and CHROMIUM names none")
        )


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Let a browser test use the ORM: playwright runs an event loop in the test's thread."""
    if item.get_closest_marker("browser"):
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Start the installed chromium; playwright's own is never downloaded."""
    return {"executable_path": chromium(), "args": CHROMIUM_ARGUMENTS}


# The clock


@pytest.fixture
def on_day(monkeypatch):
    """Give a function that sets the day by which everything is told: `on_day("2026-09-20")`."""

    def set_day(text):
        day = datetime.date.fromisoformat(text)
        monkeypatch.setattr("procurement.dates.today", lambda: day)
        return day

    return set_day


@pytest.fixture
def same_salts(monkeypatch):
    """What nobody can guess is no difference between two worlds."""
    monkeypatch.setattr("procurement.models.revision.salt", lambda: "salt")


# Public pages


@pytest.fixture(autouse=True, scope="session")
def _context_of_pages():
    """Let `response.context` hold what a public page was made of: Django tells of its own engine alone."""
    rendered = jinja2.Template.render

    def render(self, context=None, request=None):
        told = {"template": self, "context": dict(context or {}), "request": request}
        template_rendered.send(sender=self, **told)
        return rendered(self, context, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Template, "render", render)
        yield


@pytest.fixture
def page_cache(settings):
    """Let pages be stored in memory, as in use; give the cache."""
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = settings.CACHES | {"pages": settings.CACHES["pages"] | memory}
    caches["pages"].clear()
    yield caches["pages"]
    caches["pages"].clear()


# No network


def is_loopback(host) -> bool:
    """Say whether `host`, a name or an address, is this machine."""
    if isinstance(host, bytes):
        host = host.decode()
    if host in (None, "", "localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_network():
    """Make every connection from Python to another machine an error."""

    def guarded(original):
        def connect(self, address):
            if self.family != socket.AF_UNIX and not is_loopback(address[0]):
                raise RuntimeError(f"A test reached for the network: {address[0]}")
            return original(self, address)

        return connect

    def getaddrinfo(host, *arguments, **options):
        if not is_loopback(host):
            raise RuntimeError(f"A test reached for the network: {host}")
        return resolve(host, *arguments, **options)

    resolve = socket.getaddrinfo
    socket.getaddrinfo = getaddrinfo
    socket.socket.connect = guarded(socket.socket.connect)
    socket.socket.connect_ex = guarded(socket.socket.connect_ex)


# Flush


def flush_without_triggers():
    """Drop the triggers that keep Revisions before Django's flush, which deletes every row.

    Flush sends `post_migrate`, which puts them back; they are put back here all the same, for a
    test case that holds that signal.
    """
    original = TransactionTestCase._fixture_teardown

    def teardown(self):
        # Models can be imported only after pytest-django has set Django up.
        from procurement.models import triggers  # noqa: PLC0415

        aliases = self._databases_names(include_mirrors=False)
        for alias in aliases:
            triggers.drop(connections[alias])
        try:
            original(self)
        finally:
            for alias in aliases:
                triggers.install(connections[alias])

    TransactionTestCase._fixture_teardown = teardown


@pytest.fixture(autouse=True, scope="session")
def _signed_in_just_now():
    """Whoever a test signs in has shown who they are: a page that asks once more does not ask them."""
    sign_in = Client.force_login

    def force_login(self, user, backend=None):
        sign_in(self, user, backend)
        session = self.session
        session[SHOWN] = [{"method": "password", "at": time.time()}]
        session[WHO] = str(user.pk)
        session.save()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "force_login", force_login)
        yield
