"""The form of each statement: it asks what its kind needs, and saves on the version that was seen."""

import re

import pytest
from django.urls import reverse

from procurement import codelists
from procurement.admin.desk import needed_fields
from procurement.models import (
    Citation,
    Claim,
    Contract,
    Intervention,
    Source,
    SourceInHand,
    Stakeholder,
)
from procurement.models.claim import COLUMN
from tests import factories
from tests.controls import largest


def url(contract, *args, name="statement"):
    return reverse(f"admin:procurement_contract_{name}", args=[contract.pk, *args])


def filled(client, address):
    """Give what a browser sends of the form at an address."""
    answer = client.get(address)
    assert answer.status_code == 200
    return largest(answer.text).data()


def sent(client, address, data, **fields):
    """Send a form with these fields as they are given; None for one that is not sent."""
    changed = {
        k: v for k, v in (data | {k.replace("__", "-"): v for k, v in fields.items()}).items()
    }
    return client.post(address, {k: v for k, v in changed.items() if v is not None})


def faults(answer):
    return [said for _, _, said in answer.context["form"].faults()] + answer.context["form"].said


def keys(contract):
    claims, acts = contract.claims.all(), contract.interventions.all()
    return [
        "heading",
        *[f"claim-{one.pk}" for one in claims],
        *[f"intervention-{one.pk}" for one in acts],
    ]


def versions(contract):
    contract.refresh_from_db()
    parts = [*contract.claims.all(), *contract.interventions.all()]
    return [contract.version, contract.heading_version, *[one.version for one in parts]]


def test_what_nobody_touched_is_not_saved(editor, contract):
    before = versions(contract)

    for key in keys(contract):
        answer = sent(editor, url(contract, key), filled(editor, url(contract, key)))
        assert (answer.status_code, answer.url.partition("#")[2]) == (302, key)

    assert versions(contract) == before


def test_two_edits_of_different_statements_never_conflict(editor, contract):
    opened = {key: filled(editor, url(contract, key)) for key in keys(contract)}

    answers = [sent(editor, url(contract, key), data, notes=key) for key, data in opened.items()]

    assert {one.status_code for one in answers} == {302}
    parts = [contract, *contract.claims.all(), *contract.interventions.all()]
    contract.refresh_from_db()
    assert [one.notes for one in parts] == keys(contract)
    assert {one.saved_by for one in parts} == {editor.user}


@pytest.mark.parametrize(
    "field, typed", [("value_minor", "£60m"), ("citation-{}-quotation", "Its words")]
)
def test_an_edit_of_a_statement_moves_its_version_alone(editor, contract, field, typed):
    claim = Claim.objects.get(fact="value")
    other = Claim.objects.get(fact="stage")
    address = url(contract, f"claim-{claim.pk}")
    field = field.format(claim.citations.get().pk)

    sent(editor, address, filled(editor, address), **{field: typed})

    assert filled(editor, address)[field] == [
        typed.replace("m", ",000,000") if "£" in typed else typed
    ]
    claim.refresh_from_db()
    assert (claim.version > 1, claim.saved_by) == (True, editor.user)
    after = Claim.objects.get(pk=other.pk)
    assert (after.version, after.saved_by) == (other.version, other.saved_by)
    assert Contract.objects.get().heading_version == contract.heading_version


def test_a_form_asks_what_its_fact_needs_and_no_more(editor, contract):
    asked = {
        fact: {"value_minor", "value_kind", "stage", "stated_on", "stakeholder", "buyer", "vendor"}
        & set(filled(editor, f"{url(contract, 'claim', name='statement_add')}?fact={fact}"))
        for fact in ("value", "stage", "ends_on")
    }

    assert asked == {
        "value": {"value_minor", "value_kind"}, "stage": {"stage"}, "ends_on": {"stated_on"},
    }  # fmt: skip


@pytest.mark.parametrize("kind, codes", [("claim", "?fact=value"), ("intervention", "?type=hold")])
def test_the_fact_or_type_is_chosen_first(editor, contract, kind, codes):
    answer = editor.get(url(contract, kind, name="statement_add"))

    assert f'href="{codes}"' in answer.text


