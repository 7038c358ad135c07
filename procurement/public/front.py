"""What the front page shows."""

from django.db import connection

from procurement.holds import NOT_SETTLED

from .interventions import interventions, latest_first
from .rows import ContractRow, rows_of
from .totals import holdings
from .whole_record import RecordContents

MOST = 5


def front(record_contents: RecordContents) -> dict:
    """Give what the front page shows: open holds, latest changes, notices and acts, and how many.

    What editors keep comes first: the register's contracts are many, and each import changes
    thousands, so those that it alone speaks of have a list of their own, by their last notice.
    """
    real = record_contents.real
    [(held, acts, sources)] = _fetch(_COUNTS.format(shown=_shown(real)))
    newest = interventions().filter(invented=False) if real else interventions()
    return {
        **_lists(real),
        "held_count": held,
        "acts": latest_first(newest)[:MOST],
        "holdings": holdings(invented=not real),
        "act_count": acts,
        "source_count": sources,
    }


def _lists(real: bool) -> dict[str, list[ContractRow]]:
    """The contracts of each list: a statement for the keys of each, and one for all their rows."""
    keys = {
        name: [key for (key,) in _fetch(f"{_KEYS} {which.format(shown=_shown(real))} LIMIT {MOST}")]
        for name, which in _LISTS.items()
    }
    rows = {row.key: row for row in rows_of({key for some in keys.values() for key in some})}
    return {name: [rows[key] for key in some if key in rows] for name, some in keys.items()}


def _shown(real: bool) -> str:
    """What is invented steps back once there is anything real, as in lists."""
    return "NOT invented" if real else "TRUE"


def _fetch(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


# Written out: Django takes longer to make these than a database to answer them.
_KEYS = "SELECT id FROM procurement_publiccontract WHERE"
# Those with a revision, few among many: each is looked up by its public id.
_BY_EDITORS = (
    "public_id IN (SELECT subject_id FROM procurement_revision WHERE subject_kind = 'contract')"
    " AND {shown}"
)
# An index knows the few that are on any hold.
_HELD = f"hold <> 'none' AND hold IN {NOT_SETTLED}"
_LATEST = "changed_at DESC, public_id DESC"
_LISTS = {
    "held": f"{_BY_EDITORS} AND {_HELD} ORDER BY held_since DESC NULLS LAST, {_LATEST}",
    "latest": f"{_BY_EDITORS} ORDER BY {_LATEST}",
    "noticed": "NOT tracked AND {shown} ORDER BY recency DESC",
}
_COUNTS = f"""
    SELECT (SELECT count(*) FROM procurement_publiccontract WHERE {_BY_EDITORS} AND {_HELD}),
        (SELECT count(*) FROM procurement_publicintervention WHERE {{shown}}),
        (SELECT count(*) FROM procurement_publicsource WHERE {{shown}})
"""  # noqa: S608 -- all of it is written here
