"""What each statement of a structure says, in words and in parts."""

from collections.abc import Iterator

from procurement import codelists, dates, wording
from procurement.money import Money

from .facts import value_of


def claim_line(claim: dict, body: dict) -> tuple[str, str]:
    """Give what a claim is called, and what it says."""
    what = f"Claim about {codelists.FACT.label(claim['fact']).lower()}"
    text = _ranked(claim)
    text += ", followed by the headline" if claim["headline"] else ""
    return what, f"{text}; {citations_in_words(claim['citations'], body)}"


def _ranked(claim):
    return f"{statement(claim)}; {codelists.RANK.label(claim['rank']).lower()}"


def statement_lines(kind: str, entry: dict, body: dict) -> dict[str, str]:
    """Give {what: text} of one statement of a structure, empty texts left out.

    `kind` is "heading" (and `entry` the structure), "claim" or "intervention".
    """
    found: dict[str, str] = {}
    for what, text in _of_statement(kind, entry, body):
        found |= numbered(found, (what, text))
    return {wording.capitalise(what) or "What": text for what, text in found.items() if text}


def _of_statement(kind, entry, body):
    if kind == "intervention":
        yield from intervention_parts(entry, body)
        return
    if kind == "claim":
        yield codelists.FACT.label(entry["fact"]), _ranked(entry)
    else:
        yield "Title", entry["title"]
        yield "What it is for", entry["purpose"]
        yield "Description", entry["description"]
        yield "OCID", entry["ocid"]
        yield "Buyer", name_of(entry["buyer"])
        yield "Used by", name_of(entry["user_body"])
        yield "Vendors", ", ".join(map(name_of, entry["vendors"]))
    yield "Sources", citations_in_words(entry["citations"], body)


def statement(claim: dict) -> str:
    """Give what a claim states, in words."""
    stated = value_of(claim)
    if claim["value"]:
        return money_in_words(stated, claim["value_kind"])
    if claim["stage"]:
        return codelists.STAGE.label(stated)
    return date_in_words(stated) if claim["date"] else name_of(stated)


def name_of_intervention(act: dict) -> str:
    """Give what an act is called where it is listed: what, by whom and when."""
    what, by = codelists.TYPE.label(act["type"]), map(name_of, act["actors"])
    named = " by ".join(part for part in (what, wording.listed([*by])) if part)
    return f"{named}, {date_in_words(act['date']) or 'date not stated'}"


def intervention_parts(act: dict, body: dict) -> Iterator[tuple[str, str]]:
    """Yield (part, text) of an act; its sentence has no name."""
    yield "", act["sentence"]
    yield "date", date_in_words(act["date"])
    yield "capacity", codelists.CAPACITY.label(act["capacity"])
    yield "power", act["power"]
    yield "summary", act["summary"]
    yield "effect", codelists.EFFECT.label(act["effect"])
    outcome = [codelists.OUTCOME.label(act["outcome"]), date_in_words(act["outcome_date"])]
    yield "outcome", ", ".join(part for part in outcome if part)
    yield "expected to end", date_in_words(act["expires_on"])
    yield "last looked how it ended", date_in_words(act.get("looked_on"))
    if act["relation"] and act["related"]:
        relation = codelists.RELATION.label(act["relation"]).lower()
        earlier = [one for one in body["interventions"] if one["id"] == act["related"]]
        called = name_of_intervention(earlier[0]) if earlier else f"intervention {act['related']}"
        yield "relation", f"{relation}: {called}"
    for ground in act["grounds"]:
        yield _ground_key(ground), _ground(ground, body)
    yield "sources", citations_in_words(act["citations"], body)


def _ground_key(ground):
    direction = codelists.DIRECTION.label(ground["direction"]).lower()
    layer = codelists.LAYER.label(ground["layer"]).lower()
    return f"ground {ground['name'].lower()} ({direction}; {layer})"


def _ground(ground, body):
    parts = [ground["words"] or ground["name"], ground["ascription"]]
    return "; ".join([*parts, citations_in_words(ground["citations"], body)]).rstrip("; ")


def citations_in_words(citations: list[dict], body: dict) -> str:
    """Give by what a statement is backed."""
    return " / ".join(_citation(citation, body) for citation in citations)


def _citation(citation, body):
    [source] = [one for one in body["sources"] if one["number"] == citation["source"]]
    parts = [source["title"], codelists.ATTRIBUTION.label(citation["level"]).lower()]
    if citation["speaker"]:
        parts.append(f"said by {name_of(citation['speaker'])}")
    parts += [f"“{citation[key]}”" for key in ("hedge", "quotation") if citation[key]]
    return ", ".join([*parts, citation["place"]]).rstrip(", ")


def numbered(found: dict[str, str], line: tuple[str, str]) -> dict[str, str]:
    """Give {what: text} of a line, numbered where another is called the same."""
    what, text = line
    number = 1 + sum(key == what or key.startswith(f"{what} (") for key in found)
    return {what if number == 1 else f"{what} ({number})": text}


def money_in_words(form: dict | None, kind: str = "") -> str:
    """Give an amount, and what kind of value it is."""
    exact = Money(form["minor"], form["currency"]).exact() if form else ""
    return f"{exact} ({codelists.VALUE_KIND.label(kind).lower()})" if kind else exact


def name_of(party: dict | None) -> str:
    """Give the name of a party; nothing for none."""
    return party["name"] if party else ""


def date_in_words(date: dict | str | None) -> str:
    """Give a date as it reads, also one in ISO 8601; nothing for none."""
    if isinstance(date, str):
        return dates.stated(date).show() if date else ""
    return dates.from_json(date).show() if date else ""
