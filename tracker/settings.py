"""Settings. Everything that differs between installations is read from the environment here.

A variable that holds a secret may be given as a file instead: `SECRET_KEY_FILE=/run/secrets/key`.
A value that is not understood stops the start, naming the variable and what it accepts.
"""

import datetime
import os
import re
from email.utils import parseaddr
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from tracker import __version__
from tracker.private_files import make_folder
from tracker.release import digest
from tracker.timeouts import limited

BASE_DIR = Path(__file__).resolve().parent.parent
DEVELOPMENT_SECRET_KEY = "for-development-only-" + "never-used-in-production-" * 2
SHORTEST_SECRET_KEY, FEWEST_CHARACTERS = 50, 5
FEWEST_THREADS = 8
MAIL_PORTS = {"starttls": 587, "tls": 465, "none": 25}
YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


def env_bool(name: str, default: bool) -> bool:
    """Read yes or no. Raises `ImproperlyConfigured` for anything else."""
    value = os.environ.get(name, "").strip().lower()
    if value and value not in YES + NO:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; it accepts 1, true, yes, on or 0, false, no, off."
        )
    return value in YES if value else default


def env_int(name: str, default: int, least: int, most: int) -> int:
    """Read a whole number from `least` to `most`. Raises `ImproperlyConfigured` for anything else."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and least <= int(value[:20]) <= most):
        raise ImproperlyConfigured(
            f"{name} is {value[:40]!r}; it accepts a whole number from {least} to {most}."
        )
    return int(value)


def env_choice(name: str, choices: tuple[str, ...]) -> str:
    """Read one of `choices`; the first is the default. Raises `ImproperlyConfigured` for anything else."""
    value = os.environ.get(name, "").strip() or choices[0]
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}; it accepts {' or '.join(choices)}.")
    return value


def env_list(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Read words separated by commas. Raises `ImproperlyConfigured` for a word with a space in it."""
    words = [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]
    for word in words:
        if any(c.isspace() for c in word):
            raise ImproperlyConfigured(
                f"{name} has {word!r}; it accepts words separated by commas, without spaces."
            )
    return words or list(default)


def env_contacts(name: str) -> list[str]:
    """Read addresses that reach somebody. Raises `ImproperlyConfigured` for one of another form."""
    for word in (words := env_list(name)):
        if not word.startswith(("mailto:", "https:", "tel:")):
            raise ImproperlyConfigured(
                f"{name} has {word!r}; it accepts mailto:…, https:… and tel:…, separated by commas."
            )
    return words


def env_networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Read addresses and networks. Raises `ImproperlyConfigured` for anything else."""
    try:
        return [without_mapping(ip_network(word)) for word in env_list(name)]
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name}: {error}; it accepts addresses and networks separated by commas, as 10.0.0.0/8."
        ) from None


def without_mapping(network: IPv4Network | IPv6Network) -> IPv4Network | IPv6Network:
    """Give the IPv4 network that one of ::ffff:0:0/96 stands for: addresses are read so, too."""
    mapped = getattr(network.network_address, "ipv4_mapped", None)
    if mapped is None or network.prefixlen < 96:
        return network
    return ip_network(f"{mapped}/{network.prefixlen - 96}")


def env_day(name: str) -> datetime.datetime | None:
    """Read a day, of which the end is meant, in UTC. Raises `ImproperlyConfigured` for anything else."""
    value = os.environ.get(name, "").strip()
    if not value:
        return None
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} is {value[:40]!r}; it accepts a day, as 2027-05-21."
        ) from None
    return datetime.datetime.combine(day, datetime.time(23, 59, 59), datetime.UTC)


def env_sender(name: str, required: bool) -> str:
    """Read from whom mail comes. Raises `ImproperlyConfigured` for no address, or none where one is needed."""
    value = os.environ.get(name, "").strip()
    address = parseaddr(value)[1]
    if (value or required) and not ("@" in address and value.isprintable()):
        raise ImproperlyConfigured(
            f"{name} is {value[:80]!r}; where EMAIL_HOST is set it is needed, and accepts an address"
            " for mail, as record@example.org or Record <record@example.org>."
        )
    return value


def env_address(name: str, default: str) -> str:
    """Read where the site is. Raises `ImproperlyConfigured` for anything but http(s)://name."""
    value = os.environ.get(name, "").strip().rstrip("/") or default
    if not re.fullmatch(r"https?://([\w.-]+|\[[0-9a-fA-F:]+\])(:[0-9]+)?", value):
        raise ImproperlyConfigured(
            f"{name} is {value[:80]!r}; it accepts https://name or http://name:port, nothing behind it."
        )
    return value


