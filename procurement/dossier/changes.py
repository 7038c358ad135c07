"""What differs between two public forms, in words: for publication pages and histories."""

from procurement import codelists, dates
from procurement.money import Money

from .facts import said
from .finish import source_phrase


def changes(before: dict | None, after: dict | None) -> list[dict[str, str]]:
    """Give [{"what", "before", "after"}] of two structures, in the order of the page.

    An empty `before` was added, an empty `after` is taken away. None stands for nothing public.
    """
    old, new = lines(before), lines(after)
    return [
        {"what": what, "before": old.get(what, ""), "after": new.get(what, "")}
        for what in dict.fromkeys([*new, *old])
        if old.get(what, "") != new.get(what, "")
    ]


def lines(body: dict | None) -> dict[str, str]:
    """Give {what: text} of everything a structure says, empty texts left out."""
    if body is None:
        return {}
    found = dict(_about_contract(body))
    for claim in body["claims"]:
        found |= _numbered(found, _claim(claim, body))
    for act in body["interventions"]:
        found |= dict(_act(act, body))
    for source in body["sources"]:
        found[f"Source {source['id'] or source['number']}"] = _source(source)
    return {what: text for what, text in found.items() if text}


def _about_contract(body):
    value = body["value"]
    yield "Headline", body["headline"]
    yield "Title", body["title"]
    yield "What it is for", body["purpose"]
    yield "Description", body["description"]
    yield "OCID", body["ocid"]
    yield "Buyer", _name(body["buyer"])
    yield "Used by", _name(body["user_body"])
    yield "Vendors", ", ".join(_name(vendor) for vendor in body["vendors"])
    yield "Stage", codelists.STAGE.label(body["stage"]["code"])
    yield "Hold", codelists.HOLD.label(body["hold"]["code"])
    yield "Hold since", _date(body["hold"]["since"])
    yield "Value", value["exact"] if value else ""
    yield "Sources of the contract", _citations(body["citations"], body)


def _claim(claim, body):
    what = f"Claim about {codelists.FACT.label(claim['fact']).lower()}"
    text = f"{statement(claim)}; {codelists.RANK.label(claim['rank']).lower()}"
    return what, f"{text}; {_citations(claim['citations'], body)}"


def statement(claim: dict) -> str:
    """Give what a claim states, in words."""
    stated = said(claim)
    if claim["value"]:
        kind = codelists.VALUE_KIND.label(claim["value_kind"]).lower()
        return f"{Money(stated['minor'], stated['currency']).exact()} ({kind})"
    if claim["stage"]:
        return codelists.STAGE.label(stated)
    return _date(stated) if claim["date"] else _name(stated)


def _act(act, body):
    what = f"Intervention {act['id']}" if act["id"] else "New intervention"
    yield what, act["sentence"]
    yield f"{what}: date", _date(act["date"])
    yield f"{what}: capacity", codelists.CAPACITY.label(act["capacity"])
    yield f"{what}: power", act["power"]
    yield f"{what}: summary", act["summary"]
    yield f"{what}: effect", codelists.EFFECT.label(act["effect"])
    outcome = [codelists.OUTCOME.label(act["outcome"]), _date(act["outcome_date"])]
    yield f"{what}: outcome", ", ".join(part for part in outcome if part)
    yield f"{what}: expected to end", act["expires_on"] or ""
    if act["relation"] and act["related"]:
        relation = codelists.RELATION.label(act["relation"]).lower()
        yield f"{what}: relation", f"{relation} intervention {act['related']}"
    for ground in act["grounds"]:
        yield f"{what}: {_ground_key(ground)}", _ground(ground, body)
    yield f"{what}: sources", _citations(act["citations"], body)


def _ground_key(ground):
    return f"ground {ground['name'].lower()} ({ground['direction']}, {ground['layer']})"


def _ground(ground, body):
    parts = [ground["words"] or ground["name"], ground["ascription"]]
    return "; ".join([*parts, _citations(ground["citations"], body)]).rstrip("; ")


def _citations(citations, body):
    return " / ".join(_citation(citation, body) for citation in citations)


def _citation(citation, body):
    source = body["sources"][citation["source"] - 1]
    parts = [source["title"], codelists.ATTRIBUTION.label(citation["level"]).lower()]
    if citation["speaker"]:
        parts.append(f"said by {_name(citation['speaker'])}")
    parts += [f"“{citation[key]}”" for key in ("hedge", "quotation") if citation[key]]
    return ", ".join([*parts, citation["place"]]).rstrip(", ")


def _source(source):
    parts = [source["title"], codelists.SOURCE_KIND.label(source["kind"]), source_phrase(source)]
    parts += [source["author"], source["url"], source["archive_url"], source["accessed_on"]]
    return "; ".join(part for part in parts if part) + ("; primary" if source["primary"] else "")


def _numbered(found, line):
    what, text = line
    number = 1 + sum(key == what or key.startswith(f"{what} (") for key in found)
    return {what if number == 1 else f"{what} ({number})": text}


def _name(party):
    return party["name"] if party else ""


def _date(date):
    return dates.from_json(date).show() if date else ""
