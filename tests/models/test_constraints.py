"""Each constraint: a row that passes, and one that the database refuses by its name."""

import datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from procurement.models import (
    AuditEntry,
    AwardFingerprint,
    Buyer,
    Citation,
    Claim,
    Contract,
    Counter,
    DistinctPair,
    EmptiedLeaf,
    Ground,
    Identifier,
    ImportProblem,
    ImportRun,
    Intervention,
    InterventionActor,
    InterventionGround,
    KnownAddress,
    LoginFailure,
    Notice,
    NotTheSame,
    PartyMerge,
    PartyName,
    PartyRedirect,
    PublicContract,
    PublicContractBuyer,
    PublicContractVendor,
    PublicIntervention,
    PublicInterventionActor,
    PublicMention,
    PublicParty,
    PublicSource,
    Revision,
    Source,
    Stakeholder,
    Submission,
    Tombstone,
    Vendor,
)
from procurement.models.recency import recency
from tests.factories import (
    make_buyer,
    make_citation,
    make_claim,
    make_contract,
    make_ground_link,
    make_identifier,
    make_intervention,
    make_ready_contract,
    make_source,
    make_stakeholder,
    make_user,
    make_vendor,
    placed,
    publish,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 5, 21)
FIRST = datetime.date(2026, 5, 1)
NEW_YEAR = datetime.date(2026, 1, 1)
MOMENT = datetime.datetime(2026, 5, 21, tzinfo=datetime.UTC)


def refused_by(write):
    """Give the constraint, or on SQLite the columns, by which the database refuses a write."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        write()
    if connection.vendor == "postgresql":
        return caught.value.__cause__.diag.constraint_name
    return str(caught.value).split(": ", 1)[1]


def unique(name, columns):
    """Name a UNIQUE constraint as the database does: SQLite lists the columns of some."""
    on_sqlite = columns if columns.startswith("index") else ", ".join(columns.split())
    return name if connection.vendor == "postgresql" else on_sqlite


def make_merge(**fields):
    said = {"kept_pk": 1, "reason": "x", "at": MOMENT} | fields
    pk = PartyMerge.objects.count() + 2
    return PartyMerge.objects.create(**{"kind": "buyer", "merged_pk": pk, "by": make_user()} | said)


ROWS = {
    Contract: make_contract,
    Claim: make_claim,
    Intervention: make_intervention,
    InterventionGround: make_ground_link,
    Citation: make_citation,
    Source: make_source,
    Stakeholder: make_stakeholder,
    Notice: lambda: Notice.objects.create(
        contract=make_contract(), release_id=str(Notice.objects.count())
    ),
    Buyer: make_buyer,
    Vendor: make_vendor,
    Ground: lambda: Ground.objects.get(code="other"),
    ImportRun: ImportRun.objects.create,
    ImportProblem: lambda: ImportProblem.objects.create(
        run=ImportRun.objects.create(), kind="noted"
    ),
    PartyMerge: make_merge,
    PartyRedirect: lambda: PartyRedirect.objects.create(
        kind="buyer", public_id=1 + PartyRedirect.objects.count(), to_public_id=99
    ),
}


def change(model, **fields):
    """Write columns past the model's own checks."""
    row = ROWS[model]()
    return lambda: model.objects.filter(pk=row.pk).update(**fields)


def make_submission(**fields):
    said = {"contract": make_contract(), "statements": {"heading": 1}, "reason": "x"}
    return Submission.objects.create(by=make_user(), **said | fields)


ROWS[Submission] = make_submission
DUE = {"state": "scheduled", "due_at": MOMENT}

