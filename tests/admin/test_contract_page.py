"""One page holds a contract with everything beneath it, and saves it at once."""

import re

import pytest
from django.urls import reverse

from procurement.models import Citation, Claim, Contract, Ground, Intervention
from tests import factories

from .pages import errors, row, sent

ADD = "/admin/procurement/contract/add/"

pytestmark = pytest.mark.once


def page(contract):
    return reverse("admin:procurement_contract_change", args=[contract.pk])


@pytest.fixture
def known(db):
    """What a contract can name."""
    return {
        "source": factories.make_source().pk,
        "buyer": factories.make_buyer().pk,
        "vendor": factories.make_vendor().pk,
        "who": factories.make_stakeholder().pk,
        "trust": Ground.objects.get(code="public_trust").pk,
        "other": Ground.objects.get(code="other").pk,
    }


BLANK: dict = {}


def blank(client):
    """Give what the blank page sends; it is the same for every test, and large."""
    if not BLANK:
        BLANK.update(sent(client.get(ADD)))
    return dict(BLANK)


@pytest.fixture
def filled(editor, known):
    """A blank page, filled in: a value, and a hold with a ground; each with its source."""
    data = blank(editor)
    data |= {"title": "A platform", "buyer": known["buyer"], "vendors": [known["vendor"]]}
    row(data, "citations-0", source=known["source"])
    row(data, "claims-0", fact="value", value_minor="£50m", value_kind="proposed")
    row(data, "claims-0-citations-0", source=known["source"], quotation="a £50 million contract")
    data["interventions-0-actors"] = [known["who"]]
    row(data, "interventions-0", type="hold", happened_on="May 2026")
    row(data, "interventions-0-citations-0", source=known["source"], hedge="reportedly")
    row(data, "interventions-0-grounds-0", ground=known["trust"], layer="attributed")
    row(data, "interventions-0-grounds-0-citations-0", source=known["source"])
    return data


def refused(client, data, url=ADD):
    """Send what is refused: give the errors, having seen that nothing was saved."""
    before = Contract.objects.count(), Citation.objects.count()

    response = client.post(url, data)

    assert response.status_code == 200
    assert (Contract.objects.count(), Citation.objects.count()) == before
    return errors(response)


def test_contract_page_saves_everything_in_one_go(editor, filled):
    response = editor.post(ADD, filled, follow=True)

    contract = Contract.objects.get()
    claim, act = contract.claims.get(), contract.interventions.get()
    ground = act.grounds.get()
    assert claim.money.exact() == "£50,000,000"
    assert act.happened.show() == "May 2026"
    assert (ground.ground.code, ground.layer) == ("public_trust", "attributed")
    assert [
        (one.contract, one.claim, one.intervention, one.ground) for one in Citation.objects.all()
    ] == [
        (contract, None, None, None),
        (None, claim, None, None),
        (None, None, None, ground),
        (None, None, act, None),
    ]
    assert "Understood as: Value: £50,000,000; Date: May 2026." in [
        str(message) for message in response.context["messages"]
    ]


def test_contract_page_shows_amounts_and_dates_as_understood(editor, filled):
    editor.post(ADD, filled)

    data = sent(editor.get(page(Contract.objects.get())))

    assert data["claims-0-value_minor"] == "£50,000,000"
    assert data["interventions-0-happened_on"] == "May 2026"


def test_who_acted_together_is_kept_and_shown_in_the_order_chosen(editor, filled, known):
    others = [factories.make_stakeholder(name=name) for name in ("Zoo staff", "Auditor")]
    chosen = [others[0].pk, known["who"], others[1].pk]
    filled["interventions-0-actors"] = chosen
    editor.post(ADD, filled)
    contract = Contract.objects.get()

    data = sent(editor.get(page(contract)))
    assert [one.pk for one in contract.interventions.get().actors] == chosen
    assert [int(one) for one in data["interventions-0-actors"]] == chosen
    shown = editor.get(page(contract)).content.decode()
    select = shown.split('name="interventions-0-actors"')[1].split("</select>")[0]
    assert re.findall(r'value="(\d+)"', select) == [str(one) for one in chosen]

    data["interventions-0-actors"] = chosen[::-1]
    editor.post(page(contract), data)

    after = Contract.objects.get()
    assert [one.pk for one in after.interventions.get().actors] == chosen[::-1]
    assert after.version > contract.version


