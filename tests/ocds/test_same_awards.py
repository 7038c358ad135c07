"""One award that notices state twice counts once, both pages say so, and editors can say that it is not so."""

import pytest

from procurement import actions, dossier
from procurement.models import (
    AuditEntry,
    Buyer,
    Contract,
    NotTheSame,
    PublicContract,
    PublicContractVendor,
    PublicHoldings,
    PublicParty,
    PublicSum,
    Revision,
    Vendor,
)
from tests.factories import make_user

from .samples import awarded, party

pytestmark = pytest.mark.django_db
ACME, OTHER = party("Acme Limited", "GB-COH-01234567"), party("Other Limited", "GB-COH-07654321")
COUNCIL = party("Northmarch Council", "GB-LAE-NMC")
DAY = {"date": "2025-01-20"}


def stated(number=1, ocid="ocds-same-1", vendors=(ACME,), *, amount=5000, buyer=COUNCIL, **award):
    body = DAY | {"value": {"amount": amount, "currency": "GBP"}} | award
    return awarded(number, ocid, vendors, award=body, buyer=buyer, parties=[buyer])


def twice():
    return [stated(1, "ocds-same-1"), stated(2, "ocds-same-2")]


def public_row(ocid):
    return PublicContract.objects.get(ocid=ocid)


def kinds():
    """{OCID: the kind of its headline value}."""
    return dict(PublicContract.objects.values_list("ocid", "value_kind"))


def total(kind):
    return PublicParty.objects.get(kind=kind, name__in=("Northmarch Council", "Acme Limited"))


def left_out(kind, minor, contracts=1):
    return {"kind": kind, "currency": "GBP", "minor": minor, "contracts": contracts}


def marks(ocid):
    body = dossier.register_dossier(Contract.objects.get(ocid=ocid).public_id)
    return [one for award in body["awards"] for one in award.get("same", ())]


def apart(ocid, **said):
    contract = Contract.objects.get(ocid=ocid)
    return actions.set_apart(contract, "1", by=make_user(), reason="Two lorries.", **said)


@pytest.mark.parametrize("runs", [[[0, 1]], [[1, 0]], [[0], [1]], [[1], [0]]])
def test_of_one_award_under_two_ocids_the_earlier_notice_counts(importing, runs):
    for run in runs:
        importing([twice()[place] for place in run])

    assert kinds() == {"ocds-same-1": "decided", "ocds-same-2": "same_award"}
    for kind in ("buyer", "vendor"):
        assert total(kind).totals == {"GBP": 5000_00}
        assert total(kind).beside == [left_out("same_award", 5000_00)]
    [existing] = PublicHoldings.objects.all()
    assert (existing.sums, existing.beside) == ({"GBP": 5000_00}, [left_out("same_award", 5000_00)])


def test_both_pages_say_so_and_lead_to_one_another(importing, client):
    importing(twice())
    first, second = (public_row(f"ocds-same-{number}").public_id for number in (1, 2))

    [told], [also] = marks("ocds-same-1"), marks("ocds-same-2")
    assert (told["counts"], told["contracts"]) == (True, [second])
    assert (also["counts"], also["contracts"]) == (False, [first])
    assert told["rule"] == also["rule"]
    for one, other in ((first, second), (second, first)):
        page = client.get(f"/contracts/{one}/", follow=True).content.decode()
        # Once, and with the link.
        assert f"Contract {other} states it" not in page
        assert page.count(f'<a href="/contracts/{other}/">contract {other}</a>') == 1
    [award] = client.get(f"/contracts/{second}.json").json()["awards"]
    assert award["counted_as"] == "same_award"


@pytest.mark.parametrize(
    "change",
    [
        {"amount": 5001},
        {"vendors": (OTHER,)},
        {"vendors": (ACME, OTHER)},
        {"vendors": ()},
        {"buyer": party("Southmarch Council", "GB-LAE-SMC")},
        {"date": "2025-01-21"},
        {"date": None},
        {"status": "cancelled"},
        {"amount": 1},
    ],
)
def test_another_buyer_vendor_amount_or_day_is_another_award(importing, change):
    importing([stated(1, "ocds-same-1", amount=change.get("amount", 5000) if change == {"amount": 1} else 5000),
               stated(2, "ocds-same-2", **change)])  # fmt: skip

    assert "same_award" not in kinds().values()


def test_award_of_several_buyers_is_the_same_only_where_all_are(importing):
    south = party("Southmarch Council", "GB-LAE-SMC")
    both, again = (
        [{"id": one["id"], "name": one["name"]} for one in two]
        for two in ((COUNCIL, south), (south, COUNCIL))
    )
    importing([
        stated(1, "ocds-same-1", buyers=both), stated(2, "ocds-same-2"),
        stated(3, "ocds-same-3", buyer=south, buyers=again),
    ])  # fmt: skip

    assert kinds() == {
        "ocds-same-1": "decided",
        "ocds-same-2": "decided",
        "ocds-same-3": "same_award",
    }


