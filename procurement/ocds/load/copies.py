"""Writes the public rows of contracts that the register alone speaks of.

The same rows as a publication would write from their dossiers, which a test sees to.
"""

import datetime
from operator import itemgetter

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from procurement import actions, codelists, plaintext, wording, worth
from procurement.models import (
    PublicContract,
    PublicContractBuyer,
    PublicContractVendor,
    PublicMention,
    PublicSum,
    bulk,
)
from procurement.models.fields import listed
from procurement.models.recency import recency
from procurement.models.when import REGISTER_DAYS, WHEN_COLUMNS, when_columns
from procurement.money import Money
from procurement.shares import NO_SHARE, decisions, purchases, shares

from .. import register
from ..values import LONDON
from .contract_notices import ContractNotices
from .parties import Parties, Party
from .parts import write_parts

_TOLD = (
    "title", "slug", "headline", "known_as", "buyer_id", "user_body_id", "stage", "value_minor",
    "currency", "value_kind", "days", *WHEN_COLUMNS, "decided_on", "decided_from", "dated_on", "last_event",
    "last_event_on", "last_event_on_precision", "appeared_at", "published_at", "changed_at", "cpv",
    "division", "category", "method", "bids_received", "regions", "framework", "rationales",
    "year", "recency", "title_words", "words",
)  # fmt: skip
_NEW = (
    "public_id", "ocid", "hold", "held_since_precision", "ever", "tracked", "disputed",
    "demonstration", "invented", "revision_hash",
)  # fmt: skip
# Where other rows than its own name the parties of a contract.
_NAMING: tuple[tuple[type[Model], str], ...] = (
    (PublicContractVendor, "vendor"),
    (PublicContractBuyer, "buyer"),
    (PublicMention, "party"),
)


def write(
    works: list[ContractNotices], buyers: Parties, vendors: Parties, *, invented: bool
) -> set[int]:
    """Write the public rows of untracked contracts; give the parties that they named before.

    `works` are those that are public and that no editor has published.
    """
    now, how = timezone.now(), wording.by_notices(invented=invented)
    known, placed = _known([work.public_id for work in works if work.existing])
    before = _unlink(list(known.values()))
    new = [work for work in works if work.public_id not in known]
    keys = bulk.ids(PublicContract, len(new))
    inserted, updated, links, parts, mentions, sums = [], [], [], [], [], []
    for work in works:
        buyer, user, suppliers = _named(work, buyers, vendors)
        bought = _bought(work, buyer, buyers)
        told = _told(work, buyer, user, suppliers, max(len(bought) - 1, 0), how, now)
        pk = known.get(work.public_id)
        if pk is None:
            pk = next(keys)
            fresh = (work.public_id, work.ocid, "none", "", "", False, "", invented, invented, "")
            inserted.append((pk, *told, *fresh))
        else:
            updated.append((pk, *told))
        links += _links(pk, work, vendors)
        parts += [(pk, who, part) for who, part in bought.items()]
        sums += _sums(pk, work.document)
        mentions += _mentions(pk, work, buyers, vendors)
    bulk.insert(PublicContract, ("id", *_TOLD, *_NEW), sorted(inserted, key=_place))
    _unindex(placed)
    bulk.update(PublicContract, ("id", *_TOLD), sorted(updated, key=_place))
    write_parts(links, parts, sums)
    bulk.insert(PublicMention, ("contract_id", "party_id"), mentions)
    return before


def _sums(pk, said):
    """What the headline value leaves out."""
    out = worth.beside(said["sums"], said["value_kind"])
    return [(pk, None, None, one["kind"], one["currency"], one["minor"]) for one in out]


# Keys that go down make the index of words on SQLite slow, so that rows are written in their order.
_place = itemgetter(_TOLD.index("recency") + 1)


def _known(public_ids):
    """{public id: key} of those that are there, and (place in the index, key)."""
    columns = ("public_id", "id", "recency")
    rows = bulk.select(PublicContract, columns, "public_id", public_ids)
    return {public_id: pk for public_id, pk, _ in rows}, [(place, pk) for _, pk, place in rows]


def _unindex(placed):
    """On SQLite, take rows out of the index of words before they are written, in their order too."""
    if connection.vendor == "sqlite":
        bulk.update(PublicContract, ("id", "words"), [(pk, "") for _, pk in sorted(placed)])


def _unlink(pks):
    """Take vendors, buyers of awards and mentions off; give the parties that were named."""
    before: set[int] = set()
    for part in bulk.sliced(pks):
        PublicSum.objects.filter(contract__in=part)._raw_delete("default")
        for model, column in _NAMING:
            links = model._default_manager.filter(contract__in=part)
            before.update(links.values_list(column, flat=True))
            links._raw_delete("default")
        rows = PublicContract.objects.filter(pk__in=part).values_list("buyer", "user_body")
        before.update(pk for row in rows for pk in row if pk)
    return before


