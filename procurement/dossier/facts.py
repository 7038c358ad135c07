"""The headline facts: the preferred claim, else the register; and which claims differ."""

from collections.abc import Callable
from itertools import combinations

from procurement import dates, plaintext, wording
from procurement.codelists import DISPUTABLE, FACT, NOTHING_BOUGHT
from procurement.money import Money

_DATES = (
    "decided_on",
    "signed_on",
    "open_until",
    "starts_on",
    "ends_on",
    "latest_end_on",
    "ended_on",
)
_PARTIES = ("buyer", "user_body", "vendor")
# What a claim states, in the order in which a claim is asked for it.
_STATED = ("value", "stage", "date", "party")


def headline_facts(body: dict, how: Callable[[list], wording.Attribution]) -> dict:
    """Give {"value", "stage", "dates", "decision_maker", "disputed"} of a structure.

    `how` gives the attribution of citations. Each fact carries how it is known and its citations:
    those of every claim that states what the chosen one does.
    """
    disputed = [fact for fact in DISPUTABLE.codes() if _differ(_live(body, fact))]
    chosen = {fact: _chosen(body, fact) for fact in FACT.codes()}

    def with_source(fact, form):
        citations = cited(agreeing(body, chosen[fact]))
        known = _known(how(citations), disputed=fact in disputed)
        return form | {"known": known, "citations": citations}

    return {
        "value": _value(body, chosen, with_source),
        "stage": _stage(body, chosen, with_source),
        "dates": _dates(body, chosen, with_source),
        "decision_maker": chosen["decision_maker"]
        and with_source("decision_maker", {"party": chosen["decision_maker"]["party"]}),
        "disputed": disputed,
    }


def headline_parties(body: dict) -> dict:
    """Give {"buyer", "user_body", "vendors", "party_citations"}: the preferred claims, else as is.

    `party_citations` gives {"buyer": [citation], …}: what each of the three rests on.
    """
    preferred = {fact: _preferred(body, fact) for fact in _PARTIES}
    found = {key: body[key] for key in ("buyer", "user_body", "vendors")}
    found |= {key: preferred[key][0]["party"] for key in ("buyer", "user_body") if preferred[key]}
    if preferred["vendor"]:
        found["vendors"] = [claim["party"] for claim in preferred["vendor"]]
    found["vendors"] = by_name(found["vendors"])
    resting = {fact: cited(followed(body, fact)) or body["citations"] for fact in _PARTIES}
    return found | {"party_citations": resting}


def settle_parties(body: dict) -> None:
    """Put vendors in order, and say who buys beside the contract's buyer, and who is vendor by role alone.

    Structures of earlier releases say neither.
    """
    for row in (*body["awards"], *body["agreements"]):
        for key in row.keys() & {"vendors", "removed"}:
            row[key] = by_name(row[key])
    buyer = body["buyer"] and body["buyer"]["id"]
    standing = []
    for row in (*body["awards"], *body["agreements"]):
        row["buyers"] = by_name(row.get("buyers", []))
        if {one["id"] for one in row["buyers"]} == {buyer}:
            row["buyers"] = []
        if row.get("status") not in NOTHING_BOUGHT:
            standing += row["buyers"]
    body["other_buyers"] = by_name([one for one in standing if one["id"] != buyer])
    rows = (*body["awards"], *body["agreements"])
    awarded = {vendor["id"] for row in rows for vendor in row.get("vendors", ())}
    alone = [one for one in body.get("by_role", ()) if one["id"] not in awarded]
    body["by_role"] = by_name(alone)


def by_name(parties: list[dict]) -> list[dict]:
    """Order parties by their names as published: one that is not would show in its place.

    Each stands once: two preferred claims may state one vendor, one of them by another of its names.
    """
    in_order = sorted(
        parties, key=lambda party: (*plaintext.name_order(party["name"]), party["id"] or 0)
    )
    once: dict[int | str, dict] = {}
    for party in in_order:
        once.setdefault(party["id"] or party["name"], party)
    return list(once.values())


def followed(body: dict, fact: str) -> list[dict]:
    """Give the claims that the headline facts of a structure follow: none where they do not."""
    if fact in _PARTIES:
        chosen = _preferred(body, fact)
        agreed = [one for claim in chosen for one in agreeing(body, claim)]
        # Two preferred claims may state one vendor.
        return [claim for place, claim in enumerate(agreed) if claim not in agreed[:place]]
    claim = _chosen(body, fact)
    nominal = claim and fact == "value" and _money(claim["value"]).is_nominal
    return agreeing(body, claim) if claim and not nominal else []


