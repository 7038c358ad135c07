"""What notices state is on the page of their contract: in every shape, and over real notices."""

import html
import re

import pytest

from procurement import public
from procurement.codelists import RATIONALE, afterwards
from procurement.dates import parse
from procurement.models import Contract, PublicContract
from procurement.money import Money
from procurement.ocds.importing import import_files
from procurement.wording.names import spelled_out
from tests import factories as make
from tests.ocds.samples import SAMPLES, Importing, expected, needs_samples, release
from tests.ocds.test_ignorance import IGNORANCE

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture
def importing(tmp_path):
    """Give a function that imports releases."""
    return Importing(tmp_path)


@pytest.fixture
def read(client, importing):
    """Give a function that imports releases of one contract and gives the words of its page."""

    def words(*releases):
        importing(list(releases))
        response = client.get(f"/contracts/{PublicContract.objects.get().public_id}/", follow=True)
        assert response.status_code == 200
        return plain(response)

    return words


def plain(response):
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    # Browsers put the marks of a quotation.
    main = main.replace("<q>", "“").replace("</q>", "”")
    return tight(re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main))))


def tight(text):
    """Give a text without the spaces that tags leave before a mark."""
    return re.sub(r" ([,.;:”])", r"\1", text)


def tender(**fields):
    return release(tender={"title": "Roads", "status": "active"} | fields)


def pounds(amount, **more):
    return {"amount": amount, "currency": "GBP"} | more


# By shape


def test_a_notice_that_says_nothing_adds_nothing(read):
    said = read({"ocid": "ocds-test-1", "id": "1"})

    assert "What the notices say" not in said
    assert "VAT" not in said


def test_a_framework_that_is_put_out_to_tender_is_told_as_one(read, client):
    marked = tender(techniques={"hasFrameworkAgreement": True}, value=pounds(40_000_000))
    marked["buyer"] = {"id": "1", "name": "Northmarch Council"}

    said = read(marked)

    assert "Northmarch Council’s framework, estimated at £40m, was put out to tender." in said
    assert "£40,000,000 estimated value of a framework;" in said
    assert "£40m (estimated value, framework)" in plain(client.get("/contracts/"))


@pytest.mark.parametrize(
    ("amounts", "words", "unsaid"),
    [
        (
            {"minValue": pounds(30_000_000), "value": pounds(40_000_000)},
            ["estimated at £30m to £40m, was", "£30,000,000 to £40,000,000 estimated value;"],
            "At least",
        ),
        (
            {"minValue": pounds(4_515_000), "value": pounds(0)},
            ["estimated at £4.515m or more, was", "Value estimated at £4,515,000 or more"],
            "£0",
        ),
        (
            {"minValue": pounds(0), "value": pounds(8_000_000)},
            ["estimated at £8m, was", "£8,000,000 estimated value;"],
            "£0",
        ),
        ({"value": pounds(0)}, ["Roads", "£0, which is not a price"], "estimated at"),
        # no range: of two currencies, and where the least is above the most
        (
            {"minValue": {"amount": 5_000, "currency": "EUR"}, "value": pounds(8_000)},
            ["estimated at £8,000, was", "At least €5,000"],
            "£8,000 to",
        ),
        (
            {"minValue": pounds(9_000), "value": pounds(8_000)},
            ["estimated at £8,000, was", "At least £9,000"],
            "£9,000 to",
        ),
    ],
)
def test_the_ends_of_an_estimate_are_one_range(read, amounts, words, unsaid):
    marked = tender(**amounts)
    marked["buyer"] = {"id": "1", "name": "Northmarch Council"}

    said = read(marked)

    assert [one for one in words if one not in said] == []
    assert unsaid not in said


