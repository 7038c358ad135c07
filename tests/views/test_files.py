"""Files of any search: the same rows as the page, read at one moment, safe in a spreadsheet."""

import csv
import datetime
import json
from io import StringIO

import pytest
from django.conf import settings
from django.core import signals
from django.db import close_old_connections, connection

from procurement import public
from procurement.files.award_columns import award_columns
from procurement.files.columns import Column, contract_columns, intervention_columns
from procurement.files.csv_rows import as_csv
from procurement.management import founding_case
from procurement.models import PublicContract
from tests import factories as make

pytestmark = pytest.mark.django_db

FILES = [
    *(
        "contracts.csv",
        "contracts.json",
        "contracts.jsonl",
        "contracts.ocds.json",
        "contracts.xlsx",
    ),
    *("interventions.csv", "interventions.json"),
]
CONTRACT_QUERIES = [
    *("", "q=roads", "q=northmarch", "q=zebra", "q=roads+OR+records", "sort=-value", "sort=value"),
    *("sort=-published", "sort=-days_on_hold", "sort=-last_event", "q=records&sort=relevance"),
    *("hold=on_hold", "hold=none", "stage=award&stage=tender", "ever=on_hold", "tracked=1"),
    *("type=hold&ground=data_security", "buyer=1", "vendor=1&vendor=2", "vendor=999", "sample=1"),
    *("value_min=1m", "value_max=1m&currency=EUR", "date_from=2025", "year=2025", "cpv=72"),
    *("disputed=1", "stage=&hold=", "currency=GBP"),
    *("bids=1", "bids=0&bids=2-5", "place=UKI", "framework=call_off", "rationale=urgency"),
]
INTERVENTION_QUERIES = [
    *(
        "",
        "q=northmarch",
        "q=zebra",
        "sort=date",
        "type=hold",
        "type=ruling",
        "ground=data_security",
    ),
    *("stakeholder=1", "vendor=1", "buyer=999", "date_from=2026-05", "sample=1"),
]


def body(response) -> bytes:
    """Give what a response streams; the client ends it."""
    return b"".join(response)


def leave(response) -> None:
    """End a response as a server does when its client is gone, and keep the connection."""
    signals.request_finished.disconnect(close_old_connections)
    try:
        response.close()
    finally:
        signals.request_finished.connect(close_old_connections)


def in_small_parts(monkeypatch) -> None:
    """Let every file be made of a few rows at a time."""
    for module in (
        "public.reading",
        "public.rows_of_interventions",
        "public.awards",
        "files.csv_rows",
        "files.json_rows",
        "files.ocds",
    ):
        monkeypatch.setattr(f"procurement.{module}.CHUNK", 2)
    monkeypatch.setattr("procurement.files.excel.PIECE", 2000)


def table(response) -> list[dict]:
    return list(csv.DictReader(StringIO(body(response).decode("utf-8-sig"), newline="")))


def world():
    """Publish contracts of both kinds: held up, valued in two currencies, dated and not."""
    for number in range(3):
        contract = make.make_ready_contract(title=f"Records {number}")
        act = contract.interventions.get()
        make.make_ground_link(act)
        if number:
            on = datetime.date(2026, number, 1)
            type(act).objects.filter(pk=act.pk).update(
                happened_on=on, happened_on_precision="month"
            )
        contract.refresh_from_db()
        make.publish(contract)
    for place, currency in enumerate(["GBP", "EUR", "GBP"]):
        make.make_register_contract(
            value_minor=100 * 10**place + 5, currency=currency, notices=place + 1, cpv="72000000"
        )
    make.make_register_contract(**make.INVENTED)


def rows_of_pages(client, address, query):
    found, number = [], 1
    while True:
        on = f"&page={number}" if number > 1 else ""
        response = client.get(f"{address}?{query}{on}", follow=True)
        page = response.context["page"]
        found += [getattr(row, "public_id", row.id) for row in page]
        if not page.has_next():
            return found
        number += 1


