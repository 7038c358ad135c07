"""The demonstration record says what the case file says, with its hedges, and no more."""

import fcntl
import os
import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.http import QueryDict

from procurement import public
from procurement.filters import ContractFilter
from procurement.management import founding_case
from procurement.models import (
    Buyer,
    Citation,
    Contract,
    Counter,
    ImportProblem,
    ImportRun,
    Notice,
    PublicContract,
    PublicParty,
    PublicSource,
    Revision,
    Vendor,
)
from tests.factories import make_ready_contract, publish
from tests.ocds.samples import Importing, awarded, party

pytestmark = pytest.mark.django_db

REPORT = "a news report"
SINGLE = "reported by one source"


@pytest.fixture
def body():
    """Give the public form of the founding case."""
    founding_case.load()
    return public.dossier(1)


@pytest.fixture
def case_file():
    """Give the text of the case file, with straight quotation marks."""
    beside = settings.BASE_DIR.parent / "shared" / "case" / "met-palantir.txt"
    path = Path(os.environ.get("CASE_FILE") or beside)
    if not path.exists():
        pytest.skip("The case file is not here; CASE_FILE can name it.")
    return straight(path.read_text(encoding="utf-8"))


def straight(text):
    return " ".join(text.translate(str.maketrans("‘’“”", "''\"\"")).split())


def texts(part):
    """Give every text of a structure."""
    if isinstance(part, str):
        return [part]
    values = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return [text for value in values for text in texts(value)]


def test_parties(body):
    assert body["buyer"]["name"] == "Metropolitan Police"
    assert [vendor["name"] for vendor in body["vendors"]] == ["Palantir"]
    assert body["purpose"] == "a new data platform"


def test_value_is_fifty_million_pounds_by_one_report(body):
    value = body["value"]

    assert (value["minor"], value["currency"], value["kind"]) == (5_000_000_000, "GBP", "proposed")
    assert (value["short"], len(value["citations"])) == ("£50m", 1)
    assert (value["known"]["level"], value["known"]["breadth"]) == ("reported", "single")
    assert body["disputed"] == []


def test_stage_and_hold(body):
    hold = body["hold"]

    assert (body["stage"]["code"], body["stage"]["known"]["label"]) == ("award_proposed", SINGLE)
    assert (hold["code"], hold["since"]) == ("on_hold", None)
    assert [party["name"] for party in hold["by"]] == ["Mayor of London"]
    assert hold["known"]["label"] == SINGLE


def test_headline(body):
    assert body["headline"] == (
        "The Metropolitan Police’s proposed £50m contract with Palantir for a new data platform is"
        " reportedly on hold after an intervention by the Mayor of London, according to a news"
        " report."
    )


# type, who, capacity, hedge of its citation, [(ground, layer, direction)]
ACTS = [
    (
        "hold", "Mayor of London", "not_stated", "reportedly",
        [("public_trust", "attributed", "against")],
    ),
    (
        "objection", "Privacy campaigners", "civil_society", "",
        [("data_security", "stated", "against"), ("public_trust", "stated", "against")],
    ),
    (
        "objection", "Mayor of London’s office", "not_stated", "",
        [
            ("data_security", "stated", "against"),
            ("public_trust", "stated", "against"),
            ("other", "attributed", "against"),
            ("public_trust", "attributed", "against"),
        ],
    ),
    (
        "concern_raised", "Critics", "not_stated", "",
        [("civil_liberties", "stated", "against"), ("discrimination", "stated", "against")],
    ),
    (
        "exploration", "Metropolitan Police", "contracting_authority", "",
        [("efficiency", "attributed", "for")],
    ),
    (
        "support_statement", "Proponents of the deal", "not_stated", "",
        [("operational_need", "stated", "for")],
    ),
]  # fmt: skip


