"""What follows from the structure: how each statement is known, the hold, the sentences.

Works on the structure alone, so that a published form can be worded anew when a name changes.
"""

from procurement import codelists, dates, holds, wording
from procurement.money import Money

from .facts import by_name, followed, headline_facts, headline_parties, preferred_parties
from .statements import statements
from .unknown import unknown

_REGISTER = wording.Attribution("official_record", source="an official notice")


def finish(body: dict) -> dict:
    """Add to the structure, in place, everything that its other parts imply; give it back."""
    sources = {source["number"]: source for source in body["sources"]}
    for source in body["sources"]:
        source["phrase"] = source_phrase(source)
    body["known"] = known(_basis(body, sources))
    body.update(headline_facts(body, lambda citations: _how({"citations": citations}, sources)))
    body.update(headline_parties(body))
    for award in body["awards"]:
        award["vendors"] = by_name(award["vendors"])
    for claim in body["claims"]:
        claim["headline"] = any(claim is one for one in followed(body, claim["fact"]))
        disputed = claim["fact"] in body["disputed"] and claim["rank"] != "deprecated"
        claim["known"] = known(_how(claim, sources, disputed))
    for act in body["interventions"]:
        _finish_act(act, sources)
    body["hold"] = _hold(body)
    body["arguments"] = _arguments(body)
    body["headline"] = _headline(body, sources)
    body["unknown"] = unknown(body)
    _link_back(body, sources)
    return body


def replace_party(body: dict, form: dict) -> dict:
    """Put a party's new public form wherever the structure names it, and word it anew."""
    _replace(body, form, lambda found: found.get("kind") == form["kind"] and "the" in found)
    return finish(body)


def replace_source(body: dict, form: dict) -> dict:
    """Put a source's new public form wherever the structure cites it, and word it anew."""
    for source in body["sources"]:
        if source["id"] == form["id"]:
            source.update(form)
    return finish(body)


def _replace(part, form, is_one):
    if isinstance(part, dict):
        if part.get("id") == form["id"] and is_one(part):
            part.update(form)
        for value in part.values():
            _replace(value, form, is_one)
    elif isinstance(part, list):
        for value in part:
            _replace(value, form, is_one)


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


def _link_back(body, sources):
    """Give each source what it backs, [{"key", "what"}]: the links back up, in reading order."""
    for source in body["sources"]:
        source["backs"] = []
    for statement in statements(body):
        what = wording.capitalise(statement["what"])
        for citation in statement["citations"]:
            sources[citation["source"]]["backs"].append({"key": citation["key"], "what": what})


def named(party: dict) -> str:
    """Give a party's name as it reads inside a sentence."""
    return wording.named(party["name"], party["the"])


def _how(statement, sources, disputed=False):
    """How a statement is known from its own citations."""
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
        speaker=named(speaker) if speaker else "",
    )


def _basis(body, sources):
    """How title and parties are known: the register's notices, else the contract's citations."""
    return _REGISTER if body["register"] else _how(body, sources)


def _finish_act(act, sources):
    how = _how(act, sources)
    act["known"] = known(how)
    kind = codelists.TYPE[act["type"]]
    act["sentence"] = wording.sentence(
        wording.Clause(named(act["stakeholder"]), "", kind.verb, kind.says), how
    )
    for ground in act["grounds"]:
        own = bool(ground["citations"])
        ground["known"] = known(_how(ground if own else act, sources))
        # A ground stated with the act rests on the act's own citations.
        ground["notes"] = (ground if own else act)["citations"]
        ground["ascription"] = _ascription(ground, act)


def _ascription(ground, act):
    """Who gave a ground: the actor, somebody speaking of the actor, or the source itself."""
    who = named(act["stakeholder"])
    speaker = ground["known"]["speaker"]
    if ground["layer"] == "stated":
        return f"given by {who}"
    said_by = speaker or "the source itself, as its own reading"
    if ground["layer"] == "attributed":
        return f"ascribed to {who} by {said_by}"
    return f"raised by {said_by}, but not relied on by {who}"


def _hold(body):
    interventions = body["interventions"]
    acts = _acts(interventions)
    found = holds.compute(acts)
    behind = [interventions[index] for index in found.acts]
    return {
        "code": found.code,
        "ever": holds.ever(acts),
        "since": found.since and found.since.as_json(),
        "by": _distinct(act["stakeholder"] for act in behind),
        "interventions": [act["id"] for act in behind],
        "known": _strongest_known(behind),
    }


def _acts(interventions):
    ended = holds.ended(
        holds.Link(act["id"], act["related"], act["relation"], act["outcome"])
        for act in interventions
        if act["related"]
    )
    return [
        holds.Act(
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
    return min((act["known"] for act in acts), key=lambda one: wording.strength(_attribution(one)))


def _distinct(parties):
    return list({(party["kind"], party["id"], party["name"]): party for party in parties}.values())


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
        "who": act["stakeholder"],
        "intervention": act["id"],
        "layer": ground["layer"],
        "ascription": ground["ascription"],
        "known": ground["known"],
        "notes": ground["notes"],
    }


def _headline(body, sources):
    value = body["value"]
    disputed = "value" in body["disputed"]
    return wording.headline(
        buyer=named(body["buyer"]) if body["buyer"] else "",
        vendors=[named(vendor) for vendor in body["vendors"]],
        purpose=body["purpose"],
        value=Money(value["minor"], value["currency"]).short() if value else "",
        stage=body["stage"]["code"],
        hold=body["hold"]["code"],
        actors=[named(party) for party in body["hold"]["by"]],
        how=_weakest(body, sources, disputed),
        estimated=bool(value and value["kind"] == "estimated"),
        value_disputed=disputed,
        stage_disputed="stage" in body["disputed"],
    )


def _weakest(body, sources, value_disputed):
    """The attribution that the headline must carry: that of its least known part.

    It names everybody behind the hold, so it rests on each of their acts.
    """
    parts = [body["known"], body["stage"]["known"]]
    parts += [known(_how({"citations": notes}, sources)) for notes in preferred_parties(body)]
    behind = body["hold"]["interventions"]
    parts += [act["known"] for act in body["interventions"] if act["id"] in behind]
    if body["value"] and not value_disputed:
        parts.append(body["value"]["known"])
    return wording.weakest([_attribution(part) for part in parts if part])


def _attribution(part):
    return wording.Attribution(part["level"], part["breadth"], part["source"])