def test_lots_have_ranges_too_and_an_award_is_headed_by_what_is_decided(read):
    lots = [
        {
            "id": str(one),
            "minValue": pounds(one),
            "value": pounds(one + 1_000),
            "title": f"Lot {one}",
        }
        for one in (100, 200)
    ]
    award = {"id": "1", "status": "active", "value": pounds(500)}

    said = read(tender(lots=lots, minValue=pounds(300), value=pounds(2_300)) | {"awards": [award]})

    assert "£100 to £1,100" in said and "£200 to £1,200" in said
    assert "A £500 contract has been awarded." in said
    assert "Estimate £300 to £2,300" in said


@pytest.mark.parametrize(("currency", "is_said"), [("EUR", True), ("GBP", False)])
def test_one_figure_in_two_currencies_is_said_to_be_so(read, currency, is_said):
    lots = [{"id": "1", "value": {"amount": 114_000, "currency": currency}}]

    said = read(tender(value=pounds(114_000), lots=lots))

    assert ("the same figure is stated in EUR too" in said) is is_said


def test_milestones_that_repeat_the_term_are_left_out_and_others_are_not(read):
    milestones = [
        {
            "id": "1",
            "title": "Contract start",
            "dueDate": "2026-09-01",
            "description": "Anticipated",
        },
        {"id": "2", "title": "Contract end", "dueDate": "2029-08-31", "description": "Later"},
        {"id": "3", "title": "Site visit", "dueDate": "2026-09-01"},
    ]
    award = {
        "id": "1", "status": "active", "value": pounds(5_000),
        "contractPeriod": {"startDate": "2026-09-01", "endDate": "2028-08-31"},
    }  # fmt: skip

    said = read(tender(milestones=milestones) | {"awards": [award]})

    assert "Anticipated" not in said
    assert "Contract end: Due 31 August 2029 “Later”" in said
    assert "Site visit: Due 1 September 2026" in said


@pytest.mark.parametrize(
    ("amount", "term", "is_said"),
    [
        (22, ("2024-11-11", "2028-07-31"), True),
        (199, ("2024-10-02", "2024-10-08"), False),
        (364, ("2025-01-01", "2025-12-31"), True),
        (365, ("2025-01-01", "2025-12-31"), False),
        (22, ("2024-11-11", None), False),
    ],
)
def test_a_decided_value_of_less_than_one_a_day_is_said_to_be_so(read, amount, term, is_said):
    period = dict(zip(("startDate", "endDate"), term, strict=True))
    award = {"id": "1", "status": "active", "value": pounds(amount), "contractPeriod": period}

    said = read(tender() | {"awards": [award]})

    assert ("; less than £1 for each day of its term" in said) is is_said


def test_what_the_texts_of_all_lots_begin_with_is_said_once(read):
    boilerplate = (
        "The authority wants bidders who know the roads of this county, and says so of each lot."
    )
    lots = [
        {"id": str(one), "description": f"{boilerplate} This one is area {one}."} for one in (1, 2)
    ]

    said = read(tender(lots=[*lots, {"id": "3", "description": f"{boilerplate} As above."}]))

    assert said.count(boilerplate) == 1
    assert f"Every lot Each begins: “{boilerplate}”" in said
    assert "Lot 1: “… This one is area 1.” Lot 2: “… This one is area 2.”" in said


def test_periods_stand_once_and_in_words(read):
    said = read(
        tender(
            tenderPeriod={"startDate": "2026-05-01T00:00:00Z", "endDate": "2026-06-03T12:00:00Z"},
            enquiryPeriod={"endDate": "2026-05-20T12:00:00Z"},
            contractPeriod={
                "startDate": "2026-09-01", "endDate": "2028-08-31", "maxExtentDate": "2030-08-31",
            },
            milestones=[{"id": "1", "title": "Site visit", "dueDate": "2026-05-12"}],
        )
    )  # fmt: skip

    for line in (
        "Deadline for bids 3 June 2026",
        "Bids From 1 May 2026",
        "Questions Until 20 May 2026",
        "Contract term 1 September 2026 to 31 August 2028, at latest 31 August 2030",
        "Milestone Site visit: Due 12 May 2026",
    ):
        assert said.count(line) == 1, line
    assert said.count("to 3 June 2026") == 0
    assert "Extension or renewal" not in said