def test_interventions_with_their_grounds(body):
    told = [
        (
            act["type"],
            act["actors"][0]["name"],
            act["capacity"],
            act["citations"][0]["hedge"],
            [(ground["code"], ground["layer"], ground["direction"]) for ground in act["grounds"]],
        )
        for act in body["interventions"]
    ]

    assert told == ACTS


def test_nothing_is_dated_and_no_power_is_stated(body):
    acts = body["interventions"]

    assert [(act["date"], act["power"], act["expires_on"]) for act in acts] == [
        (None, "", None)
    ] * 6
    assert (body["dates"], body["decision_maker"]) == ({}, None)
    hold = "Hold by the Mayor of London: the power it rests on is not stated."
    assert hold in body["unknown"]
    assert "The publisher, author, date and address of source 1 are not stated." in body["unknown"]


def test_spokesperson_is_reported_and_not_on_record(body):
    hold = next(act for act in body["interventions"] if act["type"] == "hold")
    citation = hold["grounds"][0]["citations"][0]

    assert citation["speaker"]["name"] == "A spokesperson for the Mayor’s office"
    assert (citation["level"], citation["hedge"]) == ("reported", "reportedly")
    assert "perception" in citation["quotation"]
    assert hold["grounds"][0]["ascription"] == (
        "ascribed to the Mayor of London by a spokesperson for the Mayor’s office"
    )


def test_own_reading_of_the_report_is_shown_as_such(body):
    office = body["interventions"][2]
    readings = [ground for ground in office["grounds"] if ground["layer"] == "attributed"]

    assert [
        (ground["citations"][0]["hedge"], ground["citations"][0]["speaker"], ground["ascription"])
        for ground in readings
    ] == [
        (
            "appears to",
            None,
            "ascribed to the Mayor of London’s office by the source itself, as its own reading",
        )
    ] * 2


def test_arguments_for_come_from_the_police_and_proponents(body):
    told = [
        (argument["actors"][0]["name"], argument["words"]) for argument in body["arguments"]["for"]
    ]

    assert told == [
        (
            "Metropolitan Police",
            "investigations could be streamlined and operations made more efficient",
        ),
        ("Proponents of the deal", "what modern policing needs to deal with complex crime"),
    ]


def test_everything_is_reported_by_the_one_report(body):
    assert set(Citation.objects.values_list("attribution", flat=True)) == {"reported"}
    source = PublicSource.objects.get()
    assert (source.kind, source.publisher, source.author, source.published, source.url) == (
        "news_report", "", "", None, "",
    )  # fmt: skip


def test_every_quotation_and_hedge_stands_in_the_case_file(case_file):
    founding_case.load()
    quoted = Citation.objects.values_list("quotation", "hedge")
    said = [straight(text) for pair in quoted for text in pair if text]

    assert len(said) > 10
    assert [text for text in said if text not in case_file] == []


def test_no_sentence_of_the_case_file_is_copied(case_file, body):
    said = straight(" ".join(texts(body)))
    sentences = re.split(r"(?<=\.)\s+", case_file)

    assert [sentence for sentence in sentences if sentence.rstrip(".") in said] == []


def test_quotations_are_short():
    founding_case.load()

    assert [q for q in Citation.objects.values_list("quotation", flat=True) if len(q) > 80] == []


def test_demo_is_found_by_the_vendor():
    founding_case.load()

    assert "palantir" in PublicContract.objects.get().words.split()
    assert PublicContract.objects.get().demonstration is True


# The two commands


def load_demo(*arguments):
    """Run the command; give what it says."""
    out = StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue().splitlines()


def import_real(folder):
    """Import notices of three contracts that are not invented."""
    vendor = party("Fenwick", "GB-COH-01234567")
    Importing(folder)([awarded(number, f"ocds-real-{number}", [vendor]) for number in (1, 2, 3)])


def rows():
    """Give every row of every table, by table; not the counters, which never go back."""
    models = [*apps.get_app_config("procurement").get_models(), get_user_model()]
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in models
        if model is not Counter
    }


