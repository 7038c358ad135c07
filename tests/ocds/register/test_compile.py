"""Releases merged without loss; where the standard's merging loses nothing, as it merges."""

import json
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ocdsmerge import Merger
from ocdsmerge.rules import get_merge_rules

from procurement.ocds.register import compiled, document, embedded
from procurement.ocds.values import nothing
from tests.ocds.said import said as as_said
from tests.ocds.samples import (
    SAMPLES,
    awarded,
    expected,
    needs_samples,
    party,
    release,
    releases_of,
)

SCHEMA = SAMPLES / "schema" / "ocds-1.1.5" / "schema" / "release-schema.json"


@cache
def oracle():
    """The merging of the standard, by its schema on disk: without it, the program asks the network."""
    return Merger(merge_rules=get_merge_rules(json.loads(SCHEMA.read_text())))


def ours(*releases):
    """What the register states of releases, the oldest first."""
    return as_said(*releases)


def theirs(*releases):
    """What it states of the one release that the standard compiles from them."""
    whole = oracle().create_compiled_release([one | {"tag": ["x"]} for one in releases])
    return as_said(whole)


def said(register):
    """What is compared: the whole but for the order of rows."""
    rows = {
        "awards": sorted(map(_row, register.awards)),
        "agreements": sorted(map(_row, register.agreements)),
        "buyer": register.buyer and register.buyer.name,
        "run_by": register.run_by and register.run_by.name,
    }
    return vars(register) | rows


def _row(row):
    return repr(vars(row) | {"suppliers": sorted(row.suppliers)})


def stories(name):
    """{ocid: releases, the oldest first} of a file of the samples."""
    found: dict[str, list] = {}
    for one in sorted(
        releases_of(name), key=lambda one: (one.get("date") or "", one.get("id", ""))
    ):
        found.setdefault(one.get("ocid", ""), []).append(one)
    return found


def loses_nothing(releases):
    """Whether ids tell apart the members of every array that the standard merges by id, in each release."""
    for one in releases:
        for key in ("awards", "contracts"):
            rows = one.get(key) or []
            if not _tells_apart(rows):
                return False
            if not all(_tells_apart(row.get("suppliers") or []) for row in rows):
                return False
        if not _tells_apart(one.get("parties") or []) or not one.get("date"):
            return False
    return True


def rewords(releases):
    """Whether notices call the procedure by different words."""
    tenders = [one.get("tender") or {} for one in releases]
    words = [
        one["procurementMethodDetails"] for one in tenders if "procurementMethodDetails" in one
    ]
    return len(set(words)) > 1


def _tells_apart(rows):
    ids = [str(row.get("id", "")) for row in rows if isinstance(row, dict)]
    return len(set(ids)) == len(ids) == len(rows) and "" not in ids


@needs_samples
@pytest.mark.parametrize(
    "name", [name for name, one in expected().items() if one["kind"] == "ocds"]
)
def test_real_stories_are_merged_as_the_standard_does(name):
    compared = 0
    for releases in stories(name).values():
        if len(releases) > 1 and loses_nothing(releases):
            compared += 1
            mine, standard = said(ours(*releases)), said(theirs(*releases))
            # The compiled release says “compiled” and no more of what kind its notices were.
            # Of a procedure that a later notice words otherwise, we do not keep the earlier code.
            apart = {"stage": ""} | ({"method": ""} if rewords(releases) else {})
            assert mine | apart == standard | apart
    if "contracts_finder/" in name:
        assert compared


IDS = st.sampled_from(["1", "2", "3"])
# Null in the place of an object takes it away here; the oracle keeps what was inside it.
VALUES = st.fixed_dictionaries(
    {"currency": st.just("GBP")}, optional={"amount": st.integers(2, 10**6) | st.none()}
)
SUPPLIERS = st.lists(st.sampled_from(["A", "B", "C"]), max_size=3, unique=True)
ROW = st.fixed_dictionaries(
    {"id": IDS},
    optional={
        "title": st.sampled_from(["x", "y", None]),
        "status": st.sampled_from(["active", "pending", "cancelled"]),
        "value": VALUES,
        "suppliers": SUPPLIERS.map(lambda ids: [{"id": one, "name": f"N{one}"} for one in ids]),
    },
)
ROWS = st.lists(ROW, max_size=3, unique_by=lambda row: row["id"])
TENDER = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["a", "b", None]),
        "description": st.sampled_from(["c", None]),
        "status": st.sampled_from(["active", "complete", None]),
        "value": VALUES,
        "procurementMethod": st.sampled_from(["open", "limited", None]),
    },
)
RELEASE = st.fixed_dictionaries(
    {}, optional={"tender": TENDER, "awards": ROWS, "contracts": ROWS.map(
        lambda rows: [{key: one for key, one in row.items() if key != "suppliers"} for row in rows]
    )},
)  # fmt: skip


@needs_samples
@given(st.lists(RELEASE, min_size=1, max_size=4))
def test_invented_stories_are_merged_as_the_standard_does(bodies):
    releases = [
        {"ocid": "ocds-test-1", "id": str(day), "date": f"2025-01-0{day}T00:00:00Z"} | body
        for day, body in enumerate(bodies, start=1)
    ]

    assert said(ours(*releases)) | {"stage": ""} == said(theirs(*releases)) | {"stage": ""}