def test_organisations_are_told_by_their_part_and_by_where_they_are(read):
    council = {
        "id": "C",
        "name": "Northmarch Council",
        "roles": ["buyer", "procuringEntity", "payer"],
        "address": {
            "streetAddress": "1 Long Lane",
            "locality": "Leeds",
            "region": "UKE42",
            "countryName": "England",
        },
        "details": {
            "url": "https://northmarch.example.org/",
            "buyerProfile": "https://tenders.example.org/",
            "classifications": [
                {"scheme": "COFOG", "id": "01", "description": "General public services"}
            ],
        },
    }
    court = {
        "id": "R",
        "name": "High Court",
        "roles": ["reviewBody", "mediationBody"],
        "address": {"countryName": "England"},
    }
    firm = {"id": "V", "name": "Ashdown", "roles": ["supplier", "payee"]}
    said = read(tender() | {"parties": [council, court, firm], "buyer": {"id": "C"}})

    for line in (
        "Others named High Court: Review body, mediation body",
        "Northmarch Council: Leeds, Yorkshire and the Humber (UKE42), England, General public services",
        "Web addresses Northmarch Council",
        "Where they publish as buyers Northmarch Council",
    ):
        assert said.count(line) == 1, line
    assert "Long Lane" not in said
    assert "Payee" not in said


@pytest.mark.parametrize(
    ("awarded", "stated", "said"),
    [
        (
            True,
            {"status": "active", "statusDetails": "Lot 2 is open."},
            "Put out to tender “Lot 2 is open.”",
        ),
        (True, {"status": "complete", "statusDetails": "Closed"}, "“Closed”"),
        (True, {"status": "complete"}, ""),
        (False, {"status": "active"}, ""),
        (True, {"status": "unheard of"}, "unheard of"),
    ],
)
def test_status_of_the_tender_stands_beside_awards(read, awarded, stated, said):
    notice = tender() | {"tender": {"title": "Roads", **stated}}
    told = read(notice | ({"awards": [{"id": "1", "status": "active"}]} if awarded else {}))

    assert ("The tender, as last stated" in told) is bool(said)
    assert not said or f"The tender, as last stated {said}" in told


@pytest.mark.parametrize("status", [None, "active", "complete", "cancelled", "withdrawn"])
def test_how_the_status_is_worded_stands_with_the_stage_where_nothing_is_awarded(read, status):
    told = read(
        tender() | {"tender": {"title": "Roads", "status": status, "statusDetails": "In  review"}}
    )

    assert told.count("In the notice’s words: “In review”") == 1
    assert told.count("In review") == 1


CHANGE = {"id": "1", "date": "2025-03-16T00:00:00Z", "rationale": "Questions came in"}


def test_changes_and_endings_of_a_tender_are_not_after_an_award(read):
    told = read(tender(status="cancelled", amendments=[CHANGE], finalStatusDate="2025-03-17"))

    assert "Changes to the tender Change 16 March 2025 “Questions came in” Ending Cancelled" in told
    assert "After the award" not in told


def test_words_of_the_status_of_an_award_stand_with_it_alone(read):
    award = {"id": "1", "status": "cancelled", "statusDetails": "Bidder  withdrew"}
    told = read(tender() | {"awards": [award], "contracts": [{"id": "1", "amendments": [CHANGE]}]})

    assert "After the award Change" in told
    assert "Changes to the tender" not in told
    assert told.count("Bidder withdrew") == 1
    assert "Ending" not in told


def test_who_pays_by_the_number_of_its_programme(read):
    funds = [
        {"id": "2021/5678", "financingParty": {"name": "European Union"}, "title": "Regional fund"},
        {"id": "669b15f6-0403-4c81-9477-0765aaa54fc9", "financingParty": {"name": "Kingdom"}},
        {"id": 7, "financingParty": {"name": "Northmarch"}},
    ]
    said = read(tender() | {"planning": {"budget": {"finance": funds}}})

    assert "Who pays European Union: Regional fund, 2021/5678 Kingdom Northmarch" in said