CHECKS = [
    # codes
    (Submission, {"state": "cancelled"}, {"state": "x"}, "submission_state_is_a_known_code"),
    (Submission, {"change": "slip"}, {"change": "x"}, "submission_change_is_a_known_code"),
    (Claim, {"rank": "preferred"}, {"rank": "x"}, "claim_rank_is_a_known_code"),
    (Claim, {"value_kind": "decided"}, {"value_kind": "x"}, "claim_value_kind_is_a_known_code"),
    (Intervention, {"type": "ruling"}, {"type": "x"}, "intervention_type_is_a_known_code"),
    (Intervention, {"capacity": "court"}, {"capacity": ""}, "intervention_capacity_is_a_known_code"),
    (Intervention, {"effect": "none_yet"}, {"effect": "x"}, "intervention_effect_is_a_known_code"),
    (Intervention, {"outcome": "lapsed"}, {"outcome": ""}, "intervention_outcome_is_a_known_code"),
    (Intervention, {"relation": "lifts"}, {"relation": "x"}, "intervention_relation_is_a_known_code"),
    (InterventionGround, {"layer": "stated"}, {"layer": "x"}, "interventionground_layer_is_a_known_code"),
    (
        InterventionGround, {"direction": "for"}, {"direction": ""},
        "interventionground_direction_is_a_known_code",
    ),
    (Citation, {"attribution": "finding"}, {"attribution": "x"}, "citation_attribution_is_a_known_code"),
    (Source, {"kind": "legislation"}, {"kind": "x"}, "source_kind_is_a_known_code"),
    (Stakeholder, {"is_a": "group"}, {"is_a": "x"}, "stakeholder_is_a_is_a_known_code"),
    (Ground, {"group": "money"}, {"group": "x"}, "ground_group_is_a_known_code"),
    (ImportRun, {"status": "finished"}, {"status": ""}, "importrun_status_is_a_known_code"),
    (ImportProblem, {"kind": "review"}, {"kind": "x"}, "importproblem_kind_is_a_known_code"),
    (PartyMerge, {"kind": "vendor"}, {"kind": "x"}, "partymerge_kind_is_a_known_code"),
    (PartyRedirect, {"kind": "vendor"}, {"kind": "x"}, "partyredirect_kind_is_a_known_code"),
    # money
    (
        Claim, {"value_minor": 5, "currency": "EUR"}, {"value_minor": 5, "currency": "XXX"},
        "claim_value_goes_with_a_currency",
    ),
    # what does not stand alone
    (
        Claim, {"fact": "stage", "stage": "award", "value_minor": None, "currency": ""},
        {"fact": "stage", "stage": "award"}, "claim_states_what_its_fact_needs",
    ),
    (
        Claim, {"fact": "ends_on", "stated_on": DAY, "stated_on_precision": "day",
                "value_minor": None, "currency": ""},
        {"fact": "buyer", "value_minor": None, "currency": ""}, "claim_states_what_its_fact_needs",
    ),
    (
        Intervention, {"related": None, "relation": ""}, {"related_id": 10**6, "relation": ""},
        "intervention_relation_needs_an_earlier_one",
    ),
    (
        Source, {"url": "https://example.org/"}, {"url": "javascript:alert(1)"},
        "source_url_is_on_the_web",
    ),
    (
        Source, {"archive_url": "http://example.org/"}, {"archive_url": "//example.org"},
        "source_archive_url_is_on_the_web",
    ),
    # the databases see case alike
    (
        Source, {"url": "http://example.org/"}, {"url": "HTTPS://example.org/"},
        "source_url_is_on_the_web",
    ),
    (
        Buyer, {"website": "https://example.org/"}, {"website": "javascript:alert(1)"},
        "buyer_website_is_on_the_web",
    ),
    (
        Vendor, {"website": "http://example.org/"}, {"website": "//example.org"},
        "vendor_website_is_on_the_web",
    ),
    (
        Stakeholder, {"website": ""}, {"website": "example.org"},
        "stakeholder_website_is_on_the_web",
    ),
    (
        Notice, {"url": "https://example.org/"}, {"url": "ftp://example.org/"},
        "notice_url_is_on_the_web",
    ),
    (
        Citation, {"attribution": "reported", "speaker": None}, {"attribution": "on_record"},
        "citation_on_record_needs_a_speaker",
    ),
    (Citation, {"quotation": "“x”"}, {"contract": None}, "citation_backs_exactly_one_thing"),
    (ImportRun, {"releases": 2, "created": 1, "rejected": 1}, {"releases": 1}, "importrun_adds_up"),
    (PartyMerge, {"undone_at": None}, {"undone_at": MOMENT}, "partymerge_is_undone_by_somebody"),
    (PartyRedirect, {"to_public_id": 98}, {"public_id": 99}, "partyredirect_leads_elsewhere"),
]  # fmt: skip


