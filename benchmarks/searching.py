"""Search measured: mixed queries over HTTP, their bare SQL, Datasette on the same rows, and files.

    python -m benchmarks.searching --sizes 10000,100000 --data /var/tmp/search --keep

Invented notices of so many contracts are imported, and editors' acts added to some. With --data the
databases stay for the next time: remove them when what fills them changes. Pages come from the
production server, one client, nothing cached; “bare SQL” is the statements of the page alone, run
again by the driver; Datasette, its limits lifted, is asked the same queries and facets. All are asked
in turn, query by query, round by round; each query's figure is the median of its rounds. Then each
file of all contracts is made, in a process of its own, beside `values_list(…).iterator()` written by
`csv.writer` to nowhere.
"""

import csv
import os
import random
import re
import resource
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from . import measuring, notices, peers
from .measuring import (
    MANAGE,
    PAGE,
    Database,
    Environment,
    bar,
    get,
    inside,
    p95,
    run,
    say,
    serving,
    table,
)  # fmt: skip

RELEASES = 1.28  # for each contract
TRACKED = 250  # one contract in so many is kept by editors
FASTER = {100_000: 10, 1_000_000: 30}  # contracts: times as fast as Datasette, in the median
STATEMENTS, BEYOND, GROWTH, LEAST_OF_BARE, LATEST = 7, 15, 5, 0.8, 1.0
TYPES, OUTCOMES = ("hold", "objection", "legal_challenge"), ("pending", "upheld", "rejected")
GROUNDS = ("data_protection", "value_for_money", "public_trust")
RANKS = (8, 117, 131, 4000, 15_000)  # of words in about 36%, 5%, 4.5%, 0.2% and 0.05% of contracts
PATIENCE = 20_000  # milliseconds; who has taken so long for a query is not asked it again
FILES = ("contracts.csv", "contracts.jsonl", "contracts.ocds.json")
NEWEST, HIGHEST = {"_sort_desc": "last_event"}, {"_sort_desc": "value"}
SUMMARY = [
    "Search page, ms", "contracts", "median", "p95", "p95 / (1.5 × bare SQL + 15)", "max", "bare SQL median",
    "p95", "page beyond SQL, median", "statements",
]  # fmt: skip
BESIDE = [
    "Beside Datasette, ms",
    "contracts",
    "its median",
    "p95",
    "theirs / ours, median",
    "least",
]
EXPORTS = [
    "File",
    "contracts",
    "s",
    "contracts/s",
    "of bare",
    "first byte s",
    "MB",
    "peak MB",
    "grown by MB",
]


def main(argv: list[str] | None = None) -> None:
    """Measure what is asked for, and print it."""
    parser = measuring.arguments(__doc__, "10000")
    parser.add_argument("--rounds", type=int, default=5, help="how often each query is asked")
    parser.add_argument("--queries", default="", help="those whose names this is in: 'word|stage'")
    parser.add_argument("--no-datasette", dest="datasette", action="store_false")
    parser.add_argument("--no-files", dest="files", action="store_false")
    measuring.report("Search", parser.parse_args(argv), _measured)


def _measured(asked, databases: list[Database], folder: Path) -> Iterator[str]:
    medians: dict[tuple[str, int], float] = {}
    for size in asked.sizes:
        file = measuring.file_of(folder, int(size * RELEASES))
        with ExitStack() as opened:
            sites = {}
            for database in databases:
                say(f"{database.name}: {size:,} contracts")
                kept = {"fill": lambda made: _fill(made, file), "keep": bool(asked.data)}
                sites[database] = opened.enter_context(database.opened(f"search_{size}", **kept))
            queries = [one for one in _queries() if re.search(asked.queries, one[0])]
            yield from _searched(asked, sites, queries, folder, size, medians)
            if asked.files:
                rows = [row for one, site in sites.items() for row in _files(one, site, size)]
                yield table(EXPORTS, rows)


def _fill(environment: Environment, file: Path) -> None:
    run([*MANAGE, "import_ocds", str(file)], environment)
    with inside(environment) as pool:
        pool.apply(track_some)


# Queries, as this site asks them and as Datasette does; None where it has no way to say it