def test_contract_page_without_a_change_saves_nothing(editor, filled):
    editor.post(ADD, filled)
    before = Contract.objects.get()

    response = editor.post(page(before), sent(editor.get(page(before))))

    after = Contract.objects.get()
    assert response.status_code == 302
    assert (after.version, after.updated_at) == (before.version, before.updated_at)


def test_contract_page_changes_and_removes_rows_at_every_depth(editor, filled, known):
    editor.post(ADD, filled)
    contract = Contract.objects.get()
    data = sent(editor.get(page(contract)))
    data["claims-0-DELETE"] = "on"
    data["interventions-0-grounds-0-citations-0-quotation"] = "as it stands there"
    row(data, "interventions-0-grounds-1", ground=known["other"], words="ethics")

    response = editor.post(page(contract), data)

    assert response.status_code == 302
    assert Claim.objects.count() == 0
    grounds = contract.interventions.get().grounds.all()
    assert [(one.ground.code, one.words) for one in grounds] == [
        ("public_trust", ""),
        ("other", "ethics"),
    ]
    assert grounds[0].citations.get().quotation == "as it stands there"
    assert Contract.objects.get().version > contract.version


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("claims-0-value_minor", "1_000", "Underscores cannot separate digits."),
        ("claims-0-value_minor", "٣", "The amount holds a character other than digits"),
        ("claims-0-value_minor", "1e999", "Powers of ten are not understood."),
        ("claims-0-value_minor", "-5", "The amount is negative."),
        ("claims-0-value_minor", "", "A claim about “Value” needs this. Fill it in."),
        ("claims-0-stage", "award", "A claim about “Value” does not take this. Empty it."),
        ("claims-0-fact", "nonsense", "Select a valid choice."),
        ("interventions-0-happened_on", "2024-02-30", "There is no such date"),
        ("interventions-0-happened_on", "01/02/2024", "may be 1 February 2024 or 2 January 2024"),
        ("interventions-0-expires_on", "May 2026", "The day is needed here"),
        ("interventions-0-happened_on", "2099-01-01", "That day is still to come"),
        ("interventions-0-outcome_on", "May 1999", "It cannot end before it happened"),
        ("interventions-0-expires_on", "1999-05-01", "It cannot end before it happened"),
        ("claims-0-value_minor", "£5m (about)", "is not understood as an amount"),
        ("interventions-0-actors", [], "This field is required."),
        ("interventions-0-position", str(2**63), "Ensure this value is less than"),
        ("interventions-0-relation", "lifts", None),
        ("title", "a\u202eb", "which cannot be seen"),
        ("title", "a\x00b", "Null characters are not allowed."),
        ("title", "", "This field is required."),
        ("title", "\u200d", "This field cannot be blank."),
        ("interventions-0-citations-0-attribution", "on_record", None),
        ("interventions-0-citations-0-quotation", "a\u202eb", "which cannot be seen"),
    ],
)
def test_contract_page_refuses_at_the_field(editor, filled, field, typed, said):
    assert field in filled
    filled[field] = typed

    found = refused(editor, filled)

    elsewhere = {
        "interventions-0-relation": (
            "interventions-0-related", "Say which earlier intervention it is about.",
        ),
        "interventions-0-citations-0-attribution": (
            "interventions-0-citations-0-speaker",
            "“On the record” needs the speaker: say who said it.",
        ),
    }  # fmt: skip
    where, words = elsewhere.get(field, (field, said))
    assert list(found) == [where]
    assert words in found[where][0]


def test_contract_page_keeps_what_was_refused(editor, filled):
    filled["claims-0-value_minor"] = "lots"

    response = editor.post(ADD, filled)

    assert sent(response)["claims-0-value_minor"] == "lots"
    assert sent(response)["title"] == "A platform"


def test_contract_page_refuses_other_without_words(editor, filled, known):
    filled["interventions-0-grounds-0-ground"] = known["other"]

    assert refused(editor, filled) == {
        "interventions-0-grounds-0-words": ["“Other” says nothing by itself: give the reason in words."]
    }  # fmt: skip


def test_contract_page_refuses_a_ground_given_twice(editor, filled, known):
    row(filled, "interventions-0-grounds-1", ground=known["trust"], layer="attributed")

    assert refused(editor, filled) == {
        "interventions-0-grounds-1-ground": [
            "This ground is given twice, in the same way. Keep one."
        ]
    }


def test_contract_page_refuses_an_earlier_act_of_another_contract(editor, filled):
    other = factories.make_intervention()
    filled |= {"interventions-0-related": other.pk, "interventions-0-relation": "lifts"}

    assert refused(editor, filled) == {
        "interventions-0-related": ["That intervention is about another contract."]
    }


