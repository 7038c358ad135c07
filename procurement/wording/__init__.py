"""Words that never say more than what is known: by its sources, and by the day on which it is read."""

from .sentences import (
    LEVELS,
    MOST_NAMED,
    Attribution,
    Cited,
    Clause,
    attribution,
    capitalise,
    headline,
    listed,
    named,
    possessive,
    sentence,
    source_phrase,
    strength,
    weakest,
)
from .stages import DAYS, STAGES, Telling, headline_told, stage_told

__all__ = [
    "DAYS",
    "LEVELS",
    "MOST_NAMED",
    "STAGES",
    "Attribution",
    "Cited",
    "Clause",
    "Telling",
    "attribution",
    "capitalise",
    "headline",
    "headline_told",
    "listed",
    "named",
    "possessive",
    "sentence",
    "source_phrase",
    "stage_told",
    "strength",
    "weakest",
]
