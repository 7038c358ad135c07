"""What the newest published body of a contract says, as facts."""

import datetime
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from procurement import codelists, dates, dossier
from procurement.dates import LONDON
from procurement.dossier.finish import known_as
from procurement.models import Revision
from procurement.money import Money
from procurement.search import indexed
from procurement.searchable_text import words_of
from procurement.shares import (
    NO_SHARE,
    REMOVED,
    Amount,
    Share,
    cancelled,
    decisions,
    nameless,
    proposed,
    purchases,
    shares,
)

from .facts import NO_VALUE, EditedFacts, Facts, Moments, NamedParty, Sums, Value, merged_among
from .interventions import intervention_facts

Parties = Mapping[tuple[str, int], NamedParty]


def body_facts(
    body: dict[str, Any],
    revision: Revision,
    parties: Parties,
    sources: Mapping[int, int],
    published_at: datetime.datetime,
) -> Facts:
    """Give the facts of a published body, by its revision.

    `parties` are those that it names by kind and public id, `sources` the keys of those it cites by public
    id; `published_at` is when it was first published.
    """
    named = {key: parties[key] for key in named_in(body)}
    merged = merged_among(named.values())
    body = dossier.follow_merges(body, merged)
    own = {(kind, one.canonical_id): one for (kind, _), one in named.items()}
    return Facts(
        public_id=body["id"],
        ocid=body["ocid"],
        title=body["title"],
        headline=dossier.headline(body),
        known_as=known_as(body),
        unnamed_vendors=dossier.unnamed_vendors(body),
        merged=merged,
        mentions=_mentions(body, named.values(), sources),
        **_who(body, own),
        **_what(body),
        moments=_moments(body, revision, published_at),
        text=indexed(words_of(body)),
        demonstration=body["demonstration"],
        invented=body["invented"],
        edited=_edited(body, revision, own),
    )


def _who(body, own) -> dict[str, Any]:
    """Whom it names, and the part of each."""
    return {
        "buyer": _party(body["buyer"], own),
        "user_body": _party(body["user_body"], own),
        "run_by": _party((body["register"] or {}).get("run_by"), own),
        "parties": list({one.key: one for one in own.values()}.values()),
        "vendors": _supplied(body, own),
        "buyers": _bought(body, own),
    }


def _what(body) -> dict[str, Any]:
    """How far it is, what it is worth, and what is bought how."""
    decided = body["dates"].get("decided_on", {})
    return {
        "stage": body["stage"]["code"],
        "days": body["days"],
        "value": _value(body["value"]),
        "beside": _beside(body),
        "decided_on": _partial(decided.get("date"))[0],
        "decided_from": decided.get("from", ""),
        "cpv": body.get("cpv", ""),
        "category": body["category"],
        "method": body["method"],
        "noticed": body["register"] or {},
    }


def _mentions(body, named: Collection[NamedParty], sources) -> list[tuple[int | None, int | None]]:
    """All parties that it names, those that were merged by their own rows too, and all sources that it cites."""
    keys = {one.key for one in named} | {one.merged.key for one in named if one.merged}
    cited = [sources[one["id"]] for one in body["sources"]]
    return [*((key, None) for key in keys), *((None, key) for key in cited)]


def named_in(part: Any) -> Iterator[tuple[str, int]]:
    """Yield (kind, public id) of the parties that a part of a body names, as often as it does."""
    if isinstance(part, dict):
        if dossier.is_party(part):
            yield part["kind"], part["id"]
        for value in part.values():
            yield from named_in(value)
    elif isinstance(part, list):
        for value in part:
            yield from named_in(value)


def _party(entry, parties) -> NamedParty | None:
    return parties[entry["kind"], entry["id"]] if entry else None


def _keys(entries, parties) -> list[int]:
    return list(dict.fromkeys(parties[one["kind"], one["id"]].key for one in entries))


