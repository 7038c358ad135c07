"""What a register document says of a contract of which it alone speaks, as facts."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from procurement import plaintext, wording, worth
from procurement.models.when import REGISTER_DAYS
from procurement.money import Money, in_range
from procurement.shares import (
    NO_SHARE,
    REMOVED,
    Share,
    cancelled,
    decisions,
    in_effect,
    nameless,
    proposed,
    purchases,
    shares,
    supplying,
    vendor_places,
)

from .facts import NO_VALUE, Facts, Moments, NamedParty, Sums, Value, merged_among

# Gives the party of a kind that stands in a place of a document; None where it is nobody of the record.
PartyAt = Callable[[str, int], NamedParty | None]
_HOW = {invented: wording.by_notices(invented=invented) for invented in (False, True)}


class Noticed(NamedTuple):
    """A contract of the register: what is said of it besides its document."""

    public_id: int
    ocid: str
    demonstration: bool
    invented: bool
    moments: Moments


def document_facts(said: dict[str, Any], of: Noticed, party_at: PartyAt, text: str) -> Facts:
    """Give the facts of a document; `text` is its text as the index takes it."""
    buyer, run_by = _buyer_and_runner(said, party_at)
    vendors = _vendors(said, party_at)
    bought = _bought(said, buyer, party_at)
    named = _named(said, party_at)
    heading = [one for one in (buyer, run_by, *vendors) if one]
    parties = _each([*heading, *named])
    return Facts(
        public_id=of.public_id,
        ocid=of.ocid,
        title=said["title"],
        headline=_headline(said, _buyers_name(buyer, len(bought)), vendors, _value(said), of),
        known_as=_HOW[of.invented].label,
        unnamed_vendors=_unnamed(said),
        buyer=buyer,
        user_body=None,
        run_by=run_by,
        parties=parties,
        vendors=_supplied(said, vendors, party_at),
        buyers=bought,
        mentions=_mentions(parties[len(heading) :], named),
        merged=merged_among(named),
        **_what(said, of),
        noticed=said,
        text=text,
        demonstration=of.demonstration,
        invented=of.invented,
    )


def _mentions(besides: list[NamedParty], named: list[NamedParty]) -> list[tuple[int | None, None]]:
    """Those that it names besides, and those that were merged by their own rows too."""
    keys = {one.key for one in besides} | {one.merged.key for one in named if one.merged}
    return [(key, None) for key in keys]


def _what(said, of: Noticed) -> dict[str, Any]:
    """How far it is, what it is worth, and what is bought how."""
    return {
        "stage": said["stage"],
        "days": _days(said, of.moments.last_event_on),
        "value": _value(said),
        "beside": _beside(said),
        "decided_on": _day(said.get("decided_on")),
        "decided_from": said.get("decided_from", ""),
        "moments": of.moments,
        "cpv": said.get("cpv", ""),
        "category": said.get("category", "not_stated"),
        "method": said.get("method", "not_stated"),
    }


def _headline(said, buyer: str, vendors, value: Value, of: Noticed) -> str:
    least, most = (
        Money(one["minor"], one["currency"]) if one else None
        for one in (said.get("value_least"), said.get("value"))
    )
    return wording.headline(
        buyer=buyer,
        vendors=[wording.party_name(one.name, one.the) for one in vendors],
        purpose="",
        value=in_range(least, most, short=True),
        stage=said["stage"],
        hold="none",
        actors=[],
        how=_HOW[of.invented],
        value_kind=value.kind or "estimate",
        unnamed=_unnamed(said),
        what=said.get("sets_up", ""),
    )


def _unnamed(said) -> str:
    return wording.unnamed_vendors(in_effect(said["awards"], said["agreements"]))


def _buyer_and_runner(said, party_at):
    places = said.get("buyer"), said.get("run_by")
    buyer, runner = (None if place is None else party_at("buyer", place) for place in places)
    return buyer, None if runner and buyer and runner.key == buyer.key else runner


def _vendors(said, party_at) -> list[NamedParty]:
    """The vendors of what stands and those by role alone, each once and by name."""
    found = [party_at("vendor", place) for place in supplying(said)]
    in_order = sorted(
        (one for one in found if one),
        key=lambda one: (*plaintext.name_order(one.name), one.canonical_id),
    )
    return _each(in_order)


def _each(parties: Iterable[NamedParty]) -> list[NamedParty]:
    """Each once; of several names of one, by the first."""
    once: dict[int, NamedParty] = {}
    for one in parties:
        once.setdefault(one.key, one)
    return list(once.values())


def _supplied(said, vendors, party_at) -> dict[int, Share]:
    def supply(row):
        found = (party_at("vendor", place) for place in row.get("suppliers", ()))
        return [*dict.fromkeys(one.key for one in found if one), *nameless(row)]

    rows = said["awards"], said["agreements"]
    parts = shares(decisions(*rows, supply, own=supply))
    gone = [place for row in (*rows[0], *rows[1]) for place in row.get("removed", ())]
    left = {one.key: REMOVED for place in gone if (one := party_at("vendor", place))}
    stated = {one.key: parts.get(one.key, NO_SHARE) for one in vendors}
    return left | cancelled(*rows, supply) | proposed(*rows, supply) | stated


# What an award has where it is not bought by the contract's buyer alone.
_BUYERS = frozenset(("buyers", "unnamed_buyers"))


def _bought(said, buyer, party_at) -> dict[int, Share]:
    """{key of a buyer: its part}, where awards have several; nothing is looked up where they have not."""
    if not any(row.keys() & _BUYERS for row in (*said["awards"], *said["agreements"])):
        return {}

    def bought(row):
        found = (party_at("buyer", place) for place in row.get("buyers", ()))
        return list(dict.fromkeys(one.key for one in found if one))

    return purchases(said["awards"], said["agreements"], bought, buyer and buyer.key)


def _named(said, party_at) -> list[NamedParty]:
    """All parties that it names, as often as it does: of awards that came to nothing, too."""
    rows = (*said["awards"], *said["agreements"])
    buyers = [said.get("buyer"), said.get("run_by")]
    buyers += [place for row in rows for place in row.get("buyers", ())]
    found = [party_at("buyer", place) for place in buyers if place is not None]
    found += [party_at("vendor", place) for place in vendor_places(said)]
    return [one for one in found if one]


def _buyers_name(buyer, number):
    if not buyer:
        return ""
    return wording.and_others(wording.party_name(buyer.name, buyer.the), max(number - 1, 0))


def _days(said, last: datetime.date | None) -> dict[str, str]:
    """What its stage is told by, as `wording.DAYS` has it."""
    days = {name: said[name] for name in REGISTER_DAYS if name in said} | wording.beside(said)
    return {"said_on": last.isoformat(), **days} if last else days


def _value(said) -> Value:
    """Its headline value. £0.01 and the like are no prices, and none comes here."""
    value = said.get("value")
    return Value(value["minor"], value["currency"], said["value_kind"]) if value else NO_VALUE


def _beside(said) -> Sums:
    out = worth.beside(said.get("sums", []), said["value_kind"] if "value" in said else "")
    return [(one["kind"], one["currency"], one["minor"]) for one in out]


def _day(stated: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(stated) if stated else None
