"""What templates say of sources: what each backs, what rests on the same ones, and their hedges."""

from procurement import wording
from procurement.dossier.statements import statements
from procurement.dossier.unknown import missed


def missing(source) -> str:
    """Give what is not stated of a source, as a list in words; nothing where all of it is."""
    facts = {"publisher": source.publisher, "author": source.author}
    facts |= {"date": source.published, "address": source.url}
    return wording.listed(missed(source.kind, **facts))


def backed(source: dict, body: dict) -> list[dict]:
    """Give what a source backs, [{"key", "what", "act", "citation"}], in the words of `body`."""
    found = {
        citation["key"]: {"what": one["what"], "act": one["act"], "citation": citation}
        for one in statements(body)
        for citation in one["citations"]
    }
    return [back | found[back["key"]] for back in source["backs"]]


def marks(body: dict) -> list[dict]:
    """Give one citation for each source that the headline of a dossier rests on."""
    acts = [act for act in body["interventions"] if act["id"] in body["hold"]["interventions"]]
    parts = [body, body["stage"], *acts, body["value"] or {"citations": []}]
    return _by_source(citation for part in parts for citation in part["citations"])


def _by_source(citations) -> list[dict]:
    """One citation for each source, for a sentence that several statements make up."""
    return list({citation["source"]: citation for citation in citations}.values())


def same_notes(body: dict, part: str) -> bool:
    """Tell whether a party rests on the notes of one before it, which stand on the page already."""
    shown = _noted(body)
    resting = body["party_citations"]
    return any(resting[part] == resting[one] for one in shown[: shown.index(part)])


def unplaced(body: dict) -> list[dict]:
    """Give the citations of a dossier itself, where none of its parties rests on them."""
    resting = [body["party_citations"][part] for part in _noted(body)]
    return [] if body["citations"] in resting else body["citations"]


def _noted(body):
    """The parties whose notes stand among the key facts, in their order."""
    shown = {"buyer": True, "user_body": body["user_body"], "vendor": body["vendors"]}
    return [part for part, stated in shown.items() if stated]


def hedge_apart(citation: dict) -> str:
    """Give the source's hedge where the quotation beside it does not hold it already."""
    return "" if citation["hedge"] in citation["quotation"] else citation["hedge"]


def hedges(citations: list[dict]) -> list[str]:
    """Give the sources' own words of caution among the citations of a statement, each once."""
    return list(dict.fromkeys(one["hedge"] for one in citations if one["hedge"]))


def alike(grounds: list[dict]) -> list[list[dict]]:
    """Give grounds in groups that rest on the same words of the same sources, in their order."""
    found: dict[tuple, list] = {}
    for one in grounds:
        said = [(note["source"], note["quotation"], note["hedge"]) for note in one["citations"]]
        found.setdefault((one["ascription"], one["known"]["label"], *said), []).append(one)
    return list(found.values())


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


def shared_label(arguments: dict) -> str:
    """Give how all arguments are known, where all are known alike; else nothing."""
    labels = {one["known"]["label"] for side in arguments.values() for one in side}
    return labels.pop() if len(labels) == 1 else ""