def test_contract_page_refuses_rows_without_their_management_form(editor, filled):
    del filled["interventions-0-grounds-TOTAL_FORMS"]

    assert list(refused(editor, filled)) == ["interventions-0-grounds"]


def test_contract_page_takes_no_column_that_is_not_on_it(editor, filled):
    filled |= {
        "version": 99, "public_id": 99, "published_version": 99, "demonstration": "on",
        "stage": "active", "value_minor": "5", "interventions-0-public_id": 99,
    }  # fmt: skip

    editor.post(ADD, filled)

    contract = Contract.objects.get()
    assert (contract.public_id, contract.published_version, contract.demonstration) == (
        None,
        0,
        False,
    )
    assert contract.version < 99
    assert Intervention.objects.get().public_id is None


def test_what_the_register_owns_is_read_only(editor, filled):
    editor.post(ADD, filled)
    contract = Contract.objects.get()
    contract.notices.create(content_hash="0" * 64)
    Contract.objects.update(from_register=True, ocid="ocds-1")
    response = editor.get(page(contract))
    typed = {
        "title": "Mine",
        "ocid": "ocds-2",
        "purpose": "a platform",
    }

    saved = editor.post(page(contract), sent(response) | typed)

    contract = Contract.objects.get()
    assert "The register owns the title" in response.content.decode()
    assert saved.status_code == 302
    assert (contract.title, contract.ocid, contract.purpose) == (
        "A platform", "ocds-1", "a platform",
    )  # fmt: skip


def test_the_title_of_a_contract_made_by_hand_stays_the_editors_when_notices_come(editor, filled):
    editor.post(ADD, filled)
    contract = Contract.objects.get()
    contract.notices.create(content_hash="0" * 64)
    Contract.objects.update(ocid="ocds-1")
    data = sent(editor.get(page(contract)))

    editor.post(page(contract), data | {"title": "Mine", "ocid": "ocds-2"})

    contract = Contract.objects.get()
    assert (contract.title, contract.ocid) == ("Mine", "ocds-1")


def test_a_claim_of_each_fact_needs_its_own_field_alone(editor, known):
    stated = {
        "value": ("value_minor", "£1m"), "stage": ("stage", "award"), "ends_on": ("stated_on", "2026"),
        "decision_maker": ("stakeholder", known["who"]), "user_body": ("buyer", known["buyer"]),
        "vendor": ("vendor", known["vendor"]),
    }  # fmt: skip
    for fact, (field, value) in stated.items():
        data = blank(editor)
        data["title"] = fact
        row(data, "claims-0", fact=fact, **{field: value})

        assert editor.post(ADD, data).status_code == 302

    assert list(Claim.objects.order_by("pk").values_list("fact", flat=True)) == list(stated)


def test_contract_page_refuses_two_preferred_claims_about_one_fact(editor, filled):
    filled["claims-0-rank"] = "preferred"
    again = {name[9:]: text for name, text in filled.items() if name.startswith("claims-0-")}
    filled |= {f"claims-1-{name}": text for name, text in again.items()}
    filled["claims-TOTAL_FORMS"] = "2"

    assert refused(editor, filled) == {
        "claims-1-rank": ["Another claim about this fact is preferred: prefer one."]
    }


def is_folded(page, name):
    """Say whether the field of a name stands within something folded."""
    before = page[: page.index(f'name="{name}"')]
    return before.count("<details") > before.count("</details>")


def test_what_was_typed_into_a_folded_part_is_seen_when_it_comes_back(editor, filled):
    """A person looks through what comes back, and would save what is folded unseen."""
    folded = ("description", "claims-0-notes", "interventions-0-power", "interventions-0-notes")
    before = editor.get(ADD).text
    assert all(is_folded(before, name) for name in folded)
    typed = {"description": "A dose", "claims-0-notes": "Second hand"}

    page = editor.post(ADD, filled | typed | {"title": "", "ocid": ""}).text

    assert [is_folded(page, name) for name in folded] == [False, False, True, True]


def test_an_error_in_a_folded_part_is_seen(editor, filled):
    page = editor.post(ADD, filled | {"ocid": "no ocid at all \0"}).text

    assert not is_folded(page, "ocid")


def test_nothing_is_unfolded_by_what_is_saved(editor, filled):
    filled["description"] = "A dose"
    editor.post(ADD, filled)

    assert is_folded(editor.get(page(Contract.objects.get())).text, "description")
