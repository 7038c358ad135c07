"""What differs between two public forms, in words: for publication pages and histories."""

import datetime
from collections import Counter

from procurement import codelists, dates
from procurement.models.leaves import FOLLOWS, leaves

from .by_day import as_of
from .finish import source_phrase
from .statement_words import (
    citations_in_words,
    claim_line,
    date_in_words,
    intervention_parts,
    money_in_words,
    name_of,
    name_of_intervention,
    numbered,
)


def changes(
    before: dict | None, after: dict | None, day: datetime.date | None = None
) -> list[dict[str, str]]:
    """Give [{"what", "before", "after"}] of two structures, in the order of the page.

    Both are worded as on `day`, today unless said: what the day alone makes of them is no change.

    An empty `before` was added, an empty `after` is taken away. None stands for nothing public.
    Of two that differ it is never empty.
    """
    day = day or dates.today()
    called = _called(after, before)
    old, new = _lines(before, day, called), _lines(after, day, called)
    found = [
        {"what": what, "before": old.get(what, ""), "after": new.get(what, "")}
        for what in dict.fromkeys([*new, *old])
        if old.get(what, "") != new.get(what, "")
    ]
    found += _order(before, after, called)
    if not found and before != after:
        found.append({"what": "Other details", "before": "as they were", "after": "changed"})
    return found


def _called(*bodies) -> dict[int, str]:
    """What each act is called in all of them, by its number: as in the first that has it."""
    names: dict[int, str] = {}
    for act in [act for body in bodies for act in (body or {}).get("interventions", ())]:
        names.setdefault(act["id"], name_of_intervention(act))
    times: Counter[str] = Counter()
    for number, name in names.items():
        times[name] += 1
        names[number] = name if times[name] == 1 else f"{name} ({times[name]})"
    return names


def _order(before, after, called):
    """Say that the acts that stand in both have changed places."""
    if before is None or after is None:
        return []
    told = [[act["id"] for act in body["interventions"]] for body in (before, after)]
    old, new = [[one for one in ids if one in told[0] and one in told[1]] for ids in told]
    if old == new:
        return []
    was, now = ("; ".join(called[one] for one in ids) for ids in (old, new))
    return [{"what": "Order of interventions", "before": was, "after": now}]


def _lines(body, day, called) -> dict[str, str]:
    """Give {what: text} of everything a structure says on a day, empty texts left out."""
    if body is None:
        return {}
    found = dict(_about_contract(as_of(body, day)))
    for claim in body["claims"]:
        found |= numbered(found, claim_line(claim, body))
    for act in body["interventions"]:
        found |= dict(_act(act, body, called[act["id"]]))
    for line in _register(body):
        found |= numbered(found, line)
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
    yield "Buyer", name_of(body["buyer"])
    yield "Other buyers", ", ".join(map(name_of, body.get("other_buyers", ())))
    yield "Used by", name_of(body["user_body"])
    yield "Run by", name_of((body["register"] or {}).get("run_by"))
    yield "Vendors", ", ".join(name_of(vendor) for vendor in body["vendors"])
    yield "Stage", codelists.STAGE.label(body["stage"]["code"])
    yield "Hold", codelists.HOLD.label(body["hold"]["code"])
    yield "Hold since", date_in_words(body["hold"]["since"])
    yield "Value", money_in_words(value, value["kind"]) if value else ""
    for fact, stated in body["dates"].items():
        yield codelists.FACT.label(fact), date_in_words(stated["date"]) + _inferred(stated)
    decides = body["decision_maker"]
    yield codelists.FACT.label("decision_maker"), name_of(decides["party"]) if decides else ""
    yield "Category", _unless_silent(codelists.CATEGORY, body["category"])
    yield "Procedure", _unless_silent(codelists.METHOD, body["method"])
    yield "Sources of the contract", citations_in_words(body["citations"], body)


def _inferred(stated):
    return f" ({codelists.DECIDED_FROM.label(stated['from']).lower()})" if "from" in stated else ""


def _unless_silent(codelist, code):
    return "" if code == "not_stated" else codelist.label(code)


def _register(body):
    """What the register says beyond the facts at the top."""
    for award in body["awards"]:
        status = codelists.AWARD_STATUS.label(award.get("status", ""))
        said = [
            award["title"],
            status,
            date_in_words(award["date"]),
            money_in_words(award["value"]),
        ]
        said += [*_with(award), *_bought_by(award)]
        yield f"Award {award['id']}", _joined(said)
    for agreement in body["agreements"]:
        dates_ = [
            f"{word} {date_in_words(agreement[key])}"
            for word, key in (("signed", "signed_on"), ("from", "starts_on"), ("to", "ends_on"))
            if agreement[key]
        ]
        said = [
            *dates_,
            money_in_words(agreement["value"]),
            *_with(agreement),
            *_bought_by(agreement),
        ]
        yield f"Agreement {agreement['id']}", _joined(said)
    yield "Vendors beside the awards", ", ".join(map(name_of, body.get("by_role", ())))
    for notice in body["notices"]:
        said = [
            notice["type"],
            notice["title"],
            date_in_words(notice["published_at"]),
            notice["url"],
        ]
        yield "Notice", _joined(said)


def _with(row):
    """The vendors of an award, or of an agreement alone, and who is none of them any more."""
    yield ", ".join(map(name_of, row.get("vendors", ())))
    if removed := ", ".join(map(name_of, row.get("removed", ()))):
        yield f"removed: {removed}"


def _bought_by(row):
    names = ", ".join(map(name_of, row.get("buyers", ())))
    return [f"for {names}"] if names else []


def _joined(parts):
    """An empty row is there all the same."""
    return "; ".join(part for part in parts if part) or "nothing more stated"


def _act(act, body, what):
    for part, text in intervention_parts(act, body):
        yield f"{what}: {part}" if part else what, text


def _source(source):
    parts = [source["title"], codelists.SOURCE_KIND.label(source["kind"]), source_phrase(source)]
    parts += [
        source["author"],
        source["url"],
        source["archive_url"],
        date_in_words(source["accessed_on"]),
    ]
    parts.append("primary" if source["primary"] else "")
    # Copies of one story are one source, and statements are known accordingly.
    copied = source["root"] and source["root"] != source["id"]
    parts.append(f"repeats source {source['root']}" if copied else "")
    return "; ".join(part for part in parts if part)


# Of all else that is stated (who, what, when, how much, by which source) each is a fact. So is what a summary,
# a quotation or a hedge says: a typing error in one cannot be told from another meaning.
WORDS = frozenset(("title", "slug", "purpose", "description", "words", "place", "headline"))


def differs_in_words_alone(before: dict, after: dict) -> bool:
    """Tell whether all that two structures state, but for what it is called and for, is the same."""
    return _facts(before) == _facts(after)


def _facts(body):
    said = leaves(body)
    return {name: _without_words(name, leaf) for name, leaf in said.items() if name != FOLLOWS}


def _without_words(name, leaf):
    # What a source is called is its own.
    if name.startswith("source ") or not isinstance(leaf, dict):
        return leaf
    return {key: value for key, value in leaf.items() if key not in WORDS}
