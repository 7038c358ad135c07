"""Notices of the two public services, fetched politely and kept before anything reads them.

A `Fetch` asks one service for the notices of some days and hands each answer to the importer.
"""

from .errors import FetchError
from .rate_limit import Timing
from .run import Fetch
from .services import SERVICES, Service
from .windows import LONDON, span
