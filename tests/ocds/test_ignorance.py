"""Nothing public says of a notice that it does not state what was not looked for in it."""

import re

import pytest

from procurement import dossier
from procurement.models import Contract, PublicContract, PublicParty
from procurement.ocds.importing import import_files
from tests import factories as make

from .samples import SAMPLES, awarded, expected, needs_samples, release

pytestmark = [pytest.mark.once, pytest.mark.django_db]
# What says that something is not stated, or is not there. Of this record anything may be said.
IGNORANCE = re.compile(
    r"[^.:;,·]*\b(?:not stated|not known|unknown|undated|no date|no vendor|no buyer|no value|no price|"
    r"nobody|neither|none is|states? no|not named|no tender|no award|without a (?:date|price|value))\b[^.;,·]*",
    re.IGNORECASE,
)
SILENT = [
    {"ocid": "ocds-test-silent"},
    {"ocid": "ocds-test-silent", "id": "2", "awards": [{"id": "1"}, {"id": "2", "title": "Lot 2"}]},
    {"ocid": "ocds-test-silent", "contracts": [{"id": "1"}, {"id": "2", "title": "Lot 2"}]},
    {
        "ocid": "ocds-test-buyer",
        "buyer": {"name": "Northmarch Council"},
        "tender": {"title": "Roads"},
    },
    {"ocid": "ocds-test-vendor", "awards": [{"id": "1", "suppliers": [{"name": "Acme"}]}]},
    {"ocid": "ocds-test-pence", "awards": [{"id": "1", "value": {"amount": 1, "currency": "GBP"}}]},
    release(1, "ocds-test-tender"),
    release(1, "ocds-test-plan", tag=["planning"], tender={}, planning={"rationale": "Old roads"}),
]
LISTS = [
    "/contracts/", "/contracts/?stage=unknown", "/contracts/?method=not_stated",
    "/contracts/?category=not_stated", "/contracts.atom",
]  # fmt: skip


# A row of a list, without the filters beside it.
ROW = re.compile(r'<article class="row">.*?</article>|<entry>.*?</entry>', re.DOTALL)
# What the notices themselves say is theirs.
THEIRS = re.compile(r'<(?:(?:bdi|q|title)\b|p class="description").*?</[a-z]+>', re.DOTALL)


def ignorance(page):
    """Give what a page claims not to be stated, but for what it says of this record."""
    text = re.sub(r"<[^>]+>", " ", THEIRS.sub(" ", page.split("<main", 1)[-1]))
    return [one for one in IGNORANCE.findall(re.sub(r"\s+", " ", text)) if "this record" not in one]


def claimed(client, addresses):
    told = {}
    for address in addresses:
        response = client.get(address, follow=True)
        assert response.status_code == 200
        page = response.content.decode()
        told[address] = ignorance(" ".join(ROW.findall(page)) if address in LISTS else page)
    return {address: found for address, found in told.items() if found}


def pages():
    ids = PublicContract.objects.values_list("public_id", flat=True)
    return [f"/contracts/{one}/{end}" for one in ids for end in ("", "history/")]


def test_pages_of_the_register_claim_no_ignorance(client, importing):
    importing(SILENT)

    parties = [f"/{one.kind}s/{one.public_id}/" for one in PublicParty.objects.all()]
    assert claimed(client, [*pages(), *parties, *LISTS]) == {}
    assert len(ROW.findall(client.get("/contracts/").content.decode())) == Contract.objects.count()


def test_files_of_the_register_claim_no_ignorance(client, importing):
    importing(SILENT)

    for contract in PublicContract.objects.all():
        body = client.get(f"/contracts/{contract.public_id}.json").json()
        read = body["unknown"][0]
        assert read.startswith("The official notice")
        assert ignorance(f"{read} {body['headline']}") == []


def test_contract_that_editors_keep_beside_its_notices_claims_no_more(importing):
    importing(SILENT[:3])
    contract = Contract.objects.get()
    make.make_citation(intervention=make.make_intervention(contract, ready=True))

    [read, *others] = dossier.build(contract)["unknown"]

    assert read.startswith("The official notices may state more")
    assert [
        one
        for one in others
        if not one.startswith(("Looked for", "The publisher", "Source", "Hold"))
    ] == []


@needs_samples
@pytest.mark.parametrize(
    # Those of the UK are walked by `test_nothing_denied`.
    "name",
    [name for name, one in expected().items() if one["kind"] == "ocds" and "world" in name],
)
def test_pages_of_the_samples_claim_no_ignorance(client, name):
    import_files([str(SAMPLES / name)])

    assert claimed(client, [*pages()[:30], *LISTS]) == {}


def test_a_term_that_was_decided_is_with_applying_from_the_one_asked_for(importing, client):
    importing([
        awarded(
            1, award={"contractPeriod": {"durationInDays": 730}},
            tender={"title": "Roads", "contractPeriod": {"durationInDays": 1460}},
        )
    ])  # fmt: skip

    page = " ".join(re.sub(r"<[^>]+>", " ", client.get("/contracts/1/", follow=True).text).split())

    assert "Contract term, as put out to tender 1,460 days" in page
    assert "Contract term 730 days" in page