def test_another_fact_shows_the_form_again_and_saves_nothing(editor, contract):
    address = f"{url(contract, 'claim', name='statement_add')}?fact=value"
    data = filled(editor, address)

    answer = sent(editor, address, data, fact="stage", _again="fact", notes="Typed.")
    again = largest(answer.text).data()

    assert ("stage" in again, "value_minor" in again, again["notes"]) == (True, False, ["Typed."])
    assert Claim.objects.count() == 2


def test_a_fact_changed_without_its_field_is_asked_for_it(editor, contract):
    address = f"{url(contract, 'claim', name='statement_add')}?fact=value"

    answer = sent(editor, address, filled(editor, address), fact="stage", value_minor="")

    assert faults(answer) == ["A claim about “Stage” needs this. Fill it in."]


def test_an_act_is_entered_with_its_grounds_and_what_backs_each(editor, contract):
    source, who = Source.objects.first(), factories.make_stakeholder(name="An office")
    address = f"{url(contract, 'intervention', name='statement_add')}?type=hold&source={source.pk}"
    data = filled(editor, address)
    assert data["citation-new1-source"] == [str(source.pk)]
    two = largest(sent(editor, address, data, _more="citation").text).data()
    both = largest(sent(editor, address, two, _more="ground").text).data()
    ground = factories.Ground.objects.get(code="affordability")

    answer = sent(
        editor, address, both, actors=[f"stakeholder-{who.pk}"], happened_on="May 2026",
        **{"ground-new1-ground": ground.pk, "citation-new1-attribution": "on_record",
           "citation-new2-source": source.pk, "citation-new2-backs": "ground-new1"},
    )  # fmt: skip

    assert answer.status_code == 302, faults(answer)
    act = Intervention.objects.get(acting__stakeholder=who)
    assert answer.url.endswith(f"#intervention-{act.pk}")
    assert (act.happened.show(), act.saved_by, act.contract) == ("May 2026", editor.user, contract)
    own = act.citations.get()
    assert (own.attribution, own.speaker) == ("on_record", who)
    assert Citation.objects.get(ground__intervention=act).ground.ground == ground


def test_a_source_can_back_something_else(editor, contract):
    act = Intervention.objects.filter(grounds__isnull=False).first()
    cited = act.citations.first()
    address = url(contract, f"intervention-{act.pk}")
    ground = act.grounds.first()

    sent(
        editor,
        address,
        filled(editor, address),
        **{f"citation-{cited.pk}-backs": f"ground-{ground.pk}"},
    )

    cited.refresh_from_db()
    assert (cited.ground, cited.intervention) == (ground, None)


def test_a_public_row_is_taken_out_and_a_draft_is_deleted(editor, contract):
    claim = Claim.objects.get(fact="value")
    public = claim.citations.get()
    draft = factories.make_citation(claim=claim)
    address = url(contract, f"claim-{claim.pk}")
    boxes = {f"citation-{one.pk}-remove": "on" for one in (public, draft)}

    sent(editor, address, filled(editor, address), **boxes)
    public.refresh_from_db()
    first = (public.ready, Citation.objects.filter(pk=draft.pk).exists())
    sent(editor, address, filled(editor, address), **{f"citation-{public.pk}-remove": None})
    public.refresh_from_db()

    assert (public.public_id is not None, first, public.ready) == (True, (False, False), True)


@pytest.mark.parametrize("named", ["999999", "of another"])
def test_a_row_of_nobody_is_said_and_not_lost(editor, contract, named):
    other = factories.make_citation(claim=factories.make_claim())
    name = str(other.pk) if named == "of another" else named
    address = url(contract, "heading")
    data = filled(editor, address) | {
        f"citation-{name}-source": other.source_id, f"citation-{name}-attribution": "reported",
        f"citation-{name}-quotation": "Typed.",
    }  # fmt: skip

    answer = sent(editor, address, data)

    assert "is no part of this" in str(faults(answer))
    assert "Typed." in answer.text
    assert Citation.objects.filter(quotation="Typed.").count() == 0
    sent(editor, address, largest(answer.text).data())
    assert Citation.objects.get(quotation="Typed.").contract == contract
    other.refresh_from_db()
    assert other.quotation == ""


