"""No page denies what a release states, and none heads itself with what no release states.

What the releases state is read from the raw files, by the paths of `stating`.
"""

import re
from collections import defaultdict

import pytest

from procurement.dossier import looked_for
from procurement.models import PublicContract
from procurement.money import Money
from procurement.ocds.importing import import_files

from .samples import SAMPLES, awarded, expected, needs_samples, party, release, releases_of
from .stating import STATED, amounts, days, found, stated
from .test_ignorance import ignorance

pytestmark = [pytest.mark.once, pytest.mark.django_db]
UK = [name for name, one in expected().items() if name.startswith("uk/") and one["kind"] == "ocds"]
LOOKED_FOR = re.compile(r"Looked for in (?:its|their) fields and not found: (.*)\.")
# {stage: paths of which one has to stand in a release of a contract that is told to be there}
RESTS_ON = {
    "planning": ["planning", "tender.status", "tag[]", "tag"],
    "tender": ["tender"],
    "award_proposed": ["awards[]"],
    "award": ["awards[]"],
    "contract_pending": ["contracts[]"],
    "active": ["contracts[]"],
    "ended": ["contracts[].status"],
    "terminated_early": ["contracts[].status"],
    "complete": ["contracts[].status"],
    "cancelled": ["tender.status", "tender.lots[].status", "awards[].status", "contracts[].status", "tag[]"],
    "unsuccessful": ["tender.status", "tender.lots[].status", "awards[].status"],
    "withdrawn": ["tender.status"],
}  # fmt: skip


def denied(page: str, body: dict, releases: list[dict]) -> list:
    """Give what a page or its twin says to be nowhere in releases that state it, and where they do."""
    told = [one for text in (page, *body["unknown"]) for one in LOOKED_FOR.findall(text)]
    words = {word for one in told for word in re.split(r", | and ", one)}
    assert words <= STATED.keys(), "a gap that no path is known of"
    where = {word: [at for one in releases for at in stated(one, STATED[word])] for word in words}
    return [(word, at) for word, at in where.items() if at]


def exceeded(body: dict, releases: list[dict]) -> list:
    """Give what heads a page and stands in no release."""
    written = set().union(*map(days, releases))
    told = {**body["days"], **{key: one["date"]["on"] for key, one in body["dates"].items()}}
    wrong = [(key, day) for key, day in told.items() if day not in written]
    stage = body["stage"]["code"]
    if stage != "unknown" and not any(stated(one, RESTS_ON[stage]) for one in releases):
        wrong.append(("stage", stage))
    sums = {one["kind"]: one for one in body["register"].get("sums", [])}
    value = body["value"]
    if value and value["kind"] in sums and sums[value["kind"]]["count"] == 1:
        figure = float(Money(value["minor"], value["currency"]).amount)
        if figure not in set().union(*map(amounts, releases)):
            wrong.append(("value", figure))
    return wrong


def read(client, public_id) -> tuple[str, dict]:
    page = client.get(f"/contracts/{public_id}/", follow=True).content.decode()
    return page, client.get(f"/contracts/{public_id}.json").json()


def of_each_contract(client, releases):
    by_ocid = defaultdict(list)
    for one in releases:
        by_ocid[one["ocid"]].append(one)
    for contract in PublicContract.objects.all():
        yield contract.ocid, *read(client, contract.public_id), by_ocid[contract.ocid]


@needs_samples
@pytest.mark.parametrize("name", UK)
def test_no_page_denies_what_its_releases_state(client, name):
    import_files([str(SAMPLES / name)])

    wrong = {}
    for ocid, page, body, releases in of_each_contract(client, releases_of(name)):
        said = [*denied(page, body, releases), *exceeded(body, releases), *ignorance(page)]
        if said:
            wrong[ocid] = said
    assert wrong == {}


# A notice that states all that is looked for; as it stands, and as a tender.
FULL = awarded(
    1, "ocds-test-full", [party("Acme Ltd", "GB-COH-01234567")],
    award={"date": "2025-01-01", "contractPeriod": {"startDate": "2025-02-01", "endDate": "2026-01-31"}},
    buyer={"id": "1", "name": "Northmarch Council"},
    bids={"statistics": [{"id": "1", "measure": "bids", "value": 1}]},
    tender={
        "title": "Road works", "status": "active", "procurementMethodDetails": "Open procedure",
        "mainProcurementCategory": "works", "tenderPeriod": {"endDate": "2025-01-20T12:00:00Z"},
        "items": [{"id": "1", "deliveryAddresses": [{"region": "UKI"}],
                   "classification": {"scheme": "CPV", "id": "45000000"}}],
        "value": {"amount": 5000, "currency": "GBP"},
    },
)  # fmt: skip
SIGNED = FULL | {
    "ocid": "ocds-test-signed",
    "tag": ["contract"],
    "contracts": [{"id": "1", "awardID": "1", "status": "active", "dateSigned": "2025-01-09"}],
}
ASKED = {key: FULL[key] for key in ("id", "date", "buyer", "tender", "parties")} | {
    "ocid": "ocds-test-asked",
    "tag": ["tender"],
}
WHOLE = [FULL, SIGNED, ASKED]


def caught(client):
    return {
        word
        for _, page, body, releases in of_each_contract(client, WHOLE)
        for word, _ in denied(page, body, releases)
    }


def test_notice_that_states_all_leaves_no_gap(client, importing):
    importing(WHOLE)

    assert caught(client) == set()
    assert [
        one for _, page, body, _ in of_each_contract(client, WHOLE) for one in body["unknown"][1:]
    ] == []


@pytest.mark.parametrize("fact", looked_for.FACTS, ids=lambda fact: fact.words)
def test_reader_that_overlooks_a_fact_is_caught(client, importing, monkeypatch, fact):
    blind = fact._replace(is_there=lambda body: False)
    monkeypatch.setattr(looked_for, "FACTS", (blind,))
    importing(WHOLE)

    assert caught(client) == {fact.words}


def test_each_gap_has_paths_of_our_own():
    assert STATED.keys() == {fact.words for fact in looked_for.FACTS}


def test_plan_has_no_gap_but_its_buyer(client, importing):
    importing([release(1, tag=["planning"], tender={"status": "planned", "title": "Roads"})])

    [(_, _, body, _)] = of_each_contract(client, [release(1)])
    assert body["unknown"][1:] == ["Looked for in its fields and not found: who buys."]
