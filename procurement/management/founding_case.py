"""The founding case as the demonstration record: one news report, with its own hedges.

Every statement is the report's, in words of ours beyond short quotations; what it does not
state (its publisher, any date, the power used) stays unstated.
"""

from contextlib import suppress

from django.contrib.auth import get_user_model
from django.db.models import ProtectedError

from procurement import actions
from procurement.models import Contract, roles

REASON = "First publication, from the one news report that was supplied."


def load() -> Contract:
    """Enter the founding case and publish it, as an editor would. Gives its contract."""
    return actions.enter(_case(), by=_user(), reason=REASON, demonstration=True).contract


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


def _case():
    force = {"name": "Metropolitan Police", "the": True, "aliases": ["Met", "The Met"]}
    return {
        "title": "New data platform for the Metropolitan Police",
        "purpose": "a new data platform",
        "description": (
            "The report describes a proposed deal. The force is said to have been exploring the use"
            " of the vendor’s technology in order to analyse data better."
        ),
        "buyer": force,
        "vendors": [{"name": "Palantir"}],
        "citations": _cited(
            "The Metropolitan Police had been exploring the use of Palantir's technology"
        ),
        "claims": [
            {
                "fact": "value", "value": {"minor": 50_000_000_00, "currency": "GBP"},
                "value_kind": "proposed", "rank": "preferred",
                "citations": _cited("a significant £50 million contract"),
            },
            {
                "fact": "stage", "stage": "award_proposed", "rank": "preferred",
                "citations": _cited(
                    "The proposed deal, which aimed to equip the Met with a new data platform"
                ),
            },
        ],
        "interventions": [_hold(), *_objections(), *_in_favour(force)],
        "sources": [
            {
                "number": 1,
                "title": "News report on the Mayor of London, the Metropolitan Police and Palantir",
                "notes": "Used as supplied. Publisher, author, date and address are not stated.",
            }
        ],
    }  # fmt: skip


def _hold():
    return {
        "type": "hold",
        "actors": [{"name": "Mayor of London", "is_a": "office", "the": True}],
        "effect": "procurement_paused",
        "citations": _cited(
            "London Mayor Sadiq Khan has reportedly intervened to halt", hedge="reportedly"
        ),
        "grounds": [
            {
                "code": "public_trust", "layer": "attributed",
                "words": "how the deal is perceived, and what that could do to trust in the police",
                "citations": _cited(
                    "particularly concerned about the 'perception' of the deal",
                    hedge="reportedly",
                    speaker={"name": "A spokesperson for the Mayor’s office", "is_a": "person"},
                ),
            }
        ],
    }  # fmt: skip


def _objections():
    objections = "strong objections from privacy campaigners and the Mayor's own office"
    concerns = [
        {"code": code, "citations": _cited("citing concerns over data security and public trust")}
        for code in ("data_security", "public_trust")
    ]
    readings = [
        {
            "code": code, "words": words, "layer": "attributed",
            "citations": _cited(
                "appears to have prioritised ethical considerations and public confidence",
                hedge="appears to",
            ),
        }
        for code, words in (
            ("other", "ethics, ahead of what the platform could do for operations"),
            ("public_trust", "the public’s confidence, ahead of what the platform could do"),
        )
    ]  # fmt: skip
    office = {"name": "Mayor of London’s office", "is_a": "office", "the": True}
    yield {
        "type": "objection",
        "actors": [{"name": "Privacy campaigners", "is_a": "group"}],
        "capacity": "civil_society",
        "grounds": concerns,
        "citations": _cited(objections),
    }
    yield {
        "type": "objection",
        "actors": [office],
        "grounds": [*concerns, *readings],
        "citations": _cited(objections),
    }
    yield {
        "type": "concern_raised",
        "actors": [{"name": "Critics", "is_a": "group"}],
        "summary": (
            "The concern is with the vendor’s extensive processing of data in general;"
            " the report does not tie it to this contract alone."
        ),
        "grounds": [{"code": "civil_liberties"}, {"code": "discrimination"}],
        "citations": _cited(
            "could infringe on civil liberties and lead to discriminatory practices"
        ),
    }


def _in_favour(force):
    yield {
        "type": "exploration",
        "actors": [force | {"aliases": None, "is_a": "organisation", "buyer": force}],
        "capacity": "contracting_authority",
        "summary": (
            "In the report it is the use of the vendor’s technology that the force had been"
            " exploring; it quotes no statement by the force."
        ),
        "grounds": [
            {
                "code": "efficiency", "layer": "attributed", "direction": "for",
                "words": "investigations could be streamlined and operations made more efficient",
                "citations": _cited(
                    "potentially streamlining investigations and improving operational efficiency",
                    hedge="potentially",
                ),
            }
        ],
        "citations": _cited("had been exploring the use of Palantir's technology"),
    }  # fmt: skip
    yield {
        "type": "support_statement",
        "actors": [{"name": "Proponents of the deal", "is_a": "group"}],
        "grounds": [
            {
                "code": "operational_need", "direction": "for",
                "words": "what modern policing needs to deal with complex crime",
            }
        ],
        "citations": _cited(
            "modern policing requires sophisticated tools to tackle complex crime patterns"
        ),
    }  # fmt: skip


def _cited(quotation, **more):
    return [{"source": 1, "quotation": quotation, **more}]
