"""What templates say of acts: what is stated of each, in which order, and on which grounds."""

from procurement import codelists, dates

from .record import day, label

_RIBBON = 990


def intervention_facts(act: dict, needing_power, holding, emptied=()) -> list[tuple[str, str]]:
    """Give (name, words) of what is stated of an act, and of what is worth missing.

    A power is missed where its kind of act needs one, an end where it is behind the hold, grounds where
    none is `emptied`.
    """
    ended = day(act["outcome_date"]) if act["outcome_date"] else ""
    outcome = ", ".join(filter(None, [label(act["outcome"], "outcome"), ended]))
    found = [
        ("By which power", act["power"] or ("not stated" if act["type"] in needing_power else "")),
        ("What it did", "" if act["effect"] == "unknown" else label(act["effect"], "effect")),
        ("Due to end", day(act["expires_on"]) if act.get("expires_on") else ""),
        ("How it ended", outcome if act["outcome"] != "pending" or act["id"] in holding else ""),
        ("Looked for again", _looked(act)),
        ("Grounds", "" if act["grounds"] or emptied_of(act, emptied) else "not stated"),
    ]
    return [(name, words) for name, words in found if words]


def _looked(act):
    """When somebody last looked how it ended, as long as that is not known."""
    looked = act.get("looked_on") if act["outcome"] in codelists.NO_OUTCOME else None
    return f"{day(looked)}: nothing new found" if looked else ""


_KINDS = {
    "source": "A source", "claim": "A statement", "act": "An intervention", "ground": "A ground",
    "citation": "A citation", "correction": "What a correction said",
}  # fmt: skip
_OF = {"claim": " of a statement", "act": " of an intervention", "ground": " of a ground"}


def emptied_words(one: dict) -> str:
    """Give that something was taken out of a dossier, and when: "A citation of a ground was taken out on …"."""
    kind, of = one["leaf"].partition(" ")[0], one["of"].partition(" ")[0]
    return f"{_KINDS[kind]}{_OF.get(of, '')} was taken out of this record on {day(one['at'])}"


def emptied_of(act: dict, emptied) -> list[dict]:
    """Give what was taken out of an act: its grounds, and what was cited for it or for one of them."""
    own = {f"act {act['id']}", *(f"ground {ground['key']}" for ground in act["grounds"])}
    return [one for one in emptied or () if one["of"] in own]


def emptied_apart(body: dict) -> list[dict]:
    """Give what was taken out of a dossier that stood in none of its acts."""
    emptied = body.get("emptied", ())
    within = [one for act in body["interventions"] for one in emptied_of(act, emptied)]
    return [one for one in emptied if one not in within]


def dated(acts) -> list[dict]:
    """Give the acts of a dossier that have a date."""
    return [act for act in acts if act["date"]]


def undated(acts) -> list[dict]:
    """Give the acts of a dossier that have no date."""
    return [act for act in acts if not act["date"]]


def in_date_order(acts: list[dict], newest: bool) -> list[dict]:
    """Give acts as they happened, or the newest first; those without a date last either way."""
    return (dated(acts)[::-1] if newest else dated(acts)) + undated(acts)


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


def directed(grounds, direction: str) -> list:
    """Give the grounds of one direction, against or for, from forms or copies."""
    return [ground for ground in grounds if _of(ground, "direction") == direction]


def _of(thing, key):
    return thing[key] if isinstance(thing, dict) else getattr(thing, key)


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