def test_nothing_is_lost_where_ids_do_not_tell_apart():
    suppliers = [party("A", id="0"), party("B", id="0")]
    more = [party("B", id="0"), party("C", id="0")]

    found = ours(awarded(1, suppliers=suppliers), awarded(2, suppliers=more))

    assert [one.name for one in found.awards[0].suppliers] == ["A", "B", "C"]


def test_awards_of_one_id_are_matched_by_their_place():
    first = awarded(1) | {"awards": [{"id": "1", "title": "a"}, {"id": "1", "title": "b"}]}
    second = awarded(2) | {"awards": [{"id": "1", "status": "active"}, {"id": "1", "title": "c"}]}

    found = ours(first, second)

    assert [(one.id, one.title, one.status) for one in found.awards] == [
        ("1", "a", "active"),
        ("1 (2)", "c", ""),
    ]


def test_delta_of_a_supplier_list_keeps_what_it_does_not_name():
    """UK15: awards of an amendment hold only ids and what was amended."""
    first = awarded(1, suppliers=[party("A"), party("B")])
    delta = release(2) | {"awards": [{"id": "1", "amendments": [{"id": "1"}]}], "tender": {}}

    found = ours(first, delta)

    assert found == ours(first)


def test_change_of_a_contract_keeps_its_awards():
    """UK10: the contract alone, changed."""
    first = awarded(1, suppliers=[party("A")]) | {"contracts": [{"id": "1", "awardID": "1"}]}
    value = {"amount": 9000, "currency": "GBP"}
    change = release(2, tag=["contractAmendment"]) | {"contracts": [{"id": "1", "value": value}]}

    found = ours(first, change)

    assert [one.name for one in found.awards[0].suppliers] == ["A"]
    assert (found.agreements[0].award, found.value) == ("1", (9_000_00, "GBP"))


def test_null_takes_away():
    first = awarded(1, tender={"title": "a", "value": {"amount": 7, "currency": "GBP"}})
    later = {
        "ocid": "ocds-test-1",
        "tender": {"title": None},
        "awards": [{"id": "1", "value": None}],
    }

    found = ours(first, later)

    assert found.title == "Untitled, ocds-test-1"
    assert (found.awards[0].value, found.value_kind) == (None, "estimate")


def test_currency_alone_changes_no_amount():
    """Find a Tender publishes values of a currency and an amount with tax, and no amount."""
    later = awarded(2, award={"value": {"currency": "GBP", "amountGross": 0}})

    assert ours(awarded(1), later).awards[0].value == (5_000_00, "GBP")


def test_buyer_stays_where_a_later_notice_has_none():
    buyer = party("Northmarch Council")

    found = ours(release(1, buyer=buyer), release(2, buyer=None), release(3))

    assert found.buyer.name == "Northmarch Council"


@pytest.mark.parametrize(
    ("newer", "method", "words", "earlier"),
    [
        ({"procurementMethodDetails": "Other - "}, None, "Other - ", ("A call-off",)),
        ({"procurementMethod": "limited"}, "limited", None, ("A call-off",)),
        ({"procurementMethod": "selective"}, "selective", "A call-off", ()),
        ({"title": "Roads"}, "selective", "A call-off", ()),
        (
            {"procurementMethod": "open", "procurementMethodDetails": "Open"},
            "open", "Open", ("A call-off",),
        ),
    ],
)  # fmt: skip
def test_code_and_words_of_a_procedure_are_of_one_notice(newer, method, words, earlier):
    older = {"procurementMethod": "selective", "procurementMethodDetails": "A call-off"}

    found = compiled([{"tender": older}, {"tender": newer}])["tender"]

    assert found.get("procurementMethod") == method
    assert found.get("procurementMethodDetails") == words
    assert found.get("_procedures", ()) == earlier


@pytest.mark.parametrize(
    ("newer", "status", "words"),
    [
        ({"status": "active"}, "active", None),
        ({"status": "active", "statusDetails": "Open again"}, "active", "Open again"),
        ({"status": None}, None, None),
        ({"status": "cancelled"}, "cancelled", "Wrong specification"),
        ({"statusDetails": "No bid"}, "cancelled", "No bid"),
        ({"title": "Roads"}, "cancelled", "Wrong specification"),
    ],
)
@pytest.mark.parametrize("where", ["tender", "lots", "awards", "contracts"])
def test_status_and_the_words_on_it_are_of_one_notice(where, newer, status, words):
    def noticed(row):
        rows = [{"id": "1"} | row]
        lots = {"tender": row, "lots": {"lots": rows}}
        return {"tender": lots[where]} if where in lots else {where: rows}

    older = {"status": "cancelled", "statusDetails": "Wrong specification"}

    whole = compiled([noticed(older), noticed(newer)])

    rows = whole["tender"] if where in ("tender", "lots") else whole[where]
    found = rows if where == "tender" else (rows["lots"] if where == "lots" else rows)[0]
    assert found.get("status") == status
    assert found.get("statusDetails") == words


def test_what_an_earlier_notice_called_a_call_off_is_one():
    older = {
        "procurementMethod": "selective",
        "procurementMethodDetails": "Call-off from a framework",
    }
    newer = {"procurementMethodDetails": "Other - "}
    both = [embedded(release(tender=one), nothing) for one in (older, newer)]

    said = document(compiled(both), "ocds-test-1")

    assert said["framework"] == "call_off" and "method" not in said
    assert [one["text"] for one in said["procedure"] if one["what"] == "earlier"] == [
        "Call-off from a framework"
    ]
