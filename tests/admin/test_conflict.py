"""A save that was not made on the newest version is a conflict, and nothing typed is lost."""

import pytest
from django.urls import reverse

from procurement.admin.site import site
from procurement.models import Claim, Conflict, Contract, Intervention, Source, Vendor
from tests import factories

from .pages import row, sent


def url(thing, act="change"):
    return reverse(f"admin:procurement_{thing._meta.model_name}_{act}", args=[thing.pk])


def told(response):
    return [(one["what"], one["typed"], one["now"]) for one in response.context["differences"]]


def kept(response):
    """What the conflict page sends when its one button is pressed."""
    return {"_restore": "1"} | dict(response.context["kept"])


def test_the_second_of_two_tabs_is_a_conflict(editor, contract):
    first, second = sent(editor.get(url(contract))), sent(editor.get(url(contract)))
    first["title"] = "Saved first"
    editor.post(url(contract), first)
    second |= {"purpose": "typed in the second tab", "claims-0-value_minor": "£60m"}

    response = editor.post(url(contract), second)

    assert response.status_code == 409
    assert told(response) == [
        ("Title", "New data platform for the Metropolitan Police", "Saved first"),
        ("What it is for", "typed in the second tab", "a new data platform"),
        ("claim “Value: £50,000,000”: Value", "£60m", "£50,000,000"),
    ]
    assert Contract.objects.get().title == "Saved first"
    assert Claim.objects.get(fact="value").money.exact() == "£50,000,000"


def test_what_was_typed_can_be_put_back_and_saved(editor, contract):
    stale = sent(editor.get(url(contract)))
    fresh = sent(editor.get(url(contract)))
    fresh["notes"] = "somebody else was here"
    row(fresh, "claims-2", fact="ends_on", stated_on="2027")
    editor.post(url(contract), fresh)
    stale["title"] = "What I typed"
    row(stale, "claims-2", fact="starts_on", stated_on="May 2026", ready="on")
    row(stale, "claims-2-citations-0", source=Source.objects.get().pk, quotation="from May")
    conflict = editor.post(url(contract), stale)

    again = editor.post(url(contract), kept(conflict))
    before = Contract.objects.get()
    saved = editor.post(url(contract), sent(again))

    assert (again.status_code, saved.status_code) == (200, 302)
    assert before.title == "New data platform for the Metropolitan Police"
    assert Contract.objects.get().title == "What I typed"
    facts = Claim.objects.order_by("fact").values_list("fact", flat=True)
    assert list(facts) == ["ends_on", "stage", "starts_on", "value"]
    assert Claim.objects.get(fact="starts_on").citations.get().quotation == "from May"


def test_a_row_taken_away_meanwhile_comes_back_with_what_was_typed(editor, contract):
    stale = sent(editor.get(url(contract)))
    Claim.objects.get(fact="value").delete()
    stale["claims-0-value_minor"] = "£70m"
    conflict = editor.post(url(contract), stale)

    again = editor.post(url(contract), kept(conflict))
    saved = editor.post(url(contract), sent(again))

    assert ("claim: Value", "£70m", "taken away meanwhile") in told(conflict)
    assert saved.status_code == 302
    assert Claim.objects.get(fact="value").money.exact() == "£70,000,000"
    assert Claim.objects.get(fact="value").citations.count() == 1


def test_an_intervention_page_and_its_contract_page_conflict_both_ways(editor, contract):
    act = Intervention.objects.get(type="hold")
    whole, part = sent(editor.get(url(contract))), sent(editor.get(url(act)))
    part["summary"] = "Saved on its own page"

    first = editor.post(url(act), part)
    second = editor.post(url(contract), whole | {"title": "Too late"})
    part = sent(editor.get(url(act)))
    whole = sent(editor.get(url(contract)))
    third = editor.post(url(contract), whole | {"title": "In time"})
    fourth = editor.post(url(act), part | {"summary": "Too late"})

    assert [one.status_code for one in (first, second, third, fourth)] == [302, 409, 302, 409]
    assert Contract.objects.get().title == "In time"
    assert Intervention.objects.get(type="hold").summary == "Saved on its own page"


@pytest.mark.parametrize("version", [None, "", "0", "abc", "٣", "9" * 400])
def test_a_page_without_its_version_is_a_conflict(editor, contract, version):
    data = sent(editor.get(url(contract))) | {"_version": version, "title": "Forged"}
    if version is None:
        del data["_version"]

    assert editor.post(url(contract), data).status_code == 409
    assert Contract.objects.get().title != "Forged"


def test_a_save_keeps_a_publication_made_meanwhile(editor, contract):
    """Publishing takes no version: a page opened before it must not write the old state back."""
    data = sent(editor.get(url(contract)))
    Contract.objects.update(published_version=1000)

    editor.post(url(contract), data | {"title": "New title"})

    after = Contract.objects.get()
    assert (after.title, after.published_version) == ("New title", 1000)


def test_what_was_typed_about_a_deleted_contract_is_shown(administrator):
    contract = factories.make_contract()
    data = sent(administrator.get(url(contract))) | {"title": "Typed in vain"}
    contract.delete()

    response = administrator.post(url(contract), data)

    assert response.status_code == 409
    assert ("title", "Typed in vain", "deleted meanwhile") in told(response)


def test_deleting_confirms_what_was_shown(administrator):
    contract = factories.make_contract()
    question = administrator.get(url(contract, "delete")).url
    factories.make_claim(contract)

    stale = administrator.post(question, {"post": "yes"})
    fresh = administrator.post(stale.url, {"post": "yes"})

    assert (stale.status_code, fresh.status_code) == (302, 302)
    assert Contract.objects.count() == 0


def test_what_was_public_cannot_be_deleted(administrator, contract):
    for thing in (contract, Source.objects.get(), Vendor.objects.get()):
        question = administrator.get(url(thing, "delete")).url

        response = administrator.post(question, {"post": "yes"})

        assert response.status_code == 200
        assert response.context["protected"] != []
        assert type(thing).objects.filter(pk=thing.pk).exists()


@pytest.mark.django_db
def test_deleting_is_refused_when_somebody_saved_just_before(rf):
    contract = factories.make_contract()
    request = rf.post(url(contract, "delete"), QUERY_STRING=f"_version={contract.version}")
    Contract.objects.filter(pk=contract.pk).touch()

    with pytest.raises(Conflict):
        site.get_model_admin(Contract).delete_model(request, contract)

    assert Contract.objects.count() == 1
