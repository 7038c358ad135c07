"""What of a structure depends on the day on which it is read: worded then, and never kept."""

import datetime

from procurement import codelists, wording
from procurement.money import Money, in_range
from procurement.shares import in_effect

from .facts import preferred_parties
from .finish import attribution_of, how, party_name


def as_of(body: dict, day: datetime.date) -> dict:
    """Give a structure as it reads on a day: with {"as_of", "headline"} and its stage in words.

    `stage` gains {"words", "is_past"}: how the stamp says it, and whether it is over.
    """
    telling = wording.stage_in_words(body["stage"]["code"], body["days"], day)
    label = codelists.STAGE.label(body["stage"]["code"])
    stage = {
        "words": telling.label if telling else label,
        "is_past": bool(telling and telling.is_past),
    }
    return {
        "as_of": day.isoformat(),
        **body,
        "headline": wording.headline_in_words(headline(body), telling),
        "stage": body["stage"] | stage,
    }


def headline(body: dict) -> str:
    """Give the headline of a structure, its verb left open where the day decides."""
    value = body["value"]
    disputed = "value" in body["disputed"]
    return wording.headline(
        buyer=_buyer(body),
        vendors=[party_name(vendor) for vendor in body["vendors"]],
        purpose=body["purpose"],
        value=in_range(*_range(body), short=True),
        stage=body["stage"]["code"],
        hold=body["hold"]["code"],
        actors=[party_name(party) for party in body["hold"]["by"]],
        how=_weakest(body, disputed),
        value_kind=value["kind"] if value else "estimate",
        unnamed=unnamed_vendors(body),
        what=_what(body),
        value_disputed=disputed,
        stage_disputed="stage" in body["disputed"],
    )


def unnamed_vendors(body: dict) -> str:
    """Give, in words, the vendors beside those with a name; "" where editors say who they are."""
    claimed = any(claim["fact"] == "vendor" and claim["headline"] for claim in body["claims"])
    return "" if claimed else wording.unnamed_vendors(in_effect(body["awards"], body["agreements"]))


def _range(body):
    """The lower end of an estimate, where it has one, and the value."""
    value = body["value"]
    least = _stated(value, "least") if value else _stated(body["register"], "value_least")
    return [Money(one["minor"], one["currency"]) if one else None for one in (least, value)]


def _what(body):
    """What its notices mark it as, whoever keeps it."""
    return _stated(body["register"], "sets_up") or ""


def _stated(part, fact):
    """A fact of a part of a structure, where both are there."""
    return part[fact] if part and fact in part else None


def _buyer(body):
    """Structures of earlier releases do not say who else buys."""
    others = len(body.get("other_buyers", ()))
    return wording.and_others(party_name(body["buyer"]), others) if body["buyer"] else ""


def _weakest(body, value_disputed):
    """The attribution that the headline must carry: that of its least known part.

    It names everybody behind the hold, so it rests on each of their acts.
    """
    sources = {source["number"]: source for source in body["sources"]}
    parts = [attribution_of(one) for one in (body["known"], body["stage"]["known"]) if one]
    parts += [how({"citations": notes}, sources) for notes in preferred_parties(body)]
    behind = body["hold"]["interventions"]
    parts += [attribution_of(act["known"]) for act in body["interventions"] if act["id"] in behind]
    if body["value"] and not value_disputed:
        parts.append(attribution_of(body["value"]["known"]))
    return wording.weakest(parts)