@pytest.mark.parametrize(
    ("name", "queries"),
    [("contracts", CONTRACT_QUERIES), ("interventions", INTERVENTION_QUERIES)],
)
def test_a_file_has_the_rows_of_the_pages_in_their_order(client, monkeypatch, name, queries):
    monkeypatch.setattr("procurement.filters.results.PER_PAGE", 2)
    world()

    for query in queries:
        expected = rows_of_pages(client, f"/{name}/", query)
        told = json.loads(body(client.get(f"/{name}.json?{query}")))

        assert [row["id"] for row in told[name]] == expected, query
        assert told["count"] == len(expected)
        rows = table(client.get(f"/{name}.csv?{query}"))
        assert [int(row["id"]) for row in rows] == expected, query
        if name == "contracts":
            lines = body(client.get(f"/{name}.jsonl?{query}")).splitlines()
            assert [json.loads(line) for line in lines] == told[name]


def test_most_queries_find_something(client):
    world()

    for name, queries in (("contracts", CONTRACT_QUERIES), ("interventions", INTERVENTION_QUERIES)):
        found = [
            json.loads(body(client.get(f"/{name}.json?{query}")))["count"] for query in queries
        ]
        assert found.count(0) < len(found) / 2


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("contracts.csv", 3),
        ("contracts.json", 4),
        ("contracts.jsonl", 3),
        ("contracts.xlsx", 4),
        ("interventions.csv", 5),
        ("interventions.json", 6),
    ],
)
def test_file_queries(client, django_assert_num_queries, name, number, rows):
    for _ in range(rows):
        contract = make.make_ready_contract()
        make.make_ground_link(contract.interventions.get())
        contract.refresh_from_db()
        make.publish(contract)

    # Version of the data, whether a real contract is public, the rows with their vendors;
    # in JSON and for Excel the count; of interventions their grounds.
    with django_assert_num_queries(number):
        response = client.get(f"/{name}")
        body(response)

    assert response.status_code == 200


def test_many_rows_are_read_in_parts(client, monkeypatch):
    world()
    whole = [body(client.get(f"/{name}")) for name in FILES]

    in_small_parts(monkeypatch)

    told = [list(client.get(f"/{name}")) for name in FILES]
    assert [b"".join(parts) for parts in told] == whole
    assert [name for name, parts in zip(FILES, told, strict=True) if len(parts) == 1] == []


@pytest.mark.parametrize("name", FILES)
def test_an_empty_file_is_whole(client, name):
    response = client.get(f"/{name}?q=zebra")
    found = body(response)

    assert response.status_code == 200
    if name.endswith("ocds.json"):
        assert json.loads(found)["releases"] == []
    elif name.endswith(".json"):
        assert json.loads(found) == {"count": 0, name.removesuffix(".json"): []}
    elif name.endswith(".xlsx"):
        assert found.startswith(b"PK")
    else:
        assert found.count(b"\n") == (1 if name.endswith(".csv") else 0)


# What is refused


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("stagee=award", "stagee", "There is no such parameter. Accepted: q, sample, "),
        ("page=1", "page", "A file holds every page: leave it out."),
        ("page=x", "page", "A file holds every page: leave it out."),
        ("date_from=never", "date_from", "Write a date as"),
        ("q=a%00", "q", "NUL"),
        ("buyer=0", "buyer", "Accepted: a number from 1"),
        ("buyer=Nobody", "buyer", "No buyer on this record is called “Nobody”."),
        ("%F0%9F%90%84%E2%80%AE=1", "\U0001f404\ufffd", "There is no such parameter."),
    ],
)
def test_a_refusal_says_what_and_what_is_accepted(client, name, query, parameter, words):
    response = client.get(f"/{name}?{query}")
    text = response.content.decode()

    assert response.status_code == 400
    assert "ETag" not in response.headers
    if ".json" in name:
        told = json.loads(text)
        assert (told["error"], [one["parameter"] for one in told["problems"]]) == (
            "bad request",
            [parameter],
        )
        text = f"{parameter}: {told['problems'][0]['message']}\n"
    assert text.startswith(f"{parameter}: ")
    assert text.count(words) == 1