def test_what_a_field_makes_stays_only_where_all_is_saved(editor, contract):
    address = f"{url(contract, 'intervention', name='statement_add')}?type=hold"
    data = filled(editor, address)
    named = {"actors": ["new-office-Night Mayor"], "actors_text": "Night Mayor"}

    for wrong in (
        {"happened_on": "soon"},
        {"_more": "ground"},
        {"_again": "type"},
        {"_find": "actors"},
    ):
        again = sent(editor, address, data, **named, **wrong)
        assert (
            "Night Mayor" in again.text,
            Stakeholder.objects.filter(name="Night Mayor").exists(),
        ) == (True, False)
    saved = sent(editor, address, data, **named)

    assert saved.status_code == 302, faults(saved)
    assert Intervention.objects.get(acting__stakeholder__name="Night Mayor").contract == contract


def test_a_source_is_found_by_address_or_title_and_chosen(editor, contract):
    other = factories.make_source(title="Minutes of the panel", url="https://example.org/minutes")
    address = url(contract, "heading")
    more = largest(sent(editor, address, filled(editor, address), _more="citation").text).data()

    for typed in ("panel minut", "https://www.example.org/minutes/"):
        unchosen = sent(editor, address, more, **{"citation-new1-source_text": typed})
        found = sent(
            editor,
            address,
            more,
            **{"citation-new1-source_text": typed},
            _find="citation-new1-source",
        )
        assert "Choose above which source" in str(faults(unchosen))
        assert f'<option value="{other.pk}"' in found.text
    chosen = largest(found.text).data() | {"citation-new1-source": other.pk}
    saved = sent(editor, address, chosen)

    assert saved.status_code == 302, faults(saved)
    assert contract.citations.filter(source=other).count() == 1


# Taking out, bringing back, deleting


def test_what_is_preferred_does_not_come_back_beside_another(editor, contract):
    claim, other = Claim.objects.get(fact="value"), factories.make_claim(contract, rank="preferred")
    Claim.objects.filter(pk=claim.pk).update(ready=False, rank="preferred")
    address = url(contract, f"claim-{claim.pk}", name="statement_bring_back")

    for rank, is_ready in (("preferred", False), ("normal", True)):
        Claim.objects.filter(pk=other.pk).update(rank=rank)
        version = Claim.objects.get(pk=claim.pk).version
        page = editor.post(address, {"_version": version}, follow=True)
        assert ("make that one normal first" in page.text) is not is_ready
        assert Claim.objects.get(pk=claim.pk).ready is is_ready


def press(client, contract, statement, what, version=None):
    key = f"{statement._meta.model_name}-{statement.pk}"
    statement.refresh_from_db()
    return client.post(
        url(contract, key, name=f"statement_{what}"),
        {"_version": statement.version if version is None else version},
    )


@pytest.mark.parametrize("model", [Claim, Intervention])
def test_what_was_public_is_taken_out_and_comes_back(editor, contract, model):
    row = model.objects.filter(public_id__isnull=False).first()
    number = row.public_id

    states = []
    for what in ("delete", "take_out", "bring_back"):
        press(editor, contract, row, what)
        row.refresh_from_db()
        states.append(row.ready)

    assert (states, row.public_id, row.saved_by) == ([True, False, True], number, editor.user)


@pytest.mark.parametrize("make", [factories.make_claim, factories.make_intervention])
def test_a_draft_is_deleted_by_an_editor(editor, contract, make):
    row = make(contract, ready=True)
    factories.make_citation(**{row._meta.model_name: row})

    ready = row.ready
    press(editor, contract, row, "take_out")
    row.refresh_from_db()
    assert row.ready == ready
    stale = press(editor, contract, row, "delete", "77")
    there = type(row).objects.filter(pk=row.pk).exists()
    press(editor, contract, row, "delete")

    assert (stale.status_code, there) == (302, True)
    assert not type(row).objects.filter(pk=row.pk).exists()


