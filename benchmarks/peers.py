"""What others do with the same notices: the peers that the measurements stand beside.

    python benchmarks/peers.py NOTICES.jsonl OUT.sqlite3

is what a user would put together for a searchable register: `orjson` reads, `ocdsmerge` compiles one
release per OCID, `flatterer` writes tables into SQLite, and one FTS5 table has title, description and
buyer. It tells nobody apart, adds nothing up and reports no problems. It runs in an environment of
its own, `.venv/peers`, where requirements-bench.txt is installed. So does Datasette, the usual way to
put such a table on the web. Nothing here needs what the site needs.
"""

import json
import os
import sqlite3
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = Path(os.environ.get("OCDS_SAMPLES", ROOT.parent / "shared" / "ocds"))
SCHEMA = SAMPLES / "schema" / "ocds-1.1.5" / "schema" / "release-schema.json"
PLACE = ROOT / ".venv" / "peers"
PYTHON, DATASETTE = PLACE / "bin" / "python", PLACE / "bin" / "datasette"
# Whatever a query costs, it is to be answered: limits are lifted, the cache is as large as ours.
SETTINGS = [
    "--setting",
    "sql_time_limit_ms",
    "600000",
    "--setting",
    "facet_time_limit_ms",
    "600000",
]
SETTINGS += ["--setting", "num_sql_threads", "2", "--setting", "cache_size_kb", "20000"]


def install() -> None:
    """Put them where they belong, unless they are there. Needs a package index."""
    subprocess.run(["make", "--silent", ".venv/peers/installed"], cwd=ROOT, check=True)


FACETS = ("stage", "hold", "category", "method", "division", "year", "buyer")
_INDEXED = (*FACETS, "value", "decided", "last_event", "disputed")
_WORDS = "title, description, buyer, vendors, ocid"
_TABLE = f"""
ATTACH ? AS site;
CREATE TABLE contracts (
    id INTEGER PRIMARY KEY, ocid, title, description, buyer, vendors, stage, hold, ever, category, method,
    division, year, value, currency, decided, last_event, disputed, acts
);
INSERT INTO contracts SELECT
    one.public_id, one.ocid, one.title, work.description, buyer.name,
    (SELECT json_group_array(party.name) FROM site.procurement_publiccontractvendor link
        JOIN site.procurement_publicparty party ON party.id = link.vendor_id WHERE link.contract_id = one.id),
    one.stage, one.hold, one.ever, one.category, one.method, one.division, one.year, one.value_minor,
    one.currency, one.decided_on, one.last_event_on, one.disputed <> '',
    (SELECT group_concat('type ' || act.type || ' outcome ' || act.outcome || ' ground ' || reason.ground, '; ')
        FROM site.procurement_publicintervention act LEFT JOIN site.procurement_publicinterventionground reason
        ON reason.intervention_id = act.id WHERE act.contract_id = one.id)
FROM site.procurement_publiccontract one
JOIN site.procurement_contract work ON work.public_id = one.public_id
LEFT JOIN site.procurement_publicparty buyer ON buyer.id = one.buyer_id;
{"".join(f"CREATE INDEX contracts_{one} ON contracts ({one});" for one in _INDEXED)}
CREATE VIRTUAL TABLE contracts_fts
    USING fts5({_WORDS}, tokenize='porter', content="contracts", content_rowid="id");
INSERT INTO contracts_fts (contracts_fts) VALUES ('rebuild');
INSERT INTO contracts_fts (contracts_fts) VALUES ('optimize');
"""


def address(query: dict) -> str:
    """Give its page of a query, with our facets and the columns that a row of our list has."""
    always = [("_size", "25"), ("_nocol", "description"), ("_nocol", "acts")]
    facets = [("_facet", one) for one in FACETS]
    return f"/contracts/contracts?{urlencode([*query.items(), *always, *facets])}"


@contextmanager
def serving_table(site: dict[str, str], folder: Path):
    """Let Datasette serve the public contracts of an SQLite database of the site."""
    from . import measuring  # noqa: PLC0415 -- it needs what the site needs

    install()
    file = folder / "contracts.db"
    write_table(Path(site["DATA_DIR"]) / "site.sqlite3", file)
    with measuring.serving(
        dict(os.environ),
        "/-/versions.json",
        [str(DATASETTE), "serve", str(file), "--port", "{port}", *SETTINGS],
    ) as served:
        yield served


def write_table(site: Path, out: Path) -> None:
    """Write what Datasette serves: the public contracts of a database of the site, as one table.

    With an index of words, and one on each column of a facet or order; without the planner's
    statistics, with which it was slower.
    """
    out.unlink(missing_ok=True)
    connection = sqlite3.connect(out)
    first, *others = _TABLE.strip().split(";\n")
    connection.execute(first, [str(site)])
    connection.executescript(";\n".join(others))
    connection.execute("DETACH site")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def compiled(file: Path) -> Iterator[dict]:
    """Yield one release per OCID, as the standard merges those of a file of JSON Lines."""
    import ocdsmerge  # noqa: PLC0415 -- installed for the peers alone
    import orjson  # noqa: PLC0415 -- likewise
    from ocdsmerge.rules import get_merge_rules  # noqa: PLC0415 -- likewise

    # Without a schema on the disk it would ask the network; without rules, lists merge by id still.
    rules = get_merge_rules(json.loads(SCHEMA.read_text())) if SCHEMA.exists() else {}
    merger = ocdsmerge.Merger(merge_rules=rules)
    releases = defaultdict(list)
    with file.open("rb") as lines:
        for line in lines:
            release = orjson.loads(line)
            releases[release["ocid"]].append(release)
    for some in releases.values():
        yield merger.create_compiled_release(some)


def main() -> None:
    """Write the tables and the index."""
    import flatterer  # noqa: PLC0415 -- installed for the peers alone

    file, out = map(Path, sys.argv[1:])
    with TemporaryDirectory() as folder:
        flatterer.flatten(
            compiled(file), folder, csv=False, sqlite=True, sqlite_path=str(out),
            force=True,
        )  # fmt: skip
    connection = sqlite3.connect(out)
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(title, description, buyer)")
    connection.execute(
        "INSERT INTO words SELECT tender_title, tender_description, buyer_name FROM main"
    )
    connection.commit()
    connection.close()


if __name__ == "__main__":
    main()