def test_a_refusal_lists_the_parameters_of_its_file(client):
    names = {"contracts": ["stage", "vendor", "sort"], "interventions": ["outcome", "sort"]}

    for name, some in names.items():
        text = client.get(f"/{name}.csv?x=1").content.decode()
        accepted = text.split("Accepted: ")[1].rstrip(".\n").split(", ")
        assert set(some) < set(accepted)
        assert "page" not in accepted


def test_many_unknown_parameters_are_not_all_told(client):
    query = "&".join(f"x{number}=1" for number in range(500))

    assert len(client.get(f"/contracts.csv?{query}").content.splitlines()) == 20


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_files_are_read_and_no_more(client, name, method):
    response = getattr(client, method)(f"/{name}")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    if ".json" in name:
        assert response.json() == {"error": "method not allowed"}


@pytest.mark.parametrize("address", ["/contracts.jsonl/x.jsonl", "/contract.jsonl", "/x.ocds.json"])
def test_what_is_not_there_is_said_in_json(client, address):
    response = client.get(address)

    assert (response.status_code, response.json()) == (404, {"error": "not found"})


# Around the file


@pytest.mark.parametrize("name", FILES)
def test_headers(client, name):
    make.publish(make.make_ready_contract())
    today = public.today().isoformat()

    response = client.get(f"/{name}?buyer=1&q=northmarch")

    first, _, ending = name.partition(".")
    named = f"{first}_q-northmarch_buyer-northmarch-council_{today}.{ending}"
    assert response["Content-Disposition"] == f'attachment; filename="{named}"'
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=30, must-revalidate"
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    body(response)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "contracts"),
        ("hold=on_hold&q=palantir", "contracts_q-palantir_hold-on-hold"),
        ("ever=on_hold", "contracts_ever-on-hold"),
        ("q=-police", "contracts_q-not-police"),
        ("value_min=10m", "contracts_value-min-10m"),
        ("value_max=10m", "contracts_value-max-10m"),
        ("has_reply=1", "contracts_has-reply-1"),
        ("disputed=value", "contracts_disputed-value"),
        ("bids=2-5&place=UKI", "contracts_bids-2-5_place-uki"),
        ("currency=EUR", "contracts"),
        ("q=%22%3B%20rm%20..%2F", "contracts_q-rm"),
        ("q=%D8%B7%D8%B1%D9%82", "contracts_q-record"),
        ("q=" + "a" * 200, "contracts_q-and-more"),
        (
            "q=police&stage=planning&stage=award&stage=tender&stage=active&hold=on_hold",
            "contracts_q-police_stage-planning-award-tender-active_hold-on-hold",
        ),
        (
            "q=police&stage=planning&stage=award&stage=tender&stage=active&hold=on_hold&tracked=1",
            "contracts_q-police_stage-planning-award-tender-active_hold-on-and-more",
        ),
        ("sort=-value&sample=1", "contracts"),
    ],
)
def test_a_file_is_named_for_what_is_in_it(client, query, name):
    response = client.get(f"/contracts.csv?{query}")
    body(response)

    day = public.today().isoformat()
    assert response["Content-Disposition"] == f'attachment; filename="{name}_{day}.csv"'


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_kept_until_the_record_changes(client, django_assert_num_queries, name):
    make.publish(make.make_ready_contract())
    response = client.get(f"/{name}")
    body(response)
    kept = {"If-None-Match": response["ETag"]}

    # 1 query: the version of the data
    with django_assert_num_queries(1):
        assert client.get(f"/{name}", headers=kept).status_code == 304

    make.publish(make.make_ready_contract(title="Another"))

    response = client.get(f"/{name}", headers=kept)
    assert response.status_code == 200
    body(response)


@pytest.mark.parametrize("name", FILES)
def test_head_tells_the_same_without_rows(client, django_assert_num_queries, name):
    make.publish(make.make_ready_contract())
    response = client.get(f"/{name}")
    body(response)

    # Version of the data; for Excel how many there are, for which a real contract must be public.
    with django_assert_num_queries(3 if name.endswith(".xlsx") else 1):
        head = client.head(f"/{name}")

    assert (head.status_code, head.headers) == (200, response.headers)
    assert b"".join(head) == b""


