"""What a contract is worth, how far it is, and when it was decided."""

import datetime

import pytest

from procurement.money import Money
from procurement.ocds.changes import changed
from procurement.ocds.register import document, embedded
from procurement.ocds.values import nothing
from procurement.shares import Amount, decisions
from tests.ocds.said import said
from tests.ocds.samples import party, release


def gbp(amount):
    return {"amount": amount, "currency": "GBP"}


def register(**fields):
    return said(release(**fields))


def documented(**fields):
    return document(embedded(release(**fields), nothing), "ocds-test-1")


def award(id="1", amount=None, **fields):
    return {"id": id, "status": "active"} | ({"value": gbp(amount)} if amount else {}) | fields


VALUES = {
    "awards alone": ({"awards": [award("1", 5), award("2", 7)]}, (12_00, "GBP"), "decided"),
    "agreement in the place of its award": (
        {"awards": [award("1", 5)], "contracts": [{"id": "1", "awardID": "1", "value": gbp(6)}]},
        (6_00, "GBP"), "decided",
    ),
    "agreement without an amount": (
        {"awards": [award("1", 5)], "contracts": [{"id": "1", "awardID": "1"}]},
        (5_00, "GBP"), "decided",
    ),
    "agreement of an award that is not here": (
        {"awards": [award("1", 5)], "contracts": [{"id": "1", "awardID": "9", "value": gbp(6)}]},
        (11_00, "GBP"), "decided",
    ),
    "two agreements of one award": (
        {"awards": [award("1", 5)],
         "contracts": [{"id": one, "awardID": "1", "value": gbp(6)} for one in "12"]},
        (12_00, "GBP"), "decided",
    ),
    "agreement that was cancelled": (
        {"awards": [award("1", 5)],
         "contracts": [{"id": "1", "awardID": "1", "value": gbp(6), "status": "cancelled"}]},
        (5_00, "GBP"), "decided",
    ),
    "award that came to nothing": (
        {"awards": [award("1", 5), award("2", 7, status="unsuccessful")]}, (5_00, "GBP"), "decided",
    ),
    "awards that are intended": (
        {"awards": [award("1", 5, status="pending")]}, (5_00, "GBP"), "proposed",
    ),
    "two currencies": (
        {"awards": [award("1", 5), award("2", value={"amount": 5, "currency": "EUR"})]},
        None, "unknown",
    ),
    "a penny is no price": (
        {"awards": [award("1", 5)], "contracts": [{"id": "1", "awardID": "1", "value": gbp(0.01)}]},
        (5_00, "GBP"), "decided",
    ),
    "a penny alone": ({"awards": [award("1", 0.01)]}, None, "unknown"),
    "nothing decided": (
        {"tender": {"value": gbp(9)}, "planning": {"budget": {"amount": gbp(8)}}},
        (9_00, "GBP"), "estimate",
    ),
    "planning alone": (
        {"tender": {}, "planning": {"budget": {"amount": gbp(8)}}}, (8_00, "GBP"), "estimate",
    ),
    "an amount with tax is said to be one": (
        {"awards": [award(value={"amountGross": 6, "currency": "GBP"})]}, (6_00, "GBP"), "gross",
    ),
    "tax is no part of it": (
        {"awards": [award(value={"amount": 5, "amountGross": 6, "currency": "GBP"})]},
        (5_00, "GBP"), "decided",
    ),
    "what is proposed is in no sum": (
        {"awards": [award("1", 5), award("2", 7, status="pending")]}, (5_00, "GBP"), "decided",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "value", "kind"), VALUES.values(), ids=VALUES)
def test_value(fields, value, kind):
    found = register(**fields)

    assert (found.value, found.value_kind) == (value, kind)


STAGES = {
    "planning": {"tag": ["planning"], "tender": {"status": "planned"}},
    "tender": {"tender": {"status": "active"}},
    "award": {"awards": [award()]},
    "award_proposed": {"awards": [award(status="pending")]},
    "active": {"awards": [award()], "contracts": [{"id": "1", "status": "active"}]},
    "contract_pending": {"contracts": [{"id": "1", "status": "pending"}]},
    "terminated_early": {
        "contracts": [
            {
                "id": "1",
                "status": "terminated",
                "period": {"endDate": "2026-01-01"},
                "implementation": {"endDate": "2025-06-30"},
            }
        ]
    },
    "ended": {
        "contracts": [{"id": "1", "status": "terminated", "period": {"endDate": "2026-01-01"}}]
    },
    "cancelled": {"tag": ["tenderCancellation"], "tender": {}},
    "withdrawn": {"tender": {"status": "withdrawn"}, "awards": [award(status="cancelled")]},
    "unsuccessful": {"tender": {}, "awards": [award(status="unsuccessful")]},
    "unknown": {"tag": ["compiled"], "tender": {}},
}


