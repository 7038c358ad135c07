"""OCDS: valid packages that state as official what notices say, and nothing else."""

import datetime
import json

import pytest
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT4

from procurement import actions
from procurement.files.ocds.values import moment
from procurement.management import founding_case
from procurement.models import Contract, PublicContract, PublicParty, Vendor
from tests import factories as make
from tests.ocds.samples import SAMPLES, Importing, awarded, party, release

pytestmark = pytest.mark.django_db

SCHEMA = SAMPLES / "schema" / "ocds-1.1.5" / "schema"
EXTENSIONS = SAMPLES / "schema" / "extensions"
needs_schema = pytest.mark.skipif(
    not SCHEMA.exists(), reason="OCDS_SAMPLES names no folder with the schema of OCDS 1.1.5"
)


@pytest.fixture
def importing(tmp_path):
    return Importing(tmp_path)


def package(client, address="/contracts.ocds.json") -> dict:
    response = client.get(address)
    assert response.status_code == 200, response.content
    return json.loads(response.getvalue())


def only(client) -> dict:
    [one] = package(client)["releases"]
    return one


def extension(address: str) -> dict:
    """Give what an extension says otherwise than OCDS: read of the copy that is kept here."""
    name = address.removeprefix("https://raw.githubusercontent.com/").split("/")
    place = "profiles/eu" if "/profiles/eu/" in address else f"{name[0]}/{name[1]}"
    return json.loads((EXTENSIONS / place / "release-schema.json").read_text())


def merged(whole, patch):
    """Give a document changed as a JSON Merge Patch (RFC 7396) says."""
    if not isinstance(patch, dict):
        return patch
    found = dict(whole) if isinstance(whole, dict) else {}
    for name, one in patch.items():
        if one is None:
            found.pop(name, None)
        else:
            found[name] = merged(found.get(name), one)
    return found


def faults(told: dict) -> list[str]:
    """Give what the schema says is wrong with a release package."""
    found = {name: json.loads((SCHEMA / f"{name}.json").read_text()) for name in (
        "release-package-schema", "release-schema")}  # fmt: skip
    for address in told.get("extensions", ()):
        found["release-schema"] = merged(found["release-schema"], extension(address))
    registry = Registry().with_resources(
        (schema["id"], DRAFT4.create_resource(schema)) for schema in found.values()
    )
    validator = Draft4Validator(
        found["release-package-schema"], registry=registry, format_checker=FormatChecker()
    )
    return [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(told)]


def world(importing):
    """Publish and import contracts of every kind."""
    buyer = party("Eastmoor", "GB-LAE-ABC")
    vendors = [party("Ashdown", "GB-COH-01234567", "GB-CHC-1089464"), party("Larch Roads")]
    signed = {
        "id": "1", "awardID": "1", "status": "active", "dateSigned": "2025-02-01T00:00:00Z",
        "period": {"startDate": "2025-03-01T00:00:00Z", "endDate": "2026-02-28T23:59:59Z"},
        "value": {"amount": 5000.5, "currency": "GBP"},
    }  # fmt: skip
    one = awarded(
        1, suppliers=vendors, parties=[buyer], buyer=buyer,
        award={"date": "2025-01-05T00:00:00Z"}, contracts=[signed],
    )  # fmt: skip
    one["tag"] = ["award", "contract"]
    tender = release(2, ocid="ocds-test-2", buyer=buyer, parties=[buyer])
    tender["tender"] |= {
        "value": {"amount": 10, "currency": "EUR"}, "mainProcurementCategory": "works",
        "procurementMethod": "open",
        "items": [{"id": "1", "classification": {"scheme": "CPV", "id": "45000000"}}],
    }  # fmt: skip
    assert importing(one, tender).rejected == 0
    make.publish(make.make_ready_contract())


@needs_schema
def test_a_package_is_valid(client, importing):
    world(importing)
    founding_case.load()

    told = package(client, "/contracts.ocds.json?sample=1")

    assert len(told["releases"]) > 3
    assert faults(told) == []
    for one in told["releases"]:
        number = one["id"].split("-")[0]
        single = package(client, f"/contracts/{number}.ocds.json")
        assert (faults(single), single["releases"]) == ([], [one])


@needs_schema
def test_the_schema_finds_faults():
    assert faults({"releases": [{"ocid": 1}]}) != []


def test_a_release_says_what_notices_do(client, importing):
    world(importing)

    told = {one["ocid"]: one for one in package(client)["releases"]}
    one = told["ocds-test-1"]

    eastmoor, ashdown, larch = one["parties"]
    assert eastmoor | {"roles": ["buyer"]} == eastmoor
    assert one["buyer"] == {"id": eastmoor["id"], "name": "Eastmoor"}
    assert (ashdown["name"], ashdown["roles"]) == ("Ashdown", ["supplier"])
    numbers = [ashdown["identifier"], *ashdown["additionalIdentifiers"]]
    assert {(number["scheme"], number["id"]) for number in numbers} == {
        ("GB-COH", "01234567"),
        ("GB-CHC", "1089464"),
    }
    # The number of the service, which says nothing of who it is.
    assert larch["identifier"]["scheme"] == "GB-FTS"
    [award] = one["awards"]
    assert award == {
        "id": "1", "status": "active", "date": "2025-01-05T00:00:00Z",
        "value": {"amount": 5000, "currency": "GBP"},
        "suppliers": [{"id": ashdown["id"], "name": "Ashdown"}, {"id": larch["id"], "name": "Larch Roads"}],
    }  # fmt: skip
    [signed] = one["contracts"]
    assert signed == {
        "id": "1", "awardID": "1", "status": "active", "dateSigned": "2025-02-01T00:00:00Z",
        "period": {"startDate": "2025-03-01T00:00:00Z", "endDate": "2026-02-28T00:00:00Z"},
        "value": {"amount": 5000.5, "currency": "GBP"},
    }  # fmt: skip
    assert (one["tag"], one["initiationType"]) == (["compiled"], "tender")
    assert one["tender"]["status"] == "active"


