"""Writes the rows that the public reads, from the public form of a contract."""

import datetime

from django.db.models import Min

from procurement import codelists, dates, dossier
from procurement.dates import LONDON
from procurement.dossier.finish import known_as
from procurement.dossier.texts import words_of
from procurement.models import (
    PublicContract,
    PublicContractBuyer,
    PublicContractVendor,
    PublicIntervention,
    PublicInterventionGround,
    PublicMention,
    PublicParty,
    Tombstone,
)
from procurement.models.fields import listed
from procurement.models.recency import recency
from procurement.models.when import WHEN_COLUMNS, when_columns
from procurement.search import fold, indexed

from . import party_rows, sums
from .party_words import pieces_of, with_pieces
from .vendor_shares import amount_columns, bought, columns, vendor_shares


def write(body: dict, revision) -> None:
    """Write all copies of one contract anew, and bury what is public no more."""
    parties, sources = party_rows.publish_named(body)
    contract = _contract(body, revision, parties)
    parties_before, sources_before = party_rows.mentioned(contract)
    before = set(contract.interventions.values_list("public_id", flat=True))
    contract.interventions.all().delete()
    _vendors(contract, body, parties)
    _buyers(contract, body, parties)
    _mentions(contract, parties, sources)
    for position in range(len(body["interventions"])):
        _intervention(contract, body, position, parties)
    _bury_and_raise(before, body, revision)
    parties_now, sources_now = party_rows.mentioned(contract)
    party_rows.delete_orphans(
        revision.at, parties_before - parties_now, sources_before - sources_now
    )
    party_rows.count_named(parties_before | parties_now, sources_before | sources_now)


def add_tombstone(kind: str, public_id: int, *, reason: str, revision) -> None:
    """Leave a tombstone at an address that was public."""
    Tombstone.objects.update_or_create(
        kind=kind,
        public_id=public_id,
        defaults={"reason": reason, "at": revision.at, "demonstration": revision.demonstration},
    )


def _contract(body, revision, parties):
    known = PublicContract.objects.filter(public_id=body["id"]).first()
    first = known.published_at if known else _first_published(revision)
    contract, _ = PublicContract.objects.update_or_create(
        public_id=body["id"],
        defaults=_columns(body, revision, parties) | _computed(body, first),
    )
    return contract


def _computed(body, first_published):
    dated_on = _dated_on(body, first_published)
    last_event_on = _last_event(body)["last_event_on"]
    return {
        "published_at": first_published,
        "appeared_at": _appeared(body, first_published),
        "dated_on": dated_on,
        "year": dated_on.year,
        "recency": recency(last_event_on, body["id"]),
        "division": body.get("cpv", "")[:2],
    }


def _appeared(body, first_published):
    """The date of its first notice, if one has a date; of what no notice tells, of publication."""
    if not body["notices"]:
        return first_published
    stated = [one["published_at"] for one in body["notices"] if one["published_at"]]
    return min(map(datetime.datetime.fromisoformat, stated), default=None)


def _first_published(revision):
    """After a withdrawal, a contract is as old as its first notice, or else its first revision."""
    contract = revision.contract
    if contract.from_register:
        noticed = contract.notices.aggregate(first=Min("published_at"))["first"]
        if noticed:
            return noticed
    return type(revision).objects.get(contract=contract, number=1).at


def _columns(body, revision, parties):
    value, hold = body["value"], body["hold"]
    borne = [piece for party in parties.values() for piece in pieces_of(party)]
    title_words, words = search_words(body, borne)
    return {
        **{key: body[key] for key in ("ocid", "title", "slug", "days", "category", "method")},
        "headline": dossier.headline(body),
        "known_as": known_as(body),
        "buyer": _party(body["buyer"], parties),
        "user_body": _party(body["user_body"], parties),
        "stage": body["stage"]["code"],
        "hold": hold["code"],
        **_dated("held_since", hold["since"]),
        "ever": listed(hold["ever"]),
        "value_minor": value and value["minor"],
        "currency": value["currency"] if value else "",
        "value_kind": value["kind"] if value else "",
        "decided_on": _day(_decided(body)),
        "decided_from": body["dates"].get("decided_on", {}).get("from", ""),
        **dict(zip(WHEN_COLUMNS, when_columns(body["stage"]["code"], body["days"]), strict=True)),
        **_last_event(body),
        "changed_at": revision.at,
        "cpv": body.get("cpv", ""),
        **_noticed(body["register"] or {}),
        "tracked": True,
        "disputed": listed(body["disputed"]),
        "demonstration": body["demonstration"],
        "invented": body["invented"],
        "revision_hash": revision.hash,
        "title_words": title_words,
        "words": words,
    }


def _noticed(register):
    """What the notices alone say, and lists filter by."""
    return {
        "bids_received": register.get("bids_received"),
        "regions": listed(register.get("regions", ())),
        "framework": register.get("framework", ""),
        "rationales": listed(register.get("rationales", ())),
    }


def search_words(body: dict, borne: list[str]) -> tuple[str, str]:
    """Give the words of a contract's title, and all others; `borne` are the pieces of its parties."""
    title_words = indexed(_title_text(body))
    return title_words, with_pieces(fold(words_of(body)), borne, title_words)


