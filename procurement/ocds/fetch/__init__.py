"""Notices of the two public services, fetched politely and kept before anything reads them.

A `Fetch` asks one service for the notices of some days and hands each answer to the importer.
"""

from .errors import FetchError
from .pace import Timing
from .run import Fetch
from .services import SERVICES, Service
from .span import span
from .tally import COUNTS, Tally
from .windows import LONDON

__all__ = [
    "COUNTS",
    "LONDON",
    "SERVICES",
    "Fetch",
    "FetchError",
    "Service",
    "Tally",
    "Timing",
    "span",
]
