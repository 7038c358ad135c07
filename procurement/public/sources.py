"""Public sources, and what they are cited for."""

from django.db.models import QuerySet

from procurement import dossier
from procurement.dossier import statements
from procurement.models import PublicParty, PublicSource, Revision

from .contract_dossier import is_readable
from .contracts import contracts_naming, newest_first


def sources() -> QuerySet[PublicSource]:
    """Public sources."""
    return PublicSource.objects.select_related("repeats")


def cited_for(thing: PublicParty | PublicSource, most: int) -> list[dict]:
    """Give [{"body", "statements"}] of the last contracts that cite a source, or a stakeholder.

    The statements are those that the source backs, or for which the stakeholder is cited, or that
    say that a decision is its own; each as `dossier.statements` gives them. Two queries.
    """
    naming = newest_first(contracts_naming(thing)).prefetch_related(None)[:most]
    hashes = dict(naming.values_list("revision_hash", "merged"))
    revisions = Revision.objects.filter(hash__in=list(hashes)).select_related("body")
    bodies = {
        one.hash: _followed(dossier.rest_of(one.body.text), hashes[one.hash]) for one in revisions
    }
    of = statements.cited_for if isinstance(thing, PublicSource) else statements.spoken_by
    readable = [body for one in hashes if (body := bodies.get(one))]
    found = [{"body": body, "statements": of(body, thing.public_id)} for body in readable]
    return [one for one in found if one["statements"]]


def _followed(body, merged):
    return dossier.follow_merges(body, merged) if is_readable(body) else None