@pytest.mark.parametrize(("model", "good", "bad", "name"), CHECKS)
def test_check(model, good, bad, name):
    change(model, **good)()

    assert refused_by(change(model, **bad)) == name


DATES = [
    (Intervention, "intervention", "happened_on"),
    (Intervention, "intervention", "outcome_on"),
    (Source, "source", "published_on"),
]


@pytest.mark.parametrize(("model", "table", "field"), DATES)
@pytest.mark.parametrize(
    ("good", "precision"), [(DAY, "day"), (FIRST, "month"), (NEW_YEAR, "year"), (None, "")]
)
def test_date_stands_with_its_precision(model, table, field, good, precision):
    assert change(model, **{field: good, f"{field}_precision": precision})() == 1


@pytest.mark.parametrize(("model", "table", "field"), DATES)
@pytest.mark.parametrize(
    ("bad", "precision"),
    [
        (DAY, ""),
        (DAY, "month"),
        (FIRST, "year"),
        (None, "day"),
        (None, "month"),
        (None, "year"),
        (DAY, "century"),
    ],
)
def test_date_without_its_precision_is_refused(model, table, field, bad, precision):
    write = change(model, **{field: bad, f"{field}_precision": precision})

    assert refused_by(write) == f"{table}_{field}_goes_with_its_precision"


def test_claim_date_stands_with_its_precision():
    def claim(day, precision):
        return Claim.objects.create(
            contract=contract, fact="ends_on", stated_on=day, stated_on_precision=precision
        )

    contract = make_contract()
    claim(FIRST, "month")

    assert refused_by(lambda: claim(DAY, "month")) == "claim_stated_on_goes_with_its_precision"


def test_claim_stage_is_a_known_code():
    make_claim(fact="stage", stage="award")

    assert refused_by(lambda: make_claim(fact="stage", stage="x")) == "claim_stage_is_a_known_code"


def test_claim_fact_is_a_known_code():
    make_claim(fact="value")

    assert refused_by(lambda: make_claim(fact="colour")) in (
        "claim_fact_is_a_known_code",
        "claim_states_what_its_fact_needs",
    )


def test_intervention_is_not_about_itself():
    first, second = make_intervention(), make_intervention()
    acts = Intervention.objects.filter(pk=second.pk)
    acts.update(related=first, relation="lifts")

    assert refused_by(lambda: acts.update(related=second)) == "intervention_is_not_about_itself"


def test_source_does_not_repeat_itself():
    first, second = make_source(), make_source()
    sources = Source.objects.filter(pk=second.pk)
    sources.update(repeats=first)

    assert refused_by(lambda: sources.update(repeats=second)) == "source_does_not_repeat_itself"


@pytest.mark.parametrize("target", ["intervention", "ground", "claim"])
def test_citation_does_not_back_two_things(target):
    rows = {
        "intervention": make_intervention,
        "ground": make_ground_link,
        "claim": make_claim,
    }
    one = make_citation(**{target: rows[target]()})

    write = lambda: Citation.objects.filter(pk=one.pk).update(contract=make_contract())  # noqa: E731

    assert refused_by(write) == "citation_backs_exactly_one_thing"


def test_identifier_belongs_to_one_party():
    make_identifier(buyer=make_buyer())

    assert (
        refused_by(lambda: make_identifier(vendor=make_vendor(), buyer=make_buyer(), value="7"))
        == "identifier_belongs_to_one_party"
    )
    assert refused_by(lambda: make_identifier()) == "identifier_belongs_to_one_party"


@pytest.mark.parametrize(
    ("kind", "make"),
    [("buyer", make_buyer), ("vendor", make_vendor), ("stakeholder", make_stakeholder)],
)
def test_identifier_is_borne_by_one_of_a_kind(kind, make):
    other = {"buyer": make_vendor, "vendor": make_buyer, "stakeholder": make_buyer}[kind]
    Identifier.objects.create(
        scheme="GB-COH", value="1", **{"vendor" if other is make_vendor else "buyer": other()}
    )
    make_identifier(**{kind: make()}, value="1")

    name = refused_by(lambda: make_identifier(**{kind: make()}, value="1"))

    assert name == unique(
        f"identifier_is_borne_by_one_{kind}",
        "procurement_identifier.scheme procurement_identifier.value",
    )