def test_an_estimate_stands_in_the_tender(client, importing):
    world(importing)

    tender = {one["ocid"]: one["tender"] for one in package(client)["releases"]}["ocds-test-2"]

    assert tender["value"] == {"amount": 10, "currency": "EUR"}
    assert (tender["status"], tender["procurementMethod"]) == ("active", "open")
    assert tender["mainProcurementCategory"] == "works"
    assert tender["items"] == [{"id": "1", "classification": {"scheme": "CPV", "id": "45000000"}}]


def test_what_sources_report_is_no_official_award(client):
    contract = make.make_ready_contract()
    make.publish(contract)

    told = only(client)

    assert told["ocid"] == "ocds-unregistered-1"
    assert not told.keys() & {"awards", "contracts"}
    assert not told["tender"].keys() & {"status", "value"}
    assert [(one["name"], one["roles"]) for one in told["parties"]] == [
        ("Northmarch Council", ["buyer"])
    ]
    assert told["tender"]["documents"][0]["url"] == "http://testserver/contracts/1/"


def test_drafts_of_a_tracked_contract_do_not_leak(client, importing):
    supplier = party("Ashdown", "GB-COH-01234567")
    importing(awarded(suppliers=[supplier], buyer=party("Eastmoor", "GB-LAE-ABC")))
    contract = Contract.objects.get()
    actions.track(contract, by=make.make_user())
    contract.refresh_from_db()
    make.publish(contract)
    before = only(client)

    make.write_document(
        contract, awards=[{"title": "Hidden", "vendors": [make.make_vendor(name="H")]}]
    )
    Vendor.objects.update(name="Hidden")

    assert PublicContract.objects.get().revision_hash
    assert only(client) == before
    assert before["awards"][0]["value"] == {"amount": 5000, "currency": "GBP"}


def test_a_vendor_is_named_as_it_is_published(client):
    make.make_register_contract(vendors=[make.make_vendor(name="Ashdown")])
    Vendor.objects.update(name="Hidden")

    told = only(client)

    assert [one["name"] for one in told["awards"][0]["suppliers"]] == ["Ashdown"]
    PublicParty.objects.filter(kind="vendor").update(name="Ashdown Group")
    assert [one["name"] for one in only(client)["awards"][0]["suppliers"]] == ["Ashdown Group"]


@pytest.mark.parametrize(
    ("day", "told"),
    [("2025-01-01", "2025-01-01T00:00:00Z"), ("2025-01", ""), ("2025", ""), ("", "")],
)
def test_no_moment_is_made_of_a_month(day, told):
    assert moment(day) == told


def test_an_agreement_without_an_award_is_left_out(client, importing):
    one = awarded(suppliers=[party("Ashdown")], contracts=[{"id": "9", "status": "active"}])
    one["tag"] = ["award", "contract"]
    importing(one)

    assert "contracts" not in only(client)


def test_a_package_is_as_new_as_its_newest_release(client):
    for day in (3, 9, 6):
        make.publish(
            make.make_ready_contract(), at=datetime.datetime(2026, 5, day, tzinfo=datetime.UTC)
        )

    told = package(client)

    assert told["publishedDate"] == "2026-05-09T00:00:00Z"
    assert sorted(one["date"] for one in told["releases"])[-1] == told["publishedDate"]
    assert package(client, "/contracts.ocds.json?q=zebra")["releases"] == []


def test_a_demonstration_is_marked(client):
    founding_case.load()

    told = only(client)
    assert told["demonstration"] is True
    assert "invented" not in told


def test_many_contracts_are_told_in_parts(client, monkeypatch, importing):
    world(importing)
    whole = client.get("/contracts.ocds.json").getvalue()

    for module in (
        "procurement.public.reading",
        "procurement.public.awards",
        "procurement.files.ocds",
    ):
        monkeypatch.setattr(f"{module}.CHUNK", 1)

    parts = list(client.get("/contracts.ocds.json"))
    assert json.loads(b"".join(parts)) == json.loads(whole)
    assert len(parts) == 4


@pytest.mark.parametrize("rows", [1, 3])
def test_queries(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make.make_register_contract(vendors=[make.make_vendor(), make.make_vendor()])
        make.publish(make.make_ready_contract())

    # Version of the data, whether a real contract is public, the rows with their vendors; revisions;
    # documents, the names of vendors; identifiers.
    with django_assert_num_queries(7):
        told = package(client)

    assert len(told["releases"]) == 2 * rows


def test_one_contract_is_there_as_long_as_it_is_public(client):
    contract = make.make_ready_contract()
    make.publish(contract)
    response = client.get("/contracts/1.ocds.json")

    assert response["Content-Type"] == "application/json"
    assert response["X-Robots-Tag"] == "noindex"
    kept = {"If-None-Match": response["ETag"]}
    assert client.get("/contracts/1.ocds.json", headers=kept).status_code == 304
    assert client.get("/contracts/2.ocds.json").json() == {"error": "not found"}

    actions.withdraw(contract, by=make.make_user(), reason="A mistake.")

    gone = client.get("/contracts/1.ocds.json", headers=kept)
    assert (gone.status_code, gone.json()["reason"]) == (410, "A mistake.")
