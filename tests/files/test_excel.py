"""Excel: text is never a formula nor a link, numbers are numbers, days are days where known."""

import datetime
import re
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from procurement.files.columns import contract_columns
from procurement.files.formats import CONTRACTS
from procurement.filters import ContractFilter
from procurement.models import PublicContract
from procurement.views import files
from tests import factories as make

pytestmark = pytest.mark.django_db

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(client, query="") -> ZipFile:
    response = client.get(f"/contracts.xlsx{query}")
    assert (response.status_code, response["Content-Type"]) == (200, XLSX)
    return ZipFile(BytesIO(response.getvalue()))


def rows(book: ZipFile) -> list[dict]:
    """Give {column: (type, text)} of each row but the first."""
    tree = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 -- our own
    lines = [dict(map(_cell, row)) for row in tree.iter(f"{SHEET}row")]
    names = {place: text for place, (_, text) in lines[0].items()}
    return [{names[place]: cell for place, cell in line.items()} for line in lines[1:]]


def _cell(cell):
    text = "".join(cell.itertext())
    place = re.match("[A-Z]+", cell.get("r"))[0]
    return place, (cell.get("t", "n"), text)


def test_cells_have_their_kinds(client):
    contract = make.make_ready_contract(title="Records")
    contract.interventions.update(
        happened_on=datetime.date(2026, 5, 21), happened_on_precision="day"
    )
    contract.refresh_from_db()
    make.publish(contract)

    [row] = rows(workbook(client))

    assert row["title"] == ("inlineStr", "Records")
    assert row["address"] == ("inlineStr", "http://testserver/contracts/1/")
    assert (row["id"], row["value"]) == (("n", "1"), ("n", "50000000"))
    assert row["tracked"] == ("b", "1")
    since_1900 = (datetime.date(2026, 5, 21) - datetime.date(1899, 12, 30)).days
    assert row["held_since"] == ("n", str(since_1900))
    assert "decided_on" not in row


def test_columns_are_those_of_csv(client):
    book = workbook(client)

    tree = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 -- our own
    [heading] = tree.iter(f"{SHEET}row")
    assert ["".join(cell.itertext()) for cell in heading] == [
        column.name for column in contract_columns("")
    ]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(1)", "http://a.example/", "123", "<b>&", "'a"])
def test_text_stays_text(client, text):
    make.publish(make.make_ready_contract())
    PublicContract.objects.update(title=text)

    book = workbook(client)

    assert rows(book)[0]["title"] == ("inlineStr", text)
    assert not [name for name in book.namelist() if "rels" in name and "worksheets" in name]
    assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(("precision", "said"), [("month", "2026-01"), ("year", "2026")])
def test_no_day_is_invented(client, precision, said):
    contract = make.make_ready_contract()
    contract.interventions.update(
        happened_on=datetime.date(2026, 1, 1), happened_on_precision=precision
    )
    contract.refresh_from_db()
    make.publish(contract)

    assert rows(workbook(client))[0]["held_since"] == ("inlineStr", said)


def test_what_no_cell_holds_is_cut(client):
    make.publish(make.make_ready_contract())
    PublicContract.objects.update(title="x" * 40_000)

    _, text = rows(workbook(client))[0]["title"]

    assert (len(text), text[-2:]) == (32_767, "x…")


def test_the_same_rows_make_the_same_file(client):
    make.publish(make.make_ready_contract())

    assert client.get("/contracts.xlsx").getvalue() == client.get("/contracts.xlsx").getvalue()


def test_more_than_a_workbook_holds_is_said(rf):
    for _ in range(3):
        make.publish(make.make_ready_contract())
    view = files.file(ContractFilter, CONTRACTS["xlsx"]._replace(most_rows=2), "xlsx")

    response = view(rf.get("/contracts.xlsx?sort=value&hold=on_hold"))

    assert response.status_code == 400
    assert response.content.decode() == (
        "This search finds 3, and a workbook holds at most 2."
        " CSV has no limit: http://testserver/contracts.csv?hold=on_hold&sort=value\n"
    )
    assert CONTRACTS["xlsx"].most_rows == 100_000


def test_nothing_is_left_behind(client, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    make.publish(make.make_ready_contract())

    response = client.get("/contracts.xlsx")
    assert len(list(tmp_path.iterdir())) == 1
    response.getvalue()

    assert list(tmp_path.iterdir()) == []
