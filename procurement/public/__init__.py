"""The door: all that a public surface may call. It reads the copies, and the register's rows."""

from .all_addresses import Mapped, mapped, mapped_kinds, mapped_parts
from .awards import (
    AgreementRow,
    AwardRow,
    Official,
    award_rows,
    identifiers_of,
    with_official,
)
from .contracts import contracts, contracts_naming, newest_first, supplied_by, with_parts
from .found import Asked, page
from .front import data_version, front, today
from .identifiers import bearers, contract_with
from .interventions import (
    acts_on,
    contracts_with,
    grounds_of,
    interventions,
    interventions_of,
    latest_first,
    needing_power,
)
from .invented import Standing, has_real, standing
from .moved import all_moved, moved
from .orders import (
    Order,
    by_days_on_hold,
    by_last_event,
    by_publishing,
    by_relevance,
    by_value,
    ordered,
)
from .parties import all_called, by_name, called, meant, parties, same_bodies
from .passages import passages
from .record import (
    accounts,
    as_it_stood,
    changes,
    dossier,
    history,
    newest,
    register_form,
    revision,
    tombstone,
    version_of,
)
from .rows import (
    CHUNK,
    ContractRow,
    InterventionRow,
    Named,
    contract_row,
    contract_rows,
    intervention_rows,
)
from .snapshot import snapshot
from .sources import cited_for, sources
from .spelling import alike, respelt
from .tallies import FACETS, FACETS_OF_ACTS, MOST_COUNTED, Facet, Found, counts, tally
from .telling import headline, stage_told
from .times import at_times
from .totals import counterparties_of, holdings, years_of
from .turns import in_turn

__all__ = [
    "CHUNK",
    "AgreementRow",
    "Asked",
    "AwardRow",
    "ContractRow",
    "Facet",
    "Found",
    "FACETS",
    "FACETS_OF_ACTS",
    "InterventionRow",
    "MOST_COUNTED",
    "Mapped",
    "Named",
    "Official",
    "Order",
    "Standing",
    "accounts",
    "acts_on",
    "alike",
    "bearers",
    "all_called",
    "all_moved",
    "as_it_stood",
    "at_times",
    "award_rows",
    "by_days_on_hold",
    "by_last_event",
    "by_name",
    "by_publishing",
    "by_relevance",
    "by_value",
    "called",
    "changes",
    "cited_for",
    "contract_row",
    "contract_rows",
    "contract_with",
    "contracts_with",
    "contracts",
    "contracts_naming",
    "counterparties_of",
    "counts",
    "data_version",
    "dossier",
    "front",
    "grounds_of",
    "has_real",
    "headline",
    "history",
    "holdings",
    "in_turn",
    "identifiers_of",
    "intervention_rows",
    "interventions",
    "interventions_of",
    "latest_first",
    "mapped",
    "mapped_kinds",
    "mapped_parts",
    "meant",
    "moved",
    "needing_power",
    "newest",
    "newest_first",
    "ordered",
    "page",
    "parties",
    "passages",
    "register_form",
    "respelt",
    "revision",
    "same_bodies",
    "snapshot",
    "sources",
    "stage_told",
    "standing",
    "supplied_by",
    "tally",
    "today",
    "tombstone",
    "version_of",
    "with_official",
    "with_parts",
    "years_of",
]
