"""Writes across models: each is one transaction, says who did it, and why.

`Refused` and `Conflict` leave everything as it was.
"""

from .named import same_as
from .numbers import preview
from .publish import problems, publish
from .refused import Refused
from .sample import clear_sample
from .shared import preview_shared, publish_shared
from .withdraw import withdraw

__all__ = [
    "Refused",
    "clear_sample",
    "preview",
    "preview_shared",
    "problems",
    "publish",
    "publish_shared",
    "same_as",
    "withdraw",
]
