"""The door: all that a public surface may call. It reads the copies and nothing else."""

import datetime
import json

from django.db import connections
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Collate

from procurement import dossier as forms
from procurement import search
from procurement.dossier import statements
from procurement.dossier.unknown import NEEDS_POWER
from procurement.models import (
    Counter,
    PublicContract,
    PublicContractVendor,
    PublicIntervention,
    PublicInterventionGround,
    PublicParty,
    PublicSource,
    Revision,
    Tombstone,
)


def contracts() -> QuerySet[PublicContract]:
    """Public contracts, with what a row shows: its buyer and vendors."""
    return PublicContract.objects.select_related("buyer").prefetch_related(
        Prefetch("vendors", by_name(PublicParty.objects.all()))
    )


def interventions() -> QuerySet[PublicIntervention]:
    """Public interventions, with what a row shows: actor, contract with its buyer, grounds."""
    return PublicIntervention.objects.select_related(
        "stakeholder", "contract__buyer"
    ).prefetch_related(
        Prefetch("grounds", PublicInterventionGround.objects.order_by("pk")),
        Prefetch("contract__vendors", by_name(PublicParty.objects.all())),
    )


def latest_first(queryset: QuerySet[PublicIntervention]) -> QuerySet[PublicIntervention]:
    """Order acts by date, those without one after them as they stand in their trails."""
    happened_on = F("happened_on").desc(nulls_last=True)
    return queryset.order_by(happened_on, "-contract__public_id", "position")


def parties(kind: str) -> QuerySet[PublicParty]:
    """Public buyers, vendors or stakeholders."""
    return PublicParty.objects.filter(kind=kind).select_related("same_as")


def by_name(queryset: QuerySet[PublicParty], *first: str) -> QuerySet[PublicParty]:
    """Order parties by some columns `first`, then by folded name, the same on both databases."""
    # Each database sorts text its own way unless told: byte by byte is the one both have.
    bytewise = "C" if connections[queryset.db].vendor == "postgresql" else "BINARY"
    return queryset.order_by(*first, Collate(F("words"), bytewise), "public_id")


def bearers(kind: str, scheme: str, value: str) -> list[int]:
    """Give the keys of the public parties of a kind that bear an identifier. One query."""
    candidates = search.match(PublicParty.objects.filter(kind=kind), value)
    borne = {"scheme": scheme, "value": value}
    return [pk for pk, all_ in candidates.values_list("pk", "identifiers") if borne in all_]


def choosers(chosen: dict[str, list[int]], *, sample: bool) -> dict[str, list[tuple[str, str]]]:
    """Give {kind: [(public id, name)]} by name: the 100 most named, and those chosen. One query.

    `chosen` is {kind: public ids}, and says which kinds are wanted.
    """
    offered = PublicParty.objects.filter(_has_part(), is_sample__in=[False, sample])
    wanted = Q()
    for kind, ids in chosen.items():
        most = offered.filter(kind=kind).order_by("-contract_count", "public_id")[:100]
        wanted |= Q(pk__in=most.values("pk")) | Q(kind=kind, public_id__in=ids)
    found = PublicParty.objects.filter(wanted).only("kind", "public_id", "name") if chosen else []
    rows = sorted(found, key=lambda party: (search.fold(party.name), party.public_id))
    return {
        kind: [(str(party.public_id), party.name) for party in rows if party.kind == kind]
        for kind in chosen
    }


def _has_part():
    """Whoever a filter can find: buys, supplies or acts, and is not only cited."""
    buys = PublicContract.objects.filter(buyer=OuterRef("pk"))
    supplies = PublicContractVendor.objects.filter(vendor=OuterRef("pk"))
    return (
        Q(kind="stakeholder", intervention_count__gt=0)
        | (Q(kind="buyer") & Exists(buys))
        | (Q(kind="vendor") & Exists(supplies))
    )


def grounds() -> dict[str, str]:
    """Give {code: name} of the grounds that public interventions rest on. One query."""
    rows = _without_samples(PublicInterventionGround.objects.all(), "intervention__is_sample")
    found = set(rows.values_list("ground", "name"))
    return dict(sorted(found, key=lambda one: (search.fold(one[1]), one[1], one[0])))


def has_real() -> bool:
    """Say whether any contract beyond the demonstration record is public. One query."""
    return PublicContract.objects.filter(is_sample=False).exists()


def _without_samples(rows, is_sample="is_sample"):
    """Leave the demonstration record out once a real contract is public, as lists do."""
    real = PublicContract.objects.filter(is_sample=False)
    return rows.filter(Q(**{is_sample: False}) | ~Exists(real))


def by_last_event(queryset: QuerySet[PublicContract]) -> QuerySet[PublicContract]:
    """Order contracts by what happened last, those without a date after them."""
    last_event = F("last_event_on").desc(nulls_last=True)
    return queryset.order_by(last_event, "-published_at", "-public_id")


def same_bodies(party: PublicParty) -> list[PublicParty]:
    """The public parties that are the same body as this one. Reads `same_as`: one query."""
    also = list(by_name(party.also.all()))
    return [party.same_as, *also] if party.same_as else also


