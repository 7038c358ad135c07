"""What follows from the structure on any day: how each statement is known, the hold, the sentences.

Works on the structure alone, so that a published form can be worded anew when a name changes.
"""

from procurement import codelists, dates, holds, wording

from .facts import followed, headline_facts, headline_parties, settle_parties
from .statements import actors_in_words, statements
from .unknown import unknown

_NOTICES = {invented: wording.by_notices(invented=invented) for invented in (False, True)}


def finish(body: dict) -> dict:
    """Add to the structure, in place, everything that its other parts imply; give it back."""
    sources = {source["number"]: source for source in body["sources"]}
    for source in body["sources"]:
        source["phrase"] = source_phrase(source)
    body["known"] = known(_basis(body, sources))
    body.update(headline_facts(body, lambda citations: how({"citations": citations}, sources)))
    body.update(headline_parties(body))
    settle_parties(body)
    for claim in body["claims"]:
        claim["headline"] = any(claim is one for one in followed(body, claim["fact"]))
        disputed = claim["fact"] in body["disputed"] and claim["rank"] != "deprecated"
        claim["known"] = known(how(claim, sources, disputed))
    for act in body["interventions"]:
        _finish_act(act, sources)
    body["hold"] = _hold(body)
    body["arguments"] = _arguments(body)
    body["days"] = _days(body, sources)
    body["unknown"] = unknown(body)
    _link_back(body, sources)
    return body


def source_phrase(source: dict) -> str:
    """Give how a source reads after "according to"."""
    published = dates.from_json(source["published"]).show() if source["published"] else ""
    return wording.source_phrase(source["kind"], source["publisher"], published)


def known(how: wording.Attribution) -> dict:
    """Give an attribution as it stands in the structure."""
    return {
        "level": how.level,
        "breadth": how.breadth,
        "label": how.label,
        "source": how.source,
        "speaker": how.speaker,
        "disputed": how.disputed,
    }


def _days(body, sources):
    """What the stage is told by: {"said_on": "2026-05", "ends_on": …}, as exactly as stated.

    What notices state beside a stage belongs to theirs alone.
    """
    days = {fact: form["date"]["on"] for fact, form in body["dates"].items()}
    if said := _said_on(body, sources):
        days["said_on"] = said
    if body["register"] and not body["stage"]["citations"]:
        days |= wording.beside(body["register"])
    return {name: days[name] for name in wording.DAYS if name in days}


def _said_on(body, sources):
    """When the stage was last said: by a source of its claim, else by a notice."""
    if citations := body["stage"]["citations"]:
        published = [sources[one["source"]]["published"] for one in citations]
        return max((one["on"] for one in published if one), default="")
    return body["register"] and body["register"]["said_on"]


def _link_back(body, sources):
    """Give each source what it backs, [{"key", "what"}]: the links back up, in reading order."""
    for source in body["sources"]:
        source["backs"] = []
    for statement in statements(body):
        what = wording.capitalise(statement["what"])
        for citation in statement["citations"]:
            sources[citation["source"]]["backs"].append({"key": citation["key"], "what": what})


def known_as(body: dict) -> str:
    """Give how the stage and hold at the top are known, in a few words; nothing where neither is."""
    found = body["hold"]["known"] or body["stage"]["known"]
    return found["label"] if found else ""


def party_name(party: dict) -> str:
    """Give a party's name as it reads inside a sentence."""
    return wording.party_name(party["name"], party["the"])


def how(statement: dict, sources: dict[int, dict], disputed: bool = False) -> wording.Attribution:
    """Give how a statement is known from its own citations."""
    return wording.attribution(
        (_cited(citation, sources) for citation in statement["citations"]), disputed
    )


def _cited(citation, sources):
    source = sources[citation["source"]]
    speaker = citation["speaker"]
    return wording.Cited(
        level=citation["level"],
        root=source["root"] or source["number"],
        source=source_phrase(source),
        speaker=party_name(speaker) if speaker else "",
    )