def test_award_says_its_lots_its_reason_and_its_status_in_words(read):
    award = {
        "id": "1",
        "title": "Gritting",
        "description": "Of the north.",
        "rationale": "Best value.",
        "statusDetails": "One winner.",
        "status": "active",
        "relatedLots": ["1", "3"],
    }
    said = read(tender(lots=[{"id": str(one)} for one in (1, 2, 3)]) | {"awards": [award]})

    for line in (
        "Gritting Lots 1 and 3",
        "“Of the north.”",
        "Why: “Best value.”",
        "Status: “One winner.”",
    ):
        assert said.count(line) == 1, line


def test_many_lots_fold_and_what_they_share_is_said_once(client, read):
    lots = [
        {
            "id": str(number),
            "title": f"Area {number}",
            "status": "active",
            "description": "Gritting.",
        }
        for number in range(12, 0, -1)
    ]
    said = read(tender(lots=[lots[0] | {"value": pounds(5000)}, *lots[1:]]))

    assert said.count("12 lots Lot 1: Area 1 Lot 2: Area 2 Lot 3: Area 3") == 1
    assert said.count("7 more Lot 6: Area 6") == 1
    assert said.count("Lot 12: Area 12: £5,000") == 1
    assert said.count("Every lot Put out to tender “Gritting.”") == said.count("Gritting.") == 1


def test_lots_that_differ_have_their_own_status(read):
    said = read(
        tender(
            lots=[
                {"id": "1", "status": "cancelled", "title": "North"},
                {"id": "2", "status": "unheard of", "title": "South", "value": pounds(7)},
            ]
        )
    )

    assert said.count("Lot 1: North: Cancelled Lot 2: South: Unheard of, £7") == 1


def test_a_lot_that_is_alone_does_not_repeat_the_contract(read):
    value = pounds(900_000)
    said = read(tender(value=value, lots=[{"id": "1", "status": "active", "value": value}]))

    assert "Lots" not in said
    assert said.count("£900,000") == 2  # in the sentence, and as the value


def test_procedure_is_told_in_the_notices_own_words_and_ours(read):
    said = read(
        tender(
            procurementMethod="direct",
            procurementMethodDetails="Award without prior publication",
            procurementMethodRationaleClassifications=[
                {"scheme": "X", "id": "technicalReasons", "description": "Technical reasons"},
                {"scheme": "X", "id": "moon", "description": "The moon is full"},
            ],
            procurementMethodRationale="Nobody else came.",
            legalBasis={"scheme": "UKPGA", "id": "2023/54"},
            specialRegime=["lightTouch", "moonshots"],
            techniques={
                "hasFrameworkAgreement": True,
                "frameworkAgreement": {"method": "withReopeningCompetition", "maximumParticipants": "1e9999"},
            },
        )
        | {"relatedProcesses": [
            {"id": "1", "relationship": ["framework"], "scheme": "ocid", "identifier": "ocds-x-1", "title": "Big"}
        ]}
    )  # fmt: skip

    for line in (
        "Procedure Direct “Award without prior publication”",
        "Given under Big: ocid ocds-x-1",
        "Why this procedure Only one vendor can, technically For technical reasons there is no competition, and"
        " nothing else would do. “Nobody else came.” “The moon is full”",
        "Rules of its own Light touch moonshots",
        "Law Procurement Act 2023",
        "Framework agreement With a competition each time, no limit to the number of vendors",
    ):
        assert said.count(line) == 1, line
    assert "Related notices" not in said


def test_bids_are_key_facts_where_they_are_one_number(read):
    said = read(
        release()
        | {
            "bids": {
                "statistics": [
                    {"id": "1", "measure": "bids", "value": 1},
                    {"id": "2", "measure": "smeBids", "value": 0},
                    {"id": "3", "measure": "lowestValidBidValue", "value": 10, "currency": "GBP"},
                    {"id": "4", "measure": "martianBids", "value": 2},
                ]
            }
        }
    )

    assert said.count("Bids received 1") == 1
    assert said.count("Bids of small and medium firms 0 Lowest valid bid £10") == 1
    assert said.count("More: bids martianBids 2") == 1