def _queries() -> list[tuple[str, dict, dict | None]]:
    words = notices.vocabulary()
    every, often, other, seldom, rare = (words[rank] for rank in RANKS)
    return [
        ("everything", {}, NEWEST),
        ("everything, by value", {"sort": "-value"}, HIGHEST),
        ("everything, page 4", {"page": 4}, None),
        _text("word in 36%", every),
        _text("word in 36%, newest", every, {"sort": "-last_event"}, NEWEST),
        _text("word in 36%, by value", every, {"sort": "-value"}, HIGHEST),
        _text("word in 5%", often),
        _text("word in 0.2%", seldom),
        _text("word in 0.05%", rare),
        _text("no hits, newest", "zyxxyvian", {"sort": "-last_event"}, NEWEST),
        _text("two words", f"{every} {often}", said=f"{every} AND {often}"),
        _text("phrase", f'"{every} {often}"'),
        _text("beginning of a word", f"{every[:4]}*"),
        _text("one word or another", f"{often} OR {other}"),
        _text("word without another", f"{every} -{often}", said=f"{every} NOT {often}"),
        _text("category and word", often, {"category": "works"}, {"category__exact": "works"}),
        ("from 10m, by value", {"value_min": "10m", "sort": "-value"},
         {"currency__exact": "GBP", "value__gte": 10**9, **HIGHEST}),
        ("decided in a year", {"date_from": "2024-01-01", "date_to": "2024-12-31"},
         {"decided__gte": "2024-01-01", "decided__lte": "2024-12-31", **NEWEST}),
        ("stage", {"stage": "planning"}, {"stage__exact": "planning", **NEWEST}),
        ("on hold", {"hold": "on_hold"}, {"hold__exact": "on_hold", **NEWEST}),
        ("ever on hold, by ground", {"ever": "on_hold", "ground": "data_protection"},
         {"ever__contains": ",on_hold,", "acts__contains": "ground data_protection", **NEWEST}),
        ("challenge, pending", {"type": "legal_challenge", "outcome": "pending"},
         {"acts__contains": "type legal_challenge outcome pending", **NEWEST}),
        ("value disputed", {"disputed": "value"}, {"disputed__exact": 1, **NEWEST}),
    ]  # fmt: skip


def _text(name, text, ours=(), theirs=(), *, said=""):
    """Words: in Datasette as FTS5 reads them, by the primary key unless an order is given."""
    return (
        name,
        {"q": text, **dict(ours)},
        {"_search": said or text, "_searchmode": "raw", **dict(theirs)},
    )


# Pages