def own_address(production: bool, hosts: list[str]) -> str:
    """Give where the site is when nothing says it: in production, the first of its names; else where PORT has it."""
    if production:
        return f"https://{hosts[0].lstrip('.')}"
    port = os.environ.get("PORT", "")
    return f"http://127.0.0.1:{port if port.isascii() and port.isdigit() else 8000}"


def env_path(name: str, default: Path) -> Path:
    """Read a folder; a relative one stands beside manage.py. Raises `ImproperlyConfigured` for a file."""
    path = (
        BASE_DIR / os.environ.get(name, "").strip() if os.environ.get(name, "").strip() else default
    )
    if path.exists() and not path.is_dir():
        raise ImproperlyConfigured(f"{name} is {str(path)!r}, a file; it accepts a folder.")
    return path


def env_secret(name: str, default: str = "") -> str:
    """Read a secret from `name`, or from the file that `name`_FILE names.

    Raises `ImproperlyConfigured` when both are set, or the file cannot be read or is empty.
    """
    value, file = os.environ.get(name, ""), os.environ.get(f"{name}_FILE", "")
    if value and file:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set; set one of them.")
    if not file:
        return value or default
    try:
        secret = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not text"
        raise ImproperlyConfigured(
            f"{name}_FILE is {file!r}, which cannot be read: {reason}."
        ) from None
    if not secret:
        raise ImproperlyConfigured(
            f"{name}_FILE is {file!r}, which is empty; it accepts a file with the secret in it."
        )
    return secret


def database(url: str, password: str, data_dir: Path) -> dict:
    """Give Django's settings of the database at `url`; SQLite in `data_dir` where there is none.

    Raises `ImproperlyConfigured` for a database other than SQLite and PostgreSQL. The address is
    never repeated in the message: it may hold a password.
    """
    url = url or f"sqlite:///{data_dir / 'site.sqlite3'}"
    accepted = "it accepts postgresql://user:password@host:port/name or sqlite:////path/to/file"
    scheme = url.partition("://")[0]
    if scheme not in ("sqlite", "postgres", "postgresql"):
        raise ImproperlyConfigured(
            f"DATABASE_URL names a database that this site does not run on; {accepted}."
        )
    try:
        config: dict[str, Any] = {**dj_database_url.parse(url)}
    except ValueError:
        raise ImproperlyConfigured(
            f"DATABASE_URL cannot be read as an address; {accepted}."
        ) from None
    if not config["NAME"]:
        raise ImproperlyConfigured(f"DATABASE_URL names no database; {accepted}.")
    options = dict(config.get("OPTIONS") or {})
    # A new connection has nothing at hand: the first searches in it take twice as long.
    config |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    if scheme == "sqlite":
        # FULL: with NORMAL, an edit that was acknowledged may vanish when the power fails.
        pragmas = (
            "journal_mode=WAL",
            "synchronous=FULL",
            "journal_size_limit=67108864",
            "cache_size=-20000",
        )
        init = " ".join(f"PRAGMA {pragma};" for pragma in pragmas)
        config["ENGINE"] = "tracker.sqlite3"
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": init,
        } | options
        return config
    config["OPTIONS"] = {"connect_timeout": 3, "application_name": "tracker"} | options
    if password:
        config["PASSWORD"] = password
    return config


def refuse_unsafe_production(secret_key: str, debug: bool, allowed_hosts: list[str]) -> None:
    """Raise `ImproperlyConfigured`, naming the variable to set, for what production may not start with."""
    if secret_key == DEVELOPMENT_SECRET_KEY:
        raise ImproperlyConfigured(
            "ENVIRONMENT is production: set SECRET_KEY (or SECRET_KEY_FILE); the default is public."
        )
    if len(secret_key) < SHORTEST_SECRET_KEY or len(set(secret_key)) < FEWEST_CHARACTERS:
        raise ImproperlyConfigured(
            f"ENVIRONMENT is production: set SECRET_KEY to {SHORTEST_SECRET_KEY} random characters or more;"
            f" it has {len(secret_key)}, {len(set(secret_key))} of them different."
        )
    if debug:
        raise ImproperlyConfigured(
            "ENVIRONMENT is production: set DEBUG to 0; its error pages show the settings."
        )
    if not allowed_hosts:
        raise ImproperlyConfigured(
            "ENVIRONMENT is production: set ALLOWED_HOSTS to the site's names, as example.org."
        )
    if "*" in allowed_hosts:
        raise ImproperlyConfigured(
            "ENVIRONMENT is production: set ALLOWED_HOSTS to the site's names; * accepts any."
        )


# Where and what

ENVIRONMENT = env_choice("ENVIRONMENT", ("development", "production"))
PRODUCTION = ENVIRONMENT == "production"
DEBUG = env_bool("DEBUG", default=False)
SECRET_KEY = env_secret("SECRET_KEY", DEVELOPMENT_SECRET_KEY)
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", () if PRODUCTION else ("localhost", "127.0.0.1", "[::1]"))
# Keys of before: what they sealed is still read, so that a new key ends no second factor.
SECRET_KEY_FALLBACKS = [key for key in env_secret("SECRET_KEY_FALLBACKS").split() if key]
if PRODUCTION:
    refuse_unsafe_production(SECRET_KEY, DEBUG, ALLOWED_HOSTS)

