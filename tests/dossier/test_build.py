"""From working rows to the public form: what is ready, in order, in a fixed number of queries."""

import pytest

from procurement import dossier
from procurement.models import Contract, Intervention, Notice
from procurement.models.revision import canonical
from tests.factories import (
    make_buyer,
    make_citation,
    make_claim,
    make_contract,
    make_ground_link,
    make_intervention,
    make_ready_contract,
    make_source,
    make_stakeholder,
    make_vendor,
    publish,
    told,
    write_document,
)

pytestmark = pytest.mark.django_db


def build(contract):
    return dossier.build(Contract.objects.get(pk=contract.pk))


def make_full(rows):
    """Give a contract with `rows` of everything, each citing a source that repeats another."""
    contract = make_contract(buyer=make_buyer(), user_body=make_buyer(name="User"))
    for number in range(rows):
        source = make_source(repeats=make_source(repeats=make_source()))
        vendor, speaker = make_vendor(name=f"V{number}"), make_stakeholder()
        contract.vendors.add(vendor)
        Notice.objects.create(contract=contract, release_id=str(number), content_hash=str(number))
        claim = make_claim(contract, ready=True)
        act = make_intervention(contract, ready=True)
        ground = make_ground_link(act)
        for target in (
            {"contract": contract},
            {"claim": claim},
            {"intervention": act},
            {"ground": ground},
        ):
            make_citation(source=source, speaker=speaker, **target)
    awards = [{"vendors": [vendor]} for vendor in contract.vendors.all()]
    write_document(contract, awards=awards)
    return contract


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("public", [False, True])
def test_build_makes_as_many_queries_with_one_and_three_of_everything(
    rows, public, django_assert_num_queries
):
    contract = make_full(rows)
    if public:
        publish(contract)

    # contract with buyers; vendors; notices; claims; interventions, their actors and grounds; citations of all;
    # what notices say; copies of parties (of those that it names and that are not public: working rows of two
    # kinds), when published of sources
    with django_assert_num_queries(11 if public else 12):
        dossier.build(contract)


def test_what_is_not_ready_is_absent():
    contract = make_ready_contract()
    before = build(contract)

    make_citation(claim=make_claim(contract, fact="stage", stage="tender"))
    make_citation(intervention=make_intervention(contract), source=make_source())
    make_citation(claim=contract.claims.first(), ready=False)

    assert build(contract) == before


def test_acts_stand_by_date_and_those_without_one_last_in_the_order_of_editors():
    contract = make_contract()
    for label, position, day, precision in (
        ("second undated", 2, None, ""),
        ("late", 0, "2026-05-21", "day"),
        ("first undated", 1, None, ""),
        ("month", 9, "2026-05-01", "month"),
        ("year", 9, "2026-01-01", "year"),
    ):
        make_intervention(
            contract, ready=True, summary=label, position=position, happened_on=day,
            happened_on_precision=precision,
        )  # fmt: skip

    assert [act["summary"] for act in build(contract)["interventions"]] == [
        "year", "month", "late", "first undated", "second undated",
    ]  # fmt: skip


def test_sources_are_numbered_as_a_reader_meets_them_and_point_back():
    first, second = make_source(title="first"), make_source(title="second")
    contract = make_ready_contract(source=first)
    ground = make_ground_link(contract.interventions.get())
    make_citation(ground=ground, source=second)
    make_citation(claim=contract.claims.first(), source=second)

    body = build(contract)

    act = "Hold by the Northmarch Scrutiny Committee"
    assert [
        (source["number"], source["title"], [link["what"] for link in source["backs"]])
        for source in body["sources"]
    ] == [
        (1, "first", ["The contract, its buyer and its vendors", "The value", "The stage", act]),
        (2, "second", ["The value", f"{act}: data security"]),
    ]
    assert [note["source"] for note in body["claims"][0]["citations"]] == [1, 2]


