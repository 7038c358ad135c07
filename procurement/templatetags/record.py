"""What templates say of the record: labels, dates, sums, names and addresses."""

import datetime

from django import template
from django.core.exceptions import DisallowedHost
from django.urls import reverse

from procurement import codelists, dates, public, wording
from procurement.dossier.finish import known_as
from procurement.dossier.statements import statements
from procurement.dossier.unknown import missed
from procurement.money import Money

register = template.Library()

_PARTIES = ("buyer", "vendor", "stakeholder")
_STOPPED = {"on_hold", "blocked", "suspended_by_law"}
_RIBBON = 990
_ENDED = {"terminated_early", "cancelled", "unsuccessful", "withdrawn"}


@register.filter
def label(code: str, name: str) -> str:
    """Give the label of a code of the list of that name; an unknown code stands for itself."""
    return codelists.LISTS[name].label(code)


# How the stage and hold of a dossier are known, in a few words; nothing where neither is.
register.filter("known_as", known_as)


@register.filter
def definition(code: str, name: str) -> str:
    """Give what a code of the list of that name means; nothing for an unknown one."""
    listing = codelists.LISTS[name]
    return listing[code].definition if code in listing else ""


@register.filter
def day(date) -> str:
    """Give a date in words, whichever form it is in; None is "date not stated".

    Awards have partial dates, agreements and notices ISO 8601 days and moments.
    """
    if isinstance(date, str):
        date = _day_of(date) if date else None
    return dates.show(dates.from_json(date) if isinstance(date, dict) else date)


def _day_of(text):
    """A moment is of the day that it is in London."""
    if "T" not in text:
        return dates.parse(text)
    moment = datetime.datetime.fromisoformat(text)
    return dates.PartialDate(moment.astimezone(dates.LONDON).date())


@register.simple_tag
def act_facts(act: dict, needing_power, holding) -> list[tuple[str, str]]:
    """Give (name, words) of what is stated of an act, and of what is worth missing.

    A power is missed where its kind of act needs one, an end where it is behind the hold.
    """
    ended = day(act["outcome_date"]) if act["outcome_date"] else ""
    outcome = ", ".join(filter(None, [label(act["outcome"], "outcome"), ended]))
    found = [
        ("By which power", act["power"] or ("not stated" if act["type"] in needing_power else "")),
        ("What it did", "" if act["effect"] == "unknown" else label(act["effect"], "effect")),
        ("Due to end", day(act["expires_on"]) if act.get("expires_on") else ""),
        ("How it ended", outcome if act["outcome"] != "pending" or act["id"] in holding else ""),
        ("Grounds", "" if act["grounds"] else "not stated"),
    ]
    return [(name, words) for name, words in found if words]


@register.filter
def dates_stated(body: dict) -> list[tuple[str, dict]]:
    """Give (fact, form) of the dates of a dossier, from the decision to the end.

    A kept structure has its keys by letter.
    """
    return [(fact, body["dates"][fact]) for fact in codelists.FACT.codes() if fact in body["dates"]]


@register.filter
def dated(acts) -> list[dict]:
    """Give the acts of a dossier that have a date."""
    return [act for act in acts if act["date"]]


@register.filter
def undated(acts) -> list[dict]:
    """Give the acts of a dossier that have no date."""
    return [act for act in acts if not act["date"]]


@register.filter
def exact(money) -> str:
    """Give every digit of a sum: "£50,000,000"; nothing for None."""
    return _money(money).exact() if money else ""


@register.filter
def short(money) -> str:
    """Give a sum as a headline does: "£50m"; nothing for None."""
    return _money(money).short() if money else ""


def _money(money) -> Money:
    return Money(money["minor"], money["currency"]) if isinstance(money, dict) else money


@register.filter
def named(party) -> str:
    """Give a party's name as it reads inside a sentence: "the Mayor of London"."""
    if isinstance(party, dict):
        return wording.named(party["name"], party["the"])
    return wording.named(party.name, party.takes_the)


