"""Writes across models: each is one transaction, says who did it, and why.

`Refused` and `Conflict` leave everything as it was.
"""

from .numbers import preview
from .publish import problems, publish
from .refused import Refused
from .sample import clear_sample
from .shared import publish_shared
from .withdraw import withdraw

__all__ = [
    "Refused",
    "clear_sample",
    "preview",
    "problems",
    "publish",
    "publish_shared",
    "withdraw",
]