def test_who_may_only_read_writes_nothing(contract, viewer):
    claim = Claim.objects.first()
    key = f"claim-{claim.pk}"
    for name, args in (
        ("statement", [key]), ("statement_add", ["claim"]), ("statement_take_out", [key]),
        ("statement_bring_back", [key]), ("statement_delete", [key]),
    ):  # fmt: skip
        answer = viewer.post(url(contract, *args, name=name), {"_version": claim.version})
        assert answer.status_code == 403, name
    assert Claim.objects.get(pk=claim.pk).version == claim.version


@pytest.mark.parametrize("kind", codelists.TYPE.codes())
def test_what_answers_or_decides_and_is_begun_at_an_act_is_about_that_act(editor, kind):
    act = factories.make_intervention()
    add = f"{url(act.contract, 'intervention', name='statement_add')}?type={kind}&after=intervention-{act.pk}"

    head = editor.get(add).context["form"].head

    related = act.pk if kind in needed_fields.RELATES else None
    assert head["related"].value() == related
    assert head["relation"].value() == ("responds_to" if kind == "response" else "")


@pytest.mark.parametrize(
    ("relation", "touched", "fault"),
    [("", False, None), ("lifts", False, None), ("", True, "relation"), ("lifts", None, "related")],
)
def test_an_act_named_beforehand_is_spoken_of_once_a_relation_is_chosen(
    editor, relation, touched, fault
):
    act = factories.make_intervention()
    other = factories.make_intervention(act.contract)
    who = factories.make_stakeholder()
    add = f"{url(act.contract, 'intervention', name='statement_add')}?type=ruling&after=intervention-{act.pk}"
    data = filled(editor, add) | {"actors": f"stakeholder-{who.pk}", "relation": relation}
    if touched is not False:
        data["related"] = str(other.pk) if touched else ""

    answer = editor.post(add, data)

    made = Intervention.objects.exclude(pk__in=[act.pk, other.pk]).first()
    if fault:
        assert (list(answer.context["form"].head.errors), made) == ([fault], None)
    else:
        assert (made.relation, made.related) == (relation, act if relation else None)


@pytest.mark.parametrize("kind", codelists.TYPE.codes())
@pytest.mark.parametrize("is_named", [True, False])
def test_what_is_done_by_saying_so_begins_with_whoever_speaks_in_the_source(editor, kind, is_named):
    contract, who = factories.make_contract(), factories.make_stakeholder()
    source = factories.make_source(kind="press_release")
    SourceInHand.objects.create(user=editor.user, source=source, speaker=who if is_named else None)

    form = editor.get(f"{url(contract, 'intervention', name='statement_add')}?type={kind}").context[
        "form"
    ]

    begun, [cited] = (f"stakeholder-{who.pk}",) if is_named else (), form.rows["citation"].forms
    assert form.head["actors"].value() == (begun if codelists.TYPE[kind].says else ())
    assert (cited["attribution"].value(), cited["speaker"].value()) == ("on_record", begun)


@pytest.mark.parametrize("rows", [0, 1, 10, 40])
def test_an_act_costs_the_same_however_many_speak_in_its_sources(
    editor, django_assert_max_num_queries, rows
):
    act = factories.make_intervention()
    parties = [factories.make_stakeholder(name=f"Speaker {place}") for place in range(rows)]
    for place, who in enumerate(parties):
        source = factories.make_source(title=f"Source {place}")
        factories.make_citation(
            intervention=act, source=source, attribution="on_record", speaker=who
        )
    factories.publish(factories.make_ready_contract())
    address = url(act.contract, f"intervention-{act.pk}")

    with django_assert_max_num_queries(25):
        page = editor.get(address).text

    assert all(f'value="stakeholder-{who.pk}"' in page for who in parties)


STAGES = {
    "decided": {"planning", "tender", "award_proposed"},
    "proposed": {"award", "contract_pending", "active", "complete", "ended", "terminated_early"},
}


