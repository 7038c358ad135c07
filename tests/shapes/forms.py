"""Anything that editors may publish, as plain dictionaries that `actions.enter` takes."""

import datetime

from hypothesis import strategies as st

from procurement import codelists
from procurement.codelists import GROUNDS
from procurement.dates import PartialDate
from procurement.money import LARGEST_MINOR
from procurement.unnamed import names_nobody

from .texts import lines, maybe, prose

PRECISIONS = codelists.PRECISION.codes()
CURRENCIES = ["GBP", "EUR", "JPY", "KWD", "CLF", "USD"]
AMOUNTS = [0, 1, 99, 100, 101, 50_000_000_00, 999_999_99, 999_950_000_00, LARGEST_MINOR]
NUMBERS = {"GB-COH": "0123456{}", "GB-NHS": "RJ{}", "GB-SRS": "example/{}", "GB-CFS": "{}"}
ADDRESS = "https://example.org/{}?a=1&b='2'#{{x}}%20"


def codes(codelist) -> st.SearchStrategy[str]:
    """Give each code of a list."""
    return st.sampled_from(codelist.codes())


@st.composite
def dates(draw, last=datetime.date(2026, 11, 1)) -> dict:
    """Give a date of each precision, in the form of the dossier."""
    precision = draw(st.sampled_from(PRECISIONS))
    day = draw(
        st.dates(datetime.date(1900, 1, 1), last) | st.dates(datetime.date(2024, 1, 1), last)
    )
    on = {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[precision]
    return PartialDate(on, precision).as_json()


@st.composite
def money(draw) -> dict:
    minor = draw(st.sampled_from(AMOUNTS) | st.integers(0, LARGEST_MINOR))
    return {
        "minor": minor,
        "currency": draw(st.sampled_from(CURRENCIES[:2]) | st.sampled_from(CURRENCIES)),
    }


@st.composite
def parties(draw, kind: str) -> dict:
    party = {
        "name": draw(lines().filter(lambda name: not names_nobody(name))),
        "the": draw(st.booleans()),
        "aliases": draw(st.lists(lines(), max_size=2)),
        "website": draw(maybe(st.just("https://example.org/"))),
    }
    if draw(st.integers(0, 4)) == 0:
        scheme = draw(st.sampled_from(sorted(NUMBERS)))
        number = draw(st.integers(1, 9))
        party["identifiers"] = [{"scheme": scheme, "value": NUMBERS[scheme].format(number)}]
    if kind == "stakeholder":
        party["is_a"] = draw(codes(codelists.STAKEHOLDER_KIND))
    return party


@st.composite
def sources(draw, number: int) -> dict:
    return {
        "number": number,
        "title": draw(lines()),
        "kind": draw(codes(codelists.SOURCE_KIND)),
        "primary": draw(st.booleans()),
        "publisher": draw(maybe(lines())),
        "author": draw(maybe(lines())),
        "published": draw(maybe(dates())),
        "url": draw(maybe(st.integers(1, 3).map(ADDRESS.format))),
        "archive_url": draw(maybe(st.just("https://archive.example.org/1"))),
        "accessed_on": draw(maybe(st.just("2026-09-01"))),
        "repeats": draw(maybe(st.integers(1, number - 1))) if number > 1 else None,
    }


class People:
    """Whom one record names: few, so that they stand in several parts of it."""

    def __init__(self, draw) -> None:
        self.buyers = draw(st.lists(parties("buyer"), min_size=1, max_size=2))
        self.vendors = draw(st.lists(parties("vendor"), min_size=1, max_size=3))
        self.actors = draw(st.lists(parties("stakeholder"), min_size=1, max_size=4))
        first, *_ = self.actors
        if draw(st.booleans()):
            # The buyer, or a vendor, as it acts itself.
            kind, body = draw(
                st.sampled_from([("buyer", self.buyers[0]), ("vendor", self.vendors[0])])
            )
            first |= {"name": body["name"], "the": body["the"], kind: body}


@st.composite
def citations(draw, numbers: int, actors: list, fewest: int = 1) -> list[dict]:
    """Give citations of one statement; who is on the record has a speaker."""
    found = []
    for _ in range(draw(st.integers(fewest, 2))):
        level = draw(codes(codelists.ATTRIBUTION))
        spoken = level == "on_record" or draw(st.booleans())
        found.append(
            {
                "source": draw(st.integers(1, numbers)),
                "level": level,
                "speaker": draw(st.sampled_from(actors)) if spoken else None,
                "hedge": draw(maybe(lines(60))),
                "quotation": draw(maybe(prose())),
                "place": draw(maybe(lines())),
            }
        )
    return found


@st.composite
def claims(draw, numbers: int, people: People) -> list[dict]:
    """Give claims of any facts, some of which differ; one at most is preferred, but of vendors."""
    found, preferred = [], set()
    for fact in draw(st.lists(codes(codelists.FACT) | st.just("value"), max_size=8)):
        claim = {"fact": fact, "rank": draw(codes(codelists.RANK)), **draw(_stated(fact, people))}
        if claim["rank"] == "preferred" and fact in preferred and fact != "vendor":
            claim["rank"] = "normal"
        if claim["rank"] == "preferred":
            preferred.add(fact)
        claim["citations"] = draw(citations(numbers, people.actors))
        found.append(claim)
    return found


@st.composite
def _stated(draw, fact, people):
    if fact == "value":
        return {"value": draw(money()), "value_kind": draw(codes(codelists.VALUE_KIND))}
    if fact == "stage":
        return {"stage": draw(codes(codelists.STAGE))}
    if fact == "decision_maker":
        return {"party": draw(st.sampled_from(people.actors))}
    if fact in ("buyer", "user_body"):
        return {"party": draw(st.sampled_from(people.buyers))}
    if fact == "vendor":
        return {"party": draw(st.sampled_from(people.vendors))}
    return {"date": draw(dates(datetime.date(2100, 12, 31)))}


@st.composite
def grounds(draw, numbers: int, people: People) -> list[dict]:
    found: dict[tuple, dict] = {}
    for _ in range(draw(st.integers(0, 3))):
        code = draw(st.sampled_from([code.code for _, code in GROUNDS]) | st.just("other"))
        layer, direction = draw(codes(codelists.LAYER)), draw(codes(codelists.DIRECTION))
        words = draw(lines() if code == "other" else maybe(lines()))
        fewest = 0 if layer == "stated" else 1
        cited = draw(citations(numbers, people.actors, fewest))
        found[code, layer, direction] = {
            "code": code, "layer": layer, "direction": direction, "words": words, "citations": cited,
        }  # fmt: skip
    return list(found.values())


@st.composite
def acts(draw, number: int, numbers: int, people: People) -> dict:
    """Give one act; it may be about any earlier one, in any way."""
    act = {
        "id": number,
        "type": draw(codes(codelists.TYPE)),
        "actors": draw(
            st.lists(st.sampled_from(people.actors), min_size=1, max_size=3, unique_by=id)
        ),
        "capacity": draw(codes(codelists.CAPACITY)),
        "date": draw(maybe(dates())),
        "power": draw(maybe(lines())),
        "summary": draw(maybe(prose())),
        "effect": draw(codes(codelists.EFFECT)),
        "outcome": draw(codes(codelists.OUTCOME)),
        "outcome_date": draw(maybe(dates())),
        "expires_on": draw(maybe(st.just("2027-01-31"))),
        "grounds": draw(grounds(numbers, people)),
        "citations": draw(citations(numbers, people.actors)),
    }
    if act["date"] and act["outcome_date"]:
        act["outcome_date"] = (
            None if act["outcome_date"]["on"] < act["date"]["on"] else act["outcome_date"]
        )
    if number > 1 and draw(st.booleans()):
        act |= {
            "related": draw(st.integers(1, number - 1)),
            "relation": draw(codes(codelists.RELATION)),
        }
    return act


@st.composite
def forms(draw) -> dict:
    """Give one record: from a title and one source to 50 acts and 40 vendors."""
    people = People(draw)
    numbers = draw(st.integers(1, 4))
    many = draw(st.sampled_from([0, 0, 0, 0, 4, 6, 40]))
    others = [{"name": f"Vendor {number:02}"} for number in range(many)]
    number = draw(st.integers(0, 4))
    repeated = [draw(acts(one, numbers, people)) for one in range(1, number + 1)]
    if repeated and draw(st.integers(0, 9)) == 0:
        repeated = [
            repeated[one % number] | {"id": one + 1, "related": None, "relation": None}
            for one in range(50)
        ]
    return {
        "title": draw(lines()),
        "purpose": draw(maybe(lines())),
        "description": draw(maybe(prose())),
        "ocid": draw(maybe(st.integers(1, 10**9).map("ocds-{}".format))),
        "buyer": draw(maybe(st.sampled_from(people.buyers))),
        "user_body": draw(maybe(st.sampled_from(people.buyers))),
        "vendors": draw(st.sampled_from([[], people.vendors[:1], people.vendors])) + others,
        "citations": draw(citations(numbers, people.actors)),
        "claims": draw(claims(numbers, people)),
        "interventions": repeated,
        "sources": [draw(sources(number)) for number in range(1, numbers + 1)],
    }  # fmt: skip
