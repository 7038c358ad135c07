"""Public stakeholders that are the same body as a public buyer or vendor."""

from collections.abc import Iterable

from django.db.models import F, Q

from procurement.models import PublicParty, Stakeholder


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