def interventions_of(party: PublicParty) -> QuerySet[PublicIntervention]:
    """A stakeholder's interventions, or those on what a buyer buys or a vendor supplies.

    Of a party that real contracts name, only the real ones, which are what it counts.
    """
    acts = latest_first(interventions())
    acts = acts.filter(is_sample=party.is_sample)
    if party.kind == "stakeholder":
        return acts.filter(stakeholder=party)
    if party.kind == "buyer":
        return acts.filter(contract__buyer=party)
    return acts.filter(contract__in=party.supplied.all())


def sources() -> QuerySet[PublicSource]:
    """Public sources."""
    return PublicSource.objects.select_related("repeats")


def contracts_naming(thing: PublicParty | PublicSource) -> QuerySet[PublicContract]:
    """The public contracts that name a party or cite a source, in whichever part.

    Of what real contracts name, only the real ones, which are what it counts.
    """
    field = "source" if isinstance(thing, PublicSource) else "party"
    mentions = thing.mentions.filter(**{field: thing})
    return contracts().filter(mentions__in=mentions, is_sample=thing.is_sample)


def cited_for(thing: PublicParty | PublicSource, most: int) -> list[dict]:
    """Give [{"body", "statements"}] of the last contracts that cite a source, or a stakeholder.

    The statements are those that the source backs, or for which the stakeholder is cited, or that
    say that a decision is its own; each as `dossier.statements` gives them. Two queries.
    """
    naming = by_last_event(contracts_naming(thing)).prefetch_related(None)[:most]
    hashes = list(naming.values_list("revision_hash", flat=True))
    revisions = Revision.objects.filter(hash__in=hashes).select_related("body")
    bodies = {revision.hash: revision.body.load() for revision in revisions}
    of = statements.cited_for if isinstance(thing, PublicSource) else statements.spoken_by
    readable = [bodies[one] for one in hashes if is_readable(bodies.get(one))]
    found = [{"body": body, "statements": of(body, thing.public_id)} for body in readable]
    return [one for one in found if one["statements"]]


def dossier(public_id: int, number: int | None = None) -> dict | None:
    """Give the public form of a public contract: its newest, or its revision of that number.

    None where there is none, or where the body of that revision was emptied.
    """
    found = revision(public_id, number)
    return found.body.load() if found else None


def revision(public_id: int, number: int | None = None) -> Revision | None:
    """Give the newest revision of a public contract, or its revision of that number, with body."""
    revisions = history(public_id)
    return revisions.first() if number is None else revisions.filter(number=number).first()


def revision_hash(public_id: int) -> str | None:
    """Give the hash of the newest revision of a public contract: what its ETag rests on."""
    return (
        PublicContract.objects.filter(public_id=public_id)
        .values_list("revision_hash", flat=True)
        .first()
    )


def history(public_id: int) -> QuerySet[Revision]:
    """The revisions of a contract that is public now, with their bodies."""
    public = PublicContract.objects.filter(public_id=public_id).values("public_id")
    return (
        Revision.objects.filter(contract_public_id__in=public)
        .select_related("body")
        .order_by("-number")
    )


def changes(public_id: int) -> list[dict]:
    """Give [{"revision", "changes"}] of a public contract, newest first.

    `changes` is [{"what", "before", "after"}] against the revision before it.
    """
    told, before = [], None
    for revision in reversed(history(public_id)):
        body = _readable(revision)
        told.append({"revision": revision, "changes": forms.changes(before, body)})
        before = body
    return told[::-1]


def _readable(revision):
    body = json.loads(revision.body.text or "{}")
    return body if "title" in body else None


def tombstone(kind: str, public_id: int) -> Tombstone | None:
    """Why an address that was public is not, if it was."""
    return Tombstone.objects.filter(kind=kind, public_id=public_id).first()


def data_version() -> int:
    """Count of all changes of the public record: what a list's ETag rests on."""
    counter = Counter.objects.filter(name="data").first()
    return counter.last if counter else 0


def today() -> datetime.date:
    """The day in UTC, which pages that print elapsed days put into their ETag."""
    return datetime.datetime.now(datetime.UTC).date()


def front() -> dict:
    """Give what the front page shows: open holds, latest decisions and acts, and how many."""
    shown, acts = _without_samples(contracts()), _without_samples(interventions())
    held = shown.exclude(hold="none").order_by(
        F("held_since").desc(nulls_last=True), "-changed_at", "-public_id"
    )
    return {
        "held": held[:5],
        "held_count": held.count(),
        "latest": shown.order_by("-changed_at", "-public_id")[:5],
        "acts": latest_first(acts)[:5],
        "contract_count": shown.count(),
        "act_count": acts.count(),
        "source_count": _without_samples(PublicSource.objects.all()).count(),
    }


def is_readable(body: dict | None) -> bool:
    """Whether the body of a revision is a contract's: not emptied, and not of a withdrawal."""
    return body is not None and "title" in body


def needing_power() -> set[str]:
    """Give the types of act that need a legal power, so that its absence is worth saying."""
    return NEEDS_POWER


def accounts(body: dict) -> list[dict]:
    """Give [{"fact", "disputed", "claims"}]: facts of which more is claimed than the headline says.

    Each claim carries `headline`: whether the headline facts follow it.
    """
    found: dict[str, list] = {}
    for claim in body["claims"]:
        found.setdefault(claim["fact"], []).append(claim)
    return [
        {"fact": fact, "disputed": fact in body["disputed"], "claims": claims}
        for fact, claims in found.items()
        if fact in body["disputed"] or not all(claim["headline"] for claim in claims)
    ]