@pytest.mark.parametrize("kind", codelists.VALUE_KIND.codes())
@pytest.mark.parametrize("stage", [*codelists.STAGE.codes(), None])
@pytest.mark.parametrize("rank", ["normal", "deprecated"])
def test_a_value_that_does_not_go_with_the_stage_is_hinted_at_and_saved(editor, kind, stage, rank):
    contract = factories.make_contract()
    if stage:
        factories.make_claim(
            contract, fact="stage", stage=stage, value_minor=None, currency="", ready=True
        )
    claim = factories.make_claim(contract, value_kind=kind, rank=rank)
    address = url(contract, f"claim-{claim.pk}")

    data = filled(editor, address) | {"value_minor": "£7"}
    told = [str(one) for one in editor.post(address, data, follow=True).context["messages"]]

    claim.refresh_from_db()
    assert claim.value_minor == 700
    is_odd = rank == "normal" and stage in STAGES.get(kind, ())
    assert any("the stage on record is" in one for one in told) == is_odd


def test_of_stages_that_differ_the_preferred_one_is_on_record(editor):
    contract = factories.make_contract()
    claim = factories.make_claim(contract, value_kind="proposed")
    address = url(contract, f"claim-{claim.pk}")

    def told(value):
        answer = editor.post(address, filled(editor, address) | {"value_minor": value}, follow=True)
        return [str(one) for one in answer.context["messages"] if "stage on record" in str(one)]

    for stage in ("award", "tender"):
        factories.make_claim(
            contract, fact="stage", stage=stage, value_minor=None, currency="", ready=True
        )
    assert told("£7") == []
    contract.claims.filter(stage="award").update(rank="preferred")
    assert "“Awarded”" in told("£8")[0]
    contract.claims.filter(stage="award").update(ready=False)
    assert told("£9") == []


@pytest.mark.parametrize("text", ["a report", "nowhere", ""])
def test_find_beside_repeats_answers_and_finds_no_fault(editor, text):
    there = factories.make_source(title="A report of the day")
    source = factories.make_source(title="Another")
    address = reverse("admin:procurement_source_edit", args=[source.pk])
    data = filled(editor, address) | {"repeats_text": text, "_find": "repeats", "title": ""}

    answer = editor.post(address, data)

    assert faults(answer) == []
    assert "errornote" not in answer.text and "errorlist" not in answer.text
    assert 'role="status"' in answer.text
    assert (there.title in answer.text) == (text == "a report")
    # Saved, what was typed and not chosen is not passed over.
    del data["_find"]
    assert faults(editor.post(address, data | {"repeats_text": text or "x"}))


def test_whoever_is_done_with_a_source_goes_on_to_the_next_and_comes_back(editor):
    contract = factories.make_contract()
    claim = factories.make_claim(contract)
    address = url(contract, f"claim-{claim.pk}")
    desk = reverse("admin:procurement_contract_change", args=[contract.pk])
    button = 'name="_next"'

    assert button not in editor.get(address).text
    SourceInHand.objects.create(user=editor.user, source=factories.make_source())
    assert button in editor.get(address).text
    answer = editor.post(address, filled(editor, address) | {"_next": "1", "notes": "Seen."})

    claim.refresh_from_db()
    assert claim.notes == "Seen."
    source = {"title": "Another", "kind": "news_report"}
    page = editor.get(answer.url)
    # Its form is open: without a script nothing has to be unfolded.
    assert "<details open>" in page.text
    assert editor.post(answer.url, source).url == f"{desk}#claim-{claim.pk}"


@pytest.mark.parametrize(("kind", "rows"), [("hold", 1), ("response", 0)])
def test_an_act_that_is_hardly_without_a_reason_begins_with_a_blank_ground(editor, kind, rows):
    contract = factories.make_contract()
    add = url(contract, "intervention", name="statement_add")

    form = editor.get(f"{add}?type={kind}").context["form"]

    assert len(form.rows["ground"].forms) == rows


