"""What the words of a notice say of its amount, and what they do not."""

import pytest

from procurement.ocds.register.ceilings import facts, sets_up


def read(tender=None, award=None, minor=500000, **release):
    award = {"id": "1"} | (award or {})
    value = {"minor": minor, "currency": "GBP"}
    return facts(release | {"tender": tender or {}}, award, award, value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Supply of Signs Framework", "Framework"),
        ("FRAMEWORK FOR CARE", "FRAMEWORK"),
        ("Frameworks for plant hire", "Frameworks"),
        ("A Dynamic Purchasing System for taxis", "Dynamic Purchasing"),
        ("Dynamic market for coaches", "Dynamic market"),
        ("Home to school DPS", "DPS"),
        ("Flexible Purchasing System for schools", "Flexible Purchasing"),
        ("Pan Government Agreement for payments to be utilised by Departments and all other UK Public Sector Bodies",
         "Agreement for payments to be utilised by Departments and all other UK Public Sector Bodies"),
        ("An agreement for salt, to be used by any other councils in Kent",
         "agreement for salt, to be used by any other councils"),
        ("Agreement for one school, to be used by its pupils", None),
        ("An agreement. To be used by all councils", None),
        ("Purchasing flexible tubes under an agreement", None),
        ("Setting the framework for sustainable travel", None),
        ("Within the legal framework", None),
        ("National planning policy framework advice, then a framework", "framework"),
        ("Dynamic routing of buses", None),
        ("GDPS office", None),
        ("Roads", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["title", "description"])
def test_words_for_a_framework_are_found_and_others_are_not(text, says, place):
    found = read(tender={place: text})

    assert (found.get("says"), found.get("in")) == (says, place if says else None)


def test_title_comes_before_description_and_the_award_before_the_tender():
    tender = {"title": "A framework", "description": "DPS"}

    assert read(tender=tender)["in"] == "title"
    assert read(tender=tender, award={"title": "Frameworks"})["says"] == "Frameworks"


@pytest.mark.parametrize(
    ("text", "under"),
    [
        ("Bought via the ESPO framework", True),
        ("Call-off from a framework", True),
        ("Mini competition on a framework", True),
        ("A framework for signs", False),
    ],
)
def test_word_that_names_a_framework_bought_under_says_so(text, under):
    assert read(tender={"description": text}).get("bought_under", False) is under


@pytest.mark.parametrize(
    ("details", "called"),
    [
        ("Call-off from a framework agreement", True),
        ("Call off from a Framework Agreement", True),
        ("Other - Direct Award from a Framework Contract", True),
        ("Other - Further Competition - Framework", True),
        ("Other - Framework under Lot 5", True),
        ("Open procedure (OJEU)", False),
        ("", False),
        (None, False),
    ],
)
def test_procedure_that_buys_under_a_framework_is_recognised(details, called):
    tender = {"title": "Framework", "procurementMethodDetails": details}

    assert bool(read(tender=tender).get("call_off")) is called


@pytest.mark.parametrize("relationship", ["framework", ["framework"], ["prior", "framework"]])
def test_related_framework_makes_it_a_call_off(relationship):
    related = [{"relationship": relationship}]

    assert read(tender={"title": "DPS"}, relatedProcesses=related)["call_off"]


@pytest.mark.parametrize("related", [None, "x", [None], [{}], [{"relationship": ["prior"]}]])
def test_other_related_processes_do_not(related):
    assert "call_off" not in read(tender={"title": "DPS"}, relatedProcesses=related)


FLAGGED = {"hasFrameworkAgreement": True}


@pytest.mark.parametrize(
    ("tender", "flagged"),
    [
        ({"techniques": FLAGGED}, "framework"),
        ({"techniques": {"frameworkAgreement": {"maximumParticipants": 4}}}, "framework"),
        (
            {"techniques": {"hasFrameworkAgreement": False, "frameworkAgreement": {"a": 1}}},
            None,
        ),
        ({"techniques": {"hasDynamicPurchasingSystem": True}}, "dynamic purchasing system"),
        ({"techniques": {"hasElectronicAuction": True}}, None),
        ({"documents": [{"id": "d"}, {"noticeType": "UK15"}]}, "dynamic market"),
        ({"documents": [{"noticeType": "UK4"}, {"noticeType": ["UK15"]}, None]}, None),
        ({"lots": [{"id": "A", "techniques": FLAGGED}, {"id": "B"}]}, "framework"),
        ({"lots": [{"id": "A"}, {"id": "B", "techniques": FLAGGED}]}, None),
        ({"lots": 5, "techniques": "x"}, None),
    ],
)
def test_flag_of_the_notice_or_of_the_lots_awarded(tender, flagged):
    assert read(tender=tender, award={"relatedLots": ["A"]}).get("framework") == flagged


def test_award_that_names_no_lot_is_flagged_where_all_lots_are():
    some = {"lots": [{"id": "A", "techniques": FLAGGED}, {"id": "B"}]}
    every = {"lots": [{"id": "A", "techniques": FLAGGED}]}

    assert "framework" not in read(tender=some)
    assert read(tender=every)["framework"] == "framework"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It costs £5,000 per annum for five years.", "£5,000 per annum"),
        ("GBP 5000.00 (excluding VAT) a year", "GBP 5000.00 (excluding VAT) a year"),
        ("About £5k p.a.", "£5k p.a"),
        ("The value stated is per annum.", "value stated is per annum"),
        ("The contract value is shown as an annual figure", "value is shown as an annual"),
        ("£25,000 over five years (£4,999 per annum)", None),
        ("A year of work for £5,000", None),
        ("The annual report", None),
        (f"£{'9' * 5000} per annum", None),
    ],
)
def test_amount_is_yearly_where_the_notice_says_so_of_that_very_amount(text, words):
    assert read(tender={"description": text}).get("yearly") == words


