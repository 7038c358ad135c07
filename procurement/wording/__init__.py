"""Words that never say more than what is known: by its sources, and by the day on which it is read."""

from .attribution import (
    LEVELS,
    Attribution,
    Cited,
    attribution,
    by_notices,
    hedge,
    source_phrase,
    strength,
    weakest,
)
from .beside import beside
from .headlines import headline
from .names import capitalise, listed, named
from .sentences import Clause, sentence
from .stages import DAYS, STAGES, Telling, headline_told, stage_told
from .totals import left_out

__all__ = [
    "DAYS",
    "LEVELS",
    "STAGES",
    "Attribution",
    "Cited",
    "Clause",
    "Telling",
    "attribution",
    "beside",
    "by_notices",
    "capitalise",
    "headline",
    "headline_told",
    "hedge",
    "left_out",
    "listed",
    "named",
    "sentence",
    "source_phrase",
    "stage_told",
    "strength",
    "weakest",
]