def test_of_bids_for_several_lots_the_fewest_and_the_most_are_said(read):
    counts = [
        {"id": str(one), "measure": "bids", "value": 3 + one, "relatedLots": [str(one)]}
        for one in (1, 2)
    ]
    said = read(tender(lots=[{"id": "1"}, {"id": "2"}]) | {"bids": {"statistics": counts}})

    assert said.count("Bids received 4 to 5 by lot") == 1
    assert said.count("Bids received Lot 1: 4 Lot 2: 5") == 1


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ({"suppliers": [{"id": "V1", "name": "Acme"}]}, True),
        ({"suppliers": [{"name": "Various suppliers"}]}, True),
        ({"suppliers": [{"id": "V1", "name": "Acme"}], "status": "cancelled"}, True),
        ({"status": "unsuccessful"}, False),
    ],
)
def test_no_bid_beside_a_vendor_is_told_as_published(read, stated, told):
    said = read(
        release()
        | {"tender": {"title": "Roads", "numberOfTenderers": 0}, "awards": [award(**stated)]}
    )

    assert said.count("Bidders 0") == 1
    assert ("Bidders 0 as published" in said) is told


@pytest.mark.parametrize(("tender_", "told"), [({}, 0), ({"procurementMethod": "open"}, 1)])
def test_key_facts_have_no_heading_where_there_are_none(read, tender_, told):
    said = read(release() | {"tag": ["x"], "tender": {"title": "Roads"} | tender_})

    assert said.count("Key facts") == told


def test_forty_places_fold_and_codes_of_regions_have_names(read):
    places = [{"region": "UKM91"}, *({"locality": f"Town {number}"} for number in range(39))]
    said = read(tender(items=[{"id": "1", "deliveryAddresses": places}]))

    assert (
        said.count(
            "Place of delivery Scottish Borders, Scotland (UKM91) Town 0 Town 1 Town 2 36 more"
        )
        == 1
    )
    assert all(said.count(f"Town {number}") for number in range(39))


def award(number=1, **fields):
    return {"id": str(number), "status": "active", "date": "2026-01-10"} | fields


def test_terminated_with_its_reason_and_words(read):
    said = read(
        release(tag=["contractTermination"])
        | {
            "awards": [award(value=pounds(5000))],
            "contracts": [
                {
                    "id": "1", "awardID": "1", "status": "terminated", "value": pounds(5000),
                    "terminationRationaleClassifications": [
                        {"scheme": "X", "id": "breach", "description": "Breach of contract"},
                        {"scheme": "X", "id": "moonshine", "description": "Moonshine"},
                    ],
                    "terminationRationale": "The roof fell in.",
                    "implementation": {"endDate": "2026-02-01", "finalValue": pounds(1200)},
                }
            ],
        }
    )  # fmt: skip

    assert (
        "Termination Called terminated, 1 February 2026, final value £1,200 Breach by the vendor"
        in said
    )
    assert said.count("“Moonshine”") == said.count("“The roof fell in.”") == 1


def test_changes_are_told_with_their_ground_and_those_without_words_by_their_day(read):
    change = {
        "id": "c1", "date": "2026-03-01", "rationale": "Ice.", "value": pounds(9000, amountGross=10800),
        "rationaleClassifications": [{"scheme": "X", "id": "unforeseeableCircumstances"}],
    }  # fmt: skip
    bare = {"id": "c2", "date": "2026-04-02"}
    said = read(release() | {"awards": [award()], "contracts": [
        {"id": "1", "awardID": "1", "status": "active", "amendments": [change, bare]}
    ]})  # fmt: skip

    assert (
        "Change 1 March 2026, new value £9,000 without VAT, £10,800 with VAT Unforeseeable" in said
    )
    assert said.count("“Ice.”") == 1
    assert "Change 2 April 2026 Its notice may say what was changed." in said


