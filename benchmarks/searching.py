"""Search measured: mixed queries over HTTP, their bare SQL, Datasette on the same rows, and files.

    python -m benchmarks.searching --sizes 10000 100000 --data /var/tmp/search --keep

Invented notices of so many contracts are imported, and an editor's acts added to some. With --data
the databases stay for the next time: remove them when what fills them changes. Pages come from the
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
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from . import measuring, notices, peers
from .measuring import MANAGE, PAGE, bar, get, inside, p95, result, run, say, serving, table

RELEASES = 1.28  # for each contract
TRACKED = 250  # one contract in so many is kept by editors
TYPES, OUTCOMES = ("hold", "objection", "legal_challenge"), ("pending", "upheld", "rejected")
GROUNDS = ("data_protection", "value_for_money", "public_trust")
# Of words in about 36%, 5%, 4.5%, 0.2% and 0.05% of contracts.
RANKS = (8, 117, 131, 4000, 15_000)
FASTER = {100_000: 10, 1_000_000: 30}  # contracts: times as fast as Datasette, in the median
STATEMENTS, BEYOND, OF_BARE, LATEST = 7, 15, 0.8, 1.0
PATIENCE = 20_000  # milliseconds; who has taken so long for a query is not asked it again
FILES = ("contracts.csv", "contracts.jsonl", "contracts.ocds.json")
NEWEST, HIGHEST = {"_sort_desc": "last_event"}, {"_sort_desc": "value"}
SUMMARY = [
    "Search page, ms", "contracts", "median", "p95", "bar", "bare SQL median", "p95",
    "page beyond it, median", "statements", "Datasette median", "theirs / ours, median", "least",
]  # fmt: skip
EXPORTS = ["File", "contracts", "s", "of bare", "first byte s", "MB", "peak MB", "grown by MB"]


def main(argv: list[str] | None = None) -> None:
    """Measure what is asked for, and print it."""
    parser = measuring.arguments(__doc__, "10000")
    parser.add_argument("--rounds", type=int, default=5, help="how often each query is asked")
    parser.add_argument("--queries", default="", help="those whose names this is in: 'word|stage'")
    parser.add_argument("--no-datasette", dest="datasette", action="store_false")
    parser.add_argument("--no-files", dest="files", action="store_false")
    measuring.report("Search", parser.parse_args(argv), _measured)


def _measured(asked, databases, folder: Path) -> Iterator[str]:
    queries = [one for one in _queries() if re.search(asked.queries, one[0])]
    for size in asked.sizes:
        fill = partial(_fill, measuring.file_of(folder, int(size * RELEASES)))
        with ExitStack() as opened:
            sites = {}
            for one in databases:
                say(f"{one.name}: {size:,} contracts")
                database = one.opened(f"search_{size}", fill, keep=bool(asked.data))
                sites[one.name] = opened.enter_context(database)
            yield from _searched(asked, sites, queries, folder, size)
            if asked.files:
                yield table(EXPORTS, _files(sites, size))


def _fill(file: Path, site) -> None:
    run([*MANAGE, "import_ocds", "--quiet", str(file)], site)
    with inside(site) as pool:
        result(pool, track_some)


def _queries() -> list[tuple[str, dict, dict | None]]:
    """Give names, and what this site is asked and Datasette; None where it has no way to say it."""
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
        _text("phrase", f'"{every} {words[0]}"'),
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
    told = {"_search": said or text, "_searchmode": "raw", **dict(theirs)}
    return name, {"q": text, **dict(ours)}, told


# Pages


def _searched(asked, sites, queries, folder: Path, size: int) -> Iterator[str]:
    ours = {name: f"/contracts/?{urlencode(query)}" for name, query, _ in queries}
    statements, askers = {}, {}
    with ExitStack() as running:
        for name, stored in sites.items():
            site = stored | {"PAGE_CACHE_MB": "0"}
            pool = running.enter_context(inside(site))
            statements[name] = result(pool, statements_of, ours)
            askers[name] = partial(
                _page, running.enter_context(serving(site, "/contracts/")).port, ours
            )
            askers[f"{name} SQL"] = partial(_replay, pool)
        if asked.datasette and "SQLite" in next(iter(sites)):
            theirs = {name: peers.address(query) for name, _, query in queries if query}
            site = next(iter(sites.values()))
            served = running.enter_context(peers.serving_table(site, folder))
            askers["Datasette"] = partial(_page, served.port, theirs)
        took = _in_turn(askers, list(ours), asked.rounds)
    yield table(SUMMARY, [_row(name, size, took, statements[name]) for name in sites])
    hits = {name: {many for _, many in (one[name] for one in statements.values())} for name in ours}
    rows = ([took[one].get(name) for one in askers] for name in ours)
    yield table(
        ["Query, ms", "hits", *askers],
        [[name, " or ".join(map(str, hits[name])), *(f"{one:.1f}" if one else "" for one in row)]
         for name, row in zip(ours, rows, strict=True)],
    )  # fmt: skip


def _page(port: int, addresses: dict[str, str], name: str) -> float | None:
    if name not in addresses:
        return None
    answer = get(port, addresses[name])
    assert answer.status == 200, f"{addresses[name]}: {answer.status}"
    assert b"timed out" not in answer.body, f"gave up on {addresses[name]}"
    return answer.ms


def _replay(pool, name: str) -> float:
    return result(pool, replayed, name)


def _in_turn(askers: dict[str, Callable], names: list[str], rounds: int) -> dict[str, dict]:
    """Ask all for everything once to warm up, then so many times; give medians in milliseconds."""
    took: dict[str, dict] = {label: {name: [] for name in names} for label in askers}
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


def _row(name: str, size: int, took, statements) -> list[str]:
    page, sql, theirs = took[name], took[f"{name} SQL"], took.get("Datasette")
    reached, most = p95(page.values()), 1.5 * p95(sql.values()) + 15
    beyond, many = median(page[one] - sql[one] for one in page), max(statements.values())[0]
    row = [
        name, f"{size:,}", f"{median(page.values()):.1f}", f"{reached:.0f}",
        bar(most / reached, f"≤ 1.5 × SQL + 15 = {most:.0f}"), f"{median(sql.values()):.1f}",
        f"{p95(sql.values()):.0f}", f"{beyond:.1f} {bar(BEYOND / beyond, f'≤ {BEYOND}')}",
        f"{many} {bar(STATEMENTS / many, f'≤ {STATEMENTS}')}",
    ]  # fmt: skip
    if not theirs:
        return [*row, "", "", ""]
    ratios, wanted = [ms / page[one] for one, ms in theirs.items()], FASTER.get(size)
    told = bar(median(ratios) / wanted, f"≥ {wanted}") if wanted else ""
    least = f"{min(ratios):.1f} {bar(min(ratios), '≥ 1')}"
    return [*row, f"{median(theirs.values()):.0f}", f"{median(ratios):.1f} {told}", least]


# Files


def _files(sites, size: int) -> Iterator[list[str]]:
    for database, site in sites.items():
        say(f"{database}: files of {size:,} contracts")
        with inside(site) as pool:
            bare = result(pool, bare_rows)
        for name in FILES:
            with inside(site) as pool:
                seconds, first, *memory = result(pool, made, name)
            ratio = bare / seconds
            yield [
                f"{database}: {name}", f"{size:,}", f"{seconds:.1f}",
                f"{ratio:.2f} {bar(ratio / OF_BARE, f'≥ {OF_BARE}')}",
                f"{first:.2f} {bar(LATEST / first, f'≤ {LATEST:.0f}')}",
                *(f"{one / 1e6:.0f}" for one in memory),
            ]  # fmt: skip


# Inside a process of the site: imports need its settings.

_statements: dict[str, list[tuple]] = {}


def track_some() -> None:
    """Let an editor keep some contracts, with an act that has a ground; publish them."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415

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


def statements_of(addresses: dict[str, str]) -> dict[str, tuple[int, int]]:
    """Take down the statements of the pages at these addresses.

    Gives how many each makes, and how many contracts it finds in all, by their names.
    """
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    client, told = Client(SERVER_NAME="localhost"), {}
    client.get("/contracts/")  # It also opens the connection, and asks the server about itself.
    for name, query in addresses.items():
        made = _statements[name] = []

        def note(execute, sql, parameters, many, context, made=made):
            made.append((sql,) if parameters is None else (sql, parameters))
            return execute(sql, parameters, many, context)

        with connection.execute_wrapper(note):
            assert client.get(query).status_code == 200, query
        file = client.get(re.sub("page=[0-9]+", "", query.replace("/?", ".json?")), follow=True)
        told[name] = len(made), int(re.search(rb'"count": (\d+)', next(iter(file)))[1])
        file.close()
    return told


def replayed(name: str) -> float:
    """Run the statements of a page again through the driver's cursor; give the milliseconds."""
    from django.db import connection  # noqa: PLC0415

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
    from django.test import Client  # noqa: PLC0415

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
    from django.db import connection  # noqa: PLC0415
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
