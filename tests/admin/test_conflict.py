"""What was opened before somebody else saved, published or deleted: nothing is undone, and nothing typed is lost."""

import pytest
from django.urls import reverse

from procurement.admin.site import site
from procurement.models import Conflict, Contract, Source, Vendor
from tests import factories

from .pages import form, heading


def url(thing, act="change"):
    return reverse(f"admin:procurement_{thing._meta.model_name}_{act}", args=[thing.pk])


def test_a_save_keeps_a_publication_made_meanwhile(editor, contract):
    """Publishing takes no version: a form opened before it must not write the old state back."""
    data = form(editor, heading(contract))
    Contract.objects.update(published_version=1000)

    editor.post(heading(contract), data | {"title": "New title"})

    after = Contract.objects.get()
    assert (after.title, after.published_version) == ("New title", 1000)


def test_what_was_typed_about_a_deleted_contract_is_shown(administrator):
    contract = factories.make_contract()
    data, address = form(administrator, heading(contract)), heading(contract)
    contract.delete()

    response = administrator.post(address, data | {"title": "Typed in vain"})

    assert (response.status_code, "Typed in vain" in response.text) == (409, True)


def test_deleting_confirms_what_was_shown(administrator):
    contract = factories.make_contract()
    question = administrator.get(url(contract, "delete")).url
    factories.make_claim(contract)

    stale = administrator.post(question, {"post": "yes"})
    fresh = administrator.post(stale.url, {"post": "yes"})

    assert (stale.status_code, fresh.status_code) == (302, 302)
    assert Contract.objects.count() == 0


def test_what_was_public_cannot_be_deleted(administrator, editor, contract):
    for thing in (contract, Source.objects.get(), Vendor.objects.get()):
        question = administrator.get(url(thing, "delete")).url

        response = administrator.post(question, {"post": "yes"})

        assert response.status_code == 200
        assert response.context["protected"] != []
        for page in (response, editor.get(question)):
            assert "has a public address, which is permanent" in page.text
            assert "your account" not in page.text
        assert type(thing).objects.filter(pk=thing.pk).exists()


@pytest.mark.django_db
def test_deleting_is_refused_when_somebody_saved_just_before(rf):
    contract = factories.make_contract()
    request = rf.post(url(contract, "delete"), QUERY_STRING=f"_version={contract.version}")
    Contract.objects.filter(pk=contract.pk).touch()

    with pytest.raises(Conflict):
        site.get_model_admin(Contract).delete_model(request, contract)

    assert Contract.objects.count() == 1
