"""A row of everything that the admin has, each with words that nobody else says."""

from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db.models import F

from procurement import actions
from procurement.admin.site import site
from procurement.models import (
    Citation,
    Claim,
    Contract,
    Ground,
    ImportProblem,
    ImportRun,
    Intervention,
    Note,
    PartyMerge,
    Source,
    Submission,
    Vendor,
)
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
    publish,
)
from tests.ocds.samples import Importing, awarded, party

SECRET, NOTE = "Hidden", "Unsaid"
SHARED = (make_buyer, make_vendor, make_stakeholder, make_source)


@dataclass
class World:
    """Rows to ask for: of each model one to look at and change, and one that may be deleted.

    `others` are a second body of each kind of party; `register` is a contract nobody tracks; `key`
    is of a colleague.
    """

    register: Contract
    key: Authenticator
    rows: dict = field(default_factory=dict)
    drafts: dict = field(default_factory=dict)
    others: dict = field(default_factory=dict)

    def row(self, model):
        """Give a row of a model. AssertionError for a model that this makes none of."""
        found = self.rows.get(model) or model._default_manager.order_by("pk").last()
        assert found is not None, f"{model.__name__} has no row: make one in tests/admin/world.py."
        return found


def make_world(folder) -> World:
    """Make it, in the database at hand."""
    contract = _published()
    _merged()
    colleague = make_user(username="colleague", email=f"{SECRET}@example.org")
    key = Authenticator.objects.create(user=colleague, type="webauthn", data={"name": SECRET})
    world = World(register=_imported(folder), key=key)
    current = [contract.buyer, contract.vendors.get(), Source.objects.get()]
    act = Intervention.objects.get()
    make_citation(claim=make_claim(contract, notes=NOTE))
    make_ground_link(act)
    for row in (contract, *current, *act.actors, act):
        # An edit that is not published yet.
        if not isinstance(row, Intervention):
            type(row).objects.filter(pk=row.pk).update(version=F("version") + 1)
        type(row).objects.filter(pk=row.pk).update(notes=NOTE)
        world.rows[type(row)] = type(row).objects.get(pk=row.pk)
    world.rows[Claim] = Claim.objects.get(notes=NOTE)
    world.rows[User] = colleague
    User.objects.filter(username="colleague").update(is_superuser=False)
    world.rows[User].refresh_from_db()
    _drafts(world)
    for make in SHARED[:3]:
        other = make(**{_heading(make): f"{SECRET} other"})
        world.others[type(other)] = other
    ImportProblem.objects.create(run=ImportRun.objects.create(), reason=SECRET, kind="noted")
    said = {"contract": contract, "by": colleague}
    claim = contract.claims.exclude(public_id=None).first()
    Submission.objects.create(
        pk=1, statements={f"claim-{claim.pk}": 1}, reason=SECRET, note=NOTE, answer=NOTE, **said
    )
    Note.objects.create(pk=1, text=NOTE, **said)
    for model in site._registry:
        row = world.row(model)
        LogEntry.objects.log_actions(
            make_user().pk, [row], CHANGE, "Looked through.", single_object=True
        )
    return world


def _heading(make):
    return "title" if make is make_source else "name"


def _published():
    buyer, vendor, stakeholder, source = (
        make(**{_heading(make): f"{SECRET} {make.__name__[5:]}"}) for make in SHARED
    )
    make_identifier(vendor=vendor, value="01234568")
    contract = make_ready_contract(
        title=f"{SECRET} contract", buyer=buyer, vendors=[vendor],
        stakeholder=stakeholder, source=source,
    )  # fmt: skip
    publish(contract)
    contract = Contract.objects.get(pk=contract.pk)
    contract.purpose = "another records system"
    contract.save()
    publish(contract, "It is another one.")
    return Contract.objects.get(pk=contract.pk)


def _imported(folder):
    supplier = party(f"{SECRET} supplier", "GB-COH-01234567")
    agreement = {"id": "1", "awardID": "1", "status": "active", "title": SECRET}
    Importing(folder)([awarded(1, suppliers=[supplier], contracts=[agreement])])
    return Contract.objects.get(tracked=False)


def _merged():
    kept, gone = make_vendor(name=f"{SECRET} kept"), make_vendor(name=f"{SECRET} gone")
    actions.merge_parties(kept, gone, by=make_user(username="merger"), reason="One body.")
    assert PartyMerge.objects.exists()
    assert Vendor.objects.filter(canonical=kept).exists()


def _drafts(world):
    for make in SHARED:
        draft = make(**{_heading(make): f"{SECRET} draft", "notes": NOTE})
        world.drafts[type(draft)] = draft
    contract = make_contract(title=f"{SECRET} draft", notes=NOTE)
    world.drafts |= {
        Contract: contract,
        Ground: Ground.objects.create(code="ours", name=f"{SECRET} ground"),
        Claim: make_claim(make_contract(title=SECRET), notes=NOTE),
        Intervention: make_intervention(make_contract(title=SECRET), notes=NOTE),
    }
    assert Citation.objects.exists()