def test_rows_of_the_register_stand_by_date_and_those_without_one_last():
    contract = make_contract()
    days = {"none": {}, "late": "2026-05-21", "early": "2026-05-01"}
    write_document(
        contract,
        awards=[{"id": id_} | ({"decided_on": day} if day else {}) for id_, day in days.items()],
        agreements=[{"id": id_} | ({"signed_on": day} if day else {}) for id_, day in days.items()],
    )
    for release, day in (("b", None), ("B", None), ("a", None), ("late", "2026-05-21T00:00Z")):
        Notice.objects.create(
            contract=contract,
            release_id=release,
            content_hash=release,
            published_at=day,
            title=release,
        )

    body = build(contract)

    assert [one["id"] for one in body["awards"]] == ["early", "late", "none"]
    assert [one["id"] for one in body["agreements"]] == ["early", "late", "none"]
    assert [one["title"] for one in body["notices"]] == ["late", "B", "a", "b"]


def test_vendors_stand_by_name_the_same_on_both_databases():
    names = ["zeal", "Éclair", "alder", "Birch", "AB", "ab"]
    contract = make_contract(vendors=[make_vendor(name=name) for name in names])

    told = [vendor["name"] for vendor in build(contract)["vendors"]]

    assert told == ["AB", "ab", "alder", "Birch", "zeal", "Éclair"]


def test_relation_to_a_draft_is_not_told():
    contract = make_ready_contract()
    act, draft = contract.interventions.get(), make_intervention(contract)
    Intervention.objects.filter(pk=act.pk).update(related=draft, relation="lifts")

    told = build(contract)["interventions"][0]

    assert (told["relation"], told["related"]) == ("", None)


@pytest.mark.parametrize(
    ("relation", "outcome", "hold"),
    [
        ("responds_to", "pending", "on_hold"),
        ("lifts", "pending", "none"),
        ("resolves", "pending", "none"),
        ("lifts", "rejected", "on_hold"),
    ],
)
def test_later_act_ends_the_hold(relation, outcome, hold):
    contract = make_ready_contract()
    make_citation(
        intervention=make_intervention(
            contract, type="approval", related=contract.interventions.get(), relation=relation,
            outcome=outcome, ready=True,
        )
    )  # fmt: skip

    body = publish(contract).body.load()

    assert (body["hold"]["code"], body["hold"]["ever"]) == (hold, ["on_hold"])


def test_headline_rests_on_every_act_behind_the_hold():
    contract = make_ready_contract()
    rumour = make_intervention(contract, ready=True, stakeholder=make_stakeholder(name="Rival"))
    make_citation(intervention=rumour, attribution="alleged")

    body = publish(contract).body.load()

    assert body["hold"]["known"]["level"] == "reported"
    assert told(body)["headline"].startswith("It is alleged that")


def test_two_reports_of_one_root_are_one():
    root = make_source()
    contract = make_ready_contract(source=make_source(repeats=root))
    make_citation(intervention=contract.interventions.get(), source=make_source(repeats=root))

    assert publish(contract).body.load()["hold"]["known"]["breadth"] == "single"


def test_published_form_worded_anew_is_the_same():
    body = publish(make_full(2)).body
    text = canonical(body.load())

    assert canonical(dossier.finish(body.load())) == text


@pytest.mark.parametrize(
    ("who", "level", "sentence"),
    [
        ({}, "official_record", "The Works Office was exploring what the vendor offers."),
        (
            {}, "reported",
            "The Works Office was reportedly exploring what the vendor offers,"
            " according to a news report.",
        ),
        (
            {}, "alleged",
            "It is alleged that the Works Office was exploring what the vendor offers.",
        ),
        (
            {"name": "Officers", "is_a": "group", "takes_the": False}, "reported",
            "Officers were reportedly exploring what the vendor offers, according to a news report.",
        ),
    ],
)  # fmt: skip
def test_exploring_is_said_of_one_and_of_several(who, level, sentence):
    who = {"name": "Works Office", "is_a": "office", "takes_the": True} | who
    contract = make_ready_contract(stakeholder=make_stakeholder(**who))
    act = contract.interventions.get()
    Intervention.objects.filter(pk=act.pk).update(type="exploration")
    act.citations.update(attribution=level)

    first = build(contract)["interventions"][0]["sentence"]
    publish(contract)

    assert first == sentence
    # Once its name is public, it is taken from there.
    assert build(contract)["interventions"][0]["sentence"] == sentence
