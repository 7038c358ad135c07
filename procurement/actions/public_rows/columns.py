"""The columns of a public contract: the one function that makes them."""

from typing import Any

from procurement import plaintext
from procurement.dates import LONDON
from procurement.models.fields import listed
from procurement.models.recency import recency
from procurement.models.when import WHEN_COLUMNS, when_columns
from procurement.search import indexed, indexed_apart

from .facts import Facts

COLUMNS = (
    "public_id", "ocid", "title", "slug", "headline", "known_as", "buyer_id", "user_body_id", "run_by_id",
    "unnamed_vendors", "stage", "hold", "held_since", "held_since_precision", "ever", "value_minor", "currency",
    "value_kind", "decided_on", "decided_from", "dated_on", "last_event_on", "last_event_on_precision", "last_event",
    "days", "merged", *WHEN_COLUMNS, "appeared_at", "published_at", "changed_at",
    "cpv", "category", "method", "bids_received", "regions", "framework", "rationales",
    "tracked", "disputed", "demonstration", "invented", "recency", "year", "division", "revision_hash",
    "title_words", "party_words", "words",
)  # fmt: skip


def columns(facts: Facts) -> tuple[Any, ...]:
    """Give the values of COLUMNS. Pure."""
    at, edited, noticed = facts.moments, facts.edited, facts.noticed
    dated_on = facts.decided_on or at.published_at.astimezone(LONDON).date()
    return (
        facts.public_id, facts.ocid, facts.title, plaintext.slug(facts.title), facts.headline, facts.known_as,
        facts.buyer and facts.buyer.key, facts.user_body and facts.user_body.key,
        facts.run_by and facts.run_by.key, facts.unnamed_vendors,
        facts.stage, edited.hold, edited.held_since, edited.held_since_precision, listed(edited.ever),
        *facts.value, facts.decided_on, facts.decided_from, dated_on,
        at.last_event_on, at.last_event_on_precision, at.last_event,
        facts.days, facts.merged, *when_columns(facts.stage, facts.days),
        at.appeared_at, at.published_at, at.changed_at,
        facts.cpv, facts.category, facts.method, noticed.get("bids_received"),
        listed(noticed.get("regions", ())), noticed.get("framework", ""),
        listed(noticed.get("rationales", ())), bool(edited.revision_hash), listed(edited.disputed),
        facts.demonstration, facts.invented, recency(at.last_event_on, facts.public_id), dated_on.year,
        facts.cpv[:2], edited.revision_hash, indexed(facts.title), party_words(facts), facts.text,
    )  # fmt: skip


def party_words(facts: Facts) -> str:
    """Give what a contract is found by of the parties that it names."""
    return indexed_apart(piece for party in facts.parties for piece in party.pieces)