def test_what_is_known_is_offered_where_it_is_typed(editor):
    act = factories.make_intervention(
        happened_on="2026-03-10", happened_on_precision="day",
        outcome_on="2026-06-01", outcome_on_precision="month",
    )  # fmt: skip
    source = factories.make_source(
        published_on="2026-03-03", published_on_precision="day", publisher="<A>"
    )
    factories.make_citation(intervention=act, source=source, place="minute 4")
    SourceInHand.objects.create(user=editor.user, source=source)

    def offered(address, name):
        page = editor.get(address).text
        [options] = re.findall(rf'name="{name}"[^>]*><datalist[^>]*>(.*?)</datalist>', page)
        return re.findall(r'value="([^"]*)"', options)

    add = url(act.contract, "intervention", name="statement_add")
    days = ["3 March 2026", "10 March 2026", "June 2026"]
    assert offered(f"{add}?type=hold", "outcome_on") == days
    assert offered(f"{add}?type=hold", "citation-new1-place") == ["minute 4"]
    entering = reverse("admin:work_from_source")
    assert offered(entering, "published") == days[1:]
    assert "&lt;A&gt;" in offered(entering, "author")


@pytest.mark.parametrize("fact", ["value", "stage", "decided_on", "vendor"])
def test_what_a_claim_is_for_is_not_called_optional(editor, contract, fact):
    page = editor.get(f"{url(contract, 'claim', name='statement_add')}?fact={fact}")
    form = page.context["form"]
    [bound] = [one for one in form.head if one.name == COLUMN[fact]]

    assert (
        "(optional)" not in page.text.partition(f'field-{bound.name}"')[2].partition("</label>")[0]
    )


@pytest.mark.parametrize(
    ("kind", "is_primary", "level", "is_odd"),
    [
        ("news_report", False, "official_record", True),
        ("news_report", False, "reported", False),
        ("official_notice", True, "official_record", False),
        ("court_document", False, "official_record", True),
        ("court_document", True, "official_record", False),
    ],
)
def test_a_level_that_the_kind_of_a_source_does_not_give_is_hinted_at(
    editor, kind, is_primary, level, is_odd
):
    act = factories.make_intervention()
    source = factories.make_source(title="O'Brien & Co", kind=kind, is_primary=is_primary)
    ground = factories.make_ground_link(act)
    factories.make_citation(ground=ground, source=source, attribution=level)
    address = url(act.contract, f"intervention-{act.pk}")

    data = filled(editor, address) | {"summary": "Other words."}
    told = [str(one) for one in editor.post(address, data, follow=True).context["messages"]]

    assert any("level follows the source" in one for one in told) == is_odd


@pytest.mark.parametrize("steps", [1, 3])
def test_acts_are_not_about_one_another_in_a_circle(editor, contract, steps):
    first = last = factories.make_intervention(contract)
    for _ in range(steps):
        last = factories.make_intervention(contract, related=last, relation="lifts")
    address = url(contract, f"intervention-{first.pk}")

    answer = sent(editor, address, filled(editor, address), relation="lifts", related=last.pk)

    assert faults(answer) == ["In the end, that act is about this one: choose an earlier one."]


@pytest.mark.parametrize(
    ("relation", "precision", "is_refused"),
    [("lifts", "day", True), ("resolves", "day", True), ("responds_to", "day", False), ("lifts", "month", False)],
)  # fmt: skip
def test_an_act_is_not_ended_before_it_happened(editor, contract, relation, precision, is_refused):
    when = {"happened_on": "2026-03-01", "happened_on_precision": precision}
    held = factories.make_intervention(contract, **when)
    ending = factories.make_intervention(contract)
    one, other = [url(contract, f"intervention-{act.pk}") for act in (ending, held)]
    typed = {"happened_on": "2026-02-01", "relation": relation, "related": held.pk}

    answer = sent(editor, one, filled(editor, one), **typed)

    assert (answer.status_code == 200) == is_refused
    if is_refused:
        assert "1 March 2026" in faults(answer)[0]
        sent(editor, one, filled(editor, one), **typed | {"happened_on": "2026-04-01"})
        answer = sent(editor, other, filled(editor, other), happened_on="2026-05-01")
        assert "1 April 2026" in faults(answer)[0]