def test_name_belongs_to_one_party():
    PartyName.objects.create(buyer=make_buyer(), name="X", folded="x")

    for parties in ({}, {"buyer": make_buyer(), "vendor": make_vendor()}):
        write = lambda: PartyName.objects.create(name="X", folded="x", **parties)  # noqa: B023, E731
        assert refused_by(write) == "partyname_belongs_to_one_party"


@pytest.mark.parametrize(("kind", "make"), [("buyer", make_buyer), ("vendor", make_vendor)])
def test_name_is_kept_once_of_a_party(kind, make):
    party = make()
    for other in (party, make()):
        PartyName.objects.create(**{kind: other}, name="X", folded="x")

    name = refused_by(lambda: PartyName.objects.create(**{kind: party}, name="x", folded="x"))

    assert name == unique(
        f"partyname_is_kept_once_of_a_{kind}",
        f"procurement_partyname.folded procurement_partyname.{kind}_id",
    )


def test_merge_stands_once():
    merge = make_merge(merged_pk=7)
    make_merge(merged_pk=7, kind="vendor")

    again = lambda: make_merge(merged_pk=7)  # noqa: E731
    columns = "procurement_partymerge.kind procurement_partymerge.merged_pk"
    assert refused_by(again) == unique("partymerge_stands_once", columns)
    PartyMerge.objects.filter(pk=merge.pk).update(undone_at=MOMENT, undone_by=make_user())
    again()


def uniques():
    """Give (name, SQLite's words, a function that writes the same row again)."""
    contract, party = make_contract(), {"kind": "buyer", "public_id": 1, "slug": "x"}
    editor = make_user()
    link = make_ground_link()
    public = PublicContract(
        public_id=1, published_at="2026-01-01T00:00Z", changed_at="2026-01-01T00:00Z",
        **placed(1, DAY),
    )  # fmt: skip
    public.save()
    buyer = PublicParty.objects.create(**party)
    source = PublicSource.objects.create(public_id=1, title="x", root=1)
    actor = make_stakeholder()
    acted = PublicIntervention.objects.create(public_id=1, contract=public)
    grave = {"kind": "contract", "public_id": 1, "reason": "x", "at": "2026-01-01T00:00Z"}

    def again(model, **fields):
        return lambda: model.objects.create(**fields)

    return {
        "contract_ocid_is_unique": again(Contract, title="x", ocid="ocds-1"),
        "notice_is_kept_once": again(Notice, contract=contract, release_id="1", content_hash="x"),
        "interventionground_is_given_once": again(
            InterventionGround, intervention=link.intervention, ground=link.ground, direction="for"
        ),
        "interventionactor_is_named_once": again(
            InterventionActor,
            intervention=link.intervention,
            stakeholder=actor,
            position=2,
        ),
        "publicinterventionactor_is_named_once": again(
            PublicInterventionActor, intervention=acted, party=buyer, position=2
        ),
        "publicparty_id_is_unique_in_its_kind": again(PublicParty, **party | {"public_id": 2}),
        "publiccontractvendor_is_named_once": again(
            PublicContractVendor, contract=public, vendor=buyer
        ),
        "publiccontractbuyer_is_named_once": again(
            PublicContractBuyer, contract=public, buyer=buyer
        ),
        "awardfingerprint_is_of_one_award": again(
            AwardFingerprint, public_id=1, award="1", key=1, buyers="1"
        ),
        "notthesame_is_said_once": again(
            NotTheSame, public_id=1, award="1", reason="x", by=editor, at=MOMENT
        ),
        "distinctpair_is_said_once": again(
            DistinctPair, first="buyer-1", second="buyer-2", by=editor
        ),
        "publicmention_names_a_party_once": again(PublicMention, contract=public, party=buyer),
        "publicmention_names_a_source_once": again(PublicMention, contract=public, source=source),
        "tombstone_stands_once": again(Tombstone, **grave),
        "partyredirect_leads_to_one_place": again(
            PartyRedirect, kind="buyer", public_id=1, to_public_id=2
        ),
    }


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("contract_ocid_is_unique", "contract.ocid"),
        ("notice_is_kept_once", "notice.contract_id notice.content_hash"),
        (
            "interventionground_is_given_once",
            "interventionground.intervention_id interventionground.ground_id"
            " interventionground.layer interventionground.direction",
        ),
        (
            "interventionactor_is_named_once",
            "interventionactor.intervention_id interventionactor.stakeholder_id",
        ),
        (
            "publicinterventionactor_is_named_once",
            "publicinterventionactor.intervention_id publicinterventionactor.party_id",
        ),
        ("publicparty_id_is_unique_in_its_kind", "publicparty.kind publicparty.public_id"),
        (
            "publiccontractvendor_is_named_once",
            "publiccontractvendor.contract_id publiccontractvendor.vendor_id",
        ),
        (
            "publiccontractbuyer_is_named_once",
            "publiccontractbuyer.contract_id publiccontractbuyer.buyer_id",
        ),
        ("awardfingerprint_is_of_one_award", "awardfingerprint.public_id awardfingerprint.award"),
        ("notthesame_is_said_once", "notthesame.public_id notthesame.award"),
        ("distinctpair_is_said_once", "distinctpair.first distinctpair.second"),
        ("publicmention_names_a_party_once", "publicmention.contract_id publicmention.party_id"),
        ("publicmention_names_a_source_once", "publicmention.contract_id publicmention.source_id"),
        ("tombstone_stands_once", "tombstone.kind tombstone.public_id"),
        ("partyredirect_leads_to_one_place", "partyredirect.kind partyredirect.public_id"),
    ],
)
def test_unique(name, columns):
    write = uniques()[name]
    write()

    columns = " ".join(f"procurement_{column}" for column in columns.split())
    assert refused_by(write) == unique(name, columns)


