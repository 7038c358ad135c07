"""Texts that others keep for us: encrypted and signed with a key that comes of SECRET_KEY."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Unreadable(ValueError):
    """It was not sealed here, not for this purpose, too long ago, or it was changed."""


def encrypt(content: bytes, purpose: str) -> str:
    """Give content as text that only `decrypt` with the same purpose reads."""
    return _box(purpose).encrypt(content).decode("ascii")


def decrypt(text: str, purpose: str, seconds: int | None = None) -> bytes:
    """Give back what was sealed, at most so many seconds ago. Raises `Unreadable`."""
    try:
        return _box(purpose).decrypt(text.encode("ascii", "replace"), ttl=seconds)
    except InvalidToken:
        raise Unreadable from None


def _box(purpose):
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([_fernet(key, purpose) for key in keys])


@lru_cache(maxsize=32)
def _fernet(secret, purpose):
    derived = HKDF(SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