def found(query=""):
    return list(ContractFilter(QueryDict(query)).every_row())


SAYS = [
    "Demonstration record: “New data platform for the Metropolitan Police” is published.",
    "Demonstration record: 509 invented notices of 300 contracts are imported.",
]


def test_load_demo_publishes_the_case_and_imports_the_register_once():
    said = load_demo()
    before = rows()

    again = load_demo()

    assert said == SAYS
    assert again == ["Demonstration record: left as it is."]
    assert rows() == before
    assert (Contract.objects.count(), PublicContract.objects.count()) == (301, 301)
    assert (Notice.objects.count(), Revision.objects.count()) == (509, 1)
    run = ImportRun.objects.get()
    assert run.names == "invented-notices.json.gz"
    assert (run.releases, run.created, run.updated, run.rejected) == (509, 300, 209, 0)
    assert ImportProblem.objects.filter(kind__in=["refused", "rejected"]).count() == 0


def test_every_row_of_the_demonstration_is_marked():
    load_demo()
    models = apps.get_app_config("procurement").get_models()
    marked = [m for m in models if any(f.name == "demonstration" for f in m._meta.fields)]
    flagged = [m for m in marked if any(f.name == "invented" for f in m._meta.fields)]

    assert {Contract, Buyer, Vendor, PublicContract, PublicParty, ImportRun} <= set(marked)
    assert [m for m in marked if m._default_manager.filter(demonstration=False).exists()] == []
    founding = {m.__name__: m._default_manager.filter(invented=False).count() for m in flagged}
    assert founding == {
        "Contract": 1, "HistoricalContract": 2, "PublicContract": 1, "PublicIntervention": 6, "PublicParty": 9,
        "PublicSource": 1,
    }  # fmt: skip


def test_real_notices_make_the_invented_step_back(tmp_path):
    load_demo()
    assert len(found()) == 301

    import_real(tmp_path)

    assert [contract.demonstration for contract in found()] == [False] * 3 + [True]
    assert [contract.invented for contract in found()] == [False] * 4
    assert len(found("sample=1")) == 304


def test_clear_demo_leaves_every_table_as_it_was(tmp_path):
    publish(make_ready_contract())
    import_real(tmp_path)
    before = rows()
    load_demo()
    assert Contract.objects.count() == 3 + 1 + 301
    out = StringIO()

    call_command("clear_demo", stdout=out)

    assert out.getvalue().startswith("Demonstration record: removed 301 contracts, ")
    after = rows()
    assert [table for table in before if after[table] != before[table]] == []


def test_clear_demo_costs_no_query_for_each_party(django_assert_max_num_queries):
    load_demo()
    assert PublicParty.objects.count() > 150

    # A few for each table; row by row there would be a thousand.
    with django_assert_max_num_queries(220):
        call_command("clear_demo", verbosity=0)

    assert PublicParty.objects.count() == 0


def test_load_demo_where_two_people_publish(settings):
    settings.FOUR_EYES = True

    assert load_demo() == SAYS


def test_load_demo_adds_what_is_missing():
    founding_case.load()

    assert load_demo("--if-empty") == SAYS[1:]
    assert Contract.objects.count() == 301


@pytest.mark.parametrize(("arguments", "contracts"), [([], 302), (["--if-empty"], 1)])
def test_load_demo_into_a_site_that_has_a_contract(arguments, contracts):
    make_ready_contract()

    load_demo(*arguments)

    assert Contract.objects.count() == contracts


def test_production_does_not_begin_with_the_demonstration(settings):
    settings.PRODUCTION = True

    assert load_demo("--if-empty") == ["Production: the demonstration record is not loaded."]
    assert Contract.objects.count() == 0


def test_load_demo_waits_for_no_other_import(settings):
    with (settings.DATA_DIR / "import.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)

        with pytest.raises(CommandError, match="Another import is under way"):
            load_demo()
