"""The door: all that a public surface may call. It reads the copies, and the register's rows."""

from .awards import AgreementRow, AwardRow, Key, Official, award_rows, identifiers_of, with_official
from .contract_dossier import (
    accounts,
    as_it_stood,
    dossier,
    history,
    last_readable,
    newest,
    register_dossier,
    revision,
    tombstone,
    verification,
    version_of,
)
from .contract_row import FIELDS, ContractRow, Field
from .contracts import (
    at_times,
    bought_by,
    contract_with_ocid,
    contracts_naming,
    newest_first,
    supplied_by,
    with_parts,
)
from .facets import (
    FACETS,
    INTERVENTION_FACETS,
    MOST_COUNTED,
    Facet,
    SearchCounts,
    count,
    count_search,
    counts,
)
from .front import front
from .interventions import (
    contracts_with,
    interventions,
    interventions_by,
    interventions_of,
    interventions_on,
    latest_first,
    needing_power,
)
from .parties import (
    all_named_like,
    by_name,
    merged_into,
    named_like,
    parties,
    parties_with_identifier,
    resolved,
    with_same_bodies,
)
from .passages import with_passages
from .plan import (
    Order,
    Search,
    by_change,
    by_days_on_hold,
    by_publishing,
    by_relevance,
    by_value,
    contracts,
)
from .reading import CHUNK, NamedParty
from .revisions import changes, done_in_words, last_done, revision_entries
from .rows import contract_row, contract_rows, page
from .rows_of_interventions import InterventionRow, intervention_rows
from .sitemap import Mapped, mapped, mapped_kinds, mapped_parts
from .sources import cited_for, sources
from .spelling import alike, spelling_suggestion
from .totals import counterparties_of, holdings, years_of
from .whole_record import (
    RecordContents,
    data_version,
    has_real,
    read_transaction,
    record_contents,
    today,
)
