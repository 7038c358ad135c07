"""What templates say of the record: labels, dates, sums, names and addresses."""

from django import template
from django.urls import reverse

from procurement import codelists, dates, wording
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
        date = dates.parse(date[:10]) if date else None
    return dates.show(dates.from_json(date) if isinstance(date, dict) else date)


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
    if "headline" in form:
        return "contract", form["id"], form["slug"]
    return "intervention" if "stakeholder" in form else "source", form["id"], ""


def _copy_key(row):
    kind = row._meta.model_name.removeprefix("public")
    if kind == "party":
        kind = row.kind
    return kind, row.public_id, getattr(row, "slug", "")


@register.filter
def hedged(known_as: str) -> str:
    """Give the word of caution that goes with how something is known; nothing where none is due."""
    if known_as.startswith("reported"):
        return "reportedly"
    return "allegedly" if known_as.startswith("alleged") else ""


@register.filter
def tone(hold: str, stage: str) -> str:
    """Give which of the meanings a stamp carries: stopped, doubt, going or unknown."""
    if hold in _STOPPED or (hold in ("", "none") and stage in _ENDED):
        return "stopped"
    if hold and hold != "none":
        return "doubt"
    return "unknown" if stage in ("", "unknown") else "going"


@register.filter
def ribbon(acts: list[dict]) -> dict | None:
    """Give {"first", "last", "marks"} of the dated acts along a line of 1000 units.

    Each mark is as wide as its date is uncertain. None for fewer than two dates: they make no line.
    """
    dated = [(dates.from_json(act["date"]), act) for act in acts if act["date"]]
    days = [date for date, _ in dated]
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
        for date, act in dated
    ]
    days = sorted(days, key=lambda date: (date.on, date.last()))
    return {"first": days[0], "last": days[-1], "marks": marks}


@register.filter
def same_notes(body: dict, part: str) -> bool:
    """Tell whether a party rests on the notes of the buyer, which stand on the page already."""
    return body["party_citations"][part] == body["party_citations"]["buyer"]


@register.filter
def directed(grounds, direction: str) -> list:
    """Give the grounds of one direction, against or for, from forms or copies."""
    return [ground for ground in grounds if _of(ground, "direction") == direction]


def _of(thing, key):
    return thing[key] if isinstance(thing, dict) else getattr(thing, key)


@register.filter
def backed(source: dict, body: dict | None) -> list[dict]:
    """Give what a source backs, [{"key", "what", "citation"}], with the citations of `body`."""
    found = {citation["key"]: citation for citation in _citations(body)} if body else {}
    return [back | {"citation": found.get(back["key"])} for back in source["backs"]]


def _citations(body):
    yield from body["citations"]
    for claim in body["claims"]:
        yield from claim["citations"]
    for act in body["interventions"]:
        yield from act["citations"]
        for ground in act["grounds"]:
            yield from ground["citations"]


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
def voices(side: list[dict]) -> list[dict]:
    """Give one side's arguments by act and ascription, in their order."""
    found: dict[tuple, dict] = {}
    for one in side:
        key = one["intervention"], one["ascription"], one["known"]["label"]
        voice = found.setdefault(key, {**one, "arguments": []})
        voice["arguments"].append(one)
    return list(found.values())


@register.filter
def shared_label(arguments: dict) -> str:
    """Give how all arguments are known, where all are known alike; else nothing."""
    labels = {one["known"]["label"] for side in arguments.values() for one in side}
    return labels.pop() if len(labels) == 1 else ""


@register.filter
def by_source(citations) -> list[dict]:
    """Give one citation for each source, for a sentence that several statements make up."""
    return list({citation["source"]: citation for citation in citations}.values())