def _basis(body, sources):
    """How title and parties are known: the register's notices, else the contract's citations."""
    return _NOTICES[body["invented"]] if body["register"] else how(body, sources)


def _finish_act(act, sources):
    attribution = how(act, sources)
    act["actors"] = _distinct(act["actors"])
    act["known"] = known(attribution)
    act["sentence"] = wording.sentence(_clause(act), attribution)
    for ground in act["grounds"]:
        own = bool(ground["citations"])
        ground["known"] = known(how(ground if own else act, sources))
        # A ground stated with the act rests on the act's own citations.
        ground["notes"] = (ground if own else act)["citations"]
        ground["ascription"] = _ascription(ground, act)


def _clause(act):
    """Who did what."""
    actors, did = act["actors"], codelists.TYPE[act["type"]]
    several = len(actors) > 1 or any(actor["plural"] for actor in actors)
    auxiliary = ("were" if several else "was") if did.continuous else ""
    return wording.Clause(actors_in_words(act), auxiliary, did.verb, did.says)


def _ascription(ground, act):
    """Who gave a ground: the actors, somebody speaking of them, or the source itself."""
    who = actors_in_words(act)
    speaker = ground["known"]["speaker"]
    if ground["layer"] == "stated":
        return f"given by {who}"
    said_by = speaker or "the source itself, as its own reading"
    if ground["layer"] == "attributed":
        return f"ascribed to {who} by {said_by}"
    return f"raised by {said_by}, but not relied on by {who}"


def _hold(body):
    interventions = body["interventions"]
    acts = causes(interventions)
    found = holds.compute(acts)
    behind = [interventions[index] for index in found.acts]
    return {
        "code": found.code,
        "ever": holds.ever(acts),
        "since": found.since and found.since.as_json(),
        "by": _distinct(actor for act in behind for actor in act["actors"]),
        "interventions": [act["id"] for act in behind],
        "known": _strongest_known(behind),
    }


def causes(interventions: list[dict]) -> list[holds.Cause]:
    """Give what of each act of a structure bears on the hold."""
    ended = holds.ended(
        holds.Link(act["id"], act["related"], act["relation"], act["outcome"])
        for act in interventions
        if act["related"]
    )
    return [
        holds.Cause(
            act["type"],
            act["effect"],
            act["outcome"],
            dates.from_json(act["date"]) if act["date"] else None,
            act["id"] in ended,
        )
        for act in interventions
    ]


def _strongest_known(acts):
    """Several acts behind one hold: the best known of them is what the stamp rests on."""
    if not acts:
        return None
    return min(
        (act["known"] for act in acts), key=lambda one: wording.strength(attribution_of(one))
    )


def _distinct(parties):
    """Each once, by the name that it has first: of two that were merged the names stay as published."""
    once: dict[tuple, dict] = {}
    for party in parties:
        once.setdefault((party["kind"], party["id"] or party["name"]), party)
    return list(once.values())


def _arguments(body: dict) -> dict[str, list]:
    """Every ground with its direction, from all acts: what is said for and against."""
    arguments: dict[str, list] = {"against": [], "for": []}
    for act in body["interventions"]:
        for ground in act["grounds"]:
            if ground["layer"] != "not_relied_on":
                arguments[ground["direction"]].append(_argument(ground, act))
    return arguments


def _argument(ground, act):
    return {
        "ground": ground["code"],
        "name": ground["name"],
        "words": ground["words"],
        "actors": act["actors"],
        "intervention": act["id"],
        "layer": ground["layer"],
        "ascription": ground["ascription"],
        "known": ground["known"],
        "notes": ground["notes"],
    }


def attribution_of(part: dict) -> wording.Attribution:
    """Give how something is known, from its form in a structure."""
    return wording.Attribution(part["level"], part["breadth"], part["source"])
