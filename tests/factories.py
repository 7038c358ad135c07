"""One plain function for each kind of row: a valid one, with nothing surprising in it.

Names are of offices and organisations invented for tests. Fields given by name win.
"""

import itertools

from django.contrib.auth import get_user_model

from procurement import actions
from procurement.models import (
    Buyer,
    Citation,
    Claim,
    Contract,
    Ground,
    Identifier,
    Intervention,
    InterventionGround,
    Source,
    Stakeholder,
    Vendor,
)

_numbers = itertools.count(1)


def make_user(**fields):
    """Give an account that is staff and may do everything."""
    fields = {"username": f"user{next(_numbers)}", "is_staff": True, "is_superuser": True} | fields
    return get_user_model().objects.create_user(**fields)


def make_buyer(**fields) -> Buyer:
    return Buyer.objects.create(**{"name": "Northmarch Council"} | fields)


def make_vendor(**fields) -> Vendor:
    return Vendor.objects.create(**{"name": "Fenwick Systems"} | fields)


def make_stakeholder(**fields) -> Stakeholder:
    fields = {"name": "Northmarch Scrutiny Committee", "is_a": "office", "takes_the": True} | fields
    return Stakeholder.objects.create(**fields)


def make_identifier(**fields) -> Identifier:
    """Give an identifier; name its `buyer`, `vendor` or `stakeholder`."""
    return Identifier.objects.create(**{"scheme": "GB-COH", "value": "01234567"} | fields)


def make_source(**fields) -> Source:
    return Source.objects.create(
        **{"title": "Report on the records system", "kind": "news_report"} | fields
    )


def make_contract(*, vendors=(), **fields) -> Contract:
    """Give a draft that names nobody unless told."""
    contract = Contract.objects.create(**{"title": "Records system for Northmarch"} | fields)
    contract.vendors.set(vendors)
    return contract


def make_claim(contract=None, **fields) -> Claim:
    """Give a claim that is not ready: of £50m unless another `fact` is named."""
    if fields.get("fact", "value") == "value":
        fields = {"value_minor": 50_000_000_00, "currency": "GBP"} | fields
    return Claim.objects.create(contract=contract or make_contract(), **{"fact": "value"} | fields)


def make_intervention(contract=None, **fields) -> Intervention:
    """Give a hold that is not ready, by a new stakeholder unless one is named."""
    if "stakeholder" not in fields:
        fields["stakeholder"] = make_stakeholder()
    return Intervention.objects.create(
        contract=contract or make_contract(), **{"type": "hold"} | fields
    )


def make_ground_link(intervention=None, code="data_security", **fields) -> InterventionGround:
    """Give a ground stated against the contract."""
    return InterventionGround.objects.create(
        intervention=intervention or make_intervention(),
        ground=Ground.objects.get(code=code),
        **fields,
    )


def make_citation(**fields) -> Citation:
    """Give a ready citation, `reported`; name what it backs, else it is a new contract."""
    if not fields.keys() & {"contract", "intervention", "ground", "claim"}:
        fields["contract"] = make_contract()
    if "source" not in fields:
        fields["source"] = make_source()
    return Citation.objects.create(**fields)


def make_ready_contract(*, source=None, stakeholder=None, **fields) -> Contract:
    """Give a contract that can be published: parties, value, stage and hold, all cited and ready."""
    source = source or make_source()
    fields = {"purpose": "a records system"} | fields
    if "buyer" not in fields:
        fields["buyer"] = make_buyer()
    if "vendors" not in fields:
        fields["vendors"] = [make_vendor()]
    contract = make_contract(**fields)
    make_citation(contract=contract, source=source)
    for stated in (
        {"fact": "value", "value_kind": "proposed"},
        {"fact": "stage", "stage": "award"},
    ):
        make_citation(claim=make_claim(contract, ready=True, **stated), source=source)
    act = {"ready": True} | ({"stakeholder": stakeholder} if stakeholder else {})
    make_citation(intervention=make_intervention(contract, **act), source=source)
    return Contract.objects.get(pk=contract.pk)


def publish(contract, reason="First publication.", at=None, by=None):
    """Publish as a new editor, unless told by whom; give the Revision."""
    return actions.publish(contract, by=by or make_user(), reason=reason, at=at)