def agreeing(body: dict, claim: dict) -> list[dict]:
    """Give a claim, and after it those about the same fact that state the same and are not deprecated."""
    others = [other for other in _live(body, claim["fact"]) if other is not claim]
    return [claim, *[other for other in others if _statement(other) == _statement(claim)]]


def cited(claims: list[dict]) -> list[dict]:
    """Give the citations of some claims."""
    return [citation for claim in claims for citation in claim["citations"]]


def is_claimed(body: dict, key: str) -> bool:
    """Tell whether a party at the top of a structure follows from a preferred claim."""
    return bool(_preferred(body, "vendor" if key == "vendors" else key))


def preferred_parties(body: dict) -> list[list[dict]]:
    """Give, for each preferred claim about a party, the citations that it rests on."""
    return [cited(agreeing(body, claim)) for fact in _PARTIES for claim in _preferred(body, fact)]


def value_of(claim: dict):
    """Give what a claim states, whichever fact it is about."""
    return next(claim[key] for key in _STATED if claim[key])


def _live(body, fact):
    claims = [claim for claim in body["claims"] if claim["fact"] == fact]
    return [claim for claim in claims if claim["rank"] != "deprecated"]


def _preferred(body, fact):
    return [claim for claim in _live(body, fact) if claim["rank"] == "preferred"]


def _statement(claim):
    """All that a claim states: an amount is proposed or decided, and that is part of it."""
    return _stated(claim), claim["value_kind"] if claim["fact"] == "value" else ""


def _stated(claim):
    """What a claim states; of a party who it is, by whichever of its names."""
    party = claim["party"]
    return party["id"] if party and party["id"] else value_of(claim)


def _differ(claims):
    return any(_conflict(_stated(one), _stated(other)) for one, other in combinations(claims, 2))


def _conflict(one, other):
    """Dates conflict when no day fits both: "May 2026" and "21 May 2026" agree."""
    if not (isinstance(one, dict) and "precision" in one):
        return one != other
    first, second = dates.from_json(one), dates.from_json(other)
    return first.on > second.last() or second.on > first.last()


def _chosen(body, fact):
    """The claim that the headline follows: the preferred one, or what all of them state.

    Of dates that agree, it is the most exact.
    """
    claims = _live(body, fact)
    if preferred := _preferred(body, fact):
        return preferred[0]
    alone = claims and not _differ(claims) and not body["register"]
    return max(claims, key=_exactness) if alone else None


def _exactness(claim):
    return len(claim["date"]["on"]) if claim["date"] else 0


def _noticed(body, form):
    """A fact of the register, with how it is known: its notice is the official record."""
    known = _known(wording.by_notices(invented=body["invented"]), disputed=False)
    return {"known": known, "citations": []} | form


def _known(attribution, *, disputed):
    return {
        "level": attribution.level,
        "breadth": attribution.breadth,
        "label": attribution.label,
        "source": attribution.source,
        "disputed": disputed,
    }


def _value(body, chosen, with_source):
    claim, register = chosen["value"], body["register"]
    if claim:
        money = claim["value"]
        form = with_source("value", {"kind": claim["value_kind"]})
    elif register and register["value"]:
        money = register["value"]
        least = {"least": register["value_least"]} if "value_least" in register else {}
        form = _noticed(body, {"kind": register["value_kind"], **least})
    else:
        return None
    sum_ = _money(money)
    # £0.01 and the like are no prices: kept in the claims and awards, left out of headlines.
    if sum_.is_nominal:
        return None
    return money | {"exact": sum_.exact(), "short": sum_.short()} | form


def _money(form):
    return Money(form["minor"], form["currency"])


def _stage(body, chosen, with_source):
    if chosen["stage"]:
        return with_source("stage", {"code": chosen["stage"]["stage"]})
    if body["register"]:
        return _noticed(body, {"code": body["register"]["stage"]})
    return {"code": "unknown", "known": None, "citations": []}


def _dates(body, chosen, with_source):
    register = body["register"] or {}
    found = {}
    for fact in _DATES:
        if chosen[fact]:
            found[fact] = with_source(fact, {"date": chosen[fact]["date"]})
        elif register.get(fact):
            found[fact] = _noticed(body, {"date": register[fact]})
            if fact == "decided_on" and register.get("decided_from"):
                found[fact]["from"] = register["decided_from"]
    return found