@register.filter
def address(thing) -> str:
    """Give the address of whatever has a page, in its form in a dossier or as a copy.

    Nothing for a form whose public id is not given yet.
    """
    kind, public_id, slug = _dossier_key(thing) if isinstance(thing, dict) else _copy_key(thing)
    if not public_id:
        return ""
    if kind in ("source", "intervention"):
        return reverse(f"{kind}-detail", args=[public_id])
    # A name without a letter or digit of this alphabet has an empty slug.
    return reverse(f"{kind}-detail", args=[public_id, slug] if slug else [public_id])


def _dossier_key(form):
    if form.get("kind") in _PARTIES:
        return form["kind"], form["id"], form["slug"]
    if "claims" in form:
        return "contract", form["id"], form["slug"]
    return "intervention" if "stakeholder" in form else "source", form["id"], ""


def _copy_key(row):
    kind = row._meta.model_name.removeprefix("public")
    if kind == "party":
        kind = row.kind
    return kind, row.public_id, getattr(row, "slug", "")


@register.filter
def flagged(row) -> str:
    """Give the word that marks a copy of the demonstration record; nothing where it is said already."""
    if row.invented:
        return "" if getattr(row, "known_as", "") == "invented" else "invented"
    return "demonstration" if row.demonstration else ""


@register.filter
def hedged(known_as: str) -> str:
    """Give the word of caution that goes with how something is known; nothing where none is due."""
    return wording.hedge(known_as)


@register.filter
def stage_told(contract):
    """Give how the stage of a public copy is told today: {"label", "is_past", …}."""
    return public.stage_told(contract)


@register.filter
def headline(contract) -> str:
    """Give the sentence at the top of a contract's page, of a public copy, as it reads today."""
    return public.headline(contract)


@register.simple_tag
def tone(hold: str, stage: str, is_past: bool) -> str:
    """Give which of the meanings a stamp carries: stopped, doubt, going, past or unknown."""
    if hold in _STOPPED or (hold in ("", "none") and stage in _ENDED):
        return "stopped"
    if hold and hold != "none":
        return "doubt"
    if stage in ("", "unknown"):
        return "unknown"
    return "past" if is_past else "going"


@register.filter
def missing(source) -> str:
    """Give what is not stated of a source, as a list in words; nothing where all of it is."""
    facts = {"publisher": source.publisher, "author": source.author}
    facts |= {"date": source.published, "address": source.url}
    return wording.listed(missed(source.kind, **facts))


@register.filter
def ribbon(acts: list[dict]) -> dict | None:
    """Give {"first", "last", "marks"} of the dated acts along a line of 1000 units.

    Each mark is as wide as its date is uncertain. None for fewer than two dates: they make no line.
    """
    found = [(dates.from_json(act["date"]), act) for act in dated(acts)]
    days = [date for date, _ in found]
    if len(set(days)) < 2:
        return None
    first, last = min(date.on for date in days), max(date.last() for date in days)
    unit = _RIBBON / max((last - first).days, 1)
    marks = [
        {
            "x": round((date.on - first).days * unit),
            "width": max(round((date.last() - date.on).days * unit), 10),
            "act": act,
            "date": date,
        }
        for date, act in found
    ]
    days = sorted(days, key=lambda date: (date.on, date.last()))
    return {"first": days[0], "last": days[-1], "marks": marks}


@register.filter
def same_notes(body: dict, part: str) -> bool:
    """Tell whether a party rests on the notes of one before it, which stand on the page already."""
    shown = _noted(body)
    resting = body["party_citations"]
    return any(resting[part] == resting[one] for one in shown[: shown.index(part)])


@register.filter
def unplaced(body: dict) -> list[dict]:
    """Give the citations of a dossier itself, where none of its parties rests on them."""
    resting = [body["party_citations"][part] for part in _noted(body)]
    return [] if body["citations"] in resting else body["citations"]


def _noted(body):
    """The parties whose notes stand among the key facts, in their order."""
    shown = {"buyer": True, "user_body": body["user_body"], "vendor": body["vendors"]}
    return [part for part, stated in shown.items() if stated]


@register.filter
def alike(grounds: list[dict]) -> list[list[dict]]:
    """Give grounds in groups that rest on the same words of the same sources, in their order."""
    found: dict[tuple, list] = {}
    for one in grounds:
        said = [(note["source"], note["quotation"], note["hedge"]) for note in one["citations"]]
        found.setdefault((one["ascription"], one["known"]["label"], *said), []).append(one)
    return list(found.values())


