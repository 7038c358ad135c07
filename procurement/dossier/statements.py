"""Everything that a structure states, each with its words, its place on the page and its notes."""

from collections.abc import Iterator

from procurement import codelists, wording


def actors_in_words(act: dict) -> str:
    """Give who acted as it reads inside a sentence: "the Mayor and critics"; of a draft it may not be known yet."""
    if not act["actors"]:
        return "somebody not named yet"
    return wording.listed([wording.party_name(one["name"], one["the"]) for one in act["actors"]])


def statements(body: dict) -> Iterator[dict]:
    """Yield {"what", "act", "party", "citations"} for each statement, as a reader meets them.

    `act` is the public id of the intervention it belongs to, `party` whom a claim names.
    """
    yield _statement("the contract, its buyer and its vendors", body)
    for claim in body["claims"]:
        fact = codelists.FACT.label(claim["fact"]).lower()
        yield _statement(f"the {fact}", claim, party=claim["party"])
    for act in body["interventions"]:
        what = f"{codelists.TYPE.label(act['type']).lower()} by {actors_in_words(act)}"
        yield _statement(what, act, act=act["id"])
        for ground in act["grounds"]:
            name = ground["name"].lower()
            name = ground["words"] or name if ground["code"] == "other" else name
            yield _statement(f"{what}: {name}", ground, act=act["id"])


def _statement(what, form, *, act=None, party=None):
    return {"what": what, "act": act, "party": party, "citations": form["citations"]}


def cited_for(body: dict, source_id: int) -> list[dict]:
    """Give the statements that a source backs, each with only its citations of that source."""
    numbers = {one["number"] for one in body["sources"] if one["id"] == source_id}
    return _backed(body, lambda citation: citation["source"] in numbers)


def spoken_by(body: dict, stakeholder_id: int) -> list[dict]:
    """Give the statements for which a stakeholder is cited, and the decisions said to be its own."""
    cited = _backed(body, lambda citation: (citation["speaker"] or {}).get("id") == stakeholder_id)
    return cited + [
        one
        for one in statements(body)
        if one["party"]
        and (one["party"]["kind"], one["party"]["id"]) == ("stakeholder", stakeholder_id)
        and one["what"] not in {other["what"] for other in cited}
    ]


def _backed(body, is_one):
    found = [
        one | {"citations": [citation for citation in one["citations"] if is_one(citation)]}
        for one in statements(body)
    ]
    return [one for one in found if one["citations"]]