def test_vendors_are_counted_and_those_with_shares_of_their_own_are_told():
    shares = [{"x_awardValue": {"amount": one, "currency": "GBP"}} for one in (1, 2)]

    assert read(award={"suppliers": [{}, {}, {}]})["vendors"] == 3
    assert read(award={"suppliers": shares})["shares"] is True
    assert "shares" not in read(award={"suppliers": [*shares[:1], {"x_awardValue": {}}]})


@pytest.mark.parametrize("odd", [None, 5, "x", [], [None], {}, {"a": 1}])
def test_odd_shapes_break_nothing(odd):
    tender = {
        "title": odd,
        "description": odd,
        "techniques": odd,
        "documents": odd,
        "lots": odd,
        "procurementMethodDetails": odd,
    }

    found = read(tender=tender, award={"suppliers": odd, "relatedLots": odd, "status": odd})

    assert set(found) <= {"vendors", "status"}


FRAMEWORK = {"techniques": {"hasFrameworkAgreement": True}}
MARKET = {"techniques": {"hasDynamicPurchasingSystem": True}}


@pytest.mark.parametrize(
    ("tender", "what"),
    [
        (FRAMEWORK, "framework"),
        (MARKET, "dynamic purchasing system"),
        ({"documents": [{"noticeType": "UK13"}]}, "dynamic market"),
        ({"lots": [FRAMEWORK, FRAMEWORK]}, "framework"),
        # of some lots alone it is not said of all
        ({"lots": [FRAMEWORK, {}]}, ""),
        ({"techniques": {"hasFrameworkAgreement": False}}, ""),
        # words alone mark nothing, and what is called off is bought
        ({"title": "A framework"}, ""),
        (FRAMEWORK | {"procurementMethodDetails": "Call-off from a framework agreement"}, ""),
        (FRAMEWORK | {"title": "Mini competition for signs"}, ""),
        (None, ""),
        ("odd", ""),
    ],
)
def test_what_is_set_up_is_what_the_notice_marks_all_of_it_as(tender, what):
    assert sets_up({"tender": tender}) == what
