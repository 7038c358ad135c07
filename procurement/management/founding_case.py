"""The founding case as the demonstration record: one news report, with its own hedges.

Every statement is the report's, in words of ours beyond short quotations; what it does not
state (its publisher, any date, the power used) stays unstated.
"""

from contextlib import suppress

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import ProtectedError

from procurement import actions, author
from procurement.models import (
    Buyer,
    Citation,
    Claim,
    Contract,
    Ground,
    Intervention,
    InterventionGround,
    Source,
    Stakeholder,
    Vendor,
    roles,
)

DEMONSTRATION = {"demonstration": True}
REASON = "First publication, from the one news report that was supplied."


@transaction.atomic
def load() -> Contract:
    """Enter the founding case and publish it, as an editor would. Gives its contract."""
    with author.editing(_user()):
        contract = _entered()
    actions.publish(contract, by=_user(), reason=REASON)
    return Contract.objects.get(pk=contract.pk)


def _entered():
    report = Source.objects.create(
        title="News report on the Mayor of London, the Metropolitan Police and Palantir",
        kind="news_report",
        notes="Used as supplied. Publisher, author, date and address are not stated.",
        **DEMONSTRATION,
    )
    contract = _contract(report)
    _hold(contract, report)
    _objections(contract, report)
    _in_favour(contract, report)
    return contract


def is_loaded() -> bool:
    """Say whether it is there: what is of the demonstration and not invented. One query."""
    return Contract.objects.filter(demonstration=True, invented=False).exists()


def remove_user() -> None:
    """Remove the account that published it, unless something else bears its name."""
    # Something does: what it published stays, and so does who.
    with suppress(ProtectedError):
        get_user_model().objects.filter(username=roles.DEMONSTRATION, is_active=False).delete()


def _user():
    """Whoever published the demonstration: an account that nobody can log in to."""
    user, created = get_user_model().objects.get_or_create(
        username=roles.DEMONSTRATION, defaults={"is_active": False}
    )
    if created:
        user.set_unusable_password()
        user.save()
    return user


def _contract(report):
    contract = Contract.objects.create(
        title="New data platform for the Metropolitan Police",
        purpose="a new data platform",
        description=(
            "The report describes a proposed deal. The force is said to have been exploring the use"
            " of the vendor’s technology in order to analyse data better."
        ),
        buyer=Buyer.objects.create(
            name="Metropolitan Police", takes_the=True, aliases="Met\nThe Met", **DEMONSTRATION
        ),
        **DEMONSTRATION,
    )
    contract.vendors.add(Vendor.objects.create(name="Palantir", **DEMONSTRATION))
    _cite(
        report,
        contract=contract,
        quotation="The Metropolitan Police had been exploring the use of Palantir's technology",
    )
    value = Claim.objects.create(
        contract=contract, fact="value", value_minor=50_000_000_00, currency="GBP",
        value_kind="proposed", rank="preferred", ready=True,
    )  # fmt: skip
    _cite(report, claim=value, quotation="a significant £50 million contract")
    stage = Claim.objects.create(
        contract=contract, fact="stage", stage="award_proposed", rank="preferred", ready=True
    )
    _cite(
        report,
        claim=stage,
        quotation="The proposed deal, which aimed to equip the Met with a new data platform",
    )
    return contract


def _hold(contract, report):
    mayor = _stakeholder("Mayor of London", "office", takes_the=True)
    hold = _act(
        contract, report, "hold", mayor, 10,
        effect="procurement_paused",
        hedge="reportedly",
        quotation="London Mayor Sadiq Khan has reportedly intervened to halt",
    )  # fmt: skip
    reason = _ground(
        hold,
        "public_trust",
        "how the deal is perceived, and what that could do to trust in the police",
        layer="attributed",
    )
    _cite(
        report,
        ground=reason,
        speaker=_stakeholder("A spokesperson for the Mayor’s office", "person"),
        hedge="reportedly",
        quotation="particularly concerned about the 'perception' of the deal",
    )


def _objections(contract, report):
    objections = "strong objections from privacy campaigners and the Mayor's own office"
    campaigners = _act(
        contract, report, "objection", _stakeholder("Privacy campaigners", "group"), 20,
        capacity="civil_society", quotation=objections,
    )  # fmt: skip
    office = _stakeholder("Mayor of London’s office", "office", takes_the=True)
    objection = _act(contract, report, "objection", office, 30, quotation=objections)
    for act in (campaigners, objection):
        for code in ("data_security", "public_trust"):
            concerns = "citing concerns over data security and public trust"
            _cite(report, ground=_ground(act, code), quotation=concerns)
    # The report's own reading of what weighed with the office, and shown as such.
    for code, words in (
        ("other", "ethics, ahead of what the platform could do for operations"),
        ("public_trust", "the public’s confidence, ahead of what the platform could do"),
    ):
        reading = _ground(objection, code, words, layer="attributed")
        _cite(
            report,
            ground=reading,
            hedge="appears to",
            quotation="appears to have prioritised ethical considerations and public confidence",
        )

    critics = _act(
        contract, report, "concern_raised", _stakeholder("Critics", "group"), 40,
        summary=(
            "The concern is with the vendor’s extensive processing of data in general;"
            " the report does not tie it to this contract alone."
        ),
        quotation="could infringe on civil liberties and lead to discriminatory practices",
    )  # fmt: skip
    _ground(critics, "civil_liberties")
    _ground(critics, "discrimination")


def _in_favour(contract, report):
    police = _stakeholder(
        "Metropolitan Police", "organisation", takes_the=True, buyer=contract.buyer
    )
    # That it favoured the contract, the report does not say.
    exploration = _act(
        contract, report, "exploration", police, 50,
        capacity="contracting_authority",
        summary=(
            "In the report it is the use of the vendor’s technology that the force had been"
            " exploring; it quotes no statement by the force."
        ),
        quotation="had been exploring the use of Palantir's technology",
    )  # fmt: skip
    efficiency = _ground(
        exploration,
        "efficiency",
        "investigations could be streamlined and operations made more efficient",
        layer="attributed",
        direction="for",
    )
    _cite(
        report,
        ground=efficiency,
        hedge="potentially",
        quotation="potentially streamlining investigations and improving operational efficiency",
    )

    proponents = _act(
        contract, report, "support_statement", _stakeholder("Proponents of the deal", "group"), 60,
        quotation=(
            "modern policing requires sophisticated tools to tackle complex crime patterns"
        ),
    )  # fmt: skip
    _ground(
        proponents,
        "operational_need",
        "what modern policing needs to deal with complex crime",
        direction="for",
    )


def _stakeholder(name, is_a, **fields):
    return Stakeholder.objects.create(name=name, is_a=is_a, **DEMONSTRATION, **fields)


def _act(contract, report, type_, stakeholder, position, *, quotation="", hedge="", **fields):
    act = Intervention.objects.create(
        contract=contract,
        type=type_,
        position=position,
        ready=True,
        **fields,
    )
    act.set_actors([stakeholder])
    _cite(report, intervention=act, quotation=quotation, hedge=hedge)
    return act


def _ground(act, code, words="", *, layer="stated", direction="against"):
    return InterventionGround.objects.create(
        intervention=act,
        ground=Ground.objects.get(code=code),
        words=words,
        layer=layer,
        direction=direction,
    )


def _cite(report, **fields):
    Citation.objects.create(source=report, attribution="reported", **fields)
