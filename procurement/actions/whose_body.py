"""A party as another kind of party: the row that is the same body, made where there is none.

And public stakeholders that are the same body as a public buyer or vendor.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q

from procurement import identifiers
from procurement.models import PARTIES, Identifier, PublicParty, Stakeholder
from procurement.models.versions import advance

_SHARED = ("name", "takes_the", "aliases", "website", "demonstration")


def party_as(party, kind: str):
    """Give the party of a kind that is the same body as another party, if there is one: of several the first.

    A stakeholder is by its link to a buyer or vendor; buyer and vendor are by a stakeholder that links to both, or by
    a number that no two bodies share. What was merged stands for what it leads to. Reads two to four times.
    """
    party = party.canonical or party
    if party.kind == kind:
        return party
    if kind == Stakeholder.kind:
        return _stakeholders_of(party).first()
    for stakeholder in [party] if party.kind == Stakeholder.kind else _stakeholders_of(party):
        if linked := getattr(stakeholder, kind):
            return linked.canonical or linked
    return _by_number(party, kind)


@transaction.atomic
def add_party_as(party, kind: str):
    """Give the party of a kind that is the same body as another; a draft with the same name where there is none.

    A new stakeholder links to it. A new buyer or vendor has its numbers, and the stakeholder that is the same body
    comes to link to it, made where there is none: an edit of that stakeholder, pending until it is published. Raises
    `Conflict` where that was saved meanwhile.
    """
    if found := party_as(party, kind):
        return found
    party = party.canonical or party
    row = PARTIES[kind](**{name: getattr(party, name) for name in _SHARED})
    if kind == Stakeholder.kind:
        setattr(row, party.kind, party)
        row.save()
        return row
    row.save()
    for one in party.identifiers.all():
        Identifier.objects.create(**{kind: row}, scheme=one.scheme, value=one.value)
    link_body(add_party_as(party, Stakeholder.kind), row)
    return row


@transaction.atomic
def link_body(stakeholder: Stakeholder, body) -> None:
    """Say that a stakeholder is a buyer or vendor, pending until it is published.

    Raises `Conflict` where that was saved meanwhile.
    """
    advance(stakeholder, stakeholder.version)
    setattr(stakeholder, body.kind, body)
    stakeholder.save(update_fields=[body.kind, "updated_at"])


def _stakeholders_of(party):
    linked = Q(**{party.kind: party}) | Q(**{f"{party.kind}__canonical": party})
    return Stakeholder.objects.current().filter(linked).order_by("pk")


def _by_number(party, kind):
    for one in party.identifiers.all():
        if identifiers.is_strong(one.scheme):
            rows = PARTIES[kind]._default_manager.filter(
                identifiers__scheme=one.scheme, identifiers__value=one.value
            )
            if found := rows.select_related("canonical").first():
                return found.canonical or found
    return None


def same_body(party) -> PublicParty | None:
    """Give the public buyer or vendor that is the same body as a stakeholder."""
    body = getattr(party, "buyer", None) or getattr(party, "vendor", None)
    if body is None:
        return None
    ids = [body.public_id, body.canonical and body.canonical.public_id]
    rows = PublicParty.objects.filter(kind=body.kind, public_id__in=[one for one in ids if one])
    found = {row.public_id: row for row in rows}
    return next((found[one] for one in ids if one in found), None)


def write_same_bodies(kind: str, parties: Iterable[int]) -> None:
    """Write anew which body public stakeholders are, of those that are one of some parties, by their keys.

    They may have become public before it, or who it is has changed. Not those with a pending edit: it
    may be what says so.
    """
    if kind == "stakeholder":
        return
    keys = list(parties)
    of = Q(**{f"{kind}__in": keys}) | Q(**{f"{kind}__canonical__in": keys})
    rows = Stakeholder.objects.filter(of, published_version=F("version"))
    for one in rows.select_related("buyer__canonical", "vendor__canonical"):
        copies = PublicParty.objects.filter(kind="stakeholder", public_id=one.public_id or 0)
        copies.update(same_as=same_body(one))
