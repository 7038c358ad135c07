"""Settings: what is read from the environment, and what is refused."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tracker import settings

GOOD = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "abcde" * 10,
    "ALLOWED_HOSTS": "example.org",
    "DEBUG": "0",
}


def start(tmp_path, **environment):
    """Run `manage.py check` in an environment of its own."""
    base = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=base | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_safe_settings(tmp_path):
    done = start(tmp_path, **GOOD)

    assert (done.returncode, done.stderr) == (0, "")


def test_development_starts_with_no_settings(tmp_path):
    done = start(tmp_path)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("SECRET_KEY", "", "set SECRET_KEY (or SECRET_KEY_FILE); the default is public"),
        ("SECRET_KEY", settings.DEVELOPMENT_SECRET_KEY, "set SECRET_KEY"),
        ("SECRET_KEY", "key1 " * 9, "set SECRET_KEY to 50 random characters or more; it has 45"),
        ("SECRET_KEY", "k" * 60, "it has 60, 1 of them different"),
        ("DEBUG", "1", "set DEBUG to 0"),
        ("ALLOWED_HOSTS", "", "set ALLOWED_HOSTS"),
        ("ALLOWED_HOSTS", " , ", "set ALLOWED_HOSTS"),
        ("ALLOWED_HOSTS", "example.org,*", "set ALLOWED_HOSTS"),
        ("ENVIRONMENT", "prod", "ENVIRONMENT is 'prod'; it accepts development or production."),
    ],
)
def test_production_refuses_to_start(tmp_path, variable, value, says):
    done = start(tmp_path, **(GOOD | {variable: value}))

    assert done.returncode == 1
    assert done.stderr.startswith("The settings refuse to start: ")
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_default_secret_is_long_enough_to_be_refused_for_what_it_is():
    assert len(settings.DEVELOPMENT_SECRET_KEY) >= settings.SHORTEST_SECRET_KEY


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False), ("", True)],
)
def test_env_bool_reads_yes_and_no(monkeypatch, value, expected):
    monkeypatch.setenv("SWITCH", value)

    assert settings.env_bool("SWITCH", default=True) is expected


@pytest.mark.parametrize("value", ["2", "ja", "1 0", "٣"])
def test_env_bool_refuses_the_rest(monkeypatch, value):
    monkeypatch.setenv("SWITCH", value)

    with pytest.raises(ImproperlyConfigured, match=r"SWITCH is .* accepts 1, true, yes, on or 0"):
        settings.env_bool("SWITCH", default=False)


def test_env_int_reads_a_number(monkeypatch):
    monkeypatch.setenv("NUMBER", " 12 ")

    assert settings.env_int("NUMBER", 5, least=1, most=12) == 12
    assert settings.env_int("NO_NUMBER", 5, least=1, most=12) == 5


@pytest.mark.parametrize("value", ["0", "13", "-1", "1.0", "1e3", "٣", "²", "x", "9" * 5000])
def test_env_int_refuses_the_rest(monkeypatch, value):
    monkeypatch.setenv("NUMBER", value)

    with pytest.raises(ImproperlyConfigured, match=r"NUMBER is .* a whole number from 1 to 12"):
        settings.env_int("NUMBER", 5, least=1, most=12)


def test_env_choice_refuses_what_is_not_offered(monkeypatch):
    monkeypatch.setenv("CHOICE", "c")

    assert settings.env_choice("NO_CHOICE", ("a", "b")) == "a"
    with pytest.raises(ImproperlyConfigured, match=r"CHOICE is 'c'; it accepts a or b\."):
        settings.env_choice("CHOICE", ("a", "b"))


def test_env_list_reads_words(monkeypatch):
    monkeypatch.setenv("WORDS", "a, b,,c")

    assert settings.env_list("WORDS") == ["a", "b", "c"]
    assert settings.env_list("NO_WORDS", ("d",)) == ["d"]


def test_env_list_refuses_words_without_commas(monkeypatch):
    monkeypatch.setenv("WORDS", "example.org www.example.org")

    with pytest.raises(ImproperlyConfigured, match="WORDS has .* separated by commas"):
        settings.env_list("WORDS")


def test_env_path_refuses_a_file(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("FOLDER", str(tmp_path / "file"))

    with pytest.raises(ImproperlyConfigured, match="FOLDER is .*, a file; it accepts a folder"):
        settings.env_path("FOLDER", tmp_path)


def test_env_path_stands_beside_manage_py(monkeypatch):
    monkeypatch.setenv("FOLDER", "elsewhere")

    assert settings.env_path("FOLDER", Path("/")) == settings.BASE_DIR / "elsewhere"


def test_env_secret_reads_a_file(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("hidden\n")
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))

    assert settings.env_secret("KEY") == "hidden"


def test_env_secret_refuses_two_secrets(monkeypatch, tmp_path):
    monkeypatch.setenv("KEY", "hidden")
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))

    with pytest.raises(ImproperlyConfigured, match="KEY and KEY_FILE are both set") as refusal:
        settings.env_secret("KEY")
    assert "hidden" not in str(refusal.value)


@pytest.mark.parametrize(
    ("content", "says"), [(None, "cannot be read"), (b" \n", "is empty"), (b"\xff", "not text")]
)
def test_env_secret_refuses_a_file_without_a_secret(monkeypatch, tmp_path, content, says):
    if content is not None:
        (tmp_path / "key").write_bytes(content)
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))

    with pytest.raises(ImproperlyConfigured, match=f"KEY_FILE is .*{says}"):
        settings.env_secret("KEY")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"WEB_THREADS": "31"}, "WEB_THREADS is 31; it accepts 8 for each of PAGES_AT_ONCE"),
        ({"PAGES_AT_ONCE": "17"}, "WEB_THREADS is 128; it accepts 8 for each of PAGES_AT_ONCE"),
        ({"PAGE_SECONDS": "0"}, "PAGE_SECONDS is '0'; it accepts a whole number from 1 to 60."),
        ({"SECURITY_CONTACT": "mailto:a@example.org"}, "go together; set both or neither"),
        ({"SECURITY_EXPIRES": "2027-05-21"}, "go together; set both or neither"),
        ({"SECURITY_CONTACT": "a@example.org"}, "SECURITY_CONTACT has 'a@example.org'; it accepts"),
        ({"SECURITY_EXPIRES": "21.5.2027"}, "SECURITY_EXPIRES is '21.5.2027'; it accepts a day"),
    ],
)
def test_start_is_refused(tmp_path, changes, says):
    done = start(tmp_path, **changes)

    assert done.returncode == 1
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


MAIL = {"EMAIL_HOST": "mail.example.org", "DEFAULT_FROM_EMAIL": "Record <record@example.org>"}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"DEFAULT_FROM_EMAIL": ""}, "DEFAULT_FROM_EMAIL is ''; where EMAIL_HOST is set"),
        ({"DEFAULT_FROM_EMAIL": "the record"}, "DEFAULT_FROM_EMAIL is 'the record'"),
        ({"DEFAULT_FROM_EMAIL": "a@b.example\nBcc: c@d.example"}, "DEFAULT_FROM_EMAIL is"),
        ({"EMAIL_SECURITY": "ssl"}, "it accepts starttls or tls or none"),
        ({"EMAIL_PORT": "0"}, "EMAIL_PORT is '0'"),
        ({"SITE_ADDRESS": "example.org"}, "SITE_ADDRESS is 'example.org'; it accepts https://name"),
        ({"SITE_ADDRESS": "https://example.org/record"}, "SITE_ADDRESS"),
        ({"SITE_ADDRESS": "ftp://example.org"}, "SITE_ADDRESS"),
        ({"SITE_ADDRESS": "https://"}, "SITE_ADDRESS"),
        ({"SITE_ADDRESS": "https://[::1"}, "SITE_ADDRESS"),
        ({"SITE_ADDRESS": "https://a@example.org"}, "SITE_ADDRESS"),
    ],
)
def test_mail_and_address_are_refused_with_a_sentence(tmp_path, changes, says):
    done = start(tmp_path, **GOOD | MAIL | changes)

    assert done.returncode == 1
    assert says in done.stderr


def test_mail_is_taken(tmp_path):
    done = start(tmp_path, **GOOD | MAIL | {"SITE_ADDRESS": "https://example.org:8443/"})

    assert (done.returncode, done.stderr) == (0, "")


def test_the_site_is_at_its_first_name():
    assert (
        settings.own_address(True, ["www.example.org", "example.org"]) == "https://www.example.org"
    )
    assert settings.own_address(True, [".example.org"]) == "https://example.org"
    assert settings.own_address(False, ["x.example"]) == "http://127.0.0.1:8000"


@pytest.mark.parametrize(("port", "told"), [("8123", "8123"), ("", "8000"), ("x", "8000")])
def test_printed_links_of_development_lead_to_its_port(monkeypatch, port, told):
    monkeypatch.setenv("PORT", port)

    assert settings.own_address(False, []) == f"http://127.0.0.1:{told}"


def test_a_day_is_meant_to_its_end(monkeypatch):
    monkeypatch.setenv("DAY", " 2027-05-21 ")

    assert settings.env_day("DAY").isoformat() == "2027-05-21T23:59:59+00:00"
    assert settings.env_day("NO_DAY") is None


def test_database_is_sqlite_by_default(tmp_path):
    config = settings.database("", "", tmp_path)

    assert config["ENGINE"] == "tracker.sqlite3"
    assert config["NAME"] == str(tmp_path / "site.sqlite3")
    assert (config["CONN_MAX_AGE"], config["CONN_HEALTH_CHECKS"]) == (600, True)
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL; PRAGMA synchronous=FULL" in config["OPTIONS"]["init_command"]


def test_database_is_postgresql_where_the_address_says_so(tmp_path):
    config = settings.database("postgresql://u@db:5433/site?sslmode=verify-full", "p", tmp_path)

    assert config["ENGINE"] == "django.db.backends.postgresql"
    assert (config["NAME"], config["USER"], config["PASSWORD"]) == ("site", "u", "p")
    assert (config["HOST"], config["PORT"]) == ("db", 5433)
    assert (config["CONN_MAX_AGE"], config["CONN_HEALTH_CHECKS"]) == (600, True)
    assert config["OPTIONS"] == {
        "connect_timeout": 3,
        "application_name": "tracker",
        "sslmode": "verify-full",
    }


@pytest.mark.parametrize(
    "url",
    [
        "mysql://u:hidden@db/site",
        "hidden",
        "://hidden",
        "postgresql://u:hidden@db:port/site",
        "postgresql://u:hidden@db",
        "postgresql://u:hidden@[db/site",
    ],
)
def test_database_refuses_other_addresses_without_repeating_them(tmp_path, url):
    with pytest.raises(
        ImproperlyConfigured, match=r"DATABASE_URL .*; it accepts postgresql://"
    ) as refusal:
        settings.database(url, "", tmp_path)
    assert "hidden" not in str(refusal.value)


def test_log_is_one_line_for_each_event():
    formatter = settings.LOGGING["formatters"]["line"]

    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import django, logging; django.setup(); logging.warning('a\\nb\\x1b[31m')",
        ],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tracker.settings"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert formatter["()"] == "tracker.logs.OneLineFormatter"
    assert done.stderr.endswith(r"WARNING root: a\nb\x1b[31m" + "\n")
    assert len(done.stderr.splitlines()) == 1
