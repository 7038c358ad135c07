"""Records drawn for a play: of every shape that a form has to take, in words that break what is careless."""

from random import Random

from procurement import codelists

# Names as they come: long, of other scripts, with marks that break sentences, pages or files.
NAMES = [
    "O’Brien & Sons", "</title><h1>x", "{name} Group 100%", "“Quoted” Works", "Société d’État", "עיריית צפון",
    "数据平台", "a |b\\ c", "word " * 50 + "word", "W" * 60, "Zoë A\u030angstro\u0308m", "=1+1", "An Agency",
]  # fmt: skip
# Days as people type them; some are not known to the day.
DATES = "3 March 2026", "April 2026", "2025", "2026-05-21"


class Drawn:
    """What is drawn from a seed; each name but once, so that nobody is taken for somebody else."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311 -- nothing is kept secret by it
        self.names = self.chance.sample(NAMES, len(NAMES))

    def code(self, codelist: codelists.Codelist, *but: str) -> str:
        """Give a code of a list."""
        return self.chance.choice([code for code in codelist.codes() if code not in but])

    def party(self, **more) -> dict:
        """Give a party that bears a name of its own."""
        return {"name": self.names.pop()} | more

    def actor(self) -> dict:
        """Give a stakeholder."""
        return self.party(is_a=self.code(codelists.STAKEHOLDER_KIND))

    def citation(self, source: int) -> dict:
        """Give a citation, with words of the source."""
        quotation = f"“{self.chance.randrange(10**6)} words”, as they stand\nin source {source}"
        return {"source": source, "quotation": quotation}


# One of each is a claim of every kind: of money, a code, a day, and the three kinds of party.
FACTS = (
    ["value"], ["stage"], ["decided_on", "starts_on", "latest_end_on"], ["decision_maker"],
    ["buyer", "user_body"], ["vendor"],
)  # fmt: skip


def record(seed: int, kinds: int) -> dict:
    """Give a record of two sources: claims of so many kinds, an undated act, a body that acts as it is."""
    drawn = Drawn(seed)
    buyer, vendor, speaker = drawn.party(), drawn.party(), drawn.actor()
    # A vendor that acts: it is found as what it is, and becomes a stakeholder.
    itself = {"name": vendor["name"]}
    some = [drawn.chance.choice(facts) for facts in FACTS[:kinds]]
    return {
        "title": f"Title {seed}: {drawn.names.pop()}",
        "purpose": "a purpose — “in words” of <b>ours</b>",
        "description": "Two lines,\n\nand one more.",
        "buyer": buyer,
        "vendors": [vendor],
        "citations": [drawn.citation(1)],
        "sources": [
            {"number": 1, "title": f"Report {seed}", "published": "4 March 2026"},
            {"number": 2, "title": f"Minutes {seed}", "kind": "official_decision", "primary": True},
        ],
        "claims": [_claim(drawn, fact, (buyer, vendor, speaker)) for fact in some],
        "interventions": _acts(drawn, speaker, itself),
    }


def _claim(drawn, fact, parties):
    buyer, vendor, speaker = parties
    claim = {"fact": fact, "rank": drawn.code(codelists.RANK), "citations": [drawn.citation(1)]}
    if fact == "value":
        minor = drawn.chance.randrange(10**9) * 100
        stated = {"value": {"minor": minor, "currency": "GBP"}}
        return claim | stated | {"value_kind": drawn.code(codelists.VALUE_KIND)}
    if fact == "stage":
        return claim | {"stage": drawn.code(codelists.STAGE)}
    party = {"decision_maker": speaker, "buyer": buyer, "user_body": buyer, "vendor": vendor}
    if fact in party:
        return claim | {"party": party[fact]}
    return claim | {"date": drawn.chance.choice(DATES)}


def _acts(drawn, speaker, vendor):
    """A hold without a date, on two grounds; and what the vendor answers to it, backed by both sources."""
    [first, second] = drawn.chance.sample([code for _, code in codelists.GROUNDS], 2)
    hold = {
        "id": 1, "type": "hold", "actors": [speaker, drawn.actor()],
        "capacity": drawn.code(codelists.CAPACITY), "summary": "Summed up in words of ours.",
        "effect": drawn.code(codelists.EFFECT),
        "grounds": [
            {"code": first.code, "words": "the first, in words of ours"},
            {"code": second.code, "words": "the second, in words of ours"},
        ],
        "citations": [drawn.citation(1)],
    }  # fmt: skip
    answer = {
        "id": 2, "type": "response", "actors": [vendor], "date": drawn.chance.choice(DATES[:1]),
        "related": 1, "relation": "responds_to", "citations": [drawn.citation(1), drawn.citation(2)],
    }  # fmt: skip
    return [hold, answer]