@pytest.mark.parametrize(("stage", "fields"), STAGES.items())
def test_stage(stage, fields):
    assert register(**fields).stage == stage


# `terminated` of OCDS is at its term or before; (what is stated besides, the stage that it gives).
def reasons(*said):
    return {"terminationRationaleClassifications": [{"description": one} for one in said]}


TERMINATIONS = {
    "nothing": ({}, "ended"),
    "the date of the release, before the start": (
        {"period": {"startDate": "2027-01-01", "endDate": "2029-01-01"}}, "ended",
    ),
    "an end that is over": ({"period": {"endDate": "2024-01-01"}}, "ended"),
    "a day of ending before its end": (
        {"period": {"endDate": "2026-01-01"}, "implementation": {"endDate": "2025-12-31"}},
        "terminated_early",
    ),
    "a day of ending at its end": (
        {"period": {"endDate": "2026-01-01"}, "implementation": {"endDate": "2026-01-01"}},
        "complete",
    ),
    "a day of ending, and no end": ({"implementation": {"endDate": "2025-12-31"}}, "ended"),
    "a reason": (
        {"terminationRationaleClassifications": [{"id": "supplierBreach"}]}, "terminated_early",
    ),
    "a reason in the old place": (
        {"terminationRationaleClassification": {"description": "By mutual agreement"}},
        "terminated_early",
    ),
    "a reason in words": ({"terminationRationale": "Ended early for breach"}, "terminated_early"),
    "a reason that is its term": (
        {"terminationRationaleClassification": {"id": "contractCompleted"}}, "complete",
    ),
    "a reason for each lot": (reasons("Lot 1 expired", "Lot 2: breach"), "terminated_early"),
    "terms of all lots": (reasons("Lot 1 expired", "Lot 2 was completed"), "complete"),
    "a reason that denies": (reasons("Performed; no breach by either party"), "ended"),
    "a word in another": (reasons("All obligations clearly met in the yearly review"), "ended"),
    "both in one": (reasons("Completed early"), "ended"),
    "a reason that nobody knows": (
        {"terminationRationaleClassifications": [{"id": "other"}]}, "ended",
    ),
    "a reason that is none": ({"terminationRationaleClassifications": "breach"}, "ended"),
    "nulls": ({"terminationRationaleClassifications": [{"id": None}], "period": None}, "ended"),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "stage"), TERMINATIONS.values(), ids=TERMINATIONS)
def test_a_termination_is_early_only_where_that_is_stated(fields, stage):
    found = register(contracts=[{"id": "1", "status": "terminated"} | fields])

    assert found.stage == stage


@pytest.mark.parametrize(
    ("later", "stage"),
    [("2025-06-30", "terminated_early"), ("2027-01-01", "complete")],
)
def test_an_end_that_a_termination_states_anew_says_whether_it_was_early(later, stage):
    first = {"contracts": [{"id": "1", "status": "active", "period": {"endDate": "2026-01-01"}}]}
    second = {"contracts": [{"id": "1", "status": "terminated", "period": {"endDate": later}}]}

    found = said(release(**first), release(**second))

    assert (found.stage, found.ended_on.isoformat()) == (stage, later)


def test_the_end_of_the_term_told_again_is_no_day_of_ending():
    first = {"id": "1", "status": "active", "period": {"endDate": "2026-01-01"}}

    found = said(release(contracts=[first]), release(contracts=[first | {"status": "terminated"}]))

    assert (found.stage, found.ended_on) == ("ended", None)


def test_what_is_only_intended_has_no_day_of_decision():
    found = register(awards=[award("1", 5, status="pending", date="2025-01-01")])

    assert found.decided_on is None


def test_a_second_notice_of_a_termination_changes_nothing():
    first = {"contracts": [{"id": "1", "status": "active", "period": {"endDate": "2026-12-31"}}]}
    ended = {
        "contracts": [{"id": "1", "status": "terminated", "period": {"endDate": "2025-01-31"}}]
    }

    told = [release(**one) for one in (first, ended, ended)]

    assert said(*told).stage == "terminated_early"


def test_what_is_signed_says_the_term_of_its_award():
    rows = [award("1", contractPeriod={"endDate": "2030-12-31"}), award("2")]
    contract = {"id": "1", "awardID": "1", "status": "active", "period": {"endDate": "2026-10-31"}}

    assert register(awards=rows, contracts=[contract]).ends_on == datetime.date(2026, 10, 31)