def test_a_leaf_is_emptied_once():
    revision = publish(make_ready_contract())
    write = lambda: EmptiedLeaf.objects.create(revision=revision, name="claim 1", reason="x")  # noqa: E731
    write()

    columns = "procurement_emptiedleaf.revision_id procurement_emptiedleaf.name"
    assert refused_by(write) == unique("emptiedleaf_is_emptied_once", columns)


def test_contracts_without_ocid_are_many():
    make_contract(ocid="")
    make_contract(ocid="")

    assert Contract.objects.filter(ocid="").count() == 2


@pytest.mark.parametrize("named", [{}, {"party": True, "source": True}])
def test_mention_is_of_one_thing(named):
    publish(make_ready_contract())
    mention = PublicMention.objects.filter(source__isnull=True).first()
    fields = {
        "party": mention.party if "party" in named else None,
        "source": PublicSource.objects.get() if "source" in named else None,
    }
    write = lambda: PublicMention.objects.create(contract=mention.contract, **fields)  # noqa: E731

    assert refused_by(write) == "publicmention_is_of_one_thing"


@pytest.mark.parametrize(
    ("column", "value", "name"),
    [
        ("recency", 1, "publiccontract_recency_is_its_own"),
        ("year", 1999, "publiccontract_year_is_its_own"),
        ("division", "72", "publiccontract_division_is_its_own"),
        ("value_minor", None, "publiccontract_value_goes_with_a_currency"),
    ],
)
def test_what_lists_go_by_is_the_contracts_own(column, value, name):
    publish(make_ready_contract())
    rows = PublicContract.objects.all()
    rows.update(last_event_on=DAY, recency=recency(DAY, rows.get().public_id))

    assert refused_by(lambda: rows.update(**{column: value})) == name


FLAGGED = {
    model._meta.model_name: model
    for model in (Contract, PublicContract, PublicIntervention, PublicParty, PublicSource)
}


@pytest.mark.parametrize("name", FLAGGED)
def test_invented_is_of_the_demonstration(name):
    publish(make_ready_contract())
    rows = FLAGGED[name].objects.all()
    rows.update(demonstration=True, invented=True)

    refused = refused_by(lambda: rows.update(demonstration=False))
    assert refused == f"{name}_invented_is_of_the_demonstration"


def test_revision_number_is_unique_in_its_subject():
    revision = publish(make_ready_contract())
    again = Revision.objects.get(pk=revision.pk)
    again.pk, again.hash = None, "x"

    assert refused_by(again.save) == unique(
        "revision_number_is_unique_in_its_subject",
        "procurement_revision.subject_kind procurement_revision.subject_id procurement_revision.number",
    )