def _title_text(body):
    parties = [body["buyer"], body["user_body"], *body["vendors"]]
    return " ".join([body["title"], *[party["name"] for party in parties if party]])


def _decided(body):
    decided = body["dates"].get("decided_on")
    return decided and decided["date"]


def _dated_on(body, published_at):
    return _day(_decided(body)) or published_at.astimezone(LONDON).date()


def _last_event(body):
    """The latest dated act or notice; else the act behind the hold; else the last in the trail."""
    acts = body["interventions"]
    dated = [act for act in acts if act["date"]]
    holding = [act for act in acts if act["id"] in body["hold"]["interventions"]]
    last = (dated[-1:] or holding[:1] or acts[-1:] or [None])[0]
    act = (_day(last["date"]), last["sentence"], last["date"]) if last else (None, "", None)
    notice = _last_notice(body)
    later = notice and (act[0] is None and not holding or act[0] and notice[0] > act[0])
    _, words, date = notice if later else act
    return {"last_event": words, **_dated("last_event_on", date)}


def _last_notice(body):
    """The day, the words and the date of the newest notice that has one."""
    dated = [one for one in body["notices"] if one["published_at"]]
    if not dated:
        return None
    at = datetime.datetime.fromisoformat(dated[-1]["published_at"]).astimezone(LONDON).date()
    kind = dated[-1]["type"]
    return at, codelists.notice_event(kind), {"on": at.isoformat(), "precision": "day"}


def _vendors(contract, body, parties):
    contract.sums.all().delete()
    PublicContractVendor.objects.filter(contract=contract).delete()
    parts = vendor_shares(body, parties)
    links = PublicContractVendor.objects.bulk_create(
        PublicContractVendor(contract=contract, vendor=vendor, **columns(part))
        for vendor, part in parts.items()
    )
    sums.write({contract.pk: sums.beside(body)})
    sums.write_of("link", {link.pk: (contract.pk, parts[link.vendor].beside) for link in links})


def _buyers(contract, body, parties):
    PublicContractBuyer.objects.filter(contract=contract).delete()
    parts = bought(body, parties)
    made = PublicContractBuyer.objects.bulk_create(
        PublicContractBuyer(contract=contract, buyer=buyer, **amount_columns(part))
        for buyer, part in parts.items()
    )
    sums.write_of("part", {one.pk: (contract.pk, parts[one.buyer].beside) for one in made})


def _mentions(contract, parties, sources):
    contract.mentions.all().delete()
    PublicMention.objects.bulk_create(
        [PublicMention(contract=contract, party=party) for party in parties.values()]
        + [PublicMention(contract=contract, source=source) for source in sources.values()]
    )


def _intervention(contract, body, position, parties):
    act = body["interventions"][position]
    stakeholder = _party(act["stakeholder"], parties)
    public = PublicIntervention.objects.create(
        public_id=act["id"],
        contract=contract,
        stakeholder=stakeholder,
        **{key: act[key] for key in ("type", "capacity", "effect", "outcome", "sentence")},
        **_dated("happened_on", act["date"]),
        position=position,
        level=act["known"]["level"],
        known_as=act["known"]["label"],
        **answers_to(act, body),
        demonstration=contract.demonstration,
        invented=contract.invented,
        words=intervention_words(act, body, stakeholder),
    )
    PublicInterventionGround.objects.bulk_create(
        PublicInterventionGround(
            intervention=public,
            ground=ground["code"],
            name=ground["name"],
            layer=ground["layer"],
            direction=ground["direction"],
        )
        for ground in act["grounds"]
    )


def intervention_words(act: dict, body: dict, stakeholder: PublicParty) -> str:
    """Give the words of an act: what it says, the title of its contract, and who acts."""
    own = fold(f"{_title_text(body)} {words_of(act)}")
    return with_pieces(own, pieces_of(stakeholder))


def answers_to(act: dict, body: dict) -> dict:
    """Say what is there besides an act: a primary source for it, a reply to it, an end of it."""
    primary = {source["number"] for source in body["sources"] if source["primary"]}
    replied = {one["related"] for one in body["interventions"] if one["relation"] == "responds_to"}
    return {
        "has_primary_source": any(one["source"] in primary for one in act["citations"]),
        "has_reply": act["id"] in replied,
        "has_outcome": act["outcome"] not in codelists.NO_OUTCOME,
    }


def _bury_and_raise(before, body, revision):
    now = {act["id"] for act in body["interventions"]}
    for public_id in before - now:
        add_tombstone("intervention", public_id, reason=revision.reason, revision=revision)
    Tombstone.objects.filter(kind="intervention", public_id__in=now).delete()
    Tombstone.objects.filter(kind="contract", public_id=body["id"]).delete()


def _party(form, parties):
    return parties[form["kind"], form["id"]] if form else None


def _day(date) -> datetime.date | None:
    return _partial(date)[0]


def _dated(column, date):
    day, precision = _partial(date)
    return {column: day, f"{column}_precision": precision}


def _partial(date):
    if not date:
        return None, ""
    partial = dates.from_json(date)
    return partial.on, partial.precision