@pytest.mark.parametrize("ending", ["csv", "json", "jsonl"])
def test_a_name_is_sent_on_to_its_number(client, ending):
    make.publish(make.make_ready_contract(vendors=[make.make_vendor(name="Fenwick Systems")]))

    response = client.get(f"/contracts.{ending}?vendor=fenwick&stage=award")

    assert response.status_code == 302
    assert response["Location"] == f"/contracts.{ending}?stage=award&vendor=1"


# Cells


def test_columns_are_as_documented(client):
    make.publish(make.make_ready_contract())

    for name, columns in (("contracts", contract_columns), ("interventions", intervention_columns)):
        [row] = table(client.get(f"/{name}.csv"))
        assert list(row) == [column.name for column in columns("")]


def test_a_row_says_what_the_record_does(client):
    contract = make.make_ready_contract(
        title="Records", vendors=[make.make_vendor(name="Larch"), make.make_vendor(name="Ash")]
    )
    make.publish(contract, at=datetime.datetime(2026, 5, 3, 12, tzinfo=datetime.UTC))

    [row] = table(client.get("/contracts.csv"))

    assert row["address"] == "http://testserver/contracts/1/"
    assert (row["value"], row["currency"], row["value_kind"]) == ("50000000.00", "GBP", "proposed")
    assert (row["vendors"], row["vendor_ids"]) == ("Ash; Larch", "1; 2")
    assert (row["buyer"], row["buyer_id"]) == ("Northmarch Council", "1")
    assert (row["stage"], row["hold"], row["held_since"]) == ("award", "on_hold", "")
    assert (row["tracked"], row["disputed"], row["demonstration"]) == ("true", "", "false")
    assert row["first_published"] == row["last_changed"] == "2026-05-03T12:00:00Z"
    assert client.get("/contracts/1/").status_code == 301


def test_amounts_and_dates_in_json_are_as_in_the_twin(client):
    founding_case.load()
    twin = client.get("/contracts/1.json").json()

    [row] = json.loads(body(client.get("/contracts.json")))["contracts"]

    assert row["value"] == {key: twin["value"][key] for key in row["value"]}
    assert row["held_since"] == twin["hold"]["since"]
    assert (row["stage"], row["hold"]) == (twin["stage"]["code"], twin["hold"]["code"])
    assert row["buyer"] == {key: twin["buyer"][key] for key in row["buyer"]}
    assert row["vendors"] == [
        {"id": vendor["id"], "name": vendor["name"]} for vendor in twin["vendors"]
    ]
    assert row["demonstration"] is True
    assert row["json"] == "http://testserver/contracts/1.json"


@pytest.mark.parametrize(
    ("precision", "said"), [("day", "2026-05-01"), ("month", "2026-05"), ("year", "2026")]
)
def test_no_day_is_invented(client, precision, said):
    on = datetime.date(2026, 1 if precision == "year" else 5, 1)
    contract = make.make_ready_contract()
    act = contract.interventions.get()
    type(act).objects.filter(pk=act.pk).update(happened_on=on, happened_on_precision=precision)
    stated = {"stated_on": on, "stated_on_precision": precision}
    decided = make.make_claim(contract, fact="decided_on", ready=True, **stated)
    make.make_citation(claim=decided)
    contract.refresh_from_db()
    make.publish(contract)

    [row] = table(client.get("/contracts.csv"))
    [act] = table(client.get("/interventions.csv"))
    [told] = json.loads(body(client.get("/contracts.json")))["contracts"]

    assert (row["held_since"], row["decided_on"], row["last_event_on"]) == (said, said, said)
    assert act["happened_on"] == said
    assert told["decided_on"] == told["held_since"] == {"on": said, "precision": precision}