def test_what_is_terminated_says_no_term_of_what_still_runs():
    def agreement(id, status, end):
        return {"id": id, "status": status, "period": {"endDate": end}}

    rows = [agreement("1", "active", "2026-06-01"), agreement("2", "terminated", "2029-01-01")]

    found = register(contracts=rows)

    assert (found.stage, found.ends_on) == ("active", datetime.date(2026, 6, 1))


@pytest.mark.parametrize(
    ("tender", "awards", "stage"),
    [
        # bids for the rest could still be made when it was published, on 1 January 2025
        ({"status": "active", "tenderPeriod": {"endDate": "2025-01-24"}}, "cancelled", "tender"),
        ({"status": "active", "tenderPeriod": {"endDate": "2024-12-24"}}, "cancelled", "cancelled"),
        ({"status": "active"}, "unsuccessful", "unsuccessful"),
    ],
)
def test_one_award_that_came_to_nothing_ends_no_open_tender(tender, awards, stage):
    assert register(tender=tender, awards=[award(status=awards)]).stage == stage


def test_a_later_cancellation_ends_what_was_awarded():
    first = release(1, awards=[award()], tender={"status": "active"})
    second = release(2, tag=["tenderCancellation"], tender={"status": "cancelled"})

    found = said(first, second)

    assert found.stage == "cancelled"


@pytest.mark.parametrize(
    ("lots", "open_until", "stage"),
    [
        (["2026-12-01", "2026-12-20"], "2026-12-20", "tender"),
        (["2026-12-01", None], "2026-12-01", "tender"),
        ([None, None], None, "tender"),
    ],
)
def test_a_tender_is_open_until_its_last_lot_is_closed(lots, open_until, stage):
    rows = [{"id": str(place), "tenderPeriod": {"endDate": one}} for place, one in enumerate(lots)]

    found = register(tender={"status": "active", "lots": rows})

    assert (found.open_until and found.open_until.isoformat(), found.stage) == (open_until, stage)


@pytest.mark.parametrize(
    ("invited", "open_until"),
    [("2021-11-03T00:00:00Z", None), ("2021-10-01", datetime.date(2021, 10, 20)),
     (None, datetime.date(2021, 10, 20)), ("soon", datetime.date(2021, 10, 20))],
)  # fmt: skip
def test_the_day_to_apply_by_is_no_deadline_for_bids(invited, open_until):
    tender = {"status": "active", "tenderPeriod": {"endDate": "2021-10-20"}}

    found = register(tender=tender | {"secondStage": {"invitationDate": invited}})

    assert found.open_until == open_until


@pytest.mark.parametrize(
    ("statuses", "stage"),
    [
        (["cancelled", "cancelled"], "cancelled"),
        (["unsuccessful"], "unsuccessful"),
        (["cancelled", "active"], "tender"),
        ([None, "cancelled"], "tender"),
    ],
)
def test_a_tender_whose_lots_all_came_to_nothing_is_not_open(statuses, stage):
    lots = [{"id": str(place), "status": one} for place, one in enumerate(statuses)]

    assert register(tender={"status": "active", "lots": lots}).stage == stage


def test_the_end_of_its_award_is_a_stated_end_too():
    period = {"endDate": "2026-01-01"}
    ended = {"status": "terminated", "implementation": {"endDate": "2025-06-30"}}

    found = register(
        awards=[award(contractPeriod=period)], contracts=[{"id": "1", "awardID": "1"} | ended]
    )

    assert found.stage == "terminated_early"


def test_term_is_that_of_what_stands_and_the_latest_end_is_beside_it():
    kept = {"startDate": "2025-01-01", "endDate": "2026-12-31", "maxExtentDate": "2028-12-31"}
    gone = {"startDate": "2020-01-01", "endDate": "2040-12-31", "maxExtentDate": "2041-12-31"}
    rows = [award("1", contractPeriod=kept), award("2", status="cancelled", contractPeriod=gone)]

    found = register(awards=rows)

    told = [one.isoformat() for one in (found.starts_on, found.ends_on, found.latest_end_on)]
    assert told == ["2025-01-01", "2026-12-31", "2028-12-31"]
    assert register(awards=[award(contractPeriod={"endDate": "2026-12-31"})]).latest_end_on is None


def test_the_tag_contract_proves_no_contract():
    assert register(tag=["award", "contract"], awards=[award()]).stage == "award"