# Part of every ETag: with the digest, a change of the code alone lets no page stand as it was.
RELEASE = os.environ.get("RELEASE", "").strip() or f"{__version__}+{digest(BASE_DIR)}"
DATA_DIR = env_path("DATA_DIR", BASE_DIR / "var")
# Fetched answers hold names and addresses of people: they are not kept longer than they are of use.
FETCHED_DAYS = env_int("FETCHED_DAYS", 30, least=1, most=3650)

# In each process: threads; of them those at the database for pages (as many for editors in the admin's
# own process; half as many where there is none), and of these, those that make files.
WEB_THREADS = env_int("WEB_THREADS", 128, least=8, most=1000)
PAGES_AT_ONCE = env_int("PAGES_AT_ONCE", 4, least=1, most=100)
# Of what is sent to editors' pages, so much is waited for at once, by threads beside those.
BODIES_AT_ONCE = env_int("BODIES_AT_ONCE", 128, least=8, most=1000)
DOWNLOADS_AT_ONCE = env_int("DOWNLOADS_AT_ONCE", 2, least=1, most=100)
if WEB_THREADS < FEWEST_THREADS * PAGES_AT_ONCE:
    raise ImproperlyConfigured(
        f"WEB_THREADS is {WEB_THREADS}; it accepts {FEWEST_THREADS} for each of PAGES_AT_ONCE, "
        f"which is {PAGES_AT_ONCE}, or more: others must be free when these wait."
    )
# In each process: the memory for pages that were just made, in MB. 0: every page is made anew.
PAGE_CACHE_MB = env_int("PAGE_CACHE_MB", 32, least=0, most=4096)
# How long the database may take, in seconds, for a public page, an editor's and a command; and how
# long a client may take nothing of what is sent to it.
PAGE_SECONDS = env_int("PAGE_SECONDS", 5, least=1, most=60)
ADMIN_SECONDS = env_int("ADMIN_SECONDS", 30, least=1, most=600)
COMMAND_SECONDS = env_int("COMMAND_SECONDS", 3600, least=60, most=86400 * 7)
IDLE_SECONDS = env_int("IDLE_SECONDS", 30, least=1, most=3600)
# Where the admin's own process listens. scripts/serve sets it; without it the admin is answered here.
ADMIN_SOCKET = os.environ.get("ADMIN_SOCKET", "")
STATIC_ROOT = env_path("STATIC_ROOT", DATA_DIR / "static")
try:
    make_folder(DATA_DIR)
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise ImproperlyConfigured(
        f"DATA_DIR or STATIC_ROOT cannot be made: {error.filename}: {error.strerror}."
    ) from None

DATABASES = {
    "default": database(env_secret("DATABASE_URL"), env_secret("DATABASE_PASSWORD"), DATA_DIR)
}
# Of commands; the server lends its requests connections with shorter limits.
DATABASES["default"]["OPTIONS"] = limited(DATABASES["default"], COMMAND_SECONDS)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Of the history of working rows: entries are read by whose they are and when they were written.
SIMPLE_HISTORY_DATE_INDEX = "composite"

# Parts

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_filters",
    "csp",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procurement.apps.ProcurementConfig",
]
MIDDLEWARE = [
    # These two are around all others, so that whatever those answer has its headers.
    "procurement.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "procurement.middleware.PlainAddressMiddleware",
    "procurement.middleware.OriginMiddleware",
    "procurement.middleware.AdminSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "procurement.middleware.AdminAuthenticationMiddleware",
    "procurement.middleware.AdminMessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "procurement.accounts.middleware.AccountsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "procurement.middleware.UnavailableMiddleware",
]
ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
TEMPLATES = [
    # Of the admin.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
    # Of public pages: their views name it.
    {
        "NAME": "pages",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"environment": "procurement.templating.environment.environment"},
    },
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "procurement.accounts.passwords.UncommonPasswordValidator"},
]

# Accounts: of staff, on the admin's own pages

