"""The editors' pages: one file for each area; importing them registers them with the site."""

from . import (
    contracts,
    imports,
    interventions,
    log,
    merging,
    parties,
    read_only,
    sources,
    submissions,
    users,
)
from .desk import duplicates, source_in_hand, who_field, work_from_source

__all__ = [
    "contracts",
    "sources",
    "submissions",
    "imports",
    "interventions",
    "log",
    "merging",
    "parties",
    "read_only",
    "users",
    "duplicates",
    "source_in_hand",
    "who_field",
    "work_from_source",
]
