"""The door: all that a public surface may call. It reads the copies, and the register's rows."""

from .bearers import bearers
from .contracts import by_last_event, contracts, contracts_naming
from .front import data_version, front, today
from .interventions import grounds, interventions, interventions_of, latest_first, needing_power
from .moved import all_moved, led_to, moved
from .parties import by_name, choosers, parties, same_bodies
from .record import (
    accounts,
    changes,
    dossier,
    history,
    is_readable,
    revision,
    revision_hash,
    tombstone,
)
from .samples import has_real
from .sources import cited_for, sources

__all__ = [
    "accounts",
    "all_moved",
    "bearers",
    "by_last_event",
    "by_name",
    "changes",
    "choosers",
    "cited_for",
    "contracts",
    "contracts_naming",
    "data_version",
    "dossier",
    "front",
    "grounds",
    "has_real",
    "history",
    "interventions",
    "interventions_of",
    "is_readable",
    "latest_first",
    "led_to",
    "moved",
    "needing_power",
    "parties",
    "revision",
    "revision_hash",
    "same_bodies",
    "sources",
    "today",
    "tombstone",
]