def test_changes_of_which_only_the_notice_is_stated_stand_in_one_row(read):
    awards = [award(number, amendments=[{"id": "083685-2026"}]) for number in range(1, 36)]

    said = read(release() | {"awards": awards})

    assert said.count("All 35 awards: By notice 083685-2026") == 1


def test_failures_are_told_in_the_notices_words(read):
    failure = {
        "id": "1", "category": "breach", "description": "No grit.", "events": 2, "decisionDate": "2026-05-05",
        "penaltyValue": pounds(300),
    }  # fmt: skip
    said = read(release() | {"contracts": [
        {"id": "1", "status": "active", "implementation": {"performanceFailures": [failure]}}
    ]})  # fmt: skip

    line = "Performance failure Breach, twice, established 5 May 2026, penalty £300 “No grit.”"
    assert said.count(line) == 1


# Money


def test_gross_alone_is_said_to_be_with_vat(read):
    said = read(release() | {"awards": [award(value={"amountGross": 1200, "currency": "GBP"})]})

    assert said.count("£1,200 with VAT") == 2  # in the sentence, and at the award
    assert "is marked as with or without VAT" not in said


def test_net_and_gross_stand_beside_an_award_and_its_value(read):
    said = read(release() | {"awards": [award(value=pounds(1000, amountGross=1200))]})

    assert said.count("£1,000 without VAT; £1,200 with VAT") == 1
    assert said.count("decided value; official record; without VAT") == 1


def test_that_nothing_is_said_of_vat_is_said_once(read):
    said = read(release() | {"awards": [award(value=pounds(1000)), award(2, value=pounds(50))]})

    assert said.count("No amount is marked as with or without VAT") == 1


def test_what_is_left_out_of_the_value_stands_beside_it(read):
    said = read(
        release()
        | {
            "awards": [
                award(1, value=pounds(1000)),
                award(2, value=pounds(300), status="pending"),
                award(3, value=pounds(1)),
            ]
        }
    )

    assert said.count("Not in it: £300 proposed; amounts that are no price") == 1
    assert said.count("£1 as published; not a price") == 1


def test_two_currencies_are_with_applying(read):
    said = read(
        release()
        | {
            "awards": [
                award(1, value=pounds(10)),
                award(2, value={"amount": 20, "currency": "EUR"}),
            ]
        }
    )

    assert "in several currencies, which are not added up Stated: £10 and €20 decided" in said


def test_a_ceiling_says_why(read):
    suppliers = [{"id": str(number), "name": f"Vendor {number}"} for number in (1, 2)]
    said = read(
        tender(techniques={"hasFrameworkAgreement": True})
        | {"awards": [award(value=pounds(1_000_000), suppliers=suppliers)], "parties": [
            one | {"roles": ["supplier"]} for one in suppliers
        ]}
    )  # fmt: skip

    assert said.count("Ceiling. The notice marks it as a framework") == 1
    assert "shared by" not in said


def test_a_number_that_is_no_number_is_no_amount(read):
    lots = [{"id": "1", "title": "North", "value": pounds("1e9999")}, {"id": "2"}]

    said = read(tender(lots=lots))

    assert said.count("Lot 1: North") == 1
    assert "£" not in said


def test_what_a_code_means_is_not_told_as_if_a_notice_did_not_state_it():
    shown = [*RATIONALE, *afterwards.MODIFICATION_GROUND, *afterwards.TERMINATION_REASON]

    assert [code.code for code in shown if IGNORANCE.search(code.definition)] == []


# Size, and old shapes


def test_page_of_a_contract_with_much_to_say_is_light(client, read):
    lots = [{"id": str(n), "title": f"Area {n}", "description": "Grit. " * 60} for n in range(20)]
    read(tender(lots=lots))

    page = client.get(f"/contracts/{PublicContract.objects.get().public_id}/", follow=True)

    assert len(page.content) < 40_000