def _named(work, buyers, vendors):
    """Buyer, user and the vendors of the awards that stand or by role alone, each once and by name."""
    buyer, user = buyers.buyer_and_user(work)
    suppliers = (vendors.of(work.parties[place]) for place in register.supplying(work.document))
    found = {party.pk: party for party in suppliers if party}
    return (
        buyer,
        user,
        sorted(found.values(), key=lambda one: (one.name.casefold(), one.name, one.pk)),
    )


def _bought(work, buyer, buyers):
    """{key of a buyer: its part}, where awards have several; nothing is looked up where they have not."""
    said = work.document
    if not any("buyer" in row for row in (*said["awards"], *said["agreements"])):
        return {}

    def bought(row):
        return buyers.of(work.parties[row["buyer"]]).public_pk if "buyer" in row else None

    return purchases(said["awards"], said["agreements"], bought, buyer and buyer.public_pk)


def _told(
    work, buyer: Party | None, user: Party | None, suppliers: list[Party], others: int, how, now
) -> tuple:
    said = work.document
    # £0.01 and the like are no prices, and none comes here: they never count.
    value = said.get("value") or {"minor": None, "currency": ""}
    dates, days = _dates(work, now), _days(work)
    named = [one for one in (buyer, user, *suppliers) if one]
    title_words = actions.title_words(said["title"], [one.name for one in named])
    cpv = said.get("cpv", "")
    return (
        said["title"], plaintext.slug(said["title"]), _headline(said, buyer, others, suppliers, how),
        how.label, buyer and buyer.public_pk, user and user.public_pk, said["stage"],
        value["minor"], value["currency"], said["value_kind"] if "value" in said else "", bulk.json(days),
        *when_columns(said["stage"], days), *dates,
        cpv, cpv[:2], said.get("category", "not_stated"), said.get("method", "not_stated"),
        said.get("bids_received"), listed(said.get("regions", ())), said.get("framework", ""),
        listed(said.get("rationales", ())),
        dates[2].year, recency(dates[4], work.public_id), title_words, _words(work, title_words, named),
    )  # fmt: skip


def _dates(work, now) -> tuple:
    """When it was decided, what happened last, and when it was first and last told of."""
    stated, first, last = work.document.get("decided_on"), work.first_at or now, work.last.at
    decided = stated and datetime.date.fromisoformat(stated)
    day = last and last.astimezone(LONDON).date()
    event = codelists.notice_event(work.last.type) if day else ""
    return (
        decided, work.document.get("decided_from", ""), decided or first.astimezone(LONDON).date(),
        event, day, "day" if day else "",
        bulk.stamp(work.first_at), bulk.stamp(first), bulk.stamp(last or now),
    )  # fmt: skip


def _days(work) -> dict[str, str]:
    """What its stage is told by, as `wording.DAYS` has it."""
    last = work.last.at
    said = last and last.astimezone(LONDON).date().isoformat()
    days = {name: work.document[name] for name in REGISTER_DAYS if name in work.document}
    days |= wording.beside(work.document)
    return {"said_on": said, **days} if said else days


def _headline(said, buyer, others, suppliers, how):
    value = said.get("value")
    return wording.headline(
        buyer=wording.and_others(wording.party_name(buyer.name, buyer.the), others)
        if buyer
        else "",
        vendors=[wording.party_name(one.name, one.the) for one in suppliers],
        purpose="",
        value=Money(value["minor"], value["currency"]).short() if value else "",
        stage=said["stage"],
        hold="none",
        actors=[],
        how=how,
        value_kind=said["value_kind"],
    )


def _words(work, title_words, parties):
    """What its notices say, and all that its parties bear besides."""
    borne = [piece for party in parties for piece in party.pieces]
    return actions.with_pieces(work.words, borne, title_words)


def _links(pk, work, vendors):
    def supply(award):
        own = (vendors.of(work.parties[place]).public_pk for place in award["suppliers"])
        return list(dict.fromkeys(own))

    said = work.document
    parts = shares(decisions(said["awards"], said["agreements"], supply))
    for place in said.get("by_role", ()):
        parts.setdefault(vendors.of(work.parties[place]).public_pk, NO_SHARE)
    return [(pk, vendor, part) for vendor, part in parts.items()]


def _mentions(pk, work, buyers, vendors):
    """Parties that nothing else of a public row names: of awards that came to nothing, or bought for another."""
    said, (buyer, user) = work.document, buyers.buyer_and_user(work)
    linked = {one.public_pk for one in (buyer, user) if one}
    linked |= {vendors.of(work.parties[place]).public_pk for place in register.supplying(said)}
    named = [buyers.of(work.parties[place]) for place in register.buyers(said)]
    named += [vendors.of(work.parties[place]) for place in register.vendors(said)]
    return [
        (pk, one) for one in dict.fromkeys(party.public_pk for party in named) if one not in linked
    ]