def test_ceilings_stated_twice_are_one_ceiling(importing):
    framework = {"title": "Framework for roads", "suppliers": None}
    importing([stated(number, f"ocds-same-{number}", (ACME, OTHER), amount=500) | {
        "tender": {"title": "Framework for roads", "techniques": {"hasFrameworkAgreement": True}}
    } for number in (1, 2)])  # fmt: skip

    assert framework and kinds() == {"ocds-same-1": "ceiling", "ocds-same-2": "same_award"}


def test_awards_that_one_contract_states_twice_are_two(importing):
    several = stated(1, "ocds-same-1")
    several["awards"] += [several["awards"][0] | {"id": "2"}]
    importing([several, stated(2, "ocds-same-2")])

    assert (public_row("ocds-same-1").value_minor, kinds()["ocds-same-2"]) == (
        10_000_00,
        "same_award",
    )


def test_a_later_notice_makes_it_another_award_again(importing):
    importing(twice())
    importing([stated(3, "ocds-same-1", amount=6000)])

    assert kinds() == {"ocds-same-1": "decided", "ocds-same-2": "decided"}
    assert total("buyer").totals == {"GBP": 11_000_00}
    assert (marks("ocds-same-1"), marks("ocds-same-2"), PublicSum.objects.count()) == ([], [], 0)


def test_what_is_withdrawn_makes_no_other_disappear(importing):
    importing(twice())
    contract, user = Contract.objects.get(ocid="ocds-same-1"), make_user()
    actions.withdraw(contract, by=user, reason="Wrong.")

    assert kinds() == {"ocds-same-2": "decided"}
    assert (total("buyer").totals, marks("ocds-same-2")) == ({"GBP": 5000_00}, [])
    importing([stated(3, "ocds-same-3")])
    assert kinds() == {"ocds-same-2": "decided", "ocds-same-3": "same_award"}

    contract.refresh_from_db()
    actions.publish(actions.track(contract, by=user), by=user, reason="Right after all.")

    assert kinds() == {
        "ocds-same-1": "decided", "ocds-same-2": "same_award", "ocds-same-3": "same_award",
    }  # fmt: skip
    assert total("buyer").totals == {"GBP": 5000_00}


def test_what_editors_keep_is_told_anew_by_a_revision(importing):
    importing([twice()[1]])
    contract, user = Contract.objects.get(), make_user()
    actions.publish(actions.track(contract, by=user), by=user, reason="To keep.")

    importing([twice()[0]])

    last = Revision.objects.latest_of(contract)
    assert (last.kind, last.number) == ("register", 2)
    assert kinds() == {"ocds-same-1": "decided", "ocds-same-2": "same_award"}


def test_an_editor_says_that_it_is_not_the_same(importing):
    importing(twice())
    apart("ocds-same-2")

    assert kinds() == {"ocds-same-1": "decided", "ocds-same-2": "decided"}
    assert (total("buyer").totals, total("vendor").beside) == ({"GBP": 10_000_00}, [])
    assert PublicContractVendor.objects.filter(counted="alone").count() == 2
    assert AuditEntry.objects.filter(what="set_apart").count() == 1


def test_it_stays_so_across_imports_until_it_is_taken_back(importing):
    importing(twice())
    apart("ocds-same-2")
    importing([stated(3, "ocds-same-2", title="Lorries"), stated(4, "ocds-same-3")])
    assert kinds()["ocds-same-2"] == "decided"

    contract = Contract.objects.get(ocid="ocds-same-2")
    actions.put_together(contract, "1", by=make_user(), reason="One lorry.")

    assert kinds()["ocds-same-2"] == "same_award"
    assert (total("buyer").totals, NotTheSame.objects.count()) == ({"GBP": 5000_00}, 0)


def test_it_is_said_once_and_with_a_reason(importing):
    importing(twice())
    apart("ocds-same-2")

    with pytest.raises(actions.Refused):
        apart("ocds-same-2")
    with pytest.raises(actions.Refused):
        actions.put_together(
            Contract.objects.get(ocid="ocds-same-1"), "1", by=make_user(), reason="x"
        )
    with pytest.raises(actions.Refused):
        actions.set_apart(Contract.objects.get(ocid="ocds-same-1"), "1", by=make_user(), reason=" ")


