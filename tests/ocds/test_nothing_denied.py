"""No page denies what a release states, and none heads itself with what no release states.

What the releases state is read from the raw files, by the paths of `stating`.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from html import escape

import pytest

from procurement.dossier import looked_for
from procurement.models import PublicContract
from procurement.money import Money
from procurement.ocds.importing import import_files

from .odd_notices import ODD
from .samples import SAMPLES, awarded, expected, needs_samples, party, release, releases_of
from .stating import STATED, amounts, days, stated
from .test_ignorance import ignorance

pytestmark = [pytest.mark.once, pytest.mark.django_db]
UK = [name for name, one in expected().items() if name.startswith("uk/") and one["kind"] == "ocds"]
LOOKED_FOR = re.compile(r"Looked for in (?:its|their) fields and not found: ([^.]*)\.")
UNPUBLISHED = "When the award was published is not stated"
NOT_NAMED = re.compile(
    r"(?:The (?:notice|award) names no (?:vendor|buyer): |Not every (?:vendor|buyer) is named: )[^.]*\."
)
QUOTED = re.compile("“(.*?)”")
PUBLISHED = ["awards[].datePublished", "awards[].documents[].datePublished"]
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
    if any(UNPUBLISHED in text for text in (page, *body["unknown"])):
        where[UNPUBLISHED] = [at for one in releases for at in stated(one, PUBLISHED)]
    return [(word, at) for word, at in where.items() if at]


def exceeded(body: dict, releases: list[dict]) -> list:
    """Give what heads a page and stands in no release."""
    written = set().union(*map(days, releases))
    told = {
        **body["days"],
        "beside": "",
        **{key: one["date"]["on"] for key, one in body["dates"].items()},
    }
    wrong = [(key, day) for key, day in told.items() if day and day not in written]
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


def unchecked(page: str, releases: list[dict]) -> list[str]:
    """Give what a page claims not to be stated by sentences that no path of ours is of.

    Of a termination a notice says whether it is early by reasons that the register judges. That one is not
    named is told with the words that stand in the place of a name.
    """
    names = {name for one in releases for name in names_stated(one)}
    told = NOT_NAMED.sub(lambda said: "" if {*QUOTED.findall(said[0])} <= names else said[0], page)
    found = [one.strip() for one in ignorance(told)]
    return [one for one in found if not one.startswith((UNPUBLISHED, "whether early"))]


def names_stated(thing) -> Iterator[str]:
    """Yield whatever a release has as a name, escaped as on a page."""
    for key, value in thing.items() if isinstance(thing, dict) else enumerate(thing):
        if key in ("name", "legalName") and isinstance(value, str):
            yield escape(value)
        if isinstance(value, dict | list):
            yield from names_stated(value)


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
        said = [
            *denied(page, body, releases),
            *exceeded(body, releases),
            *unchecked(page, releases),
        ]
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
        "value": {"amount": 5000, "currency": "GBP"}, "contractPeriod": {"durationInDays": 365},
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


def gaps(body):
    return [one for text in body["unknown"] for one in LOOKED_FOR.findall(text)]


def caught(client):
    return {
        word
        for _, page, body, releases in of_each_contract(client, WHOLE)
        for word, _ in denied(page, body, releases)
    }


def test_notice_that_states_all_leaves_no_gap(client, importing):
    importing(WHOLE)

    assert caught(client) == set()
    assert [one for _, page, body, _ in of_each_contract(client, WHOLE) for one in gaps(body)] == []


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
    assert gaps(body) == ["who buys"]


# Shapes that the samples lack

# {shape: what its headline, its stage and what is left out have to say, and what they must not}
SAID = {
    "terminated for breach": (["was ended early."], ["31 December"]),
    "terminated, completed": (["is complete; its stated end, 31 December 2027, is still ahead."], ["early"]),
    "terminated, and no breach": (["is called terminated by a notice; whether early is not stated"], ["complete"]),
    "terminated by agreement": (["was ended early."], ["31 December"]),
    "terminated, insolvent": (["was ended early."], ["31 December"]),
    "terminated, without a reason": (["whether early is not stated"], ["complete"]),
    "terminated, with an earlier end": (["was ended early, on 30 June 2025."], []),
    "terminated, no contract to be ended": (["whether early is not stated"], []),
    "beyond any number": (["Stated in a form that this record cannot read: what it is worth."], ["£"]),
    "pending and active": (["has been awarded; 1 of its 2 awards is proposed, not decided."], []),
    "pending alone": (["has been proposed."], ["awarded", "decision"]),
    "some lots awarded, some open": (["also open for bids until 31 December 2026"], []),
    "some lots awarded, some were open": (["was also open for bids until 31 March 2025"], []),
    "some lots given up": (["1 of its 3 lots is cancelled, 1 is without a vendor."], []),
    "gross only": (["at £1,200 with VAT"], []),
    "flagged framework with one vendor": (["with a ceiling of £5m"], []),
    "days in free text": (["Looked for in its fields and not found: when it starts or ends"], ["2027"]),
    "a term in words": (["Stated in a form that this record cannot read: when it starts or ends."], []),
    "terms with days between": (["is in force and due to end", "its terms leave days out between them."], ["running"]),
    "one of two terminated": (["1 of its 2 agreements is called terminated."], []),
    "one of three signed": (["no agreement of 2 of its 3 awards is on this record."], []),
    "tender cancelled after an award": (["was cancelled; its award is not said to be."], []),
    "award to nobody": (["ended without an award."], ["when it starts"]),
    "a vendor by its role": (["was in force on 1 January 2025."], ["the vendor"]),
    "a bidder alone": (["was put out to tender."], ["the vendor", "how many bids"]),
    "title that speaks of an end": (["its title calls it a “notice of termination”."], []),
    "terminations of cables": ([], ["calls it"]),
    "said in another day's words": (["When the award was published is not stated: it is dated 30 June 2025"], []),
}  # fmt: skip


def odd(name):
    return [
        one if isinstance(one, dict) else json.loads(one.replace("1e9999", '"1e9999"'))
        for one in ODD[name]
    ]


@pytest.fixture
def told(client, importing):
    """Give a function from a shape to its page, its twin and its releases."""

    def told_(name):
        importing("\n".join(one if isinstance(one, str) else json.dumps(one) for one in ODD[name]))
        return *read(client, PublicContract.objects.get().public_id), odd(name)

    return told_


@pytest.mark.parametrize("name", ODD)
def test_no_page_of_an_odd_shape_denies_or_exceeds_its_releases(told, name):
    page, body, releases = told(name)

    assert [
        *denied(page, body, releases),
        *exceeded(body, releases),
        *unchecked(page, releases),
    ] == []


@pytest.mark.parametrize("name", SAID)
def test_shape_is_told_as_it_is_stated(told, name):
    _, body, _ = told(name)

    whole = " ".join(
        (body["headline"], body["stage"]["words"], *body["unknown"][1:], *body["dates"])
    )
    says, never = SAID[name]
    assert [words for words in says if words not in whole] == []
    assert [words for words in never if words in whole] == []


def test_vendors_parts_stand_as_stated(told):
    page, body, _ = told("each vendor's part")

    assert [(one["vendor"], one["minor"]) for one in body["awards"][0]["shares"]] == [
        ("Acme Ltd", 700_00), ("Fenwick Ltd", 300_00)
    ]  # fmt: skip
    assert "not the sum for each" not in page


def test_notice_that_came_without_its_id_too_stands_once(told):
    page, body, _ = told("twice, once without its id")

    assert [one["release_id"] for one in body["notices"]] == ["000001-2025"]
    assert "in 1 official notice." in page