@register.filter
def directed(grounds, direction: str) -> list:
    """Give the grounds of one direction, against or for, from forms or copies."""
    return [ground for ground in grounds if _of(ground, "direction") == direction]


def _of(thing, key):
    return thing[key] if isinstance(thing, dict) else getattr(thing, key)


@register.filter
def backed(source: dict, body: dict) -> list[dict]:
    """Give what a source backs, [{"key", "what", "act", "citation"}], in the words of `body`."""
    found = {
        citation["key"]: {"what": one["what"], "act": one["act"], "citation": citation}
        for one in statements(body)
        for citation in one["citations"]
    }
    return [back | found[back["key"]] for back in source["backs"]]


@register.filter
def marks(body: dict) -> list[dict]:
    """Give one citation for each source that the headline of a dossier rests on."""
    acts = [act for act in body["interventions"] if act["id"] in body["hold"]["interventions"]]
    parts = [body, body["stage"], *acts, body["value"] or {"citations": []}]
    return by_source(citation for part in parts for citation in part["citations"])


@register.filter
def hedge_apart(citation: dict) -> str:
    """Give the source's hedge where the quotation beside it does not hold it already."""
    return "" if citation["hedge"] in citation["quotation"] else citation["hedge"]


@register.filter
def hedges(citations: list[dict]) -> list[str]:
    """Give the sources' own words of caution among the citations of a statement, each once."""
    return list(dict.fromkeys(one["hedge"] for one in citations if one["hedge"]))


@register.filter
def voices(side: list[dict]) -> list[dict]:
    """Give [{"arguments", "acts", "known"}] of one side, in their order.

    What one act says in one way stands together, and so do acts that state the very same grounds.
    """
    by_act: dict[tuple, list] = {}
    for one in side:
        by_act.setdefault((one["intervention"], one["ascription"]), []).append(one)
    found: dict[tuple, dict] = {}
    for (act, _), arguments in by_act.items():
        first = arguments[0]
        voice = found.setdefault(
            _same(arguments, act), {"arguments": arguments, "acts": [], "known": first["known"]}
        )
        voice["acts"].append(first)
    return list(found.values())


def _same(arguments, act):
    """What acts must share to be one voice: all of it, stated in no words of their own."""
    own = any(one["layer"] != "stated" or one["words"] for one in arguments)
    said = tuple(
        (one["ground"], one["known"]["label"], tuple(hedges(one["notes"]))) for one in arguments
    )
    return act if own else "", said


@register.filter
def grounds_said(grounds) -> list[str]:
    """Give what a row says of the grounds of an act, such as "against: data security".

    Each is named once, what is ascribed only so labelled; "other" says nothing without its words.
    """
    said: dict[str, list[str]] = {}
    stated = {(one.ground, one.direction) for one in grounds if one.layer == "stated"}
    for one in grounds:
        if one.ground == "other" or one.layer == "not_relied_on":
            continue
        if one.layer == "stated":
            title = label(one.direction, "direction").lower()
        elif (one.ground, one.direction) in stated:
            continue
        else:
            title = f"ascribed to it, {label(one.direction, 'direction').lower()}"
        names = said.setdefault(title, [])
        if one.name.lower() not in names:
            names.append(one.name.lower())
    return [f"{title}: {', '.join(names)}" for title, names in said.items()]


@register.filter
def in_turn(acts: list[dict], newest: bool) -> list[dict]:
    """Give acts as they happened, or the newest first; those without a date last either way."""
    return (dated(acts)[::-1] if newest else dated(acts)) + undated(acts)


@register.filter
def page_address(request) -> str:
    """Give the whole address of a page, for print; nothing under a host name that is not ours."""
    try:
        return request.build_absolute_uri()
    except DisallowedHost:
        return ""


@register.filter
def shared_label(arguments: dict) -> str:
    """Give how all arguments are known, where all are known alike; else nothing."""
    labels = {one["known"]["label"] for side in arguments.values() for one in side}
    return labels.pop() if len(labels) == 1 else ""


@register.filter
def by_source(citations) -> list[dict]:
    """Give one citation for each source, for a sentence that several statements make up."""
    return list({citation["source"]: citation for citation in citations}.values())
