"""A structure in which merged parties lead to the one that they are. What is published names them as they were."""

from collections.abc import Iterable, Mapping
from copy import deepcopy

from procurement.models import PublicParty

from .finish import finish
from .replace import parties_in

# {(kind, id) of a merged party: what its form says in the place of its own}
Canonical = Mapping[tuple[str, int], dict]


def merged_in(contracts: Iterable[int]) -> Canonical:
    """Give {(kind, id): {"id", "slug"} of its canonical party} of merged ones that public contracts name, by public id.

    One query.
    """
    rows = PublicParty.objects.filter(
        canonical__isnull=False, mentions__contract__public_id__in=list(contracts)
    )
    columns = ("kind", "public_id", "canonical__public_id", "canonical__slug")
    return {
        (kind, public_id): {"id": to, "slug": slug}
        for kind, public_id, to, slug in rows.values_list(*columns)
    }


def follow_merges(body: dict, canonical: Canonical) -> dict:
    """Give a structure in which merged parties lead to their canonical ones, worded anew; names stay.

    What named both names it once: a buyer that is found to be the user is the buyer.
    """
    if not any((party["kind"], party["id"]) in canonical for party in parties_in(body)):
        return body
    body = deepcopy(body)
    was_another = _id(body["buyer"]) != _id(body["user_body"])
    for party in parties_in(body):
        party.update(canonical.get((party["kind"], party["id"]), {}))
    if was_another and _id(body["buyer"]) == _id(body["user_body"]):
        body["user_body"] = None
    return finish(body)


def _id(party):
    return party and party["id"]