def test_revision_subject_kind_is_a_known_code():
    revision = publish(make_ready_contract())
    again = Revision.objects.get(pk=revision.pk)
    again.pk, again.hash, again.subject_kind = None, "x", "x"

    assert refused_by(again.save) == "revision_subject_kind_is_a_known_code"


def test_revision_kind_is_a_known_code():
    revision = publish(make_ready_contract())
    again = Revision.objects.get(pk=revision.pk)
    again.pk, again.hash, again.number, again.kind = None, "x", 2, "x"

    assert refused_by(again.save) == "revision_kind_is_a_known_code"


@pytest.mark.parametrize(
    ("good", "bad", "name"),
    [
        (
            {"kind": "corrected", "was_said": "a", "is_right": "b"},
            {"kind": "corrected", "was_said": "a"},
            "revision_of_a_correction_says_what_is_right",
        ),
        ({"kind": "slip"}, {"is_right": "b"}, "revision_of_a_correction_says_what_is_right"),
        (
            {"kind": "put_back", "puts_back": 1},
            {"kind": "put_back"},
            "revision_that_is_put_back_says_which",
        ),
        ({"kind": "slip"}, {"puts_back": 1}, "revision_that_is_put_back_says_which"),
    ],
)
def test_a_kind_of_revision_says_what_it_must_and_no_more(good, bad, name):
    revision = publish(make_ready_contract())

    def write(number, fields):
        again = Revision.objects.get(pk=revision.pk)
        again.pk, again.hash, again.number = None, str(number), number
        for field, value in fields.items():
            setattr(again, field, value)
        again.save()

    write(2, good)
    assert refused_by(lambda: write(3, bad)) == name


def test_a_submission_that_is_scheduled_has_its_time():
    submission, by = make_submission(), make_user()
    rows = Submission.objects.filter(pk=submission.pk)
    rows.update(**DUE, answered_by=by)

    name = "submission_that_is_scheduled_has_its_time"
    assert refused_by(lambda: rows.update(due_at=None)) == name
    assert refused_by(lambda: rows.update(answered_by=None)) == name


def test_a_submission_that_is_published_became_a_revision():
    revision = publish(make_ready_contract())
    rows = Submission.objects.filter(pk=make_submission().pk)
    rows.update(state="published", revision=revision)

    name = "submission_that_is_published_became_a_revision"
    assert refused_by(lambda: rows.update(revision=None)) == name
    assert refused_by(lambda: rows.update(state="sent_back")) == name


def test_counter_stands_once():
    Counter.objects.create(name="x")

    with pytest.raises(IntegrityError), transaction.atomic():
        Counter.objects.create(name="x")


def test_log_takes_known_codes_alone():
    AuditEntry.record("login")

    assert refused_by(lambda: AuditEntry.record("vanished")) == "auditentry_what_is_a_known_code"


def test_failures_are_of_known_kinds():
    LoginFailure.objects.create(kind="code", name="a")

    def write():
        LoginFailure.objects.create(kind="captcha", name="a")

    assert refused_by(write) == "loginfailure_kind_is_a_known_code"


def test_address_is_known_once_of_an_account():
    user = make_user()
    for account in (user, make_user()):
        KnownAddress.objects.create(account=account, address="a")

    def write():
        KnownAddress.objects.create(account=user, address="a")

    assert refused_by(write) == unique(
        "known_address_stands_once_for_an_account",
        "procurement_knownaddress.account_id procurement_knownaddress.address",
    )


def test_every_constraint_of_the_record_is_tested():
    import procurement.models as models  # noqa: PLC0415

    text = Path(__file__).read_text(encoding="utf-8")
    names = {
        constraint.name
        for name in dir(models)
        for constraint in getattr(getattr(models, name), "_meta", models.Contract._meta).constraints
    }
    by_rule = {f"{table}_{field}_goes_with_its_precision" for _, table, field in DATES}
    by_kind = {f"identifier_is_borne_by_one_{kind}" for kind in ("buyer", "vendor", "stakeholder")}
    by_kind |= {f"{model}_invented_is_of_the_demonstration" for model in FLAGGED}
    by_kind |= {f"partyname_is_kept_once_of_a_{kind}" for kind in ("buyer", "vendor")}

    assert sorted(name for name in names - by_rule - by_kind if name not in text) == []