def _supplied(body, parties) -> dict[int, Share]:
    """{key of a vendor: its part} for the vendors that a body names as such, and of cancelled and proposed awards."""
    vendors = _keys(body["vendors"], parties)

    def supply(row):
        return [*_keys(row.get("vendors", ()), parties), *nameless(row)]

    parts = shares(_decisions(body, vendors, parties, supply))
    stated = {vendor: parts.get(vendor, NO_SHARE) for vendor in vendors}
    rows = body["awards"], body["agreements"]
    gone = [one for row in (*rows[0], *rows[1]) for one in row.get("removed", ())]
    left = dict.fromkeys(_keys(gone, parties), REMOVED)
    return left | cancelled(*rows, supply) | proposed(*rows, supply) | stated


def _decisions(body, vendors, parties, supply):
    """(vendors, values) of each award that stands; of a contract without any, of its headline.

    Not of those whom notices name as suppliers, but of no award: what is theirs is not stated.
    """
    if not body["awards"] and not any("vendors" in one for one in body["agreements"]):
        value, by_role = body["value"], _keys(_by_role(body), parties)
        sum_ = [Amount(value["kind"], Money(value["minor"], value["currency"]))] if value else []
        yield [vendor for vendor in vendors if vendor not in by_role], sum_
    yield from decisions(body["awards"], body["agreements"], supply, own=supply)


def _by_role(body):
    """None where editors say who the vendors are."""
    claimed = any(claim["fact"] == "vendor" and claim["headline"] for claim in body["claims"])
    return [] if claimed else body.get("by_role", ())


def _bought(body, parties) -> dict[int, Share]:
    """{key of a buyer: its part} where the awards of a body have several; {} of others."""

    def bought(row):
        return _keys(row.get("buyers", ()), parties)

    first = _party(body["buyer"], parties)
    return purchases(body["awards"], body["agreements"], bought, first and first.key)


def _value(value) -> Value:
    return Value(value["minor"], value["currency"], value["kind"]) if value else NO_VALUE


def _beside(body) -> Sums:
    """What the headline value leaves out.

    Where editors say what the value is, what notices say of a decided one is no sum of its own.
    """
    value, register = body["value"], body["register"] or {}
    kinds = {value["kind"]} if value else set()
    if value and value["citations"]:
        kinds.add("decided")
    return [
        (one["kind"], one["currency"], one["minor"])
        for one in register.get("sums", ())
        if one["kind"] not in kinds
    ]


def _moments(body, revision, published_at) -> Moments:
    words, date = _last_event(body)
    return Moments(_appeared(body, published_at), published_at, revision.at, words, *_partial(date))


def _appeared(body, published_at):
    """The date of its first notice, if one has a date; of what no notice tells, of publication."""
    if not body["notices"]:
        return published_at
    stated = [one["published_at"] for one in body["notices"] if one["published_at"]]
    return min(map(datetime.datetime.fromisoformat, stated), default=None)


def _last_event(body) -> tuple[str, dict | None]:
    """The latest dated act or notice; else the act behind the hold; else the last in the trail."""
    acts = body["interventions"]
    dated = [act for act in acts if act["date"]]
    holding = [act for act in acts if act["id"] in body["hold"]["interventions"]]
    last = (dated[-1:] or holding[:1] or acts[-1:] or [{"date": None, "sentence": ""}])[0]
    day = _partial(last["date"])[0]
    notice = _last_notice(body)
    if notice and (day is None and not holding or day and notice[0] > day):
        return notice[1:]
    return last["sentence"], last["date"]


def _last_notice(body):
    """The day, the words and the date of the newest notice that has one."""
    dated = [one for one in body["notices"] if one["published_at"]]
    if not dated:
        return None
    at = datetime.datetime.fromisoformat(dated[-1]["published_at"]).astimezone(LONDON).date()
    kind = dated[-1]["type"]
    return at, codelists.notice_event(kind), {"on": at.isoformat(), "precision": "day"}


def _edited(body, revision, parties) -> EditedFacts:
    hold = body["hold"]
    return EditedFacts(
        hold["code"],
        *_partial(hold["since"]),
        ever=hold["ever"],
        disputed=body["disputed"],
        revision_hash=revision.hash,
        interventions=intervention_facts(body, parties),
    )


def _partial(date) -> tuple[datetime.date | None, str]:
    """A day and how exactly it is known."""
    if not date:
        return None, ""
    partial = dates.from_json(date)
    return partial.on, partial.precision
