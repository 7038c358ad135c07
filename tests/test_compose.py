"""docker-compose.yml: whatever an installation may set reaches the site, and what it leaves out is a default."""

import re

import pytest
from django.conf import settings

from .test_settings import GOOD, start

COMPOSE = (settings.BASE_DIR / "docker-compose.yml").read_text(encoding="utf-8")
OPERATORS = (settings.BASE_DIR / "docs" / "operators.md").read_text(encoding="utf-8")
# Settled by the image: folders and address within the container, and what scripts/serve sets.
OF_THE_IMAGE = {"DATA_DIR", "STATIC_ROOT", "HOST", "PORT", "ADMIN_SOCKET"}
# Production refuses anything but the default.
REFUSED = {"DEBUG"}


def passed():
    """Give what the site is given: {variable: value or ${…}}."""
    site = COMPOSE.partition("\n  site: &site\n")[2].partition("\n  due:\n")[0]
    return dict(re.findall(r"^      ([A-Z_]+): (.+)$", site, re.MULTILINE))


def documented():
    """Give every variable of the table of settings."""
    rows = re.findall(r"^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|", OPERATORS, re.MULTILINE)
    return sorted(name for row in rows for name in re.findall(r"[A-Z_]+", row))


def filled(text, env):
    """Fill in a value as Compose does."""
    return re.sub(
        r"\$\{([A-Z_]+):([-?])([^}]*)\}",
        lambda found: env.get(found[1]) or (found[3] if found[2] == "-" else "missing"),
        text.strip('"'),
    )


def test_the_table_of_settings_is_found():
    assert {"SECRET_KEY", "EMAIL_HOST_PASSWORD", "WEB_WORKERS"} <= set(documented())


@pytest.mark.parametrize("name", sorted(set(documented()) - OF_THE_IMAGE - REFUSED))
def test_a_setting_reaches_the_site(name):
    assert name in passed()


def test_what_publishes_at_a_time_is_as_the_site_is_and_serves_nothing():
    due = COMPOSE.partition("\n  due:\n")[2].partition("\n  database:\n")[0]

    assert re.findall(r"^    (\S+?):", due, re.MULTILINE) == [
        "<<", "depends_on", "command", "ports", "healthcheck",
    ]  # fmt: skip
    assert "    <<: *site\n" in due
    assert "    ports: []\n" in due


def test_two_people_are_asked_for_unless_told_otherwise():
    assert filled(passed()["FOUR_EYES"], {}) == "1"


def test_what_is_read_of_the_environment_of_an_installation_has_the_same_name():
    for name, value in passed().items():
        assert re.findall(r"\$\{([A-Z_]+)", value) in ([name], ["POSTGRES_PASSWORD"], []), name


def test_what_is_left_out_is_a_default(tmp_path):
    env = GOOD | {"POSTGRES_PASSWORD": "never-used-anywhere"}
    given = {name: filled(value, env) for name, value in passed().items()}

    done = start(tmp_path, **given)

    assert done.returncode == 0, done.stderr
    assert re.findall(r"procurement\.\w+", done.stderr) == ["procurement.W005"]


def test_a_proxy_that_is_named_is_warned_of_no_more(tmp_path):
    env = GOOD | {"POSTGRES_PASSWORD": "never-used-anywhere", "TRUSTED_PROXIES": "172.30.0.1"}
    given = {name: filled(value, env) for name, value in passed().items()}

    done = start(tmp_path, **given)

    assert (done.returncode, done.stderr) == (0, "")