def test_a_structure_from_before_sections_were_read_still_has_its_page(client):
    contract = make.make_register_contract()
    kept = {"awards", "agreements", "parties", "title", "buyer", "stage", "value", "value_kind"}

    def older(document):
        for key in document.keys() - kept:
            del document[key]
        for one in document["awards"]:
            one.pop("counted_as", None)

    make.alter_document(contract, older)

    said = plain(client.get(f"/contracts/{contract.public_id}/", follow=True))
    assert "What the notices say" not in said
    assert "£1,000,000" in said


# Over real notices

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Words of the notices, by their keys in the sections.
WORDS = {"title", "text", "description", "rationale", "notes", "details", "reason", "role_details"}


def statements(part, key=""):
    """Yield what a section states, as a page writes it: days, sums, codes, words."""
    if isinstance(part, dict):
        if "minor" in part:
            yield Money(part["minor"], part["currency"]).exact()
        for name, value in part.items():
            if name not in ("at", "id", "of", "amount", "currency", "release", "amends"):
                yield from statements(value, name)
    elif isinstance(part, list):
        for one in part:
            yield from statements(one, key)
    elif isinstance(part, str) and DAY.fullmatch(part):
        yield parse(part).show()
    elif isinstance(part, str) and key in WORDS:
        yield " ".join(part.split())[:60].strip()


# What publishers write where they say nothing.
NOTHING = ("n/a", "See description of related tender.")


def unsaid(body, text):
    """Give what the sections of a structure state and its page does not."""
    bare = {"of", "id", "on", "notice", "release", "amends", "at", "proposed"}
    sections = {
        name: part
        for name, part in body["register"].items()
        if isinstance(part, list | dict) and name not in ("rationales", "regions")
    }
    # A document that is a notice of the page, or linked as one, stands there.
    listed = {one["url"] for one in body["notices"]}
    linked = {one["at"] for one in sections.get("related", ())}
    sections["documents"] = [
        one
        for one in sections.get("documents", ())
        if one.get("url", "") not in listed and one["at"] not in linked
    ]
    if "amounts" in sections:
        sections["amounts"] = [
            one for one in sections["amounts"] if not is_no_end(one, sections["amounts"])
        ]
    # A start or end that is a milestone too stands among the key facts.
    term = {"Contract start": "starts_on", "Contract end": "ends_on"}
    facts = {name: form["date"]["on"] for name, form in body["dates"].items()}
    sections["periods"] = [
        one
        for one in sections.get("periods", ())
        if one["what"] != "milestone"
        or facts.get(term.get(one.get("title"), "-")) != one.get("ends_on", "")
    ]
    changes = [one for one in sections.get("modifications", ()) if one.keys() - bare]
    found = dict.fromkeys(statements({**sections, "modifications": changes}))
    # Which is said as “Open”, our word for it.
    found.pop("Open procedure", None)
    # Texts that differ by the full stop at their end are one.
    return [
        one
        for one in found
        if tight(one).removesuffix(".") not in text
        and tight(spelled_out(one)) not in text
        and one not in NOTHING
    ]


def is_no_end(one, amounts):
    """Whether an amount says that one end of a range is not stated: £0 where the other end stands."""
    ends = {"estimate": "least", "least": "estimate"}
    other = [two for two in amounts if two.get("kind") == ends.get(one.get("kind"), "-")]
    return Money(one["minor"], one["currency"]).is_nominal and any(
        two["of"] == one["of"] and two.get("id") == one.get("id") for two in other
    )


@needs_samples
@pytest.mark.once
@pytest.mark.parametrize(
    "name", [name for name, one in expected().items() if one["kind"] == "ocds"]
)
def test_what_samples_state_is_on_their_pages(client, name):
    import_files([str(SAMPLES / name)])

    missing = {}
    for public_id in Contract.objects.values_list("public_id", flat=True)[:60]:
        response = client.get(f"/contracts/{public_id}/", follow=True)
        assert response.status_code == 200
        if found := unsaid(public.dossier(public_id), plain(response)):
            missing[public_id] = found

    assert missing == {}
