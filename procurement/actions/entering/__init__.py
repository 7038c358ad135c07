"""Enter a contract from a plain dictionary in the form of the dossier: what is stated in it, no more.

The form; a key that is left out, or None, is not stated:

    contract      title, purpose, description, ocid; buyer and user_body (a party), vendors (parties);
                  citations (of title and parties), claims, interventions, sources
    party         name, the (reads with “the”), aliases, website, identifiers [{scheme, value}]; of a
                  stakeholder also is_a, buyer and vendor (the same body); kind, where it is said, has to fit
    claim         fact, and what it states: value {minor, currency} with value_kind, stage, date or
                  party; rank, citations
    intervention  id (any number, for `related`), type, actors (stakeholders, one at least), capacity, date,
                  power, summary, effect, outcome, outcome_date, expires_on, related with relation,
                  grounds, citations; its target is the contract
    ground        code, layer, direction, words, citations
    citation      source (a number of `sources`), level, speaker (a stakeholder), hedge, quotation, place
    source        number, title, kind, primary, publisher, author, published, url, archive_url,
                  accessed_on, repeats (a number of `sources`), notes (never published)

A date is {"on", "precision"} or what a person types: "2026-05-21", "May 2026", "2026". What the
dossier works out (known, headline, hold, arguments, unknown …) is none of it.
"""

from django.db import transaction

from procurement import author
from procurement.models import Contract, Revision

from ..publish import publish
from .statements import contract_of


@transaction.atomic
def draft(form: object, **marks) -> Contract:
    """Make the working rows of one contract from a dictionary; all of it is ready, none public.

    Each row is made valid as a form does. A party or source that is on record already, with the
    same marks, is taken as it is there. `marks` are columns that contract, parties and sources all
    have, such as the one of demonstration rows. Raises `Refused`, whose sentences begin with the place in the
    dictionary, and then nothing is kept.
    """
    return contract_of(form, marks)


@transaction.atomic
def enter(form: object, *, by, reason: str, at=None, **marks) -> Revision:
    """Make the working rows of one contract as `draft` does, and publish it: both or neither."""
    with author.editing(by):
        contract = draft(form, **marks)
    return publish(contract, by=by, reason=reason, at=at)