def test_agreement_of_which_nothing_is_stated_states_no_stage():
    silent = {"contracts": [{"id": "1", "value": {"amount": 5, "currency": "GBP"}}]}

    assert register(tag=["contract"], tender={"title": "Roads"}, **silent).stage == "unknown"
    assert register(tag=["contract"], awards=[award()], **silent).stage == "award"


def test_day_of_the_decision_is_that_of_the_first_award_that_stands():
    rows = [
        award("1", date="2025-03-01"), award("2", date="2025-02-01"),
        award("3", date="2025-01-01", status="cancelled"),
    ]  # fmt: skip
    contracts = [{"id": "1", "dateSigned": "2025-01-05"}]

    assert register(awards=rows, contracts=contracts).decided_on == datetime.date(2025, 2, 1)
    assert register(contracts=contracts).decided_on == datetime.date(2025, 1, 5)


def test_procurement_is_run_by_the_procuring_entity_where_it_is_another():
    buyer, entity = party("Council", id="1"), party("School", id="2")

    found = register(buyer=buyer, tender={"procuringEntity": entity})
    same = register(buyer=buyer, tender={"procuringEntity": buyer})

    assert (found.buyer.name, found.run_by.name) == ("Council", "School")
    assert same.run_by is None


def test_shapes_of_1_0_are_read():
    """No parties: buyer and suppliers carry identifier and contact inline."""
    acme = {"id": 0, "name": "Acme", "identifier": {"scheme": "GB-COH", "id": "1234567"}}

    found = register(buyer={"name": "Council"}, awards=[award(suppliers=[acme, {"name": "Bert"}])])

    assert found.buyer.name == "Council"
    assert [(one.name, one.numbers) for one in found.awards[0].suppliers] == [
        ("Acme", (("GB-COH", "01234567"),)),
        ("Bert", ()),
    ]


def test_buyer_by_role_alone():
    one = party("Council") | {"roles": ["buyer"]}

    assert register(parties=[one, party("Acme")]).buyer.name == "Council"
    assert register(parties=[one, one | {"name": "Other"}]).buyer is None


@pytest.mark.parametrize(
    ("ids", "local"),
    [
        (["1", "2"], ["1", "2"]),
        (["1", "1", "1"], ["1", "1 (2)", "1 (3)"]),
        (["1", "1", "1 (2)"], ["1", "1 (2)", "1 (2) (2)"]),
        (["1 (2)", "1", "1"], ["1 (2)", "1", "1 (3)"]),
        ([None, "", "not stated"], ["not stated", "not stated (2)", "not stated (3)"]),
        (["x" * 300, "x" * 300], ["x" * 179 + "…", "x" * 179 + "… (2)"]),
        ([0, "0"], ["0", "0 (2)"]),
    ],
)
def test_ids_of_awards_are_unique_in_their_contract(ids, local):
    found = register(awards=[{"id": one} for one in ids])

    assert [one.id for one in found.awards] == local


def test_agreement_finds_its_award_by_number_or_text():
    found = register(awards=[award(7)], contracts=[{"id": 1, "awardID": "7"}])

    assert found.agreements[0].award == "7"


def test_each_decision_has_its_suppliers_and_its_values():
    one, two = party("A"), party("B")
    awards = [
        award("1", 5, suppliers=[one, two]),
        award("2", 7, suppliers=[two], status="cancelled"),
    ]
    contracts = [{"id": "1", "awardID": "1", "value": gbp(6)}]

    found = documented(awards=awards, contracts=contracts)
    [(suppliers, values)] = decisions(
        found["awards"], found["agreements"], lambda one: one["suppliers"]
    )

    names = [found["parties"][place]["name"] for place in suppliers]
    assert (names, values) == (["A", "B"], [Amount("decided", Money(6_00, "GBP"))])


def test_changes_are_told_in_words():
    before = documented(tender={"title": "A", "status": "active", "value": gbp(2000)})
    after = documented(
        tender={"title": "A"},
        awards=[award("1", 3000, date="2025-02-01", suppliers=[party("Acme")])],
    )

    assert changed(before, after) == [
        {"what": "Stage", "before": "Tender", "after": "Awarded"},
        {"what": "Value", "before": "£2,000 (estimated value)", "after": "£3,000 (decided value)"},
        {"what": "Vendors", "before": "", "after": "Acme"},
        {"what": "Date of the decision", "before": "", "after": "1 February 2025"},
    ]


def test_an_amount_with_tax_alone_is_its_vendors_too():
    told = documented(awards=[award("1", value={"amountGross": 120, "currency": "GBP"})])

    [(_, amounts)] = decisions(told["awards"], told["agreements"], lambda _: ["vendor"])

    assert amounts == [Amount("gross", Money(120_00, "GBP"))]
