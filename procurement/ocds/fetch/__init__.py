"""Notices of the two public services, fetched politely and kept before anything reads them.

A `Fetch` asks one service for the notices of some days and hands each answer to the importer.
"""

from .errors import FetchError
from .run import Fetch
from .services import PAGE, SERVICES, Service
from .span import span
from .tally import COUNTS, Tally
from .timing import Timing
from .windows import LONDON

__all__ = [
    "COUNTS",
    "LONDON",
    "PAGE",
    "SERVICES",
    "Fetch",
    "FetchError",
    "Service",
    "Tally",
    "Timing",
    "span",
]
