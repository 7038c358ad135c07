"""A structure in which merged parties lead to the one that they are. What is published names them as they were."""

from collections.abc import Iterable, Mapping

from procurement.models import PublicParty

from .finish import finish
from .parties_and_sources import Key
from .replace import parties_in

# {a merged party: what its form says in the place of its own}
Canonical = Mapping[Key, dict]


def merged_in(contracts: Iterable[int]) -> Canonical:
    """Give {key: {"id", "slug"} of its canonical party} of merged ones that public contracts name, by public id.

    One query.
    """
    rows = PublicParty.objects.filter(
        canonical__isnull=False, mentions__contract__public_id__in=list(contracts)
    )
    columns = ("kind", "public_id", "canonical__public_id", "canonical__slug")
    return {
        Key(kind, public_id): {"id": to, "slug": slug}
        for kind, public_id, to, slug in rows.values_list(*columns)
    }


def follow_merges(body: dict, canonical: Canonical) -> dict:
    """Let merged parties lead to their canonical ones, and word the structure anew; names stay.

    What named both names it once: a buyer that is found to be the user is the buyer.
    """
    named = [party for party in parties_in(body) if (party["kind"], party["id"]) in canonical]
    if not named:
        return body
    was_another = not is_same(body["buyer"], body["user_body"])
    for party in named:
        # One form may stand in several places.
        party.update(canonical.get(Key(party["kind"], party["id"]), {}))
    if was_another and is_same(body["buyer"], body["user_body"]):
        body["user_body"] = None
    return finish(body)


def is_same(one: dict | None, other: dict | None) -> bool:
    """Tell whether two forms are of one party."""
    return bool(one and other) and one["id"] == other["id"]
