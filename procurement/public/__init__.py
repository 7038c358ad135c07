"""The door: all that a public surface may call. It reads the copies, and the register's rows."""

from .bearers import all_bearers, bearers, contract_with
from .contracts import by_last_event, contracts, contracts_naming, with_parts
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
    register_form,
    revision,
    tombstone,
    version_of,
)
from .samples import has_real
from .sources import cited_for, sources
from .totals import counterparties_of, holdings, years_of

__all__ = [
    "accounts",
    "all_bearers",
    "all_moved",
    "bearers",
    "by_last_event",
    "by_name",
    "changes",
    "choosers",
    "cited_for",
    "contract_with",
    "contracts",
    "contracts_naming",
    "counterparties_of",
    "data_version",
    "dossier",
    "front",
    "grounds",
    "has_real",
    "history",
    "holdings",
    "interventions",
    "interventions_of",
    "is_readable",
    "latest_first",
    "led_to",
    "moved",
    "needing_power",
    "parties",
    "register_form",
    "revision",
    "same_bodies",
    "sources",
    "today",
    "tombstone",
    "version_of",
    "with_parts",
    "years_of",
]