@pytest.mark.parametrize("kind", ["buyer", "vendor"])
def test_parties_that_are_merged_have_the_same_awards_and_two_have_not(importing, kind):
    other = {"buyer": party("North March"), "vendors": (ACME,)}
    other = other if kind == "buyer" else {"vendors": (party("Acme Roads"),)}
    importing([stated(1, "ocds-same-1"), stated(2, "ocds-same-2", **other)])
    assert kinds()["ocds-same-2"] == "decided"
    model, user = {"buyer": Buyer, "vendor": Vendor}[kind], make_user()
    kept, merged = model.objects.order_by("pk")

    done = actions.merge_parties(kept, merged, by=user, reason="One body.")
    assert kinds()["ocds-same-2"] == "same_award"
    assert total(kind).totals == {"GBP": 5000_00}
    for number in (1, 2):
        [told] = marks(f"ocds-same-{number}")
        assert f"The {kind}s that they name are one by a decision of editors." in told["rule"]
        assert f"same {kind}" not in told["rule"]

    actions.undo_merge(done, by=user, reason="Two bodies.")
    assert kinds()["ocds-same-2"] == "decided"


def test_editors_decision_is_told_through_a_chain_of_merges(importing):
    vendors = [party("Acme Roads"), party("Acme Lanes"), party("Acme Ways")]
    importing([stated(one, f"ocds-same-{one}", (vendors[one - 1],)) for one in (1, 2)])
    importing([stated(3, "ocds-same-3", (vendors[2],), amount=7)])
    roads, lanes, ways = (Vendor.objects.get(name=one["name"]) for one in vendors)
    actions.merge_parties(ways, lanes, by=actions.importer(), reason="As a notice says.")
    actions.merge_parties(roads, ways, by=make_user(), reason="One body.")

    [told] = marks("ocds-same-2")
    assert "one by a decision of editors" in told["rule"]


def test_same_party_by_a_notice_alone_is_not_said_to_be_editors_decision(importing):
    importing(
        [
            stated(1, "ocds-same-1", (party("Acme Roads"),)),
            stated(2, "ocds-same-2", (party("Acme Ways"),)),
        ]
    )
    roads, ways = Vendor.objects.order_by("name")
    actions.merge_parties(roads, ways, by=actions.importer(), reason="As a notice says.")

    [told] = marks("ocds-same-2")
    assert "one by an official notice" in told["rule"] and "editors" not in told["rule"]


def slip(**change):
    wrong = stated(1, "ocds-slip-1", amount=18_848_731)
    right = {"id": "2", "amount": 188_487} | change
    return [wrong, stated(2, "ocds-slip-1", **right)]


@pytest.mark.parametrize("order", [1, -1])
def test_of_a_slip_that_was_put_right_the_later_award_counts(importing, order):
    for one in slip()[::order]:
        importing([one])

    row = public_row("ocds-slip-1")
    assert (row.value_minor, row.value_kind) == (188_487_00, "decided")
    assert total("vendor").totals == {"GBP": 188_487_00}
    assert total("vendor").beside == [left_out("corrected", 18_848_731_00)]
    assert [(one["counts"], one["awards"]) for one in marks("ocds-slip-1")] == [
        (False, ["2"]),
        (True, ["1"]),
    ]


def test_two_awards_of_one_notice_are_no_slip_and_chain_with_no_other(importing):
    both, other = stated(2, "ocds-slip-1", amount=50_000), stated(1, "ocds-slip-2", amount=5_000)
    both["awards"] += [both["awards"][0] | {"id": "2", "value": other["awards"][0]["value"]}]
    importing([both, other])

    row = public_row("ocds-slip-1")
    assert (row.value_minor, row.value_kind) == (50_000_00, "decided")
    assert total("vendor").totals == {"GBP": 55_000_00}
    [told] = marks("ocds-slip-1")
    assert "contracts" in told


def test_slip_stays_one_where_a_later_notice_states_both(importing):
    wrong, right = slip()
    importing([wrong, right | {"awards": wrong["awards"] + right["awards"]}])

    assert public_row("ocds-slip-1").value_minor == 188_487_00


def test_slip_counts_nowhere_and_is_told_by_amounts(importing, client):
    importing(slip())

    public_id = public_row("ocds-slip-1").public_id
    page = client.get(f"/contracts/{public_id}/", follow=True).content.decode()
    assert page.count("A later notice states £188,487 ") == 1
    assert page.count("An earlier notice states £18,848,731 ") == 1
    assert page.count("counts nowhere") == 1
    assert "£18,848,731 that a later notice puts right" in page
    assert "count elsewhere" not in page


def test_an_editor_says_that_a_slip_is_none(importing):
    importing(slip())
    apart("ocds-slip-1")

    assert public_row("ocds-slip-1").value_minor == 19_037_218_00
    assert (total("buyer").totals, marks("ocds-slip-1")) == ({"GBP": 19_037_218_00}, [])

    importing([stated(3, "ocds-slip-1", id="3", amount=7)])
    assert public_row("ocds-slip-1").value_minor == 19_037_225_00


def test_a_contract_that_is_invented_is_the_same_as_no_real_one(importing):
    importing(twice()[:1], invented=True)
    importing(twice()[1:])

    assert kinds() == {"ocds-same-1": "decided", "ocds-same-2": "decided"}
    actions.clear_demonstration()
    assert kinds() == {"ocds-same-2": "decided"}