@pytest.mark.parametrize("first", "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
def test_no_text_is_a_formula(client, first):
    make.publish(make.make_ready_contract())
    PublicContract.objects.update(
        title=f"{first}1+1", last_event=f"{first}x", headline=f"{first}cmd|' /C calc'!A0"
    )
    vendor = PublicContract.objects.get().vendors.get()
    type(vendor).objects.filter(pk=vendor.pk).update(name=f"{first}HYPERLINK()")

    [row] = table(client.get("/contracts.csv"))

    assert row["title"] == f"'{first}1+1"
    assert [row[name][:2] for name in ("last_event", "headline", "vendors")] == [f"'{first}"] * 3
    [act] = table(client.get("/interventions.csv"))
    assert act["contract_title"] == f"'{first}1+1"


def test_csv_begins_with_the_mark_that_excel_needs(client):
    assert body(client.get("/contracts.csv")).startswith(b"\xef\xbb\xbfid,address,")


@pytest.mark.parametrize(
    ("minor", "currency", "said"),
    [
        (0, "GBP", "0.00"), (5, "GBP", "0.05"), (12, "GBP", "0.12"), (123456, "GBP", "1234.56"),
        (10**15, "EUR", "10000000000000.00"), (1234, "JPY", "1234"), (1234, "KWD", "1.234"),
    ],
)  # fmt: skip
def test_amounts_are_exact(client, minor, currency, said):
    make.publish(make.make_ready_contract())
    PublicContract.objects.update(value_minor=minor, currency=currency)

    [row] = table(client.get("/contracts.csv"))
    [told] = json.loads(body(client.get("/contracts.json")))["contracts"]

    assert (row["value"], row["currency"]) == (said, currency)
    assert told["value"]["amount"] == said


# One moment


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", FILES)
def test_a_file_is_of_one_moment(client, monkeypatch, name):
    in_small_parts(monkeypatch)
    world()
    whole = body(client.get(f"/{name}"))

    response = client.get(f"/{name}")
    parts = iter(response)
    first = next(parts)
    elsewhere("UPDATE procurement_publiccontract SET title = 'Changed', last_event = 'Changed'")
    elsewhere("UPDATE procurement_publicintervention SET sentence = 'Changed'")
    rest = b"".join(parts)

    assert first + rest == whole
    assert body(client.get(f"/{name}")) != whole
    assert not connection.in_atomic_block


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", FILES)
def test_who_goes_away_leaves_nothing_open(client, monkeypatch, name):
    in_small_parts(monkeypatch)
    world()

    for begun in (True, False):
        response = client.get(f"/{name}")
        if begun:
            next(iter(response))
        assert is_reading() or name.endswith(".xlsx")
        leave(response)
        assert not is_reading()


def is_reading() -> bool:
    """Whether this connection is inside a transaction."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        return connection.connection.in_transaction
    return connection.connection.get_transaction_status() != 0


def elsewhere(statement):
    """Write on a connection of its own."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(statement)
    finally:
        other.close()


# One row for each award


def test_clients_that_stop_reading_leave_threads_for_pages(client):
    """One more than may download at once is asked to come back, until another is gone."""
    make.publish(make.make_ready_contract())
    stalled = [client.get("/contracts.csv") for _ in range(settings.DOWNLOADS_AT_ONCE)]

    refused = client.get("/contracts.json")

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert "ETag" not in refused.headers
    assert client.head("/contracts.csv").status_code == 200
    for response in stalled:
        leave(response)
    assert json.loads(body(client.get("/contracts.json")))["count"] == 1
    assert json.loads(body(client.get("/contracts.json")))["count"] == 1


def test_a_file_that_fails_at_once_lets_the_next_begin(client, monkeypatch):
    def fails(rows, *columns):
        raise RuntimeError("no rows")
        yield

    client.raise_request_exception = False
    with monkeypatch.context() as patched:
        patched.setattr("procurement.public.rows.chunks", fails)
        for _ in range(settings.DOWNLOADS_AT_ONCE + 1):
            assert client.get("/contracts.json").status_code == 500

    assert client.get("/contracts.json").status_code == 200


def test_a_shape_has_a_row_for_each_award(client):
    ash, larch = make.make_vendor(name="Ash"), make.make_vendor(name="Larch")
    make.make_register_contract(
        awards=[(500_00, "GBP", [larch, ash]), (1, "GBP", [ash]), (None, "", [])],
        title="Roads", decided_on=datetime.date(2025, 3, 1),
    )  # fmt: skip
    make.publish(make.make_ready_contract())

    rows = table(client.get("/contracts.csv?shape=awards&sort=value"))

    assert list(rows[0]) == [column.name for column in award_columns("")]
    assert [
        tuple(
            row[f"award_{name}"] for name in ("id", "value", "is_price", "vendor_count", "vendors")
        )
        for row in rows
    ] == [
        ("1", "500.00", "true", "2", "Ash; Larch"),
        ("2", "0.01", "false", "1", "Ash"),
        ("3", "", "", "0", ""),
    ]
    assert {row["contract_title"] for row in rows} == {"Roads"}
    assert {row["contract_vendor_ids"] for row in rows} == {"2; 1"}
    assert {row["award_date"] for row in rows} == {"2025-03-01"}
    assert {(row["award_starts_on"], row["award_ends_on"]) for row in rows} == {
        ("2025-04-01", "2027-03-31")
    }


def test_no_text_of_an_award_is_a_formula(client):
    contract = make.make_register_contract(vendors=[make.make_vendor(name="=1+1")])
    make.alter_document(contract, lambda said: said["awards"][0].update(title="@SUM(1)", id="-1"))

    [row] = table(client.get("/contracts.csv?shape=awards"))

    named = ("award_title", "award_id", "award_vendors", "contract_vendors")
    assert [row[name] for name in named] == ["'@SUM(1)", "'-1", "'=1+1", "'=1+1"]


@pytest.mark.parametrize("rows", [1, 3])
def test_award_queries(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make.make_register_contract(vendors=[make.make_vendor(), make.make_vendor()])

    # Version of the data, whether a real contract is public, the rows with their vendors;
    # documents, the names of vendors.
    with django_assert_num_queries(5):
        found = table(client.get("/contracts.csv?shape=awards"))

    assert len(found) == rows


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("contracts.csv?shape=contracts", 200, ""),
        ("contracts.csv?shape=", 200, ""),
        ("contracts.csv?shape=x", 400, "“x” is not on offer. Accepted: one of contracts, awards."),
        ("contracts.csv?shape=awards&shape=contracts", 400, "It is given twice."),
        ("contracts.json?shape=awards", 400, "There is no such parameter."),
        ("interventions.csv?shape=awards", 400, "There is no such parameter."),
        ("contracts.atom?shape=awards", 400, "There is no such parameter."),
    ],
)
def test_only_csv_of_contracts_has_shapes(client, address, status, said):
    response = client.get(f"/{address}")

    assert response.status_code == status
    assert status == 200 or response.getvalue().decode().count(said) == 1
    response.getvalue()


def test_a_shape_is_in_the_name_and_stays(client):
    make.make_register_contract(vendors=[make.make_vendor(name="Ash")])

    named = client.get("/contracts.csv?shape=awards&vendor=1")
    moved = client.get("/contracts.csv?shape=awards&vendor=ash")
    body(named)

    day = public.today().isoformat()
    assert named["Content-Disposition"] == f'attachment; filename="awards_vendor-ash_{day}.csv"'
    assert moved["Location"] == "/contracts.csv?vendor=1&shape=awards"


@pytest.mark.parametrize(
    "text", ['a "b" c', '"', "a,b", "a\nb", "a\rb", ",", "’“”", "a;b", " a ", '=1,"x"', "", "'"]
)
def test_a_cell_is_read_as_it_was(text):
    columns = [Column("a", "text", "", str), Column("b", "code", "", lambda row: "x")]

    written = b"".join(as_csv([text], columns)).decode("utf-8-sig")

    [_, line] = csv.reader(StringIO(written, newline=""), strict=True)
    assert line == [f"'{text}" if text[:1] == "=" else text, "x"]