AUTHENTICATION_BACKENDS = ["procurement.accounts.backends.StaffBackend"]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
CACHES: dict[str, dict[str, Any]] = {
    # Used codes of second factors: every process must know them, and the next start too.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "procurement_cache",
    },
    # Public pages that were just made, each by its ETag: in each process, none of them over 128 kB.
    "pages": {
        "BACKEND": f"django.core.cache.backends.{'locmem.LocMem' if PAGE_CACHE_MB else 'dummy.Dummy'}Cache",
        "LOCATION": "pages",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 8 * PAGE_CACHE_MB},
    },
}
ACCOUNT_FORMS = {
    "login": "procurement.accounts.forms.LoginForm",
    "reauthenticate": "procurement.accounts.forms.ReauthenticateForm",
    "change_password": "procurement.accounts.forms.ChangePasswordForm",
    "reset_password_from_key": "procurement.accounts.forms.NewPasswordForm",
    "user_token": "procurement.accounts.forms.LinkForm",
}
ACCOUNT_ADAPTER = "procurement.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "admin:login"
# Django's own: it looks at the account alone, not at a table of addresses for mail.
TOKENS = "django.contrib.auth.tokens"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = f"{TOKENS}.PasswordResetTokenGenerator"
# The throttle is our own: it is kept in the database.
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "procurement.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "procurement.accounts.forms.AuthenticateForm",
    "reauthenticate": "procurement.accounts.forms.ReauthenticateByCodeForm",
    "activate_totp": "procurement.accounts.forms.AddAppForm",
    "add_webauthn": "procurement.accounts.forms.AddKeyForm",
    "authenticate_webauthn": "procurement.accounts.forms.KeyForm",
    "reauthenticate_webauthn": "procurement.accounts.forms.ReauthenticateByKeyForm",
    "edit_webauthn": "procurement.accounts.forms.RenameKeyForm",
}
# Addresses for mail are written by administrators; nobody confirms them.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_RECOVERY_CODE_DIGITS = 12
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
# Of a login without its second factor no page is shown but those that add one.
SECOND_FACTOR_REQUIRED = env_bool("SECOND_FACTOR_REQUIRED", default=PRODUCTION)
# Seconds: a session ends when nothing was asked for so long, and so long after it began.
SESSION_IDLE_SECONDS, SESSION_SECONDS = 60 * 60, 12 * 60 * 60
# After so many days the log of accounts no longer says from which address.
ADDRESS_DAYS = env_int("ADDRESS_DAYS", 90, least=1, most=3650)
# Proxies whose X-Forwarded-For is believed.
TRUSTED_PROXIES = env_networks("TRUSTED_PROXIES")

# Whether nobody publishes what they saved last: then two people have seen whatever becomes public.
FOUR_EYES = env_bool("FOUR_EYES", default=False)

# Mail: set up where EMAIL_HOST is

EMAIL_HOST = os.environ.get("EMAIL_HOST", "").strip()
EMAIL_SECURITY = env_choice("EMAIL_SECURITY", ("starttls", "tls", "none"))
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_SECURITY == "starttls", EMAIL_SECURITY == "tls"
EMAIL_PORT = env_int("EMAIL_PORT", MAIL_PORTS[EMAIL_SECURITY], least=1, most=65535)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "").strip()
EMAIL_HOST_PASSWORD = env_secret("EMAIL_HOST_PASSWORD")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env_sender("DEFAULT_FROM_EMAIL", required=bool(EMAIL_HOST))
# Links in mail and of commands begin with this: never with what a client calls this host.
SITE_ADDRESS = env_address("SITE_ADDRESS", own_address(PRODUCTION, ALLOWED_HOSTS))

# Language, time, static files

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
FORMAT_MODULE_PATH = "tracker.formats"
USE_I18N = True
USE_TZ = True
STATIC_URL = "/static/"
# Style sheets and scripts are for this site's pages alone.
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env_bool("SECURE_SSL_REDIRECT", default=PRODUCTION)
SECURE_HSTS_SECONDS = 63072000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
# Only behind a proxy that sets this header itself: without one, anybody could send it.
if env_bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# To whom weaknesses are reported, and until when that is so: both, or neither.
SECURITY_CONTACT = env_contacts("SECURITY_CONTACT")
SECURITY_EXPIRES = env_day("SECURITY_EXPIRES")
if bool(SECURITY_CONTACT) != bool(SECURITY_EXPIRES):
    raise ImproperlyConfigured(
        "SECURITY_CONTACT and SECURITY_EXPIRES go together; set both or neither."
    )

# A browser accepts the prefix __Host- only over HTTPS, for the whole site and for no other host.
SESSION_COOKIE_NAME = "__Host-sid" if PRODUCTION else "sid"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# In the database: one that is left alone so long is none.
SESSION_COOKIE_AGE = SESSION_IDLE_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "procurement.admin.csrf.csrf_failure"
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
PASSWORD_RESET_TIMEOUT = 60 * 60

# One contract in the admin is one form, with a field per citation of each of its statements.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_PERMISSIONS = 0o640

# Log: to standard error, one line for each event

LOG_LEVEL = env_choice("LOG_LEVEL", ("INFO", "DEBUG", "WARNING", "ERROR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "tracker.logs.OneLineFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        # An address that does not exist, or a host that is not ours, is the business of who asked.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
