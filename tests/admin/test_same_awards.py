"""The page on which publishers say that an award is no other."""

import pytest

from procurement.models import Contract, NotTheSame, PublicContract
from tests.ocds.samples import Importing, awarded, party

pytestmark = pytest.mark.django_db
ACME, COUNCIL = party("Acme Limited", "GB-COH-01234567"), party("Northmarch Council", "GB-LAE-NMC")


@pytest.fixture
def contract(tmp_path):
    """Give the later of two contracts that state one award."""
    award = {"date": "2025-01-20"}
    Importing(tmp_path)(
        [
            awarded(one, f"ocds-same-{one}", [ACME], award=award, buyer=COUNCIL, parties=[COUNCIL])
            for one in (1, 2)
        ]
    )
    return Contract.objects.get(ocid="ocds-same-2")


def url(contract):
    return f"/admin/procurement/contract/{contract.pk}/same/"


def kind():
    return PublicContract.objects.get(ocid="ocds-same-2").value_kind


def test_a_publisher_sets_an_award_apart_and_takes_it_back(publisher, contract):
    page = publisher.get(url(contract)).content.decode()
    other = PublicContract.objects.get(ocid="ocds-same-1").public_id
    assert page.count(f'<a href="/contracts/{other}/">contract {other}</a>') == 1

    publisher.post(url(contract), {"award": "1", "reason": "Two vans.", "_apart": "x"})
    assert (kind(), NotTheSame.objects.get().reason) == ("decided", "Two vans.")
    assert publisher.get(url(contract)).content.decode().count("“Two vans.”") == 1

    publisher.post(url(contract), {"award": "1", "reason": "One van.", "_together": "x"})
    assert (kind(), NotTheSame.objects.count()) == ("same_award", 0)


@pytest.mark.parametrize("typed", [{}, {"award": "2"}, {"award": "1", "reason": " "}])
def test_what_is_not_on_the_page_is_refused_and_nothing_is_lost(publisher, contract, typed):
    page = publisher.post(url(contract), {"reason": "Two vans.", "_apart": "x"} | typed)

    assert (page.status_code, NotTheSame.objects.count()) == (200, 0)
    assert page.content.decode().count("errornote") + page.content.decode().count("errorlist") >= 1


def test_the_page_of_the_contract_leads_there(publisher, contract):
    page = publisher.get(f"/admin/procurement/contract/{contract.pk}/change/").content.decode()

    assert page.count(f'href="{url(contract)}"') == 1


def test_a_contract_without_such_awards_says_so(publisher, contract):
    other = Contract.objects.get(ocid="ocds-same-1")

    page = publisher.get(url(other)).content.decode()

    assert page.count("No award of this contract counts elsewhere.") == 1
