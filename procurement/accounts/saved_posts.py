"""What a browser sent when its session had ended: kept in the browser's own form until the login is done.

It is compressed and sealed, and travels from page to page as a hidden field. Nothing of it is ever
kept by the server. Here it is encrypted and read; `carried_posts` takes it through the pages of the login,
`admin.restored_posts` puts it back into its page, and `admin.unsaved_input` is why nothing of it can be saved there.
"""

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from . import encryption

# The hidden field that carries it.
FIELD = "kept"
# The hidden field of an editors' form that says whose page it was.
ACCOUNT = "_account"
PURPOSE = "kept post"
# Pages of the admin that belong to no model, and have a form to type in.
OF_NO_MODEL = ("work_from_source",)
SECONDS = 12 * 60 * 60
# What a page sends beside the field: its token, a name, a password, a code.
BESIDE = 64 * 1024
TOO_OLD = (
    "What you typed cannot be put back: it was changed on its way, or it was kept for more than"
    " 12 hours, or another server kept it."
)
STILL = "What you typed is still kept in this page."
NO_FILES = "Files are not kept: choose them again ({})."
NO_PASSWORDS = "Passwords are not kept: type them again."


class Lost(ValueError):
    """What was kept cannot be read; the text says why, as a sentence."""


@dataclass(frozen=True)
class Post:
    """What was sent: to which address, with its query, which fields, and by whom, where known."""

    path: str
    fields: list[tuple[str, list[str]]]
    account: str = ""


@dataclass(frozen=True)
class SavedPost:
    """What a page carries on: the sealed text, or "" where nothing can be kept, and what to say."""

    text: str = ""
    said: list[str] = field(default_factory=list)


def may_be(request: Any) -> bool:
    """Say whether what a request sends is kept: forms of the record, its sources and accounts, no password's own."""
    match = request.resolver_match
    if request.method != "POST" or match is None:
        return False
    # Of such a form: admin/<app>/<model>/…
    _, app, model, *_ = f"{match.route}///".split("/")
    known = model in apps.all_models.get(app, {}) or match.url_name in OF_NO_MODEL
    return known and not str(match.url_name).endswith("_password_change")


def sent(request: Any) -> Post:
    """Give what a request sent, without its token and its passwords."""
    user = getattr(request, "user", None)
    signed_in = str(user.pk) if user is not None and user.is_authenticated else ""
    fields = [(name, values) for name, values in request.POST.lists() if _is_kept(name)]
    return Post(request.get_full_path(), fields, request.POST.get(ACCOUNT) or signed_in)


def _is_kept(name):
    return name != "csrfmiddlewaretoken" and not _is_password(name)


def _is_password(name):
    return "password" in name.lower() and name != "usable_password"


def save(request: Any) -> SavedPost:
    """Keep what a request sent; what a request carries already is carried on."""
    if FIELD in request.POST:
        return carried(request)
    text = encrypt_post(sent(request))
    if len(text) > longest():
        return SavedPost("", [_too_large(len(text))])
    return SavedPost(text, list(_left_out(request)))


def carried(request: Any) -> SavedPost:
    """Give what a request carries on, with a sentence where that cannot be read any more."""
    text = request.POST.get(FIELD, "")
    if not text:
        return SavedPost()
    try:
        decrypt_post(text)
    except Lost as lost:
        return SavedPost("", [str(lost)])
    return SavedPost(text, [STILL])


def _left_out(request) -> Iterable[str]:
    if names := [file.name for files in request.FILES.lists() for file in files[1]]:
        yield NO_FILES.format(", ".join(names))
    if any(_is_password(name) and value for name, value in request.POST.items()):
        yield NO_PASSWORDS


def longest() -> int:
    """Give how long a sealed text may be, so that a browser can send it."""
    return (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 2**31) - BESIDE


def _too_large(size):
    accepted = longest() / 1_000_000
    return (
        f"What you typed is too large to be kept: {size / 1_000_000:.1f} MB, and {accepted:.1f} MB is"
        " the most. Log in in another tab, come back to the page where you typed, with the browser's"
        " Back, and save it again."
    )


def encrypt_post(post: Post) -> str:
    """Give a post as text that only `decrypt_post` reads."""
    told = {"path": post.path, "fields": post.fields, "account": post.account}
    packed = zlib.compress(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))
    return encryption.encrypt(packed, PURPOSE)


def decrypt_post(text: str) -> Post:
    """Give back what was kept. Raises `Lost`."""
    try:
        told = json.loads(_inflated(encryption.decrypt(text, PURPOSE, SECONDS)))
        fields = [(name, list(values)) for name, values in told["fields"]]
        post = Post(told["path"], fields, told["account"])
        if not is_of_admin(post.path):
            raise Lost(TOO_OLD)
        return post
    except (encryption.Unreadable, zlib.error, ValueError, KeyError, TypeError):
        raise Lost(TOO_OLD) from None


def _inflated(packed):
    # Quoted, a character that JSON must escape has three letters in a form and six here.
    largest = 3 * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 2**31)
    inflating = zlib.decompressobj()
    content = inflating.decompress(packed, largest)
    if not inflating.eof:
        raise Lost(TOO_OLD)
    return content


def is_of_admin(url: str) -> bool:
    """Say whether an address is one of the admin's own, however a browser reads it."""
    if not url.isprintable() or "\\" in url or not url_has_allowed_host_and_scheme(url, None):
        return False
    path = urlsplit(url).path
    # A browser climbs these before it asks.
    climbs = any(part in (".", "..") for part in unquote(path).split("/"))
    return path.startswith(reverse("admin:index")) and not climbs