def _searched(asked, sites, queries, folder, size, medians) -> Iterator[str]:
    names = [name for name, *_ in queries]
    ours = {name: urlencode(query) for name, query, _ in queries}
    with ExitStack() as running:
        askers, statements, hits = {}, {}, {}
        for database, site in sites.items():
            pool = running.enter_context(inside(site))
            counted = pool.apply(statements_of, (ours,))
            statements[database] = {name: many for name, (many, _) in counted.items()}
            hits[database.name] = {name: found for name, (_, found) in counted.items()}
            served = running.enter_context(serving(site))
            askers[database, "page"] = _page(
                served.port, {name: f"/contracts/?{ours[name]}" for name in names}
            )
            askers[database, "SQL"] = lambda name, pool=pool: pool.apply(replayed, (name,))
        if asked.datasette and next(iter(sites)).kind == "sqlite":
            theirs = {name: _theirs(query) for name, _, query in queries if query}
            askers["Datasette", "page"] = _datasette(running, sites, folder, theirs)
        took = _in_turn(askers, names, asked.rounds)
    rows, beside = [], []
    for database in sites:
        page, sql = took[database, "page"], took[database, "SQL"]
        medians[database.name, size] = median(page.values())
        rows.append(_row(database.name, size, page, sql, max(statements[database].values())))
        if theirs := took.get(("Datasette", "page")):
            beside.append(_beside(database.name, size, page, theirs))
    yield table(SUMMARY, rows)
    yield table(BESIDE, beside) if beside else ""
    for database in sites:
        if smaller := medians.get((database.name, size // 10)):
            times = medians[database.name, size] / smaller
            yield f"{database.name}, from {size // 10:,}: {times:.1f} × {bar(GROWTH / times, f'≤ {GROWTH}')}\n"
    yield _each(queries, sites, took, hits)


def _page(port: int, addresses: dict[str, str]):
    def ask(name: str) -> float | None:
        if name not in addresses:
            return None
        answer = get(port, addresses[name])
        assert answer.status == 200, f"{addresses[name]}: {answer.status}"
        assert b"timed out" not in answer.body, f"gave up on {addresses[name]}"
        return answer.ms

    return ask


def _theirs(query: dict) -> str:
    # A row of our list has no room for all words, so theirs need not have it either.
    always = [("_size", "25"), ("_nocol", "description"), ("_nocol", "acts")]
    facets = [("_facet", one) for one in peers.FACETS]
    return f"/contracts/contracts?{urlencode([*query.items(), *always, *facets])}"


def _datasette(running, sites, folder, addresses):
    peers.install()
    file = folder / "contracts.db"
    site = next(iter(sites.values()))
    peers.write_table(Path(site["DATA_DIR"]) / "site.sqlite3", file)
    command = peers.datasette(file)
    return _page(
        running.enter_context(serving(dict(os.environ), "/-/versions.json", command)).port,
        addresses,
    )


def _in_turn(askers, names, rounds) -> dict[tuple, dict[str, float]]:
    """Ask all for everything once to warm up, then so many times; give medians in milliseconds."""
    took = {label: {name: [] for name in names} for label in askers}
    for number in range(rounds + 1):
        say(f"round {number} of {rounds}")
        for name in names:
            for label, ask in askers.items():
                times = took[label][name]
                if sum(times) < PATIENCE and (ms := ask(name)) is not None:
                    times.append(ms)
    return {
        label: {name: median(times[1:] or times) for name, times in each.items() if times}
        for label, each in took.items()
    }


def _row(name, size, page, sql, statements) -> list[str]:
    most = 1.5 * p95(sql.values()) + 15
    reached, beyond = p95(page.values()), median(page[one] - sql[one] for one in page)
    return [
        name, f"{size:,}", f"{median(page.values()):.1f}", f"{reached:.0f}",
        f"{reached / most:.2f} {bar(most / reached, f'≤ {most:.0f} ms')}", f"{max(page.values()):.0f}",
        f"{median(sql.values()):.1f}", f"{p95(sql.values()):.0f}",
        f"{beyond:.1f} {bar(BEYOND / beyond, f'≤ {BEYOND}')}",
        f"{statements} {bar(STATEMENTS / statements, f'≤ {STATEMENTS}')}",
    ]  # fmt: skip


def _beside(name, size, page, theirs) -> list[str]:
    ratios = [ms / page[one] for one, ms in theirs.items()]
    wanted = FASTER.get(size)
    told = bar(median(ratios) / wanted, f"≥ {wanted}") if wanted else ""
    return [
        name, f"{size:,}", f"{median(theirs.values()):.0f}", f"{p95(theirs.values()):.0f}",
        f"{median(ratios):.1f} {told}", f"{min(ratios):.1f} {bar(min(ratios), '≥ 1')}",
    ]  # fmt: skip


def _each(queries, sites, took, hits) -> str:
    labels = list(took)
    headings = [
        "Query, ms",
        "hits",
        *(f"{getattr(who, 'name', who)} {what}" for who, what in labels),
    ]
    rows = []
    for name, *_ in queries:
        found = " / ".join(sorted({f"{one[name]:,}" for one in hits.values()}))
        cells = (took[label].get(name) for label in labels)
        rows.append([name, found, *("" if ms is None else f"{ms:.1f}" for ms in cells)])
    return table(headings, rows)


# Files


def _files(database: Database, environment: Environment, size: int) -> list[list[str]]:
    say(f"{database.name}: files of {size:,} contracts")
    with inside(environment) as pool:
        alone = pool.apply(bare_rows)
    rows = []
    for name in FILES:
        with inside(environment) as pool:
            seconds, first, size_, peak, grown = pool.apply(made, (name,))
        ratio = alone / seconds
        rows.append([
            f"{database.name}: {name}", f"{size:,}", f"{seconds:.1f}", f"{size / seconds:,.0f}",
            f"{ratio:.2f} {bar(ratio / LEAST_OF_BARE, f'≥ {LEAST_OF_BARE}')}",
            f"{first:.2f} {bar(LATEST / first, f'≤ {LATEST:.0f}')}",
            f"{size_ / 1e6:.0f}", f"{peak / 1e6:.0f}", f"{grown / 1e6:.0f}",
        ])  # fmt: skip
    return rows


# Inside a process of the site

_statements: dict[str, list[tuple]] = {}


def track_some() -> None:
    """Let an editor keep some contracts, with an act that has a ground; publish them."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 -- these need the app registry

    from procurement import actions, models  # noqa: PLC0415

    chance, by = random.Random(0), get_user_model().objects.create_user("measurement")
    source = models.Source.objects.create(title="Report", kind="news_report")
    who = models.Stakeholder.objects.create(name="Scrutiny committee", is_a="group")
    grounds = models.Ground.objects.filter(code__in=GROUNDS)
    keys = list(models.Contract.objects.order_by("pk").values_list("pk", flat=True))
    for contract in models.Contract.objects.filter(pk__in=keys[TRACKED // 2 :: TRACKED]):
        contract = actions.track(contract, by=by)
        act = models.Intervention.objects.create(
            contract=contract, stakeholder=who, type=chance.choice(TYPES), ready=True,
            outcome=chance.choice(OUTCOMES),
        )  # fmt: skip
        ground = act.grounds.create(ground=chance.choice(grounds))
        backed: list[dict] = [{"intervention": act}, {"ground": ground}]
        if chance.random() < 0.1:
            for value in (1_000_00, 2_000_00):
                claim = contract.claims.create(
                    fact="value", value_minor=value, currency="GBP", ready=True
                )
                backed.append({"claim": claim})
        for one in backed:
            models.Citation.objects.create(source=source, attribution="reported", **one)
        actions.publish(contract, by=by, reason="Measured.")


def statements_of(queries: dict[str, str]) -> dict[str, tuple[int, int]]:
    """Take down the statements of the pages of these query strings.

    Gives how many each makes, and how many contracts it finds in all, by their names.
    """
    from django.db import connection  # noqa: PLC0415 -- these need the settings
    from django.test import Client  # noqa: PLC0415

    client, told = Client(SERVER_NAME="localhost"), {}
    client.get("/contracts/")  # It also opens the connection, and asks the server about itself.
    for name, query in queries.items():
        made = _statements[name] = []

        def note(execute, sql, parameters, many, context, made=made):
            made.append((sql,) if parameters is None else (sql, parameters))
            return execute(sql, parameters, many, context)

        with connection.execute_wrapper(note):
            assert client.get(f"/contracts/?{query}").status_code == 200, query
        file = client.get(f"/contracts.json?{re.sub('&?page=[0-9]+', '', query)}", follow=True)
        told[name] = len(made), int(re.search(rb'"count": (\d+)', next(iter(file)))[1])
        file.close()
    return told


def replayed(name: str) -> float:
    """Run the statements of a page again through the driver's cursor; give the milliseconds."""
    from django.db import connection  # noqa: PLC0415 -- it needs the settings

    with closing(connection.create_cursor()) as cursor:
        began = time.perf_counter()
        for statement in _statements[name]:
            cursor.execute(*statement)
            if cursor.description:
                cursor.fetchall()
        return (time.perf_counter() - began) * 1000


def made(name: str) -> tuple[float, float, int, int, int]:
    """Make a file to its last byte.

    Gives the seconds for all and until the first byte; and bytes: of it, of memory at its peak, and
    of how much that has grown.
    """
    from django.test import Client  # noqa: PLC0415 -- it needs the settings

    client = Client(SERVER_NAME="localhost")
    b"".join(client.get(f"/{name}?q=zyxxyvian"))  # Code is loaded, the database is open.
    before = int(Path("/proc/self/statm").read_text().split()[1]) * PAGE
    began, first, size = time.perf_counter(), 0.0, 0
    for part in client.get(f"/{name}"):
        first, size = first or time.perf_counter() - began, size + len(part)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return seconds, first, size, peak, peak - before


def bare_rows() -> float:
    """Write the columns of all contracts and the names of their vendors to nowhere; give the seconds."""
    from django.db import connection  # noqa: PLC0415 -- these need the settings
    from django.db.models import Aggregate, OuterRef, Subquery, TextField  # noqa: PLC0415

    from procurement.models import PublicContract, PublicContractVendor  # noqa: PLC0415

    function = "STRING_AGG" if connection.vendor == "postgresql" else "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, '; ')"
    names = Aggregate(
        "vendor__name", function=function, template=template, output_field=TextField()
    )
    links = (
        PublicContractVendor.objects.filter(contract=OuterRef("pk")).order_by().values("contract")
    )
    words = ("words", "title_words")
    columns = [
        one.attname for one in PublicContract._meta.concrete_fields if one.attname not in words
    ]
    vendors = Subquery(links.annotate(all=names).values("all"))
    rows = PublicContract.objects.order_by("-recency").values_list(*columns, "buyer__name", vendors)
    began = time.perf_counter()
    with Path(os.devnull).open("w", encoding="utf-8", newline="") as nowhere:
        csv.writer(nowhere).writerows(rows.iterator())
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
